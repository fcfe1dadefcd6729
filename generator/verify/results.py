"""Visits and browsers in, Results out: every visit observed, judged and, when something is found, pictured."""

from __future__ import annotations

import gzip
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model import Platform, Settings
from generator.verify import pages
from generator.verify.browsers import BrowserName, Engine
from generator.verify.judge import Expectation, Verdict, judge
from generator.verify.observation import Observation
from generator.verify.testbed import Testbed, open_testbed
from generator.verify.visits import Visit


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes of the snippet on the page, banner and settings included."""

    raw: int
    gzip: int


@dataclass(frozen=True, slots=True)
class Result:
    """One visit in one browser; `seconds` is real time, `picture` a PNG when there are findings."""

    visit: Visit
    engine: Engine
    observation: Observation
    verdict: Verdict
    size: Size
    seconds: float
    picture: bytes = b""


def run(visits: Sequence[Visit], browsers: Iterable[BrowserName]) -> Iterator[Result]:
    """A Result for each visit in each browser, as it comes; one browser after the other.

    Raises:
        EnvironmentMissingError: a browser is missing; the help is the one command to run.
    """
    for name in browsers:
        with open_testbed(name) as (testbed, engine):
            lab = _Lab(testbed, engine)
            for visit in visits:
                yield lab.result(visit)


class _Lab:
    """One browser, and what its pages do without a snippet: seen once for each kind of visitor."""

    def __init__(self, testbed: Testbed, engine: Engine) -> None:
        self._testbed = testbed
        self._engine = engine
        self._controls: dict[object, Observation] = {}

    def result(self, visit: Visit) -> Result:
        start = time.perf_counter()
        chosen = pages.resolve(visit.platform, visit.scenario)
        expected = Expectation(
            calls=visit.calls,
            globals=declared(visit, chosen),
            control=self._control(visit),
            may_log=bool(chosen.values.get("debug")),
        )
        seen = self._testbed.observe(pages.page(visit))
        verdict = judge(seen, expected)
        picture = b"" if verdict.ok else self._testbed.picture()
        seconds = time.perf_counter() - start
        return Result(visit, self._engine, seen, verdict, _size(visit), seconds, picture)

    def _control(self, visit: Visit) -> Observation | None:
        if visit.page == "absent":
            return None
        key = (visit.page, visit.scenario.visitor, visit.scenario.names)
        if key not in self._controls:
            self._controls[key] = self._testbed.observe(pages.control(visit.page, visit.scenario))
        return self._controls[key]


def declared(visit: Visit, chosen: Settings) -> Collection[str]:
    """The globals a snippet may create: what its platform declares, and what its target and client stand for."""
    own = {"__tagwright", "optimizelyEdge" if visit.client == "edge" else "optimizely"}
    if visit.target == "integrator":
        own.add("integrator")
    return own | written(visit.platform, chosen)


def written(platform: Platform, chosen: Settings) -> set[str]:
    """The globals a platform declares as written; `{array}` stands for the value of the setting `array`."""
    role = platform.analytics
    names = {*role.writes, *([role.queue] if role.queue else [])} if role else set()
    return {pages.filled(name, chosen) for name in names}


def _size(visit: Visit) -> Size:
    snippet = pages.snippet(visit)
    code = (snippet.minified if visit.form == "minified" else snippet.readable).encode("utf-8")
    return Size(len(code), len(gzip.compress(code, 9, mtime=0)))
