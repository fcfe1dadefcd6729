"""`tagwright render`: one platform and a customer's values in, the snippet on stdout out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator import build, catalog, config, settings
from generator.cli import options
from generator.model import CLIENTS, TARGETS, Client, Platform, Settings, Snippet, Target, role_of


@click.command(
    "render",
    epilog=options.examples(
        ("tagwright render mixpanel --min > mixpanel.js", "into a file"),
        ("tagwright render mixpanel --set event=Seen", "with another event"),
        ("tagwright render generic --client web", "for Optimizely Web alone"),
    ),
)
@click.argument("slug", metavar="PLATFORM|LIBRARY")
@click.option(
    "--target",
    type=click.Choice(TARGETS),
    help="Form of the snippet: reader reports by itself, integrator beside integrator.js; audience gives Optimizely "
    "what the platform knows.  [default: the platform's first]",
)
@click.option(
    "--client",
    type=click.Choice(CLIENTS),
    help="Optimizely client to read.  [default: auto, or what tagwright.toml says]",
)
@click.option(
    "--set", "pairs", metavar="NAME=VALUE", multiple=True, help="Set a setting; repeat for more."
)
@click.option("--min", "minified", is_flag=True, help="Write the minified form.")
@options.config
def command(  # noqa: PLR0913 -- one parameter for each flag
    *,
    slug: str,
    target: Target | None,
    client: Client | None,
    pairs: tuple[str, ...],
    path: Path | None,
    minified: bool,
) -> None:
    """Write one platform's snippet to stdout, and nothing else; or one of the libraries, integrator and conversion.

    Settings are taken from --set, else from tagwright.toml, else they have their defaults.
    """
    found = config.load(path)
    if slug in catalog.libraries():
        code = _library(slug, found, client or found.client, pairs)
        click.echo((code.minified if minified else code.readable).encode("utf-8"), nl=False)
        return
    platform = catalog.load(slug, found.folders)
    target = target or platform.targets[0]
    chosen = _settings(platform, found, pairs, target)
    snippet = build.snippet(platform, target, client or found.client, chosen)
    click.echo((snippet.minified if minified else snippet.readable).encode("utf-8"), nl=False)


def _library(name: str, found: config.Config, client: Client, pairs: Sequence[str]) -> Snippet:
    """A library with the settings of the command line, and for the rest of the configuration."""
    declared = catalog.library_settings(name)
    typed = settings.parse(declared, pairs)
    written = found.libraries.get(name, {})
    rest = {key: value for key, value in written.items() if key not in typed}
    settings.of(name, declared, rest, found.path, ("libraries", name))
    return build.library(name, client, settings.of(name, declared, {**rest, **typed}))


def _settings(
    platform: Platform, found: config.Config, pairs: Sequence[str], target: Target
) -> Settings:
    """What the command line says, and for the rest what the configuration says."""
    role = role_of(target) if target in platform.targets else None
    typed = settings.parse(settings.declare(platform), pairs)
    written = found.values.get(platform.slug, {})
    rest = {name: value for name, value in written.items() if name not in typed}
    table = ("platforms", platform.slug)
    settings.resolve(platform, rest, found.path, table, role=role, examples=True)
    return settings.resolve(platform, {**rest, **typed}, role=role)
