"""TW5: whether the platform's own SDK is there to take what is reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from generator.verify.live.codes import LiveFinding, finding
from generator.verify.live.reading import Reading
from generator.verify.live.sighting import Asked

#: findings after which it is clear why an SDK is not there, or why it does not matter
_WHY = ("TW112", "TW401")


def check(reading: Reading, before: Sequence[LiveFinding]) -> Iterator[LiveFinding]:
    """Whether each platform that has to be told has its SDK on the page."""
    known = {one.about for one in before if one.kind in _WHY}
    for slug in reading.reporting:
        if slug not in known and reading.needs_sdk(slug):
            yield from _of(reading, slug)


def _of(reading: Reading, slug: str) -> Iterator[LiveFinding]:
    platform = reading.known.platforms[slug]
    loads = [
        one
        for one in reading.seen.requests
        if one.kind == "script" and _is_from(one, reading, slug)
    ]
    failed = [one for one in loads if one.failed]
    presence = reading.presence(slug)
    if presence in ("ready", "there") or (
        any(not one.failed for one in loads) and presence != "queue"
    ):
        return
    if failed:
        yield finding(
            "TW502",
            f"{platform.name}'s script does not arrive",
            *(f"{one.url}: {one.fate}" for one in failed),
            help="open that address; an ad blocker, a firewall or a wrong key is the usual cause",
            about=slug,
        )
        return
    waiting = {
        path: items
        for path, items in reading.seen.page.get("platforms", {})
        .get(slug, {})
        .get("arrays", {})
        .items()
        if items
    }
    if presence == "queue" and waiting:
        yield finding(
            "TW503",
            f"calls for {platform.name} wait in an array, and no SDK has taken them",
            *(
                f"window.{path} holds {len(items)} call{'s' if len(items) > 1 else ''}"
                for path, items in waiting.items()
            ),
            *_loads(loads, reading, slug),
            help=f"load {platform.name}'s script on this page, under the global that the snippet's settings name",
            about=slug,
        )
    else:
        names = ", ".join(
            f"window.{name} is {kind}" for name, kind in _globals(reading, slug).items()
        )
        yield finding(
            "TW501",
            f"{platform.name}'s SDK is not on the page",
            names or f"{platform.name} has no global that could be looked for",
            *_loads(loads, reading, slug),
            help=f"put {platform.name}'s own code on the page: {platform.docs}",
            about=slug,
        )


def _loads(loads: Sequence[Asked], reading: Reading, slug: str) -> Iterator[str]:
    hosts = " ".join(reading.analytics(slug).csp.script)
    yield from (f"{one.url}: {one.fate}" for one in loads)
    if not loads and hosts:
        yield f"no script was asked for at {hosts}"


def _globals(reading: Reading, slug: str) -> dict[str, str]:
    kinds = reading.seen.page.get("platforms", {}).get(slug, {}).get("globals", {})
    words = {"absent": "undefined", "queue": "an array", "there": "there"}
    return {name: words[kind] for name, kind in kinds.items()}


def _is_from(request: Asked, reading: Reading, slug: str) -> bool:
    host = urlsplit(request.url).hostname or ""
    for source in reading.analytics(slug).csp.script:
        name = urlsplit(source).hostname or source.rpartition("://")[2]
        if host == name or (name.startswith("*.") and host.endswith(name[1:])):
            return True
    return False
