"""The delivery adobe-tags before Adobe's own tools: its validator, its packager, and its bridge to the forms."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from generator.deliver import Parcel, adobe_tags
from generator.model import Answer
from generator.verify import Testbed
from generator.verify.testbed import LivePage
from tests.deliver import node
from tests.deliver.packages import NASTY, PACKAGED, every_type, item, made

OPTIONS = {"author": "tagwright", "version": "1.0.0"}


def unpacked(package: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@cache
def extension() -> Mapping[str, bytes]:
    files = made("adobe-tags", PACKAGED, **OPTIONS)
    return unpacked(files["package-tagwright-1.0.0.zip"])


def of(parcel: Parcel) -> Mapping[str, bytes]:
    files = adobe_tags.files(replace(parcel, options=OPTIONS))
    return unpacked(next(file.content for file in files if file.path.endswith(".zip")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The extension as Adobe's tools want it."""
    for path, content in extension().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def validator() -> Path:
    return node.binary("@adobe/reactor-validator", "bin/index.js")


# -- the extension ------------------------------------------------------------------------------------------


def test_adobes_validator_accepts_the_extension(folder: Path) -> None:
    done = node.run(validator(), cwd=folder)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "wrong", [{"version": "1.0"}, {"platform": "web", "viewBasePath": "none/"}]
)
def test_adobes_validator_would_refuse_another(folder: Path, wrong: Mapping[str, str]) -> None:
    described = json.loads((folder / "extension.json").read_bytes())
    (folder / "extension.json").write_text(json.dumps({**described, **wrong}), encoding="utf-8")

    assert node.run(validator(), cwd=folder).returncode == 1


def test_adobes_packager_packs_the_same_files(folder: Path) -> None:
    done = node.run(node.binary("@adobe/reactor-packager", "tasks/index.js"), cwd=folder)

    assert done.returncode == 0, done.stderr
    (package,) = folder.glob("package-tagwright-1.0.0.zip")
    assert unpacked(package.read_bytes()) == extension()


def test_adobes_validator_allows_settings_of_each_type_and_data_elements_where_a_form_has_text(
    tmp_path: Path,
) -> None:
    (chosen,) = every_type(tmp_path).items
    good = {"shaped": "abc", "slot": 3, "rate": 0.5, "flag": False, "choice": "b", "text": ""}
    right: list[dict[str, Any]] = [
        good,
        {"shaped": "abc"},
        *(
            {**good, name: "%Some Element%"}
            for name in ("shaped", "slot", "rate", "text", "filled")
        ),
    ]
    wrong: list[dict[str, Any]] = [
        {},
        *(
            {**good, **one}
            for one in (
                {"shaped": "ABC"},
                {"slot": 6},
                {"slot": 1.5},
                {"slot": "3"},
                {"rate": -1},
                {"flag": "true"},
                {"flag": "%Some Element%"},
                {"choice": "c"},
                {"filled": " "},
                {"another": 1},
                {"slot": "%%"},
            )
        ),
    ]

    schema = adobe_tags.schema(chosen)
    assert node.asked("schemas.mjs", {"schema": schema, "values": right}) == [True] * len(right)
    assert node.asked("schemas.mjs", {"schema": schema, "values": wrong}) == [False] * len(wrong)


# -- the forms, in a frame behind Adobe's bridge --------------------------------------------------------------


@cache
def ui() -> str:
    return node.bundled((node.HERE / "tags_ui.js").read_text(encoding="utf-8"))


def filled_in(
    testbed: Testbed,
    files: Mapping[str, bytes],
    view: str,
    *,
    saved: Mapping[str, Any] | None = None,
    types: Mapping[str, Any] | None = None,
    presses: str | None = None,
) -> Any:  # noqa: ANN401 -- whatever JSON says
    """What Tags is told by a form that was opened with what was saved, and typed into."""
    task = {"view": view, "saved": saved, "types": types or {}, "presses": presses}
    told = json.dumps(task).replace("<", "\\u003c")
    child = node.binary("@adobe/reactor-bridge", "dist/extensionbridge-child.js")
    loader = node.binary("@adobe/reactor-bridge", "dist/extensionbridge.min.js")
    page = {
        "": f'<!doctype html><meta charset="utf-8"><body><script>window.task = {told};</script><script src="/ui.js"></script>',
        "ui.js": ui(),
        "extensionbridge/extensionbridge-child.js": child.read_text(encoding="utf-8"),
        **{path: content.decode() for path, content in files.items() if path.startswith("views/")},
    }
    bridge = Answer(
        url=r"^https://assets\.adobedtm\.com/.*/extensionbridge\.min\.js$",
        type="text/javascript",
        body=loader.read_text(encoding="utf-8"),
    )
    seen = testbed.watch(
        LivePage(page, [bridge]),
        lambda requests: any("/said?" in one.url for one in requests),
    )
    (answer,) = (one.url for one in seen.requests if "/said?" in one.url)
    said = json.loads(unquote(answer.partition("?")[2]))
    assert "error" not in said
    return said


