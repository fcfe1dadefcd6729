"""The deliveries whose destination has a form of its own: what it asks for, of each type, and that values stay values."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator import catalog, deliver, settings
from generator.deliver import Parcel, demandware, drupal, episerver, escape, magento, php
from generator.errors import SettingsError, TagwrightError
from generator.model import Artifact, Value
from tests.deliver.packages import DYNAMIC, NASTY, PACKAGED, every_type, made


@pytest.fixture(autouse=True)
def _own_memory() -> None:
    """These tests ask for the same few programs again and again, so they remember them."""


FORMS = ("demandware", "drupal", "episerver", "magento")

FILES: Mapping[str, Callable[[Parcel], Iterable[Artifact]]] = {
    "demandware": demandware.files,
    "drupal": drupal.files,
    "episerver": episerver.files,
    "magento": magento.files,
}

METADATA = "metadata/meta/system-objecttype-extensions.xml"
CARTRIDGE = "cartridges/plugin_tagwright/cartridge"
SFCC = "{http://www.demandware.com/xml/impex/metadata/2006-10-31}"
MAGENTO = "Tagwright/Tagwright"


def unpacked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A package's files, those of its zips included."""
    found = {path: content for path, content in files.items() if not path.endswith(".zip")}
    for path in files.keys() - found.keys():
        with zipfile.ZipFile(io.BytesIO(files[path])) as archive:
            found |= {name: archive.read(name) for name in archive.namelist()}
    return found


def typed(delivery: str, folder: Path, **values: Value) -> dict[str, bytes]:
    """The package of a platform with a setting of each type."""
    options = settings.of(delivery, catalog.delivery_settings(delivery), {}).values
    parcel = replace(every_type(folder, **values), options=options)
    return unpacked({file.path: file.content for file in FILES[delivery](parcel)})


@cache
def package(delivery: str) -> dict[str, bytes]:
    return unpacked(made(delivery, PACKAGED, project_id="5935064"))


def data(delivery: str) -> dict[str, Any]:
    """The file that the destination's own code reads."""
    (path,) = (path for path in package(delivery) if path.endswith("/tagwright.json"))
    told: dict[str, Any] = json.loads(package(delivery)[path])
    return told


def held(delivery: str, text: str) -> dict[str, Any]:
    """Where a text is in a package when it is Mixpanel's setting `event`, by file."""
    files = unpacked(made(delivery, {"mixpanel": {"event": text}}))
    (own,) = (path for path in files if path.endswith("/tagwright.json"))
    found = {own: json.loads(files[own])["platforms"]["mixpanel"]["values"]["event"]}
    if delivery == "drupal":
        told = yaml.safe_load(files["tagwright/config/install/tagwright.settings.yml"])
        found["config"] = told["platforms"]["mixpanel"]["values"]["event"]
    if delivery == "magento":
        node = ET.fromstring(files[f"{MAGENTO}/etc/config.xml"])
        found["config"] = node.findtext("default/tagwright/mixpanel/event")
    if delivery == "demandware":
        found["metadata"] = preference(files, "tagwright_mixpanel_event")["default-value"]
    if delivery == "episerver":
        told = json.loads(files["appsettings.tagwright.json"])
        found["appsettings"] = told["Tagwright"]["Platforms"]["mixpanel"]["Values"]["event"]
    return found


