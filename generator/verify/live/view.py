"""Looks in, the words and figures of the report, of results.json and of the tables out. Pure."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator import __version__
from generator.verify.live.codes import LiveFinding
from generator.verify.live.decisions import Decision
from generator.verify.live.looks import Look
from generator.verify.live.reading import Reading
from generator.verify.live.sent import Arrival
from generator.verify.wording import value_text

#: the clients' names as people know them
CLIENT_NAMES: Mapping[str, str] = {"classic": "Classic", "web": "Web", "edge": "Edge"}

#: how far a decision came, as people say it
_REACH: Mapping[str, str] = {
    "sent": "sent",
    "failed": "sent, and the request failed",
    "handed over": "handed to it on the page",
    "queued": "waits in its array",
    "taken": "taken by the snippet; nothing that was seen says it left",
    "never": "not told",
}

_PRESENCE: Mapping[str, str] = {
    "ready": "there",
    "there": "there",
    "queue": "an array that waits for it",
    "absent": "not there",
}


def data(looks: Sequence[Look]) -> Mapping[str, Any]:
    """All of it as JSON can say it: the shape of results.json and of `--json`."""
    return {
        "tagwright": __version__,
        "ok": all(look.ok for look in looks),
        "pages": [_page(look) for look in looks],
    }


def summary(look: Look) -> str:
    """One line that says what the page is."""
    reading = look.reading
    if look.is_lost:
        return "not reached"
    running = sum(decision.runs for decision in reading.decisions)
    who = " and ".join(CLIENT_NAMES[client] for client in reading.clients)
    project = reading.project.get("projectId")
    parts = [f"Optimizely {who}" if who else "no Optimizely that runs"]
    parts += [f"project {project}"] if project else []
    parts += (
        [f"{running} experiment{'' if running == 1 else 's'} run{'s' if running == 1 else ''}"]
        if who
        else []
    )
    return ", ".join(parts)


def count(findings: Sequence[LiveFinding]) -> str:
    """How many findings of each weight."""
    errors = sum(one.weight == "error" for one in findings)
    warnings = len(findings) - errors
    parts = [f"{errors} error{'' if errors == 1 else 's'}"] if errors else []
    parts += [f"{warnings} warning{'' if warnings == 1 else 's'}"] if warnings else []
    return ", ".join(parts) or "no findings"


def rows(look: Look) -> Sequence[Mapping[str, str]]:
    """A row for each decision: what Optimizely decided, and where it was sent."""
    return [
        {
            # A test's campaign has its name, and nothing else to tell.
            "campaign": ""
            if one.campaign_name == one.experiment_name
            else _named(one.campaign_name, one.campaign_id),
            "experiment": one.title,
            "variation": one.variation_title,
            "state": one.state,
            "sent": "; ".join(_destinations(look.reading, one)) or _nowhere(one),
        }
        for one in look.reading.decisions
    ]


def entries(look: Look) -> Sequence[Mapping[str, Any]]:
    """The decisions as `inspect --json` has them."""
    return [
        {**_decision(one), "sent": list(_sent(look.reading, one))} for one in look.reading.decisions
    ]


def view(looks: Sequence[Look]) -> Mapping[str, Any]:
    """Every value of the report's template but the date."""
    pages = [_shown(look) for look in looks]
    return {
        "title": pages[0]["url"] if len(pages) == 1 else f"{len(pages)} live pages",
        "pages": pages,
        "failed": sum(not look.ok for look in looks),
        "engines": list(dict.fromkeys(look.engine for look in looks)),
        "seconds": sum(look.reading.seen.seconds for look in looks),
    }


def facts(reading: Reading) -> Sequence[tuple[str, str]]:
    """What is on the page, in the order in which a person would ask; a word that repeats is left out by who shows them."""
    return list(_facts(reading))


def _facts(reading: Reading) -> Iterator[tuple[str, str]]:
    seen = reading.seen
    if len(seen.documents) > 1:
        yield "Address", " → ".join(seen.documents)
    for policy in reading.policies:
        yield "Policy", f"{policy.where}: {policy.text}"
    if not reading.policies:
        yield "Policy", "none: neither a Content-Security-Policy header nor a <meta>"
    yield from _optimizely(reading)
    yield from _between(reading)
    for slug in reading.reporting:
        yield "SDK", f"{reading.known.platforms[slug].name}: {_sdk(reading, slug)}"
    yield from _consent(reading)
    if reading.landing:
        came = f"from {reading.landing.referrer}" if reading.landing.referrer else "directly"
        yield (
            "Redirect",
            f"experiment {reading.landing.experiment_id} redirected here; the visitor had come {came}",
        )


