"""Platforms in, the visits that show what holds when something goes wrong out; and which excuses nothing needs.

What arrives on a sound page is what a scenario of the platform says: the first that has the fault's own stage of the
SDK and placement, else the first that expects calls. `templates/js/testbed/README.md` has the faults.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from generator import catalog
from generator.errors import UnknownNameError, nearest
from generator.model import (
    CLIENTS,
    EXTENSION,
    TARGETS,
    Client,
    Fault,
    Names,
    Platform,
    Role,
    Scenario,
    Target,
    role_of,
)
from generator.verify import visitors
from generator.verify.results import Result
from generator.verify.visits import FILLER, WEB_FIRST, PageClient, Visit, check, is_named, speaking

#: the extension runs inside Optimizely's own script, so what happens around that does not reach it before Optimizely
#: has decided; it is asked only by name
ASKED = tuple(target for target in TARGETS if target != EXTENSION)


def plan(
    platforms: Iterable[Platform],
    pattern: str = "*",
    targets: Collection[Target] | None = None,
    clients: Collection[Client] | None = None,
) -> tuple[Visit, ...]:
    """The visits that show what these platforms make of every fault, in the order of the report.

    `pattern` is one such as "*sdk*", for the fault's sentence. `targets` and `clients`, the builds of the snippet, ask
    for those alone; without them it is the build for all clients, and every target but the extension.

    Raises:
        PlatformError: a platform has no scenario, or one that cannot be run; with file and line.
        UnknownNameError: no fault matches.
    """
    platforms = tuple(platforms)
    check(platforms)
    builds = [client for client in CLIENTS if client in (clients or ("auto",))]
    visits = tuple(
        visit
        for platform in platforms
        for target in platform.targets
        if target in (targets or ASKED)
        for fault in catalog.faults()
        for client in builds
        for visit in _visits(platform, target, client, fault)
        if is_named(visit, pattern)
    )
    if not visits:
        raise _nothing(pattern)
    return visits


def needless(results: Iterable[Result]) -> Sequence[tuple[Platform, Role, Fault]]:
    """The excuses that no visit needed: what the fault asks for holds without them."""
    needed: dict[tuple[str, Role, str], bool] = {}
    found: dict[tuple[str, Role, str], tuple[Platform, Role, Fault]] = {}
    for result in results:
        visit = result.visit
        if visit.fault and visit.excuse:
            key = (visit.platform.slug, visit.role, visit.fault.name)
            found[key] = (visit.platform, visit.role, visit.fault)
            needed[key] = needed.get(key, False) or bool(result.verdict.excused)
    return [entry for key, entry in found.items() if not needed[key]]


def _visits(platform: Platform, target: Target, client: Client, fault: Fault) -> Iterator[Visit]:
    if not fault.asks(role_of(target)):
        return
    asked = _without_lateness(fault) if _cannot_be_late(platform, target, fault) else fault
    able = list(_able(catalog.scenarios(platform), target, client, asked))
    for page, scenario in able if fault.clients else able[:1]:
        where: PageClient = "absent" if fault.optimizely == "absent" else page
        yield Visit(platform, _struck(scenario, asked), target, client, where, fault=fault)


def _cannot_be_late(platform: Platform, target: Target, fault: Fault) -> bool:
    """Whether a fault that comes while the SDK is awaited meets a platform that knows no waiting."""
    excuses = platform.played[role_of(target)].faults
    return fault.group != "sdk" and fault.sdk == "late" and "sdk_late" in excuses


def _without_lateness(fault: Fault) -> Fault:
    return fault.model_copy(update={"sdk": "ready"})


def _able(
    scenarios: Sequence[Scenario], target: Target, client: Client, fault: Fault
) -> Iterator[tuple[PageClient, Scenario]]:
    """The clients on whose pages this fault is asked about, each with the scenario that says what arrives there."""
    ranks = [*_ranked([s for s in scenarios if not s.names], fault)]
    for page in fault.clients or WEB_FIRST:
        found = (speaking(some, target, client, page) for some in ranks)
        scenario = next(filter(None, found), None)
        if scenario:
            yield page, scenario


def _ranked(scenarios: Sequence[Scenario], fault: Fault) -> Iterator[Sequence[Scenario]]:
    """The scenarios, those first that know most of what the fault makes."""
    if fault.optimizely == "late":
        yield [s for s in scenarios if s.placement == "before"]
    after = [s for s in scenarios if s.placement == "after"]
    yield [s for s in after if s.sdk == fault.sdk]
    # An SDK that comes after the snippet finds what one finds that comes late.
    yield [s for s in after if {s.sdk, fault.sdk} == {"late", "before_base"}]
    yield [s for s in after if s.sdk == "ready"]
    yield scenarios


def _struck(scenario: Scenario, fault: Fault) -> Scenario:
    """The scenario, with the stages and the names that the fault asks for."""
    changes: dict[str, object] = {}
    if fault.group == "sdk" or fault.sdk != "ready":
        changes["sdk"] = fault.sdk
    if fault.optimizely == "late":
        changes["placement"] = "before"
    if fault.name_length:
        changes["names"] = _long_names(scenario, fault.name_length)
    return scenario.model_copy(update=changes)


def _long_names(scenario: Scenario, length: int) -> Names:
    """The names of the visitor's first experiment and of its variation, that long."""
    first = visitors.load(scenario.visitor)["experiments"][0]
    chosen = [one["name"] for one in first["variations"] if one["id"] == first["chosen"]]
    return Names(
        experiment=first["name"].ljust(length, FILLER),
        variation=chosen[0].ljust(length, FILLER) if chosen else None,
    )


def _nothing(pattern: str) -> UnknownNameError:
    words = pattern.strip("*")
    what = f"no fault's sentence holds {words!r}"
    if pattern == "*":
        what = "no fault concerns these targets and clients, so nothing would be proved"
        return UnknownNameError(what, help="choose other targets or clients")
    sentences = [fault.about for fault in catalog.faults()]
    advice = "docs/faults.md has them all; a word of one is enough, such as cookies"
    return UnknownNameError(what, help=nearest(words, sentences, advice))