def preference(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    """What the metadata say of one site preference."""
    root = ET.fromstring(files[METADATA])
    (node,) = root.findall(f".//{SFCC}attribute-definition[@attribute-id='{name}']")
    told: dict[str, Any] = {
        child.tag.removeprefix(SFCC): child.text for child in node if not len(child)
    }
    choices = node.findall(f"{SFCC}value-definitions/{SFCC}value-definition")
    if choices:
        told["choices"] = [choice.findtext(f"{SFCC}value") for choice in choices]
        told["default"] = [
            choice.findtext(f"{SFCC}value") for choice in choices if choice.get("default") == "true"
        ]
    return told


# -- what they share ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("delivery", FORMS)
def test_a_section_has_the_fields_programs_and_values_of_its_platform(delivery: str) -> None:
    told = data(delivery)["platforms"]

    assert list(told) == sorted(PACKAGED)
    assert list(told["demandbase"]["roles"]) == ["audience"]
    assert told["demandbase"]["long"] == ["mapping"]
    assert list(told["callrail"]["roles"]) == ["conversion"]
    adobe = told["adobe-analytics"]
    assert adobe["values"]["variable"] == "eVar5"
    assert adobe["roles"]["analytics"]["required"] == ["variable"]
    assert adobe["roles"]["analytics"]["title"] == "Report experiments to Adobe Analytics"
    for section in told.values():
        schema = {"type": "object", "properties": section["fields"], "additionalProperties": False}
        jsonschema.validate(section["values"], schema)
        for program in section["roles"].values():
            assert set(program["required"]) <= set(program["fields"]) <= section["fields"].keys()


@pytest.mark.parametrize("delivery", FORMS)
def test_every_program_that_is_named_is_in_the_package(delivery: str) -> None:
    names = {Path(path).name: content for path, content in package(delivery).items()}

    for slug, section in data(delivery)["platforms"].items():
        for program in section["roles"].values():
            assert f'"{slug}"'.encode() in names[program["file"]]


@pytest.mark.parametrize("delivery", FORMS)
def test_optimizelys_own_settings_are_those_of_install_and_can_be_empty(delivery: str) -> None:
    told = data(delivery)["optimizely"]

    assert list(told["fields"]) == ["project_id", "account_id", "client", "src"]
    assert told["values"]["project_id"] == "5935064"
    schema = {"type": "object", "properties": told["fields"]}
    jsonschema.validate({**told["values"], "project_id": ""}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**told["values"], "project_id": "5935064.js"}, schema)
    assert data(delivery)["addresses"]["edge"].endswith("/{account_id}/{project_id}")


@pytest.mark.parametrize("delivery", FORMS)
def test_what_a_customer_has_to_give_may_be_missing(delivery: str) -> None:
    files = unpacked(made(delivery, {"adobe-analytics": {}}))
    (path,) = (path for path in files if path.endswith("/tagwright.json"))

    assert "variable" not in json.loads(files[path])["platforms"]["adobe-analytics"]["values"]


@pytest.mark.parametrize("delivery", FORMS)
@pytest.mark.parametrize("text", [*NASTY, *DYNAMIC, "{% x %}", 'isn\'t "it"'])
def test_a_value_is_the_same_in_every_file_or_refused(delivery: str, text: str) -> None:
    assert set(held(delivery, text).values()) == {text}


@pytest.mark.parametrize(
    ("delivery", "text", "told"),
    [
        ("magento", "a\x08b", "U+0008, which XML cannot"),
        ("demandware", "a\x08b", "U+0008, which XML cannot"),
        ("drupal", "a\ud83db", "half a character"),
        ("magento", "see {{base_url}}", "in whose place Magento puts an address"),
        ("demandware", " seen ", "loses white space at its ends"),
    ],
)
def test_what_a_destination_cannot_say_is_refused_with_its_name(
    delivery: str, text: str, told: str
) -> None:
    with pytest.raises(SettingsError, match="'event' of 'mixpanel'") as error:
        made(delivery, {"mixpanel": {"event": text}})
    assert told in str(error.value)


@pytest.mark.parametrize("delivery", FORMS)
def test_the_same_package_has_the_same_bytes_whatever_the_order(delivery: str) -> None:
    backwards = dict(reversed(list(PACKAGED.items())))

    assert made(delivery, backwards, project_id="5935064") == made(
        delivery, PACKAGED, project_id="5935064"
    )


@pytest.mark.parametrize("delivery", FORMS)
def test_who_installs_it_reads_what_was_not_run_and_what_to_allow(delivery: str) -> None:
    readme = package(delivery)["README.md"].decode()
    csp = json.loads(package(delivery)["csp.json"])

    assert "## What was not run" in readme
    assert "| Adobe Analytics | analytics |" in readme
    assert "'self'" in csp["policy"]
    assert "https://api-js.mixpanel.com" in csp["platform_needs"]["connect-src"]
    assert deliver.placement(delivery).can_be_first


# -- escapes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [*NASTY, *DYNAMIC, "\r\n\t x ", "\x85\ufeff\x7f", "no: 1.0", "~"])
def test_a_text_is_itself_in_xml_and_yaml(text: str) -> None:
    said = escape.xml(text)
    node = ET.fromstring(f'<a b="{said}">{said}</a>')

    assert (node.get("b"), node.text) == (text, text)
    assert yaml.safe_load(f"a: {escape.yaml(text)}") == {"a": text}


