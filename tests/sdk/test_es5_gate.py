"""The ES5 gate against programs whose verdict the standard fixes, with Closure Compiler as a second judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import compile as engine
from generator.errors import ScriptError
from generator.model import Origin, Script, Source
from tests.sdk import closure, corpus

DIST = Path(__file__).parents[2] / "dist"

VALID = corpus.programs("valid")
INVALID = corpus.programs("invalid")
WRONG = corpus.programs("invalid", "dangerous")

CLASSES = (
    "block functions",
    "declarations",
    "early errors",
    "getters",
    "literals",
    "regular expressions",
    "shorthand",
    "trailing commas",
    "unicode escapes",
)


@pytest.mark.parametrize("name", VALID)
def test_the_gate_passes_what_is_es5(name: str) -> None:
    found = engine.problems(VALID[name])

    assert not found


@pytest.mark.parametrize("name", INVALID)
def test_the_gate_refuses_what_is_not_es5(name: str) -> None:
    found = engine.problems(INVALID[name])

    assert found
    assert found[0]["message"]
    assert found[0]["line"] >= 1


@pytest.mark.parametrize("name", WRONG)
def test_what_must_not_reach_a_page_does_not_compile(name: str) -> None:
    source = _source(name, WRONG[name])

    with pytest.raises(ScriptError):
        engine.compile(source)


def test_closure_refuses_what_the_gate_refuses_but_for_what_is_explained() -> None:
    refused = closure.refusals(INVALID)

    assert set(INVALID) - set(refused) == set(corpus.explained("passes"))


def test_closure_passes_what_the_gate_passes_but_for_what_is_explained() -> None:
    refused = closure.refusals(VALID)

    assert set(refused) == set(corpus.explained("refuses"))


def test_what_the_engine_makes_of_es5_is_es5_to_closure() -> None:
    scripts = {name: engine.compile(_source(name, code)) for name, code in VALID.items()}

    assert closure.refusals(_forms(scripts)).keys() <= {
        f"{name}, {form}" for name in corpus.explained("refuses") for form in Script.__slots__
    }


def test_everything_in_dist_is_es5_to_closure_and_to_acorn() -> None:
    files = {str(path): path.read_text(encoding="utf-8") for path in sorted(DIST.rglob("*.js"))}

    assert len(files) > 100
    assert not closure.refusals(files)
    assert not {name: found for name, code in files.items() if (found := engine.problems(code))}


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    classes = Counter(name.removeprefix("invalid.").split(":")[0] for name in INVALID)

    assert len(VALID) >= 50
    assert len(INVALID) >= 120
    assert all(classes[kind] >= 5 for kind in CLASSES)


def _source(name: str, code: str) -> Source:
    lines = range(1, code.count("\n") + 2)
    return Source(name, code, tuple(Origin(Path("body.js"), line, 0) for line in lines))


def _forms(scripts: Mapping[str, Script]) -> Mapping[str, str]:
    return {
        f"{name}, {form}": getattr(script, form)
        for name, script in scripts.items()
        for form in ("readable", "minified")
    }
