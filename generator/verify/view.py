"""Results in, the words and figures of the HTML report out. Pure; the template lays them out.

Visits of one scenario that saw the same thing in the same browser on the same client are shown once, with a
line for each of them. In each scenario the first of those with findings is open.
"""

from __future__ import annotations

import base64
import difflib
import shlex
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator import catalog
from generator.model import DANGERS, Danger, Holds, Platform
from generator.verify import visitors, visits
from generator.verify.browsers import Engine
from generator.verify.judge import Finding
from generator.verify.observation import Observation, came_to_rest
from generator.verify.results import Outcome, Result, Size
from generator.verify.wording import call_lines, call_text, value_lines, value_text

#: the clients' names as people know them
CLIENT_NAMES: Mapping[str, str] = {
    "classic": "Classic",
    "web": "Web",
    "edge": "Edge",
    "absent": "no Optimizely",
}
_SDK: Mapping[str, str] = {
    "ready": "has loaded before the snippet",
    "late": "loads 3 s after the snippet",
    "before_base": "base code and SDK come after the snippet",
    "never": "its base code is there, the SDK never loads",
    "absent": "is not on the page",
}
_BUILDS: Mapping[str, str] = {
    "auto": "every client",
    "classic": "Classic",
    "web": "Web",
    "edge": "Edge",
}
_SCRIPTS: Mapping[str, str] = {
    "base": "the platform's base code",
    "sdk": "the platform's SDK",
    "optimizely": "Optimizely",
    "integrator": "integrator.js",
    "snippet": "the snippet",
}
_DANGERS: Mapping[Danger, str] = {
    "holdback": "a held-back visitor is reported as if they had seen the experiment",
    "slot": "one experiment's report overwrites another's",
    "referrer": "a redirect experiment takes the place of where the visitor came from",
    "race": "a report is lost because a script loads later than expected",
}
_PLACEMENT: Mapping[str, str] = {
    "before": "before Optimizely",
    "after": "after Optimizely",
    "late": "3 s after Optimizely",
}


#: things that were found which are listed above the scenarios
_MOST = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line; marked where it differs from the line beside it."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an expected or seen call; marked when the other side does not have it."""

    pieces: tuple[Piece, ...]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened at a moment of the page's time; `kind` says how it is shown."""

    at: float
    kind: str
    text: str


def view(outcome: Outcome) -> Mapping[str, Any]:
    """Every value of the report's template but the date."""
    results = outcome.results
    platforms = [_platform(members) for members in _grouped(results, _by_platform)]
    return {
        "title": platforms[0]["name"] if len(platforms) == 1 else f"{len(platforms)} platforms",
        "total": len(results),
        "planned": outcome.planned,
        "failed": len(outcome.failed),
        "ok": outcome.ok,
        "seconds": outcome.seconds,
        "real": any(result.visit.real for result in results),
        "most": _MOST,
        "scripts": _SCRIPTS,
        "engines": engines(results),
        "platforms": platforms,
    }


def engines(results: Iterable[Result]) -> Sequence[Engine]:
    """The browsers that ran, in their order."""
    return list(dict.fromkeys(result.engine for result in results))


def _platform(results: Sequence[Result]) -> Mapping[str, Any]:
    platform = results[0].visit.platform
    rows = [
        _row(platform, number, members)
        for number, members in enumerate(_grouped(results, _by_name), start=1)
    ]
    ran = engines(results)
    pages = [page for page in visits.PAGES if any(r.visit.page == page for r in results)]
    return {
        "slug": platform.slug,
        "name": platform.name,
        "version": platform.version,
        "docs": platform.docs,
        "status": platform.status,
        "reason": platform.reason,
        "total": len(results),
        "failed": sum(not result.verdict.ok for result in results),
        "builds": _builds(results),
        "known": len(catalog.scenarios(platform)) if _is_usual(results[0]) else None,
        "faults": results[0].visit.fault is not None,
        "proved": len(
            {r.visit.scenario.name for r in results if r.visit.name == r.visit.scenario.name}
        ),
        "complaints": _complaints(rows),
        "dangers": list(_dangers(platform, rows)),
        "limits": [limit for played in platform.played.values() for limit in played.limits],
        "engines": ran,
        "pages": [CLIENT_NAMES[page] for page in pages],
        "matrix": [{**row, "cells": list(_cells(row, ran, pages))} for row in rows],
        "scenarios": rows,
        "sizes": _sizes(results),
    }