@pytest.mark.parametrize("value", [0, -3, 10, 0.5, 1e22, 1.5e-7, 9007199254740991, True, False])
def test_a_number_or_boolean_is_itself_in_yaml(value: float) -> None:
    found = yaml.safe_load(escape.yaml(value))

    assert (type(found), found) == (type(value), value)


def test_a_pattern_is_one_for_php_whatever_is_in_it() -> None:
    assert php.pattern("^[^#/]+#$") == r"#^[^\#/]+\#$#uD"


# -- Drupal -------------------------------------------------------------------------------------------------


def test_drupals_configuration_is_what_its_schema_says(tmp_path: Path) -> None:
    files = typed("drupal", tmp_path)
    schema = yaml.safe_load(files["tagwright/config/schema/tagwright.schema.yml"])
    config = yaml.safe_load(files["tagwright/config/install/tagwright.settings.yml"])
    mapping = schema["tagwright.settings"]["mapping"]["platforms"]["mapping"]["acme"]["mapping"]
    fields = mapping["values"]["mapping"]

    assert {name: field["type"] for name, field in fields.items() if name in OWN} == {
        "text": "string",
        "shaped": "string",
        "filled": "string",
        "choice": "string",
        "slot": "integer",
        "rate": "float",
        "flag": "boolean",
    }
    assert fields["shaped"]["constraints"] == {"Regex": {"pattern": "#^[a-z]+$#uD"}}
    assert fields["choice"]["constraints"] == {"Choice": {"choices": ["a", "b"]}}
    assert fields["slot"]["constraints"] == {"Range": {"min": 1, "max": 5}}
    assert "constraints" not in fields["text"]
    assert mapping["on"]["mapping"]["analytics"]["type"] == "boolean"
    own = config["platforms"]["acme"]
    assert own["on"] == {"analytics": True}
    assert {name: own["values"][name] for name in OWN} == {**OWN, "shaped": "abc"}


#: the defaults of the platform with a setting of each type
OWN = {
    "text": "",
    "shaped": None,
    "filled": "Seen",
    "choice": "a",
    "slot": 3,
    "rate": 0.5,
    "flag": True,
}


def test_drupals_own_files_are_yaml_that_names_what_is_there() -> None:
    files = package("drupal")
    parsed = {p: yaml.safe_load(c) for p, c in files.items() if p.endswith((".yml", ".yaml"))}

    assert len(parsed) == 7
    info = parsed["tagwright/tagwright.info.yml"]
    assert (info["type"], info["configure"]) == ("module", "tagwright.settings")
    route = parsed["tagwright/tagwright.routing.yml"][info["configure"]]
    assert route["requirements"]["_permission"] in parsed["tagwright/tagwright.permissions.yml"]
    for service in parsed["tagwright/tagwright.services.yml"]["services"].values():
        if isinstance(service, dict):
            path = service["class"].removeprefix("Drupal\\tagwright\\").replace("\\", "/")
            assert f"tagwright/src/{path}.php" in files
    assert b"namespace Drupal\\tagwright;" in files["tagwright/src/Package.php"]


# -- Magento ------------------------------------------------------------------------------------------------


def field(files: Mapping[str, bytes], group: str, name: str) -> dict[str, Any]:
    """What the form says of one field."""
    root = ET.fromstring(files[f"{MAGENTO}/etc/adminhtml/system.xml"])
    (node,) = root.findall(f".//group[@id='{group}']/field[@id='{name}']")
    told = {child.tag: child.text for child in node if not len(child)}
    options = {option.get("label"): option.text for option in node.findall("options/option")}
    return {**told, "type": node.get("type"), "options": options}


