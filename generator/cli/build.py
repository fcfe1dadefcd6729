"""`tagwright build`: folders and a configuration in, `dist/` and its manifest out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from generator import build, config, watch
from generator.cli import options
from generator.errors import TagwrightError
from generator.model import Artifact, Platform
from generator.resources import javascript
from generator.scripts import Scripts

#: changed files that are named; a first build of everything has hundreds
_TOLD = 20

#: platforms whose building is worth a bar on a terminal
_MANY = 10


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for."""

    slugs: Sequence[str]
    path: Path | None
    out: Path
    scripts: Scripts


@click.command(
    "build",
    epilog=options.examples(
        ("tagwright build", "everything, into dist"),
        ("tagwright build mixpanel --watch", "one platform, again whenever a file changes"),
        ("tagwright build --check", "is dist what a build would write now?"),
    ),
)
@click.argument("slugs", metavar="[PLATFORM]...", nargs=-1)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("dist"),
    show_default=True,
    metavar="DIR",
    help="Folder to write.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file is out of date.")
@click.option("--watch", "watching", is_flag=True, help="Build again whenever a file changes.")
@click.option("--no-cache", is_flag=True, help="Compile everything, remember nothing.")
@options.config
def command(  # noqa: PLR0913 -- one parameter for each flag
    *,
    slugs: tuple[str, ...],
    path: Path | None,
    out: Path,
    check: bool,
    watching: bool,
    no_cache: bool,
) -> None:
    """Write every snippet, readable and minified, the schemas of their settings and a manifest.

    Without PLATFORM: those that tagwright.toml has settings for, or else all. With PLATFORM, what the folder holds
    of other platforms stays.
    """
    order = _Order(slugs, path, out, Scripts(None) if no_cache else build.scripts())
    if check and watching:
        message = "--check and --watch do not go together"
        raise click.UsageError(message)
    if check:
        _check(order)
    elif watching:
        _watch(order)
    else:
        _write(order)


def _check(order: _Order) -> None:
    found, artifacts = _artifacts(order)
    build.check(artifacts, order.out)
    build.check_budgets(artifacts, found)
    click.echo(f"{order.out} is up to date: {options.count(len(artifacts), 'file')}", err=True)


def _write(order: _Order, *, in_place: bool = False) -> None:
    found, artifacts = _artifacts(order)
    written = build.write(artifacts, order.out, in_place=in_place)
    gone = set(written) - {artifact.path for artifact in artifacts}
    for path in written[:_TOLD]:
        click.echo(f"  {path}{' (taken away)' if path in gone else ''}", err=True)
    if len(written) > _TOLD:
        click.echo(f"  … and {options.count(len(written) - _TOLD, 'more file')}", err=True)
    changed = f"{len(written)} changed" if written else "nothing changed"
    click.echo(f"{order.out}: {options.count(len(artifacts), 'file')}, {changed}", err=True)
    build.check_budgets(artifacts, found)


def _watch(order: _Order) -> None:
    for changed in watch.changes(lambda: _watched(order)):
        if any(path.is_relative_to(javascript()) for path in changed):
            order.scripts.forget()
        for path in sorted(changed):
            click.echo(f"changed: {path}", err=True)
        try:
            _write(order, in_place=True)
        except TagwrightError as error:
            click.echo(f"Error: {error}", err=True)
        if not changed:
            click.echo("waiting for changes; Ctrl-C ends it", err=True)


def _watched(order: _Order) -> Sequence[Path]:
    """The folders and files whose change is a reason to build again."""
    path = order.path or config.find(Path.cwd())
    try:
        folders = config.load(path).folders
    except TagwrightError:
        folders = ()
    return [javascript(), *folders, *([path] if path else [])]


def _artifacts(order: _Order) -> tuple[config.Config, Sequence[Artifact]]:
    found = config.load(order.path)
    platforms: Sequence[Platform] = build.chosen(found, order.slugs)
    beside = build.old_manifest(order.out) if order.slugs else None
    # A first time takes some tenths of a second for each of them.
    hidden = not sys.stderr.isatty() or bool(os.environ.get("CI")) or len(platforms) < _MANY
    with click.progressbar(platforms, label="building", file=sys.stderr, hidden=hidden) as shown:
        return found, build.artifacts(shown, found, beside=beside, known=order.scripts)
