"""An address and an open browser in, a Sighting out: goes to a live page, reads, and leaves.

Nothing is clicked or written. What the page asks for is let through and written down. Its end is when nothing that was
expected is missing and the network is quiet, or when patience is over; then the tab leaves the page as a visitor
does, because vendors' SDKs send what they kept back when that happens.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import __version__, settings
from generator.errors import SettingsError
from generator.model import Platform, Value
from generator.resources import templates
from generator.verify import browsers
from generator.verify.live.sighting import Asked, Forbidden, Sighting
from generator.verify.observation import Message, PageError
from generator.verify.testbed import driver

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

#: how the visits call themselves, behind what the browser calls itself
AGENT = f"tagwright/{__version__} (read-only check of a page's Optimizely)"

#: Chromium without a window calls itself so, and vendors' SDKs send nothing from it
_HEADLESS = ("HeadlessChrome", "Chrome")
#: likewise: `navigator.webdriver`
_CHROMIUM = ("--disable-blink-features=AutomationControlled",)

#: real time in ms between two looks at a page
_LOOKS = 100

#: characters of a script that are kept
_LONGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in s.

    Attributes:
        timeout: for the document.
        wait: for what is expected of the page, once it has loaded.
        quiet: without a request, before the page counts as at rest: in it a second report would come.
        leaves: for what is sent on leaving.
    """

    timeout: float = 30
    wait: float = 10
    quiet: float = 0.7
    leaves: float = 0.4


@dataclass(frozen=True, slots=True)
class Guide:
    """What only somebody who knows the platforms can tell.

    Attributes:
        question: what is asked of the page, in view of what was seen so far.
        is_done: whether nothing that was expected is missing.
    """

    question: Callable[[Sighting], Mapping[str, Any]]
    is_done: Callable[[Sighting], bool]


class Visitor:
    """A browser that is open for visits to live pages; each has a context of its own."""

    def __init__(
        self,
        browser: Browser,
        engine: browsers.Engine,
        patience: Patience = Patience(),
        storage_state: Path | None = None,
    ) -> None:
        self.engine = engine
        self._browser = browser
        self._patience = patience
        self._storage_state = storage_state
        self._agent = ""

    def visit(self, url: str, guide: Guide) -> Sighting:
        """What is seen when somebody opens the page, waits, and leaves.

        Raises:
            SettingsError: the file of the storage state is none.
        """
        start = time.monotonic()
        context = self._context()
        try:
            seen = _Visit(context.new_page(), url, self._patience, guide, start).sighting()
        finally:
            context.close()
        return replace(seen, seconds=time.monotonic() - start)

    def _context(self) -> BrowserContext:
        from playwright.sync_api import Error  # noqa: PLC0415 -- heavy

        try:
            return self._browser.new_context(
                user_agent=self._user_agent(), storage_state=self._storage_state
            )
        except (Error, ValueError) as error:
            if not self._storage_state:
                raise
            what = f"it holds no state of a browser: {str(error).strip().splitlines()[0]}"
            advice = "write it with Playwright: context.storage_state(path=…)"
            raise SettingsError(what, self._storage_state, help=advice) from error

    def _user_agent(self) -> str:
        if not self._agent:
            context = self._browser.new_context()
            own = str(context.new_page().evaluate("navigator.userAgent"))
            context.close()
            self._agent = f"{own.replace(*_HEADLESS)} {AGENT}"
        return self._agent


@contextmanager
def open_visitor(
    name: browsers.BrowserName,
    patience: Patience = Patience(),
    storage_state: Path | None = None,
) -> Iterator[Visitor]:
    """A browser of this name, open for visits to live pages.

    Raises:
        EnvironmentMissingError: Playwright or the browser is missing; the help is the one command to run.
    """
    # Pages of other people keep the walls that `browsers` takes away for our own.
    given: Mapping[browsers.BrowserName, Mapping[str, Any]] = {
        "chromium": {"args": [*_CHROMIUM, *browsers.as_root()]},
        "firefox": {"firefox_user_prefs": {}},
        "webkit": {},
    }
    with driver() as playwright:
        browser, engine = browsers.launch(playwright, name, **given[name])
        try:
            yield Visitor(browser, engine, patience, storage_state)
        finally:
            browser.close()


