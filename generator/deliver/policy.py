"""What a Content Security Policy has to allow for a package: by cause, directive by directive, and as one header."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from generator.deliver.parcel import Parcel
from generator.model import Artifact

Directives = Mapping[str, Iterable[str]]

#: what Optimizely's client itself needs: support article 4410289675149, "Update your site's CSP"
_OPTIMIZELY: Mapping[str, tuple[str, ...]] = {
    "connect-src": ("https://*.optimizely.com", "https://logx.optimizely.com"),
    "img-src": ("https://cdn.optimizely.com",),
    "script-src": (
        "https://*.optimizely.com",
        "https://cdn-assets-prod.s3.amazonaws.com",
        "https://optimizely.s3.amazonaws.com",
    ),
    "style-src": ("'unsafe-inline'",),
}


def file(parcel: Parcel) -> Artifact:
    """`csp.json`, for packages whose scripts are files of the site itself."""
    told = told_of(parcel, {"script-src": ["'self'"]})
    return Artifact("csp.json", (json.dumps(told, indent=2, sort_keys=True) + "\n").encode("ascii"))


def told_of(parcel: Parcel, own: Directives) -> Mapping[str, Any]:
    """The content of `csp.json`; `own` is what the delivery itself needs."""
    adds = _united(entry["csp"]["adds"] for entry in parcel.entries.values())
    needs = _united(entry["csp"]["platform_needs"] for entry in parcel.entries.values())
    united = _united([_OPTIMIZELY, adds, needs, own])
    return {
        "adds": adds,
        "optimizely": _united([_OPTIMIZELY]),
        "platform_needs": needs,
        "policy": "; ".join(f"{name} {' '.join(united[name])}" for name in united),
    }


def hosts(parcel: Parcel) -> Mapping[str, list[str]]:
    """Every host that is asked, by directive; sorted, without the words that are none, such as 'unsafe-inline'."""
    entries = [entry["csp"] for entry in parcel.entries.values()]
    parts = [part for csp in entries for part in (csp["adds"], csp["platform_needs"])]
    found = _united([_OPTIMIZELY, *parts])
    only = {name: [host for host in some if host[:1] != "'"] for name, some in found.items()}
    return {name: some for name, some in only.items() if some}


def _united(parts: Iterable[Directives]) -> Mapping[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for directive, values in part.items():
            found[directive].update(values)
    return {name: sorted(found[name]) for name in sorted(found)}