def test_magentos_form_has_a_field_of_each_type(tmp_path: Path) -> None:
    files = typed("magento", tmp_path)

    assert field(files, "acme", "text")["type"] == "text"
    assert field(files, "acme", "shaped")["validate"] == "required-entry"
    assert field(files, "acme", "choice")["options"] == {"a": "a", "b": "b"}
    assert field(files, "acme", "flag")["source_model"].endswith("Yesno")
    assert (
        field(files, "acme", "slot")["validate"]
        == "validate-digits validate-number-range number-range-1-5"
    )
    assert field(files, "acme", "rate")["validate"] == "validate-number"
    assert field(files, "acme", "on_analytics")["source_model"].endswith("Yesno")
    for name in OWN:
        assert field(files, "acme", name)["backend_model"].endswith(r"Config\Backend\Value")
    config = ET.fromstring(files[f"{MAGENTO}/etc/config.xml"])
    found = {node.tag: node.text for node in config.iterfind("default/tagwright/acme/*")}
    told = {"text": None, "shaped": "abc", "slot": "3", "rate": "0.5", "flag": "1"}
    assert {name: found[name] for name in told} == told
    assert found["on_analytics"] == "1"


def test_magento_shows_several_lines_where_a_value_has_them() -> None:
    assert field(package("magento"), "demandbase", "mapping")["type"] == "textarea"


def test_magentos_descriptions_are_text_in_html(tmp_path: Path) -> None:
    comment = field(package("magento"), "mixpanel", "ids")["comment"]

    assert comment.startswith('Report "9000000001 Homepage hero"')
    assert "<" not in comment


def test_magentos_ids_are_what_its_schema_allows() -> None:
    root = ET.fromstring(package("magento")[f"{MAGENTO}/etc/adminhtml/system.xml"])
    nodes = [node for tag in ("tab", "section", "group", "field") for node in root.iter(tag)]
    ids = [str(node.get("id")) for node in nodes]

    assert len(ids) > 40
    assert all(name.replace("_", "a").isalnum() and len(name) >= 2 for name in ids)
    for group in root.iter("group"):
        inside = [node.get("id") for node in group.findall("field")]
        assert len(inside) == len(set(inside))


def test_magentos_policy_allows_every_host_under_an_id_of_its_own() -> None:
    root = ET.fromstring(package("magento")[f"{MAGENTO}/etc/csp_whitelist.xml"])
    allowed = {
        policy.get("id"): [value.text for value in policy.iter("value")]
        for policy in root.iter("policy")
    }

    assert "https://api-js.mixpanel.com" in allowed["connect-src"]
    assert "https://logx.optimizely.com" in allowed["connect-src"]
    assert all("'" not in host for hosts in allowed.values() for host in hosts if host)
    for policy in root.iter("policy"):
        names = [value.get("id") for value in policy.iter("value")]
        assert len(names) == len(set(names))


def test_every_xml_file_is_well_formed_and_every_class_it_names_is_there() -> None:
    files = package("magento")
    texts = {path: ET.fromstring(c) for path, c in files.items() if path.endswith(".xml")}

    assert len(texts) == 6
    named = {
        value
        for root in texts.values()
        for node in root.iter()
        for value in (*node.attrib.values(), node.text or "")
        if value.startswith("Tagwright\\Tagwright\\")
    }
    paths = {name.replace("\\", "/") + ".php" for name in named}
    assert paths == {
        f"{MAGENTO}/Plugin/FirstInHead.php",
        f"{MAGENTO}/Model/Config/Backend/Value.php",
    }
    assert paths <= files.keys()


# -- B2C Commerce -------------------------------------------------------------------------------------------


def test_site_preferences_are_of_each_type(tmp_path: Path) -> None:
    files = typed("demandware", tmp_path)

    def told(name: str) -> dict[str, Any]:
        return preference(files, f"tagwright_acme_{name}")

    assert told("text")["type"] == "string"
    assert "default-value" not in told("text")
    assert told("shaped")["default-value"] == "abc"
    assert (told("choice")["type"], told("choice")["choices"]) == ("enum-of-string", ["a", "b"])
    assert told("choice")["default"] == ["a"]
    assert (told("slot")["type"], told("slot")["default-value"]) == ("int", "3")
    assert (told("rate")["type"], told("rate")["default-value"]) == ("double", "0.5")
    assert (told("flag")["type"], told("flag")["default-value"]) == ("boolean", "true")
    assert told("on_analytics")["type"] == "boolean"
    assert {told(name)["mandatory-flag"] for name in OWN} == {"false"}


