"""What the judge makes of what was seen: each kind of finding, and what is none."""

from __future__ import annotations

import pytest

from generator.model import Call
from generator.verify.judge import Expectation, Finding, Verdict, judge
from generator.verify.observation import (
    Message,
    NewGlobal,
    Observation,
    PageError,
    Recorded,
    Request,
    Timer,
    Violation,
)

HERO = Call(call="acme.track", args=("Hero", {"id": 1}))
CHECKOUT = Call(call="acme.track", args=("Checkout", {"id": 2}))


def seen(*calls: Call) -> Observation:
    return Observation(calls=tuple(Recorded(call.call, call.args, 0) for call in calls))


def found(observation: Observation, *calls: Call) -> list[str]:
    """Kind and first line of each finding."""
    verdict = judge(observation, Expectation(calls))
    return [f"{finding.kind}: {finding.lines[0]}" for finding in verdict.findings]


# -- calls ------------------------------------------------------------------------------------------------


def test_what_is_expected_and_seen_is_no_finding() -> None:
    verdict = judge(seen(HERO, CHECKOUT), Expectation([HERO, CHECKOUT]))

    assert verdict.ok
    assert verdict == Verdict(())


def test_silence_is_no_finding_when_nothing_is_expected() -> None:
    assert found(Observation()) == []


def test_a_call_that_did_not_come_is_missing() -> None:
    assert found(seen(HERO), HERO, CHECKOUT) == ['missing: acme.track("Checkout", {id: 2})']


def test_a_call_that_came_twice_is_doubled() -> None:
    assert found(seen(HERO, HERO), HERO) == ['doubled: acme.track("Hero", {id: 1})']


def test_a_call_that_is_expected_twice_must_come_twice() -> None:
    assert found(seen(HERO, HERO), HERO, HERO) == []
    assert found(seen(HERO), HERO, HERO) == ['missing: acme.track("Hero", {id: 1})']


def test_a_call_nobody_expects_is_unexpected() -> None:
    assert found(seen(HERO)) == ['unexpected: acme.track("Hero", {id: 1})']


def test_a_call_with_another_value_is_one_finding_that_says_where() -> None:
    other = Call(call="acme.track", args=("Hero", {"id": "1"}))

    verdict = judge(seen(other), Expectation([HERO]))

    assert verdict.findings == (
        Finding(
            "different",
            (
                'acme.track, argument 2, id: expected 1, saw "1"',
                'expected acme.track("Hero", {id: 1})',
                'saw      acme.track("Hero", {id: "1"})',
            ),
        ),
    )


def test_of_several_the_call_that_is_most_alike_is_the_one_that_differs() -> None:
    near = Call(call="acme.track", args=("Hera", {"id": 1}))

    assert found(seen(CHECKOUT, near), HERO) == [
        'different: acme.track, argument 1: expected "Hero", saw "Hera"',
        'unexpected: acme.track("Checkout", {id: 2})',
    ]


def test_a_call_of_another_name_is_no_neighbour_unless_it_reads_nearly_the_same() -> None:
    trick = Call(call="acme.trick", args=HERO.args)
    page = Call(call="other.page")

    assert found(seen(trick), HERO) == [
        "different: acme.track, the call is acme.trick, not acme.track"
    ]
    assert found(seen(page), HERO) == [
        'missing: acme.track("Hero", {id: 1})',
        "unexpected: other.page()",
    ]


def test_the_right_calls_in_another_order_are_one_finding() -> None:
    verdict = judge(seen(CHECKOUT, HERO), Expectation([HERO, CHECKOUT]))

    (finding,) = verdict.findings
    assert str(finding).splitlines() == [
        'order       call 1 of 2 should be acme.track("Hero", {id: 1})',
        '            but is acme.track("Checkout", {id: 2})',
    ]


@pytest.mark.parametrize(("wanted", "got"), [(True, 1), (0, False), ("1", 1), (None, ""), ([], {})])
def test_values_of_other_types_are_not_the_same(wanted: object, got: object) -> None:
    observation = seen(Call(call="a", args=(got,)))

    assert len(found(observation, Call(call="a", args=(wanted,)))) == 1


