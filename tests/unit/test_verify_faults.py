"""Which visits show what holds when something goes wrong, what an excuse changes, and how the page of them reads."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from generator import catalog
from generator.errors import PlatformError, UnknownNameError
from generator.model import Call, Fault, Platform
from generator.resources import javascript
from generator.verify import faults, pages, visitors
from generator.verify.judge import Expectation, judge
from generator.verify.observation import Observation, PageError, Recorded, Violation
from generator.verify.visits import Visit
from tests.unit.conftest import SCENARIOS, TOML, MakePlatform

FAULTS = {fault.name: fault for fault in catalog.faults()}
SCRIPT = Path(__file__).parents[2] / "scripts" / "faults_page.py"

LATE = (
    SCENARIOS
    + """
[[scenario]]
name    = "what was queued is sent when the SDK comes"
visitor = "in_two_experiments"
sdk     = "late"

[[scenario.expect]]
call = "acme.track"
args = ["Seen", "Homepage hero"]
"""
)


@pytest.fixture
def platform(make_platform: MakePlatform) -> Callable[..., Platform]:
    """A platform with these scenarios."""

    def make(toml: str = TOML, scenarios: str = SCENARIOS) -> Platform:
        return catalog.read(make_platform(toml=toml, scenarios=scenarios))

    return make


Make = Callable[..., Platform]


def of(visits: tuple[Visit, ...], name: str) -> list[Visit]:
    return [visit for visit in visits if visit.fault and visit.fault.name == name]


# -- the data ----------------------------------------------------------------------------------------------


def test_every_script_of_a_fault_is_there_and_none_is_left_over() -> None:
    files = {path.stem for path in (javascript() / "testbed" / "faults").glob("*.js")}

    assert files == {fault.name for fault in FAULTS.values() if fault.script}


def test_faults_of_a_group_stand_together() -> None:
    groups = [fault.group for fault in FAULTS.values()]

    assert groups == sorted(groups, key=["sdk", "optimizely", "page", "visit"].index)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"script": "during"}, "at"),
        ({"at": 5}, "at"),
        ({"script": "after_sdk", "sdk": "late"}, "script"),
    ],
)
def test_a_fault_that_contradicts_itself_is_refused(changes: dict[str, Any], key: str) -> None:
    whole = {"name": "one", "group": "page", "title": "t", "about": "a", "holds": "arrives"}

    with pytest.raises(ValidationError) as caught:
        Fault.model_validate({**whole, **changes})

    (problem,) = caught.value.errors()[0]["ctx"]["problems"]
    assert problem.key == key


def test_what_must_hold_may_differ_by_role_and_not_concern_one() -> None:
    assert FAULTS["many_experiments"].asks("analytics") == "arrives"
    assert FAULTS["many_experiments"].asks("audience") is None
    assert FAULTS["sdk_late"].asks("conversion") == "arrives"


# -- the plan ----------------------------------------------------------------------------------------------


def test_every_target_meets_every_fault_that_concerns_it(platform: Make) -> None:
    visits = faults.plan([platform()])

    for target in ("reader", "integrator"):
        assert {v.fault.name for v in visits if v.fault and v.target == target} == FAULTS.keys()
    assert {v.client for v in visits} == {"auto"}


def test_a_fault_is_met_on_the_pages_it_names_else_on_web(platform: Make) -> None:
    visits = faults.plan([platform()], targets=["reader"])

    assert [v.page for v in of(visits, "long_names")] == ["classic", "web", "edge"]
    assert [v.page for v in of(visits, "sdk_never")] == ["web"]
    assert [v.page for v in of(visits, "optimizely_blocked")] == ["absent"]


def test_what_arrives_is_what_the_scenario_of_that_stage_says(platform: Make) -> None:
    visits = faults.plan([platform(scenarios=LATE)], targets=["reader"])

    late, never, cookies = (
        of(visits, name)[0] for name in ("sdk_late", "sdk_never", "denied_cookies")
    )
    assert late.scenario.visitor == "in_two_experiments"
    assert (never.scenario.visitor, never.scenario.sdk, never.calls) == (
        "in_one_experiment",
        "never",
        (),
    )
    assert [call.args for call in cookies.calls] == [("Seen", "Homepage hero")]


def test_who_cannot_be_late_meets_what_happens_meanwhile_with_an_sdk_that_is_there(
    platform: Make,
) -> None:
    excused = platform(TOML + '[analytics.faults]\nsdk_late = "it sends at once"\n')

    visits = faults.plan([excused], targets=["reader"])

    assert [v.scenario.sdk for v in of(visits, "page_cache")] == ["ready"]
    assert [(v.scenario.sdk, v.excuse) for v in of(visits, "sdk_late")] == [
        ("late", "it sends at once")
    ]


def test_names_are_long_and_their_variation_s_too(platform: Make) -> None:
    (visit, *_) = of(faults.plan([platform()], targets=["reader"]), "long_names")

    assert visit.scenario.names
    assert len(visit.scenario.names.experiment or "") == 10_240
    assert (visit.scenario.names.variation or "").startswith("Blue buttonqqq")


def test_an_excuse_for_a_fault_nobody_knows_is_refused_at_its_line(
    make_platform: MakePlatform,
) -> None:
    folder = make_platform(toml=TOML + '[analytics.faults]\nsdk_lat = "it is so"\n')

    with pytest.raises(PlatformError) as caught:
        catalog.read(folder)

    assert caught.value.what == "there is no fault 'sdk_lat'"
    assert caught.value.line == TOML.count("\n") + 2
    assert caught.value.help == "did you mean 'sdk_late'?"


def test_a_word_that_no_fault_has_is_told(platform: Make) -> None:
    with pytest.raises(UnknownNameError, match="no fault's sentence holds 'xyz'"):
        faults.plan([platform()], "*xyz*")


def test_targets_a_platform_does_not_have_are_told(platform: Make) -> None:
    with pytest.raises(UnknownNameError, match="no fault concerns these targets"):
        faults.plan([platform()], targets=["audience"])


# -- the page ----------------------------------------------------------------------------------------------


def test_a_page_without_the_snippet_has_the_fault_and_neither_platform_nor_snippet(
    platform: Make,
) -> None:
    visits = faults.plan([platform()], targets=["reader"])
    (frozen,) = [v for v in of(visits, "frozen_globals") if v.page == "web"]
    (throws,) = of(visits, "sdk_throws")

    control, without = pages.control(frozen), pages.control(throws)

    assert control
    assert [step.name for step in control.steps] == ["optimizely", "page"]
    assert without
    assert [step.name for step in without.steps] == ["optimizely"]


def test_a_second_optimizely_comes_after_the_snippet(platform: Make) -> None:
    visits = faults.plan([platform()], targets=["reader"])
    (twice,) = [v for v in of(visits, "optimizely_twice") if v.page == "web"]
    (late,) = [v for v in of(visits, "optimizely_late") if v.page == "web"]

    def moments(visit: Visit) -> list[float | None]:
        return [step.at for step in pages.page(visit).steps if step.name == "optimizely"]

    assert (moments(twice), moments(late)) == ([None, pages.SECOND], [pages.LATE])


def test_policy_and_frame_are_those_of_the_fault(platform: Make) -> None:
    visits = faults.plan([platform()], targets=["reader"])

    assert pages.page(of(visits, "strict_policy")[0]).policy == FAULTS["strict_policy"].policy
    assert pages.page(of(visits, "sandboxed_frame")[0]).sandbox
    assert not pages.page(of(visits, "long_names")[0]).sandbox


def test_many_experiments_are_as_many_as_asked_and_each_tells_itself() -> None:
    visitor = visitors.load("in_one_experiment")

    crowd = visitors.crowded(visitor, 1000)
    signs = visitors.signs(visitor, 1000)

    assert len(crowd["experiments"]) == 1000
    assert len({sign for one in signs for sign in one}) == 3 * 999


# -- the judge ---------------------------------------------------------------------------------------------

CROWD = [("11", "12", "crowdaaa"), ("21", "22", "crowdaab")]


def kinds(seen: Observation, expected: Expectation) -> list[str]:
    return [finding.kind for finding in judge(seen, expected).findings]


def called(*texts: str) -> Observation:
    return Observation(calls=tuple(Recorded("acme.track", (text,), 0) for text in texts))


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("11", "crowdaab of many"), []),
        (("Crowdaaa_of_many", "x:22"), []),
        (("11, 21",), []),
        (("11",), ["missing"]),
        (("111", "crowdaabc"), ["missing"]),
        (("11", "21", "21"), ["doubled"]),
        (("ready", "ready", "11", "21"), []),
    ],
)
def test_each_experiment_of_many_is_told_of_once_by_id_or_name(
    texts: tuple[str, ...], found: list[str]
) -> None:
    assert kinds(called(*texts), Expectation(crowd=CROWD)) == found


def test_many_that_are_missing_are_counted_and_some_named() -> None:
    crowd = [(str(n), f"v{n}", f"crowd{n}") for n in range(100, 110)]

    (finding,) = judge(Observation(), Expectation(crowd=crowd)).findings

    assert finding.lines == ("10 of 10 experiments: 100, 101, 102 and 7 more",)


def test_what_made_a_name_long_does_not_count_and_what_it_pushed_out_does() -> None:
    expected = Expectation([Call(call="acme.track", args=("Hero (7)",))], filler="q")

    assert kinds(called("Heroqqqqqq (7)"), expected) == []
    assert kinds(called("Heroqqqqqqqqqq"), expected) == ["different"]


def test_an_error_of_the_sdk_is_its_own_until_it_passes_the_snippet() -> None:
    own = PageError("Uncaught Error: oh", "sdk.js:1:1", 0)
    expected = Expectation(sdk_may_fail=True)

    assert kinds(Observation(errors=(own,)), expected) == []
    assert kinds(Observation(errors=(replace(own, through="snippet.js:1:1"),)), expected) == [
        "page error"
    ]
    assert kinds(Observation(errors=(replace(own, place="snippet.js:1:1"),)), expected) == [
        "page error"
    ]
    assert kinds(Observation(errors=(own,)), Expectation()) == ["page error"]


def test_calls_and_violations_of_the_page_itself_are_not_the_snippet_s() -> None:
    call = Recorded("optimizely.push", (["activate"],), 0)
    other = Violation("connect-src", "https://log.example/b?2", "")
    control = Observation(
        calls=(call,), violations=(replace(other, blocked="https://log.example/a?1"),)
    )

    assert (
        kinds(Observation(calls=(call,), violations=(other,)), Expectation(control=control)) == []
    )
    assert kinds(Observation(calls=(call, call)), Expectation(control=control)) == ["unexpected"]


def test_before_optimizely_is_there_the_commands_of_the_one_that_comes_count() -> None:
    seen = Observation(
        calls=tuple(
            Recorded("optimizely.push", (said,), 0)
            for said in (
                ["customTag", "a", 1],
                {"type": "user"},
                ["activate"],
                {"type": "activate"},
            )
        )
    )

    assert [f.lines[0] for f in judge(seen, Expectation(only="web")).findings] == [
        'optimizely.push({type: "user"})'
    ]
    assert [f.lines[0] for f in judge(seen, Expectation(only="classic")).findings] == [
        'optimizely.push(["customTag", "a", 1])'
    ]


# -- docs/faults.md ----------------------------------------------------------------------------------------


def test_the_committed_page_is_that_of_these_platforms_and_faults_and_all_of_it_holds() -> None:
    script = runpy.run_path(str(SCRIPT))
    text = script["PAGE"].read_text(encoding="utf-8")
    engine = re.search(r"visits in (\w+ [\d.]+),", text)
    platforms = script["active"]()

    assert engine, "docs/faults.md does not say in which browser it was seen"
    assert text == script["page"](
        platforms, script["promised"](platforms), len(faults.plan(platforms)), engine[1]
    ), "docs/faults.md is out of date, or something in it does not hold: run make faults"
