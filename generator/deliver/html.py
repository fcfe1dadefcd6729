"""Your own pages: inline blocks, script tags with integrity, and what a Content Security Policy has to allow."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.deliver import install, naming, readme
from generator.deliver.escape import attribute
from generator.deliver.parcel import Item, Parcel, Placement
from generator.model import Artifact

PLACEMENT = Placement(
    "high in <head>, directly after Optimizely",
    can_be_first=True,
    note="Optimizely's snippet stays the first thing in <head>; before it nothing that loads a script or a style sheet.",
)

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


def files(parcel: Parcel) -> Iterable[Artifact]:
    """For each platform a script file, its tag and its inline block; `head.html`, `csp.json` and a README."""
    for item in parcel.items:
        yield Artifact(_file(item), item.snippet.minified.encode("ascii"))
        yield Artifact(f"{item.name}.inline.html", f"{_inline(item, parcel)}\n".encode("ascii"))
        yield Artifact(f"{item.name}.external.html", f"{_external(item, parcel)}\n".encode())
    yield Artifact("head.html", "".join(f"{line}\n" for line in _head(parcel)).encode())
    yield Artifact("csp.json", (json.dumps(csp(parcel), indent=2, sort_keys=True) + "\n").encode())
    yield readme.of("html", parcel, PLACEMENT)


def csp(parcel: Parcel) -> Mapping[str, Any]:
    """What a policy has to allow for all of it: by cause, and as one header."""
    adds: dict[str, set[str]] = defaultdict(set)
    needs: dict[str, set[str]] = defaultdict(set)
    for entry in parcel.entries.values():
        for found, where in ((entry["csp"]["adds"], adds), (entry["csp"]["platform_needs"], needs)):
            for directive, hosts in found.items():
                where[directive].update(hosts)
    hashes = {item.name: f"sha256-{_digest('sha256', _code(item))}" for item in parcel.items}
    own = [] if parcel.options["nonce"] else [f"'{value}'" for value in hashes.values()]
    policy: dict[str, set[str]] = defaultdict(set)
    for part in (_OPTIMIZELY, adds, needs, {"script-src": own}):
        for directive, hosts in part.items():
            policy[directive].update(hosts)
    return {
        "adds": {directive: sorted(hosts) for directive, hosts in adds.items()},
        "hashes": hashes,
        "optimizely": {directive: list(hosts) for directive, hosts in _OPTIMIZELY.items()},
        "platform_needs": {directive: sorted(hosts) for directive, hosts in needs.items()},
        "policy": "; ".join(
            f"{directive} {' '.join(sorted(hosts))}" for directive, hosts in sorted(policy.items())
        ),
    }


def _head(parcel: Parcel) -> Iterator[str]:
    """Optimizely's tag where it is wanted, then every snippet, inline."""
    if parcel.options["project_id"]:
        yield from install.plain(str(parcel.options["project_id"]), _nonce(parcel))
    for item in parcel.items:
        yield _inline(item, parcel)


def _inline(item: Item, parcel: Parcel) -> str:
    return f"<script{_nonce(parcel)}>{_code(item)}</script>"


def _external(item: Item, parcel: Parcel) -> str:
    code = item.snippet.minified
    address = attribute(f"{str(parcel.options['base']).rstrip('/')}/{_file(item)}")
    integrity = f"sha384-{_digest('sha384', code)}"
    return f'<script src={address} integrity="{integrity}" crossorigin="anonymous"{_nonce(parcel)}></script>'


def _file(item: Item) -> str:
    return naming.hashed(item.name, item.snippet.minified)


def _code(item: Item) -> str:
    """The program as it stands in an inline block; nothing in it ends the element."""
    return item.snippet.minified.rstrip("\n")


def _nonce(parcel: Parcel) -> str:
    """The customer's own template code, which is why it is not escaped; no quote can be in it."""
    nonce = parcel.options["nonce"]
    return f' nonce="{nonce}"' if nonce else ""


def _digest(name: str, text: str) -> str:
    return base64.b64encode(hashlib.new(name, text.encode("ascii")).digest()).decode("ascii")
