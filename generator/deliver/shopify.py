"""Shopify: a theme app extension with a block per platform, and Optimizely's tag for the theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.deliver import install, readme, refusal
from generator.deliver.escape import json_in_liquid
from generator.deliver.package import template
from generator.deliver.parcel import Item, Parcel, Placement
from generator.errors import SettingsError, TagwrightError, refuse, shown
from generator.model import Artifact

PLACEMENT = Placement(
    "at the end of <head>, where Shopify puts app embeds",
    can_be_first=False,
    note="Merchants switch each block on in the theme editor.",
)

#: the theme editor is a form of its own, so that what a merchant has to give may be missing here
ASKS = True

_EXTENSION = "extensions/tagwright"

#: enforced by Shopify: https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#file-and-content-size-limits
_MOST_BLOCKS = 30
_MOST_LIQUID = 100_000

#: characters that the name of a block can have
_LONGEST = 25

_DYNAMIC = "in the theme editor {{…}} and {%…%} are Liquid, not text"


def files(parcel: Parcel) -> Iterable[Artifact]:
    """The extension's folder; with `project_id` a snippet for the theme; a README."""
    refuse(_problems(parcel))
    blocks = [_block(item) for item in parcel.items]
    refuse(_too_large(blocks))
    yield from blocks
    for item in parcel.items:
        yield Artifact(f"{_EXTENSION}/assets/{_asset(item)}", item.embed.encode("ascii"))
    yield Artifact(
        f"{_EXTENSION}/shopify.extension.toml", template("shopify", "shopify.extension.toml")
    )
    yield Artifact(f"{_EXTENSION}/locales/en.default.json", b"{}\n")
    if parcel.options["project_id"]:
        yield _head(str(parcel.options["project_id"]))
    yield readme.of("shopify", parcel, PLACEMENT)


def _block(item: Item) -> Artifact:
    holes = {
        "TAGWRIGHT_PURPOSE": item.purpose,
        "TAGWRIGHT_ASSET": _asset(item),
        "TAGWRIGHT_SLUG": item.platform.slug,
        "TAGWRIGHT_SCHEMA": _schema(item),
    }
    text = "".join(_lines(item))
    for hole, value in holes.items():
        text = text.replace(hole, value)
    return Artifact(f"{_EXTENSION}/blocks/{item.name}.liquid", text.encode())


def _lines(item: Item) -> Iterator[str]:
    """The block's file, with a line for each setting where the template has one."""
    names = list(item.schema["properties"])
    for line in template("shopify", "block.liquid").decode().splitlines(keepends=True):
        if "TAGWRIGHT_SETTING" not in line:
            yield line
            continue
        for name in names:
            end = "\n" if name == names[-1] else ",\n"
            yield line.replace("TAGWRIGHT_SETTING", name).rstrip("\n") + end


def _asset(item: Item) -> str:
    return f"tagwright-{item.name}.js"


def _schema(item: Item) -> str:
    """The block's schema, a line per setting: Shopify counts the bytes of all blocks together."""
    settings = ",\n".join(json_in_liquid(field) for field in fields(item))
    name = json_in_liquid(_name(item))
    return f'{{"name": {name}, "target": "head", "settings": [\n{settings}\n]}}'


def _name(item: Item) -> str:
    return item.title if len(item.title) <= _LONGEST else item.name[:_LONGEST]


def fields(item: Item) -> Iterator[Mapping[str, Any]]:
    """The settings of a block, one per setting of ours.

    Source: https://shopify.dev/docs/storefronts/themes/architecture/settings/input-settings
    """
    for name, declared in item.schema["properties"].items():
        value = item.values.get(name)
        kind = _kind(name, declared, item)
        field = {
            "type": kind,
            "id": name,
            "label": declared["title"] + _required(name, item),
            "info": declared["description"] + _bounds(declared),
        }
        if kind == "select":
            field["options"] = [{"value": str(v), "label": str(v)} for v in declared["enum"]]
            value = None if value is None else str(value)
        # A default that is blank makes the whole schema invalid: "default can't be blank".
        yield field if value in (None, "") else {**field, "default": value}


def _kind(name: str, declared: Mapping[str, Any], item: Item) -> str:
    if "enum" in declared:
        return "select"
    if declared["type"] == "string":
        return "textarea" if item.has_lines(name) else "text"
    return {"boolean": "checkbox", "integer": "number", "number": "number"}[declared["type"]]


def _required(name: str, item: Item) -> str:
    return " (has to be given)" if name in item.schema["required"] else ""


def _bounds(declared: Mapping[str, Any]) -> str:
    """The theme editor checks no bounds, so that people are told of them."""
    least, most = declared.get("minimum"), declared.get("maximum")
    told = (
        f"{least:g} or more" if least is not None else "",
        f"{most:g} or less" if most is not None else "",
    )
    return f" {', '.join(filter(None, told))}." if any(told) else ""


def _head(project_id: str) -> Artifact:
    (tag,) = install.plain(project_id)
    example = '<script src="TAGWRIGHT_SOURCE"></script>'
    text = template("shopify", "head.liquid").decode().replace(example, tag)
    return Artifact("theme/snippets/tagwright-head.liquid", text.encode())


def _problems(parcel: Parcel) -> Iterator[TagwrightError]:
    if len(parcel.items) > _MOST_BLOCKS:
        what = f"an extension holds {_MOST_BLOCKS} blocks, and these are {len(parcel.items)}"
        yield TagwrightError(what, help="name fewer platforms: tagwright package shopify PLATFORM…")
    yield from refusal.holding(parcel, ["{{", "{%"], _DYNAMIC, "choose another value")
    for item in parcel.items:
        for name, value in item.values.items():
            if isinstance(value, str) and value and not value.strip():
                what = f"{name!r} of {item.platform.slug!r} cannot be {shown(value)} here: Shopify takes it for nothing"
                yield SettingsError(what, help="choose another value")


def _too_large(blocks: Sequence[Artifact]) -> Iterator[TagwrightError]:
    size = sum(len(block.content) for block in blocks)
    if size > _MOST_LIQUID:
        what = f"the Liquid of an extension can be {_MOST_LIQUID:,} bytes, and this is {size:,}"
        yield TagwrightError(what, help="name fewer platforms, or give shorter values")
