"""The modules for Drupal and Magento run: on doubles of the classes they use, in PHP as WebAssembly from npm."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import catalog, settings
from generator.deliver import drupal, magento
from generator.verify import NONCE, Testbed
from tests.deliver import php
from tests.deliver.heads import VALUES, check_arrival, optimizely, scripts, settings_of
from tests.deliver.packages import DYNAMIC, NASTY, PACKAGED, every_type, made

HERE = Path(__file__).parent

#: where a module lies in its zip
FOLDERS = {"drupal": "tagwright", "magento": "Tagwright/Tagwright"}

#: what a form can send and the platform with a setting of each type refuses, and a part of what it then says
REFUSED = {
    "shaped": [
        ("", "is required"),
        ("ABC", "must match ^[a-z]+$, as does abc"),
        ("abc\n", "must match"),
    ],
    "filled": [("  ", "must match")],
    "choice": [("c", "must be one of: a, b")],
    "slot": [
        ("6", "must be 5 or less"),
        ("0", "must be 1 or more"),
        ("2.5", "must be a whole number"),
        ("1e99", "must be a whole number"),
        ("two", "must be a whole number"),
    ],
    "rate": [("-0.1", "must be 0 or more"), ("0,5", "must be a number")],
    "flag": [("maybe", "must be on or off")],
}

#: what it takes, and what that is
TAKEN: Mapping[str, Sequence[tuple[Any, Any]]] = {
    "text": [("", ""), (" a\r\nb ", " a\nb "), *((text, text) for text in [*NASTY, *DYNAMIC])],
    "shaped": [("xyz", "xyz")],
    "filled": [("", "Seen"), ("#/'~", "#/'~")],
    "choice": [("b", "b"), ("", "a")],
    "slot": [("5", 5), (" 1 ", 1), ("", 3)],
    "rate": [("0", 0), ("1.25", 1.25), ("1e-7", 1e-7)],
    "flag": [("0", False), ("1", True), (0, False), (1, True)],
}


def installed(content: bytes, folder: Path) -> Path:
    """The folder into which a package's zip was unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Both modules, with platforms as customers package them."""
    folder = tmp_path_factory.mktemp("packaged")
    return {
        name: installed(made(name, PACKAGED, project_id="5935064")["tagwright.zip"], folder / name)
        / inside
        for name, inside in FOLDERS.items()
    }


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Both modules, with the platform that has a setting of each type."""
    folder = tmp_path_factory.mktemp("typed")
    found = {}
    for name, files in {"drupal": drupal.files, "magento": magento.files}.items():
        options = settings.of(name, catalog.delivery_settings(name), {}).values
        parcel = replace(every_type(folder / "platforms"), options=options)
        (content,) = (f.content for f in files(parcel) if f.path == "tagwright.zip")
        found[name] = installed(content, folder / name) / FOLDERS[name]
    return found


def answered(script: str, module: Path, questions: object, folder: Path) -> list[dict[str, Any]]:
    """What one of the scripts beside this file says to several questions; PHP takes a second to start."""
    asked = folder / "questions.json"
    asked.write_text(json.dumps(questions), encoding="utf-8")
    said = php.run(php.NEWEST, str(HERE / script), str(module), str(asked))
    try:
        told: list[dict[str, Any]] = json.loads(said)
    except ValueError:
        pytest.fail(said)
    return told


def all_on_drupal(
    module: Path, folder: Path, questions: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    usual: dict[str, Any] = {
        "stored": {},
        "post": None,
        "route": "entity.node.canonical",
        "isAdmin": False,
    }
    return answered("drupal.php", module, [{**usual, **one} for one in questions], folder)


def on_drupal(module: Path, folder: Path, **question: object) -> dict[str, Any]:
    return all_on_drupal(module, folder, [question])[0]


def all_on_magento(
    module: Path, folder: Path, questions: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    usual: dict[str, Any] = {"config": None, "post": None}
    return answered("magento.php", module, [{**usual, **one} for one in questions], folder)


def on_magento(module: Path, folder: Path, **question: object) -> dict[str, Any]:
    return all_on_magento(module, folder, [question])[0]


@cache
def paths(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.suffix in {".php", ".module"}]


# -- PHP ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FOLDERS)
def test_every_file_is_php(modules: Mapping[str, Path], name: str) -> None:
    files = list(map(str, paths(modules[name])))

    said = php.run(php.NEWEST, "-l", *files).splitlines()

    good = [line for line in said if line.startswith("No syntax errors detected")]
    assert len(good) == len(files) > 5, said


# -- Drupal -------------------------------------------------------------------------------------------------


def test_drupal_prints_optimizely_directly_after_the_charset_and_then_the_platforms(
    modules: Mapping[str, Path], tmp_path: Path
) -> None:
    told = on_drupal(modules["drupal"], tmp_path)

    assert told["weights"] == [-999, *[-998] * len(PACKAGED)]
    assert scripts(told["html"])[0] == {"src": "https://cdn.optimizely.com/js/5935064.js"}
    slugs = [one.get("data-tagwright") for one in scripts(told["html"])]
    assert slugs == [None, *sorted(PACKAGED)]
    assert settings_of(told["html"], "adobe-analytics")["variable"] == "eVar5"
    assert told["cache"] == {"contexts": ["route"], "tags": ["config:tagwright.settings"]}
    for one in scripts(told["html"])[1:]:
        assert (modules["drupal"] / "js" / str(one["src"]).rpartition("/")[2]).is_file()


@pytest.mark.parametrize(
    "where",
    [{"isAdmin": True}, {"route": "entity.node.preview"}, {"route": "altered"}],
    ids=["administration", "preview", "altered"],
)
def test_drupal_prints_nothing_where_no_visitor_is(
    modules: Mapping[str, Path], tmp_path: Path, where: Mapping[str, Any]
) -> None:
    told = on_drupal(modules["drupal"], tmp_path, **where)

    assert told["html"] == ""
    assert told["cache"]["contexts"] == ["route"]


def test_drupals_form_has_an_element_of_each_type(
    typed: Mapping[str, Path], tmp_path: Path
) -> None:
    told = on_drupal(typed["drupal"], tmp_path)["form"]["platforms"]["acme"]
    fields = told["values"]

    assert told["on"]["analytics"]["#type"] == "checkbox"
    assert fields["text"]["#type"] == "textfield"
    assert fields["text"]["#maxlength"] is None
    assert fields["choice"]["#options"] == {"a": "a", "b": "b"}
    assert [fields["slot"][key] for key in ("#type", "#step", "#min", "#max")] == [
        "number",
        1,
        1,
        5,
    ]
    assert [fields["rate"][key] for key in ("#type", "#step", "#min")] == ["number", "any", 0]
    assert fields["flag"]["#type"] == "checkbox"
    assert [fields[name]["#default_value"] for name in ("shaped", "slot", "flag")] == [
        "abc",
        3,
        True,
    ]
    switch = ':input[name="platforms[acme][on][analytics]"]'
    assert fields["shaped"]["#states"] == {"required": [{switch: {"checked": True}}]}
    assert "#states" not in fields["text"]


def test_drupals_form_asks_for_several_lines_where_a_value_has_them(
    modules: Mapping[str, Path], tmp_path: Path
) -> None:
    form = on_drupal(modules["drupal"], tmp_path)["form"]

    assert form["platforms"]["demandbase"]["values"]["mapping"]["#type"] == "textarea"


def posted(name: str, value: object, on: int = 1) -> dict[str, Any]:
    values = {"text": "", "shaped": "abc", "filled": "x", "choice": "a", "slot": "3", "rate": "1"}
    return {
        "optimizely": {"project_id": "", "account_id": "", "client": "web", "src": ""},
        "platforms": {"acme": {"on": {"analytics": on}, "values": {**values, name: value}}},
    }


def test_drupal_refuses_a_value_and_saves_nothing(
    typed: Mapping[str, Path], tmp_path: Path
) -> None:
    cases = [(name, *one) for name, some in REFUSED.items() for one in some]
    posts = [{"post": posted(name, value)} for name, value, _ in cases]

    for (name, _, told), said in zip(
        cases, all_on_drupal(typed["drupal"], tmp_path, posts), strict=True
    ):
        (place,) = said["errors"]
        assert place == f"platforms][acme][values][{name}"
        assert told in said["errors"][place]
        assert said["saved"] is None


def test_drupal_refuses_what_is_wrong_with_optimizelys_own_settings(
    typed: Mapping[str, Path], tmp_path: Path
) -> None:
    post = posted("text", "")
    post["optimizely"] = {"project_id": "x", "account_id": "", "client": "other", "src": "a b"}

    said = on_drupal(typed["drupal"], tmp_path, post=post)

    assert said["errors"].keys() == {
        f"optimizely][{name}" for name in ("project_id", "client", "src")
    }


def test_drupal_asks_for_nothing_of_what_is_switched_off(
    typed: Mapping[str, Path], tmp_path: Path
) -> None:
    said = on_drupal(typed["drupal"], tmp_path, post=posted("shaped", "", on=0))

    assert said["errors"] == {}
    assert said["saved"]["platforms"]["acme"]["on"] == {"analytics": False}
    off = on_drupal(typed["drupal"], tmp_path, stored=said["saved"])
    assert scripts(off["html"]) == []


def test_drupal_saves_a_value_and_prints_it_for_the_program(
    typed: Mapping[str, Path], tmp_path: Path
) -> None:
    cases = [(name, *one) for name, some in TAKEN.items() for one in some]
    posts = [{"post": posted(name, value)} for name, value, _ in cases]

    saved = all_on_drupal(typed["drupal"], tmp_path, posts)
    assert [one["errors"] for one in saved] == [{}] * len(cases)
    stored = [{"stored": one["saved"]} for one in saved]
    shown = all_on_drupal(typed["drupal"], tmp_path, stored)

    for (name, _, kept), then, now in zip(cases, saved, shown, strict=True):
        own = then["saved"]["platforms"]["acme"]["values"][name]
        assert (type(own), own) == (type(kept), kept)
        assert settings_of(now["html"], "acme")[name] == kept


def test_drupal_prints_nothing_of_a_platform_that_lacks_what_it_needs(tmp_path: Path) -> None:
    content = made("drupal", {"adobe-analytics": {}, "mixpanel": {}})["tagwright.zip"]
    module = installed(content, tmp_path) / "tagwright"

    told = on_drupal(module, tmp_path)

    assert [one["data-tagwright"] for one in scripts(told["html"])] == ["mixpanel"]


#: settings of Optimizely's own snippet, and the address that follows
ADDRESSES: Sequence[tuple[Mapping[str, str], str | None]] = [
    ({"client": "web", "project_id": "7"}, "https://cdn.optimizely.com/js/7.js"),
    ({"client": "classic", "project_id": "7"}, "https://cdn.optimizely.com/js/7.js"),
    (
        {"client": "edge", "project_id": "7", "account_id": "8"},
        "https://optimizely-edge.com/edge-client/v1/8/7",
    ),
    ({"client": "edge", "project_id": "7", "account_id": ""}, None),
    ({"client": "web", "project_id": ""}, None),
    ({"client": "edge", "src": "/o/7.js?a=1&b=2"}, "/o/7.js?a=1&b=2"),
]


def test_optimizelys_address_is_that_of_the_client_or_none(
    typed: Mapping[str, Path], tmp_path: Path
) -> None:
    tags = [[address] if address else [] for _, address in ADDRESSES]

    drupals = [{"stored": {"optimizely": own}} for own, _ in ADDRESSES]
    told = all_on_drupal(typed["drupal"], tmp_path, drupals)
    assert [optimizely(one["html"]) for one in told] == tags
    magentos = [{"config": {"optimizely": own}} for own, _ in ADDRESSES]
    told = all_on_magento(typed["magento"], tmp_path, magentos)
    assert [optimizely(one["html"]) for one in told] == tags


# -- Magento ------------------------------------------------------------------------------------------------


def test_magento_prints_the_scripts_directly_after_the_meta_elements(
    modules: Mapping[str, Path], tmp_path: Path
) -> None:
    told = on_magento(modules["magento"], tmp_path)

    assert told["html"].startswith('<meta charset="utf-8"/>\n<script src="https')
    assert optimizely(told["html"]) == ["https://cdn.optimizely.com/js/5935064.js"]
    slugs = [one.get("data-tagwright") for one in scripts(told["html"])]
    assert slugs == [None, *sorted(PACKAGED)]
    assert {one["nonce"] for one in scripts(told["html"])} == {"NONCE"}
    assert told["registered"] == ["module", "Tagwright_Tagwright"]


def test_magento_refuses_a_value(typed: Mapping[str, Path], tmp_path: Path) -> None:
    cases = [(name, *one) for name, some in REFUSED.items() for one in some]
    cases += [
        ("text", "a {{secure_base_url}} b", "which Magento replaces"),
        ("text", "   ", "which Magento takes for empty"),
    ]
    posts = [{"post": {"acme": {"on_analytics": "1", name: value}}} for name, value, _ in cases]

    for (name, _, told), said in zip(
        cases, all_on_magento(typed["magento"], tmp_path, posts), strict=True
    ):
        assert list(said["errors"]) == [f"acme.{name}"]
        assert told in said["errors"][f"acme.{name}"]


def test_magento_asks_for_nothing_of_what_is_switched_off(
    typed: Mapping[str, Path], tmp_path: Path
) -> None:
    said = on_magento(
        typed["magento"], tmp_path, post={"acme": {"on_analytics": "0", "shaped": ""}}
    )

    assert said["errors"] == {}
    off = on_magento(typed["magento"], tmp_path, config=said["saved"])
    assert scripts(off["html"]) == []


def test_magento_saves_a_value_and_prints_it_for_the_program(
    typed: Mapping[str, Path], tmp_path: Path
) -> None:
    cases = [(name, *one) for name, some in TAKEN.items() for one in some]
    posts = [
        {"post": {"acme": {"on_analytics": "1", name: str(value)}}} for name, value, _ in cases
    ]

    saved = all_on_magento(typed["magento"], tmp_path, posts)
    assert [one["errors"] for one in saved] == [{}] * len(cases)
    stored = [{"config": one["saved"]} for one in saved]

    for (name, _, kept), now in zip(
        cases, all_on_magento(typed["magento"], tmp_path, stored), strict=True
    ):
        found = settings_of(now["html"], "acme")[name]
        assert (type(found), found) == (type(kept), kept)


# -- decisions ----------------------------------------------------------------------------------------------


def test_decisions_arrive_from_what_both_print(testbed: Testbed, tmp_path: Path) -> None:
    folders = {
        name: installed(made(name, VALUES)["tagwright.zip"], tmp_path / name) / inside
        for name, inside in FOLDERS.items()
    }
    drupals = on_drupal(folders["drupal"], tmp_path)["html"]
    magentos = on_magento(folders["magento"], tmp_path)["html"]
    served = {path.name: path.read_text() for path in (folders["drupal"] / "js").iterdir()}

    check_arrival(testbed, drupals.replace("/modules/custom/tagwright/js/", "/assets/"), served)
    check_arrival(testbed, magentos.replace('nonce="NONCE"', f'nonce="{NONCE}"'), {})
