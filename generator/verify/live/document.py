"""A document as it arrived in, its scripts and stylesheets in their order out. Pure.

Scripts move other scripts about, so where something stands is read in the text that the server sent; what is there in
the end and not in that text was put there by a script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from urllib.parse import urljoin

#: elements that may stand in a head; any other ends it
_HEAD = {"base", "head", "html", "link", "meta", "noscript", "script", "style", "template", "title"}

#: types of a script element that a browser runs as it comes to it
_RUNS = ("", "text/javascript", "application/javascript", "text/ecmascript")


@dataclass(frozen=True, slots=True)
class Tag:
    """A script, a stylesheet, or a policy in a <meta>.

    Attributes:
        kind: "script", "stylesheet" or "policy".
        url: absolute; empty for what is in line.
        text: what is in line: code, or the policy.
        line: of the document, from 1.
    """

    kind: str
    in_head: bool
    line: int
    url: str = ""
    text: str = ""
    type: str = ""
    is_async: bool = False
    is_defer: bool = False
    has_integrity: bool = False

    @property
    def runs(self) -> bool:
        """Whether the browser takes it for a script; a consent manager has others stand by as text/plain."""
        return self.kind == "script" and self.type in {*_RUNS, "module"}

    @property
    def blocks(self) -> bool:
        """Whether what stands below waits for it to come over the network."""
        waits = self.is_async or self.is_defer or self.type == "module"
        is_script = self.runs and bool(self.url) and not waits
        return is_script or self.kind == "stylesheet"


def tags(html: str, base: str) -> Sequence[Tag]:
    """Everything of a document that loads or limits code, in order; `base` is the document's address."""
    parser = _Parser(base)
    parser.feed(html)
    parser.close()
    return tuple(parser.found)


class _Parser(HTMLParser):
    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Tag] = []
        self._base = base
        self._in_head = True
        self._open: Tag | None = None
        self._inert = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _HEAD:
            self._in_head = False
        if tag in ("template", "noscript"):
            self._inert += 1
        if tag == "base" and "href" in given:
            self._base = urljoin(self._base, given["href"])
        if self._inert:
            return
        in_head, line = self._in_head, self.getpos()[0]
        if tag == "script":
            self._open = Tag(
                "script",
                in_head,
                line,
                url=urljoin(self._base, given["src"].strip()) if given.get("src") else "",
                type=given.get("type", "").strip().lower(),
                is_async="async" in given,
                is_defer="defer" in given,
                has_integrity="integrity" in given,
            )
            self.found.append(self._open)
        elif tag == "link" and "stylesheet" in given.get("rel", "").lower().split():
            if given.get("media", "all") in ("", "all", "screen") and "disabled" not in given:
                self.found.append(
                    Tag("stylesheet", in_head, line, url=urljoin(self._base, given.get("href", "")))
                )
        elif tag == "meta" and given.get("http-equiv", "").lower() == "content-security-policy":
            self.found.append(Tag("policy", in_head, line, text=given.get("content", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._open = None
        elif tag in ("template", "noscript"):
            self._inert = max(0, self._inert - 1)
        elif tag == "head":
            self._in_head = False

    def handle_data(self, data: str) -> None:
        if self._open:
            known = replace(self._open, text=self._open.text + data)
            self.found[self.found.index(self._open)] = self._open = known
