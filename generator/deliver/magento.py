"""Magento 2: a module with Optimizely's snippet, the platforms and their settings in the stores' configuration."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from generator.deliver import escape, php, policy, readme, refusal, sections, xml
from generator.deliver.archive import zipped
from generator.deliver.package import template, template_paths
from generator.deliver.parcel import Parcel, Placement
from generator.deliver.sections import Section
from generator.errors import SettingsError, refuse, shown
from generator.model import Artifact, Value

PLACEMENT = Placement(
    "in <head>, directly after its <meta> elements",
    can_be_first=True,
    note="Only Magento's inline configuration of RequireJS and the meta elements stand before it; no style sheet, no script file.",
)

#: the configuration asks for what is missing
ASKS = True

_FOLDER: Final = "Tagwright/Tagwright/"
_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
_BACKEND: Final = r"Tagwright\Tagwright\Model\Config\Backend\Value"
_YES_NO: Final = r"Magento\Config\Model\Config\Source\Yesno"

#: before the name of a role, the field that switches it on; Model/Shipped.php says it too
_ON: Final = "on_"

#: in whose place Magento puts an address when it reads its configuration: Model/Config/Backend/Value.php
_PLACEHOLDERS: Final = ("{{base_url}}", "{{secure_base_url}}", "{{unsecure_base_url}}")


def files(parcel: Parcel) -> Iterable[Artifact]:
    """`tagwright.zip` to unpack into `app/code`, `csp.json` and a README."""
    refuse(refusal.unsayable(parcel, escape.xml, _kept))
    yield Artifact("tagwright.zip", zipped(_module(parcel)))
    yield policy.file(parcel)
    yield readme.of("magento", parcel, PLACEMENT)


def _module(parcel: Parcel) -> Iterator[Artifact]:
    for path in template_paths("magento"):
        if path.startswith(_FOLDER):
            yield Artifact(path, template("magento", path))
    yield Artifact(f"{_FOLDER}Model/Package.php", php.package(r"Tagwright\Tagwright\Model"))
    yield Artifact(f"{_FOLDER}etc/adminhtml/system.xml", xml.document(_system(parcel)))
    yield Artifact(f"{_FOLDER}etc/config.xml", xml.document(_config(parcel)))
    yield Artifact(f"{_FOLDER}etc/csp_whitelist.xml", xml.document(_whitelist(parcel)))
    yield sections.file(parcel, _FOLDER)
    yield from sections.programs(parcel, f"{_FOLDER}snippets/")


def _kept(value: str) -> None:
    """Refuses what Magento would not give back as it was."""
    for placeholder in _PLACEHOLDERS:
        if placeholder in value:
            what = f"{shown(value)} holds {placeholder}, in whose place Magento puts an address"
            raise SettingsError(what, help="write the address itself")
    if value and not value.strip():
        what = f"{shown(value)} is blank, which Magento takes for empty"
        raise SettingsError(what, help="give it a character that can be seen")


def _root(schema: str, tag: str = "config") -> Element:
    return Element(tag, {"xmlns:xsi": _INSTANCE, "xsi:noNamespaceSchemaLocation": schema})


def _all(parcel: Parcel) -> Iterator[Section]:
    yield sections.optimizely(parcel)
    yield from sections.of(parcel)


def _group(section: Section) -> str:
    """The id of a section's group: Magento has no hyphens there."""
    return section.slug.replace("-", "_")


# -- the form ------------------------------------------------------------------------------------------------


def _system(parcel: Parcel) -> Element:
    root = _root("urn:magento:module:Magento_Config:etc/system_file.xsd")
    system = xml.add(root, "system")
    tab = xml.add(system, "tab", id="tagwright", sortOrder="900")
    xml.add(tab, "label", "tagwright")
    section = xml.add(system, "section", id="tagwright", sortOrder="10", **_everywhere())
    xml.add(section, "label", "tagwright")
    xml.add(section, "tab", "tagwright")
    xml.add(section, "resource", "Tagwright_Tagwright::config")
    for number, one in enumerate(_all(parcel)):
        group = xml.add(section, "group", id=_group(one), sortOrder=str(number), **_everywhere())
        xml.add(group, "label", one.title)
        xml.add(group, "comment", f'<a href="{html.escape(one.docs)}">Documentation</a>')
        _switches(group, one)
        _fields(group, one)
    return root


