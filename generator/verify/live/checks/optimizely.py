"""TW2: whether Optimizely is there, where it belongs, and starts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.verify.live.codes import LiveFinding, finding, listed
from generator.verify.live.document import Tag
from generator.verify.live.reading import Reading
from generator.verify.live.sighting import is_optimizely

_FIRST = 'put the script element first in the head: <script src="https://cdn.optimizely.com/js/PROJECT.js"></script>'


def check(reading: Reading, before: Sequence[LiveFinding]) -> Iterator[LiveFinding]:
    """Whether Optimizely runs, and stands where the page does not flicker."""
    blocked = any(one.kind == "TW111" for one in before)
    found, late = reading.optimizely, reading.late_optimizely
    lost = [] if blocked else list(_lost(reading))
    yield from lost
    if reading.seen.page.get("isNamedElement"):
        yield finding(
            "TW208",
            "an element of the page has the id 'optimizely', which takes the place of window.optimizely",
            _global(reading),
            help="give that element another id: a browser makes a global of it, and Optimizely's queue is lost in it",
        )
    elif not found and not late and not reading.clients and not lost:
        yield _absent(reading)
    elif not reading.clients and not lost and not blocked:
        yield _idle(reading)
    yield from _twice(found, late)
    yield from _places(reading, found, late)


def _lost(reading: Reading) -> Iterator[LiveFinding]:
    """Only when no other copy runs."""
    for request in reading.seen.requests if not reading.clients else ():
        if request.kind == "script" and request.failed and is_optimizely(request.url):
            yield finding(
                "TW202",
                "Optimizely's script does not arrive",
                f"{request.url}: {request.fate}",
                help="open that address; correct the project's number, or find out what on this network blocks it",
            )
            return


def _absent(reading: Reading) -> LiveFinding:
    scripts = [tag for tag in reading.tags if tag.kind == "script"]
    return finding(
        "TW201",
        "Optimizely is not on the page",
        *listed(f"line {tag.line}: {tag.url or 'a script in line'}" for tag in scripts),
        *([] if scripts else ["the document has no script"]),
        help=f"{_FIRST}; behind a login or a consent banner give --storage-state",
    )


def _idle(reading: Reading) -> LiveFinding:
    address = reading.seen.final
    if reading.seen.page.get("isOptedOut"):
        why = "the cookie optimizelyOptOut=true: this visitor has opted out"
        advice = "take the cookie out of the storage state that was given"
    elif "optimizely_disable=true" in address:
        why = f"the address has optimizely_disable=true: {address}"
        advice = "leave it out of the address"
    else:
        why = "no reason is seen: neither an opt-out cookie nor optimizely_disable=true in the address"
        advice = "open the page with ?optimizely_log=debug and read the console; an error of the page's (TW801) or a tracking protection can be the cause"
    return finding(
        "TW203",
        "Optimizely's script is on the page and does not start",
        _global(reading),
        why,
        help=advice,
    )


def _global(reading: Reading) -> str:
    found = reading.state.get("optimizely")
    if not found:
        return "window.optimizely is undefined"
    if found["isArray"]:
        return "window.optimizely is still the array that waits for it"
    members = ", ".join(found["members"]) or "no members"
    return f"window.optimizely is an object with {members}"


def _twice(found: Sequence[Tag], late: Sequence[str]) -> Iterator[LiveFinding]:
    places = [f"line {tag.line}: {tag.url or 'in line'}" for tag in found]
    places += [
        f"put on the page by a script: {url}" for url in late if re.search(r"/js/\d+\.js", url)
    ]
    if len(places) > 1:
        yield finding(
            "TW204",
            f"Optimizely is on the page {'twice' if len(places) == 2 else f'{len(places)} times'}: the first one runs, the others do not",  # noqa: PLR2004 -- two are twice
            *places,
            help="take out all but one; where they are of two projects, only the first one's experiments run",
        )


def _places(reading: Reading, found: Sequence[Tag], late: Sequence[str]) -> Iterator[LiveFinding]:
    if not found:
        if late:
            yield finding(
                "TW206",
                "another script puts Optimizely on the page, so the page is seen before it is changed",
                f"{late[0]} is not in the document as the server sends it",
                help=_FIRST,
            )
        return
    tag = found[0]
    line = f"line {tag.line}: {tag.url or 'in line'}"
    if not tag.in_head:
        yield finding(
            "TW205",
            "Optimizely stands in the body, so the page is seen before it is changed",
            line,
            help=_FIRST,
        )
    if tag.is_async or tag.is_defer or tag.type == "module":
        how = "async" if tag.is_async else "defer" if tag.is_defer else 'type="module"'
        yield finding(
            "TW206",
            f"Optimizely's script is {how}, so the page is seen before it is changed",
            line,
            help=f"take {how} out; where it is meant, hide what an experiment changes until it has run",
        )
    elif tag.in_head:
        yield from _waits(reading, tag, line)
    if tag.has_integrity:
        yield finding(
            "TW209",
            "Optimizely's script has an integrity attribute, and its bytes change whenever the project is published",
            line,
            help="take the attribute out: with the next publication the browser would refuse the script",
        )


def _waits(reading: Reading, tag: Tag, line: str) -> Iterator[LiveFinding]:
    own = {one.code.tag for one in reading.snippets}
    above = reading.tags[: reading.tags.index(tag)]
    behind = [one for one in above if one.blocks and one not in own]
    if behind:
        first = behind[0]
        count = f"{len(behind)} {'script or stylesheet' if len(behind) == 1 else 'scripts and stylesheets'}"
        yield finding(
            "TW207",
            f"Optimizely waits for {count} above it",
            f"the first of them: line {first.line}: {first.url}",
            f"Optimizely: {line}",
            help="move Optimizely's script above them: until it runs the page stays empty or flickers",
        )
