"""Platforms and a folder of SDKs in, visits with the vendors' own SDKs out: what leaves the browser is the proof.

`FOLDER/<name>.js` is an SDK, as a script element loads it, under the name that requests.toml gives it; beside that
file `real.js` makes the vendor's base code (`base`) and starts the SDK (`start`), each told the name and the role. Or
`FOLDER/<name>.html` is what you have in your own pages: its scripts come from the network, its requests are answered
here and never reach the vendor. A snippet that sends requests itself needs no SDK: those are the proof. Of an
audience the proof is what `window.optimizely` is told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from generator import catalog, settings, toml
from generator.errors import (
    EnvironmentMissingError,
    PlatformError,
    TagwrightError,
    UnknownNameError,
    nearest,
    refuse,
    shown,
)
from generator.model import (
    ROLES,
    Call,
    Platform,
    Requests,
    Role,
    Scenario,
    Sdk,
    SdkStage,
)
from generator.verify import decode, pages, visitors
from generator.verify.observation import Observation, Recorded, Request
from generator.verify.testbed import ORIGIN, LivePage, Testbed
from generator.verify.visits import TOLD, Real, Visit

#: the vendor's script comes after the snippet, base code and all; its base code stands before, the SDK comes after; all of it stands before
STAGES: tuple[SdkStage, ...] = ("before_base", "late", "ready")
#: of a platform that has no SDK
NO_STAGES: tuple[SdkStage, ...] = ("absent",)

#: where in requests.toml something is wrong, what it is, and help
Problem = tuple[toml.Place, str, str | None]

#: characters of an entry that a message can hold
_SHORT = 60

#: the name under which a decoded row is told
SENT = "request"

#: where the page sends what Optimizely is told
_EAR = "told"
#: the stub tells the observer of a test page; here its word leaves the browser like the vendor's own requests
_HEARING = f"""
window.__tagwrightTestbed = {{
  record: function (call, args) {{
    fetch("/{_EAR}", {{ method: "POST", body: JSON.stringify(args[0]) }});
  }}
}};
"""


def plan(platforms: Iterable[Platform], folder: Path, scenarios: str = "*") -> tuple[Visit, ...]:
    """Every visit that proves these platforms on their own SDKs: each visitor of `requests.toml` at each stage.

    Raises:
        PlatformError: a platform has no SDK to be had, or requests.toml asks for what there is not: a visitor, a step.
        SettingsError: one of its settings does not exist, or cannot have this value.
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
    """Those whose own SDKs are known, or that need none."""
    return tuple(p for p in platforms if _is_able(p, catalog.requests(p)))


def observe(visit: Visit, testbed: Testbed, folder: Path) -> Observation:
    """The visit with the vendor's own SDK: every row that left the browser, as a call."""
    known = catalog.requests(visit.platform)
    assert known is not None
    wanted = len(visit.calls)

    def rows(requests: Sequence[Request]) -> Sequence[Any]:
        if visit.role == "audience":
            return [json.loads(request.body) for request in requests if _is_told(request)]
        return [row for request in requests for row in decode.rows(known.request, request)]

    def is_done(requests: Sequence[Request]) -> bool:
        return 0 < wanted <= len(rows(requests))

    seen = testbed.watch(_page(visit, known, folder), is_done)
    calls = tuple(
        Recorded(_call(visit.role), [row], 0, number)
        for number, row in enumerate(rows(seen.requests), 1)
    )
    return Observation(calls=calls, errors=seen.errors, requests=seen.requests)


def _is_told(request: Request) -> bool:
    return request.method == "POST" and request.url == f"{ORIGIN}{_EAR}"


def _call(role: Role) -> str:
    return TOLD if role == "audience" else SENT


def _is_able(platform: Platform, known: Requests | None) -> bool:
    sends = platform.analytics and platform.analytics.sends
    return bool(known and (known.sdk or sends))


def _problems(platform: Platform, known: Requests | None, folder: Path) -> Iterator[TagwrightError]:
    if known is None or not _is_able(platform, known):
        what = f"{platform.slug!r} names no SDK to prove it with"
        yield PlatformError(
            what, platform.folder, help="leave it out, or add [[sdk]] to requests.toml"
        )
        return
    document = toml.read(platform.folder / "requests.toml", PlatformError)
    for place, what, advice in (*_of_the_decoders(known), *_of_the_arrivals(platform, known)):
        yield PlatformError(what, document.path, document.line(place), advice)
    for number, arrival in enumerate(known.arrives):
        table = ("arrives", number, "settings")
        if arrival.role not in platform.roles:
            continue
        try:
            settings.resolve(
                platform,
                arrival.settings,
                document.path,
                table,
                role=arrival.role,
                examples=True,
            )
        except TagwrightError as error:
            yield error
    yield from (_missing(sdk, folder) for sdk in known.sdk if not _file(sdk, folder))


