"""`tagwright list`: folders in, one line for each platform out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from generator import catalog, config
from generator.cli import options
from generator.model import ROLES, Platform, Role


@click.command(
    "list",
    epilog=options.examples(
        ("tagwright list --all", "every platform there is"),
        ("tagwright list --json", "the same for machines"),
    ),
)
@click.option(
    "--all", "everything", is_flag=True, help="Also those that are legacy or unconfirmed."
)
@click.option("--role", type=click.Choice(list(ROLES)), help="Only platforms that play this role.")
@options.json
@options.config
def command(*, path: Path | None, role: Role | None, everything: bool, as_json: bool) -> None:
    """Say which platforms there are: the shipped ones, and those of the folders in tagwright.toml."""
    found = [
        platform
        for platform in catalog.platforms(config.load(path).folders)
        if role in {None, *platform.roles}
    ]
    shown = [platform for platform in found if everything or platform.status == "active"]
    click.echo(json.dumps(_rows(shown), indent=2) if as_json else _table(shown))
    if len(shown) < len(found) and not as_json:
        click.echo(
            f"\n{len(found) - len(shown)} more are legacy or unconfirmed: tagwright list --all",
            err=True,
        )


def _rows(platforms: Sequence[Platform]) -> list[Mapping[str, Any]]:
    """Everything there is to compare; a first time takes seconds, for the bytes are those of compiled code."""
    from generator import overview  # noqa: PLC0415 -- heavy

    hidden = not sys.stderr.isatty()
    with click.progressbar(platforms, label="measuring", file=sys.stderr, hidden=hidden) as shown:
        return [overview.row(platform) for platform in shown]


def _table(platforms: Iterable[Platform]) -> str:
    rows = [(p.slug, p.name, _status(p)) for p in platforms]
    slugs, names = (max((len(row[i]) for row in rows), default=0) for i in (0, 1))
    if sys.stdout.isatty():
        return "\n".join(_lines(f"{slug:{slugs}}  ", name, status) for slug, name, status in rows)
    return "\n".join(
        f"{slug:{slugs}}  {name:{names}}  {status}".rstrip() for slug, name, status in rows
    )


def _lines(slug: str, name: str, status: str) -> str:
    """What a terminal has room for: a long name goes on below itself, a status stands below both."""
    row = options.wrapped(name, slug, " " * len(slug))
    return f"{row}\n{options.wrapped(status, '    ')}" if status else row


def _status(platform: Platform) -> str:
    return "" if platform.status == "active" else f"{platform.status}: {platform.reason}"
