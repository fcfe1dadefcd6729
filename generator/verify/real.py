"""Platforms and a folder of SDKs in, visits with the vendors' own SDKs out: what leaves the browser is the proof.

`FOLDER/<name>.js` is an SDK, as a script element loads it, under the name that requests.toml gives it; beside that
file `real.js` makes the vendor's base code (`base`) and starts the SDK (`start`), each told the name. Or
`FOLDER/<name>.html` is what you have in your own pages: its scripts come from the network, its requests are answered
here and never reach the vendor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from generator import catalog, toml
from generator.errors import (
    EnvironmentMissingError,
    PlatformError,
    TagwrightError,
    UnknownNameError,
    nearest,
    refuse,
)
from generator.model import Call, Platform, Requests, Scenario, Sdk, SdkStage
from generator.verify import decode, pages, visitors
from generator.verify.observation import Observation, Recorded, Request
from generator.verify.testbed import LivePage, Testbed
from generator.verify.visits import Real, Visit

#: the vendor's script comes after the snippet, base code and all; its base code stands before, the SDK comes after; all of it stands before
STAGES: tuple[SdkStage, ...] = ("before_base", "late", "ready")

#: the name under which a decoded row is told
SENT = "request"


def plan(platforms: Iterable[Platform], folder: Path, scenarios: str = "*") -> tuple[Visit, ...]:
    """Every visit that proves these platforms on their own SDKs: each visitor of `requests.toml` at each stage.

    Raises:
        PlatformError: a platform has no SDK to be had, or names a visitor nobody knows.
        EnvironmentMissingError: its SDK is not in the folder.
        UnknownNameError: no scenario matches the pattern `scenarios`.
    """
    found = [(platform, catalog.requests(platform)) for platform in platforms]
    refuse([error for platform, known in found for error in _problems(platform, known, folder)])
    visits = tuple(
        visit
        for platform, known in found
        if known
        for visit in _visits(platform, known)
        if fnmatchcase(visit.name.casefold(), scenarios.casefold())
    )
    if not visits:
        what = f"no scenario matches {scenarios!r}"
        raise UnknownNameError(what, help="those with a real SDK are named 'real SDK: …'")
    return visits


def able(platforms: Iterable[Platform]) -> tuple[Platform, ...]:
    """Those whose own SDKs are known."""
    return tuple(p for p in platforms if (known := catalog.requests(p)) and known.sdk)


def observe(visit: Visit, testbed: Testbed, folder: Path) -> Observation:
    """The visit with the vendor's own SDK: every row that left the browser, as a call."""
    known = catalog.requests(visit.platform)
    assert known is not None
    wanted = len(visit.calls)

    def is_done(requests: Sequence[Request]) -> bool:
        return 0 < wanted <= sum(len(decode.rows(known.request, one)) for one in requests)

    seen = testbed.watch(_page(visit, known, folder), is_done)
    sent = [row for request in seen.requests for row in decode.rows(known.request, request)]
    calls = tuple(Recorded(SENT, [row], 0, number) for number, row in enumerate(sent, 1))
    return Observation(calls=calls, errors=seen.errors, requests=seen.requests)


def _problems(platform: Platform, known: Requests | None, folder: Path) -> Iterator[TagwrightError]:
    if known is None or not known.sdk:
        what = f"{platform.slug!r} names no SDK to prove it with"
        yield PlatformError(
            what, platform.folder, help="leave it out, or add [[sdk]] to requests.toml"
        )
        return
    document = toml.read(platform.folder / "requests.toml", PlatformError)
    for number, arrival in enumerate(known.arrives):
        if arrival.visitor not in visitors.names():
            what = f"there is no visitor {arrival.visitor!r}"
            line = document.line(("arrives", number, "visitor"))
            yield PlatformError(
                what, document.path, line, nearest(arrival.visitor, visitors.names())
            )
    yield from (_missing(sdk, folder) for sdk in known.sdk if not _file(sdk, folder))


def _missing(sdk: Sdk, folder: Path) -> TagwrightError:
    what = f"there is no {sdk.name}.js in {str(folder)!r}"
    made = f"copy {sdk.script} of" if sdk.script else f"bundle {sdk.entry!r} with"
    advice = f"{made} the npm package {sdk.package} {sdk.version}, or save your page's code as {sdk.name}.html"
    return EnvironmentMissingError(what, help=advice)


def _visits(platform: Platform, known: Requests) -> Iterator[Visit]:
    for sdk in known.sdk:
        for number, arrival in enumerate(known.arrives):
            for stage in STAGES:
                scenario = Scenario(
                    name=f"real SDK: {arrival.visitor.replace('_', ' ')}",
                    visitor=arrival.visitor,
                    sdk=stage,
                    settings=arrival.settings,
                    expect=tuple(Call(call=SENT, args=(row,)) for row in arrival.rows),
                )
                real = Real(sdk, number)
                yield Visit(platform, scenario, "reader", "auto", "web", real=real)


def _file(sdk: Sdk, folder: Path) -> Path | None:
    paths = (folder / f"{sdk.name}.{end}" for end in ("html", "js"))
    return next((path for path in paths if path.is_file()), None)


def _page(visit: Visit, known: Requests, folder: Path) -> LivePage:
    assert visit.real
    file = _file(visit.real.sdk, folder)
    assert file
    stage = visit.scenario.sdk
    own = file.read_text(encoding="utf-8")
    scripts = {
        "optimizely.js": pages.optimizely("web", visit.scenario).code,
        "snippet.js": pages.snippet(visit).minified,
    }
    snippet = _external("snippet.js")
    if file.suffix == ".html":
        vendor = [own]
        order = [snippet, *vendor] if stage == "before_base" else [*vendor, snippet]
    else:
        scripts |= {"sdk.js": own, **_real(visit.platform, visit.real.sdk)}
        sdk = [_external("sdk.js"), _external("start.js")]
        base = _external("base.js")
        order = {
            "before_base": [snippet, base, *sdk],
            "late": [base, snippet, *sdk],
            "ready": [base, *sdk, snippet],
        }[stage]
    head = "\n".join([_external("optimizely.js"), *order])
    html = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>\n{head}</head><body><h1>Shop</h1></body></html>'
    return LivePage(
        {"": html, "favicon.ico": "", **scripts}, known.answer, lets=file.suffix == ".html"
    )


def _external(name: str) -> str:
    return f'<script src="/{name}"></script>'


def _real(platform: Platform, sdk: Sdk) -> Mapping[str, str]:
    """The vendor's base code and the start of its SDK."""
    own = platform.folder / "real.js"
    code = own.read_text(encoding="utf-8") if own.is_file() else ""
    return {
        f"{name}.js": f'(function () {{\n{code}\nif (typeof {name} === "function") {{ {name}("{sdk.name}"); }}\n}})();'
        for name in ("base", "start")
    }