def _of_the_decoders(known: Requests) -> Iterator[Problem]:
    urls = [
        *((("answer", number, "url"), one.url) for number, one in enumerate(known.answer)),
        *((("request", number, "url"), one.url) for number, one in enumerate(known.request)),
    ]
    for place, url in urls:
        try:
            re.compile(url)
        except re.error as error:
            yield place, f"{url!r} is no regular expression: {error}", None
    for number, decoder in enumerate(known.request):
        table = ("request", number)
        if decoder.read[:1] not in [(start,) for start in decode.STARTS]:
            what = (
                f"'read' cannot begin with {decoder.read[0]!r}"
                if decoder.read
                else "'read' is empty"
            )
            yield (*table, "read"), what, f"begin with one of: {', '.join(decode.STARTS)}"
        paths = {("read",): decoder.read} | {("fields", k): p for k, p in decoder.fields.items()}
        for key, path in paths.items():
            for step in path:
                if re.fullmatch(r"\(.*\)", step) and step not in decode.STEPS:
                    yield (*table, *key), f"there is no step {step!r}", nearest(step, decode.STEPS)
        for name in sorted(decoder.where.keys() - decoder.fields.keys()):
            what = f"'where' asks for {name!r}, which is none of the fields"
            yield (*table, "where", name), what, nearest(name, decoder.fields)


def _of_the_arrivals(platform: Platform, known: Requests) -> Iterator[Problem]:
    if not known.arrives:
        yield (), "nothing says what must arrive", "add [[arrives]]: a visitor, and rows"
    for number, arrival in enumerate(known.arrives):
        if arrival.role not in platform.roles:
            what = f"the platform does not play the role {arrival.role!r}"
            yield ("arrives", number), what, f'role = "{platform.roles[0]}"'
        elif arrival.role == "analytics" and not known.request:
            what = "nothing says which requests count"
            yield ("arrives", number), what, "add [[request]]: url, read, and fields"
        if arrival.visitor not in visitors.names():
            what = f"there is no visitor {arrival.visitor!r}"
            yield ("arrives", number, "visitor"), what, nearest(arrival.visitor, visitors.names())


def _missing(sdk: Sdk, folder: Path) -> TagwrightError:
    what = f"there is no {sdk.name}.js in {str(folder)!r}"
    entry = shown(sdk.entry) if len(sdk.entry or "") < _SHORT else "'entry' of requests.toml"
    made = f"copy {sdk.script} of" if sdk.script else f"bundle {entry} with"
    advice = f"{made} the npm package {sdk.package} {sdk.version}, or save your page's code as {sdk.name}.html"
    return EnvironmentMissingError(what, help=advice)


def _visits(platform: Platform, known: Requests) -> Iterator[Visit]:
    for sdk in known.sdk or (None,):
        for number, arrival in enumerate(known.arrives):
            for stage in STAGES if sdk else NO_STAGES:
                call = _call(arrival.role)
                scenario = Scenario(
                    name=f"real SDK: {arrival.visitor.replace('_', ' ')}",
                    role=arrival.role,
                    visitor=arrival.visitor,
                    sdk=stage,
                    settings=arrival.settings,
                    expect=tuple(Call(call=call, args=(row,)) for row in arrival.rows),
                )
                target = ROLES[arrival.role].targets[0]
                real = Real(sdk, number)
                yield Visit(platform, scenario, target, "auto", "web", real=real)


def _file(sdk: Sdk, folder: Path) -> Path | None:
    paths = (folder / f"{sdk.name}.{end}" for end in ("html", "js"))
    return next((path for path in paths if path.is_file()), None)


def _page(visit: Visit, known: Requests, folder: Path) -> LivePage:
    sdk = visit.real.sdk if visit.real else None
    file = _file(sdk, folder) if sdk else None
    stage = visit.scenario.sdk
    scripts = {
        "optimizely.js": pages.optimizely("web", visit.scenario).code,
        "snippet.js": pages.snippet(visit).minified,
    }
    snippet = _external("snippet.js")
    order = [snippet]
    lets = False
    if file and file.suffix == ".html":
        own = file.read_text(encoding="utf-8")
        order = [snippet, own] if stage == "before_base" else [own, snippet]
        lets = True
    elif sdk and file:
        scripts |= {"sdk.js": file.read_text(encoding="utf-8"), **_real(visit, sdk)}
        vendor = [_external("sdk.js"), _external("start.js")]
        base = _external("base.js")
        order = {
            "before_base": [snippet, base, *vendor],
            "late": [base, snippet, *vendor],
            "ready": [base, *vendor, snippet],
        }[stage]
    order = [_external("optimizely.js"), *order]
    if visit.role == "audience":
        scripts["hearing.js"] = _HEARING
        order = [_external("hearing.js"), *order]
    head = "\n".join(order)
    html = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>\n{head}</head><body><h1>Shop</h1></body></html>'
    return LivePage({"": html, "favicon.ico": "", **scripts}, known.answer, lets=lets)


def _external(name: str) -> str:
    return f'<script src="/{name}"></script>'


def _real(visit: Visit, sdk: Sdk) -> Mapping[str, str]:
    """The vendor's base code and the start of its SDK."""
    own = visit.platform.folder / "real.js"
    code = own.read_text(encoding="utf-8") if own.is_file() else ""
    return {
        f"{name}.js": f'(function () {{\n{code}\nif (typeof {name} === "function") {{ {name}("{sdk.name}", "{visit.role}"); }}\n}})();'
        for name in ("base", "start")
    }
