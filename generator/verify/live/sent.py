"""Requests and waiting calls of a live page in, where each decision went out. Pure.

A platform's own decoders (`requests.toml`) read its requests. Where it has none, a request to its hosts that names the
experiment and the variation is as much as can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from urllib.parse import urlsplit

from generator import catalog, settings
from generator.model import Decoder, Platform, Value
from generator.verify import decode
from generator.verify.live.decisions import Decision
from generator.verify.live.sighting import Asked, Sighting, is_optimizely
from generator.verify.wording import value_text

#: how far a decision came on its way to a platform, farthest first
Reach = Literal["sent", "failed", "handed over", "queued", "taken", "never"]

#: what is asked for to show or run the page, and carries nothing to anybody
_OWN_KINDS = ("document", "script", "stylesheet", "font", "media", "manifest")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that tells a platform of a decision.

    Attributes:
        slug: the platform; empty when the host is nobody's that is known.
        request: what left the browser; None for what stands in an array of the page.
        row: what the platform's decoder read; None where the request only names the decision.
        decoder: its place among the platform's, from 0.
        says_other: the experiment is right, and the variation is not that of the visitor.
        array: the array that holds it.
        text: what there is, for people.
    """

    slug: str
    decision: Decision
    request: Asked | None = None
    row: Mapping[str, Any] | None = None
    decoder: int = 0
    says_other: bool = False
    array: str = ""
    text: str = ""

    @property
    def place(self) -> str:
        """Where it went, for people."""
        return urlsplit(self.request.url).hostname or "" if self.request else f"window.{self.array}"


@dataclass(frozen=True, slots=True)
class Owner:
    """A platform as its requests are known: its decoders, addresses and hosts."""

    slug: str
    decoders: Sequence[Decoder]
    sends: Sequence[str]
    hosts: Sequence[str]

    def has(self, url: str) -> bool:
        """Whether a request is to this platform."""
        return (
            any(re.search(decoder.url, url) for decoder in self.decoders)
            or url.startswith(tuple(self.sends))
            or any(_is_host(urlsplit(host).netloc or host, url) for host in self.hosts)
        )


def owner(platform: Platform, values: Mapping[str, Value]) -> Owner:
    """How the requests of an analytics platform are known, with a customer's values."""
    known = catalog.requests(platform)
    played = platform.analytics
    assert played is not None
    sends = [settings.fill(address, values) for address in played.sends]
    return Owner(
        platform.slug,
        known.request if known else (),
        [address for address in sends if "{" not in address],
        [*played.csp.connect, *played.csp.img],
    )


def of_requests(
    requests: Iterable[Asked], decisions: Sequence[Decision], owners: Sequence[Owner]
) -> Sequence[Arrival]:
    """Everything in the requests that tells somebody of a decision; Optimizely itself is nobody here."""
    return tuple(
        arrival
        for request in requests
        if not (urlsplit(request.url).hostname or "").endswith(".optimizely.com")
        and not is_optimizely(request.url)
        for arrival in _of_request(request, decisions, owners)
    )


def of_arrays(
    seen: Sighting, decisions: Sequence[Decision], slugs: Iterable[str]
) -> Sequence[Arrival]:
    """Everything that waits in the platforms' arrays on the page, or was handed over in them."""
    return tuple(
        Arrival(slug, decision, array=path, text=value_text(item))
        for slug in slugs
        for path, items in _arrays(seen, slug).items()
        for item in items or ()
        for texts in [_texts(item)]
        for decision in decisions
        if _names(texts, decision)
    )


def _arrays(seen: Sighting, slug: str) -> Mapping[str, Sequence[Any]]:
    found: Mapping[str, Sequence[Any]] = (
        seen.page.get("platforms", {}).get(slug, {}).get("arrays", {})
    )
    return found


def _of_request(
    request: Asked, decisions: Sequence[Decision], owners: Sequence[Owner]
) -> Iterator[Arrival]:
    found = [one for one in owners if one.has(request.url)]
    decoded = [arrival for one in found for arrival in _decoded(request, decisions, one)]
    yield from decoded
    known = {(arrival.slug, arrival.decision) for arrival in decoded}
    if request.kind in _OWN_KINDS:
        return
    texts = decode.texts(request)
    text = f"{request.method} {request.url}"
    for decision in decisions:
        if _names(texts, decision):
            for slug in [one.slug for one in found] or [""]:
                if (slug, decision) not in known:
                    yield Arrival(slug, decision, request, text=text)


def _decoded(request: Asked, decisions: Sequence[Decision], one: Owner) -> Iterator[Arrival]:
    for number, decoder in enumerate(one.decoders):
        for row in decode.rows([decoder], request):
            texts = _texts(row)
            for decision in decisions:
                is_right = _names(texts, decision)
                if is_right or _is_of(texts, decision):
                    yield Arrival(
                        one.slug, decision, request, row, number, not is_right, text=value_text(row)
                    )


def _texts(value: Any) -> Sequence[str]:  # noqa: ANN401 -- whatever the page or the vendor says
    return tuple(dict.fromkeys(flat(value)))


def flat(value: Any) -> Iterator[str]:  # noqa: ANN401 -- as above
    """Every key and value in it, as text."""
    if isinstance(value, Mapping):
        for key, member in value.items():
            yield str(key)
            yield from flat(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from flat(member)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _names(texts: Sequence[str], decision: Decision) -> bool:
    """Whether the texts name the experiment and the visitor's variation, or that the visitor is held back."""
    if not _is_told(texts, decision.experiment_id, decision.experiment_name):
        return False
    if decision.is_holdback and any("holdback" in text.lower() for text in texts):
        return True
    pairs = zip(decision.variation_ids, decision.variation_names, strict=False)
    return all(_has_id(texts, one) for one in decision.variation_ids) or all(
        _is_told(texts, identity, name) for identity, name in pairs
    )


def _is_of(texts: Sequence[str], decision: Decision) -> bool:
    """Whether the texts are about this experiment for certain: by its id, or its whole name; and say something of it."""
    is_it = _has_id(texts, decision.experiment_id) or decision.experiment_name in texts
    return is_it and not _has_id(texts, *decision.variation_ids) and len(texts) > _SAYS


#: keys and values of a row that does no more than name its experiment
_SAYS = 2


def _is_told(texts: Sequence[str], identity: str, name: str) -> bool:
    return _has_id(texts, identity) or any(_has_name(text, name) for text in texts)


def _has_id(texts: Sequence[str], *ids: str) -> bool:
    return any(_id(one).search(text) for one in ids for text in texts)


@cache
def _id(identity: str) -> re.Pattern[str]:
    """An id, and not the middle of a longer number."""
    return re.compile(rf"(?<!\d){re.escape(identity)}(?!\d)")


#: a shorter name is a word like any other: it must be the whole text
_A_NAME = 4
#: so much of a name can be only this name, cut
_A_CUT = 20


def _has_name(text: str, name: str) -> bool:
    if text == name:
        return True
    if len(name) < _A_NAME:
        return False
    cleaned = _cleaned(name)
    return (
        name in text
        or (len(text) >= _A_CUT and name.startswith(text.rstrip("…. ")))
        or (len(cleaned.strip("_")) >= _A_NAME and cleaned in _cleaned(text))
    )


def _cleaned(text: str) -> str:
    """As Optimizely and many platforms clean names."""
    return re.sub(r"[^a-zA-Z0-9]+", "_", text)


def _is_host(pattern: str, url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if pattern.startswith("*."):
        return host.endswith(pattern[1:])
    return host == pattern