@dataclass(eq=False)
class _Visit:
    """One visit, as it goes; without slots, because Playwright keeps things on the owner of a method it calls."""

    tab: Page
    url: str
    patience: Patience
    guide: Guide
    start: float
    requests: dict[Any, Asked] = field(default_factory=dict)
    responses: list[Any] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    htmls: dict[Any, str] = field(default_factory=dict)
    console: list[Message] = field(default_factory=list)
    errors: list[PageError] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    last: float = 0
    event: str = field(default_factory=lambda: f"look-{secrets.token_hex(8)}")

    def sighting(self) -> Sighting:
        """The whole visit."""
        from playwright.sync_api import Error  # noqa: PLC0415 -- heavy

        self._listen()
        self.tab.add_init_script(
            _file("watch.js").replace("TAGWRIGHT_EVENT", json.dumps(self.event))
        )
        try:
            answer = self.tab.goto(
                self.url, wait_until="domcontentloaded", timeout=self.patience.timeout * 1000
            )
        except Error as error:
            return Sighting(self.url, _why(error.message, self.patience), requests=self._asked())
        if answer is None:
            return Sighting(self.url, "it gives no document")
        with suppress(Error):
            self.tab.wait_for_load_state("load", timeout=self.patience.wait * 1000)
        seen = self._placed(self._at_rest(Sighting(self.url)))
        picture = b""
        with suppress(Error):
            picture = self.tab.screenshot(animations="allow", timeout=5000)
        self._leave()
        return replace(seen, requests=self._asked(), picture=picture)

    def _listen(self) -> None:
        self.tab.on("request", self._ask)
        self.tab.on("requestfailed", self._fail)
        self.tab.on("response", self._answer)
        self.tab.on("console", self._hear)
        self.tab.on("pageerror", self._throw)

    def _at_rest(self, seen: Sighting) -> Sighting:
        """The page when it has come to rest, or when patience is over."""
        from playwright.sync_api import Error  # noqa: PLC0415 -- heavy

        end = time.monotonic() + self.patience.wait
        while True:
            self._read_texts()
            seen = self._snapshot(seen)
            with suppress(Error):
                # A page that goes on to another one loses its answer; the next look is at that one.
                seen = replace(seen, page=self.tab.evaluate(self._question(seen)))
                seen = replace(
                    seen, forbidden=_forbidden(seen.page), final=str(seen.page["address"])
                )
            now = time.monotonic()
            is_quiet = now - self.last > self.patience.quiet
            if now > end or (is_quiet and seen.page and self.guide.is_done(seen)):
                return seen
            self.tab.wait_for_timeout(_LOOKS)

    def _snapshot(self, seen: Sighting) -> Sighting:
        document = self._document()
        return replace(
            seen,
            status=document.status if document else 0,
            headers=dict(document.headers) if document else {},
            html=self._html(document),
            final=self.tab.url,
            documents=tuple(self.documents),
            texts=dict(self.texts),
            requests=self._asked(),
            console=tuple(self.console),
            errors=tuple(self.errors),
        )

    def _placed(self, seen: Sighting) -> Sighting:
        """The errors with their places: of one in a script's grammar only the page itself says where."""
        places = {one["message"]: one["place"] for one in seen.page.get("errors", ())}
        errors = (
            replace(
                one, place=one.place or next((p for m, p in places.items() if one.message in m), "")
            )
            for one in seen.errors
        )
        return replace(seen, errors=tuple(errors))

    def _document(self) -> Any:  # noqa: ANN401 -- Playwright's Response
        """The answer that the document came in: the last one, where a script has gone on to another page."""
        found = [
            r
            for r in self.responses
            if r.request.is_navigation_request() and _is_main(r.request, self.tab)
        ]
        return found[-1] if found else None

    def _html(self, document: Any) -> str:  # noqa: ANN401 -- as above
        from playwright.sync_api import Error  # noqa: PLC0415 -- heavy

        if document is None:
            return ""
        with suppress(Error, UnicodeDecodeError):
            if document not in self.htmls:
                self.htmls[document] = document.text()
        return self.htmls.get(document, "")

    def _read_texts(self) -> None:
        """The text of every script that has come since the last look; it is lost when the page is left."""
        from playwright.sync_api import Error  # noqa: PLC0415 -- heavy

        for response in self.responses:
            request = response.request
            is_new = request.resource_type == "script" and request.url not in self.texts
            if is_new and response.ok and _is_main(request, self.tab):
                with suppress(Error, UnicodeDecodeError):
                    self.texts[request.url] = response.text()[:_LONGEST]

    def _question(self, seen: Sighting) -> str:
        known = json.dumps(self.event)
        return f"(() => {{\n{_readers()}\nreturn look({question(self.guide.question(seen))}, {known});\n}})()"

    def _leave(self) -> None:
        from playwright.sync_api import Error  # noqa: PLC0415 -- heavy

        with suppress(Error):
            self.tab.goto("about:blank", timeout=5000)
            self.tab.wait_for_timeout(self.patience.leaves * 1000)

    def _asked(self) -> tuple[Asked, ...]:
        return tuple(self.requests.values())

    def _ask(self, request: Request) -> None:
        if request.url.startswith(("data:", "blob:", "about:")):
            return
        self.last = time.monotonic()
        body = (request.post_data_buffer or b"").decode("utf-8", "surrogateescape")
        self.requests[request] = Asked(
            request.method,
            request.url,
            "",
            body,
            kind=request.resource_type,
            at=round((self.last - self.start) * 1000),
            number=len(self.requests) + 1,
        )

    def _answer(self, response: Any) -> None:  # noqa: ANN401 -- as above
        self.last = time.monotonic()
        self.responses.append(response)
        request = response.request
        if request in self.requests:
            self.requests[request] = replace(self.requests[request], status=response.status)
        if request.is_navigation_request() and _is_main(request, self.tab):
            self.documents.append(response.url)

    def _fail(self, request: Request) -> None:
        if request in self.requests:
            why = str(request.failure or "failed")
            self.requests[request] = replace(self.requests[request], failure=why)

    def _hear(self, message: Any) -> None:  # noqa: ANN401 -- as above
        where = message.location or {}
        place = f"{where['url']}:{where.get('lineNumber', 0) + 1}" if where.get("url") else ""
        self.console.append(Message(message.type, message.text, place, self._now()))

    def _throw(self, error: Any) -> None:  # noqa: ANN401 -- as above
        stack = (error.stack or "").splitlines()
        place = next((line.strip().removeprefix("at ") for line in stack[1:] if "://" in line), "")
        self.errors.append(PageError(error.message.strip() or str(error), place, self._now()))

    def _now(self) -> float:
        return round((time.monotonic() - self.start) * 1000)