def test_a_new_action_begins_with_the_defaults_and_asks_for_what_is_missing(
    testbed: Testbed,
) -> None:
    chosen = item("adobe-analytics", {"variable": "eVar5"})
    said = filled_in(testbed, extension(), "adobe-analytics.html", types={"variable": ""})

    assert said["valid"] is False
    assert said["problems"] == {"variable": "This has to be given."}
    assert [name for name, *_ in said["fields"]] == list(chosen.schema["properties"])
    assert said["settings"] == {**chosen.values, "variable": ""}


def test_a_saved_action_is_shown_and_saved_as_it_was(testbed: Testbed) -> None:
    saved = {
        **item("adobe-analytics", {"variable": "prop7", "send": "page"}).values,
        "timeout": 2.5,
    }
    said = filled_in(testbed, extension(), "adobe-analytics.html", saved=saved)

    assert (said["valid"], said["problems"], said["settings"]) == (True, {}, saved)


def test_an_action_saved_before_there_was_a_setting_is_shown_with_its_default(
    testbed: Testbed, tmp_path: Path
) -> None:
    files = of(every_type(tmp_path, slot=5, flag=False))
    said = filled_in(testbed, files, "acme.html", saved={"shaped": "abc"})

    assert said["valid"] is True
    assert (said["settings"]["slot"], said["settings"]["flag"]) == (3, True)


def test_each_type_of_setting_has_its_input_and_its_value(testbed: Testbed, tmp_path: Path) -> None:
    files = of(every_type(tmp_path, text="a\nb"))
    types = {"shaped": "xyz", "choice": "b", "slot": "5", "rate": "0.25", "flag": False}
    said = filled_in(testbed, files, "acme.html", types=types)

    kinds = {name: kind for name, kind, *_ in said["fields"]}
    assert {name: kinds[name] for name in ("text", "shaped", "choice", "slot", "rate", "flag")} == {
        "text": "textarea",
        "shaped": "text",
        "choice": "select-one",
        "slot": "text",
        "rate": "text",
        "flag": "checkbox",
    }
    assert said["valid"] is True
    given = {"text": "a\nb", "shaped": "xyz", "choice": "b", "slot": 5, "rate": 0.25, "flag": False}
    assert {name: said["settings"][name] for name in given} == given


@pytest.mark.parametrize(
    ("name", "typed", "problem"),
    [
        ("shaped", "ABC", "This must match ^[a-z]+$, as abc does."),
        ("shaped", "", "This has to be given."),
        ("filled", " ", "This must match \\S."),
        ("slot", "0", "This must be 1 or more."),
        ("slot", "6", "This must be 5 or less."),
        ("slot", "1.5", "This must be an integer."),
        ("slot", "many", "This must be a number."),
        ("rate", "-0.1", "This must be 0 or more."),
        ("rate", "%not one", "This must be a number."),
    ],
)
def test_a_form_refuses_what_the_schema_refuses(
    testbed: Testbed, tmp_path: Path, name: str, typed: str, problem: str
) -> None:
    said = filled_in(testbed, of(every_type(tmp_path)), "acme.html", types={name: typed})

    assert (said["valid"], said["problems"]) == (False, {name: problem})
    assert [field[0] for field in said["fields"] if field[3] == "true"] == [name]


def test_an_empty_number_is_left_out(testbed: Testbed, tmp_path: Path) -> None:
    said = filled_in(testbed, of(every_type(tmp_path)), "acme.html", types={"slot": ""})

    assert said["valid"] is True
    assert "slot" not in said["settings"]


def test_a_data_element_can_stand_in_a_field(testbed: Testbed, tmp_path: Path) -> None:
    said = filled_in(testbed, of(every_type(tmp_path)), "acme.html", presses="slot")

    assert said["valid"] is True
    assert said["settings"]["slot"] == "%Chosen Element%"


@pytest.mark.parametrize("text", NASTY)
def test_any_value_is_shown_and_saved_as_it_is(testbed: Testbed, tmp_path: Path, text: str) -> None:
    said = filled_in(testbed, of(every_type(tmp_path, text=text)), "acme.html")

    assert said["valid"] is True
    # A field with more than one line has line feeds only.
    assert said["settings"]["text"] == text.replace("\r\n", "\n")
