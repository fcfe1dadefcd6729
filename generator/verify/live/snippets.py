"""The scripts of a live page in, the snippets among them out, and other code that reads Optimizely. Pure.

A snippet is known by its banner, which names platform and version, and by the marker on the page, which names platform
and digest of the settings once it has run. Other people's code is known by the names of Optimizely's getters in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from generator import catalog, settings, toml
from generator.errors import PlatformError, SettingsError
from generator.model import Platform, Role
from generator.resources import templates
from generator.verify.live.document import Tag, tags
from generator.verify.live.sighting import BANNER, Sighting, is_optimizely

#: a string as it is, or a key without quotes, as a minifier leaves the settings
_PIECE = re.compile(r'"(?:\\.|[^"\\])*"|([A-Za-z_$][\w$]*)(?=\s*:)')

#: what stands behind the settings, the argument of the whole snippet
_END = re.compile(r"\s*\)\s*;?\s*(?:$|\n)")


@dataclass(frozen=True, slots=True)
class Code:
    """The text of a script that ran, or was to run.

    Attributes:
        place: where it is, for people: its address, or the document's line.
        tag: how it stands in the document; none when a script put it there.
    """

    place: str
    text: str
    tag: Tag | None = None
    runs: bool = True


@dataclass(frozen=True, slots=True)
class OnPage:
    """A snippet whose code is on the page.

    Attributes:
        values: the settings that can be read in its code; those known while it was compiled are not.
        asks: whom it asks for consent, or None.
    """

    slug: str
    version: str
    code: Code
    role: Role
    values: Mapping[str, Any] = field(default_factory=dict)
    asks: str | None = None


@dataclass(frozen=True, slots=True)
class Ran:
    """A snippet that ran: its entry in the marker.

    Attributes:
        took: campaign, experiment and variations of each decision it has taken, joined by commas.
        chosen: whose settings these are: "tagwright.toml", "the defaults", "the examples", or "" for others.
    """

    slug: str
    digest: str
    version: str
    took: Sequence[str]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Code of somebody else's that reads Optimizely: what of it, and the clients that have this."""

    place: str
    titles: Sequence[str]
    clients: frozenset[str]


def codes(seen: Sighting) -> Sequence[Code]:
    """The text of every script of the page but Optimizely's own, each once."""
    document = [tag for tag in tags(seen.html, _address(seen)) if tag.kind == "script"]
    found = [
        Code(tag.url or f"the document, line {tag.line}", _text(tag, seen), tag, tag.runs)
        for tag in document
    ]
    known = {tag.url for tag in document if tag.url}
    known_texts = {tag.text.strip() for tag in document}
    found += [Code(url, text) for url, text in seen.texts.items() if url not in known]
    for script in seen.page.get("scripts", ()):
        if script["text"].strip() and script["text"].strip() not in known_texts:
            found.append(Code("a script that another put on the page", script["text"]))
    return tuple(code for code in found if not is_optimizely(code.place, code.text))


def on_page(found: Iterable[Code], platforms: Mapping[str, Platform]) -> Sequence[OnPage]:
    """Every snippet in these scripts, as often as it is there."""
    return tuple(
        _on_page(platforms[slug], version, Code(code.place, text, code.tag, code.runs))
        for code in found
        for slug, version, text in _parts(code.text)
        if slug in platforms
    )


def libraries(found: Iterable[Code]) -> Sequence[tuple[str, str, Code]]:
    """Name, version and script of every library of ours."""
    names = catalog.libraries()
    return tuple(
        (name, version, code)
        for code in found
        for name, version, _ in _parts(code.text)
        if name in names
    )


def ran(
    marker: Mapping[str, Any],
    platforms: Mapping[str, Platform],
    configured: Mapping[str, Mapping[str, Any]],
) -> Sequence[Ran]:
    """Every snippet that the marker tells of; `configured` are customers' values, by platform."""
    return tuple(
        Ran(
            slug,
            digest,
            str(entry.get("version", "")),
            tuple(key for key, value in entry.items() if key != "version" and "," in key and value),
            _chosen(platforms[slug], digest, configured.get(slug)),
        )
        for key, entry in marker.items()
        for slug, _, digest in [key.partition("#")]
        if slug in platforms and isinstance(entry, Mapping)
    )


