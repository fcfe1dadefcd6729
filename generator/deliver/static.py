"""Static sites: a partial for Hugo, Jekyll, Eleventy or Astro, and one data file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator import manifest
from generator.deliver import policy, readme, sections, web
from generator.deliver.package import template, template_paths
from generator.deliver.parcel import Item, Parcel, Placement
from generator.model import Artifact

PLACEMENT = Placement(
    "in <head>, where the layout includes the partial",
    can_be_first=True,
    note="Include it directly after <meta charset>, before every style sheet and script.",
)


def files(parcel: Parcel) -> Iterable[Artifact]:
    """Partials, the data file, schemas, scripts to serve, `csp.json` and a README."""
    for path in template_paths("static"):
        if path != "README.md":
            yield Artifact(path, template("static", path))
    told = json.dumps(_data(parcel), indent=2, allow_nan=False) + "\n"
    yield Artifact("tagwright.json", told.encode("ascii"))
    for item in parcel.items:
        schema = manifest.encoded(item.schema, sort=False)
        yield Artifact(f"{item.name}.schema.json", schema)
    yield from sections.programs(parcel, "scripts/")
    yield policy.file(parcel)
    yield readme.of("static", parcel, PLACEMENT)


def _data(parcel: Parcel) -> Mapping[str, Any]:
    """What the partials read."""
    return {
        "optimizely": sections.address(parcel),
        "snippets": [_snippet(item, web.base(parcel)) for item in parcel.items],
    }


def _snippet(item: Item, base: str) -> Mapping[str, Any]:
    return {
        "slug": item.platform.slug,
        "src": f"{base}{sections.program(item).file}",
        "settings": item.values,
    }
