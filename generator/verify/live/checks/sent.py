"""TW6: whether what Optimizely decided arrives, once, and as it was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.verify.live.codes import LiveFinding, finding, listed
from generator.verify.live.decisions import Decision
from generator.verify.live.reading import Reading
from generator.verify.live.sent import Arrival, Reach

#: findings after which it is clear why nothing arrives at a platform
_WHY = ("TW112", "TW113", "TW401", "TW402", "TW501", "TW502", "TW503", "TW701", "TW703")
#: findings after which it is clear why something arrives twice
_TWICE = ("TW404",)


def check(reading: Reading, before: Sequence[LiveFinding]) -> Iterator[LiveFinding]:
    """How the decisions came to each platform; what has one cause is one finding, however many decisions it is about."""
    causes = {one.about for one in before if one.kind in _WHY}
    twice = {one.about for one in before if one.kind in _TWICE}
    for slug in reading.reporting:
        # A snippet that was told no is right to be silent.
        if slug not in causes and reading.answer(slug) != "denied":
            yield from _lost(reading, slug)
            yield from _failed(reading, slug)
        if slug not in twice:
            yield from _doubled(reading, slug)
        for decision in reading.decisions:
            yield from _wrong(reading, slug, decision)
        yield from _referrer(reading, slug)


def _lost(reading: Reading, slug: str) -> Iterator[LiveFinding]:
    name = reading.known.platforms[slug].name
    reaches: Sequence[Reach] = ("taken", "never")
    for reach in reaches:
        lost = [
            one
            for one in reading.due
            if reading.reach(slug, one) == reach
            and not reading.told(slug, one)
            and not _is_hidden(reading, slug, one)
        ]
        if lost:
            decided = (
                f"Optimizely {one.client.capitalize()} decided: {one.title}: {one.variation_title}"
                for one in lost
            )
            yield finding(
                "TW601",
                f"{name} is not told of {_counted(lost)}",
                *listed(decided),
                _story(reading, slug, reach, len(lost)),
                *_instead(reading, slug, lost),
                help=_advice(reading, slug, reach),
                about=slug,
            )


def _failed(reading: Reading, slug: str) -> Iterator[LiveFinding]:
    failed = [one for one in reading.due if reading.reach(slug, one) == "failed"]
    if failed:
        lines = dict.fromkeys(
            f"{_request(one)}: {one.request.fate}"
            for decision in failed
            for one in reading.told(slug, decision)
            if one.request
        )
        yield finding(
            "TW603",
            f"{reading.known.platforms[slug].name} does not take the requests that tell of {_counted(failed)}",
            *listed(lines),
            help="open the browser's network panel on this page: an ad blocker, a wrong key or a full quota is the usual cause",
            about=slug,
        )


def _counted(decisions: Sequence[Decision]) -> str:
    return decisions[0].title if len(decisions) == 1 else f"{len(decisions)} decisions"


def _is_hidden(reading: Reading, slug: str, decision: Decision) -> bool:
    """Whether it may have been sent all the same: by a way that cannot be read, or to a host of the site's own."""
    can_read = reading.is_readable(slug)
    is_taken = reading.reach(slug, decision) == "taken"
    return is_taken and (not can_read or bool(reading.elsewhere(decision)))


def _story(reading: Reading, slug: str, reach: Reach, count: int) -> str:
    they = "it" if count == 1 else "them"
    if reach == "taken":
        return f"the {slug} snippet took {they}, and no request with {they} left the page"
    if reading.has_snippet(slug):
        return f"the {slug} snippet never took {they}"
    return f"no request and no call names {they}"


def _instead(reading: Reading, slug: str, lost: Sequence[Decision]) -> Iterator[str]:
    others = [one for one in reading.arrivals if one.slug == slug and one.decision not in lost]
    for one in others[:1]:
        yield f"what did arrive: {one.text}"


