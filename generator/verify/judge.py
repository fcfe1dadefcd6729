"""What was expected and what was seen in, findings out. Pure: no browser, no file, no clock.

House rules hold on every visit without a platform asking: no page error, no global, request or timer of
the snippet's that nobody declared, nothing the page's policy forbids, nothing written into Optimizely.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from generator.model import Call, Holds
from generator.verify.observation import Observation, PageError, Recorded, is_ours, running
from generator.verify.wording import call_text, differences, same, value_text


@dataclass(frozen=True, slots=True)
class Finding:
    """One complaint: what kind, and the lines that show it; the first line says it all."""

    kind: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        first, *more = self.lines
        return "\n".join([f"{self.kind:<11} {first}", *(f"{'':<11} {line}" for line in more)])


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings of one visit; `ok` when there are none. `excused` are those that the platform says why of."""

    findings: tuple[Finding, ...]
    excused: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a visit may show.

    Attributes:
        calls: every call the platform must receive, in order; none is silence.
        globals: names the snippet may create.
        sends: addresses it may send requests to, or where they begin.
        control: the same visit without the snippet; what it shows is the page's own doing.
        may_log: whether the snippet may write to the console.
        may_change: whether it may change what Optimizely decides.
        runs: the experiments that are active in the end, when that matters.
        holds: whether every call must be seen, or only no other: "harmless". "silence" has no calls.
        crowd: for each experiment that must be told of somehow the ids and the word that tell; the calls are then not
            compared one by one.
        filler: a character that is taken out of all texts first: it made names long.
        excuse: why what is missing or other may be so.
        sdk_may_fail: whether errors of the SDK that never passed the snippet are its own.
        only: the client whose commands count, where a snippet cannot know which one will come; and without those
            to activate, for what Optimizely is told before it starts needs none.
    """

    calls: Sequence[Call] = ()
    globals: Collection[str] = ()
    sends: Collection[str] = ()
    control: Observation | None = None
    may_log: bool = False
    may_change: bool = False
    runs: Sequence[str] | None = None
    holds: Holds = "arrives"
    crowd: Sequence[Sequence[str]] = ()
    filler: str = ""
    excuse: str | None = None
    sdk_may_fail: bool = False
    only: str | None = None


#: what an excuse excuses: never an error, a second report or a timer that stays
_EXCUSABLE = ("missing", "different", "unexpected", "order", "policy")


def judge(seen: Observation, expected: Expectation) -> Verdict:
    """Every finding of one visit: the calls first, then the house rules."""
    found = _findings(seen, expected)
    excused = [f for f in found if expected.excuse and f.kind in _EXCUSABLE]
    return Verdict(tuple(f for f in found if f not in excused), tuple(excused))


def _findings(seen: Observation, expected: Expectation) -> Sequence[Finding]:
    calls = _short(_spoken(expected.calls, expected.only), expected.filler)
    own = _spoken(_own_calls(seen, expected.control), expected.only)
    if expected.crowd:
        told = _crowd(expected.crowd, own)
    elif expected.holds == "harmless":
        told = _at_most(calls, _short(own, expected.filler))
    else:
        told = _calls(calls, _short(own, expected.filler))
    return (
        *told,
        *_errors(seen, expected),
        *_globals(seen, expected),
        *_requests(seen, expected),
        *_violations(seen, expected.control),
        *_timers(seen),
        *_console(seen, expected),
        *_optimizely(seen, None if expected.may_change else expected.control),
        *_running(seen, expected.runs),
    )


_C = TypeVar("_C", Call, Recorded)


def _short(calls: Sequence[_C], filler: str) -> Sequence[_C]:
    """The calls, without what made names long in any of their texts."""
    return [_shortened(call, filler) for call in calls] if filler else calls


def _shortened(call: _C, filler: str) -> _C:
    args = tuple(_without(value, filler) for value in call.args)
    if isinstance(call, Recorded):
        return replace(call, args=args)
    return call.model_copy(update={"args": args})


def _without(value: Any, filler: str) -> Any:  # noqa: ANN401 -- whatever JSON can say
    if isinstance(value, str):
        return value.replace(filler, "")
    if isinstance(value, Mapping):
        return {_without(k, filler): _without(member, filler) for k, member in value.items()}
    return [_without(m, filler) for m in value] if isinstance(value, list | tuple) else value


def _spoken(calls: Sequence[_C], client: str | None) -> Sequence[_C]:
    """Of commands to Optimizely those that this client takes, but to activate; all other calls."""
    return [call for call in calls if _is_spoken(call, client)] if client else calls


def _is_spoken(call: Call | Recorded, client: str | None) -> bool:
    said = next(iter(call.args), None)
    if call.call != "optimizely.push" or said is None:
        return True
    is_command = isinstance(said, list)
    name = said[0] if is_command else said.get("type")
    return name != "activate" and is_command == (client == "classic")


def _own_calls(seen: Observation, control: Observation | None) -> Sequence[Recorded]:
    """The calls that the page does not make by itself: a fault may speak with Optimizely, too."""
    others = list(control.calls) if control else []
    own = []
    for call in seen.calls:
        twin = next((c for c in others if c.call == call.call and same(c.args, call.args)), None)
        if twin:
            others.remove(twin)
        else:
            own.append(call)
    return own


def _at_most(expected: Sequence[Call], seen: Sequence[Recorded]) -> Iterator[Finding]:
    """Of what was seen, what was not expected, and what comes before something that should have come earlier."""
    missing, _ = _leftovers(expected, seen)
    yield from _calls([call for call in expected if call not in missing], seen)


#: experiments that are named in a finding
_NAMED = 3


def _crowd(crowd: Sequence[Sequence[str]], seen: Sequence[Recorded]) -> Iterator[Finding]:
    """Experiments nothing tells of, by an id or by the word, and calls about one of them that came twice."""
    told: set[str] = set()
    texts: set[str] = set()
    known = {sign for signs in crowd for sign in signs}
    for call in seen:
        text = json.dumps([call.call, call.args])
        found = known.intersection(re.findall(r"\d+|crowd[a-z]+?(?![a-z])", text.lower()))
        if found and text in texts:
            yield Finding("doubled", (call_text(call.call, call.args),))
        texts.add(text)
        told |= found
    missing = [signs[0] for signs in crowd if told.isdisjoint(signs)]
    if missing:
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        text = f"{len(missing)} of {len(crowd)} experiments: {', '.join(missing[:_NAMED])}{more}"
        yield Finding("missing", (text,))


def _calls(expected: Sequence[Call], seen: Sequence[Recorded]) -> Iterator[Finding]:
    missing, unexpected = _leftovers(expected, seen)
    for wanted in missing:
        nearest = _nearest(wanted, unexpected)
        if nearest is None:
            yield Finding("missing", (call_text(wanted.call, wanted.args),))
        else:
            unexpected.remove(nearest)
            yield _different(wanted, nearest)
    for call in unexpected:
        again = any(_matches(wanted, call) for wanted in expected)
        yield Finding("doubled" if again else "unexpected", (call_text(call.call, call.args),))
    if not missing and len(seen) == len(expected):
        yield from _order(expected, seen)


def _leftovers(
    expected: Iterable[Call], seen: Sequence[Recorded]
) -> tuple[list[Call], list[Recorded]]:
    unexpected = list(seen)
    missing = []
    for wanted in expected:
        match = next((call for call in unexpected if _matches(wanted, call)), None)
        if match:
            unexpected.remove(match)
        else:
            missing.append(wanted)
    return missing, unexpected


def _matches(wanted: Call, call: Recorded) -> bool:
    return wanted.call == call.call and same(list(wanted.args), list(call.args))


def _nearest(wanted: Call, candidates: Sequence[Recorded]) -> Recorded | None:
    """The candidate that reads most like the call that is missing, if any is of the same name or much alike."""
    text = call_text(wanted.call, wanted.args)

    def likeness(call: Recorded) -> float:
        other = call_text(call.call, call.args)
        return difflib.SequenceMatcher(None, text, other, autojunk=False).ratio() + (
            call.call == wanted.call
        )

    best = max(candidates, key=likeness, default=None)
    return best if best and likeness(best) > _ALIKE else None


#: a call of another name is shown beside the missing one only when it reads nearly the same
_ALIKE = 0.8


def _different(wanted: Call, call: Recorded) -> Finding:
    details = differences(wanted.call, wanted.args, call.call, call.args)
    return Finding(
        "different",
        (
            *(f"{wanted.call}, {detail}" for detail in details),
            f"expected {call_text(wanted.call, wanted.args)}",
            f"saw      {call_text(call.call, call.args)}",
        ),
    )


def _order(expected: Sequence[Call], seen: Sequence[Recorded]) -> Iterator[Finding]:
    for position, (wanted, call) in enumerate(zip(expected, seen, strict=True), start=1):
        if not _matches(wanted, call):
            lines = (
                f"call {position} of {len(seen)} should be {call_text(wanted.call, wanted.args)}",
                f"but is {call_text(call.call, call.args)}",
            )
            yield Finding("order", lines)
            return


def _errors(seen: Observation, expected: Expectation) -> Iterator[Finding]:
    control = expected.control
    known = {error.message for error in control.errors} if control else set()
    for error in seen.errors:
        by_sdk = expected.sdk_may_fail and _is_of_sdk(error)
        if error.message not in known and not by_sdk:
            yield Finding("page error", (_at(error.message.strip(), error.place),))


def _is_of_sdk(error: PageError) -> bool:
    return not error.through and bool(re.search(r"\b(base|sdk)\.js:", error.place + error.message))


def _globals(seen: Observation, expected: Expectation) -> Iterator[Finding]:
    own = {found.name for found in expected.control.globals} if expected.control else set()
    for found in seen.globals:
        by_page = found.name in own or found.during in _PAGE
        if found.name not in expected.globals and not by_page:
            yield Finding(
                "new global",
                (f"window.{found.name}, which platform.toml does not declare as written",),
            )


#: steps of the page whose globals are the vendor's own
_PAGE = ("base", "sdk")


def _requests(seen: Observation, expected: Expectation) -> Iterator[Finding]:
    for request in seen.requests:
        if request.answer == "refused" and not request.url.startswith(tuple(expected.sends)):
            yield Finding("request", (f"{request.method} {request.url}",))


def _violations(seen: Observation, control: Observation | None) -> Iterator[Finding]:
    own = (
        {(found.directive, _host(found.blocked)) for found in control.violations} if control else ()
    )
    for found in seen.violations:
        if (found.directive, _host(found.blocked)) not in own:
            text = f"{found.directive} forbids {found.blocked or 'this'}"
            yield Finding("policy", (_at(text, found.place),))


def _host(address: str) -> str:
    """An address without its path, which holds the time or a random number."""
    return "/".join(address.split("/")[:3])


def _timers(seen: Observation) -> Iterator[Finding]:
    for timer in seen.pending:
        if is_ours(timer.by):
            after = f"{seen.until / 1000:g} s"
            yield Finding(
                "never ends", (_at(f"{timer.kind} is still set after {after}", timer.by),)
            )


def _console(seen: Observation, expected: Expectation) -> Iterator[Finding]:
    for message in seen.console:
        if is_ours(message.by) and not expected.may_log:
            text = f"console.{message.type}: {message.text}"
            yield Finding("console", (_at(text, message.by),))


def _optimizely(seen: Observation, control: Observation | None) -> Iterator[Finding]:
    # What is the same to the letter need not be walked: a state of 1,000 experiments is large.
    if not control or json.dumps(control.state) == json.dumps(seen.state):
        return
    if not same(control.state, seen.state):
        changes = tuple(_changes(control.state, seen.state))
        yield Finding("optimizely", ("its state is not what it is without the snippet", *changes))


def _running(seen: Observation, wanted: Sequence[str] | None) -> Iterator[Finding]:
    active = sorted(running(seen))
    if wanted is not None and active != sorted(wanted):
        lines = (
            f"experiments that run: {', '.join(active) or 'none'}",
            f"expected: {', '.join(sorted(wanted)) or 'none'}",
        )
        yield Finding("runs", lines)


def _changes(before: Any, after: Any) -> Iterator[str]:  # noqa: ANN401 -- whatever the page wrote down
    for name in sorted({*before, *after}):
        if not same(before.get(name), after.get(name)):
            for line in differences(name, [before.get(name)], name, [after.get(name)]):
                yield f"  {name}: {line.removeprefix('argument 1, ').removeprefix('argument 1: ')}"


def _at(text: str, place: str) -> str:
    return f"{text} ({place})" if place else text


__all__ = ["Expectation", "Finding", "Verdict", "judge", "value_text"]
