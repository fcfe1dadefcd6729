"""`tagwright render`: one platform and a customer's values in, the snippet on stdout out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from generator import build, catalog, config, settings
from generator.cli import options
from generator.model import (
    CLIENTS,
    EXTENSION,
    TARGETS,
    Client,
    Platform,
    Snippet,
    Target,
    Value,
    role_of,
)


@click.command(
    "render",
    epilog=options.examples(
        ("tagwright render mixpanel --min > mixpanel.js", "into a file"),
        ("tagwright render mixpanel --set event=Seen", "with another event"),
        ("tagwright render generic --client web", "for Optimizely Web alone"),
        ("tagwright render ga4 --target extension", "to import into Optimizely"),
    ),
)
@click.argument("slug", metavar="PLATFORM|LIBRARY")
@click.option(
    "--target",
    type=click.Choice(TARGETS),
    help="Form of the snippet: reader reports by itself, integrator beside integrator.js, extension is JSON that Optimizely "
    "imports; audience gives Optimizely what the platform knows.  [default: the platform's first]",
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
    given = _given(platform, found, pairs, target)
    content = _made(platform, target, client or found.client, given, minified=minified)
    click.echo(content, nl=False)


def _made(
    platform: Platform,
    target: Target,
    client: Client,
    given: Mapping[str, Value],
    *,
    minified: bool,
) -> bytes:
    """The snippet with these values, or the file with it that Optimizely imports."""
    role = role_of(target) if target in platform.targets else None
    if target == EXTENSION and role:
        # What has to be given can be filled in there.
        settings.resolve(platform, given, role=role, examples=True)
        return build.extension(platform, given, f"{target}.json", client).content
    chosen = settings.resolve(platform, given, role=role)
    snippet = build.snippet(platform, target, client, chosen)
    return (snippet.minified if minified else snippet.readable).encode("utf-8")


def _library(name: str, found: config.Config, client: Client, pairs: Sequence[str]) -> Snippet:
    """A library with the settings of the command line, and for the rest of the configuration."""
    declared = catalog.library_settings(name)
    typed = settings.parse(declared, pairs)
    written = found.libraries.get(name, {})
    rest = {key: value for key, value in written.items() if key not in typed}
    settings.of(name, declared, rest, found.path, ("libraries", name))
    return build.library(name, client, settings.of(name, declared, {**rest, **typed}))


def _given(
    platform: Platform, found: config.Config, pairs: Sequence[str], target: Target
) -> Mapping[str, Value]:
    """What the command line says, and for the rest what the configuration says, which is checked here."""
    role = role_of(target) if target in platform.targets else None
    typed = settings.parse(settings.declare(platform), pairs)
    written = found.values.get(platform.slug, {})
    rest = {name: value for name, value in written.items() if name not in typed}
    table = ("platforms", platform.slug)
    settings.resolve(platform, rest, found.path, table, role=role, examples=True)
    return {**rest, **typed}