def test_keys_have_no_order_and_whole_numbers_no_point() -> None:
    observation = seen(Call(call="a", args=({"y": 2.0, "x": 1},)))

    assert found(observation, Call(call="a", args=({"x": 1, "y": 2},))) == []


# -- house rules ------------------------------------------------------------------------------------------


def test_a_page_error_is_told_with_its_place() -> None:
    observation = Observation(errors=(PageError("Error: oh", "snippet.js:1:2", 0),))

    assert found(observation) == ["page error: Error: oh (snippet.js:1:2)"]


def test_an_error_that_the_page_has_without_the_snippet_is_not_the_snippet_s() -> None:
    error = PageError("jQuery is not defined", "optimizely.js:1:2", 0)
    alone = Observation(errors=(error,))

    assert judge(Observation(errors=(error,)), Expectation(control=alone)).ok


@pytest.mark.parametrize(
    ("during", "kinds"),
    [("snippet", ["new global"]), ("later", ["new global"]), ("base", []), ("sdk", [])],
)
def test_a_global_nobody_declared_is_told_unless_the_vendor_made_it(
    during: str, kinds: list[str]
) -> None:
    observation = Observation(globals=(NewGlobal("leak", during),))

    assert [finding.kind for finding in judge(observation, Expectation()).findings] == kinds


def test_a_global_that_is_declared_or_there_without_the_snippet_is_no_finding() -> None:
    observation = Observation(globals=(NewGlobal("a", "snippet"), NewGlobal("b", "optimizely")))
    alone = Observation(globals=(NewGlobal("b", "optimizely"),))

    assert judge(observation, Expectation(globals={"a"}, control=alone)).ok


def test_a_request_is_told_when_it_was_refused() -> None:
    spy = Request("GET", "https://spy.example/p", "refused")
    own = Request("POST", "https://logx.optimizely.com/v1/events", "answered")

    assert found(Observation(requests=(spy, own))) == ["request: GET https://spy.example/p"]


def test_what_the_policy_forbids_is_told() -> None:
    script = Violation("script-src", "eval", "snippet.js:1:2")
    style = Violation("style-src-attr", "", "")

    assert found(Observation(violations=(script, style))) == [
        "policy: script-src forbids eval (snippet.js:1:2)",
        "policy: style-src-attr forbids this",
    ]


def test_only_a_timer_of_the_snippet_never_ends() -> None:
    timers = (Timer("setTimeout", "snippet.js:1:2"), Timer("setInterval", "sdk.js:1:2"))

    assert found(Observation(pending=timers, until=75_000)) == [
        "never ends: setTimeout is still set after 75 s (snippet.js:1:2)"
    ]


def test_only_a_message_of_the_snippet_is_told_and_none_in_debug_mode() -> None:
    messages = (Message("log", "hi", "snippet.js:1:2", 0), Message("log", "ho", "sdk.js:1:2", 0))
    observation = Observation(console=messages)

    assert found(observation) == ["console: console.log: hi (snippet.js:1:2)"]
    assert judge(observation, Expectation(may_log=True)).ok


def test_a_change_in_optimizely_is_told_member_by_member() -> None:
    alone = Observation(state={"web": {"a": 1, "b": [1]}, "same": 1})
    observation = Observation(state={"web": {"a": 2, "b": [1]}, "same": 1, "new": True})

    verdict = judge(observation, Expectation(control=alone))

    (finding,) = verdict.findings
    assert finding == Finding(
        "optimizely",
        (
            "its state is not what it is without the snippet",
            "  new: expected null, saw true",
            "  web: a: expected 1, saw 2",
        ),
    )


def test_without_a_page_to_compare_optimizely_is_not_judged() -> None:
    assert judge(Observation(state={"web": 1}), Expectation()).ok


def test_calls_are_told_before_the_house_rules() -> None:
    observation = Observation(errors=(PageError("oh", "", 0),))

    assert found(observation, HERO)[0].startswith("missing")
