"""Platforms in, the visits that prove them out: scenario × target × build of the snippet × client on the page.

What is shipped is what runs: the minified code, in every scenario. The readable code runs in the first of
each kind, and there two house rules get a visit of their own: silence without Optimizely, and one report
though the snippet is on the page twice.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal, get_args

from generator import catalog
from generator.errors import PlatformError, TagwrightError, UnknownNameError, combine
from generator.model import CLIENTS, TARGETS, Call, Client, Platform, Scenario, Target
from generator.verify import visitors

PageClient = Literal["classic", "web", "edge", "absent"]
Form = Literal["minified", "readable"]

#: the clients a page can have
PAGES: tuple[PageClient, ...] = get_args(PageClient)[:3]


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit to one page.

    Attributes:
        target: the form the snippet takes.
        client: the client the snippet was built for.
        page: the client Optimizely runs on the page; "absent" for a page without Optimizely.
        form: whether the minified or the readable code is on the page.
        twice: whether the snippet is on the page twice.
    """

    platform: Platform
    scenario: Scenario
    target: Target
    client: Client
    page: PageClient
    form: Form = "minified"
    twice: bool = False

    @property
    def name(self) -> str:
        """What must happen, in words."""
        if self.page == "absent":
            return NO_OPTIMIZELY
        return TWICE if self.twice else self.scenario.name

    @property
    def variant(self) -> str:
        """What tells this visit from the others of the same scenario."""
        build = "" if self.client == "auto" else f" built for {self.client}"
        form = "" if self.form == "minified" else ", readable"
        where = "" if self.page == "absent" else f" on {self.page}"
        return f"{self.target}{build}{where}{form}"

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every call the platform must receive, in order."""
        calls = () if self.page == "absent" else self.scenario.expect
        return tuple(call for call in calls if _concerns(call, self.target, self.page))


NO_OPTIMIZELY = "house rule: silence without Optimizely"
TWICE = "house rule: one report though the snippet is on the page twice"


def plan(
    platforms: Iterable[Platform],
    scenarios: str = "*",
    targets: Collection[Target] | None = None,
    clients: Collection[Client] | None = None,
) -> tuple[Visit, ...]:
    """Every visit that proves these platforms, in the order of the report.

    `scenarios` is a pattern such as "*redirect*", `clients` the builds of the snippet; None means all.

    Raises:
        PlatformError: a platform has no scenario, or one of them names a visitor nobody knows; with file and line.
        UnknownNameError: no scenario matches.
    """
    platforms = tuple(platforms)
    _check(platforms)
    visits = tuple(
        visit
        for platform in platforms
        for visit in _visits(platform, targets or TARGETS["analytics"], clients or CLIENTS)
        if fnmatchcase(visit.name.casefold(), scenarios.casefold())
    )
    if not visits:
        raise _nothing(platforms, scenarios)
    return visits


def _visits(
    platform: Platform, targets: Collection[Target], clients: Collection[Client]
) -> Iterator[Visit]:
    builds = [(target, client) for target in targets for client in CLIENTS if client in clients]
    scenarios = catalog.scenarios(platform)
    for scenario in scenarios:
        for target, client in builds:
            for page in _pages(scenario, target, client):
                yield Visit(platform, scenario, target, client, page)
    for target, client in builds:
        yield from _house(platform, scenarios, target, client)


def _house(
    platform: Platform, scenarios: Sequence[Scenario], target: Target, client: Client
) -> Iterator[Visit]:
    for page in PAGES:
        model = _telling(scenarios, target, client, page)
        if model:
            yield Visit(platform, model, target, client, page, form="readable")
            yield Visit(platform, model, target, client, page, twice=True)
    yield Visit(platform, scenarios[0], target, client, "absent")


def _telling(
    scenarios: Sequence[Scenario], target: Target, client: Client, page: PageClient
) -> Scenario | None:
    """The first scenario that can run here, one that expects calls if there is one."""
    able = [s for s in scenarios if page in _pages(s, target, client)]
    speaking = [s for s in able if any(_concerns(call, target, page) for call in s.expect)]
    return next(iter([*speaking, *able]), None)


def _pages(scenario: Scenario, target: Target, client: Client) -> tuple[PageClient, ...]:
    """The clients on whose pages this build of the snippet meets this scenario."""
    if scenario.targets and target not in scenario.targets:
        return ()
    known = visitors.clients(scenario.visitor)
    return tuple(
        page
        for page in PAGES
        if page in known
        and (not scenario.clients or page in scenario.clients)
        and client in ("auto", page)
    )


def _concerns(call: Call, target: Target, page: PageClient) -> bool:
    by_target = not call.targets or target in call.targets
    return by_target and (not call.clients or page in call.clients)


def _check(platforms: Iterable[Platform]) -> None:
    problem = combine(problem for platform in platforms for problem in _problems(platform))
    if problem:
        raise problem


def _problems(platform: Platform) -> Iterator[TagwrightError]:
    scenarios = catalog.scenarios(platform)
    file = platform.folder / "scenarios.toml"
    if not scenarios:
        what = f"{platform.slug!r} has no scenario, so nothing proves it"
        yield PlatformError(what, file, help="examples/acme shows a scenario")
    for scenario in scenarios:
        problem = _misfit(scenario)
        if problem:
            what, advice = problem
            yield PlatformError(what, file, line_of(platform, scenario), advice)


def _misfit(scenario: Scenario) -> tuple[str, str] | None:
    """What keeps a scenario from being run, and the right answer."""
    known = visitors.names()
    if scenario.visitor not in known:
        near = difflib.get_close_matches(scenario.visitor, known, n=1)
        there_are = f"there are: {', '.join(known)}"
        return f"there is no visitor {scenario.visitor!r}", f"did you mean {near[0]!r}?" if near else there_are
    able = visitors.clients(scenario.visitor)
    unable = [client for client in scenario.clients or () if client not in able]
    if unable:
        what = f"{scenario.visitor!r} does not exist on {', '.join(map(repr, unable))}"
        return what, f"clients = [{', '.join(map(_quoted, able))}]"
    return None


def line_of(platform: Platform, scenario: Scenario) -> int | None:
    """The 1-based line of scenarios.toml on which a scenario is named."""
    text = (platform.folder / "scenarios.toml").read_text(encoding="utf-8")
    heads = [match.start() for match in re.finditer(r"^\s*\[\[\s*scenario\s*\]\]", text, re.MULTILINE)]
    position = [s.name for s in catalog.scenarios(platform)].index(scenario.name)
    if position >= len(heads):
        return None
    named = re.search(r"^\s*name\s*=", text[heads[position] :], re.MULTILINE)
    return text.count("\n", 0, heads[position] + (named.end() if named else 0)) + 1


def _nothing(platforms: Sequence[Platform], pattern: str) -> TagwrightError:
    names = [scenario.name for platform in platforms for scenario in catalog.scenarios(platform)]
    near = difflib.get_close_matches(pattern.strip("*"), names, n=1, cutoff=0.4)
    what = f"no scenario matches {pattern!r}"
    advice = f"did you mean {near[0]!r}?" if near else "a pattern may use *, such as '*redirect*'"
    if pattern == "*":
        what = "no scenario fits these targets and clients, so nothing would be proved"
        advice = "choose other targets or clients"
    return UnknownNameError(what, help=advice)


def _quoted(text: str) -> str:
    return f'"{text}"'
