"""The shared parts that fit names into a platform's limits: only names are cut, and never in mid-character."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from generator.resources import javascript

PARTS = ("clean", "cut", "cutBytes", "describeInBytes", "nameWithId", "nameWithIdInBytes")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))

Call = Callable[..., str]


def units(text: str) -> int:
    """Length as JavaScript counts it."""
    return len(text.encode("utf-16-le")) // 2


def octets(text: str) -> int:
    return len(text.encode())


@pytest.fixture(scope="module")
def call() -> Iterator[Call]:
    with MiniRacer() as v8:
        for part in PARTS:
            v8.eval((javascript() / "runtime" / f"{part}.js").read_text(encoding="utf-8"))
        yield partial(_call, v8)


def _call(v8: MiniRacer, code: str, *args: object) -> str:
    values = ", ".join(map(json.dumps, args))
    return str(json.loads(str(v8.eval(f"JSON.stringify(({code})({values}))"))))


@given(TEXTS, st.integers(0, 12))
def test_cut_keeps_as_many_whole_characters_as_fit(call: Call, text: str, most: int) -> None:
    cut = call("cut", text, most)

    assert text.startswith(cut)
    assert units(cut) <= most
    assert cut == text or units(text[: len(cut) + 1]) > most


@given(TEXTS, st.integers(0, 24))
def test_cut_bytes_keeps_as_many_whole_characters_as_fit(call: Call, text: str, most: int) -> None:
    cut = call("cutBytes", text, most)

    assert text.startswith(cut)
    assert octets(cut) <= most
    assert cut == text or octets(text[: len(cut) + 1]) > most


@given(TEXTS, st.from_regex(r"\A[0-9]{1,19}\Z"), st.integers(30, 60))
def test_a_name_with_an_id_is_cut_in_the_name_alone(
    call: Call, name: str, identity: str, most: int
) -> None:
    for part, size in (("nameWithId", units), ("nameWithIdInBytes", octets)):
        whole = call(part, name, identity, most)

        assert whole.endswith(f" ({identity})")
        assert name.startswith(whole.removesuffix(f" ({identity})"))
        assert size(whole) <= most


def test_a_name_without_a_limit_is_not_cut(call: Call) -> None:
    unlimited = "function (name, id) { return nameWithId(name, id, Infinity); }"

    assert call(unlimited, "x" * 5000, "1") == "x" * 5000 + " (1)"


@pytest.mark.parametrize("part", ["nameWithId", "nameWithIdInBytes"])
def test_an_id_is_whole_even_where_nothing_fits(call: Call, part: str) -> None:
    assert call(part, "Homepage hero", "9000000001", 4) == " (9000000001)"


@given(TEXTS, TEXTS, st.booleans(), st.integers(20, 60))
def test_experiment_and_variation_share_the_bytes(
    call: Call, experiment: str, variation: str, held_back: bool, half: int
) -> None:
    decision = {
        "experimentName": experiment,
        "experimentId": "9000000001",
        "variationName": variation,
        "variationIds": ["9000000012"],
        "isHoldback": held_back,
    }

    text = call("describeInBytes", decision, half)

    assert octets(text) <= 2 * half + 10
    assert text.endswith(" (9000000012)" + ":holdback" * held_back)
    assert " (9000000001):" in text


def test_half_characters_in_a_name_are_no_error_and_count_as_much_as_what_replaces_them(
    call: Call,
) -> None:
    assert call("cutBytes", "🎉" * 3, 9) == "🎉" * 2
    assert call("cutBytes", "ab\ud83c", 5) == "ab\ud83c"
    assert call("cutBytes", "ab\udf89cd", 6) == "ab\udf89c"


def test_a_name_of_any_length_is_cut_at_once(call: Call) -> None:
    assert call("cutBytes", "é" * 100_000, 255) == "é" * 127


def test_clean_keeps_what_classic_kept(call: Call) -> None:
    assert call("clean", "Größe: A/B (2) ~!*'.") == "Gr_e_A_B_(2)_~!*'."
