"""The extension: Optimizely runs it once for each decision, with the values of its form, which are strings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from test_hostile_values import NASTY
from world import SDK, World, decisions, experiments, observe, said

from generator import build, catalog
from generator.model import Value
from generator.verify import Observation, Step, Testbed, TestPage, pages, stub, visitors

HERO, CHECKOUT, LANDING = "9000000001", "9000000002", "9000000005"
SEARCH = "https://search.example/?q=shoes"

#: what a form cannot hold is refused before there is a file: tests/unit/test_extension.py
ONE_LINE = [text for text in NASTY if "\n" not in text and "\r" not in text]


def world(visitor: str | Mapping[str, Any] = "in_one_experiment", **settings: Value) -> World:
    return World("web", visitor, target="extension", settings=settings)


def only_for(experiment: str) -> Step:
    """Optimizely as it is where the integration is switched on for this experiment alone."""
    return Step(
        "page",
        f"""
        var only = [];
        window.tagwrightIntegrations = only;
        only.push = function (one) {{
          var track = one.track;
          one.track = function (campaign, campaignId, experimentId) {{
            if (experimentId === "{experiment}") {{ track.apply(null, arguments); }}
          }};
          return Array.prototype.push.call(only, one);
        }};
        """,
    )


def both(testbed: Testbed, one: World, other: World) -> Observation:
    """Two integrations in one Optimizely."""
    first, *rest = (step for step in other.page().steps if step.name == "snippet")
    assert not rest
    return observe(testbed, one.but(before=[first]))


# -- what is reported, and when ---------------------------------------------------------------------------


def test_all_that_is_decided_together_is_reported_together_and_at_once(testbed: Testbed) -> None:
    seen = observe(testbed, world("in_two_experiments"))

    assert said(seen) == ["initialize", "decision", "decision", "finish"]
    assert experiments(seen) == [HERO, CHECKOUT]
    assert {call.at for call in seen.calls} == {0}


def test_a_decision_is_what_a_reader_makes_of_it(testbed: Testbed) -> None:
    for visitor in ("in_one_experiment", "in_a_personalization", "after_a_redirect"):
        reader = World("web", visitor)

        assert decisions(observe(testbed, world(visitor))) == decisions(observe(testbed, reader))


def test_an_experiment_that_has_it_not_switched_on_is_not_reported(testbed: Testbed) -> None:
    seen = observe(testbed, world("in_two_experiments").but(before=[only_for(CHECKOUT)]))

    assert experiments(seen) == [CHECKOUT]


def test_an_experiment_that_joins_late_is_reported_soon_after(testbed: Testbed) -> None:
    seen = observe(testbed, world("joins_late"))

    assert experiments(seen) == [HERO]
    assert 2000 <= seen.calls[0].at <= 2200
    assert said(seen) == ["initialize", "decision", "finish"]


def test_a_client_that_runs_it_after_the_event_is_served_too(testbed: Testbed) -> None:
    other = Step("optimizely", stub.script("web", visitors.load("joins_late"), without=["B12"]))
    steps = world().page().steps
    page = TestPage(tuple(other if step.name == "optimizely" else step for step in steps))

    assert experiments(testbed.observe(page)) == [HERO]


def test_what_is_decided_later_begins_nothing_anew(testbed: Testbed) -> None:
    known = visitors.load("in_two_experiments")
    hero, checkout = known["experiments"]

    seen = observe(testbed, world({**known, "experiments": [hero, {**checkout, "joins": 1000}]}))

    assert said(seen) == ["initialize", "decision", "finish", "decision", "finish"]


def test_a_redirect_is_reported_once_with_its_campaign_and_the_referrer_from_before_it(
    testbed: Testbed,
) -> None:
    seen = observe(testbed, world("after_a_redirect_and_in_one_experiment"))

    assert seen.calls[0].args[:2] == ["initialize", {"referrer": SEARCH}]
    told = {d["experimentId"]: (d["campaignId"], d["isRedirect"]) for d in decisions(seen)}
    assert told == {LANDING: ("9000000500", True), HERO: ("9000000100", False)}
    assert len(decisions(seen)) == 2


@pytest.mark.parametrize(("told", "reports"), [("skip", []), ("report", [True])])
def test_a_held_back_visitor_is_reported_as_the_form_says(
    testbed: Testbed, told: str, reports: list[bool]
) -> None:
    seen = observe(testbed, world("held_back", holdback=told))

    assert [decision["isHoldback"] for decision in decisions(seen)] == reports


@pytest.mark.parametrize(("told", "times"), [("never", 1), ("view", 2)])
def test_a_new_activation_is_reported_as_the_form_says(
    testbed: Testbed, told: str, times: int
) -> None:
    again = Step("again", 'optimizely.push({type: "activate"});', 1000)

    seen = observe(testbed, world(report_again=told).but(after=[again]))

    assert experiments(seen) == [HERO] * times


def test_where_nothing_was_decided_nothing_is_reported(testbed: Testbed) -> None:
    seen = observe(testbed, world("in_no_experiment"))

    assert seen.calls == ()
    assert not [timer for timer in seen.pending if timer.by.startswith("snippet")]


@pytest.mark.parametrize("profile", ["classic", "edge", "opted-out", "shim", "absent", "none"])
def test_nothing_happens_where_nobody_runs_it(testbed: Testbed, profile: str) -> None:
    seen = observe(testbed, world().but(profile=profile))

    assert seen.calls == ()
    assert seen.pending == ()


# -- twice ------------------------------------------------------------------------------------------------


def test_two_integrations_with_the_same_values_report_once(testbed: Testbed) -> None:
    assert said(both(testbed, world(text="a"), world(text="a"))) == [
        "initialize",
        "decision",
        "finish",
    ]


def test_two_with_different_values_report_apart(testbed: Testbed) -> None:
    seen = both(testbed, world(text="a"), world(text="b"))

    assert sorted(call.args[-1] for call in seen.calls if call.args[0] == "decision") == ["a", "b"]
    assert said(seen).count("initialize") == 2


# -- the form ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ONE_LINE)
@pytest.mark.parametrize("minified", [True, False])
def test_a_nasty_value_of_the_form_arrives_unchanged(
    testbed: Testbed, text: str, minified: bool
) -> None:
    seen = observe(testbed, world(text=text).but(minified=minified))

    assert [call.args[-1] for call in seen.calls] == [text] * 3


def test_the_form_is_left_as_it_is(testbed: Testbed) -> None:
    look = Step(
        "look", "__tagwrightTestbed.record('look', [Object.keys(kept), JSON.stringify(kept)]);", 500
    )
    keep = Step(
        "page",
        """
        var kept = {text: "mine", debug: "true", timeout: "3", holdback: ""};
        window.tagwrightIntegrations = [];
        tagwrightIntegrations.push = function (one) {
          one.settings = kept;
          return Array.prototype.push.call(tagwrightIntegrations, one);
        };
        """,
    )
    seen = observe(testbed, world().but(before=[keep], after=[look]))

    *told, looked = seen.calls
    assert [call.args[-1] for call in told] == ["mine"] * 3
    assert looked.args[0] == ["text", "debug", "timeout", "holdback", "$fieldDefaults"]


def test_nothing_runs_while_a_required_field_is_empty(testbed: Testbed) -> None:
    platform = catalog.load("adobe-analytics")
    seen = []
    for given in ({}, {"variable": "eVar7"}):
        file = build.extension(platform, given, "x.json")
        steps = (
            Step(
                "base", "window.s = {tl: function () { __tagwrightTestbed.record('s.tl', []); }};"
            ),
            Step("snippet", pages.integrated(json.loads(file.content))),
            Step("optimizely", stub.script("web", visitors.load("in_one_experiment"))),
        )
        seen.append(testbed.observe(TestPage(steps)))

    assert [len(one.calls) for one in seen] == [0, 1]
    assert [one.errors for one in seen] == [(), ()]


# -- errors, and consent ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("debug", "shown"), [(False, 0), (True, 1)])
def test_a_report_that_fails_costs_itself_alone_and_is_shown_when_the_form_says_so(
    testbed: Testbed, debug: bool, shown: int
) -> None:
    seen = observe(testbed, world("in_two_experiments", fails_for=HERO, debug=debug))

    assert experiments(seen) == [CHECKOUT]
    assert len(seen.console) == shown


def test_a_page_that_extends_what_objects_inherit_is_served_like_any_other(
    testbed: Testbed,
) -> None:
    extends = Step(
        "page",
        "Object.prototype.text = 'inherited'; Array.prototype.inherited = function () {};",
    )

    seen = observe(testbed, world("in_two_experiments").but(before=[extends]))

    assert experiments(seen) == [HERO, CHECKOUT]
    assert {call.args[-1] for call in seen.calls} == {"plain"}


def consenting(answer: str) -> Step:
    return Step(
        "page",
        "window.mayReport = function (category, tell) {"
        f" __tagwrightTestbed.record('probe', ['asked', category]); {answer} }};",
    )


@pytest.mark.parametrize(
    ("answer", "reports"),
    [
        ("return true;", 2),
        ("return false;", 0),
        ("", 0),
        ("setTimeout(function () { tell(true); }, 2000);", 2),
    ],
)
def test_consent_is_asked_for_once_and_what_was_decided_waits_for_it(
    testbed: Testbed, answer: str, reports: int
) -> None:
    given: Mapping[str, Any] = {"consent": "function", "consent_function": "mayReport"}

    seen = observe(testbed, world("in_two_experiments", **given).but(before=[consenting(answer)]))

    assert said(seen).count("asked") == 1
    assert len(decisions(seen)) == reports


def test_it_waits_for_the_platform_and_reports_all_once_it_is_there(testbed: Testbed) -> None:
    waiting = world("in_two_experiments").but(
        platform="probe-waits", sdk=False, after=[Step("sdk", SDK, 4000)]
    )

    seen = observe(testbed, waiting)

    assert said(seen) == ["initialize", "decision", "decision", "finish"]
    assert 4000 <= seen.calls[0].at <= 4200


def test_it_gives_up_in_silence_when_the_platform_never_comes(testbed: Testbed) -> None:
    seen = observe(
        testbed, world("in_two_experiments", timeout=2).but(platform="probe-waits", sdk=False)
    )

    assert seen.calls == ()
    assert seen.pending == ()
