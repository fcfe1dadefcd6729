"""A Platform in, what people compare platforms by out: the rows of `tagwright list --json` and of docs/platforms.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator import build, catalog, manifest, settings
from generator.model import TARGETS, Analytics, Platform, Settings, Target


def row(platform: Platform) -> Mapping[str, Any]:
    """Everything one platform is compared by, in what JSON can say.

    `bytes` are those of the minified file for all clients, gzipped, with default or example settings; `before_sdk`
    says what the snippet does where the vendor's own code has not run; `proof` what has shown that it works.
    """
    chosen = settings.resolve(platform, {}, examples=True)
    return {
        "slug": platform.slug,
        "name": platform.name,
        "version": platform.version,
        "status": platform.status,
        "reason": platform.reason,
        "docs": platform.docs,
        "roles": list(platform.roles),
        "targets": [target for role in platform.roles for target in TARGETS[role]],
        **(_analytics(platform, platform.analytics, chosen) if platform.analytics else {}),
        "proof": proof(platform),
    }


def _analytics(platform: Platform, role: Analytics, chosen: Settings) -> Mapping[str, Any]:
    calls = [settings.fill(name, chosen.values) for name in role.records]
    queue = settings.fill(role.queue, chosen.values) if role.queue else None
    return {
        "receives": calls,
        "before_sdk": _before(role, queue),
        "limits": [limit.model_dump() for limit in role.limits],
        "consent": role.consent,
        "bytes": {target: _bytes(platform, target, chosen) for target in TARGETS["analytics"]},
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
    return ["its own requests"] if known else ["a fake of its SDK"]


def _bytes(platform: Platform, target: Target, chosen: Settings) -> int:
    return manifest.gzipped(
        build.snippet(platform, target, "auto", chosen).minified.encode("ascii")
    )
