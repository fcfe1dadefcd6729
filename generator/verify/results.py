"""Visits and browsers in, Results out: every visit observed, judged and, when something is found, pictured."""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from generator.model import EXTENSION
from generator.verify import pages, real, visitors
from generator.verify.browsers import BrowserName, Engine
from generator.verify.caught import caught, placed
from generator.verify.crew import crew
from generator.verify.judge import Expectation, Finding, Verdict, judge
from generator.verify.observation import Observation, came_to_rest
from generator.verify.testbed import Testbed, TestPage, open_testbed
from generator.verify.visits import FILLER, PageClient, Visit

#: browsers that run side by side at most, and visits that are worth the start of one more
_MOST = 4
_WORTH = 40


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes of the snippet on the page, banner and settings included."""

    raw: int
    gzip: int


@dataclass(frozen=True, slots=True)
class Result:
    """One visit in one browser.

    Attributes:
        number: its place among all of them, from 0.
        seconds: real time.
        picture: a PNG of the page when there are findings.
        fresh: how many browser contexts were opened for it; most visits need none of their own.
    """

    number: int
    visit: Visit
    engine: Engine
    observation: Observation
    verdict: Verdict
    size: Size
    seconds: float
    picture: bytes = b""
    fresh: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """All Results in the order of the plan, how many there were to be, and the real time they took."""

    results: Sequence[Result]
    planned: int
    seconds: float

    @property
    def failed(self) -> Sequence[Result]:
        """Those with findings."""
        return [result for result in self.results if not result.verdict.ok]

    @property
    def ok(self) -> bool:
        """Whether every visit was made, and nothing was found."""
        return 0 < self.planned == len(self.results) and not self.failed


@dataclass(frozen=True, slots=True)
class _Task:
    """One visit, its page, and the page with Optimizely alone that it is compared with."""

    number: int
    visit: Visit
    page: TestPage | None
    control: TestPage | None
    expected: Expectation
    size: Size


def run(
    visits: Sequence[Visit], browsers: Iterable[BrowserName], sdks: Path = Path()
) -> Iterator[Result]:
    """A Result for each visit in each browser, as they come; `number` says in which order they belong.

    `sdks` is the folder of the vendors' own SDKs, for visits that want one.

    One kind of browser after the other, and as many of its kind side by side as the machine has processors.

    Raises:
        EnvironmentMissingError: a browser is missing; the help is the one command to run.
        TagwrightError: a snippet cannot be built.
    """
    workers = max(1, min(os.cpu_count() or 1, _MOST, len(visits) // _WORTH))
    for position, name in enumerate(browsers):
        tasks = _tasks(visits, position * len(visits))
        yield from crew(tasks, _opener(name, sdks), workers)


def prove(visits: Iterable[Visit], testbed: Testbed, sdks: Path = Path()) -> Iterator[Result]:
    """A Result for each visit, in order, in a browser that is open already.

    Raises:
        TagwrightError: a snippet cannot be built.
    """
    yield from map(_Prover(testbed, {}, sdks).result, _tasks(visits, 0))


def _opener(
    name: BrowserName, sdks: Path
) -> Callable[[], AbstractContextManager[Callable[[_Task], Result]]]:
    # Two browsers that look at one page at once look twice; what they see is the same.
    controls: dict[TestPage, Observation] = {}

    @contextmanager
    def opened() -> Iterator[Callable[[_Task], Result]]:
        with open_testbed(name) as testbed:
            yield _Prover(testbed, controls, sdks).result

    return opened


class _Prover:
    """A browser, and what pages do without a snippet: seen once for each kind of visitor."""

    def __init__(self, testbed: Testbed, controls: dict[TestPage, Observation], sdks: Path) -> None:
        self._testbed = testbed
        self._controls = controls
        self._sdks = sdks
        self._kept: dict[object, Sequence[Finding]] = {}

    def result(self, task: _Task) -> Result:
        start = time.perf_counter()
        opened = self._testbed.opened
        expected = replace(task.expected, control=self._control(task.control))
        seen = self._seen(task)
        verdict = judge(seen, expected)
        picture = b"" if verdict.ok else self._testbed.picture()
        if task.page and not expected.may_log and came_to_rest(seen):
            # The cause stands before what it led to.
            found = placed(task.visit, verdict.findings, self._testbed.engine)
            verdict = replace(verdict, findings=(*self._caught(task.visit, verdict), *found))
        return Result(
            number=task.number,
            visit=task.visit,
            engine=self._testbed.engine,
            observation=_kept(seen, task.visit),
            verdict=verdict,
            size=task.size,
            picture=picture,
            fresh=self._testbed.opened - opened,
            seconds=time.perf_counter() - start,
        )

    def _seen(self, task: _Task) -> Observation:
        if task.page:
            return self._testbed.observe(task.page)
        return real.observe(task.visit, self._testbed, self._sdks)

    def _caught(self, visit: Visit, verdict: Verdict) -> Sequence[Finding]:
        """What the snippet kept to itself when calls are missing; builds of one snippet keep the same."""
        if not any(finding.kind in {"missing", "different"} for finding in verdict.findings):
            return ()
        fault = visit.fault and visit.fault.name
        key = (visit.platform.slug, visit.scenario.name, fault, visit.target, visit.page)
        if key not in self._kept:
            self._kept[key] = tuple(caught(visit, self._testbed))
        return self._kept[key]

    def _control(self, page: TestPage | None) -> Observation | None:
        if page is None:
            return None
        if page not in self._controls:
            self._controls[page] = self._testbed.observe(page)
        return self._controls[page]


def _tasks(visits: Iterable[Visit], first: int) -> Iterator[_Task]:
    return (_task(number, visit) for number, visit in enumerate(visits, first))


def _task(number: int, visit: Visit) -> _Task:
    expected = Expectation(
        calls=visit.calls,
        globals=declared(visit),
        sends=visit.played.sends,
        may_log="debug" in visit.settings.features,
        may_change=visit.role == "audience" or _is_refused(visit),
        runs=None if visit.fault or visit.page == "absent" else visit.scenario.runs,
        holds=visit.holds,
        crowd=_crowd(visit),
        filler=FILLER if visit.fault and visit.fault.name_length else "",
        excuse=visit.excuse,
        sdk_may_fail=visit.fault is not None,
        only=_only(visit),
    )
    page = None if visit.real else pages.page(visit)
    control = None if visit.real else pages.control(visit)
    return _Task(number, visit, page, control, expected, _size(visit))


def _only(visit: Visit) -> PageClient | None:
    """The client whose commands count: before Optimizely is there, a snippet speaks with whatever may come."""
    is_late = visit.fault and visit.fault.optimizely == "late" and visit.role == "audience"
    return visit.page if is_late else None


#: calls that are kept of a visit to many experiments
_FEW = 20


def _kept(seen: Observation, visit: Visit) -> Observation:
    """What a report can show; of many experiments the first calls, and nothing of their state."""
    is_large = visit.fault and visit.fault.experiments
    return replace(seen, calls=seen.calls[:_FEW], state=None) if is_large else seen


def _is_refused(visit: Visit) -> bool:
    """Whether no client starts on the page: the queue that the snippet then makes is nobody's state."""
    stage = visit.fault.optimizely if visit.fault else "ready"
    return stage in ("absent", "opted-out", "disabled")


def _crowd(visit: Visit) -> Sequence[Sequence[str]]:
    """Of the experiments that a fault adds, what tells of each."""
    if not visit.fault or not visit.fault.experiments or visit.holds != "arrives":
        return ()
    visitor = visitors.load(visit.scenario.visitor)
    return visitors.signs(visitor, visit.fault.experiments)


def declared(visit: Visit) -> Collection[str]:
    """The globals a snippet may create: what its platform declares, and what its target and client stand for."""
    own = {"__tagwright", "optimizelyEdge" if visit.client == "edge" else "optimizely"}
    if visit.target == "integrator":
        own.add("integrator")
    if visit.target == EXTENSION:
        # How the page hands it to the stub, which takes it away.
        own.add("tagwrightIntegrations")
    return own | {*visit.played.creates}


def _size(visit: Visit) -> Size:
    code = pages.program(visit).encode("utf-8")
    return Size(len(code), len(gzip.compress(code, 9, mtime=0)))