def _between(reading: Reading) -> Iterator[tuple[str, str]]:
    """What stands between Optimizely and the platforms."""
    for one in reading.snippets:
        values = f", settings {value_text(dict(one.values))}" if one.values else ""
        asks = f", asks {one.asks} for consent" if one.asks else ""
        yield (
            "Snippets",
            f"{one.slug} {one.version}, role {one.role}{values}{asks} ({one.code.place})",
        )
    for ran in reading.ran:
        known = f", which are those of {ran.chosen}" if ran.chosen else ""
        took = f"took {len(ran.took)} decision{'' if len(ran.took) == 1 else 's'}"
        yield "Ran", f"{ran.slug} {ran.version} with the settings {ran.digest}{known}; {took}"
    if not reading.snippets and not reading.ran:
        yield "Snippets", "none of tagwright's"
    for reader in reading.readers:
        yield "Other code that reads Optimizely", f"{reader.place}: {', '.join(reader.titles)}"
    for key, campaigns in (reading.project.get("integrations") or {}).items():
        yield "Set up in Optimizely itself", f"{key}, for campaign {', '.join(campaigns)}"


def _optimizely(reading: Reading) -> Iterator[tuple[str, str]]:
    for tag in reading.optimizely:
        where = "in the head" if tag.in_head else "in the body"
        how = ", async" if tag.is_async else ", defer" if tag.is_defer else ""
        yield "Optimizely's script", f"line {tag.line}, {where}{how}: {tag.url or 'in line'}"
    if not reading.optimizely:
        for url in reading.late_optimizely:
            yield "Optimizely's script", f"put on the page by another script: {url}"
    who = " and ".join(CLIENT_NAMES[client] for client in reading.clients)
    words = {
        "accountId": "account",
        "projectId": "project",
        "snippetId": "snippet",
        "revision": "revision",
        "clientVersion": "client",
    }
    told = [
        f"{word} {reading.project[key]}" for key, word in words.items() if reading.project.get(key)
    ]
    yield "Optimizely", ", ".join([who or "does not run", *told])


def _sdk(reading: Reading, slug: str) -> str:
    if not reading.needs_sdk(slug):
        return "needs none"
    return _PRESENCE[reading.presence(slug)]


def _consent(reading: Reading) -> Iterator[tuple[str, str]]:
    for who, answers in reading.consent.items():
        yield (
            "Consent",
            f"{who}: {', '.join(f'{category} {answer}' for category, answer in answers.items())}",
        )
    if not reading.consent:
        yield "Consent", "no consent manager that is known"


def _nowhere(decision: Decision) -> str:
    return "nowhere that was seen" if decision.is_due else "nowhere, as it should be"


def _reached(entry: Mapping[str, Any]) -> str:
    """How far a decision came, and how often."""
    if entry["reach"] in ("taken", "never") and entry["consent"] in ("open", "denied"):
        return (
            "waits for consent" if entry["consent"] == "open" else "not told: consent was refused"
        )
    times = f" {entry['times']} times" if entry["times"] > 1 else ""
    return _REACH[entry["reach"]] + times


def _destinations(reading: Reading, decision: Decision) -> Iterator[str]:
    for entry in _sent(reading, decision):
        if entry["platform"]:
            yield f"{entry['platform']}: {_reached(entry)}"
        else:
            yield f"{entry['host']}, which is no platform's that is known"


def _sent(reading: Reading, decision: Decision) -> Iterator[Mapping[str, Any]]:
    """Each platform and host that a decision went to, or was to go to, once."""
    slugs = {one.slug for one in reading.arrivals if one.decision == decision and one.slug}
    wanted = {*reading.reporting} if decision.is_due else set()
    for slug in sorted(slugs | wanted):
        told = reading.told(slug, decision)
        yield {
            "platform": slug,
            "reach": reading.reach(slug, decision),
            "times": len(reading.times(slug, decision)),
            "consent": reading.answer(slug),
            "requests": [one.request.number for one in told if one.request],
            "says": list(dict.fromkeys(one.text for one in told)),
        }
    for host in sorted({one.place for one in reading.elsewhere(decision)}):
        told = [one for one in reading.elsewhere(decision) if one.place == host]
        yield {
            "platform": "",
            "host": host,
            "reach": "sent",
            "times": len(told),
            "consent": None,
            "requests": [one.request.number for one in told if one.request],
            "says": list(dict.fromkeys(one.text for one in told)),
        }


def _named(name: str, identity: str) -> str:
    return identity if name == identity else f"{name} ({identity})"


def _decision(one: Decision) -> Mapping[str, Any]:
    return {
        "client": one.client,
        "campaignId": one.campaign_id,
        "campaignName": one.campaign_name,
        "experimentId": one.experiment_id,
        "experimentName": one.experiment_name,
        "variationIds": list(one.variation_ids),
        "variationName": one.variation_name,
        "isHoldback": one.is_holdback,
        "isRedirect": one.is_redirect,
        "runs": one.runs,
    }


