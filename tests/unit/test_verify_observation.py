"""What the test page writes down becomes an Observation, with nothing lost and nothing added."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.verify.observation import (
    Message,
    NewGlobal,
    Observation,
    PageError,
    Ran,
    Recorded,
    Request,
    Timer,
    Violation,
    came_to_rest,
    is_ours,
    read,
)

EMPTY: dict[str, Any] = {
    "calls": [],
    "console": [],
    "cookies": {},
    "errors": [],
    "globals": [],
    "pending": [],
    "state": {},
    "steps": [],
    "until": 75_000,
    "violations": [],
}
PLACE = {"file": "https://visit-1.shop.example/snippet.js", "line": 3, "column": 7}


def test_everything_a_page_tells_arrives() -> None:
    told = EMPTY | {
        "calls": [{"call": "a", "args": [1], "at": 5, "order": 2}],
        "console": [{"type": "log", "text": "hi", "by": "sdk.js:1:2", "at": 6, "order": 3}],
        "errors": [{"message": "oh", "at": 7, "order": 4, "through": "snippet.js:3:7", **PLACE}],
        "globals": [{"name": "leak", "during": "snippet"}],
        "pending": [{"kind": "setTimeout", "by": "snippet.js:1:2"}],
        "state": {"web": 1},
        "steps": [{"name": "snippet", "at": 1, "took": 0.5, "order": 1}],
        "violations": [
            {"directive": "script-src", "blocked": "eval", "at": 8, "order": 5, **PLACE}
        ],
    }
    request = Request("GET", "https://spy.example/", "refused")

    assert read(json.dumps(told), [request]) == Observation(
        calls=(Recorded("a", [1], 5, 2),),
        errors=(PageError("oh", "snippet.js:3:7", 7, 4, "snippet.js:3:7"),),
        console=(Message("log", "hi", "sdk.js:1:2", 6, 3),),
        globals=(NewGlobal("leak", "snippet"),),
        requests=(request,),
        violations=(Violation("script-src", "eval", "snippet.js:3:7"),),
        pending=(Timer("setTimeout", "snippet.js:1:2"),),
        steps=(Ran("snippet", 1, 0.5, 1),),
        state={"web": 1},
        until=75_000,
    )


def test_only_the_snippet_s_cookie_reads_count() -> None:
    cookies = {"snippet.js:1:2": 2, "integrator.js:1:2": 1, "optimizely.js:1:2": 9, "": 4}

    assert read(json.dumps(EMPTY | {"cookies": cookies}), []).cookie_reads == 3


def test_a_place_without_a_script_s_name_is_none() -> None:
    error = {
        "message": "oh",
        "at": 0,
        "order": 1,
        "file": "https://a.example/",
        "line": 1,
        "column": 2,
        "through": "",
    }

    assert read(json.dumps(EMPTY | {"errors": [error]}), []).errors[0].place == ""


@pytest.mark.parametrize(
    ("place", "ours"),
    [
        ("snippet.js:1:2", True),
        ("integrator.js:1:2", True),
        ("sdk.js:1:2", False),
        ("snippets.js:1:2", False),
        ("", False),
    ],
)
def test_the_snippet_and_its_library_are_ours(place: str, ours: bool) -> None:
    assert is_ours(place) is ours


def test_a_page_that_was_given_up_did_not_come_to_rest() -> None:
    assert came_to_rest(read(json.dumps(EMPTY), []))
    assert not came_to_rest(Observation())
