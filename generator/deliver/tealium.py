"""Tealium iQ: the text of JavaScript Code extensions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.deliver import readme
from generator.deliver.parcel import Item, Parcel, Placement
from generator.model import Artifact, Role

PLACEMENT = Placement(
    "in utag.js, wherever the page loads it",
    can_be_first=False,
    note="An async utag.js comes after Optimizely has decided; utag.sync.js is the one file of Tealium's that holds a page up.",
)


class _Scope(NamedTuple):
    """When an extension runs, in the words of Tealium's form.

    Source: https://docs.tealium.com/iq-tag-management/extensions/extensions-list/javascript-code-basic-extension/
    """

    name: str
    execution: str | None


_BEFORE_TAGS = _Scope("All Tags", "Before Load Rules, Run Once")

#: what gives data to Optimizely cannot be early enough; what reports needs the consent and the tags that utag.js brings
_SCOPES: Mapping[Role, _Scope] = {
    "analytics": _BEFORE_TAGS,
    "audience": _Scope("Pre Loader", None),
    "conversion": _BEFORE_TAGS,
}


def files(parcel: Parcel) -> Iterable[Artifact]:
    """A text to paste for each snippet, `extensions.json` that says what belongs to which, and a README."""
    for item in parcel.items:
        yield Artifact(_path(item), f"{_heading(item)}{item.snippet.minified}".encode())
    listed = {"extensions": [_told(item) for item in parcel.items]}
    yield Artifact("extensions.json", (json.dumps(listed, indent=2) + "\n").encode("ascii"))
    yield readme.of("tealium", parcel, PLACEMENT)


def _path(item: Item) -> str:
    return f"{item.name}.extension.js"


def _told(item: Item) -> Mapping[str, str | None]:
    scope = _SCOPES[item.role]
    return {
        "title": f"tagwright: {item.purpose}",
        "scope": scope.name,
        "execution": scope.execution,
        "code": _path(item),
    }


def _heading(item: Item) -> str:
    """What whoever sees the extension later has to know; a comment, so that it can be pasted with the rest."""
    scope = " / ".join(part for part in _SCOPES[item.role] if part)
    return f"// {item.purpose}. Scope: {scope}. Made by tagwright: change its settings there.\n"
