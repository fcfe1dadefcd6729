"""What a destination with a form of its own is given: sections of fields, as data, and the programs they are for.

A section is one platform, however many of its snippets are in the package: what they have in common is asked once. Each
of its roles can be switched off. What is written here is read by PHP, JavaScript and C# in `templates/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from generator import catalog, settings
from generator.deliver import install, naming
from generator.deliver.parcel import Item, Parcel
from generator.model import CLIENTS, Artifact, Role, Value

#: the file that holds all of it
NAME = "tagwright.json"

#: the settings of Optimizely's own snippet that a form asks for; it then stands in the page and holds it up
OPTIMIZELY = ("project_id", "account_id", "client", "src")


@dataclass(frozen=True, slots=True)
class Program:
    """One snippet of a section, in the form that reads its settings on the page.

    Attributes:
        title: what it does, for whoever switches it on.
        file: its name, which changes with its content.
        fields: the names of those that it reads.
        required: the names of those without which it does nothing.
    """

    title: str
    file: str
    code: str
    fields: tuple[str, ...]
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form.

    Attributes:
        slug: the platform's, or `optimizely`.
        docs: an address where people can read on.
        fields: JSON Schema of each field, by name.
        values: what each holds until somebody saves; what has to be given and was not is missing.
        long: the names of the fields that need several lines.
        programs: by role; none for Optimizely's own snippet.
    """

    slug: str
    title: str
    docs: str
    fields: Mapping[str, Mapping[str, Any]]
    values: Mapping[str, Value]
    long: tuple[str, ...]
    programs: Mapping[Role, Program]


def of(parcel: Parcel) -> tuple[Section, ...]:
    """A section for each platform, in order of slugs."""
    found = sorted(parcel.items, key=lambda item: item.platform.slug)
    groups = groupby(found, lambda item: item.platform.slug)
    return tuple(_platform(list(items)) for _, items in groups)


def optimizely(parcel: Parcel) -> Section:
    """The section of Optimizely's own snippet, as the delivery's settings fill it in."""
    declared = catalog.delivery_settings("install")
    taken = {name: catalog.optional(declared[name]) for name in OPTIMIZELY}
    schema = settings.schema_of("Optimizely", taken)
    values = {name: parcel.options[name] for name in OPTIMIZELY}
    docs = "https://docs.developers.optimizely.com/web-experimentation/docs/implement-the-one-line-snippet"
    return Section("optimizely", "Optimizely", docs, schema["properties"], values, (), {})


def addresses() -> Mapping[str, str]:
    """Where each client's snippet is, with settings' names in braces for their values."""
    named = {"src": "", "project_id": "{project_id}", "account_id": "{account_id}"}
    clients = [client for client in CLIENTS if client != "auto"]
    return {client: install.source({**named, "client": client}) for client in clients}


def address(parcel: Parcel) -> str:
    """Where Optimizely's snippet is by the delivery's own settings; empty when they do not say.

    Raises:
        SettingsError: they do not go together.
    """
    options = parcel.options
    return install.source(options) if options["src"] or options["project_id"] else ""


def data(parcel: Parcel) -> Mapping[str, Any]:
    """All sections as JSON says them; the order is that of the form."""
    return {
        "addresses": addresses(),
        "optimizely": _told(optimizely(parcel)),
        "platforms": {section.slug: _told(section) for section in of(parcel)},
    }


def file(parcel: Parcel, folder: str = "") -> Artifact:
    """`tagwright.json`, in a folder of the package."""
    text = json.dumps(data(parcel), indent=2, allow_nan=False) + "\n"
    return Artifact(f"{folder}{NAME}", text.encode("ascii"))


def programs(parcel: Parcel, folder: str = "") -> Iterator[Artifact]:
    """The snippets, each a file."""
    for section in of(parcel):
        for program in section.programs.values():
            yield Artifact(f"{folder}{program.file}", program.code.encode("ascii"))


def _platform(items: Sequence[Item]) -> Section:
    platform = items[0].platform
    fields = {name: told for item in items for name, told in item.schema["properties"].items()}
    values = {name: value for item in items for name, value in item.values.items()}
    long = {name for item in items for name in item.schema["properties"] if item.has_lines(name)}
    programs = {item.role: program(item) for item in items}
    return Section(
        platform.slug, platform.name, platform.docs, fields, values, tuple(sorted(long)), programs
    )


def program(item: Item) -> Program:
    """The program of an item."""
    return Program(
        item.purpose,
        naming.hashed(item.name, item.embed),
        item.embed,
        tuple(item.schema["properties"]),
        tuple(item.schema["required"]),
    )


def _told(section: Section) -> Mapping[str, Any]:
    return {
        "title": section.title,
        "docs": section.docs,
        "fields": section.fields,
        "values": section.values,
        "long": section.long,
        "roles": {
            role: {
                "title": program.title,
                "file": program.file,
                "fields": program.fields,
                "required": program.required,
            }
            for role, program in section.programs.items()
        },
    }
