"""`tagwright show`: one platform in, all that is known of it out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from generator import catalog, config, settings
from generator.cli import options
from generator.model import TARGETS, Analytics, Limit, Platform, Setting

#: design 5.4: what Edge's getters cannot tell
_EDGE = (
    "On Optimizely Edge a holdback is known only when the snippet stands before Optimizely; "
    "elsewhere a held-back visitor is reported like any other."
)


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
        "targets": [target for role in platform.roles for target in TARGETS[role]],
        "consent_reads": {who: list(names) for who, names in catalog.consent_reads().items()},
        "settings": settings.schema(platform),
    }


def _lines(platform: Platform) -> Iterator[str]:
    yield click.style(f"{platform.name} ({platform.slug} {platform.version})", bold=True)
    if platform.status != "active":
        yield options.wrapped(f"{platform.status}: {platform.reason}")
    yield platform.docs
    for role in platform.roles:
        yield f"\nRole {role}, as {' or '.join(TARGETS[role])}"
    if platform.analytics:
        yield from _analytics(platform.analytics)
    yield "\nSettings"
    for name, setting in settings.declare(platform).items():
        yield from _setting(name, setting)
    yield f"\nREADME: {platform.folder / 'README.md'}"


def _analytics(role: Analytics) -> Iterator[str]:
    yield from _fact("waits for", [role.ready] if role.ready else [], "nothing")
    yield from _fact("creates the queue", [role.queue] if role.queue else [], "no queue")
    yield from _fact("reads", role.reads, "no global")
    yield from _fact("writes", role.writes, "no global")
    yield from _fact("calls", role.records, "")
    yield from _fact("sends", role.sends, "no request of its own")
    yield from _fact("consent", [role.consent], "")
    for who, names in catalog.consent_reads().items():
        yield from _fact("  may ask", [f"{who:10} reads {', '.join(names)}"], "")
    for directive, hosts in role.csp.model_dump().items():
        if hosts:
            yield from _fact(f"CSP {directive}-src", hosts, "")
    for limit in role.limits:
        yield from _fact("limit", [_limit(limit)], "")
    yield options.wrapped(_EDGE, "  ")


def _fact(name: str, values: Sequence[str], otherwise: str) -> Iterator[str]:
    yield options.wrapped(", ".join(values) or otherwise, f"  {name:18} ", " " * 21)


def _limit(limit: Limit) -> str:
    return f"{limit.what}: {limit.max:,} {limit.unit} ({limit.source})"


def _setting(name: str, setting: Setting) -> Iterator[str]:
    yield f"  {click.style(name, bold=True)}  {setting.type}, {_default(setting)}"
    yield options.wrapped(setting.description, "      ")


def _default(setting: Setting) -> str:
    if setting.required:
        return f"required, such as {json.dumps(setting.example, ensure_ascii=False)}"
    answers = f" (one of: {', '.join(map(str, setting.enum))})" if setting.enum else ""
    return f"default {json.dumps(setting.default, ensure_ascii=False)}{answers}"
