"""Salesforce B2C Commerce: an SFRA cartridge with Optimizely's snippet, the platforms and site preferences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element

from generator.deliver import escape, policy, readme, refusal, sections, xml
from generator.deliver.package import template, template_paths
from generator.deliver.parcel import Parcel, Placement
from generator.deliver.sections import Section
from generator.errors import SettingsError, refuse
from generator.model import Artifact, Value

PLACEMENT = Placement(
    "first in <head> once htmlHead.isml includes it; as the last of <head> without that",
    can_be_first=True,
    note="SFRA's own hook comes after every style sheet: run install/first-in-head.js once.",
)

#: Business Manager asks for what is missing
ASKS = True

_CARTRIDGE: Final = "cartridges/plugin_tagwright/cartridge/"
_NAMESPACE: Final = "http://www.demandware.com/xml/impex/metadata/2006-10-31"

#: what site preferences call our types
_TYPES: Final[Mapping[str, str]] = {
    "string": "string",
    "integer": "int",
    "number": "double",
    "boolean": "boolean",
}

#: and one of a list; of numbers and booleans there are no lists
_CHOICES: Final[Mapping[str, str]] = {"string": "enum-of-string", "integer": "enum-of-int"}

#: characters that a preference of the type `string` holds; `text` has no limit, and a larger box
_STRING: Final = 4000


def files(parcel: Parcel) -> Iterable[Artifact]:
    """The cartridge, its metadata, a script that puts Optimizely first, `csp.json` and a README."""
    refuse(refusal.unsayable(parcel, escape.xml, _kept))
    for path in template_paths("demandware"):
        if path != "README.md":
            yield Artifact(path, template("demandware", path))
    yield sections.file(parcel, f"{_CARTRIDGE}scripts/tagwright/")
    yield from sections.programs(parcel, f"{_CARTRIDGE}static/default/tagwright/")
    metadata = xml.document(_metadata([sections.optimizely(parcel), *sections.of(parcel)]))
    yield Artifact("metadata/meta/system-objecttype-extensions.xml", metadata)
    yield policy.file(parcel)
    yield readme.of("demandware", parcel, PLACEMENT)


def _kept(value: str) -> None:
    """Refuses a default that an import would not give back as it was."""
    if value != value.strip():
        what = "a preference's default loses white space at its ends when it is imported"
        raise SettingsError(what, help="leave it out, and give the value in Business Manager")


def _metadata(parts: list[Section]) -> Element:
    """The preferences and their groups; patterns and limits are checked by the cartridge, not by Business Manager."""
    root = Element("metadata", {"xmlns": _NAMESPACE})
    extension = xml.add(root, "type-extension")
    extension.set("type-id", "SitePreferences")
    definitions = xml.add(extension, "custom-attribute-definitions")
    for section in parts:
        for name, title, field, value in _preferences(section):
            _definition(definitions, _id(section, name), title, field, value, name in section.long)
    groups = xml.add(extension, "group-definitions")
    for section in parts:
        group = xml.add(groups, "attribute-group")
        group.set("group-id", f"tagwright_{_flat(section.slug)}")
        xml.add(group, "display-name", f"tagwright: {section.title}", xml_lang="x-default")
        for name, *_ in _preferences(section):
            xml.add(group, "attribute").set("attribute-id", _id(section, name))
    return root


def _preferences(
    section: Section,
) -> Iterator[tuple[str, str, Mapping[str, Any], Value | None]]:
    """Name, title, schema and value of each: the switches, then the fields."""
    for role, program in section.programs.items():
        switch = {"type": "boolean", "description": f"Documentation: {section.docs}"}
        yield f"on_{role}", program.title, switch, True
    for name, field in section.fields.items():
        yield name, field["title"], field, section.values.get(name)


def _definition(  # noqa: PLR0913, PLR0917 -- a preference has as many parts
    parent: Element,
    identifier: str,
    title: str,
    field: Mapping[str, Any],
    value: Value | None,
    is_long: bool,  # noqa: FBT001 -- private
) -> None:
    node = xml.add(parent, "attribute-definition")
    node.set("attribute-id", identifier)
    xml.add(node, "display-name", title, xml_lang="x-default")
    xml.add(node, "description", field["description"], xml_lang="x-default")
    is_long = is_long or len(str(value)) > _STRING
    is_choice = "enum" in field and field["type"] in _CHOICES
    kind = _CHOICES[field["type"]] if is_choice else _TYPES[field["type"]]
    xml.add(node, "type", "text" if kind == "string" and is_long else kind)
    # A mandatory preference would keep every other of its page from being saved while its platform is switched off.
    xml.add(node, "mandatory-flag", "false")
    xml.add(node, "externally-managed-flag", "false")
    if is_choice:
        choices = xml.add(node, "value-definitions")
        for choice in field["enum"]:
            default = {"default": "true"} if choice == value else {}
            one = xml.add(choices, "value-definition", **default)
            xml.add(one, "display", str(choice), xml_lang="x-default")
            xml.add(one, "value", str(choice))
    elif value not in {None, ""}:
        told = str(value).lower() if isinstance(value, bool) else str(value)
        xml.add(node, "default-value", told)


def _id(section: Section, name: str) -> str:
    """The id of a preference; scripts/tagwright/head.js says it too."""
    return f"tagwright_{_flat(section.slug)}_{name}"


def _flat(slug: str) -> str:
    return slug.replace("-", "_")
