"""Platforms in, the visits that prove them out: scenario, target, build of the snippet, client on the page.

What is shipped is what runs: the minified code, in every scenario. The readable code runs in the first of
each kind, and there two house rules get a visit of their own: silence without Optimizely, and one report
though the snippet is on the page twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal, get_args

from generator import catalog, settings, toml
from generator.errors import PlatformError, TagwrightError, UnknownNameError, combine, nearest
from generator.model import (
    CLIENTS,
    EXTENSION,
    ROLES,
    TARGETS,
    Call,
    Client,
    Fault,
    Holds,
    Platform,
    Played,
    Role,
    Scenario,
    Sdk,
    Settings,
    Target,
    Value,
    clients_of,
    renamable,
    role_of,
)
from generator.verify import visitors

PageClient = Literal["classic", "web", "edge", "absent"]
Form = Literal["minified", "readable", "embed"]

#: the clients a page can have
PAGES: tuple[PageClient, ...] = get_args(PageClient)[:3]

#: targets that share the body of the first of their role and are asked for less: what they stand on is another's
_BESIDE: Collection[Target] = ("integrator", EXTENSION)

#: the same, that one first on which most scenarios run
WEB_FIRST: tuple[PageClient, ...] = ("web", "classic", "edge")


#: what makes a name long; it is taken out of what was expected and of what was seen before they are compared
FILLER = "q"


@dataclass(frozen=True, slots=True)
class Real:
    """A vendor's own SDK on the page, if there is one, and which arrival of requests.toml is to be seen, from 0."""

    sdk: Sdk | None
    arrival: int


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit to one page.

    Attributes:
        target: the form the snippet takes.
        client: the client the snippet was built for.
        page: the client Optimizely runs on the page; "absent" for a page without Optimizely.
        form: whether the minified code is on the page, the readable one, or the one that reads its settings there.
        twice: whether the snippet is on the page twice.
        real: the vendor's own SDK, where it is on the page instead of the fake.
        fault: what goes wrong around the snippet; `scenario` then says what arrives when nothing does.
    """

    platform: Platform
    scenario: Scenario
    target: Target
    client: Client
    page: PageClient
    form: Form = "minified"
    twice: bool = False
    real: Real | None = None
    fault: Fault | None = None

    @property
    def name(self) -> str:
        """What must happen, in words."""
        if self.fault:
            return f"fault: {self.fault.about}"
        if self.page == "absent":
            return NO_OPTIMIZELY
        return TWICE if self.twice else self.scenario.name

    @property
    def variant(self) -> str:
        """What tells this visit from the others of the same scenario."""
        build = "" if self.client == "auto" else f" built for {self.client}"
        form = "" if self.form == "minified" else f", {self.form}"
        where = "" if self.page == "absent" else f" on {self.page}"
        own = self.real and self.real.sdk
        sdk = f", {own.package} {own.version}" if own else ""
        return f"{self.target}{build}{where}{form}{sdk}"

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every call the platform must receive, in order, as a page would write it down."""
        is_silent = self.page == "absent" or self.holds == "silence"
        calls = () if is_silent else self.scenario.expect
        told = (
            call
            for call in calls
            if _concerns(call, self.target, self.page)
            and (not call.builds or self.client in call.builds)
        )
        if self.role == "audience":
            told = (call for call in told if _is_spoken(call, self.client))
        return tuple(map(_written, told))

    @property
    def settings(self) -> Settings:
        """What the customer of this scenario chose; an example stands in for what one has to give."""
        return _settings(self.platform, self.scenario, self.role, *self._place)

    @property
    def values(self) -> Mapping[str, Value]:
        """The same as a form would give them: all by their names."""
        return settings.filled_in(self.platform, self.scenario.settings, self.role)

    @property
    def source(self) -> tuple[str, int | None]:
        """The file of the platform's folder that says what must happen, and the 1-based line."""
        file, table = self._place
        key = "visitor" if self.real else "name"
        document = toml.read(self.platform.folder / file, PlatformError)
        return file, document.line((*table, key))

    @property
    def _place(self) -> tuple[str, toml.Place]:
        if self.real:
            return "requests.toml", ("arrives", self.real.arrival)
        return _place(self.platform, self.scenario)

    @property
    def holds(self) -> Holds:
        """What must hold of the calls."""
        return (self.fault and self.fault.asks(self.role)) or "arrives"

    @property
    def excuse(self) -> str | None:
        """Why what the fault asks for cannot hold here, if it cannot."""
        return self.platform.played[self.role].faults.get(self.fault.name) if self.fault else None

    @property
    def role(self) -> Role:
        """The role that the snippet is for."""
        return role_of(self.target)

    @property
    def played(self) -> Played:
        """What the platform says of this role, with each `{setting}` in a global's name or an address filled in."""
        return filled(self.platform.played[self.role], self.settings)


#: the call by which a page tells Optimizely something
TOLD = "optimizely.push"

