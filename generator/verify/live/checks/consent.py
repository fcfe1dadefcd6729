"""TW7: whether the visitor's consent agrees with what is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.verify.live.codes import LiveFinding, finding
from generator.verify.live.reading import Reading


def check(reading: Reading, before: Sequence[LiveFinding]) -> Iterator[LiveFinding]:
    """Whether snippets that ask are answered, and whether a refusal is respected."""
    del before
    for slug in reading.reporting:
        yield from _asking(reading, slug)
        yield from _refused(reading, slug)


def _asking(reading: Reading, slug: str) -> Iterator[LiveFinding]:
    who = reading.asks(slug)
    if who is None or who == "function":
        return
    category = reading.category(slug)
    if who not in reading.consent:
        there = ", ".join(reading.consent) or "no consent manager that is known"
        yield finding(
            "TW703",
            f"the {slug} snippet waits for {who}, which is not on the page",
            f"it asks {who} for {category}; on the page: {there}",
            help=f"ask the manager that is there, or none: tagwright render {slug} --min --set consent=…",
            about=slug,
        )
    elif reading.answer(slug) == "open" and any(
        reading.reach(slug, decision) in ("taken", "never") for decision in reading.due
    ):
        yield finding(
            "TW701",
            f"the {slug} snippet holds its decisions until the visitor consents",
            f"it asks {who} for {category}; the answer is open",
            help="nothing is wrong with that; to see decisions arrive give a --storage-state with consent",
            about=slug,
        )


def _refused(reading: Reading, slug: str) -> Iterator[LiveFinding]:
    category = reading.category(slug)
    managers = [who for who, answers in reading.consent.items() if answers[category] == "denied"]
    left = [one for one in reading.arrivals if one.slug == slug and one.request]
    if managers and left and left[0].request:
        yield finding(
            "TW702",
            f"decisions are sent to {slug} although the visitor has refused {category}",
            *(f"{who} says for {category}: denied" for who in managers),
            f"request {left[0].request.number}: {left[0].request.method} {left[0].request.url}",
            help=f"have the snippet ask: tagwright render {slug} --min --set consent={managers[0]}"
            if reading.has_snippet(slug)
            else "have what sends it wait for consent",
            about=slug,
        )
