"""A mapping: what a line can be, how people are told of a wrong one, and that page, forms and Python read it alike."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from generator import mapping, patterns
from generator.mapping import Rule
from generator.resources import javascript

KIND = st.sampled_from(sorted(mapping.KINDS))
WORD = st.text("abcXYZ019_-.", min_size=1, max_size=12)
PATH = st.text(st.characters(exclude_characters="=>\n\r", codec="utf-8"), min_size=1).filter(
    lambda text: text == text.strip() and "\u2028" not in text and "\u2029" not in text
)
SPACE = st.text(" \t", max_size=2)
TEXT = st.text("ab.= ->:\t\n\r[]0attributeg" + "\u00a0\u2028é", max_size=60)


@st.composite
def line(draw: st.DrawFn) -> str:
    """A line that is a rule, spaced as people may space it."""
    path = draw(WORD | st.just("a.b[0].c") | st.just("va.x y"))
    value = draw(st.none() | st.sampled_from(["7", "high value", "a = b", "x -> y", "50%", "日本"]))
    gaps = [draw(SPACE) for _ in range(6)]
    test = "" if value is None else f"={gaps[1]}{value}{gaps[2]}"
    return f"{gaps[0]}{path}{gaps[3]}{test}->{gaps[4]}{draw(KIND)}:{gaps[5]}{draw(WORD)}"


def is_refused(text: str) -> bool:
    return any(True for _ in mapping.problems(text))


@pytest.fixture(scope="module")
def page() -> Iterator[MiniRacer]:
    with MiniRacer() as v8:
        v8.eval((javascript() / "runtime" / "rules.js").read_text(encoding="utf-8"))
        v8.eval("""function all(text) {
          var each = rules(), found = [], rule;
          while ((rule = each.exec(text))) { found.push([rule[1], rule[3] === undefined ? null : rule[3], rule[4], rule[5]]); }
          return JSON.stringify(found);
        }""")
        yield v8


def on_the_page(page: MiniRacer, text: str) -> tuple[Rule, ...]:
    return tuple(Rule(*one) for one in json.loads(str(page.eval(f"all({json.dumps(text)})"))))


def test_a_line_is_a_rule() -> None:
    text = """
      company.industry       -> attribute:industry
      segments = high value  -> audience:9000000901
      list[0].id->dimension:42

      a = b = c -> tag:x y.z
    """

    assert mapping.parse(text) == (
        Rule("company.industry", None, "attribute", "industry"),
        Rule("segments", "high value", "audience", "9000000901"),
        Rule("list[0].id", None, "dimension", "42"),
        Rule("a", "b = c", "tag", "x y.z"),
    )
    assert not is_refused(text)


@given(st.lists(line(), min_size=1, max_size=4))
def test_page_and_forms_read_every_rule_as_python_does(page: MiniRacer, lines: list[str]) -> None:
    text = "\r\n".join(["", *lines, ""])

    assert not is_refused(text)
    assert patterns.compiled(mapping.PATTERN).search(text)
    assert len(mapping.parse(text)) == len(lines)
    assert on_the_page(page, text) == mapping.parse(text)


@given(TEXT)
def test_forms_take_what_python_takes_and_nothing_else(text: str) -> None:
    assert bool(patterns.compiled(mapping.PATTERN).search(text)) is not is_refused(text)


@given(TEXT)
def test_the_page_reads_all_that_python_takes(page: MiniRacer, text: str) -> None:
    found = on_the_page(page, text)

    if not is_refused(text):
        assert found == mapping.parse(text)


@given(PATH, KIND, WORD)
def test_any_path_of_one_line_is_taken(
    page: MiniRacer, path: str, kind: mapping.Kind, name: str
) -> None:
    text = f"{path} -> {kind}:{name}"

    if not is_refused(text):
        assert on_the_page(page, text) == mapping.parse(text) == (Rule(path, None, kind, name),)


@given(st.text())
def test_nothing_is_too_odd_to_be_read(text: str) -> None:
    list(mapping.problems(text))
    mapping.parse(text)


@pytest.mark.parametrize(
    ("text", "what", "advice"),
    [
        ("", "is empty", "write a line for each value, such as: company.industry -> attribute"),
        ("industry", "has no '->' in line 1: 'industry'", "write: company.industry -> attribute"),
        (
            "a -> attribute:b\n\nc -> industry",
            "has no kind before 'industry' in line 3: 'c -> industry'",
            "write one of: attribute:industry, tag:industry",
        ),
        ("a -> atribute:b", "knows no kind 'atribute' in line 1", "did you mean 'attribute'?"),
        ("a -> Attribute:b", "knows no kind 'Attribute' in line 1", "did you mean 'attribute'?"),
        ("a -> attribute:", "cannot have the name '' in line 1", "use 1 to 64 letters"),
        ("a -> attribute:größe", "cannot have the name 'größe'", "use 1 to 64 letters"),
        (f"a -> attribute:{'n' * 65}", "cannot have the name 'nnn", "use 1 to 64 letters"),
        ("a = -> tag:b", "has no value after '='", "write: a = VALUE -> tag:b"),
        (" -> tag:b", "has no path in line 1", "write: company.industry -> tag:b"),
        ("= 7 -> tag:b", "has no path in line 1", "write: company.industry = 7 -> tag:b"),
        ("a > 5 -> tag:b", "cannot have the path 'a > 5'", "join keys by dots"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, what: str, advice: str) -> None:
    ((told, help_),) = mapping.problems(text)

    assert told.startswith(what)
    assert help_.startswith(advice)


def test_every_wrong_line_is_told() -> None:
    told = [what for what, _ in mapping.problems("a\nb -> tag:c\nd -> x:y")]

    assert [what.split(" in ")[1].split(":")[0] for what in told] == ["line 1", "line 3"]
