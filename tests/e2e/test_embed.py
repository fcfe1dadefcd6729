"""The embed form: one file for all settings, which it reads on the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from test_hostile_values import NASTY
from world import PROBES, World, decisions, said

from generator import build, catalog
from generator.deliver.escape import attribute, json_in_html
from generator.verify import NONCE, Observation, Step, Testbed, TestPage, plan, prove

#: of each role one that waits for its SDK, one that has a setting nobody can guess, one that hears changes
PLATFORMS = ["generic", "adobe-analytics", "gtm", "demandbase", "callrail"]


@pytest.mark.parametrize("slug", PLATFORMS)
def test_every_scenario_is_as_good_in_the_embed_form(testbed: Testbed, slug: str) -> None:
    every = plan([catalog.load(slug)], clients=["auto"], every=True)
    visits = [
        replace(visit, form="embed")
        for visit in every
        if visit.form == "minified" and visit.target != "integrator"
    ]

    results = list(prove(visits, testbed))

    assert len(results) > 10
    assert [r.visit.name for r in results if not r.verdict.ok] == []


def opened(testbed: Testbed, element: str, *before: Step, **changes: object) -> Observation:
    """A page with a visitor of one experiment, and this script element on it."""
    world = World("web").but(**changes).page()
    steps = [s for s in world.steps if s.name != "snippet"]
    return testbed.observe(TestPage((*before, *steps, Step("snippet", element, is_html=True))))


def program() -> str:
    return build.embed(catalog.load("probe", (PROBES,)), "reader").rstrip("\n")


def inline(given: str | None, code: str | None = None) -> str:
    told = "" if given is None else f" data-settings={attribute(given)}"
    return f'<script nonce="{NONCE}"{told}>{code or program()}</script>'


def with_settings(testbed: Testbed, settings: Mapping[str, Any], **changes: object) -> Observation:
    return opened(testbed, inline(json_in_html(settings)), **changes)


def test_what_is_not_given_has_its_default(testbed: Testbed) -> None:
    for element in (inline(None), inline("{}"), inline(""), inline("null")):
        seen = opened(testbed, element)

        assert [d["experimentName"] for d in decisions(seen)] == ["Homepage hero"]
        assert seen.errors == ()


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_value_of_the_attribute_arrives_unchanged(testbed: Testbed, text: str) -> None:
    # HTML itself takes away what is no character and makes one line end of two; JSON says them in ASCII.
    seen = with_settings(testbed, {"text": text})

    assert [call.args[-1] for call in seen.calls] == [text] * 3


@pytest.mark.parametrize("given", ["{", "[1", "]]>", '"text"', "7", "[]"])
def test_what_cannot_be_read_breaks_nothing(testbed: Testbed, given: str) -> None:
    assert opened(testbed, inline(given)).errors == ()


@pytest.mark.parametrize("given", ["{", "undefined", "</script>"])
def test_what_is_no_json_reports_nothing_rather_than_something_wrong(
    testbed: Testbed, given: str
) -> None:
    assert said(opened(testbed, inline(given))) == []


def test_a_variable_around_the_program_gives_settings_too(testbed: Testbed) -> None:
    wrapped = (
        f'(function () {{ var tagwrightSettings = {{probe: {{text: "around"}}}}; {program()} }})();'
    )

    seen = opened(testbed, inline(None, wrapped))

    assert {call.args[-1] for call in seen.calls} == {"around"}


def test_a_variable_of_the_page_gives_settings_too(testbed: Testbed) -> None:
    before = Step("page", 'window.tagwrightSettings = {probe: {text: "global"}};')

    seen = opened(testbed, inline(None), before)

    assert {call.args[-1] for call in seen.calls} == {"global"}


def test_an_element_that_names_the_platform_gives_settings_to_a_script_that_has_none(
    testbed: Testbed,
) -> None:
    named = '<script type="text/plain" data-tagwright="probe" data-settings=\'{"text": "named"}\'></script>'

    seen = opened(testbed, named + inline(None))

    assert {call.args[-1] for call in seen.calls} == {"named"}


@pytest.mark.parametrize("told", ["report", "skip"])
def test_the_holdback_is_as_set(testbed: Testbed, told: str) -> None:
    seen = with_settings(testbed, {"holdback": told}, visitor="held_back")

    assert len(decisions(seen)) == (told == "report")


def test_two_copies_of_the_same_settings_report_once_and_others_once_more(testbed: Testbed) -> None:
    one, other = inline('{"text": "a"}'), inline('{"text": "b"}')

    seen = opened(testbed, one + one + other)

    assert [d.args[-1] for d in seen.calls if d.args[0] == "decision"] == ["a", "b"]


@pytest.mark.parametrize("asked", ["google", "tcf", "onetrust", "cookiebot", "function", "nobody"])
def test_a_manager_that_never_comes_is_no_answer(testbed: Testbed, asked: str) -> None:
    given = {"consent": asked, "consent_function": "shop.never"}

    assert said(with_settings(testbed, given)) == []


def test_a_function_of_the_page_is_asked(testbed: Testbed) -> None:
    yes = Step(
        "page", "window.mayReport = function (category) { return category === 'analytics'; };"
    )
    given = json.dumps({"consent": "function", "consent_function": "mayReport"})

    assert len(decisions(opened(testbed, inline(given), yes))) == 1


def test_errors_are_shown_only_when_debug_says_so(testbed: Testbed) -> None:
    broken = Step("page", "window.probe = function () { throw new Error('as planned'); };")
    shown = [
        opened(testbed, inline(json.dumps({"debug": debug})), sdk=False, before=(broken,)).console
        for debug in ("true", "false")
    ]

    assert ["as planned" in str(console) for console in shown] == [True, False]
