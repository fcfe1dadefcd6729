"""`tagwright optimizely convert`: files and webhooks of conversions in, conversions at Optimizely out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli import options
from generator.cli.bar import bar, count
from generator.cli.optimizely import asking
from generator.errors import RowsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.optimizely.convert import Order, Report

ROWS_REJECTED = 1


class _Commands(click.Group):
    """`convert FILE` is `convert send FILE`: a file is what most people have."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command in where a file or an option stands in its place."""
        if args and args[0] not in self.commands and args[0] not in {"-h", "--help"}:
            args = ["send", *args]
        return super().parse_args(ctx, args)


@click.group(
    "convert",
    cls=_Commands,
    epilog=options.examples(
        ("tagwright optimizely convert calls.csv -a 12345 -p 67890", "send a file's conversions"),
        ("tagwright optimizely convert serve calls.toml", "receive webhooks and send those"),
    ),
)
def command() -> None:
    """Send conversions that did not happen on the page: phone calls, contracts, returns.

    `convert FILE` is short for `convert send FILE`.
    """


def _pairs(given: Sequence[str], name: str) -> dict[str, str]:
    found = {}
    for pair in given:
        key, equals, value = pair.rpartition("=")
        if not equals or not key or not value:
            what = f"{pair!r} is not NAME=VALUE"
            raise click.BadParameter(what, param_hint=name)
        found[key] = value
    return found


