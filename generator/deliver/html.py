"""Your own pages: inline blocks, script tags with integrity, and what a Content Security Policy has to allow."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.deliver import install, naming, policy, readme
from generator.deliver.escape import attribute
from generator.deliver.parcel import Item, Parcel, Placement
from generator.model import Artifact

PLACEMENT = Placement(
    "high in <head>, directly after Optimizely",
    can_be_first=True,
    note="Optimizely's snippet stays the first thing in <head>; before it nothing that loads a script or a style sheet.",
)


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
    hashes = {item.name: f"sha256-{_digest('sha256', _code(item))}" for item in parcel.items}
    own = [] if parcel.options["nonce"] else [f"'{value}'" for value in hashes.values()]
    return {**policy.told_of(parcel, {"script-src": own}), "hashes": hashes}


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
