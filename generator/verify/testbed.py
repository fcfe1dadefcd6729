"""A test page in, an Observation out. The only home of Playwright, together with `browsers`.

The page comes from memory and lives under an origin of its own, invented for the visit, so one tab serves
many visits and none meets another's storage. All origins are of one site, because browsers take half as
long to go on within a site; what a site shares, cookies and the window's name, the observer takes away
before the page begins. Whatever else the page asks for is refused and
listed. Its clock is ours (`templates/js/testbed/observer`): Playwright's own takes a real 4 ms for every
timer it fires (1.64: a real `setTimeout` between two), keeps a script for every call, and swallows errors.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.errors import EnvironmentMissingError
from generator.model import Answer
from generator.resources import javascript
from generator.verify import browsers
from generator.verify.observation import Observation, PageError, Request, read

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

NONCE = "dGFnd3JpZ2h0"

#: strict enough to refuse eval, inline styles and sockets; requests are let through to be seen
POLICY = "; ".join(
    [
        "default-src 'none'",
        f"script-src 'nonce-{NONCE}'",
        f"style-src 'nonce-{NONCE}'",
        "connect-src https:",
        "img-src https: data:",
        "frame-src https:",
        "base-uri 'none'",
    ],
)

#: the page's time a visit takes: a snippet 3 s late looks for experiments for 60 s, and then waits 10 s for an SDK
UNTIL = 75_000

#: real time after which a page is given up, in ms
PATIENCE = 20_000

#: visits after which a tab is replaced, so that its history stays short
_VISITS_PER_TAB = 200

#: where a page with a real SDK lives
ORIGIN = "https://shop.example/"

#: real time after which a page with a real SDK is given up, in s; and after which its visitor leaves it
LIVE_PATIENCE = 15
_LEAVES_AFTER = 6
#: real time in ms in which a second report would come
_SETTLES = 500

_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
_NOT_AUTOMATED = """
Object.defineProperty(Navigator.prototype, "webdriver", { get: function () { return false; } });
Object.defineProperty(Navigator.prototype, "userAgentData", { get: function () {} });
"""
_LEAVE = """() => {
  Object.defineProperty(document, "visibilityState", { get: () => "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  window.dispatchEvent(new PageTransitionEvent("pagehide"));
}"""

#: the page around one in a sandboxed frame; the observer watches a frame of this address alone
_FRAMED = "tagwright-framed"
_AROUND = f'<!doctype html><link rel="icon" href="data:,"><iframe sandbox="allow-scripts" src="/{_FRAMED}"></iframe>'

_HOSTS = (".optimizely.com", ".optimizelyapis.com")


@dataclass(frozen=True, slots=True)
class Step:
    """A script of the test page; it runs in line, or at a moment of the page's time in ms.

    With `is_html` it is what a delivery writes into the head; its script elements need `NONCE`.
    """

    name: str
    code: str
    at: float | None = None
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class TestPage:
    """What a visitor opens.

    Attributes:
        steps: the scripts in their order.
        until: the page's time in ms that passes.
        files: what the page's own host serves, each a path, such as "assets/reader.js", and its text.
        policy: another Content-Security-Policy than the usual one, with `NONCE` for that of the page's scripts.
        sandbox: whether all of it is in a sandboxed frame that may run scripts, and nothing else.
    """

    __test__ = False  # not a test, whatever its name makes pytest think

    steps: tuple[Step, ...]
    title: str = "Test page"
    note: str = ""
    until: int = UNTIL
    files: tuple[tuple[str, str], ...] = ()
    policy: str | None = None
    sandbox: bool = False


@dataclass(frozen=True, slots=True)
class LivePage:
    """A page with a vendor's own SDK on it, in real time.

    Attributes:
        files: what the page's own host serves, by path; the page itself is "".
        answers: what the vendor's hosts answer, the first that fits; else an empty JSON object.
        lets: whether scripts may come from the network.
    """

    files: Mapping[str, str]
    answers: Sequence[Answer] = ()
    lets: bool = False


class Testbed:
    """A browser that is open for visits, one after the other.

    Attributes:
        opened: browser contexts that were opened so far. A visit has an origin of its own, so most share one.
    """

    __test__ = False

    def __init__(self, browser: Browser, engine: browsers.Engine) -> None:
        self.engine = engine
        self.opened = 0
        self._browser = browser
        self._tab: Page | None = None
        self._visits = 0
        self._visit = _Visit(0, TestPage(()))

    def observe(self, page: TestPage) -> Observation:
        """What is seen when somebody opens the page and its time passes."""
        from playwright.sync_api import Error  # noqa: PLC0415 -- heavy

        self._visits += 1
        self._visit = visit = _Visit(self._visits, page)
        tab = self._open_tab()

        def is_report(message: Any) -> bool:  # noqa: ANN401 -- Playwright's ConsoleMessage
            return bool(message.text.startswith(f"tagwright-{visit.number} "))

        try:
            with tab.expect_console_message(is_report, timeout=PATIENCE) as report:
                tab.goto(visit.url, wait_until="commit", timeout=PATIENCE)
            text = report.value.text
        except Error as error:
            self.close()
            return _gave_up(visit, error.message)
        return read(text.partition(" ")[2], visit.requests)

    def watch(self, page: LivePage, is_done: Callable[[Sequence[Request]], bool]) -> Observation:
        """The requests of a page in real time, and errors of the snippet.

        It ends half a second after `is_done` says so of the requests, or when patience does.
        """
        visit = _Live(page)
        # SDKs drop what an automated browser sends, as they would a bot's.
        agent = _AGENT if self.engine.name == "chromium" else None
        self.opened += 1
        context = self._browser.new_context(user_agent=agent)
        try:
            context.add_init_script(_NOT_AUTOMATED)
            context.route("**/*", visit.answer)
            tab = context.new_page()
            tab.on("pageerror", visit.fail)
            tab.goto(ORIGIN, wait_until="commit", timeout=PATIENCE)
            end = time.monotonic() + LIVE_PATIENCE
            leaves = time.monotonic() + _LEAVES_AFTER
            while time.monotonic() < end and not is_done(visit.requests):
                tab.wait_for_timeout(50)
                if time.monotonic() > leaves:
                    leaves = end
                    tab.evaluate(_LEAVE)
            tab.wait_for_timeout(_SETTLES)
        finally:
            context.close()
        return Observation(errors=tuple(visit.errors), requests=tuple(visit.requests))

    def picture(self) -> bytes:
        """A PNG of the page as the last visit left it; empty when there is none."""
        return self._tab.screenshot(animations="disabled") if self._tab else b""

    def close(self) -> None:
        """Leave the tab; the next visit opens another."""
        if self._tab:
            self._tab.context.close()
            self._tab = None

    def _open_tab(self) -> Page:
        if self._tab and self._visits % _VISITS_PER_TAB == 0:
            self.close()
        if not self._tab:
            self.opened += 1
            context = self._browser.new_context(viewport={"width": 800, "height": 500})
            context.route("**/*", self._answer)
            context.add_init_script(observer())
            self._tab = context.new_page()
        return self._tab

    def _answer(self, route: Route) -> None:
        self._visit.answer(route)


@dataclass(slots=True)
class _Visit:
    number: int
    page: TestPage
    requests: list[Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"https://visit-{self.number}.shop.example/"

    def answer(self, route: Route) -> None:
        request = route.request
        if request.url == self.url and self.page.sandbox:
            route.fulfill(content_type="text/html; charset=utf-8", body=_AROUND)
        elif request.url in (self.url, f"{self.url}{_FRAMED}"):
            policy = (self.page.policy or POLICY).replace("NONCE", NONCE)
            route.fulfill(
                content_type="text/html; charset=utf-8",
                headers={"content-security-policy": policy},
                body=html(self.page, f"tagwright-{self.number}"),
            )
        elif request.url.removeprefix(self.url) in dict(self.page.files):
            body = dict(self.page.files)[request.url.removeprefix(self.url)]
            # What has `crossorigin` and `integrity` is asked for with CORS, also where it is not needed.
            headers = {"access-control-allow-origin": "*"}
            route.fulfill(content_type="text/javascript; charset=utf-8", headers=headers, body=body)
        elif request.url.endswith("/tagwright-fence"):
            route.fulfill(status=204)
        elif _is_optimizely(request.url):
            self._add(request, "answered")
            route.fulfill(status=204, headers={"access-control-allow-origin": "*"})
        else:
            self._add(request, "refused")
            route.abort()

    def _add(self, request: Any, answer: str) -> None:  # noqa: ANN401 -- Playwright's Request
        # A beacon of the page before, sent while it was left, is not this visit's.
        if request.headers.get("referer", self.url).startswith(self.url):
            self.requests.append(Request(request.method, request.url, answer))


class _Live:
    """What happens on a LivePage."""

    def __init__(self, page: LivePage) -> None:
        self._page = page
        self.requests: list[Request] = []
        self.errors: list[PageError] = []

    def fail(self, error: Any) -> None:  # noqa: ANN401 -- Playwright's Error
        place = re.search(r"(snippet|integrator)\.js:\d+:\d+", error.stack or "")
        if place:
            self.errors.append(PageError(f"Uncaught {error.message}", place[0], 0))

    def answer(self, route: Route) -> None:
        request = route.request
        path = request.url.removeprefix(ORIGIN)
        if path in self._page.files and request.url.startswith(ORIGIN):
            kind = "text/javascript" if path.endswith(".js") else "text/html"
            route.fulfill(content_type=f"{kind}; charset=utf-8", body=self._page.files[path])
        elif self._page.lets and request.resource_type == "script":
            route.continue_()
        else:
            self._take(route)

    def _take(self, route: Route) -> None:
        request = route.request
        found = next(
            (a for a in self._page.answers if re.search(a.url, request.url)), Answer(url="")
        )
        headers = {
            "access-control-allow-origin": request.headers.get("origin", "*"),
            "access-control-allow-credentials": "true",
            "access-control-allow-headers": request.headers.get(
                "access-control-request-headers", "*"
            ),
            "access-control-allow-methods": "*",
        }
        if request.method != "OPTIONS":
            body = (request.post_data_buffer or b"").decode("utf-8", "surrogateescape")
            self.requests.append(Request(request.method, request.url, "answered", body))
        route.fulfill(
            status=found.status, content_type=found.type, body=found.body, headers=headers
        )


@contextmanager
def open_testbed(name: browsers.BrowserName) -> Iterator[Testbed]:
    """A browser of this name, open for visits.

    Raises:
        EnvironmentMissingError: Playwright or the browser is missing; the help is the one command to run.
    """
    with driver() as playwright:
        browser, engine = browsers.launch(playwright, name)
        try:
            yield Testbed(browser, engine)
        finally:
            browser.close()


def engines() -> dict[browsers.BrowserName, browsers.Engine | EnvironmentMissingError]:
    """Every browser by name: what starts on this machine, or what to do about it.

    Raises:
        EnvironmentMissingError: Playwright itself is missing.
    """
    with driver() as playwright:
        return {name: _try(playwright, name) for name in browsers.BROWSERS}


def _try(playwright: Any, name: browsers.BrowserName) -> browsers.Engine | EnvironmentMissingError:  # noqa: ANN401 -- untyped without the extra
    try:
        browser, engine = browsers.launch(playwright, name)
    except EnvironmentMissingError as error:
        return error
    browser.close()
    return engine


@contextmanager
def driver() -> Iterator[Any]:
    """Playwright, running.

    Raises:
        EnvironmentMissingError: it is not installed; the help is the one command to run.
    """
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- an extra, and heavy
    except ImportError as error:
        what = "playwright is not installed"
        raise EnvironmentMissingError(what, help="run: pip install 'tagwright[verify]'") from error
    with sync_playwright() as playwright:
        yield playwright


def html(page: TestPage, mark: str) -> str:
    """The page's HTML; its report is the console message that begins with `mark`."""
    later = [
        {"name": s.name, "at": s.at, "code": _named(s)} for s in page.steps if s.at is not None
    ]
    orders = {"mark": mark, "until": page.until, "nonce": NONCE, "later": later}
    scripts = [_script(f"__tagwrightTestbed.open({_literal(orders)})")]
    for step in page.steps:
        if step.at is None:
            scripts += _watched(step)
    return (
        _file("page.html")
        .replace("NONCE", NONCE)
        .replace("PAGE_TITLE", _text(page.title))
        .replace("PAGE_NOTE", _text(page.note))
        .replace("<!-- SCRIPTS -->", "\n".join(scripts))
    )


def observer() -> str:
    """The script that watches a visit from before the page's first script."""
    folder = javascript() / "testbed" / "observer"
    parts = sorted(path.name for path in folder.glob("*.js") if path.stem != "observer")
    code = "".join(_file(f"observer/{name}") for name in [*parts, "observer.js"])
    return f'(function () {{\n"use strict";\n{code}}})();\n'


def _watched(step: Step) -> Sequence[str]:
    name = _literal(step.name)
    return (
        _script(f"__tagwrightTestbed.begin({name})"),
        step.code if step.is_html else _script(_named(step)),
        _script("__tagwrightTestbed.end()"),
    )


def _named(step: Step) -> str:
    return f"{step.code}\n//# sourceURL={step.name}.js"


def _script(code: str) -> str:
    return f'<script nonce="{NONCE}">{code}</script>'


def _literal(value: Any) -> str:  # noqa: ANN401 -- whatever JSON can say
    return json.dumps(value).replace("<", "\\u003c")


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@cache
def _file(name: str) -> str:
    return (javascript() / "testbed" / name).read_text(encoding="utf-8")


def _is_optimizely(url: str) -> bool:
    host = url.split("/")[2] if url.count("/") > 1 else ""
    return host.endswith(_HOSTS)


def _gave_up(visit: _Visit, reason: str) -> Observation:
    message = f"the page did not come to rest: {reason.strip().splitlines()[0]}"
    if "Timeout" in reason:
        message = (
            f"the page did not come to rest within {PATIENCE // 1000} s: does a loop never end?"
        )
    return Observation(errors=(PageError(message, "", 0),), requests=tuple(visit.requests))