def _advice(reading: Reading, slug: str, reach: Reach) -> str:
    if reach == "taken":
        return f"call the SDK in the page's console and look at its requests: a wrong key, sampling or an opt-out drops them; then 'tagwright verify {slug}' shows what the snippet calls"
    if reading.has_snippet(slug):
        return f"build the snippet for this client: tagwright render {slug} --min --client auto"
    return f"replace what reports here with the snippet: tagwright render {slug} --min"


def _doubled(reading: Reading, slug: str) -> Iterator[LiveFinding]:
    """Told more than once by the same kind of row: a request that only names a decision may do so for many reasons."""
    found = {
        (one.experiment_name, one.variation_names): one
        for one in reading.decisions
        if reading.is_doubled(slug, one)
    }
    if found:
        told = [reading.times(slug, one) for one in found.values()]
        most = max(map(len, told))
        count = "twice" if most == 2 else f"up to {most} times"  # noqa: PLR2004 -- two times are twice
        yield finding(
            "TW602",
            f"{reading.known.platforms[slug].name} is told {count} of {_counted(list(found.values()))}",
            *listed(f"{_request(one)}: {one.text}" for times in told for one in times),
            *_reporters(reading, slug),
            help="take out one of those that report it"
            if reading.readers
            else "find the second one: a tag manager, or the platform's own integration with Optimizely",
            about=slug,
        )


def _reporters(reading: Reading, slug: str) -> Iterator[str]:
    """Who may have told it."""
    for one in reading.snippets:
        if one.slug == slug:
            yield f"one that reports: the {slug} snippet ({one.code.place})"
    for reader in reading.readers:
        yield f"another one that reads Optimizely: {', '.join(reader.titles)} ({reader.place})"


def _wrong(reading: Reading, slug: str, decision: Decision) -> Iterator[LiveFinding]:
    told = [one for one in reading.told(slug, decision) if one.request and not one.request.failed]
    name = reading.known.platforms[slug].name
    lines = [f"{_request(one)}: {one.text}" for one in told]
    others = [one for one in told if one.says_other]
    if not told:
        return
    if not decision.runs:
        yield finding(
            "TW607",
            f"{name} is told of {decision.title}, which does not run on this page",
            *lines,
            help="report the active experiments alone: Classic's activeExperiments, Web's campaigns with isActive",
            about=slug,
        )
    elif decision.is_holdback and not decision.is_personalization:
        if not all(_says_holdback(one) for one in told):
            yield finding(
                "TW605",
                f"{name} is told that this visitor saw {decision.title}, from which they are held back",
                *lines,
                help="leave out who is held back (isInCampaignHoldback), as a snippet with holdback=skip does",
                about=slug,
            )
    elif others and len(others) == len(told):
        yield finding(
            "TW604",
            f"{name} is told another variation of {decision.title} than this visitor's",
            f"Optimizely decided: {decision.variation_title}",
            *(f"{_request(one)}: {one.text}" for one in others),
            help="look for a variable that several experiments share, or for a value kept from an earlier page",
            about=slug,
        )


def _says_holdback(one: Arrival) -> bool:
    return "holdback" in one.text.lower()


def _referrer(reading: Reading, slug: str) -> Iterator[LiveFinding]:
    landing = reading.landing
    if not landing or not landing.referrer or "referrer" in reading.analytics(slug).dangers:
        return
    told = [
        one
        for one in reading.arrivals
        if one.slug == slug and one.request and one.decision.is_redirect
    ]
    if not told or reading.mentions(slug, landing.referrer):
        return
    name = reading.known.platforms[slug].name
    yield finding(
        "TW606",
        f"a redirect experiment brought the visitor here, and {name} is not told where they had come from",
        f"Optimizely says: they came from {landing.referrer}",
        f"document.referrer is {reading.seen.page.get('referrer') or 'empty'}",
        *dict.fromkeys(_request(one) for one in told),
        help="set the referrer before the page view is sent: the snippet's initialize does, where it stands above the platform's own code",
        about=slug,
    )


def _request(one: Arrival) -> str:
    assert one.request is not None
    return f"request {one.request.number}, {one.request.method} {one.request.url.partition('?')[0]}"
