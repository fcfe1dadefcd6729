"""What deliveries for JavaScript frameworks share: `templates/web/`, the package's data and the types of its settings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator import resources
from generator.deliver import policy, sections
from generator.deliver.package import template, template_paths
from generator.deliver.parcel import Item, Parcel
from generator.deliver.sections import Section
from generator.model import Artifact

_FOLDER: Final = "tagwright/"

_TYPES: Final[Mapping[str, str]] = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
}


def files(parcel: Parcel, delivery: str) -> Iterator[Artifact]:
    """The delivery's own modules, those that it shares, data, types, the scripts to serve, and `csp.json`."""
    for path in template_paths(delivery):
        if path.startswith(_FOLDER):
            yield Artifact(path, template(delivery, path))
    shared = resources.templates() / "web" / "tagwright.ts"
    yield Artifact(f"{_FOLDER}tagwright.ts", shared.read_bytes())
    told = json.dumps(_data(parcel), indent=2, allow_nan=False) + "\n"
    yield Artifact(f"{_FOLDER}tagwright.json", told.encode("ascii"))
    yield Artifact(f"{_FOLDER}settings.d.ts", "".join(_types(parcel)).encode("utf-8"))
    yield from sections.programs(parcel, f"public/{_FOLDER}")
    yield policy.file(parcel)


def base(parcel: Parcel) -> str:
    """Where the site serves the scripts; ends with a slash."""
    return f"{str(parcel.options['base']).rstrip('/')}/"


def _data(parcel: Parcel) -> Mapping[str, Any]:
    return {
        "optimizely": sections.address(parcel),
        "base": base(parcel),
        "snippets": [_snippet(item) for item in parcel.items],
    }


def _snippet(item: Item) -> Mapping[str, Any]:
    program = sections.program(item)
    return {
        "slug": item.platform.slug,
        "file": program.file,
        "fields": program.fields,
        "required": program.required,
        "values": item.values,
    }


# -- types ---------------------------------------------------------------------------------------------------


def _types(parcel: Parcel) -> Iterator[str]:
    yield "/** The settings that can be given beside what was packaged, as the platforms' schemas describe them. */\n"
    parts = sections.of(parcel)
    for section in parts:
        yield f"\nexport interface {_name(section)} {{\n"
        for name, field in section.fields.items():
            yield from _comment(_told(field), "  ")
            yield f"  {name}{'' if name in _missing(section) else '?'}: {_type(field)};\n"
        yield "}\n"
    yield "\n/** By platform; `false` leaves it out. */\nexport interface TagwrightSettings {\n"
    for section in parts:
        yield from _comment(f"{section.title}: {section.docs}", "  ")
        optional = "" if _missing(section) else "?"
        yield f"  {json.dumps(section.slug)}{optional}: {_name(section)} | false;\n"
    yield "}\n"


def _missing(section: Section) -> set[str]:
    """What has to be given: without it nothing of the platform runs."""
    required = [set(program.required) for program in section.programs.values()]
    return set.intersection(*required) - section.values.keys()


def _name(section: Section) -> str:
    parts = section.slug.split("-")
    return f"{''.join(part.capitalize() for part in parts)}Settings"


def _type(field: Mapping[str, Any]) -> str:
    return " | ".join(map(json.dumps, field["enum"])) if "enum" in field else _TYPES[field["type"]]


def _told(field: Mapping[str, Any]) -> str:
    told = f"{field['title']}. {field['description']}"
    limits = {"pattern": "pattern", "minimum": "at least", "maximum": "at most"}
    rest = [f"{words}: {field[key]}" for key, words in limits.items() if key in field]
    return " ".join([told, *(f"({one})" for one in rest)])


def _comment(text: str, indent: str) -> Iterator[str]:
    """A comment of documentation; nothing in it ends it."""
    yield f"{indent}/** {' '.join(text.split()).replace('*/', '* /')} */\n"
