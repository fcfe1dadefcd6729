"""TW11: whether the page's Content-Security-Policy lets through what has to pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.verify.live.codes import LiveFinding, finding
from generator.verify.live.reading import Reading
from generator.verify.live.sighting import Forbidden, is_optimizely

#: where Web sends what it counts; https://support.optimizely.com/hc/en-us/articles/4410289675149
_COUNTED = "https://logx.optimizely.com"

#: directives of platform.toml, as a policy names them
_DIRECTIVES = ("connect", "img", "frame")


def check(reading: Reading, before: Sequence[LiveFinding]) -> Iterator[LiveFinding]:
    """What the policies forbid, as they are written and as the browser refused."""
    del before
    yield from _of_optimizely(reading)
    for slug in reading.reporting:
        yield from _of_platform(reading, slug)
    yield from _of_snippets(reading)


def _of_optimizely(reading: Reading) -> Iterator[LiveFinding]:
    wanted = [("script-src", tag.url) for tag in reading.optimizely if tag.url]
    wanted += [("connect-src", _COUNTED)] if "web" in reading.clients else []
    refused = [
        one
        for one in _refused(reading)
        if is_optimizely(one.blocked) or ".optimizely.com" in one.blocked
    ]
    lines = [*_written(reading, wanted), *map(_told, refused)]
    if lines:
        sources = dict.fromkeys(f"{directive} {_origin(url)}" for directive, url in wanted)
        sources |= dict.fromkeys(f"{one.directive} {_origin(one.blocked)}" for one in refused)
        yield finding(
            "TW111",
            "the page's Content-Security-Policy blocks Optimizely",
            *lines,
            help=f"let these pass in the policy: {'; '.join(sources)}",
        )


def _of_platform(reading: Reading, slug: str) -> Iterator[LiveFinding]:
    csp = reading.analytics(slug).csp
    lines = []
    missing = []
    for directive in _DIRECTIVES:
        hosts = getattr(csp, directive)
        forbidden = [list(_written(reading, [(f"{directive}-src", host)])) for host in hosts]
        # One host is enough: a vendor has others for other regions.
        if hosts and all(forbidden):
            lines += forbidden[0]
            missing.append(f"{directive}-src {' '.join(hosts)}")
    hosts = [*csp.script, *csp.connect, *csp.img]
    refused = [one for one in _refused(reading) if any(_is_of(one.blocked, host) for host in hosts)]
    lines += map(_told, refused)
    missing += [
        f"{one.directive} {_origin(one.blocked)}"
        for one in refused
        if not any(_origin(one.blocked) in text for text in missing)
    ]
    if lines:
        name = reading.known.platforms[slug].name
        yield finding(
            "TW112",
            f"the page's Content-Security-Policy blocks what {name} needs",
            *dict.fromkeys(lines),
            help=f"let these pass in the policy: {'; '.join(dict.fromkeys(missing))}",
            about=slug,
        )


def _of_snippets(reading: Reading) -> Iterator[LiveFinding]:
    refused = [one for one in _refused(reading) if one.directive.startswith("script-src")]
    done = {one.slug for one in reading.ran}
    for one in reading.snippets:
        if one.slug in done:
            continue
        tag = one.code.tag
        in_line = [v for v in refused if v.blocked == "inline" and tag and not tag.url]
        if in_line:
            line = f"{one.code.place}: {_told(in_line[0])}"
            yield finding(
                "TW113",
                f"the page's Content-Security-Policy blocks the {one.slug} snippet",
                line,
                help="give the script element the nonce of the page's other scripts, or host the snippet as a file that the policy lets pass",
                about=one.slug,
            )


def _written(reading: Reading, wanted: Iterable[tuple[str, str]]) -> Iterator[str]:
    page = reading.seen.final or reading.seen.url
    for directive, url in wanted:
        for policy in reading.policies:
            forbids = policy.forbids(directive, url, page)
            if forbids:
                yield f"{policy.where} says {forbids!r}, which does not let {url} pass"
                break


def _refused(reading: Reading) -> Sequence[Forbidden]:
    return [one for one in dict.fromkeys(reading.seen.forbidden) if not one.is_report]


def _told(one: Forbidden) -> str:
    place = f" ({one.place})" if one.place else ""
    return f"the browser refused {one.blocked or 'something'} by {one.directive}{place}"


def _is_of(url: str, host: str) -> bool:
    name = host.partition("://")[2].removeprefix("*")
    found = _origin(url).partition("://")[2]
    return found == name or (host.partition("://")[2].startswith("*") and found.endswith(name))


def _origin(url: str) -> str:
    return "/".join(url.split("/")[:3]) if "://" in url else url
