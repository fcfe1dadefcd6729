"""The file that Optimizely imports as a Custom Analytics Integration: its form, and the program in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from generator import build, catalog, config, extension, render, settings
from generator import compile as engine
from generator.errors import SettingsError, UnknownNameError
from generator.model import Platform
from tests.unit.conftest import TOML, MakePlatform, Run, every


class Exact(BaseModel):
    """All keys are there, and no others."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Choice(Exact):
    value: str
    label: str = Field(min_length=1)


class Choices(Exact):
    choices: list[Choice] = Field(min_length=2)


class Text(Exact):
    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str = Field(min_length=1)
    field_type: Literal["text"]
    default_value: str
    options: None


class Dropdown(Exact):
    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str = Field(min_length=1)
    field_type: Literal["dropdown"]
    default_value: str
    options: Choices


class Code(Exact):
    track_layer_decision: str = Field(min_length=1)


class Integration(Exact):
    """What Optimizely's eleven samples of analytics integrations have in common.

    https://github.com/optimizely/library, folder Integrations
    """

    plugin_type: Literal["analytics_integration"]
    name: str = Field(min_length=1)
    description: str
    form_schema: list[Annotated[Text | Dropdown, Field(discriminator="field_type")]]
    options: Code


NASTY = [
    'it\'s "quoted"',
    "</script><!--",
    "{{x}} {% y %} <?php ?> ${z} ]]> @a",
    "back\\slash\ttab",
    "line\u2028separators\u2029",
    "🎉 ünïcode",
    "x" * 10_000,
    " spaces ",
]


def own(slug_settings: str) -> str:
    """A platform.toml with other settings of its own."""
    head, _, tail = TOML.partition("[settings.event]")
    return head + slug_settings + "\n[analytics]" + tail.partition("[analytics]")[2]


SETTINGS = """
[settings.text]
type = "string"
title = "Text"
description = "Any."
default = "a"

[settings.choice]
type = "string"
title = "Choice"
description = "One of two."
default = "b"
enum = ["a", "b"]

[settings.level]
type = "integer"
title = "Level"
description = "A number of few."
default = 2
enum = [1, 2]

[settings.slot]
type = "integer"
title = "Slot"
description = "A whole number."
default = 7

[settings.share]
type = "number"
title = "Share"
description = "A number."
default = 0.5

[settings.flag]
type = "boolean"
title = "Flag"
description = "Yes or no."
default = true

[settings.list]
type = "string"
title = "List"
description = "A line each."
default = ""
format = "lines"

[settings.key]
type = "string"
title = "Key"
description = "Has to be given."
required = true
example = "k"

[settings.region]
type = "string"
title = "Region"
description = "Has to be chosen."
required = true
enum = ["eu", "us"]
example = "eu"
"""


@pytest.fixture
def platform(make_platform: MakePlatform) -> Platform:
    return catalog.read(make_platform(toml=own(SETTINGS)))


Made = Callable[..., Mapping[str, Any]]


@pytest.fixture
def made(platform: Platform) -> Made:
    """The file with these values in its form."""

    def made(**given: object) -> Mapping[str, Any]:
        file = build.extension(platform, given, "acme/extension.json")
        found: Mapping[str, Any] = json.loads(file.content)
        return found

    return made