def question(platforms: Mapping[str, Any]) -> str:
    """What is asked of the page about each platform, as a literal with a function for each `ready`."""
    parts = []
    for slug, one in platforms.items():
        ready = f"function (settings) {{ return {one['ready']}; }}" if one["ready"] else "null"
        facts = f"globals: {json.dumps(one['globals'])}, settings: {json.dumps(one['settings'])}"
        parts.append(f"{json.dumps(slug)}: {{ {facts}, ready: {ready} }}")
    return "{" + ",\n".join(parts) + "}"


def facts(platform: Platform, values: Mapping[str, Value]) -> Mapping[str, Any]:
    """What is asked of the page about one platform, with a customer's values."""
    played = platform.analytics
    assert played is not None
    names = [*played.reads, *([played.queue] if played.queue else [])]
    filled = dict.fromkeys(settings.fill(name, values) for name in names)
    return {
        "ready": played.ready,
        "globals": [name for name in filled if name and "{" not in name],
        "settings": dict(values),
    }


def _forbidden(page: Mapping[str, Any]) -> tuple[Forbidden, ...]:
    return tuple(
        Forbidden(one["directive"], one["blocked"], one["place"], one["isReport"])
        for one in page.get("violations", ())
    )


def _is_main(request: Request, tab: Page) -> bool:
    from playwright.sync_api import Error  # noqa: PLC0415 -- heavy

    try:
        return request.frame == tab.main_frame
    except Error:
        # A service worker's request has no frame.
        return False


def _why(message: str, patience: Patience) -> str:
    """Why a page could not be reached, in words."""
    text = message.strip().splitlines()[0]
    if "Timeout" in text:
        return f"it did not answer within {patience.timeout:g} s"
    if "Download is starting" in text:
        return "it is a file to be saved, and no page"
    return next((words for sign, words in _REASONS.items() if sign in text), text)


_REASONS: Mapping[str, str] = {
    "ERR_NAME_NOT_RESOLVED": "there is no such host (ERR_NAME_NOT_RESOLVED)",
    "ERR_CONNECTION_REFUSED": "nobody answers there (ERR_CONNECTION_REFUSED)",
    "ERR_INTERNET_DISCONNECTED": "this machine has no network (ERR_INTERNET_DISCONNECTED)",
    "ERR_EMPTY_RESPONSE": "the server hung up without an answer (ERR_EMPTY_RESPONSE)",
    "ERR_TOO_MANY_REDIRECTS": "it redirects in a circle (ERR_TOO_MANY_REDIRECTS)",
    "ERR_CERT": "its certificate is not valid (ERR_CERT)",
    "NS_ERROR_UNKNOWN_HOST": "there is no such host (NS_ERROR_UNKNOWN_HOST)",
    "NS_ERROR_CONNECTION_REFUSED": "nobody answers there (NS_ERROR_CONNECTION_REFUSED)",
}


def _readers() -> str:
    state = (templates() / "js" / "testbed" / "observer" / "readState.js").read_text(
        encoding="utf-8"
    )
    return "\n".join([state, _file("readConsent.js"), _file("look.js")])


@cache
def _file(name: str) -> str:
    return (templates() / "js" / "live" / name).read_text(encoding="utf-8")
