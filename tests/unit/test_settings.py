"""What customers choose: defaults, types, features, and the form they fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator import catalog, settings
from generator.errors import SettingsError
from generator.model import Platform
from tests.unit.conftest import TOML, MakePlatform, every

MORE = """\
[settings.slot]
type        = "integer"
title       = "Slot"
description = "The slot."
default     = 1
minimum     = 1
maximum     = 20

[settings.rate]
type        = "number"
title       = "Rate"
description = "The rate."
default     = 0.5

[settings.wide]
type        = "boolean"
title       = "Wide"
description = "Whether it is wide."
default     = false

[settings.account]
type        = "string"
title       = "Account"
description = "The account."
required    = true
example     = "A-1"
pattern     = "^A-[0-9]+$"

[settings.size]
type        = "string"
title       = "Size"
description = "The size."
default     = "s"
enum        = ["s", "m"]

[analytics]
ready   = "window.acme"
"""


@pytest.fixture
def platform(make_platform: MakePlatform) -> Platform:
    """A platform with a setting of each type, one of them required."""
    return catalog.read(make_platform(toml=TOML.replace("[analytics]\n", MORE)))


@pytest.fixture
def plain(make_platform: MakePlatform) -> Platform:
    """A platform with one setting, which waits for nothing."""
    return catalog.read(make_platform("plain"))


def problems(platform: Platform, **given: Any) -> dict[str, str | None]:  # noqa: ANN401 -- not checked yet
    with pytest.raises(SettingsError) as caught:
        settings.resolve(platform, given)
    return {error.what: error.help for error in every(caught.value)}


def test_every_setting_has_the_value_given_or_its_default(platform: Platform) -> None:
    values = settings.resolve(platform, {"account": "A-7", "slot": 5}).values

    assert values == {
        "event": "Seen",
        "slot": 5,
        "rate": 0.5,
        "wide": False,
        "account": "A-7",
        "size": "s",
        "timeout": 10,
    }


def test_a_shared_setting_goes_into_the_code_only_when_a_part_reads_it(plain: Platform) -> None:
    given = {"holdback": "report", "report_again": "view", "debug": True}

    assert settings.resolve(plain, given).values == {"event": "Seen"}


@pytest.mark.parametrize(
    ("given", "features"),
    [
        ({}, set()),
        ({"holdback": "skip", "report_again": "never", "debug": False}, set()),
        ({"holdback": "report"}, {"report_holdback"}),
        ({"report_again": "view"}, {"report_again"}),
        ({"debug": True}, {"debug"}),
        ({"consent": "none", "consent_function": "shop.ask"}, set()),
        ({"consent": "tcf"}, {"consent_tcf"}),
        ({"consent": "function", "consent_function": "shop.ask"}, {"consent_function"}),
    ],
)
def test_a_shared_setting_that_is_not_its_default_is_a_feature(
    plain: Platform, given: dict[str, Any], features: set[str]
) -> None:
    assert settings.resolve(plain, given).features == features


def test_whoever_asks_for_consent_asks_for_the_platforms_category(
    make_platform: MakePlatform,
) -> None:
    toml = TOML + 'consent = "advertising"\n'
    platform = catalog.read(make_platform("ads", toml=toml))

    one = settings.resolve(platform, {"consent": "cookiebot", "consent_function": "ignored"})
    two = settings.resolve(platform, {"consent": "function", "consent_function": "shop.ask"})

    assert one.values == {"event": "Seen", "consent": "advertising"}
    assert one.answers["consent"] == "advertising"
    assert two.values == {**one.values, "consent_function": "shop.ask"}
    assert two.answers == one.answers
    assert one.digest != two.digest


@pytest.mark.parametrize("name", ["a", "_a.$b", "shop.consent.ask"])
def test_a_consent_function_is_a_global_or_lies_in_one(plain: Platform, name: str) -> None:
    given = {"consent": "function", "consent_function": name}

    assert settings.resolve(plain, given).values["consent_function"] == name


@pytest.mark.parametrize("name", ["a b", "a.", ".a", "a()", "a[0]", "1a", "a..b", "alert(1)//"])
def test_a_consent_function_that_is_no_name_is_refused(plain: Platform, name: str) -> None:
    (what,) = problems(plain, consent="function", consent_function=name)

    assert what == f"'consent_function' cannot be {name!r}"


def test_a_consent_function_has_to_be_named(plain: Platform) -> None:
    assert problems(plain, consent="function") == {
        "'consent' is 'function', but 'consent_function' names none": "name it, such as 'shop.mayReport'"
    }


def test_nobody_else_can_be_asked_for_consent(plain: Platform) -> None:
    assert problems(plain, consent="cookie") == {
        "'consent' cannot be 'cookie'": "choose one of: none, google, tcf, onetrust, cookiebot, function"
    }


def test_the_digest_tells_any_two_choices_apart(plain: Platform) -> None:
    choices: list[dict[str, Any]] = [{}, {"event": "x"}, {"debug": True}, {"holdback": "report"}]

    digests = {settings.resolve(plain, given).digest for given in choices}

    assert len(digests) == len(choices)
    assert all(len(digest) == 8 and int(digest, 16) >= 0 for digest in digests)


def test_the_digest_of_one_choice_is_always_the_same(platform: Platform) -> None:
    one = settings.resolve(platform, {"account": "A-7", "rate": 2.0})
    two = settings.resolve(platform, {"rate": 2, "event": "Seen", "account": "A-7"})

    assert one.digest == two.digest


def test_all_values_that_do_not_fit_are_told_at_once(platform: Platform) -> None:
    assert problems(platform, slot=21, rate="1", wide=1, size="l", account="B", evnt="x") == {
        "'acme' has no setting 'evnt'": "did you mean 'event'?",
        "'slot' cannot be 21": "it must be 20 or less",
        "'rate' must be a number, not the string '1'": None,
        "'wide' must be true or false, not 1": None,
        "'account' cannot be 'B'": "it must match ^A-[0-9]+$, as 'A-1' does",
        "'size' cannot be 'l'": "choose one of: s, m",
    }


def test_a_required_value_that_is_missing_is_told_with_an_example(platform: Platform) -> None:
    assert problems(platform) == {"'account' is missing": "give it a value, such as 'A-1'"}


def test_an_example_stands_in_only_where_it_is_asked_for(platform: Platform) -> None:
    assert settings.resolve(platform, {}, examples=True).values["account"] == "A-1"


def test_a_timeout_means_nothing_where_nothing_is_waited_for(plain: Platform) -> None:
    assert problems(plain, timeout=5) == {
        "'plain' has no setting 'timeout': it waits for nothing": "leave 'timeout' out"
    }


def test_a_problem_is_told_with_the_file_the_table_and_the_line(
    plain: Platform, tmp_path: Path
) -> None:
    path = tmp_path / "tagwright.toml"
    path.write_text("[platforms.plain]\nevent = 'x'\ndebug = 1\n", encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        settings.resolve(plain, {"debug": 1}, path, ("platforms", "plain"))

    assert caught.value.what == "'debug' must be true or false, not 1 in [platforms.plain]"
    assert (caught.value.where, caught.value.line) == (path, 3)


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        ("slot=5", 5),
        ("slot=-5", -5),
        ("slot=5.0", "5.0"),
        ("slot=1_0", "1_0"),
        ("slot= 5", " 5"),
        ("slot=\u0665", "\u0665"),
        ("rate=5", 5),
        ("rate=.5", ".5"),
        ("rate=0.25", 0.25),
        ("rate=1e3", 1000.0),
        ("rate=nan", "nan"),
        ("wide=true", True),
        ("wide=yes", "yes"),
        ("event=5", "5"),
        ("event=a=b", "a=b"),
        ("event=", ""),
        ("event= x ", " x "),
    ],
)
def test_what_is_typed_becomes_the_type_of_its_setting_or_stays_text(
    platform: Platform, pair: str, value: object
) -> None:
    (parsed,) = settings.parse(platform, [pair]).values()

    assert (parsed, type(parsed)) == (value, type(value))


def test_what_is_typed_without_a_value_is_refused(platform: Platform) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.parse(platform, ["event", "slot=1", "rate"])

    assert [error.what for error in every(caught.value)] == [
        "'event' is not NAME=VALUE",
        "'rate' is not NAME=VALUE",
    ]


def test_the_schema_says_what_every_setting_takes(platform: Platform) -> None:
    schema = settings.schema(platform)

    properties = schema["properties"]
    assert list(properties) == list(settings.declare(platform))
    assert schema["required"] == ["account"]
    assert schema["additionalProperties"] is False
    assert properties["slot"] == {
        "type": "integer",
        "title": "Slot",
        "description": "The slot.",
        "default": 1,
        "minimum": 1,
        "maximum": 20,
    }
    assert properties["account"]["pattern"] == "^A-[0-9]+$"
    assert properties["account"]["examples"] == ["A-1"]
    assert properties["size"]["enum"] == ["s", "m"]


def test_schemas_stay_flat_and_portable() -> None:
    known = {
        *("type", "title", "description", "default", "enum", "pattern"),
        *("minimum", "maximum", "examples"),
    }

    for platform in catalog.platforms():
        for rules in settings.schema(platform)["properties"].values():
            assert rules.keys() <= known


def test_a_hole_in_a_global_is_filled_with_the_value_of_its_setting() -> None:
    assert settings.fill("{array}.push", {"array": "events"}) == "events.push"
    assert settings.fill("acme.track", {"array": "events"}) == "acme.track"
