"""The cartridge for B2C Commerce runs, on doubles of the dw classes it uses."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import catalog, settings
from generator.deliver import demandware
from generator.verify import Testbed
from tests.deliver import node
from tests.deliver.heads import VALUES, check_arrival, optimizely, scripts, settings_of
from tests.deliver.packages import DYNAMIC, NASTY, PACKAGED, every_type, made

METADATA = "metadata/meta/system-objecttype-extensions.xml"
NAMESPACE = "{http://www.demandware.com/xml/impex/metadata/2006-10-31}"
CARTRIDGE = "cartridges/plugin_tagwright"
STATIC = "/on/demandware.static/tagwright/"


def written(files: Mapping[str, bytes], folder: Path) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def imported(folder: Path) -> dict[str, Any]:
    """The site preferences after the import of the metadata: their defaults, as scripts see them."""
    found: dict[str, Any] = {}
    root = ET.parse(folder / METADATA).getroot()
    for definition in root.iter(f"{NAMESPACE}attribute-definition"):
        kind = definition.findtext(f"{NAMESPACE}type")
        default = definition.findtext(f"{NAMESPACE}default-value")
        if kind in {"int", "double"} and default is not None:
            value: object = float(default) if kind == "double" else int(default)
        elif kind == "boolean":
            value = default == "true"
        elif kind == "enum-of-string":
            choices = definition.iter(f"{NAMESPACE}value-definition")
            chosen = [c.findtext(f"{NAMESPACE}value") for c in choices if c.get("default")]
            value = {"value": chosen[0] if chosen else None}
        else:
            value = default
        found[str(definition.get("attribute-id"))] = value
    return found


def shown(
    folder: Path, changes: Iterable[Mapping[str, Any]], asks: Sequence[str] = ("template",)
) -> list[dict[str, Any]]:
    """What is printed and logged with each of these preferences in place of the imported ones."""
    usual = imported(folder)
    asked = [{"preferences": {**usual, **change}, "asks": asks} for change in changes]
    told: list[dict[str, Any]] = node.asked("demandware.mjs", asked, folder / CARTRIDGE)
    return told


@pytest.fixture(scope="module")
def cartridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with platforms as customers package them."""
    files = made("demandware", PACKAGED, project_id="5935064")
    return written(files, tmp_path_factory.mktemp("packaged"))


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the platform with a setting of each type."""
    folder = tmp_path_factory.mktemp("typed")
    options = settings.of("demandware", catalog.delivery_settings("demandware"), {}).values
    parcel = replace(every_type(folder / "platforms"), options=options)
    files = {file.path: file.content for file in demandware.files(parcel)}
    return written(files, folder / "package")


def test_the_scripts_stand_where_the_template_asks_and_the_hook_adds_none(cartridge: Path) -> None:
    (both,) = shown(cartridge, [{}], ("template", "hook"))
    (hook,) = shown(cartridge, [{}], ("hook",))

    assert scripts(both["html"]) == scripts(hook["html"])
    assert both["errors"] == hook["errors"] == []
    assert optimizely(both["html"]) == ["https://cdn.optimizely.com/js/5935064.js"]
    slugs = [one.get("data-tagwright") for one in scripts(both["html"])]
    assert slugs == [None, *sorted(PACKAGED)]
    for one in scripts(both["html"])[1:]:
        name = str(one["src"]).removeprefix(STATIC)
        assert (cartridge / CARTRIDGE / "cartridge/static/default/tagwright" / name).is_file()


def test_preferences_of_each_type_reach_the_program_as_what_they_are(typed: Path) -> None:
    change = {
        "tagwright_acme_text": "x",
        "tagwright_acme_choice": {"value": "b"},
        "tagwright_acme_slot": 5,
        "tagwright_acme_rate": 1.25,
        "tagwright_acme_flag": False,
    }
    default, changed = (settings_of(one["html"], "acme") for one in shown(typed, [{}, change]))

    assert default["slot"] == 3
    assert default["flag"] is True
    assert "text" not in default
    names = ("text", "shaped", "filled", "choice", "slot", "rate", "flag")
    assert [changed[name] for name in names] == ["x", "abc", "Seen", "b", 5, 1.25, False]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("shaped", "ABC", "does not match ^[a-z]+$"),
        ("shaped", "abc\n", "does not match ^[a-z]+$"),
        ("choice", {"value": "c"}, "is none of: a, b"),
        ("slot", 6, "is more than 5"),
        ("slot", 0, "is less than 1"),
        ("rate", -0.5, "is less than 0"),
    ],
)
def test_a_value_that_is_not_allowed_is_logged_and_nothing_runs(
    typed: Path, name: str, value: object, told: str
) -> None:
    (said,) = shown(typed, [{f"tagwright_acme_{name}": value}])

    assert scripts(said["html"]) == []
    (error,) = said["errors"]
    assert error.startswith(f"tagwright: tagwright_acme_{name} {told}")


def test_a_text_is_the_same_in_the_page(typed: Path) -> None:
    texts = [*NASTY, *DYNAMIC]
    told = shown(typed, [{"tagwright_acme_text": text} for text in texts])

    for text, one in zip(texts, told, strict=True):
        assert settings_of(one["html"], "acme")["text"] == text
        assert len(scripts(one["html"])) == 1


@pytest.mark.parametrize(
    "change",
    [{"tagwright_acme_on_analytics": False}, {"tagwright_acme_shaped": None}],
    ids=["switched off", "lacks what it needs"],
)
def test_a_platform_does_not_run(typed: Path, change: Mapping[str, Any]) -> None:
    (said,) = shown(typed, [change])

    assert scripts(said["html"]) == []
    assert said["errors"] == []


def test_without_the_metadata_the_page_is_whole_and_the_log_says_why(cartridge: Path) -> None:
    (said,) = node.asked(
        "demandware.mjs", [{"preferences": {}, "asks": ["template"]}], cartridge / CARTRIDGE
    )

    assert scripts(said["html"]) == []
    assert any("import the metadata" in error for error in said["errors"])


def test_optimizelys_address_is_that_of_the_client_or_none(typed: Path) -> None:
    def own(client: str, **values: str) -> dict[str, Any]:
        named = {f"tagwright_optimizely_{name}": value for name, value in values.items()}
        return {"tagwright_optimizely_client": {"value": client}, **named}

    told = shown(
        typed,
        [
            own("web", project_id="7"),
            own("edge", project_id="7", account_id="8"),
            own("edge", project_id="7"),
            own("web"),
            own("web", project_id="7.js"),
            own("edge", src="/o/7.js?a=1&b=2"),
        ],
    )

    assert [optimizely(one["html"]) for one in told] == [
        ["https://cdn.optimizely.com/js/7.js"],
        ["https://optimizely-edge.com/edge-client/v1/8/7"],
        [],
        [],
        [],
        ["/o/7.js?a=1&b=2"],
    ]


def test_a_storefronts_own_template_becomes_one_that_begins_with_optimizely(
    cartridge: Path, tmp_path: Path
) -> None:
    name = "cartridge/templates/default/common/htmlHead.isml"
    own = "<meta charset=UTF-8>\n<link rel='stylesheet' href='x.css'/>\n"
    storefront = written({name: own.encode()}, tmp_path / "app_storefront_base")
    script = cartridge / "install" / "first-in-head.js"

    done = node.run(script, storefront)
    assert done.returncode == 0, done.stderr
    made_of_it = (cartridge / CARTRIDGE / name).read_text()
    assert made_of_it == f'<isinclude template="tagwright/head"/>\n{own}'

    again = node.run(script, written({name: made_of_it.encode()}, tmp_path / "again"))
    assert again.returncode == 0
    assert (cartridge / CARTRIDGE / name).read_text() == made_of_it
    wrong = node.run(script, tmp_path)
    assert wrong.returncode == 2
    assert "name a cartridge that has" in wrong.stderr
    (cartridge / CARTRIDGE / name).unlink()


def test_the_scripts_of_the_server_are_es5(cartridge: Path) -> None:
    acorn = node.HERE.parents[1] / "node_modules" / "acorn" / "bin" / "acorn"
    found = sorted((cartridge / CARTRIDGE / "cartridge" / "scripts").rglob("*.js"))

    assert len(found) == 2
    for path in found:
        done = node.run(acorn, "--ecma5", "--silent", path)
        assert done.returncode == 0, done.stderr
    for path in (cartridge / CARTRIDGE).rglob("*.json"):
        json.loads(path.read_text())


def test_decisions_arrive(testbed: Testbed, tmp_path: Path) -> None:
    folder = written(made("demandware", VALUES), tmp_path)
    (told,) = shown(folder, [{}])
    static = folder / CARTRIDGE / "cartridge/static/default/tagwright"
    served = {path.name: path.read_text() for path in static.iterdir()}

    check_arrival(testbed, told["html"].replace(STATIC, "/assets/"), served)
