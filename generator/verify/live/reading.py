"""A Sighting in, all that it says out: what every check and the report go by. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from generator import settings
from generator.model import Analytics, Consent, Platform, Value
from generator.verify import decode
from generator.verify.live import decisions, document, policy, sent, snippets
from generator.verify.live.decisions import Client, Decision, Landing
from generator.verify.live.document import Tag
from generator.verify.live.policy import Policy
from generator.verify.live.sent import Arrival, Owner, Reach
from generator.verify.live.sighting import Sighting, is_optimizely
from generator.verify.live.snippets import Code, OnPage, Ran, Reader

#: what is there of a platform's SDK: all of it; its array alone; its global, and more cannot be told; nothing
Presence = Literal["ready", "queue", "there", "absent"]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a page is looked at.

    Attributes:
        platforms: every platform there is, by slug.
        configured: customers' values, by platform, as tagwright.toml has them.
        expected: the platforms that the page has to report to.
    """

    platforms: Mapping[str, Platform]
    configured: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    expected: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sighting says.

    Attributes:
        tags: scripts, stylesheets and policies of the document as it arrived, in order.
        codes: every script but Optimizely's own.
        snippets: those whose code is on the page; `ran`: those that the marker tells of.
        landing: the redirect that brought the visitor here.
        arrivals: whatever tells a platform of a decision.
        values: the settings of each platform, as far as they are known.
        owners: how the requests of each platform are known.
    """

    seen: Sighting
    known: Known
    tags: Sequence[Tag]
    codes: Sequence[Code]
    snippets: Sequence[OnPage]
    ran: Sequence[Ran]
    readers: Sequence[Reader]
    policies: Sequence[Policy]
    clients: Sequence[Client]
    decisions: Sequence[Decision]
    landing: Landing | None
    arrivals: Sequence[Arrival]
    values: Mapping[str, Mapping[str, Value]]
    owners: Mapping[str, Owner]

    @property
    def state(self) -> Mapping[str, Any]:
        """What Optimizely said of itself."""
        return self.seen.page.get("state") or {}

    @property
    def project(self) -> Mapping[str, Any]:
        """Of which account, project and revision Optimizely is."""
        return self.seen.page.get("project") or {}

    @property
    def consent(self) -> Mapping[str, Mapping[str, str]]:
        """What each consent manager says of each category."""
        return self.seen.page.get("consent") or {}

    @property
    def due(self) -> Sequence[Decision]:
        """The decisions that a platform has to be told."""
        return [decision for decision in self.decisions if decision.is_due]

    @property
    def optimizely(self) -> Sequence[Tag]:
        """Optimizely's scripts in the document, in order."""
        return [tag for tag in self.tags if tag.kind == "script" and self._is_optimizely(tag)]

    @property
    def late_optimizely(self) -> Sequence[str]:
        """The addresses of Optimizely's scripts that another script put on the page."""
        known = {tag.url for tag in self.optimizely}
        scripts = (script["src"] for script in self.seen.page.get("scripts", ()))
        texts = self.seen.texts
        return [
            url
            for url in dict.fromkeys(scripts)
            if url and url not in known and is_optimizely(url, texts.get(url, ""))
        ]

    @property
    def reporting(self) -> Sequence[str]:
        """The platforms that are to be told: those expected, and those with an analytics snippet; sorted."""
        own = {one.slug for one in self.snippets if one.role == "analytics"}
        # The marker alone: the site has packed the code anew, without its banner.
        own |= {one.slug for one in self.ran if one.took}
        return sorted(own | {*self.known.expected})

    def analytics(self, slug: str) -> Analytics:
        """What a platform says of how it is told."""
        found = self.known.platforms[slug].analytics
        assert found is not None
        return found

    def has_snippet(self, slug: str) -> bool:
        """Whether a snippet of the platform is on the page, or ran there."""
        return slug in {one.slug for one in self.snippets} | {one.slug for one in self.ran}

    def needs_sdk(self, slug: str) -> bool:
        """Whether the platform is told through a script of its own, for which the snippet waits or queues."""
        played = self.analytics(slug)
        return bool(played.csp.script or played.ready) and not played.sends

    def presence(self, slug: str) -> Presence:
        """What is there of the platform's SDK."""
        seen = self.seen.page.get("platforms", {}).get(slug, {})
        kinds = {*seen.get("globals", {}).values()}
        if seen.get("ready"):
            return "ready"
        if "there" in kinds:
            return "there"
        return "queue" if "queue" in kinds else "absent"

    def told(self, slug: str, decision: Decision) -> Sequence[Arrival]:
        """What tells a platform of a decision, rightly or not."""
        return [one for one in self.arrivals if one.slug == slug and one.decision == decision]

    def times(self, slug: str, decision: Decision) -> Sequence[Arrival]:
        """Each time a platform was told of a decision, as far as a decoder can tell: by the kind of row that came most often."""
        rows: dict[int, list[Arrival]] = {}
        for one in self.told(slug, decision):
            if (
                one.row is not None
                and not one.says_other
                and one.request
                and not one.request.failed
            ):
                rows.setdefault(one.decoder, []).append(one)
        return max(rows.values(), key=len, default=[])

    def is_doubled(self, slug: str, decision: Decision) -> bool:
        """Whether a platform was told more often than there are decisions that it cannot tell apart.

        Where Classic and Web are in one file both decide, and both decisions are told.
        """
        same = [one for one in self.decisions if _alike(one) == _alike(decision)]
        return len(self.times(slug, decision)) > len(same)

    def reach(self, slug: str, decision: Decision) -> Reach:
        """How far a decision came on its way to a platform."""
        told = [one for one in self.told(slug, decision) if not one.says_other]
        if any(one.request and not one.request.failed for one in told):
            return "sent"
        if any(one.request for one in told):
            return "failed"
        if told:
            waits = self.needs_sdk(slug) and self.presence(slug) in ("queue", "absent")
            return "queued" if waits else "handed over"
        if any(took(one, decision) for one in self.ran if one.slug == slug):
            return "taken"
        return "never"

    def is_readable(self, slug: str) -> bool:
        """Whether it can be told for certain what the platform's requests say."""
        return bool(self.owners[slug].decoders)

    def mentions(self, slug: str, text: str) -> bool:
        """Whether anything that goes to a platform has this text in it: a request, or a call in its arrays."""
        arrays = self.seen.page.get("platforms", {}).get(slug, {}).get("arrays", {})
        if any(text in found for found in sent.flat(arrays)):
            return True
        return any(
            text in found
            for request in self.seen.requests
            if self.owners[slug].has(request.url)
            for found in decode.texts(request)
        )

    def elsewhere(self, decision: Decision) -> Sequence[Arrival]:
        """What tells hosts of a decision that are no platform's, a proxy of the site's own perhaps."""
        return [one for one in self.arrivals if not one.slug and one.decision == decision]

    def asks(self, slug: str) -> str | None:
        """Whom the platform's snippet asks for consent."""
        return next((one.asks for one in self.snippets if one.slug == slug and one.asks), None)

    def answer(self, slug: str) -> str | None:
        """What the manager that the platform's snippet asks has answered: "granted", "denied", "open"; None where none is asked or there."""
        found = self.consent.get(self.asks(slug) or "", {})
        return found.get(self.category(slug))

    def category(self, slug: str) -> Consent:
        """What the platform needs consent to."""
        return self.analytics(slug).consent

    def _is_optimizely(self, tag: Tag) -> bool:
        return is_optimizely(tag.url, self.seen.texts.get(tag.url, "") if tag.url else tag.text)


