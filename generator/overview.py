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
    """Everything one platform is compared by, in what JSON can say; what is of one role stands under its name.

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
        **{
            role: {
                **_own(platform, played),
                "limits": [limit.model_dump() for limit in played.limits],
                "consent": played.consent,
                "bytes": _sizes(platform, role),
                "proof": proof(platform, role),
            }
            for role, played in platform.played.items()
        },
    }


def _own(platform: Platform, played: Played) -> Mapping[str, Any]:
    """What only platforms of this role are compared by."""
    if isinstance(played, Analytics):
        return _analytics(platform, played)
    if isinstance(played, Audience):
        return _audience(platform, played)
    return _conversion(platform, played)


def _analytics(platform: Platform, role: Analytics) -> Mapping[str, Any]:
    chosen = settings.resolve(platform, {}, role="analytics", examples=True)
    queue = settings.fill(role.queue, chosen.values) if role.queue else None
    return {
        "receives": [settings.fill(name, chosen.values) for name in role.records],
        "before_sdk": _before(role, queue),
    }


def _audience(platform: Platform, role: Audience) -> Mapping[str, Any]:
    chosen = settings.resolve(platform, {}, role="audience", examples=True)
    return {
        "reads": [settings.fill(name, chosen.values) for name in role.reads],
        "mapping": role.example.strip().splitlines(),
    }


def _conversion(platform: Platform, role: Conversion) -> Mapping[str, Any]:
    chosen = settings.resolve(platform, {}, role="conversion", examples=True)
    return {
        "carries": [settings.fill(name, chosen.values) for name in role.stores or role.reads],
        "waits_for": role.ready,
    }


def _sizes(platform: Platform, role: Role) -> Mapping[Target, int]:
    chosen = settings.resolve(platform, {}, role=role, examples=True)
    return {target: _bytes(platform, target, chosen) for target in ROLES[role].targets}


def _before(role: Analytics, queue: str | None) -> str:
    if queue and role.ready:
        return f"makes {queue}, or waits where settings ask for more"
    if queue:
        return f"makes {queue}"
    return "waits" if role.ready else "sends"


def proof(platform: Platform, role: Role) -> Sequence[str]:
    """What this role has been seen to work with: each of the vendor's SDKs by package and version, else a fake."""
    known = catalog.requests(platform)
    if known is None or all(arrival.role != role for arrival in known.arrives):
        return ["a fake"]
    sdks = list(dict.fromkeys(f"{sdk.package} {sdk.version}" for sdk in known.sdk))
    return sdks or ["its own requests"]


def _bytes(platform: Platform, target: Target, chosen: Settings) -> int:
    return manifest.gzipped(
        build.snippet(platform, target, "auto", chosen).minified.encode("ascii")
    )