def readers(found: Iterable[Code]) -> Sequence[Reader]:
    """Code that reads Optimizely and is neither Optimizely's nor ours."""
    return tuple(_readers(found))


def _address(seen: Sighting) -> str:
    return seen.documents[-1] if seen.documents else seen.url


def _text(tag: Tag, seen: Sighting) -> str:
    return seen.texts.get(tag.url, "") if tag.url else tag.text


def _parts(text: str) -> Iterator[tuple[str, str, str]]:
    """Name, version and text of each program of ours in a script: a site may have put several into one file."""
    found = list(BANNER.finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)]
    for one, end in zip(found, ends, strict=bool(found)):
        yield one[1], one[2], text[one.start() : end]


def _on_page(platform: Platform, version: str, code: Code) -> OnPage:
    values = _settings(code.text)
    role = _role(platform, code.text, values)
    return OnPage(platform.slug, version, code, role, values, _asks(code.text, values))


def _settings(text: str) -> Mapping[str, Any]:
    """What can be read of the settings at the end of a snippet's code; nothing where a site has packed it anew."""
    end = len(text)
    while (end := text.rfind("({", 0, end)) >= 0:
        found = _literal(text[end + 1 :])
        if found is not None:
            return found
    return {}


def _literal(text: str) -> Mapping[str, Any] | None:
    """The object that a text begins with and a call ends with, with keys as JavaScript may write them."""
    quoted = _PIECE.sub(lambda piece: f'"{piece[1]}"' if piece[1] else piece[0], text)
    try:
        found, end = json.JSONDecoder().raw_decode(quoted)
    except ValueError:
        return None
    return found if isinstance(found, dict) and _END.match(quoted, end) else None


def _role(platform: Platform, text: str, values: Mapping[str, Any]) -> Role:
    """The role of a snippet of a platform that plays several: what only the frame of one role says tells."""
    is_audience = "mapping" in values or settings.storage(platform) in text
    if "audience" in platform.roles and is_audience:
        return "audience"
    if "conversion" in platform.roles and (".started" in text or "analytics" not in platform.roles):
        return "conversion"
    return "analytics" if "analytics" in platform.roles else platform.roles[0]


def _asks(text: str, values: Mapping[str, Any]) -> str | None:
    """Whom a snippet asks for consent, by the globals that only the part which asks them reads."""
    if "consent_function" in values:
        return "function"
    for who, globals_ in catalog.consent_reads().items():
        names = [name for name in globals_ if "{" not in name]
        if names and all(re.search(rf"\b{re.escape(name)}\b", text) for name in names):
            return who
    return None


def _chosen(platform: Platform, digest: str, configured: Mapping[str, Any] | None) -> str:
    for name, values, examples in (
        ("tagwright.toml", configured, False),
        ("the defaults", {}, False),
        ("the examples", {}, True),
    ):
        if values is not None and digest in _digests(platform, values, examples=examples):
            return name
    return ""


def _digests(platform: Platform, values: Mapping[str, Any], *, examples: bool) -> Iterator[str]:
    for role in platform.roles:
        try:
            yield settings.resolve(platform, values, role=role, examples=examples).digest
        except SettingsError:
            # What a role requires is not given: nobody has a snippet of these settings.
            continue


def _readers(found: Iterable[Code]) -> Iterator[Reader]:
    for code in found:
        if BANNER.search(code.text):
            continue
        hits = [one for one in _patterns() if one["pattern"].search(code.text)]
        if hits:
            yield Reader(
                code.place,
                tuple(one["title"] for one in hits),
                frozenset(client for one in hits for client in one["clients"]),
            )


@cache
def _patterns() -> Sequence[Mapping[str, Any]]:
    document = toml.read(templates() / "js" / "live" / "readers.toml", PlatformError)
    return [{**one, "pattern": re.compile(one["pattern"])} for one in document.data["reader"]]
