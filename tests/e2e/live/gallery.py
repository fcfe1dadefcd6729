"""Good and broken sites, served on loopback: each broken one has one fault, planted on purpose.

A site's pages come from a server of this machine. What is not the site's own, Optimizely's script and the vendors', is
answered in the browser by `World`, under the addresses that these have on the network, and reaches nobody.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from generator import build, catalog, render, settings
from generator import compile as engine
from generator.model import Target, role_of
from generator.verify import stub, visitors

OPTIMIZELY = "https://cdn.optimizely.com/js/9001.js"
COUNTED = "https://logx.optimizely.com/v1/events"

#: a stand-in for Mixpanel's SDK: it drains the queue, and sends what it is told as the real one does
MIXPANEL = """
(function () {
  var waiting = window.mixpanel || [];

  function track(event, properties) {
    var request = new XMLHttpRequest();
    request.open("POST", "https://api-js.mixpanel.com/track/?ip=1");
    request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    request.send("data=" + encodeURIComponent(JSON.stringify([{ event: event, properties: properties }])));
  }

  window.mixpanel = { track: track, push: function (item) { track(item[1], item[2]); } };
  waiting.forEach(window.mixpanel.push);
})();
"""
CDN_OF_MIXPANEL = "https://cdn.mxpnl.com/libs/mixpanel.min.js"
TRACK = "https://api-js.mixpanel.com/track/?ip=1"

#: likewise for Segment's, which is told the page's referrer with each event
SEGMENT = """
(function () {
  var waiting = window.analytics || [];

  function track(event, properties) {
    fetch("https://api.segment.io/v1/t", {
      method: "POST",
      body: JSON.stringify({ event: event, properties: properties, context: { page: { referrer: document.referrer } } })
    });
  }

  window.analytics = { track: track, push: function (item) { track(item[1], item[2]); } };
  waiting.forEach(window.analytics.push);
})();
"""
CDN_OF_SEGMENT = "https://cdn.segment.com/analytics.js/v1/key/analytics.min.js"


@dataclass(frozen=True)
class Site:
    """One site of the gallery.

    Attributes:
        found: the codes that a check must give, and no others.
        files: text by path; "" is the page.
        world: what answers at addresses that begin so: text, a status, or None for a request that fails.
        expect: platforms that the page has to report to.
        configured: what tagwright.toml has, by platform.
        query: of the page's address.
        is_quick: whether nothing is worth waiting for, though all is well.
    """

    name: str
    found: Sequence[str] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    world: Mapping[str, str | int | None] = field(default_factory=dict)
    expect: Sequence[str] = ()
    configured: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    query: str = ""
    is_quick: bool = False


# -- what stands on a page ------------------------------------------------------------------------------


def client(
    visitor: str | Mapping[str, Any] = "in_two_experiments",
    profile: str = "web",
    **options: Any,  # noqa: ANN401 -- the stub's own
) -> str:
    """Optimizely's script as this visitor meets it."""
    known = visitors.load(visitor) if isinstance(visitor, str) else visitor
    return stub.script(profile, known, options=options)


@cache
def _snippet(slug: str, target: Target, given: str) -> str:
    platform = catalog.load(slug)
    chosen = settings.resolve(platform, json.loads(given), role=role_of(target))
    return build.snippet(platform, target, "auto", chosen).minified


def snippet(slug: str = "mixpanel", target: Target = "reader", **given: Any) -> str:  # noqa: ANN401 -- a setting's value
    """What a customer with these settings has on the page."""
    return _snippet(slug, target, json.dumps(given, sort_keys=True))


@cache
def integrator() -> str:
    """The library that integrations register with."""
    return engine.compile(render.library("integrator", "auto")).minified


def script(src: str = "", code: str = "", **attributes: str) -> str:
    """A script element."""
    more = "".join(f' {name.rstrip("_")}="{value}"' for name, value in attributes.items())
    return f'<script src="{src}"{more}></script>' if src else f"<script{more}>{code}</script>"


FIRST = script(OPTIMIZELY)
SDK = script(CDN_OF_MIXPANEL)


def html(*head: str, body: str = "<h1>Shop</h1>") -> str:
    """A document."""
    lines = "\n".join(head)
    return f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Shop</title>\n{lines}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def site(name: str, *head: str, found: Sequence[str] = (), **more: Any) -> Site:  # noqa: ANN401 -- a Site's own
    """A site whose visitor is in two experiments on Web, and Mixpanel's SDK is at hand."""
    body = more.pop("body", "<h1>Shop</h1>")
    world = {
        OPTIMIZELY: client(),
        "https://logx.optimizely.com/": "",
        CDN_OF_MIXPANEL: MIXPANEL,
        "https://api-js.mixpanel.com/": "1",
        CDN_OF_SEGMENT: SEGMENT,
        "https://api.segment.io/": '{"success":true}',
    }
    files = {"": html(*head, body=body), **more.pop("files", {})}
    return Site(name, found, files, world={**world, **more.pop("world", {})}, **more)


# -- the server and what stands in for the network ------------------------------------------------------------


@contextmanager
def serve(sites: Sequence[Site]) -> Iterator[str]:
    """The address below which every site is served, under its name."""
    known = {one.name: one for one in sites}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _, name, path = [*self.path.partition("?")[0].split("/", 2), "", ""][:3]
            one = known.get(name)
            text = one.files.get(path) if one else None
            status = 204 if path == "favicon.ico" or name == "favicon.ico" else 404
            if one and text is not None:
                status = one.status if not path else 200
            kind = "text/javascript" if path.endswith(".js") else "text/html"
            body = (text or "").encode("utf-8")
            self.send_response(status)
            self.send_header("content-type", f"{kind}; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            for header, value in (one.headers if one and not path else {}).items():
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 -- the library's names
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class World:
    """A browser whose network ends at this machine: what is outside of a site is answered as the site says."""

    def __init__(self, browser: Any) -> None:  # noqa: ANN401 -- Playwright's Browser
        self.site: Site | None = None
        self.agents: list[str] = []
        self._browser = browser

    def new_context(self, **given: Any) -> Any:  # noqa: ANN401 -- Playwright's own
        """A context as the browser's own, but for its network."""
        context = self._browser.new_context(**given)
        context.route(lambda url: urlsplit(url).hostname != "127.0.0.1", self._answer)
        return context

    def _answer(self, route: Any) -> None:  # noqa: ANN401 -- Playwright's Route
        request = route.request
        self.agents.append(request.headers.get("user-agent", ""))
        world = self.site.world if self.site else {}
        place = max((p for p in world if request.url.startswith(p)), key=len, default="")
        said = world.get(place)
        headers = {
            "access-control-allow-origin": request.headers.get("origin", "*"),
            "access-control-allow-credentials": "true",
            "access-control-allow-headers": "content-type",
        }
        if not place or said is None:
            route.abort("blockedbyclient" if place else "namenotresolved")
        elif isinstance(said, int):
            route.fulfill(status=said, headers=headers)
        else:
            kind = "text/javascript" if request.resource_type == "script" else "application/json"
            route.fulfill(status=200, content_type=kind, body=said, headers=headers)
