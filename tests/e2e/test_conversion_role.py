"""The frame of conversions: bodies are given who the visitor is, or count the page's events as Optimizely's goals."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from world import SDK, World

from generator import build, catalog, manifest, settings
from generator.verify import Observation, Step, Testbed

USER = "oeu1700000000000r0.5"
HERO, BLUE = "9000000001", "9000000012"
ASK = "window.ask = { may: function (category, callback) { ask.category = category; ask.answer = callback; } };"

each_client = pytest.mark.parametrize("client", ["classic", "web", "edge"])


def world(profile: str, platform: str = "probe-carries", **changes: Any) -> World:  # noqa: ANN401
    return World(profile, platform=platform, target="conversion", **changes)


def open_(testbed: Testbed, page: World) -> Observation:
    seen = testbed.observe(page.page())
    assert seen.errors == ()
    assert [timer for timer in seen.pending if "snippet" in timer.by] == []
    return seen


def visitors(seen: Observation) -> Sequence[Mapping[str, Any]]:
    return [call.args[1] for call in seen.calls if call.args[0] == "visitor"]


def pushes(seen: Observation) -> Sequence[Any]:
    return [call.args[0] for call in seen.calls if call.call == "optimizely.push"]


def script(code: str, at: float | None = None) -> Step:
    return Step("page", code, at)


# -- carried ------------------------------------------------------------------------------------------------


@each_client
@pytest.mark.parametrize("placement", ["before", "after"])
@pytest.mark.parametrize("minified", [True, False])
def test_a_body_is_given_who_the_visitor_is(
    testbed: Testbed, client: str, placement: str, minified: bool
) -> None:
    seen = open_(testbed, world(client, placement=placement, minified=minified))

    found = visitors(seen)[-1]
    campaign = "9000000100" if client == "web" else HERO
    assert found["userId"] == USER
    assert found["variations"] == f"{HERO}:{BLUE}"
    assert found["decisions"] == [
        {
            "campaignId": campaign,
            "experimentId": HERO,
            "variationIds": [BLUE],
            "isHoldback": False,
        }
    ]
    ids = ("", "") if client == "edge" else ("9000", "9001")
    assert (found["accountId"], found["projectId"]) == ids


@each_client
def test_a_snippet_for_one_client_reads_it(testbed: Testbed, client: str) -> None:
    seen = open_(testbed, world(client, client=client))

    assert visitors(seen)[-1]["variations"] == f"{HERO}:{BLUE}"


@each_client
def test_it_is_given_once_though_the_snippet_is_there_twice(testbed: Testbed, client: str) -> None:
    assert len(visitors(open_(testbed, world(client, times=2)))) == 1


def test_it_is_given_again_when_the_visitor_joins_an_experiment(testbed: Testbed) -> None:
    found = visitors(open_(testbed, world("web", visitor="joins_late")))

    assert [one["variations"] for one in found] == ["", f"{HERO}:{BLUE}"]


def test_who_is_held_back_is_told_and_in_no_variation(testbed: Testbed) -> None:
    (found,) = visitors(open_(testbed, world("web", visitor="held_back")))

    assert found["variations"] == ""
    assert [one["isHoldback"] for one in found["decisions"]] == [True]


@pytest.mark.parametrize("profile", ["absent", "opted-out", "disabled", "shim"])
def test_where_there_is_no_visitor_there_is_silence(testbed: Testbed, profile: str) -> None:
    assert open_(testbed, world(profile)).calls == ()


def test_a_client_that_refuses_its_cookies_breaks_nothing(testbed: Testbed) -> None:
    seen = open_(testbed, world("classic", options={"malformedCookies": True}))

    assert seen.calls == ()


@pytest.mark.parametrize(("at", "is_given"), [(3000, True), (30_000, False), (None, False)])
def test_the_platform_is_waited_for_and_then_given_up(
    testbed: Testbed, at: float | None, is_given: bool
) -> None:
    late = [] if at is None else [Step("sdk", SDK, at)]

    seen = open_(testbed, world("web", sdk=False, after=late))

    assert len(visitors(seen)) == is_given


def test_a_body_that_throws_is_not_asked_again_for_the_same(testbed: Testbed) -> None:
    seen = open_(testbed, world("classic", settings={"fails": True}))

    assert len(visitors(seen)) == 1
    assert seen.console == ()


# -- counted ------------------------------------------------------------------------------------------------


def counting(
    testbed: Testbed,
    profile: str,
    calls: str,
    at: float | None = None,
    **changes: Any,  # noqa: ANN401
) -> Sequence[Any]:
    does = script(f"var count = window.probeCounts; {calls}", at)
    page = world(
        profile, "probe-forwards", options={"hears": True}, sdk=False, after=[does], **changes
    )
    return pushes(open_(testbed, page))


@each_client
def test_an_event_is_a_goal_in_the_clients_own_form(testbed: Testbed, client: str) -> None:
    found = counting(testbed, client, "count('a:b:c', 19.99, { plan: 'pro' });", at=1000)

    tags = {"plan": "pro", "revenue": 1999}
    own = {"type": "event", "eventName": "a_b_c", "tags": tags}
    assert found == [["trackEvent", "a_b_c", tags] if client == "classic" else own]


@pytest.mark.parametrize("client", ["classic", "web", "bundled"])
def test_what_comes_before_optimizely_counts_once(testbed: Testbed, client: str) -> None:
    before = script("window.probeCounts('purchase', 0.29, null);")
    page = world(client, "probe-forwards", sdk=False)
    ours, *rest = page.page().steps[::-1] if page.placement == "after" else page.page().steps
    seen = testbed.observe(
        type(page.page())((ours, before, *rest)),
    )

    assert seen.errors == ()
    sent = [r.url for r in seen.requests if "n=purchase" in r.url]
    assert len(sent) == (client != "web")
    assert all("&v=29&" in url for url in sent)


def test_revenue_is_integer_cents(testbed: Testbed) -> None:
    calls = (
        "count('purchase', 19.99); count('purchase', '1.005'); count('purchase', 'much');"
        "count('view'); count('purchase', Infinity);"
    )

    tags = [item["tags"] for item in counting(testbed, "web", calls)]

    assert tags == [{"revenue": 1999}, {"revenue": 100}, {}, {}, {}]


def test_only_plain_tags_are_told(testbed: Testbed) -> None:
    tags = {"a": "caf\u00e9 100%", "b": 1, "c": True, "d": None, "e": {}, "f": [1]}
    plain = {"a": "caf\u00e9 100%", "b": 1, "c": True}

    (found,) = counting(testbed, "web", f"count('x', 0, {json.dumps(tags)});")

    assert found["tags"] == plain


def test_what_has_no_name_is_no_goal(testbed: Testbed) -> None:
    assert counting(testbed, "web", "count('', 5); count(undefined, 5); count(null, 5);") == []


# -- consent ------------------------------------------------------------------------------------------------

CONSENT = {"consent": "function", "consent_function": "ask.may"}


def asked(profile: str, platform: str, *after: Step, **changes: Any) -> World:  # noqa: ANN401
    return world(profile, platform, settings=CONSENT, before=[script(ASK)], after=after, **changes)


@each_client
def test_without_an_answer_nothing_is_read_and_nothing_given(testbed: Testbed, client: str) -> None:
    seen = open_(testbed, asked(client, "probe-carries"))

    assert seen.calls == ()
    assert seen.cookie_reads == 0


def test_an_answer_of_yes_gives_the_visitor(testbed: Testbed) -> None:
    seen = open_(testbed, asked("web", "probe-carries", script("ask.answer(true);", 90)))

    assert [one["userId"] for one in visitors(seen)] == [USER]


def test_an_answer_of_no_gives_nobody(testbed: Testbed) -> None:
    assert (
        open_(testbed, asked("web", "probe-carries", script("ask.answer(false);", 90))).calls == ()
    )


def test_consent_taken_back_takes_the_visitor_back(testbed: Testbed) -> None:
    answers = [
        script(f"ask.answer({answer});", at) for answer, at in [("true", 90), ("false", 900)]
    ]

    found = visitors(open_(testbed, asked("web", "probe-carries", *answers)))

    nobody = {"userId": "", "accountId": "", "projectId": "", "decisions": [], "variations": ""}
    assert found[1:] == [nobody]


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        ([], []),
        ([("true", 2000)], ["early", "late"]),
        ([("false", 2000)], []),
        ([("false", 500), ("true", 2000)], ["late"]),
        ([("true", 500), ("false", 2000)], ["early"]),
    ],
)
def test_goals_wait_for_consent(
    testbed: Testbed, answers: Sequence[tuple[str, float]], names: Sequence[str]
) -> None:
    steps = [
        script("window.probeCounts('early', 0);", 100 if answers[:1] != [("false", 500)] else 1000),
        *(script(f"ask.answer({answer});", at) for answer, at in answers),
        script("window.probeCounts('late', 0);", 3000),
    ]
    page = asked("web", "probe-forwards", *steps, options={"hears": True}, sdk=False)

    found = [item["eventName"] for item in pushes(open_(testbed, page))]

    assert found == list(names)


# -- size ---------------------------------------------------------------------------------------------------


def test_every_snippet_keeps_to_the_budget() -> None:
    for platform in catalog.platforms():
        if platform.conversion:
            chosen = settings.resolve(platform, {}, role="conversion", examples=True)
            code = build.snippet(platform, "conversion", "auto", chosen).minified
            assert manifest.gzipped(code.encode("ascii")) <= 1300, platform.slug