def _is_usual(result: Result) -> bool:
    """Whether scenarios were asked, and nothing else was."""
    return not result.visit.real and not result.visit.fault


def _row(platform: Platform, number: int, results: Sequence[Result]) -> Mapping[str, Any]:
    visit = results[0].visit
    file, line = visit.source
    anchor = f"{platform.slug}-{number}"
    groups = [
        _group(f"{anchor}-{index}", members)
        for index, members in enumerate(_grouped(results, _by_sight), start=1)
    ]
    failed = [group for group in groups if not group["ok"]]
    for group in failed[:1]:
        group["open"] = True
    return {
        "anchor": anchor,
        "name": visit.name,
        "ok": all(result.verdict.ok for result in results),
        "total": len(results),
        "failed": sum(not result.verdict.ok for result in results),
        "source": f"{platform.slug}/{file}:{line}",
        "story": _story(visit),
        "answers": _answers(visit),
        "command": _command(visit),
        "results": results,
        "groups": groups,
    }


def _command(visit: visits.Visit) -> str:
    flag = " --sdk real" if visit.real else " --faults" if visit.fault else ""
    return f"tagwright verify {visit.platform.slug} -s {shlex.quote(visit.name)}{flag}"


def _answers(visit: visits.Visit) -> Sequence[Danger]:
    return visit.scenario.answers if visit.name == visit.scenario.name else ()


def _builds(results: Iterable[Result]) -> Sequence[str]:
    """What of the snippet ran: targets, and the clients they were built for."""
    builds: dict[str, list[str]] = {}
    for result in results:
        clients = builds.setdefault(result.visit.target, [])
        if result.visit.client not in clients:
            clients.append(result.visit.client)
    return [
        f"{target}, built for {', '.join(_BUILDS[client] for client in clients)}"
        for target, clients in builds.items()
    ]


