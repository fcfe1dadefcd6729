"""What is planted on a site of the gallery is found there, and nothing else; on a good site nothing is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from gallery import (
    CDN_OF_SEGMENT,
    FIRST,
    OPTIMIZELY,
    Site,
    World,
    client,
    html,
    script,
    serve,
    site,
    snippet,
)
from sites import BROKEN, GOOD

from generator import catalog
from generator.verify import Testbed, live

#: the vendors of the gallery answer at once; where all is well a visit ends long before its patience does
GOOD_PATIENCE = live.Patience(timeout=10, wait=5, quiet=0.15, leaves=0.1)
PATIENCE = live.Patience(timeout=10, wait=0.6, quiet=0.15, leaves=0.1)

See = Callable[[Site], live.Look]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with serve([*GOOD, *BROKEN, *MORE]) as address:
        yield address


@pytest.fixture(scope="session")
def world(testbed: Testbed) -> World:
    return World(testbed._browser)


@pytest.fixture(scope="session")
def visitor(testbed: Testbed, world: World) -> live.Visitor:
    return live.Visitor(world, testbed.engine, PATIENCE)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def see(testbed: Testbed, visitor: live.Visitor, world: World, address: str) -> See:
    """Look at a site of the gallery, each once."""
    patient = live.Visitor(world, testbed.engine, GOOD_PATIENCE)  # type: ignore[arg-type]
    platforms = {platform.slug: platform for platform in catalog.platforms()}

    looks: dict[str, live.Look] = {}

    def see(one: Site) -> live.Look:
        if one.name not in looks:
            world.site = one
            known = live.Known(platforms, one.configured, one.expect)
            visits = visitor if one.found or one.is_quick else patient
            looks[one.name] = live.look_at(visits, f"{address}/{one.name}/{one.query}", known)
        return looks[one.name]

    return see


def named(one: Site) -> str:
    return one.name


def told(look: live.Look) -> str:
    return "\n".join(map(str, look.findings))


@pytest.mark.parametrize("one", GOOD, ids=named)
def test_a_good_site_has_no_finding(see: See, one: Site) -> None:
    look = see(one)

    assert [each.kind for each in look.findings] == [], told(look)
    assert look.reading.decisions


@pytest.mark.parametrize("one", BROKEN, ids=named)
def test_what_is_planted_is_found_and_nothing_else(see: See, one: Site) -> None:
    look = see(one)

    assert [each.kind for each in look.findings] == list(one.found), told(look)
    assert all(each.help for each in look.findings)


def test_every_finding_has_a_site_on_which_it_is_planted() -> None:
    planted = {code for one in BROKEN for code in one.found}

    # A page that nobody serves is asked for in the next test.
    assert planted | {"TW101"} == live.CODES.keys()


def test_a_page_that_nobody_serves_is_told_with_its_reason(visitor: live.Visitor) -> None:
    look = live.look_at(visitor, "http://127.0.0.1:1/", live.Known({}))

    assert [one.kind for one in look.findings] == ["TW101"]
    assert "ERR_" in look.findings[0].sentence
    assert look.is_lost


#: what a page can notice of a visitor: it tells its own server when it is left
WATCHED = """
window.seen = { events: [], changes: 0, names: Object.getOwnPropertyNames(window), pushed: 0 };
["click", "keydown", "input", "scroll", "mousemove", "focusin", "submit", "storage"].forEach(function (name) {
  addEventListener(name, function () { seen.events.push(name); }, true);
});
addEventListener("load", function () {
  var push = optimizely.push;
  optimizely.push = function (item) { seen.pushed++; return push(item); };
  new MutationObserver(function (all) { seen.changes += all.length; })
    .observe(document, { attributes: true, childList: true, characterData: true, subtree: true });
  seen.storage = JSON.stringify([document.cookie, localStorage, sessionStorage]);
  seen.state = JSON.stringify(optimizely.get("state").getCampaignStates());
});
addEventListener("pagehide", function () {
  navigator.sendBeacon("https://watch.example/", JSON.stringify({
    changes: seen.changes,
    events: seen.events,
    names: Object.getOwnPropertyNames(window).filter(function (name) { return seen.names.indexOf(name) < 0; }),
    pushed: seen.pushed,
    state: seen.state === JSON.stringify(optimizely.get("state").getCampaignStates()),
    storage: seen.storage === JSON.stringify([document.cookie, localStorage, sessionStorage])
  }));
});
"""


def test_nothing_of_a_page_is_changed_clicked_or_written(see: See, world: World) -> None:
    look = see(WATCHED_SITE)

    [beacon] = [one for one in look.reading.seen.requests if "watch.example" in one.url]
    assert json.loads(beacon.body) == {
        "changes": 0,
        "events": [],
        # The page's own and Optimizely's; ours would stand here.
        "names": ["seen", "optimizely"],
        "pushed": 0,
        "state": True,
        "storage": True,
    }
    assert look.ok, told(look)


def test_visits_say_who_they_are(see: See, world: World) -> None:
    see(WATCHED_SITE)

    assert world.agents
    assert all("tagwright/" in agent and "read-only" in agent for agent in world.agents)
    assert not any("Headless" in agent for agent in world.agents)


def test_what_an_sdk_sends_only_when_the_page_is_left_is_seen(see: See) -> None:
    look = see(LEAVING)

    assert [one.kind for one in look.findings] == [], told(look)
    assert {look.reading.reach("mixpanel", one) for one in look.reading.due} == {"sent"}


def test_a_page_that_goes_on_to_another_one_is_read_where_it_ends(see: See) -> None:
    look = see(GOES_ON)

    assert look.findings == [], told(look)
    assert [url.rsplit("/", 1)[-1] for url in look.reading.seen.documents] == ["", "landing"]
    assert look.reading.landing is not None
    assert look.reading.landing.referrer == "https://search.example/?q=shoes"


WATCHED_SITE = site(
    "watched", script(code=WATCHED), script(OPTIMIZELY), world={"https://watch.example/": ""}
)
LEAVING = site(
    "leaving",
    FIRST,
    script(
        code="""
