"""Optimizely CMS (EPiServer): a Razor class library with a partial, a client resource and settings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from generator.deliver import policy, readme, sections
from generator.deliver.package import template, template_paths
from generator.deliver.parcel import Parcel, Placement
from generator.deliver.sections import Section
from generator.model import Artifact

PLACEMENT = Placement(
    "first in <head>, where the root layout includes the partial _TagwrightHead",
    can_be_first=True,
    note="As client resources the scripts stand where the layout puts those of the header, which need not be first.",
)

#: appsettings.json asks for what is missing
ASKS = True

_LIBRARY: Final = "Tagwright/"


def files(parcel: Parcel) -> Iterable[Artifact]:
    """The library, its part of `appsettings.json` with a schema, `csp.json` and a README."""
    for path in template_paths("episerver"):
        if path.startswith(_LIBRARY):
            yield Artifact(path, template("episerver", path))
    yield sections.file(parcel, _LIBRARY)
    yield from sections.programs(parcel, f"{_LIBRARY}wwwroot/")
    parts = {section.slug: section for section in sections.of(parcel)}
    own = sections.optimizely(parcel)
    yield Artifact("appsettings.tagwright.json", _json(_settings(own, parts)))
    yield Artifact("appsettings.schema.json", _json(_schema(own, parts)))
    yield policy.file(parcel)
    yield readme.of("episerver", parcel, PLACEMENT)


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, indent=2, allow_nan=False) + "\n").encode("ascii")


def _settings(own: Section, parts: Mapping[str, Section]) -> Mapping[str, Any]:
    """The section of the configuration: what was packaged, and an empty text for what has to be filled in."""
    return {
        "Tagwright": {
            "UseClientResources": False,
            "Optimizely": own.values,
            "Platforms": {
                slug: {
                    "On": dict.fromkeys(section.programs, True),
                    "Values": {name: section.values.get(name, "") for name in section.fields},
                }
                for slug, section in parts.items()
            },
        }
    }


def _schema(own: Section, parts: Mapping[str, Section]) -> Mapping[str, Any]:
    """JSON Schema of that section, for editors."""
    platforms = {slug: _platform(section) for slug, section in parts.items()}
    tagwright = {
        "UseClientResources": {"type": "boolean", "default": False},
        "Optimizely": _object(own.fields),
        "Platforms": _object(platforms),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {"Tagwright": _object(tagwright)},
    }


def _platform(section: Section) -> Mapping[str, Any]:
    on = {
        role: {"type": "boolean", "title": program.title, "default": True}
        for role, program in section.programs.items()
    }
    return _object({"On": _object(on), "Values": _object(section.fields)}, title=section.title)


def _object(properties: Mapping[Any, Any], **more: str) -> Mapping[str, Any]:
    return {**more, "type": "object", "properties": properties, "additionalProperties": False}