def _everywhere() -> Mapping[str, str]:
    return {"showInDefault": "1", "showInWebsite": "1", "showInStore": "1"}


def _switches(group: Element, section: Section) -> None:
    for number, (role, program) in enumerate(section.programs.items()):
        place = {"sortOrder": str(number), **_everywhere()}
        field = xml.add(group, "field", id=f"{_ON}{role}", type="select", **place)
        xml.add(field, "label", program.title)
        xml.add(field, "source_model", _YES_NO)


def _fields(group: Element, section: Section) -> None:
    for number, (name, told) in enumerate(section.fields.items(), len(section.programs)):
        place = {"sortOrder": str(number), **_everywhere()}
        field = xml.add(group, "field", id=name, type=_type(section, name), **place)
        xml.add(field, "label", told["title"])
        # Magento prints a comment as HTML.
        xml.add(field, "comment", html.escape(told["description"], quote=False))
        xml.add(field, "backend_model", _BACKEND)
        if told["type"] == "boolean":
            xml.add(field, "source_model", _YES_NO)
        elif "enum" in told:
            options = xml.add(field, "options")
            for choice in told["enum"]:
                xml.add(options, "option", str(choice), label=str(choice))
        if rules := " ".join(_rules(section, name)):
            xml.add(field, "validate", rules)
        if len(section.programs) == 1:
            depends = xml.add(field, "depends")
            xml.add(depends, "field", "1", id=f"{_ON}{next(iter(section.programs))}")


def _type(section: Section, name: str) -> str:
    told = section.fields[name]
    if told["type"] == "boolean" or "enum" in told:
        return "select"
    return "textarea" if name in section.long else "text"


def _rules(section: Section, name: str) -> Iterator[str]:
    """What the browser checks before the form is sent; the backend model checks the rest."""
    told = section.fields[name]
    # A field that Magento hides is not checked; with several switches none is hidden.
    if [name in program.required for program in section.programs.values()] == [True]:
        yield "required-entry"
    if told["type"] not in {"integer", "number"} or "enum" in told:
        return
    low, high = told.get("minimum"), told.get("maximum")
    is_count = told["type"] == "integer" and low is not None and low >= 0
    yield "validate-digits" if is_count else "validate-number"
    if low is not None and high is not None:
        yield f"validate-number-range number-range-{low}-{high}"


# -- defaults and policy -------------------------------------------------------------------------------------


def _config(parcel: Parcel) -> Element:
    root = _root("urn:magento:module:Magento_Store:etc/config.xsd")
    section = xml.add(xml.add(root, "default"), "tagwright")
    for one in _all(parcel):
        group = xml.add(section, _group(one))
        for role in one.programs:
            xml.add(group, f"{_ON}{role}", "1")
        for name, value in one.values.items():
            xml.add(group, name, _text(value))
    return root


def _text(value: Value) -> str:
    """A value as Magento's configuration holds it."""
    return str(int(value)) if isinstance(value, bool) else str(value)


def _whitelist(parcel: Parcel) -> Element:
    root = _root("urn:magento:module:Magento_Csp:etc/csp_whitelist.xsd", "csp_whitelist")
    policies = xml.add(root, "policies")
    for directive, hosts in policy.hosts(parcel).items():
        values = xml.add(xml.add(policies, "policy", id=directive), "values")
        for host in hosts:
            # The id is what another module would change the entry by.
            xml.add(values, "value", host, id=f"tagwright-{_slugged(host)}", type="host")
    return root


def _slugged(host: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", host.lower().replace("*", "all")).strip("-")
