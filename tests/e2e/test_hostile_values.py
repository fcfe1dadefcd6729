"""Names and settings that try to leave their place: they arrive unchanged, or nothing runs at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as budget
from hypothesis import strategies as st
from world import PROBES, World, decisions, observe

from generator import build, catalog, settings
from generator import compile as engine
from generator.verify import Testbed

#: what has ended strings, scripts, comments and templates before
NASTY = [
    "</script><script>throw 1</script>",
    "<!-- <script>",
    "-->",
    "{{x}} {{{{y}}}}",
    "'\"`\\",
    "\\u0022\\",
    "\u2028\u2029",
    "\ud800 lone \udfff",
    "🎉 日本 Größe",
    "__proto__",
    "constructor",
    "line\r\nline",
    "]]>",
    "${x}",
    "TAGWRIGHT_SETTINGS TAGWRIGHT_DIGEST",
    "\x00\x01\x7f\x85\ufeff",
    "%3C/script%3E &lt;&amp;",
    "x" * 100_000,
]

TEXTS = st.lists(st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=[]))).map(
    "".join
)

in_a_browser = budget(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("minified", [True, False])
def test_a_nasty_setting_arrives_unchanged(testbed: Testbed, text: str, minified: bool) -> None:
    seen = observe(testbed, World("web", settings={"text": text}, minified=minified))

    assert [call.args[-1] for call in seen.calls] == [text] * 3


@in_a_browser
@given(TEXTS)
@example("</script>{{")
def test_any_setting_arrives_unchanged(testbed: Testbed, text: str) -> None:
    seen = observe(testbed, World("web", settings={"text": text}))

    assert [call.args[-1] for call in seen.calls] == [text] * 3


@pytest.mark.parametrize("client", ["classic", "web", "edge"])
@in_a_browser
@given(TEXTS.filter(bool), TEXTS.filter(bool))
def test_any_name_arrives_unchanged(
    testbed: Testbed, client: str, experiment: str, variation: str
) -> None:
    names = {"experiment": experiment, "variation": variation}

    (decision,) = decisions(observe(testbed, World(client, names=names)))

    assert (decision["experimentName"], decision["variationName"]) == (experiment, variation)


@budget(max_examples=50, deadline=None)
@given(TEXTS)
def test_the_code_of_any_setting_is_es5_and_safe_inside_a_script_element(text: str) -> None:
    platform = catalog.load("probe", (PROBES,))
    chosen = settings.resolve(platform, {"text": text})

    snippet = build.snippet(platform, "reader", "auto", chosen)

    for code in (snippet.readable, snippet.minified):
        assert engine.problems(code) == []
        assert code.isascii()
        assert not [unsafe for unsafe in ("</script", "<!--", "{{") if unsafe in code.lower()]