var kept = [];
window.mixpanel = { push: function (item) { kept.push({ event: item[1], properties: item[2] }); } };
addEventListener("pagehide", function () {
  navigator.sendBeacon("https://api-js.mixpanel.com/track/", new URLSearchParams({ data: JSON.stringify(kept) }));
});"""
    ),
    script(code=snippet()),
    is_quick=True,
)
GOES_ON = site(
    "goes-on",
    script(code='location.replace("landing");'),
    files={"landing": html(script(code=snippet("segment")), FIRST, script(CDN_OF_SEGMENT))},
    world={OPTIMIZELY: client("after_a_redirect")},
)
MORE = [WATCHED_SITE, LEAVING, GOES_ON]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("web", ["mixpanel: sent", "mixpanel: sent"]),
        ("doubled", ["mixpanel: sent 2 times", "mixpanel: sent 2 times"]),
        ("held-back", ["mixpanel: sent", "nowhere, as it should be"]),
        ("lost-one", ["mixpanel: sent", "mixpanel: not told"]),
        ("unanswered", ["mixpanel: waits for consent", "mixpanel: waits for consent"]),
        ("refused", ["mixpanel: not told: consent was refused"] * 2),
        ("refused-by-vendor", ["mixpanel: sent, and the request failed"] * 2),
        ("waiting", ["mixpanel: waits in its array"] * 2),
        ("inactive", ["mixpanel: sent", "nowhere, as it should be"]),
    ],
)
def test_the_table_says_where_each_decision_went(see: See, name: str, words: list[str]) -> None:
    [one] = [one for one in (*GOOD, *BROKEN) if one.name == name]

    assert [row["sent"] for row in live.rows(see(one))] == words


def test_the_report_shows_each_finding_with_what_to_do_and_needs_no_network(see: See) -> None:
    looks = [see(one) for one in (GOOD[0], *BROKEN[:3])]

    page = live.html(looks, "today")
    text = unescape(page)

    for look in looks:
        for one in look.findings:
            assert f"{one.kind} {one.weight}" in page
            assert one.sentence in text
            assert one.help in text
    assert not re.search(r'<script|(?:src|href)="(?!#|data:)', page)