NO_OPTIMIZELY = "house rule: silence without Optimizely"
TWICE = "house rule: one report though the snippet is on the page twice"


def plan(
    platforms: Iterable[Platform],
    scenarios: str = "*",
    targets: Collection[Target] | None = None,
    clients: Collection[Client] | None = None,
    *,
    every: bool = False,
) -> tuple[Visit, ...]:
    """The visits that prove these platforms, in the order of the report.

    All snippets share their frame, so a platform is asked for what is its own: each scenario once, on each client
    its calls depend on and else on Web; the integrator where a danger is averted; a snippet built for one client
    in one scenario. `scenarios` is a pattern such as "*redirect*". `targets` and `clients`, the builds of the
    snippet, ask for all scenarios of those alone, and `every` for all of everything.

    Raises:
        PlatformError: a platform has no scenario, or one of them names a visitor nobody knows; with file and line.
        UnknownNameError: no scenario matches.
    """
    platforms = tuple(platforms)
    check(platforms)
    asked = _Asked(targets or TARGETS, clients or CLIENTS, every or bool(targets or clients))
    visits = tuple(
        visit
        for platform in platforms
        for visit in _visits(platform, asked)
        if is_named(visit, scenarios)
    )
    if not visits:
        raise _nothing(platforms, scenarios)
    return visits


def is_named(visit: Visit, pattern: str) -> bool:
    """Whether a visit's name is like a pattern such as "*redirect*"."""
    return fnmatchcase(visit.name.casefold(), pattern.casefold())


@dataclass(frozen=True, slots=True)
class _Asked:
    """Targets and builds to prove; `all` when each of them meets every scenario on every client."""

    targets: Collection[Target]
    clients: Collection[Client]
    all: bool

    @property
    def builds(self) -> Sequence[tuple[Target, Client]]:
        return [(t, c) for t in self.targets for c in self._clients(t)]

    def _clients(self, target: Target) -> Sequence[Client]:
        wanted = [c for c in clients_of(target) if c in self.clients]
        # An extension is the same program for both of its clients.
        return wanted[:1] if target == EXTENSION else wanted


def _visits(platform: Platform, asked: _Asked) -> Iterator[Visit]:
    scenarios = catalog.scenarios(platform)
    builds = [build for build in asked.builds if build[0] in platform.targets]
    for scenario in scenarios:
        for target, client in builds:
            for page in pages_of(scenario, target, client):
                if asked.all or _is_own(scenario, scenarios, target, client, page):
                    yield Visit(platform, scenario, target, client, page)
    for target, client in builds:
        yield from _house(platform, scenarios, target, client, asked)


def _is_own(
    scenario: Scenario,
    scenarios: Sequence[Scenario],
    target: Target,
    client: Client,
    page: PageClient,
) -> bool:
    """Whether a visit can show something of the platform's own that no other visit shows."""
    if client != "auto":
        return scenario is _telling(scenarios, target, client, page)
    if target in _BESIDE and scenario.targets is None and not scenario.answers:
        return scenario is _telling(scenarios, target, client, page)
    return page in _own_pages(scenario, target)


def _own_pages(scenario: Scenario, target: Target) -> Sequence[PageClient]:
    """The clients that a scenario names, itself or in one of its calls; else the first that can be: Web."""
    pages = pages_of(scenario, target, "auto")
    if scenario.clients or any(call.clients for call in scenario.expect):
        return pages
    return ["web"] if "web" in pages else pages[:1]


def _house(
    platform: Platform,
    scenarios: Sequence[Scenario],
    target: Target,
    client: Client,
    asked: _Asked,
) -> Iterator[Visit]:
    if not asked.all and client != "auto":
        return
    able = [page for page in WEB_FIRST if _telling(scenarios, target, client, page)]
    for page in [page for page in PAGES if page in able] if asked.all else able[:1]:
        model = _telling(scenarios, target, client, page)
        if model:
            yield Visit(platform, model, target, client, page, form="readable")
            if target not in _BESIDE:
                yield Visit(platform, model, target, client, page, form="embed")
            yield Visit(platform, model, target, client, page, twice=True)
    # Without Optimizely there is nobody to run an extension.
    if able and target != EXTENSION:
        first = next(s for s in scenarios if s.role == role_of(target))
        yield Visit(platform, first, target, client, "absent")


def _telling(
    scenarios: Sequence[Scenario], target: Target, client: Client, page: PageClient
) -> Scenario | None:
    """The first scenario that can run here, one that expects calls if there is one."""
    able = [s for s in scenarios if page in pages_of(s, target, client)]
    return speaking(able, target, client, page) or next(iter(able), None)


def speaking(
    scenarios: Iterable[Scenario], target: Target, client: Client, page: PageClient
) -> Scenario | None:
    """The first scenario that can run here and expects calls."""
    for scenario in scenarios:
        is_able = page in pages_of(scenario, target, client)
        if is_able and any(_concerns(call, target, page) for call in scenario.expect):
            return scenario
    return None


