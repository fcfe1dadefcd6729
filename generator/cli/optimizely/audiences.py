"""`tagwright optimizely audiences`: names, conditions and mappings in, ids out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from generator.cli import options
from generator.cli.optimizely import asking
from generator.errors import ConfigError, SettingsError

if TYPE_CHECKING:
    from generator.optimizely.client import Client


@click.group(
    "audiences",
    epilog=options.examples(
        ("tagwright optimizely audiences create Retail", "its id, on stdout"),
        ("tagwright optimizely audiences sync demandbase", "what the platform's mapping needs"),
    ),
)
def command() -> None:
    """List, create and change audiences; create those that a mapping needs."""


@command.command("list")
@asking.project
@options.json
@asking.connected()
def list_(*, client: Client, project: str, as_json: bool) -> None:
    """List a project's audiences."""
    from generator.optimizely import audiences  # noqa: PLC0415 -- heavy

    found = list(audiences.every(client, project))
    if as_json:
        asking.write_json([audience.model_dump(exclude_none=True) for audience in found])
        return
    head = ("id", "name", "archived", "conditions")
    asking.write_table(head, ((a.id, a.name, a.archived, a.conditions) for a in found))


@command.command("create")
@click.argument("name")
@asking.project
@click.option("--description", default="", help="For those who read it in Optimizely.")
@click.option("--conditions", default="", metavar="JSON", help='Such as ["and", {…}].')
@click.option(
    "--attribute",
    "pairs",
    multiple=True,
    metavar="KEY=VALUE",
    help="Instead of conditions: visitors with this attribute; may be repeated, all must be met.",
)
@asking.connected(writes=True)
def create(  # noqa: PLR0913 -- its options
    *,
    client: Client,
    project: str,
    name: str,
    description: str,
    conditions: str,
    pairs: tuple[str, ...],
) -> None:
    """Create an audience and print its id, which the audience snippet needs.

    One that is there already is not made twice: its id is printed.
    """
    from generator.optimizely import audiences  # noqa: PLC0415 -- heavy

    if pairs and conditions:
        raise click.UsageError("give --conditions or --attribute, not both")
    if pairs:
        conditions = audiences.having([_pair(pair) for pair in pairs])
    audience, new = audiences.create(
        client, project, name, description=description, conditions=conditions
    )
    if audience:
        click.echo(audience.id)
        if not new:
            click.echo(f"there is an audience {name!r} already; `update` changes it", err=True)


@command.command("update")
@click.argument("audience", type=asking.number, metavar="ID")
@click.option("--name", help="Another name.")
@click.option("--description", help="Another description.")
@click.option("--conditions", metavar="JSON", help="Other conditions.")
@click.option("--archive/--restore", "archived", default=None, help="Put it away, or take it back.")
@asking.connected(writes=True)
def update(*, client: Client, audience: str, **fields: Any) -> None:  # noqa: ANN401 -- its options
    """Change an audience; what is not given stays."""
    from generator.optimizely import audiences  # noqa: PLC0415 -- heavy

    given = {name: value for name, value in fields.items() if value is not None}
    if not given:
        raise SettingsError("nothing to change was given", help="such as --name or --archive")
    if audiences.change(client, audience, given):
        click.echo(f"changed {audience}", err=True)


@command.command("sync")
@click.argument("slug", required=False, metavar="[PLATFORM]")
@asking.project
@click.option(
    "--mapping", metavar="TEXT", help="Lines such as: company.industry -> attribute:industry"
)
@click.option(
    "--mapping-file",
    type=click.File("r", encoding="utf-8"),
    metavar="FILE",
    help="The same in a file; - for stdin.",
)
@options.config
@options.json
@asking.connected(writes=True)
def sync(  # noqa: PLR0913 -- its options
    *,
    client: Client,
    project: str,
    slug: str | None,
    mapping: str | None,
    mapping_file: TextIO | None,
    path: Path | None,
    as_json: bool,
) -> None:
    """Create what a mapping names and the project lacks. Running it twice changes nothing.

    The mapping is the platform's in tagwright.toml, or the one given.
    """
    from generator.optimizely import audiences  # noqa: PLC0415 -- heavy

    text = mapping or (mapping_file.read() if mapping_file else None) or _configured(slug, path)
    done = list(audiences.sync(client, project, text))
    rows = [(one.need.kind, one.need.name, one.id or "", one.state) for one in done]
    if client.dry:
        return
    if as_json:
        asking.write_json(
            [dict(zip(("kind", "name", "id", "state"), row, strict=True)) for row in rows]
        )
        return
    asking.write_table(("kind", "name", "id", "state"), rows)
    new = sum(one.state == "created" for one in done)
    click.echo(f"{new} created, {sum(one.state == 'there' for one in done)} there", err=True)


def _configured(slug: str | None, path: Path | None) -> str:
    from generator import config  # noqa: PLC0415 -- pydantic

    if not slug:
        what = "no mapping was given"
        raise SettingsError(what, help="name a platform of tagwright.toml, or give --mapping")
    found = config.load(path)
    mapping = found.values.get(slug, {}).get("mapping")
    if not isinstance(mapping, str):
        what = f"there is no mapping for {slug!r}"
        raise ConfigError(what, found.path, help=f'write [platforms.{slug}] and mapping = """…"""')
    return mapping


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not key or not equals:
        what = f"--attribute is KEY=VALUE, not {text!r}"
        raise click.UsageError(what)
    return key, value