def _complaints(rows: Iterable[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Each thing that was found, once, with how often and where first."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        for group in row["groups"]:
            for finding in group["findings"]:
                key = (finding["kind"], finding["lines"][0])
                entry = found.setdefault(
                    key,
                    {
                        "kind": key[0],
                        "text": key[1],
                        "anchor": group["anchor"],
                        "visits": 0,
                        "scenarios": [],
                    },
                )
                entry["visits"] += len(group["results"])
                if row["name"] not in entry["scenarios"]:
                    entry["scenarios"].append(row["name"])
    return list(found.values())


def _dangers(platform: Platform, rows: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The four dangers, each with the scenarios that show it averted or the reason why none does."""
    if not platform.analytics:
        return
    reasons = platform.analytics.dangers
    known = {danger for scenario in catalog.scenarios(platform) for danger in scenario.answers}
    for danger in DANGERS:
        answers = [row for row in rows if danger in row["answers"]]
        yield {
            "name": danger,
            "text": _DANGERS[danger],
            "answers": answers,
            "failed": any(row["failed"] for row in answers),
            "reason": reasons.get(danger, ""),
            "known": danger in known,
        }


def _story(visit: visits.Visit) -> Sequence[tuple[str, str]]:
    scenario = visit.scenario
    story = [*_fault(visit), ("Visitor", _about(scenario.visitor))]
    if visit.page != "absent":
        story += [("Optimizely", line) for line in _decided(scenario.visitor)]
    story += [
        (
            "Snippet",
            "on a page without Optimizely"
            if visit.page == "absent"
            else _PLACEMENT[scenario.placement],
        ),
        ("SDK", _SDK[scenario.sdk]),
    ]
    if scenario.names and not visit.fault:
        names = scenario.names.model_dump(exclude_none=True)
        story.append(
            ("Names", ", ".join(f"{kind}: {value_text(name)}" for kind, name in names.items()))
        )
    if scenario.settings:
        settings = (f"{name} = {value_text(value)}" for name, value in scenario.settings.items())
        story.append(("Settings", ", ".join(settings)))
    return story


_HOLDS: Mapping[Holds, str] = {
    "arrives": "all that the scenario says arrives, once",
    "silence": "the platform receives nothing, and nothing breaks",
    "harmless": "nothing arrives that the scenario does not say, and nothing breaks",
}


def _fault(visit: visits.Visit) -> Iterator[tuple[str, str]]:
    """What went wrong, what had to hold, and why it need not."""
    if visit.fault:
        yield "Fault", visit.fault.about
        yield "Must hold", _HOLDS[visit.holds]
        yield "Scenario", visit.scenario.name
        if visit.excuse:
            yield "Excused", visit.excuse


def _about(name: str) -> str:
    return str(visitors.load(name).get("about", name.replace("_", " ")))


def _decided(name: str) -> Iterator[str]:
    """What Optimizely decided for a visitor, a line for each experiment."""
    visitor = visitors.load(name)
    for experiment in visitor.get("experiments", ()):
        yield f"{_named(experiment)}: {_outcome(experiment)}"
    redirect = visitor.get("redirect")
    if redirect:
        came = f"from {redirect['referrer']}" if redirect["referrer"] else "directly"
        yield f"experiment {redirect['experimentId']} redirected here; the visitor had come {came}"


def _outcome(experiment: Mapping[str, Any]) -> str:
    chosen = next(
        (v for v in experiment["variations"] if v["id"] == experiment.get("chosen")), None
    )
    words = [_named(chosen) if chosen else "no variation"]
    parts = [
        _named(variation)
        for section in experiment.get("sections", ())
        for variation in section["variations"]
        if variation["id"] == section["chosen"]
    ]
    if parts:
        words.append(f"on Classic {' and '.join(parts)}")
    if experiment.get("heldBack"):
        words.append("held back")
    if experiment.get("active") is False:
        words.append("does not run on this page")
    if experiment.get("joins"):
        words.append(f"joins after {experiment['joins'] / 1000:g} s")
    return ", ".join(words)


def _named(thing: Mapping[str, Any]) -> str:
    name = thing["name"]
    return f"{name if len(name) <= _LONGEST else name[:_LONGEST] + '…'} ({thing['id']})"


#: characters of a name that the story of a scenario shows
_LONGEST = 60


def _cells(
    row: Mapping[str, Any], ran: Sequence[Engine], pages: Sequence[str]
) -> Iterator[Mapping[str, Any]]:
    """A cell for each browser and client; a page without Optimizely is one cell across the clients."""
    for engine in ran:
        mine = [result for result in row["results"] if result.engine == engine]
        absent = [result for result in mine if result.visit.page == "absent"]
        if absent:
            yield _cell(row, engine, absent, len(pages))
            continue
        for page in pages:
            yield _cell(row, engine, [r for r in mine if r.visit.page == page], 1)


def _cell(
    row: Mapping[str, Any], engine: Engine, results: Sequence[Result], span: int
) -> Mapping[str, Any]:
    failed = sum(not result.verdict.ok for result in results)
    shown = next(
        (g for g in row["groups"] if any(r in results for r in g["results"]) and not g["ok"]), None
    )
    first = next((g for g in row["groups"] if any(r in results for r in g["results"])), None)
    target = shown or first
    return {
        "total": len(results),
        "failed": failed,
        "span": span,
        "engine": str(engine),
        "anchor": target["anchor"] if target else "",
    }


def _group(anchor: str, results: Sequence[Result]) -> dict[str, Any]:
    first = results[0]
    seen = first.observation
    expected, got = compare(
        [call_lines(call.call, call.args) for call in first.visit.calls],
        [call_lines(call.call, call.args) for call in seen.calls],
    )
    return {
        "anchor": anchor,
        "ok": first.verdict.ok,
        "open": False,
        "page": CLIENT_NAMES[first.visit.page],
        "engine": str(first.engine).capitalize(),
        "results": results,
        "variants": [_variant(result) for result in results],
        "findings": [_finding(finding) for finding in first.verdict.findings],
        "expected": expected,
        "seen": got,
        "state": value_lines(seen.state) if seen.state else "",
        "observation": seen,
        "rested": came_to_rest(seen),
        "timeline": timeline(seen),
        "own_requests": [r for r in seen.requests if r.answer == "answered"],
        "asked_by": "the test answered" if first.visit.real else "Optimizely's own request",
        "refused": [r for r in seen.requests if r.answer == "refused"],
        "picture": base64.b64encode(first.picture).decode("ascii"),
    }


def _finding(finding: Finding) -> Mapping[str, Any]:
    """Kind and lines; both calls of one that differs stand side by side below, so not here."""
    lines = finding.lines[:-2] if finding.kind == "different" else finding.lines
    return {"kind": finding.kind, "lines": lines}


def timeline(seen: Observation) -> Sequence[Moment]:
    """Scripts, calls, errors and messages in the order in which they came."""
    moments = [
        *(
            (step.order, Moment(step.at, "step", _SCRIPTS.get(step.name, step.name)))
            for step in seen.steps
        ),
        *(
            (call.order, Moment(call.at, "call", call_text(call.call, call.args)))
            for call in seen.calls
        ),
        *((error.order, Moment(error.at, "error", error.message)) for error in seen.errors),
        *((m.order, Moment(m.at, "console", f"console.{m.type}: {m.text}")) for m in seen.console),
    ]
    return [moment for _, moment in sorted(moments, key=lambda pair: pair[0])]


def _variant(result: Result) -> Mapping[str, Any]:
    steps = result.observation.steps
    ours = [step for step in steps if step.name in ("integrator", "snippet")]
    calls = result.observation.calls
    return {
        "name": result.visit.variant,
        "raw": result.size.raw,
        "gzip": result.size.gzip,
        "took": sum(step.took for step in ours),
        "first": calls[0].at - ours[-1].at if calls and ours else None,
        "cookies": result.observation.cookie_reads,
    }


def _sizes(results: Sequence[Result]) -> Sequence[tuple[str, str, Size]]:
    """Target, build and bytes of the minified snippet with the settings of the first scenario that has it."""
    sizes: dict[tuple[str, str], Size] = {}
    for result in results:
        if result.visit.form == "minified":
            sizes.setdefault((result.visit.target, result.visit.client), result.size)
    return [(target, client, size) for (target, client), size in sizes.items()]


def compare(expected: Sequence[str], seen: Sequence[str]) -> tuple[list[Line], list[Line]]:
    """Both texts, line by line, each with what the other does not have marked."""
    left = [line for text in expected for line in text.splitlines()]
    right = [line for text in seen for line in text.splitlines()]
    one: list[Line] = []
    other: list[Line] = []
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            one += [Line((Piece(line),)) for line in left[a:b]]
            other += [Line((Piece(line),)) for line in right[c:d]]
        else:
            one += _marked(left[a:b], right[c:d])
            other += _marked(right[c:d], left[a:b])
    return one, other


def _marked(lines: Sequence[str], beside: Sequence[str]) -> Iterator[Line]:
    for index, line in enumerate(lines):
        pieces = _pieces(line, beside[index]) if len(lines) == len(beside) else (Piece(line),)
        yield Line(pieces, marked=True)


def _pieces(line: str, beside: str) -> tuple[Piece, ...]:
    """The line, with the part marked that lies between what both lines begin and end with."""
    start = _common(line, beside)
    end = min(_common(line[::-1], beside[::-1]), len(line) - start, len(beside) - start)
    stop = len(line) - end
    pieces = (Piece(line[:start]), Piece(line[start:stop], marked=True), Piece(line[stop:]))
    return tuple(piece for piece in pieces if piece.text)


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _grouped(results: Iterable[Result], key: Any) -> list[list[Result]]:  # noqa: ANN401 -- a function
    groups: dict[Hashable, list[Result]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result)
    return list(groups.values())


def _by_platform(result: Result) -> Hashable:
    return result.visit.platform.slug


def _by_name(result: Result) -> Hashable:
    return result.visit.name


def _by_sight(result: Result) -> Hashable:
    """Equal for visits that saw the same, and in which the same was found."""
    seen = result.observation
    calls = [call_lines(call.call, call.args) for call in seen.calls]
    findings = map(str, result.verdict.findings)
    place = (str(result.engine), result.visit.page)
    return (*place, *calls, *findings, len(seen.console), len(seen.requests))