def pages_of(scenario: Scenario, target: Target, client: Client) -> tuple[PageClient, ...]:
    """The clients on whose pages this build of the snippet meets this scenario."""
    if target not in (scenario.targets or ROLES[scenario.role].targets):
        return ()
    known = visitors.clients(scenario.visitor)
    return tuple(
        page
        for page in PAGES
        if page in known
        and page in clients_of(target)
        and (not scenario.clients or page in scenario.clients)
        and client in ("auto", page)
    )


def _concerns(call: Call, target: Target, page: PageClient) -> bool:
    by_target = not call.targets or target in call.targets
    return by_target and (not call.clients or page in call.clients)


def check(platforms: Iterable[Platform]) -> None:
    """Nothing, when the scenarios of these platforms can be run.

    Raises:
        PlatformError: one cannot; all problems at once.
    """
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
        misfit = _misfit(platform, scenario)
        if misfit:
            what, advice = misfit
            _, table = _place(platform, scenario)
            line = toml.read(file, PlatformError).line((*table, "name"))
            yield PlatformError(what, file, line, advice)
        if scenario.role not in platform.roles:
            continue
        try:
            _settings(platform, scenario, scenario.role, *_place(platform, scenario))
        except TagwrightError as error:
            yield error


def _misfit(platform: Platform, scenario: Scenario) -> tuple[str, str | None] | None:
    """What keeps a scenario from being run, and the right answer."""
    known = visitors.names()
    if scenario.role not in platform.roles:
        tables = ", ".join(f"[{role}]" for role in platform.roles)
        return f"the platform does not play the role {scenario.role!r}", f"it has {tables}"
    if not set(scenario.targets or ()) <= set(ROLES[scenario.role].targets):
        return f"'targets' are not those of the role {scenario.role!r}", None
    if scenario.visitor not in known:
        return f"there is no visitor {scenario.visitor!r}", nearest(scenario.visitor, known)
    if scenario.data and not data_file(platform, scenario).is_file():
        what = f"there is no 'data/{scenario.data}.json'"
        return what, "save there what the vendor's object holds, as JSON"
    able = visitors.clients(scenario.visitor)
    unable = [client for client in scenario.clients or () if client not in able]
    if unable:
        what = f"{scenario.visitor!r} does not exist on {', '.join(map(repr, unable))}"
        return what, f"clients = [{', '.join(map(_quoted, able))}]"
    return None


def data_file(platform: Platform, scenario: Scenario) -> Path:
    """What the vendor's object or the page holds in a scenario."""
    return platform.folder / "data" / f"{scenario.data}.json"


def _place(platform: Platform, scenario: Scenario) -> tuple[str, toml.Place]:
    names = [known.name for known in catalog.scenarios(platform)]
    return "scenarios.toml", ("scenario", names.index(scenario.name))


def _settings(
    platform: Platform, scenario: Scenario, role: Role, file: str, table: toml.Place
) -> Settings:
    path, place = platform.folder / file, (*table, "settings")
    return settings.resolve(platform, scenario.settings, path, place, role=role, examples=True)


def filled(played: Played, chosen: Settings) -> Played:
    """What a platform says of a role, with each `{setting}` in it filled in."""
    values = {
        key: settings.fill(value, chosen.values)
        if isinstance(value, str)
        else tuple(settings.fill(name, chosen.values) for name in value)
        for key, value in renamable(played).items()
    }
    return played.model_copy(update=values)


def _is_spoken(call: Call, client: Client) -> bool:
    """Whether a snippet built for this client says it: commands are Classic's, objects those of Web and Edge.

    What a platform is asked does not depend on the client.
    """
    if call.call != TOLD:
        return True
    is_command = isinstance(next(iter(call.args), None), list)
    return client == "auto" or is_command == (client == "classic")


def _written(call: Call) -> Call:
    """The call with the null that TOML cannot say."""
    return call.model_copy(update={"args": tuple(map(_value, call.args))})


def _value(value: Any) -> Any:  # noqa: ANN401 -- whatever TOML can say
    if value == {"$null": True}:
        return None
    if isinstance(value, dict):
        return {key: _value(member) for key, member in value.items()}
    return [_value(member) for member in value] if isinstance(value, list) else value


def _nothing(platforms: Sequence[Platform], pattern: str) -> TagwrightError:
    names = [scenario.name for platform in platforms for scenario in catalog.scenarios(platform)]
    words = pattern.strip("*")
    what = f"no scenario's name holds {words!r}"
    advice = nearest(
        words, names, "scenarios.toml has the names; a word of one is enough, such as 'redirect'"
    )
    if pattern == "*":
        what = "no scenario fits these targets and clients, so nothing would be proved"
        advice = "choose other targets or clients"
    return UnknownNameError(what, help=advice)


def _quoted(text: str) -> str:
    return f'"{text}"'
