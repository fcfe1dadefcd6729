"""Calls and values as a person would write them in JavaScript, and where two of them differ."""

from __future__ import annotations

from typing import Any

import pytest

from generator.verify.wording import (
    call_lines,
    call_text,
    differences,
    same,
    value_lines,
    value_text,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ('a "b"', '"a \\"b\\""'),
        ("Größe 🎉", '"Größe 🎉"'),
        ("\ud83c cut", '"\\ud83c cut"'),
        (None, "null"),
        (True, "true"),
        (1.5, "1.5"),
        ([1, [2]], "[1, [2]]"),
        ({"a": 1, "b-c": {}}, '{a: 1, "b-c": {}}'),
        ({"$undefined": True}, "undefined"),
        ({"$function": True}, "function"),
        ({"$number": "NaN"}, "NaN"),
        ({"$bigint": "9"}, "9n"),
        ({"$date": "2024-01-01"}, "Date(2024-01-01)"),
        ({"$error": "oh"}, "Error(oh)"),
        ({"$node": "DIV"}, "<DIV>"),
        ({"$arguments": [1, "a"]}, 'arguments(1, "a")'),
        ({"$cycle": True}, "(itself)"),
        ({"$window": True}, "window"),
        ({"$price": 1}, "{$price: 1}"),
        ({"$undefined": True, "b": 1}, "{$undefined: true, b: 1}"),
    ],
)
def test_a_value_on_one_line(value: Any, text: str) -> None:  # noqa: ANN401 -- any value
    assert value_text(value) == text


def test_a_call_on_one_line() -> None:
    assert call_text("acme.track", ["Seen", {"id": "1"}]) == 'acme.track("Seen", {id: "1"})'
    assert call_text("acme.page", []) == "acme.page()"


def test_a_short_call_stays_on_its_line_and_a_long_one_has_a_line_for_each_member() -> None:
    assert call_lines("acme.track", ["Seen"]) == 'acme.track("Seen")'
    assert call_lines("acme.track", ["Experiment Viewed", {"a": "x" * 20, "b": [{"c": 1}]}]) == (
        "acme.track(\n"
        '  "Experiment Viewed",\n'
        "  {\n"
        '    a: "xxxxxxxxxxxxxxxxxxxx",\n'
        "    b: [\n"
        "      {\n"
        "        c: 1\n"
        "      }\n"
        "    ]\n"
        "  }\n"
        ")"
    )


def test_the_lines_of_a_value_keep_markers_and_empty_objects_whole() -> None:
    assert value_lines({"a": {}, "b": {"$undefined": True}}) == "{\n  a: {},\n  b: undefined\n}"


def test_the_same_value_is_the_same_in_javascript() -> None:
    assert same({"a": [1, {"b": 2}]}, {"a": (1.0, {"b": 2})})
    assert not same({"a": 1}, {"a": 1, "b": 2})
    assert not same([1], [1, 2])
    assert not same(True, 1)  # noqa: FBT003 -- a value
    assert not same({}, [])


@pytest.mark.parametrize(
    ("wanted", "got", "lines"),
    [
        ([1], [1], []),
        ([1], [2], ["argument 1: expected 1, saw 2"]),
        ([1, 2], [1], ["argument 2: expected 2, saw nothing"]),
        ([1], [1, 2], ["argument 2: expected nothing, saw 2"]),
        ([{"a": 1}], [{}], ["argument 1, a: expected 1, saw no such key"]),
        ([{}], [{"a": 1}], ["argument 1, a: expected no such key, saw 1"]),
        ([{"a": {"b": 1}}], [{"a": {"b": 2}}], ["argument 1, a, b: expected 1, saw 2"]),
        ([[1, 2]], [[1, 3]], ["argument 1, [1]: expected 2, saw 3"]),
        ([[1, 2]], [[1]], ["argument 1: expected [1, 2], saw [1]"]),
        ([{"a": 1}], [{"$undefined": True}], ["argument 1: expected {a: 1}, saw undefined"]),
    ],
)
def test_a_line_for_each_difference(
    wanted: list[object], got: list[object], lines: list[str]
) -> None:
    assert list(differences("a", wanted, "a", got)) == lines


def test_another_name_is_a_difference() -> None:
    assert differences("a", [], "b", []) == ("the call is b, not a",)


def test_of_long_texts_only_what_is_around_the_first_difference_is_shown() -> None:
    (line,) = differences("a", ["x" * 100], "a", ["x" * 400])

    assert line == (
        'argument 1: expected "…xxxxxxxxxxxx" (100 characters), '
        'saw "…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" (400 characters)'
    )
