"""Drupal: a module with Optimizely's snippet, the platforms and one form for their settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator import __version__
from generator.deliver import escape, php, policy, readme, refusal, sections, yaml
from generator.deliver.archive import zipped
from generator.deliver.package import template, template_paths
from generator.deliver.parcel import Parcel, Placement
from generator.deliver.sections import Section
from generator.errors import refuse
from generator.model import Artifact

PLACEMENT = Placement(
    "first in <head>: Optimizely's snippet with weight -999, the platforms after it",
    can_be_first=True,
    note="Only <meta charset>, which Drupal pins at -1000, stands before it.",
)

#: the module's form asks for what is missing
ASKS = True

_SLUG = "tagwright"
_PREFIX = f"{_SLUG}/"

#: what Drupal's typed configuration calls our types
_TYPES: Mapping[str, str] = {
    "string": "string",
    "integer": "integer",
    "number": "float",
    "boolean": "boolean",
}


def files(parcel: Parcel) -> Iterable[Artifact]:
    """`tagwright.zip` to unpack into the site's modules, `csp.json` and a README."""
    refuse(refusal.unsayable(parcel, escape.yaml))
    yield Artifact("tagwright.zip", zipped(_module(parcel)))
    yield policy.file(parcel)
    yield readme.of("drupal", parcel, PLACEMENT)


def _module(parcel: Parcel) -> Iterator[Artifact]:
    for path in template_paths("drupal"):
        if path.startswith(_PREFIX):
            yield Artifact(path, _versioned(path, template("drupal", path)))
    yield Artifact(f"{_PREFIX}src/Package.php", php.package(r"Drupal\tagwright"))
    yield Artifact(
        f"{_PREFIX}config/install/tagwright.settings.yml", yaml.document(_config(parcel))
    )
    yield Artifact(f"{_PREFIX}config/schema/tagwright.schema.yml", yaml.document(_schema(parcel)))
    yield sections.file(parcel, _PREFIX)
    yield from sections.programs(parcel, f"{_PREFIX}js/")


def _versioned(path: str, content: bytes) -> bytes:
    """The module's own description says which version it is."""
    return content + f"version: {__version__}\n".encode() if path.endswith(".info.yml") else content


def _config(parcel: Parcel) -> Mapping[str, Any]:
    """What the settings are until somebody saves others."""
    return {
        "optimizely": sections.optimizely(parcel).values,
        "platforms": {
            section.slug: {"on": dict.fromkeys(section.programs, True), "values": section.values}
            for section in sections.of(parcel)
        },
    }


def _schema(parcel: Parcel) -> Mapping[str, Any]:
    """The types of all settings, for Drupal's typed configuration."""
    platforms = {section.slug: _section(section) for section in sections.of(parcel)}
    own = sections.optimizely(parcel)
    mapping = {
        "optimizely": _mapping(own.title, _fields(own)),
        "platforms": _mapping("Platforms", platforms),
    }
    told = {"type": "config_object", "label": _SLUG, "mapping": mapping}
    return {f"{_SLUG}.settings": told}


def _section(section: Section) -> Mapping[str, Any]:
    on = {
        role: {"type": "boolean", "label": program.title}
        for role, program in section.programs.items()
    }
    parts = {"on": _mapping("Switched on", on), "values": _mapping("Settings", _fields(section))}
    return _mapping(section.title, parts)


def _mapping(label: str, mapping: Mapping[Any, Any]) -> Mapping[str, Any]:
    return {"type": "mapping", "label": label, "mapping": mapping}


def _fields(section: Section) -> Mapping[str, Any]:
    return {name: dict(_field(field)) for name, field in section.fields.items()}


def _field(field: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "type", _TYPES[field["type"]]
    yield "label", field["title"]
    # What nobody has given is not in the configuration.
    yield "requiredKey", False
    if constraints := dict(_constraints(field)):
        yield "constraints", constraints


def _constraints(field: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if "enum" in field:
        yield "Choice", {"choices": field["enum"]}
    if "pattern" in field:
        yield "Regex", {"pattern": php.pattern(field["pattern"])}
    limits = {"min": field.get("minimum"), "max": field.get("maximum")}
    if known := {name: limit for name, limit in limits.items() if limit is not None}:
        yield "Range", known