def read(seen: Sighting, known: Known) -> Reading:
    """All that a sighting says."""
    address = seen.documents[-1] if seen.documents else seen.url
    found = snippets.codes(seen)
    on_page = snippets.on_page(found, known.platforms)
    values = values_of(on_page, known)
    state = seen.page.get("state") or {}
    decided = decisions.read(state)
    owners = {
        slug: sent.owner(platform, values[slug])
        for slug, platform in known.platforms.items()
        if platform.analytics
    }
    ran = snippets.ran(seen.page.get("marker") or {}, known.platforms, known.configured)
    slugs = {one.slug for one in on_page} | {one.slug for one in ran} | {*known.expected}
    arrivals = sent.of_requests(seen.requests, decided, tuple(owners.values()))
    tags = document.tags(seen.html, address)
    metas = [tag.text for tag in tags if tag.kind == "policy"]
    return Reading(
        seen=seen,
        known=known,
        tags=tags,
        codes=found,
        snippets=on_page,
        ran=ran,
        readers=snippets.readers(found),
        policies=policy.read(seen.headers, dict.fromkeys([*metas, *seen.page.get("policies", ())])),
        clients=decisions.clients(state),
        decisions=decided,
        landing=decisions.landing(state),
        arrivals=(*_narrowed(arrivals, slugs), *sent.of_arrays(seen, decided, sorted(slugs))),
        values=values,
        owners=owners,
    )


def values_of(on_page: Sequence[OnPage], known: Known) -> Mapping[str, Mapping[str, Value]]:
    """The settings of each platform: those in the snippet's code, else the customer's, else the defaults."""
    read_values: dict[str, Mapping[str, Value]] = {}
    for one in on_page:
        read_values[one.slug] = {**read_values.get(one.slug, {}), **one.values}
    return {
        slug: {
            **{
                name: value
                for name, setting in settings.declare(platform).items()
                if (value := setting.example if setting.required else setting.default) is not None
            },
            **known.configured.get(slug, {}),
            **read_values.get(slug, {}),
        }
        for slug, platform in known.platforms.items()
    }


def _alike(one: Decision) -> tuple[str, tuple[str, ...]]:
    """Equal for decisions that a platform which takes names alone cannot tell apart."""
    return one.experiment_name, one.variation_names


def took(one: Ran, decision: Decision) -> bool:
    """Whether a snippet has taken a decision, by what it noted in the marker."""
    ids = ",".join(decision.variation_ids)
    key = f"{decision.campaign_id},{decision.experiment_id},{ids}"
    # A view's own number follows where each view counts anew.
    return any(noted.startswith(key) for noted in one.took)


def _narrowed(arrivals: Sequence[Arrival], slugs: set[str]) -> Sequence[Arrival]:
    """Platforms share hosts: of those that a request may be for, the ones that have to do with the page, if any."""
    mine = {id(one.request) for one in arrivals if one.slug in slugs}
    return [
        one for one in arrivals if one.slug in slugs or not one.slug or id(one.request) not in mine
    ]
