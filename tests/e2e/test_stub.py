"""The stubbed page behaves like the real Optimizely clients, and each of its traps is noticed when it is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from surprises import CHECKS, SHAPES, Check

from generator import compile as engine
from generator.verify import Step, Testbed, TestPage, stub, visitors

FACTS = (Path(__file__).parent / "pages" / "facts.js").read_text(encoding="utf-8")

#: why an id has no trap; the checks of SHAPES hold for it all the same
WITHOUT_TRAP = {
    "10.1": "the profiles are the stub: without one there is no page to look at",
    "10.8": "names are the visitor's; the stub passes them on, and what hides or cuts them is B3, A2 and the strings",
}

#: what the numbered lines say that no check proves, and why
NOT_IMITATED = {
    "A4": "the page that redirects: the browser leaves it, and no snippet below the client ever runs there",
    "A7": "the request for the visitor's place; its answer is a moment of the page's time",
    "A12": "the alert that optOut shows",
    "B5": "relayed events, which are sent from the page that redirects",
    "B9": "the cookie of PPID and the tokens of the editor, which are no visitor's",
    "C5": "the report unsafeTrackingGlobalPushUsed, whose address was not seen",
    "C7": "the server that writes the page's own decisions into the snippet",
}

EVERY = (
    *(f"A{number}" for number in range(1, 13)),
    *(f"B{number}" for number in range(1, 13)),
    *(f"C{number}" for number in range(1, 8)),
    *(f"D{number}" for number in range(1, 3)),
    *(f"10.{number}" for number in range(1, 9)),
)

TRAPS = tuple(dict.fromkeys(check.id for check in CHECKS))


def seen(testbed: Testbed, check: Check, without: Sequence[str] = ()) -> Mapping[str, Any]:
    """The facts that the page of a check records."""
    known = visitors.load(check.visitor) if isinstance(check.visitor, str) else check.visitor
    code = stub.script(check.profile, known, options=check.options, without=without)
    steps = (
        Step("facts", FACTS),
        Step("page", check.before),
        Step("optimizely", code),
        Step("page", check.script),
    )
    calls = testbed.observe(TestPage(steps, until=3_000)).calls
    return {call.call: call.args[0] for call in calls}


@pytest.mark.parametrize("check", [*CHECKS, *SHAPES], ids=str)
def test_the_stub_behaves_like_the_real_client(testbed: Testbed, check: Check) -> None:
    assert seen(testbed, check) == check.facts


@pytest.mark.parametrize("trap", TRAPS)
def test_leaving_a_trap_out_fails_its_checks_and_no_other(testbed: Testbed, trap: str) -> None:
    profiles = {check.profile for check in CHECKS if check.id == trap}
    near = [check for check in (*CHECKS, *SHAPES) if check.profile in profiles]

    failed = {str(check) for check in near if seen(testbed, check, [trap]) != check.facts}

    assert failed == {str(check) for check in CHECKS if check.id == trap}


def test_every_surprise_is_a_trap_or_has_a_reason_why_not() -> None:
    assert sorted([*TRAPS, *WITHOUT_TRAP]) == sorted(EVERY)
    assert {check.id for check in SHAPES} == set(WITHOUT_TRAP)
    assert set(NOT_IMITATED) <= set(TRAPS)


def test_the_stub_has_these_traps_and_no_others() -> None:
    code = stub.code()

    assert {trap for trap in EVERY if f'on("{trap}")' in code} == set(TRAPS)
    assert code.count('on("') == sum(code.count(f'on("{trap}")') for trap in TRAPS)


def test_an_unknown_profile_is_an_error_of_the_page(testbed: Testbed) -> None:
    page = TestPage((Step("optimizely", stub.script("webb", {})),), until=100)

    (error,) = testbed.observe(page).errors

    assert "must be one of absent, bundled, classic" in error.message


def test_the_script_for_pages_of_your_own_is_fresh() -> None:
    # The README of templates/js/testbed has the line that writes it.
    script = Path(__file__).parents[2] / "examples" / "optimizely.js"

    assert script.read_text(encoding="utf-8") == stub.code()


def test_the_stub_runs_where_only_es5_does() -> None:
    assert engine.problems(stub.code()) == []
