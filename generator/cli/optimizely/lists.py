"""`tagwright optimizely lists`: files of visitors in, uploaded lists at Optimizely out, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from generator.cli import options
from generator.cli.bar import bar, count
from generator.cli.optimizely import asking
from generator.optimizely import exports

if TYPE_CHECKING:
    from generator.optimizely import lists
    from generator.optimizely.client import Client
    from generator.optimizely.members import Members, Reading

KINDS = ("cookies", "query_parameters", "zip_codes", "js_variables")

Function = Callable[..., Any]


@click.group(
    "lists",
    epilog=options.examples(
        (
            "tagwright optimizely lists push vip.csv --name vip --type cookies --key vip",
            "make the list, or bring it up to date",
        ),
        ("tagwright optimizely lists list", "what there is"),
    ),
)
def command() -> None:
    """Upload lists of visitors for audiences: ids in a cookie, a query parameter, a variable, or postal codes."""


def _name(function: Function) -> Function:
    return click.option("--name", required=True, metavar="NAME", help="The list's name.")(function)


def _file(function: Function) -> Function:
    """The options that say how a file is to be read."""
    for option in reversed(
        (
            click.argument("path", metavar="FILE", type=click.Path(path_type=Path)),
            _name,
            click.option(
                "--type",
                "kind",
                type=click.Choice(KINDS),
                default="cookies",
                show_default=True,
                help="Where a visitor's row is found.",
            ),
            click.option(
                "--key",
                metavar="NAME",
                help="The cookie, parameter or variable.  [default: the list's name]",
            ),
            click.option("--column", metavar="NAME", help="The column to upload, of several."),
            click.option(
                "--header/--no-header",
                default=None,
                help="Whether a file of one column begins with a heading.  [default: by its text]",
            ),
            click.option(
                "--from",
                "source",
                type=click.Choice(get_args(exports.Program)),
                help="The file is an export of this program.",
            ),
            click.option(
                "--format",
                "form",
                type=click.Choice(("csv", "tsv", "jsonl")),
                help="The file's form.  [default: by its ending; csv for -]",
            ),
            click.option(
                "--hash",
                "hashed",
                type=click.Choice(("sha256",)),
                help="Upload each row's hash, of the row in lower case.",
            ),
            click.option(
                "--allow-pii",
                is_flag=True,
                help="Upload what looks like e-mail addresses or phone numbers.",
            ),
            click.option(
                "--drop-duplicates", is_flag=True, help="Take equal rows once, instead of refusing."
            ),
        )
    ):
        function = option(function)
    return function


@command.command("push")
@_file
@click.option("--description", default="", help="For people; kept when it is not given.")
@click.option(
    "--keep-surplus", is_flag=True, help="Leave lists that are no longer needed, and name them."
)
@click.option("--json", "as_json", is_flag=True, help="Write the lists to stdout as JSON.")
@asking.project
@asking.connected(writes=True)
def push(  # noqa: PLR0913 -- its options
    *,
    client: Client,
    project: str,
    path: Path,
    name: str,
    kind: Any,  # noqa: ANN401 -- one of KINDS
    key: str | None,
    description: str,
    keep_surplus: bool,
    as_json: bool,
    **rest: Any,  # noqa: ANN401 -- how to read the file
) -> None:
    """Make a list hold exactly the rows of FILE, or of the standard input (-).

    All rows are checked before the first request. What does not fit into one list (5 MB) is split over several,
    each named NAME-part-…; an audience then needs their OR, which is printed. Interrupted anywhere, a second run
    finishes the job.
    """
    from generator.optimizely import lists  # noqa: PLC0415 -- heavy

    wanted = lists.Wanted(project, name, kind, key or name, description)
    lists.check(wanted)
    with _read(path, _reading(kind, key or name, rest)) as members:
        if client.dry:
            _show(client, members, wanted)
            return
        pushed = _pushed(client, members, wanted, keep_surplus=keep_surplus)
    _told(pushed, as_json=as_json)


@command.command("diff")
@_file
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
@asking.project
@asking.connected()
def diff(  # noqa: PLR0913 -- its options
    *,
    client: Client,
    project: str,
    path: Path,
    name: str,
    kind: Any,  # noqa: ANN401 -- one of KINDS
    key: str | None,
    as_json: bool,
    **rest: Any,  # noqa: ANN401 -- how to read the file
) -> None:
    """Say what a push of FILE would change; exit 1 when it would change anything."""
    from generator.optimizely import lists  # noqa: PLC0415 -- heavy

    wanted = lists.Wanted(project, name, kind, key or name)
    changed = False
    with _read(path, _reading(kind, key or name, rest)) as members:
        for one in lists.diff(client, members, wanted):
            changed = True
            if as_json:
                facts = {"list": one.step.name, "change": one.step.verb}
                asking.write_json({**facts, "added": one.added, "removed": one.removed})
                continue
            click.echo(f"{one.step.verb} {one.step.name}: {count(one.step.rows, 'row')}")
            if one.added is None:
                click.echo("  (the API does not give out which rows it has)")
            for sign, found in (("+", one.added), ("-", one.removed)):
                for row in found or ():
                    click.echo(f"{sign} {row}")
    if changed:
        raise click.exceptions.Exit(1)
    click.echo("nothing would change", err=True)


@command.command("pull")
@_name
@asking.project
@asking.connected()
def pull(*, client: Client, project: str, name: str) -> None:
    """Write the rows of a list to stdout, one a line."""
    from generator.optimizely import lists  # noqa: PLC0415 -- heavy

    for row in lists.pull(client, project, name):
        click.echo(row)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
@asking.project
@asking.connected()
def list_(*, client: Client, project: str, as_json: bool) -> None:
    """Say which uploaded lists a project has."""
    from generator.optimizely import lists  # noqa: PLC0415 -- heavy

    found = list(lists.every(client, project))
    if as_json:
        names = ("id", "name", "kind", "key", "rows", "description")
        asking.write_json([{name: getattr(row, name) for name in names} for row in found])
        return
    rows = [[r.id, r.name, r.kind, r.key, f"{r.rows:,}" if r.digest else ""] for r in found]
    asking.write_table(["id", "name", "type", "key", "rows"], rows)


@command.command("delete")
@_name
@asking.project
@asking.connected(writes=True)
def delete(*, client: Client, project: str, name: str) -> None:
    """Take a list away, with all its parts."""
    from generator.optimizely import lists  # noqa: PLC0415 -- heavy

    found = lists.delete(client, project, name)
    for row in () if client.dry else found:
        click.echo(f"deleted {row.name} ({row.id})", err=True)
    if not found:
        click.echo(f"there is no list {name!r}: nothing was deleted", err=True)


def _reading(kind: Any, key: str, rest: dict[str, Any]) -> Reading:  # noqa: ANN401 -- one of KINDS
    from generator.optimizely.members import Reading  # noqa: PLC0415 -- heavy

    return Reading(
        kind=kind,
        key=key,
        form=rest["form"],
        column=rest["column"],
        header=rest["header"],
        source=rest["source"],
        hashed=bool(rest["hashed"]),
        allow_personal=rest["allow_pii"],
        drop_duplicates=rest["drop_duplicates"],
    )


def _read(path: Path, reading: Reading) -> Members:
    from generator.optimizely import members  # noqa: PLC0415 -- heavy

    total = path.stat().st_size if path.is_file() else None
    with bar("reading", total) as shown:
        found = members.read(path, reading, lambda done, rows: shown.move(done, count(rows, "row")))
    notes = [count(found.count, "row")]
    if found.empty:
        notes.append(f"{found.empty:,} empty left out")
    if found.dropped:
        notes.append(f"{count(found.dropped, 'duplicate')} left out")
    click.echo(", ".join(notes), err=True)
    return found


def _pushed(
    client: Client, members: Members, wanted: lists.Wanted, *, keep_surplus: bool
) -> lists.Pushed:
    from generator.optimizely import lists  # noqa: PLC0415 -- heavy

    with bar("uploading", None) as shown:

        def tell(step: lists.Step, done: int, total: int) -> None:
            shown.total = total
            if shown.progress is not None and shown.task is not None:
                shown.progress.update(shown.task, total=total)
            shown.move(done, f"{step.verb} {step.name}")

        return lists.push(client, members, wanted, tell, keep_surplus=keep_surplus)


def _show(client: Client, members: Members, wanted: lists.Wanted) -> None:
    """What would be done; as if nothing were there, when nobody is logged in who could look."""
    from generator.optimizely import lists  # noqa: PLC0415 -- heavy

    there: Sequence[lists.Found] = ()
    if client.is_known:
        there = lists.found(client, wanted.project, wanted.name)
    else:
        click.echo("nobody is logged in: shown as if there were no list yet", err=True)
    lists.push(client, members, wanted, there=there)


def _told(pushed: lists.Pushed, *, as_json: bool) -> None:
    from generator.optimizely import lists  # noqa: PLC0415 -- heavy

    verbs = {"create": "created", "update": "updated", "remove": "removed"}
    for step in pushed.steps:
        if step.verb in verbs and step.old not in pushed.surplus:
            click.echo(f"{verbs[step.verb]} {step.name}: {count(step.rows, 'row')}", err=True)
    changed = [step for step in pushed.steps if step.verb != "keep"]
    if not changed:
        click.echo("nothing changed", err=True)
    else:
        click.echo(lists.PROPAGATION, err=True)
    removed = any(step.verb == "remove" for step in pushed.steps)
    if pushed.is_new_condition and (removed or len(pushed.lists) > 1):
        click.echo("the audience's condition is now, each part an uploaded list:", err=True)
        click.echo(f"  {lists.condition(pushed.lists)}", err=True)
    for row in pushed.surplus:
        click.echo(f"no longer needed: {row.name} ({row.id})", err=True)
    if as_json:
        asking.write_json(
            {
                "rows": pushed.members,
                "changed": len(changed),
                "any_of": [{"id": id_, "name": name} for id_, name in pushed.lists],
            }
        )
    else:
        for id_, _ in pushed.lists:
            click.echo(id_)