@command.command("send")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--account",
    "-a",
    required=True,
    envvar="TAGWRIGHT_ACCOUNT",
    type=asking.number,
    metavar="ID",
    help="The account's number; also TAGWRIGHT_ACCOUNT.",
)
@asking.project
@click.option(
    "--event",
    "events",
    multiple=True,
    metavar="KEY=ID",
    help="An event's id, for rows that have none.  [default: ask Optimizely]",
)
@click.option("--classic", is_flag=True, help="Send to Classic's log instead of the Event API.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="The column that holds a field, when it has another name.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("csv", "tsv", "jsonl")),
    help="The file's form.  [default: by its ending; csv for -]",
)
@click.option(
    "--journal",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to remember what was sent.  [default: FILE.journal]",
)
@click.option("--strict", is_flag=True, help="Let the Event API say what is wrong with a row.")
@click.option("--eu", "europe", is_flag=True, help="Send to the European Event API.")
@click.option("--keep-ip", is_flag=True, help="Do not ask Optimizely to leave out the IP address.")
@click.option(
    "--resend-doubtful",
    is_flag=True,
    help="Send Classic's rows of which nobody knows whether they arrived.",
)
@click.option("--dry-run", is_flag=True, help="Print the first requests on stdout, send nothing.")
@click.option("--token-file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="A file with a personal token, to ask for the events' ids.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Write what was done to stdout as JSON.")
def send(  # noqa: PLR0913 -- its options
    *,
    path: Path,
    account: str,
    project: str,
    events: tuple[str, ...],
    classic: bool,
    mapping: tuple[str, ...],
    form: Any,  # noqa: ANN401 -- one of the forms
    journal: Path | None,
    strict: bool,
    europe: bool,
    keep_ip: bool,
    resend_doubtful: bool,
    dry_run: bool,
    token_file: Path | None,
    as_json: bool,
) -> None:
    """Send the conversions of FILE, or of the standard input (-).

    Columns: visitor_id, event, time; and event_id, value, revenue, quantity, id, decisions, tag.NAME; for Classic
    buckets and segments. Interrupted anywhere, a second run sends what is missing and nothing twice. Rows that
    cannot be sent land in a file beside it, with the reason; then the exit code is 1.
    """
    from generator.optimizely import convert  # noqa: PLC0415 -- heavy
    from generator.optimizely.conversions import Target  # noqa: PLC0415 -- heavy

    ids = _pairs(events, "--event")
    for key, number in ids.items():
        if not (number.isascii() and number.isdecimal()):
            what = f"the id of {key!r} is digits, not {number!r}"
            raise click.BadParameter(what, param_hint="--event")
    if resend_doubtful:
        path = _doubtful(path, classic=classic)
    if not classic and not ids and not dry_run:
        ids = _asked(project, token_file)
    order = convert.Order(
        path,
        Target(account, project, ids, anonymize_ip=not keep_ip),
        "classic" if classic else "events",
        form,
        _pairs(mapping, "--map"),
        journal,
        strict=strict,
        europe=europe,
    )
    if dry_run:
        for method, url, body in convert.preview(order):
            asking.show_request(method, url, body)
        return
    report = _run(order)
    _told(report, as_json=as_json)
    if report.rejected:
        raise click.exceptions.Exit(ROWS_REJECTED)


def _doubtful(path: Path, *, classic: bool) -> Path:
    from generator.optimizely import convert  # noqa: PLC0415 -- heavy

    if not classic:
        what = "the Event API knows what it has: nothing is in doubt"
        raise RowsError(what, help="run this without --resend-doubtful")
    found = convert.beside(path, "doubtful")
    if not found.exists():
        what = f"no rows of {str(path)!r} are in doubt"
        raise RowsError(what, help=f"there is no {found.name!r}")
    return found


def _asked(project: str, token_file: Path | None) -> dict[str, str]:
    """Event key -> id, as Optimizely knows them; none when nobody is logged in, as rows may have ids of their own."""
    from generator.errors import LoginError  # noqa: PLC0415 -- only here

    try:
        with asking.connect("v2", token_file) as client:
            return {
                str(event["key"]): str(event["id"])
                for event in client.pages("events", project_id=project)
                if event.get("key") and not event.get("archived")
            }
    except LoginError:
        if token_file:
            raise
        click.echo(
            "nobody is logged in, and no --event KEY=ID was given: only rows with an event_id are sent",
            err=True,
        )
        return {}


def _run(order: Order) -> Report:
    from generator.optimizely import convert  # noqa: PLC0415 -- heavy

    total = order.path.stat().st_size if order.path.is_file() else None
    with bar("sending", total) as shown:
        return convert.run(
            order,
            lambda report, done: shown.move(done, f"{count(report.sent, 'row')} sent"),
            say=lambda text: click.echo(text, err=True),
        )


def _told(report: Report, *, as_json: bool) -> None:
    if as_json:
        facts = {name: getattr(report, name) for name in ("rows", "sent", "rejected", "doubtful")}
        files = {
            "rejected_file": report.rejected_file and str(report.rejected_file),
            "doubtful_file": report.doubtful_file and str(report.doubtful_file),
        }
        asking.write_json({**facts, "before": report.before, **files})
    if report.unused:
        click.echo(f"columns that are not sent: {', '.join(report.unused)}", err=True)
    if report.before:
        click.echo(f"{count(report.before, 'row')} of earlier runs not read again", err=True)
    click.echo(f"{count(report.sent, 'conversion')} sent", err=True)
    if report.rejected:
        click.echo(f"{report.rejected:,} rejected: see {report.rejected_file}", err=True)
    if report.doubtful:
        click.echo(
            f"{report.doubtful:,} in doubt: see {report.doubtful_file}; "
            "--resend-doubtful sends them, and those that had arrived count twice",
            err=True,
        )


@command.command("serve")
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8080,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 for a free one.",
)
@click.option(
    "--resend-doubtful",
    is_flag=True,
    help="Send Classic's conversions of which nobody knows whether they arrived.",
)
@click.option("--check", is_flag=True, help="Only say whether FILE is right.")
def serve(*, path: Path, host: str, port: int, resend_doubtful: bool, check: bool) -> None:
    """Receive the webhooks that FILE describes, and send the conversions in them.

    Each is on the disk before it is answered, and is sent until it has arrived. GET /health and /metrics say how
    it goes. Put a proxy that speaks https in front of it.
    """
    from generator.optimizely import sources  # noqa: PLC0415 -- heavy

    receiver = sources.read(path)
    if check:
        for source in receiver.sources.values():
            click.echo(f"{source.path}: {source.program}, {source.check}", err=True)
        return
    import logging  # noqa: PLC0415 -- only here

    from generator.optimizely.receiver import serve as run  # noqa: PLC0415 -- heavy

    said = logging.getLogger("generator.optimizely")
    if not said.handlers:
        said.addHandler(logging.StreamHandler())
    run(
        receiver,
        host,
        port,
        resend_doubtful=resend_doubtful,
        started=lambda address: click.echo(f"listening on {address}", err=True),
    )
