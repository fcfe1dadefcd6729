"""`tagwright show`: one platform in, all that is known of it out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from generator import catalog, config, mapping, settings
from generator.cli import options
from generator.model import ROLES, Analytics, Conversion, Limit, Platform, Played, Role, Setting

#: what a person has to know before a role is used; of analytics, design 5.4: what Edge's getters cannot tell
_NOTES: Mapping[Role, str] = {
    "analytics": """
On Optimizely Edge a holdback is known only when the snippet stands before Optimizely; elsewhere a held-back visitor is
reported like any other.
""",
    "audience": """
What comes before Optimizely has loaded counts on this page: put the snippet above Optimizely's. What comes later counts
from the next page on, or on this one with the setting activate.

On Classic a tag is dropped once Optimizely has loaded; a dimension, segment or audience is taken.

Web takes attributes. It would drop the other kinds, so it never gets them.

On Edge attributes are handed over; it is not confirmed that Edge takes them.
""",
    "conversion": """
On Classic the visitor's experiments are those of its cookie, on Web and Edge those decided so far. On Edge nothing tells
who is held back.

Who has opted out of Optimizely is not carried along.
""",
}


@click.command(
    "show",
    epilog=options.examples(
        ("tagwright show mixpanel", "settings, globals, limits, hosts"),
        ("tagwright show mixpanel --json", "the same for machines, settings as JSON Schema"),
    ),
)
@click.argument("slug", metavar="PLATFORM")
@options.json
@options.config
def command(*, slug: str, path: Path | None, as_json: bool) -> None:
    """Say what one platform needs, sends and writes, and which settings it has."""
    platform = catalog.load(slug, config.load(path).folders)
    click.echo(json.dumps(facts(platform), indent=2) if as_json else "\n".join(_lines(platform)))


def facts(platform: Platform) -> Mapping[str, Any]:
    """All of it, for machines."""
    known = platform.model_dump(mode="json", exclude={"settings", "folder"}, exclude_none=True)
    return {
        **known,
        "roles": list(platform.roles),
        "targets": list(platform.targets),
        "consent_reads": {who: list(names) for who, names in catalog.consent_reads().items()},
        "settings": settings.schema(platform),
    }


def _lines(platform: Platform) -> Iterator[str]:
    yield click.style(f"{platform.name} ({platform.slug} {platform.version})", bold=True)
    if platform.status != "active":
        yield options.wrapped(f"{platform.status}: {platform.reason}")
    yield platform.docs
    for role, played in platform.played.items():
        yield f"\nRole {role}, as {' or '.join(ROLES[role].targets)}"
        yield from _played(role, played)
    for role in platform.roles:
        yield f"\nSettings of {role}" if len(platform.roles) > 1 else "\nSettings"
        for name, setting in settings.declare(platform, role).items():
            yield from _setting(name, setting)
    yield f"\nREADME: {platform.folder / 'README.md'}"


def _played(role: Role, played: Played) -> Iterator[str]:
    yield from _fact("waits for", [played.ready] if played.ready else [], "nothing")
    if isinstance(played, Analytics):
        yield from _fact("creates the queue", [played.queue] if played.queue else [], "no queue")
    yield from _fact("reads", played.reads, "no global")
    yield from _fact("writes", played.writes, "no global")
    if played.records:
        yield from _fact("calls", played.records, "")
    yield from _fact("sends", played.sends, "no request of its own")
    if isinstance(played, Conversion) and played.stores:
        yield from _fact("stores", played.stores, "")
    yield from _fact("consent", [played.consent], "")
    for who, names in catalog.consent_reads().items():
        yield from _fact("  may ask", [f"{who:10} reads {', '.join(names)}"], "")
    for directive, hosts in played.csp.model_dump().items():
        if hosts:
            yield from _fact(f"CSP {directive}-src", hosts, "")
    for limit in played.limits:
        yield from _fact("limit", [_limit(limit)], "")
    for note in _NOTES[role].split("\n\n"):
        yield options.wrapped(" ".join(note.split()), "  ")


def _fact(name: str, values: Sequence[str], otherwise: str) -> Iterator[str]:
    yield options.wrapped(", ".join(values) or otherwise, f"  {name:18} ", " " * 21)


def _limit(limit: Limit) -> str:
    return f"{limit.what}: {limit.max:,} {limit.unit} ({limit.source})"


def _setting(name: str, setting: Setting) -> Iterator[str]:
    yield f"  {click.style(name, bold=True)}  {setting.type}, {_default(setting)}"
    yield options.wrapped(setting.description, "      ")
    if setting.format == "mapping":
        yield from (f"      {kind:10} {what}" for kind, what in mapping.KINDS.items())


def _default(setting: Setting) -> str:
    if setting.required:
        return f"required, such as {json.dumps(setting.example, ensure_ascii=False)}"
    answers = f" (one of: {', '.join(map(str, setting.enum))})" if setting.enum else ""
    return f"default {json.dumps(setting.default, ensure_ascii=False)}{answers}"
