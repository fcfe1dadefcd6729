"""TW4: what stands between Optimizely and the platforms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.verify.live.codes import LiveFinding, finding
from generator.verify.live.reading import Reading
from generator.verify.live.snippets import OnPage
from generator.verify.wording import value_text

#: findings after which it is clear why a snippet is not there or did not run
_WHY = ("TW113",)


def check(reading: Reading, before: Sequence[LiveFinding]) -> Iterator[LiveFinding]:
    """Whether the snippets are there, run, and are the ones that are meant."""
    blocked = {one.about for one in before if one.kind in _WHY}
    yield from _expected(reading)
    yield from _idle(reading, blocked)
    yield from _copies(reading)
    yield from _old(reading)
    yield from _settings(reading)
    yield from _misread(reading)


def _expected(reading: Reading) -> Iterator[LiveFinding]:
    for slug in reading.known.expected:
        told = any(one.slug == slug for one in reading.arrivals)
        if reading.has_snippet(slug) or told or (reading.clients and not reading.due):
            continue
        platform = reading.known.platforms[slug]
        others = [
            f"{one.place} reads Optimizely: {', '.join(one.titles)}" for one in reading.readers
        ]
        yield finding(
            "TW401",
            f"nothing on the page reports to {platform.name}: no snippet, and no request that names an experiment",
            *(others or ["no script of the page reads Optimizely"]),
            help=f"put the snippet on the page: tagwright render {slug} --min",
            about=slug,
        )


def _idle(reading: Reading, blocked: set[str]) -> Iterator[LiveFinding]:
    done = {one.slug for one in reading.ran}
    for one in {one.slug: one for one in reading.snippets}.values():
        if one.slug in done | blocked:
            continue
        tag = one.code.tag
        errors = [
            f"error in it: {e.message} ({e.place})"
            for e in reading.seen.errors
            if _is_in(one, e.place, reading)
        ]
        waits = bool(tag and not tag.runs)
        kind = (
            [f'its type is "{tag.type}", so the browser does not run it'] if tag and waits else []
        )
        yield finding(
            "TW402",
            f"the {one.slug} snippet is on the page and did not run",
            f"{one.code.place}: {one.slug} {one.version}",
            *kind,
            *errors,
            *([] if kind or errors else ["no error of it is seen"]),
            help="it stands by until a consent manager changes its type: give a --storage-state with consent"
            if waits
            else f"paste it again, unchanged: tagwright render {one.slug} --min; some editors turn & into &amp;",
            about=one.slug,
        )


def _is_in(one: OnPage, place: str, reading: Reading) -> bool:
    """Whether an error's place is in a snippet's script; of scripts in line the lines tell."""
    tag = one.code.tag
    if tag and tag.url:
        return tag.url in place
    line = _LINE.search(place)
    if not tag or not line or reading.seen.final not in place:
        return False
    return 0 <= int(line[1]) - tag.line <= tag.text.count("\n")


#: where in a place such as "https://shop.example/:12:5" the line is
_LINE = re.compile(r":(\d+):\d+\)?$")


def _copies(reading: Reading) -> Iterator[LiveFinding]:
    differing = {}
    for (slug, _), entries in _grouped(reading).items():
        if len(entries) > 1:
            differing[slug] = entries
    for slug, lines in differing.items():
        yield finding(
            "TW404",
            f"{slug} has {len(lines)} snippets on the page that do not know of each other, so each reports",
            *lines,
            help="take out all but one",
            about=slug,
        )
    counts = Counter((one.slug, one.role) for one in reading.snippets if one.code.runs)
    for (slug, role), count in counts.items():
        if count > 1 and slug not in differing:
            places = [
                f"{one.code.place}: {slug} {one.version}"
                for one in reading.snippets
                if (one.slug, one.role) == (slug, role)
            ]
            yield finding(
                "TW403",
                f"the {slug} snippet is on the page {count} times; one reports, the others only cost time",
                *places,
                help="take out all but one",
                about=slug,
            )


def _grouped(reading: Reading) -> dict[tuple[str, str], list[str]]:
    """What the marker tells of each platform's analytics snippets: those of other roles stand beside them."""
    roles: dict[str, set[str]] = {}
    for one in reading.snippets:
        roles.setdefault(one.slug, set()).add(one.role)
    found: dict[tuple[str, str], list[str]] = {}
    for entry in reading.ran:
        # Each role has an entry of its own; without any code that can be read, only what took decisions is one of analytics.
        if entry.took or roles.get(entry.slug) == {"analytics"}:
            line = f"{entry.slug} {entry.version}, settings {entry.digest}" + (
                f" ({entry.chosen})" if entry.chosen else ""
            )
            found.setdefault((entry.slug, "analytics"), []).append(line)
    return found


def _old(reading: Reading) -> Iterator[LiveFinding]:
    versions = {one.slug: one.version for one in reading.snippets} | {
        one.slug: one.version for one in reading.ran if one.version
    }
    for slug, version in versions.items():
        current = reading.known.platforms[slug].version
        if _number(version) < _number(current):
            yield finding(
                "TW405",
                f"the {slug} snippet is of version {version}; the present one is {current}",
                f"on the page: {slug} {version}; in this tagwright: {slug} {current}",
                help=f"replace it: tagwright render {slug} --min; CHANGELOG.md says what is different",
                about=slug,
            )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


def _settings(reading: Reading) -> Iterator[LiveFinding]:
    for one in reading.ran:
        platform = reading.known.platforms[one.slug]
        required = {n: s.example for n, s in platform.settings.items() if s.required}
        read = [
            value_text(dict(on.values))
            for on in reading.snippets
            if on.slug == one.slug and on.values
        ]
        if one.chosen == "the examples" and required:
            yield finding(
                "TW407",
                f"the {one.slug} snippet has the example settings, which belong to nobody",
                *(f"{name} = {value_text(value)}" for name, value in required.items()),
                help=f"give your own: tagwright render {one.slug} --min {' '.join(f'--set {name}=…' for name in required)}",
                about=one.slug,
            )
        elif one.slug in reading.known.configured and one.chosen != "tagwright.toml":
            yield finding(
                "TW406",
                f"the {one.slug} snippet has other settings than tagwright.toml",
                f"on the page: {one.digest}" + (f" ({one.chosen})" if one.chosen else ""),
                *(f"what can be read of them: {text}" for text in read),
                help=f"build it again and replace it: tagwright build {one.slug}",
                about=one.slug,
            )


def _misread(reading: Reading) -> Iterator[LiveFinding]:
    if not reading.clients:
        return
    for one in reading.readers:
        if not one.clients & {*reading.clients}:
            wanted = " or ".join(client.capitalize() for client in sorted(one.clients))
            here = " and ".join(client.capitalize() for client in reading.clients)
            yield finding(
                "TW408",
                f"a script reads what only Optimizely {wanted} has, and this page has {here}: it reports nothing, or throws",
                f"{one.place}: {', '.join(one.titles)}",
                help="replace it with a snippet that reads all clients: tagwright list --all shows the platforms",
            )