def test_a_long_text_is_a_preference_that_holds_it() -> None:
    files = unpacked(made("demandware", {"mixpanel": {"event": "x" * 4001}}))

    assert preference(files, "tagwright_mixpanel_event")["type"] == "text"
    assert preference(package("demandware"), "tagwright_demandbase_mapping")["type"] == "text"


def test_every_preference_is_in_one_group() -> None:
    root = ET.fromstring(package("demandware")[METADATA])
    declared = [node.get("attribute-id") for node in root.iter(f"{SFCC}attribute-definition")]
    grouped = [node.get("attribute-id") for node in root.iter(f"{SFCC}attribute")]

    assert grouped == declared
    assert len(declared) == len(set(declared)) > 40


def test_elements_of_a_preference_stand_in_the_order_of_exports() -> None:
    order = [
        "display-name",
        "description",
        "type",
        "mandatory-flag",
        "externally-managed-flag",
        "value-definitions",
        "default-value",
    ]
    root = ET.fromstring(package("demandware")[METADATA])

    for node in root.iter(f"{SFCC}attribute-definition"):
        places = [order.index(child.tag.removeprefix(SFCC)) for child in node]
        assert places == sorted(set(places))


def test_the_cartridge_has_what_its_hook_and_template_name() -> None:
    files = package("demandware")
    hooks = json.loads(files[f"{CARTRIDGE}/scripts/hooks.json"])

    (hook,) = hooks["hooks"]
    assert hook["name"] == "app.template.htmlHead"
    assert f"{CARTRIDGE}/scripts/{hook['script'].removeprefix('./')}" in files
    assert f"{CARTRIDGE}/templates/default/tagwright/head.isml" in files
    own = json.loads(files["cartridges/plugin_tagwright/package.json"])
    assert own["hooks"] == "./cartridge/scripts/hooks.json"


# -- Optimizely CMS -----------------------------------------------------------------------------------------


def test_appsettings_fit_their_own_schema_once_they_are_filled_in(tmp_path: Path) -> None:
    files = typed("episerver", tmp_path)
    told = json.loads(files["appsettings.tagwright.json"])
    schema = json.loads(files["appsettings.schema.json"])

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(told, schema)
    values = told["Tagwright"]["Platforms"]["acme"]["Values"]
    assert {name: values[name] for name in OWN} == {**OWN, "shaped": "abc"}
    for name, wrong in {
        "shaped": "ABC",
        "choice": "c",
        "slot": 6,
        "rate": "x",
        "flag": "yes",
        "other": 1,
    }.items():
        changed = json.loads(json.dumps(told))
        changed["Tagwright"]["Platforms"]["acme"]["Values"][name] = wrong
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(changed, schema)


def test_what_has_to_be_given_is_an_empty_text_in_appsettings() -> None:
    files = made("episerver", {"adobe-analytics": {}})
    told = json.loads(files["appsettings.tagwright.json"])

    assert told["Tagwright"]["Platforms"]["adobe-analytics"]["Values"]["variable"] == ""


def test_the_library_embeds_what_its_code_reads() -> None:
    files = package("episerver")
    project = ET.fromstring(files["Tagwright/Tagwright.csproj"])
    embedded = {node.get("Include") for node in project.iter("EmbeddedResource")}

    assert embedded == {"tagwright.json", "wwwroot\\*.js"}
    assert sum(path.startswith("Tagwright/wwwroot/") for path in files) == len(PACKAGED)
    partial = files["Tagwright/Views/Shared/_TagwrightHead.cshtml"].decode()
    assert 'data-settings="@snippet.Settings"' in partial


def test_a_delivery_names_what_it_is_for_in_help() -> None:
    assert deliver.describe("drupal").startswith("Drupal: ")
    with pytest.raises(TagwrightError, match="did you mean 'drupal'"):
        deliver.package("drupl", Parcel((), {}))


def test_the_page_for_cms_authors_names_every_keyword_that_a_schema_has() -> None:
    page = (Path(__file__).parents[2] / "docs" / "embed.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", page.partition("| keyword |")[2].partition("\n\n")[0]))
    found: set[str] = set()
    for platform in catalog.platforms():
        schema = settings.schema(platform)
        found |= schema.keys()
        for field in schema["properties"].values():
            assert field["type"] in {"string", "integer", "number", "boolean"}
            found |= field.keys()

    assert found - {"$schema", "properties", "additionalProperties"} <= told