def field(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return next(one for one in found["form_schema"] if one["name"] == name)


# -- the format -------------------------------------------------------------------------------------------


def follows(found: Mapping[str, Any]) -> None:
    """Nothing, when it has Optimizely's form, and each default of a dropdown is one of its choices."""
    Integration.model_validate(found)
    for one in found["form_schema"]:
        if one["options"]:
            choices = [choice["value"] for choice in one["options"]["choices"]]
            assert one["default_value"] in choices
            assert len(set(choices)) == len(choices)


@pytest.mark.parametrize(
    "slug", [one.slug for one in catalog.platforms() if "extension" in one.targets]
)
def test_every_platform_of_the_catalogue_has_one_in_optimizelys_format(slug: str) -> None:
    platform = catalog.load(slug)
    found = extension.integration(
        platform, settings.filled_in(platform, {}, "analytics", examples=False), "code"
    )

    follows(found)
    names = [one["name"] for one in found["form_schema"]]
    assert names == list(settings.declare(platform, "analytics"))


def test_the_format_that_is_asked_for_refuses_others(made: Made) -> None:
    found = made()
    wrong: list[Mapping[str, Any]] = [
        {**found, "plugin_type": "widget"},
        {k: v for k, v in found.items() if k != "description"},
        {**found, "version": "1"},
        {**found, "form_schema": [{**field(found, "text"), "options": {"choices": []}}]},
        {**found, "form_schema": [{**field(found, "slot"), "default_value": 7}]},
        {**found, "form_schema": [{**field(found, "text"), "help": "x"}]},
        {**found, "options": {}},
    ]

    follows(found)
    for one in wrong:
        with pytest.raises(ValidationError):
            Integration.model_validate(one)


@pytest.mark.parametrize(
    ("name", "kind", "default", "choices"),
    [
        ("text", "text", "a", None),
        ("choice", "dropdown", "b", {"a": "a", "b": "b"}),
        ("level", "dropdown", "2", {"1": "1", "2": "2"}),
        ("slot", "text", "7", None),
        ("share", "text", "0.5", None),
        ("flag", "dropdown", "true", {"true": "Yes", "false": "No"}),
        ("list", "text", "", None),
        ("key", "text", "", None),
        ("region", "dropdown", "", {"": "Choose", "eu": "eu", "us": "us"}),
    ],
)
def test_each_type_of_setting_is_a_field(
    made: Made, name: str, kind: str, default: str, choices: Mapping[str, str] | None
) -> None:
    found = field(made(), name)
    told = found["options"] and {c["value"]: c["label"] for c in found["options"]["choices"]}

    assert (found["field_type"], found["default_value"], told) == (kind, default, choices)


def test_a_label_says_what_the_field_is_for_and_whether_it_has_to_be_filled_in(made: Made) -> None:
    assert field(made(), "text")["label"] == "Text: Any."
    assert field(made(), "key")["label"] == "Key (required): Has to be given."


# -- values -----------------------------------------------------------------------------------------------


def test_a_customers_values_are_what_the_form_shows(made: Made) -> None:
    given = {"choice": "a", "level": 1, "slot": -3, "share": 1e-7, "flag": False, "key": "k"}

    shown = extension.untouched(made(**given))

    assert {name: shown[name] for name in given} == {
        "choice": "a",
        "level": "1",
        "slot": "-3",
        "share": "1e-07",
        "flag": "false",
        "key": "k",
    }


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_value_stands_in_the_file_unchanged(made: Made, text: str) -> None:
    assert field(made(text=text), "text")["default_value"] == text


def test_a_line_break_is_refused_because_a_field_has_one_line(made: Made) -> None:
    with pytest.raises(SettingsError) as caught:
        made(text="a\nb", key="c\rd")

    assert [(e.what, e.help) for e in every(caught.value)] == [
        (
            f"'{name}' of 'acme' holds a line break, and a field of Optimizely's form has one line",
            "write it in one line",
        )
        for name in ("text", "key")
    ]


def test_lines_that_may_stand_in_one_do(made: Made) -> None:
    assert field(made(list="1 -> 2\r\n3 -> 4\n"), "list")["default_value"] == "1 -> 2 3 -> 4"


def test_only_a_string_has_lines(make_platform: MakePlatform) -> None:
    toml = own(SETTINGS.replace("default = 7", 'default = 7\nformat = "lines"'))

    with pytest.raises(Exception, match="only a string has a 'format'"):
        catalog.read(make_platform("lines", toml=toml))


# -- the program ------------------------------------------------------------------------------------------


def test_one_program_serves_all_customers_whatever_they_set(made: Made) -> None:
    codes = {
        made(**given)["options"]["track_layer_decision"]
        for given in ({}, {"text": "secret"}, {"consent": "google", "debug": True})
    }

    (code,) = codes
    assert "secret" not in code
    assert code.startswith("/*! acme 1.0.0 tagwright ")


def test_the_program_is_es5_inside_of_the_function_that_optimizely_puts_around_it(
    made: Made,
) -> None:
    code = made()["options"]["track_layer_decision"]

    assert engine.problems(f"var plugin = {{track: function (decision) {{{code}}}}};") == []
    assert code.isascii()


@pytest.mark.parametrize("client", ["classic", "edge"])
def test_only_web_runs_extensions(platform: Platform, client: Any) -> None:  # noqa: ANN401 -- a Client
    for make in (
        lambda: render.render(platform, "extension", client),
        lambda: build.extension(platform, {}, "x.json", client),
    ):
        with pytest.raises(UnknownNameError) as caught:
            make()
        assert caught.value.what == (
            f"there is no extension for client '{client}': only Optimizely Web runs one"
        )
        assert caught.value.help == "choose one of: auto, web"


def test_the_clients_it_has_get_the_same_program(platform: Platform) -> None:
    assert (
        render.render(platform, "extension", "auto").code
        == render.render(platform, "extension", "web").code
    )


# -- where it is made -------------------------------------------------------------------------------------


def test_a_build_makes_one_file_of_it_and_none_for_a_client_that_has_none(
    platform: Platform,
) -> None:
    def files(client: Any) -> list[str]:  # noqa: ANN401 -- a Client
        found = build.artifacts([platform], config.Config(client=client, targets=("extension",)))
        told = json.loads(next(a.content for a in found if a.path == "manifest.json"))
        targets = told["platforms"]["acme"]["targets"]
        listed = [f for target in targets.values() for f in target["files"]]
        assert all((f["dialect"], f["min"], f["embed"]) == ("json", False, False) for f in listed)
        return [f["path"] for f in listed]

    assert files("auto") == files("web") == ["acme/extension.json"]
    assert files("classic") == files("edge") == []


def test_render_prints_the_file_though_a_required_value_is_missing(
    run: Run, make_platform: MakePlatform, tmp_path: Path
) -> None:
    make_platform(toml=own(SETTINGS))
    (tmp_path / "tagwright.toml").write_text(
        'folders = ["platforms"]\n[platforms.acme]\ntext = "mine"\n'
    )

    done = run("render", "acme", "--target", "extension", "--set", "slot=9")

    assert done.exit_code == 0
    shown = extension.untouched(json.loads(done.stdout))
    assert (shown["text"], shown["slot"], shown["key"]) == ("mine", "9", "")


def test_render_refuses_an_unfit_value_of_an_extension(
    run: Run, make_platform: MakePlatform, tmp_path: Path
) -> None:
    make_platform(toml=own(SETTINGS))
    (tmp_path / "tagwright.toml").write_text('folders = ["platforms"]\n')

    done = run("render", "acme", "--target", "extension", "--set", "choice=c")

    assert done.exit_code == 2
    assert "'choice' cannot be 'c'" in done.stderr
