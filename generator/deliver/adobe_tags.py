"""Adobe Experience Platform Tags: an extension whose actions report experiments, each with a form of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator import __version__
from generator.deliver import archive, readme
from generator.deliver.escape import json_in_html
from generator.deliver.package import template
from generator.deliver.parcel import Item, Parcel, Placement
from generator.model import Artifact

PLACEMENT = Placement(
    "in the Tags library, wherever the page loads it",
    can_be_first=False,
    note="Rules on the event Library Loaded (Page Top) run them first. Decisions made before are read and reported then.",
)

#: Tags has a form of its own, so that what a customer has to give may be missing here
ASKS = True

#: Tags puts the value of a data element in place of such a text
_DATA_ELEMENT = "^%[^%\\n]+%$"

#: the keywords of ours that JSON Schema draft 4, which Tags validates with, has too
_KEYWORDS = ("type", "title", "description", "enum", "pattern", "minimum", "maximum")


def files(parcel: Parcel) -> Iterable[Artifact]:
    """The package to upload, a zip, and a README."""
    version = str(parcel.options["version"]) or __version__
    package = archive.zipped(_extension(parcel, version))
    yield Artifact(f"package-tagwright-{version}.zip", package)
    yield readme.of("adobe-tags", parcel, PLACEMENT)


def _extension(parcel: Parcel, version: str) -> Iterator[Artifact]:
    """The files of the extension."""
    yield Artifact("extension.json", _written(_described(parcel, version)))
    for item in parcel.items:
        yield Artifact(_library(item), _module(item))
        yield Artifact(f"views/{_view(item)}", _form(item))
    for name in ("form.css", "form.js"):
        yield Artifact(f"views/{name}", template("adobe-tags", name))


def _described(parcel: Parcel, version: str) -> Mapping[str, Any]:
    """`extension.json`, as https://experienceleague.adobe.com/en/docs/experience-platform/tags/extension-dev/manifest has it."""
    return {
        "name": "tagwright",
        "displayName": "tagwright",
        "description": "Experiments in the platforms you use, and what these know of visitors in experiments.",
        "version": version,
        "platform": "web",
        "author": {"name": parcel.options["author"]},
        "viewBasePath": "views/",
        "actions": [_action(item) for item in parcel.items],
    }


def _action(item: Item) -> Mapping[str, Any]:
    return {
        "name": item.name,
        "displayName": item.purpose,
        "libPath": _library(item),
        "viewPath": _view(item),
        "schema": schema(item),
    }


def schema(item: Item) -> Mapping[str, Any]:
    """What Tags accepts as an action's settings, JSON Schema draft 4: ours, or a data element where a form has text."""
    properties = item.schema["properties"]
    required = item.schema["required"]
    return {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "properties": {name: _property(one) for name, one in properties.items()},
        # Draft 4 has no empty list here.
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _property(declared: Mapping[str, Any]) -> Mapping[str, Any]:
    known = {key: declared[key] for key in _KEYWORDS if key in declared}
    if "enum" in declared or declared["type"] == "boolean":
        return known
    if declared["type"] == "string" and "pattern" not in declared:
        return known
    return {"anyOf": [known, {"type": "string", "pattern": _DATA_ELEMENT}]}


def _library(item: Item) -> str:
    return f"src/{item.name}.js"


def _view(item: Item) -> str:
    return f"{item.name}.html"


def _module(item: Item) -> bytes:
    """The embed form as a module of Tags."""
    text = template("adobe-tags", "module.js").decode("ascii")
    text = text.replace("TAGWRIGHT_SLUG", item.platform.slug)
    return text.replace("/* TAGWRIGHT_PROGRAM */", item.embed.rstrip("\n")).encode("ascii")


def _form(item: Item) -> bytes:
    """The view: the one form, with what it has to ask."""
    properties = item.schema["properties"]
    asked = {
        "lines": [name for name in properties if item.has_lines(name)],
        "names": list(properties),
        "properties": properties,
        "required": item.schema["required"],
        "values": dict(item.values),
    }
    hole = '<script type="application/json" id="settings">{}</script>'
    text = template("adobe-tags", "form.html").decode("ascii")
    return text.replace(hole, hole.replace("{}", json_in_html(asked))).encode("ascii")


def _written(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode("ascii")
