"""What a setting says and which values fit it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from generator.model import Setting


def setting(**keys: Any) -> Setting:  # noqa: ANN401 -- any key of a setting
    given = {"type": "string", "title": "T", "description": "D", "default": "x", **keys}
    return Setting.model_validate(given)


def problems(**keys: Any) -> list[str]:  # noqa: ANN401 -- any key of a setting
    with pytest.raises(ValidationError) as caught:
        setting(**keys)
    return [p.what for detail in caught.value.errors() for p in detail["ctx"]["problems"]]


def test_a_setting_has_a_default_or_is_required_with_an_example() -> None:
    assert problems(default=None) == ["it needs a 'default'"]
    assert problems(required=True, example="x") == ["it is required, so it has no 'default'"]
    assert problems(default=None, required=True) == [
        "it is required, so it needs an 'example' to build and verify with"
    ]


def test_a_default_and_an_example_fit_their_own_setting() -> None:
    assert problems(default=5) == ["'default' must be a string, not 5"]
    assert problems(enum=["a"], default="b") == ["'default' cannot be 'b'"]
    assert problems(pattern="^a$", default="a", example="b") == ["'example' cannot be 'b'"]
    assert problems(type="integer", default=5, maximum=4) == ["'default' cannot be 5"]


def test_a_key_that_means_nothing_for_the_type_is_refused() -> None:
    assert problems(type="integer", default=1, pattern="1") == ["only a string has a 'pattern'"]
    assert problems(minimum=1) == ["only a number has a 'minimum'"]
    assert problems(enum=["x", 1]) == ["1 in 'enum' is not a string"]


def test_a_pattern_that_is_not_portable_is_refused() -> None:
    assert problems(pattern="(?i)x") == ["'(?i' in '(?i)x' is not portable"]


@pytest.mark.parametrize(
    ("type_", "default", "value"),
    [
        ("string", "x", ""),
        ("string", "x", "\ud800"),
        ("integer", 1, -5),
        ("integer", 1, 2**53 - 1),
        ("number", 1, 0.5),
        ("number", 1, 3),
        ("boolean", False, True),
    ],
)
def test_a_value_of_the_type_fits(type_: str, default: Any, value: Any) -> None:  # noqa: ANN401
    assert setting(type=type_, default=default).misfit(value) is None


@pytest.mark.parametrize(
    ("type_", "default", "value", "what"),
    [
        ("string", "x", 5, "must be a string, not 5"),
        ("string", "x", ["a"], "must be a string, not an array"),
        ("string", "x", {"a": 1}, "must be a string, not a table"),
        ("integer", 1, 1.0, "must be an integer, not 1.0"),
        ("integer", 1, True, "must be an integer, not true"),
        ("integer", 1, 2**53, "cannot be 9007199254740992"),
        ("number", 1, "5", "must be a number, not the string '5'"),
        ("number", 1, float("nan"), "cannot be nan"),
        ("number", 1, float("inf"), "cannot be inf"),
        ("boolean", False, 1, "must be true or false, not 1"),
    ],
)
def test_any_other_value_does_not(type_: str, default: Any, value: Any, what: str) -> None:  # noqa: ANN401
    misfit = setting(type=type_, default=default).misfit(value)

    assert misfit is not None
    assert misfit[0] == what


def test_help_for_a_value_is_the_right_answers() -> None:
    assert setting(enum=["x", "y"]).misfit("z") == ("cannot be 'z'", "choose one of: x, y")
    assert setting(type="number", default=5, minimum=1, maximum=9).misfit(10) == (
        "cannot be 10",
        "it must be 9 or less",
    )
    assert setting(pattern="^[a-z]$").misfit("Z") == (
        "cannot be 'Z'",
        "it must match ^[a-z]$, as 'x' does",
    )
