"""Packages that tests look at, and what they are made for."""

from __future__ import annotations

import html.parser
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from generator import catalog, deliver
from generator.config import Config
from generator.deliver import Item, Parcel
from generator.deliver.parcel import of
from generator.model import Role, Value

Values = Mapping[str, Mapping[str, Value]]

#: one that is plain, one with slots, one with a setting that has to be given, and one of each other role
PACKAGED: Values = {
    "mixpanel": {},
    "adobe-analytics": {"variable": "eVar5"},
    "ga4": {"measurement_id": "G-ABC123"},
    "demandbase": {"mapping": "industry -> attribute:industry"},
    "callrail": {},
}

#: what has ended strings, scripts, comments, attributes and templates before, in one language or another
NASTY = [
    "'\"`\\",
    "</script><script>throw 1</script>",
    "<!-- -->",
    "<?php echo 1 ?>",
    "${x}",
    "]]>",
    "@Html.Raw(1)",
    "&lt;&amp;&#34;",
    "line\nline",
    "a\u2028\u2029b",
    "🎉 日本 Größe",
    "TAGWRIGHT_SCHEMA TAGWRIGHT_FACTS TAGWRIGHT_SLUG",
    "%data element%",
    "x" * 10_000,
]

#: what some forms read as a variable
DYNAMIC = ["{{x}}", "{{{{", "a {{ b"]

#: a setting of each type
EVERY_TYPE = """\
    name    = "Acme Analytics"
    docs    = "https://acme.example/docs"
    version = "1.0.0"
    status  = "active"

    [settings.text]
    type        = "string"
    title       = "Text"
    description = "Anything."
    default     = ""

    [settings.shaped]
    type        = "string"
    title       = "Shaped"
    description = "Letters."
    required    = true
    pattern     = "^[a-z]+$"
    example     = "abc"

    [settings.filled]
    type        = "string"
    title       = "Filled"
    description = "Anything but nothing."
    default     = "Seen"
    pattern     = "\\\\S"

    [settings.choice]
    type        = "string"
    title       = "Choice"
    description = "One of two."
    default     = "a"
    enum        = ["a", "b"]

    [settings.slot]
    type        = "integer"
    title       = "Slot"
    description = "A number."
    default     = 3
    minimum     = 1
    maximum     = 5

    [settings.rate]
    type        = "number"
    title       = "Rate"
    description = "A share."
    default     = 0.5
    minimum     = 0

    [settings.flag]
    type        = "boolean"
    title       = "Flag"
    description = "Yes or no."
    default     = true

    [analytics]
    queue   = "acme"
    reads   = ["acme"]
    writes  = ["acme"]
    records = ["acme.track"]
    """

_BODY = """\
    function makeRequest(decision, settings) {
      (window.acme = window.acme || []).push(["track", settings, decision.experimentName]);
    }
    """


def made(delivery: str, values: Values, **options: Value) -> Mapping[str, bytes]:
    """The files of a package by path, for platforms with these settings."""
    config = Config(values=values, deliveries={delivery: options})
    files = deliver.package(delivery, deliver.parcel(delivery, config))
    return {file.path: file.content for file in files}


def item(slug: str, values: Mapping[str, Value], role: Role = "analytics") -> Item:
    """One platform in one role, with these settings."""
    whole = of((catalog.load(slug),), Config(values={slug: values}), asks=True)
    return next(one for one in whole.items if one.role == role)


def every_type(folder: Path, **values: Value) -> Parcel:
    """A platform of our own that has a setting of each type."""
    own = folder / "acme"
    own.mkdir(parents=True, exist_ok=True)
    (own / "platform.toml").write_text(dedent(EVERY_TYPE), encoding="utf-8")
    (own / "analytics.js").write_text(dedent(_BODY), encoding="utf-8")
    given = {"acme": {"shaped": "abc", **values}}
    config = Config(folders=(folder,), values=given)
    return of((catalog.load("acme", (folder,)),), config)


class Elements(html.parser.HTMLParser):
    """Every start tag with its attributes, and all text, as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
