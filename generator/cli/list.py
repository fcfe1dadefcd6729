"""`tagwright list`: folders in, one line for each platform out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from generator import catalog, config
from generator.cli import options
from generator.model import ROLES, Platform, Role


@click.command("list")
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
    click.echo(json.dumps([_row(p) for p in shown], indent=2) if as_json else _table(shown))
    if len(shown) < len(found) and not as_json:
        click.echo(
            f"\n{len(found) - len(shown)} more are legacy or unconfirmed: tagwright list --all",
            err=True,
        )


def _row(platform: Platform) -> dict[str, object]:
    return {
        "slug": platform.slug,
        "name": platform.name,
        "version": platform.version,
        "status": platform.status,
        "roles": platform.roles,
        "targets": platform.targets,
        "docs": platform.docs,
    }


def _table(platforms: Iterable[Platform]) -> str:
    rows = [(p.slug, p.name, _status(p)) for p in platforms]
    slugs, names = (max((len(row[i]) for row in rows), default=0) for i in (0, 1))
    return "\n".join(
        f"{slug:{slugs}}  {name:{names}}  {status}".rstrip() for slug, name, status in rows
    )


def _status(platform: Platform) -> str:
    return "" if platform.status == "active" else f"{platform.status}: {platform.reason}"
