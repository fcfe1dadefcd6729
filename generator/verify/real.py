"""Platforms and a folder of SDKs in, visits with the vendors' own SDKs out: what leaves the browser is the proof.

`FOLDER/<slug>.js` is the SDK, as a script element loads it; the folder of the platform has `real.js` beside it, which
makes the vendor's base code (`base`) and starts the SDK (`start`). Or `FOLDER/<slug>.html` is what you have in your
own pages: its scripts come from the network, its requests are answered here and never reach the vendor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator import catalog
from generator.errors import EnvironmentMissingError, PlatformError, TagwrightError, refuse
from generator.model import Call, Platform, Requests, Scenario, SdkStage
from generator.verify import decode, pages, visitors
from generator.verify.observation import Observation, Recorded, Request
from generator.verify.testbed import LivePage, Testbed
from generator.verify.visits import Visit

#: the vendor's script comes after the snippet, base code and all; its base code stands before, the SDK comes after; all of it stands before
STAGES: tuple[SdkStage, ...] = ("before_base", "late", "ready")

#: the name under which a decoded row is told
SENT = "request"


def plan(platforms: Iterable[Platform], folder: Path) -> tuple[Visit, ...]:
    """Every visit that proves these platforms on their own SDKs: each visitor of `requests.toml` at each stage.

    Raises:
        PlatformError: a platform says nothing of its requests, or names a visitor nobody knows.
        EnvironmentMissingError: its SDK is not in the folder.
    """
    found = [(platform, catalog.requests(platform)) for platform in platforms]
    refuse([error for platform, known in found for error in _problems(platform, known, folder)])
    return tuple(visit for platform, known in found if known for visit in _visits(platform, known))


def able(platforms: Iterable[Platform]) -> tuple[Platform, ...]:
    """Those whose requests are known."""
    return tuple(platform for platform in platforms if catalog.requests(platform))


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
    if known is None:
        what = f"{platform.slug!r} says nothing of the requests its SDK sends"
        advice = "leave it out, or write requests.toml"
        yield PlatformError(what, platform.folder, help=advice)
        return
    for arrival in known.arrives:
        if arrival.visitor not in visitors.names():
            what = f"there is no visitor {arrival.visitor!r}"
            yield PlatformError(what, platform.folder / "requests.toml")
    if not _files(platform, folder):
        what = f"there is no {platform.slug}.js in {str(folder)!r}"
        sdk = known.sdk
        advice = f"put your own page's code there as {platform.slug}.html"
        if sdk and sdk.script:
            advice = f"copy it from the npm package {sdk.package} {sdk.version}: {sdk.script}"
        elif sdk:
            advice = f"bundle it from the npm package {sdk.package} {sdk.version}: {sdk.entry}"
        yield EnvironmentMissingError(what, help=advice)


def _visits(platform: Platform, known: Requests) -> Iterator[Visit]:
    for arrival in known.arrives:
        for stage in STAGES:
            scenario = Scenario(
                name=f"real SDK: {arrival.visitor.replace('_', ' ')}",
                visitor=arrival.visitor,
                sdk=stage,
                settings=arrival.settings,
                expect=tuple(Call(call=SENT, args=(row,)) for row in arrival.rows),
            )
            yield Visit(platform, scenario, "reader", "auto", "web")


def _files(platform: Platform, folder: Path) -> Sequence[Path]:
    return [path for end in ("html", "js") if (path := folder / f"{platform.slug}.{end}").is_file()]


def _page(visit: Visit, known: Requests, folder: Path) -> LivePage:
    file = _files(visit.platform, folder)[0]
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
        scripts |= {"sdk.js": own, **_real(visit.platform)}
        sdk = [_external("sdk.js"), _external("start.js")]
        base = _external("base.js")
        order = {
            "before_base": [snippet, base, *sdk],
            "late": [base, snippet, *sdk],
            "ready": [base, *sdk, snippet],
        }[stage]
    head = "\n".join([_external("optimizely.js"), *order])
    html = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>\n{head}</head><body><h1>Shop</h1></body></html>'
    return LivePage({"": html, "favicon.ico": "", **scripts}, known.answer, lets=file.suffix == ".html")


def _external(name: str) -> str:
    return f'<script src="/{name}"></script>'


def _real(platform: Platform) -> Mapping[str, str]:
    """The vendor's base code and the start of its SDK."""
    own = platform.folder / "real.js"
    code = own.read_text(encoding="utf-8") if own.is_file() else ""
    return {
        f"{name}.js": f'(function () {{\n{code}\nif (typeof {name} === "function") {{ {name}(); }}\n}})();'
        for name in ("base", "start")
    }
