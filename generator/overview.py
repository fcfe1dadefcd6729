"""A Platform in, what people compare platforms by out: the rows of `tagwright list --json` and of docs/platforms.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator import build, catalog, manifest, settings
from generator.model import (
    ROLES,
    Analytics,
    Audience,
    Conversion,
    Platform,
    Played,
    Role,
    Settings,
    Target,
)


def row(platform: Platform) -> Mapping[str, Any]:
    """Everything one platform is compared by, in what JSON can say.

    `bytes` are those of the minified file for all clients, gzipped, with default or example settings; `before_sdk`
    says what the snippet does where the vendor's own code has not run; `proof` what has shown that it works.
    """
    return {
        "slug": platform.slug,
        "name": platform.name,
        "version": platform.version,
        "status": platform.status,
        "reason": platform.reason,
        "docs": platform.docs,
        "roles": list(platform.roles),
        "targets": list(platform.targets),
        **(_analytics(platform, platform.analytics) if platform.analytics else {}),
        **({"audience": _audience(platform, platform.audience)} if platform.audience else {}),
        **(
            {"conversion": _conversion(platform, platform.conversion)}
            if platform.conversion
            else {}
        ),
        "proof": proof(platform),
    }


def _analytics(platform: Platform, role: Analytics) -> Mapping[str, Any]:
    chosen = settings.resolve(platform, {}, role="analytics", examples=True)
    queue = settings.fill(role.queue, chosen.values) if role.queue else None
    return {
        "receives": [settings.fill(name, chosen.values) for name in role.records],
        "before_sdk": _before(role, queue),
        **_both(platform, "analytics", role, chosen),
    }


def _audience(platform: Platform, role: Audience) -> Mapping[str, Any]:
    chosen = settings.resolve(platform, {}, role="audience", examples=True)
    return {
        "reads": [settings.fill(name, chosen.values) for name in role.reads],
        "mapping": role.example.strip().splitlines(),
        **_both(platform, "audience", role, chosen),
    }


def _conversion(platform: Platform, role: Conversion) -> Mapping[str, Any]:
    chosen = settings.resolve(platform, {}, role="conversion", examples=True)
    return {
        "carries": [settings.fill(name, chosen.values) for name in role.stores or role.reads],
        "waits_for": role.ready,
        **_both(platform, "conversion", role, chosen),
    }


def _both(platform: Platform, role: Role, played: Played, chosen: Settings) -> Mapping[str, Any]:
    return {
        "limits": [limit.model_dump() for limit in played.limits],
        "consent": played.consent,
        "bytes": {target: _bytes(platform, target, chosen) for target in ROLES[role].targets},
    }


def _before(role: Analytics, queue: str | None) -> str:
    if queue and role.ready:
        return f"makes {queue}, or waits where settings ask for more"
    if queue:
        return f"makes {queue}"
    return "waits" if role.ready else "sends"


def proof(platform: Platform) -> Sequence[str]:
    """What has been seen to work: each SDK of the vendor's by package and version, else a fake of it."""
    known = catalog.requests(platform)
    if known and known.sdk:
        return list(dict.fromkeys(f"{sdk.package} {sdk.version}" for sdk in known.sdk))
    sends = platform.analytics and platform.analytics.sends
    return ["its own requests"] if known and sends else ["a fake of its SDK"]


def _bytes(platform: Platform, target: Target, chosen: Settings) -> int:
    return manifest.gzipped(
        build.snippet(platform, target, "auto", chosen).minified.encode("ascii")
    )