def _page(look: Look) -> Mapping[str, Any]:
    reading = look.reading
    seen = reading.seen
    return {
        "url": seen.url,
        "final": seen.final,
        "browser": str(look.engine),
        "ok": look.ok,
        "reached": not look.is_lost,
        "status": seen.status,
        "seconds": round(seen.seconds, 3),
        "findings": [_finding(one) for one in look.findings],
        "ignored": [_finding(one) for one in look.ignored],
        "optimizely": {
            "clients": list(reading.clients),
            "scripts": [
                {
                    "url": tag.url,
                    "line": tag.line,
                    "inHead": tag.in_head,
                    "async": tag.is_async,
                    "defer": tag.is_defer,
                }
                for tag in reading.optimizely
            ],
            **{key: value for key, value in reading.project.items() if value},
        },
        "policies": [{"where": one.where, "text": one.text} for one in reading.policies],
        "decisions": list(entries(look)),
        "snippets": [
            {
                "platform": one.slug,
                "version": one.version,
                "role": one.role,
                "place": one.code.place,
                "settings": dict(one.values),
                "asks": one.asks,
            }
            for one in reading.snippets
        ],
        "ran": [
            {
                "platform": one.slug,
                "version": one.version,
                "digest": one.digest,
                "settings": one.chosen,
                "took": list(one.took),
            }
            for one in reading.ran
        ],
        "readers": [{"place": one.place, "reads": list(one.titles)} for one in reading.readers],
        "platforms": {
            slug: {"sdk": reading.presence(slug), "needed": reading.needs_sdk(slug)}
            for slug in reading.reporting
        },
        "consent": {who: dict(answers) for who, answers in reading.consent.items()},
        "redirect": {
            "experimentId": reading.landing.experiment_id,
            "referrer": reading.landing.referrer,
        }
        if reading.landing
        else None,
        "requests": [
            {
                "number": one.number,
                "method": one.method,
                "url": one.url,
                "kind": one.kind,
                "status": one.status,
                "failure": one.failure,
                "at": one.at,
            }
            for one in seen.requests
        ],
        "console": [{"type": one.type, "text": one.text, "by": one.by} for one in seen.console],
        "errors": [{"message": one.message, "place": one.place} for one in seen.errors],
    }


def _finding(one: LiveFinding) -> Mapping[str, Any]:
    return {
        "code": one.kind,
        "weight": one.weight,
        "about": one.about,
        "sentence": one.sentence,
        "help": one.help,
        "evidence": list(one.evidence),
    }


def _shown(look: Look) -> Mapping[str, Any]:
    reading = look.reading
    return {
        "url": reading.seen.url,
        "summary": summary(look),
        "count": count(look.findings),
        "ok": look.ok,
        "mark": "bad" if not look.ok else "unsure" if look.findings else "good",
        "lost": look.is_lost,
        "findings": look.findings,
        "ignored": look.ignored,
        "facts": facts(reading) if not look.is_lost else [],
        "decisions": [
            {
                **row,
                "destinations": [
                    _destination(reading, decision, entry) for entry in _sent(reading, decision)
                ],
            }
            for row, decision in zip(rows(look), reading.decisions, strict=True)
        ],
        "told": [
            _told(one) for one in reading.arrivals if one.request and one.slug in reading.reporting
        ],
        "requests": reading.seen.requests,
        "console": reading.seen.console,
        "errors": reading.seen.errors,
        "picture": base64.b64encode(reading.seen.picture).decode("ascii"),
        "seconds": reading.seen.seconds,
    }


def _destination(
    reading: Reading, decision: Decision, entry: Mapping[str, Any]
) -> Mapping[str, Any]:
    name = reading.known.platforms[entry["platform"]].name if entry["platform"] else entry["host"]
    came = entry["reach"] in ("sent", "handed over")
    good = (
        came
        and decision.is_due
        and not (entry["platform"] and reading.is_doubled(entry["platform"], decision))
    )
    is_hidden = entry["reach"] == "taken" and not reading.is_readable(entry["platform"])
    unsure = is_hidden or entry["consent"] in ("open", "denied")
    return {
        "name": name,
        "reach": _reached(entry)
        if entry["platform"]
        else "sent; the host is no platform's that is known",
        "requests": entry["requests"],
        "mark": "unsure" if unsure else "good" if good else "bad",
    }


def _told(one: Arrival) -> Mapping[str, Any]:
    assert one.request is not None
    return {
        "platform": one.slug,
        "request": one.request,
        "experiment": one.decision.title,
        "read": one.text
        if one.row is not None
        else "names the experiment and the variation; the platform has no decoder",
        "decoded": one.row is not None,
    }
