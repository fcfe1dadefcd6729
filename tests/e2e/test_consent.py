"""Rule 14 of docs/design.md: decisions are held until the visitor consents, then sent once or dropped.

Each consent manager is a fake of it, written from its documentation (`pages/consent`). All of them are told the same
two things: `cmp.load(stored)`, it has loaded and knows what the visitor allowed before, or nothing (null); and
`cmp.answer(allowed)`, the visitor says what is allowed. What that is, is said in each manager's own words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from world import PROTOTYPE, SDK, World, decisions, experiments, observe, said

from generator import build, catalog, settings
from generator.model import Client, Target
from generator.verify import Observation, Step, Testbed, TestPage

PAGES = Path(__file__).parent / "pages"
HERO = "9000000001"
CHECKOUT = "9000000002"
LANDING = "9000000005"

#: who is asked, and the fakes that stand for it on the page
MANAGERS: Mapping[str, tuple[str, Sequence[str]]] = {
    "google": ("google", ["google"]),
    "google, basic": ("google", ["google", "google_basic"]),
    "google, template": ("google", ["google", "google_template"]),
    "tcf": ("tcf", ["tcf"]),
    "tcf, late": ("tcf", ["tcf", "tcf_late"]),
    "onetrust": ("onetrust", ["onetrust"]),
    "cookiebot": ("cookiebot", ["cookiebot"]),
    "function": ("function", ["function"]),
}

#: what each manager has to allow for each category, in its own words; and everything there is
WORDS: Mapping[str, Mapping[str, Sequence[Any]]] = {
    "google": {
        "analytics": ["analytics_storage"],
        "advertising": ["ad_storage", "ad_user_data"],
        "functional": ["functionality_storage"],
        "personalization": ["personalization_storage"],
        "all": [
            "ad_storage",
            "ad_user_data",
            "ad_personalization",
            "analytics_storage",
            "functionality_storage",
            "personalization_storage",
        ],
    },
    "tcf": {
        "analytics": [1, 8],
        "advertising": [1, 7],
        "functional": [1],
        "personalization": [1, 5, 6],
        "all": list(range(1, 12)),
    },
    "onetrust": {
        "analytics": ["C0002"],
        "advertising": ["C0004"],
        "functional": ["C0003"],
        "personalization": ["C0003"],
        "all": ["C0002", "C0003", "C0004", "C0005"],
    },
    "cookiebot": {
        "analytics": ["statistics"],
        "advertising": ["marketing"],
        "functional": ["preferences"],
        "personalization": ["preferences"],
        "all": ["preferences", "statistics", "marketing"],
    },
    "function": {
        **{name: [name] for name in ("analytics", "advertising", "functional", "personalization")},
        "all": ["analytics", "advertising", "functional", "personalization"],
    },
}

each_manager = pytest.mark.parametrize("manager", MANAGERS)
each_target = pytest.mark.parametrize("target", ["reader", "integrator"])


class Cmp:
    """A consent manager, and what happens on a page that has it."""

    def __init__(self, manager: str) -> None:
        self.setting, self._fakes = MANAGERS[manager]
        self.words = WORDS[self.setting]
        self.granted = self.words["analytics"]

    def world(self, *events: Step, client: Client = "web", **changes: Any) -> World:  # noqa: ANN401 -- any attribute
        """A page with the manager in front and what then happens at its end."""
        asking = {"consent": self.setting, "consent_function": "shop.mayReport"}
        world = World(client, before=self.before(), after=events, settings=asking)
        return world.but(**changes)

    def before(self) -> list[Step]:
        folder = PAGES / "consent"
        return [
            Step("cmp", (folder / f"{name}.js").read_text(encoding="utf-8")) for name in self._fakes
        ]

    def load(self, stored: Sequence[Any] | None = None, at: float | None = None) -> Step:
        """The manager has loaded."""
        return Step("cmp", f"cmp.load({json.dumps(stored)});", at)

    def answer(self, allowed: Sequence[Any], at: float) -> Step:
        """The visitor says what is allowed."""
        return Step("cmp", f"cmp.answer({json.dumps(allowed)});", at)

    def grant(self, at: float) -> Step:
        return self.answer(self.granted, at)

    def deny(self, at: float) -> Step:
        return self.answer([], at)


def times(seen: Observation) -> list[float]:
    """When decisions were reported."""
    return [call.at for call in seen.calls if call.args[0] == "decision"]


def is_quiet(seen: Observation) -> bool:
    """Whether nothing was said, nothing is left behind and nothing goes on."""
    globals_ = [g for g in seen.globals if g.during in ("snippet", "integrator")]
    left = {g.name for g in globals_} - {"integrator", "__tagwright"}
    going = [timer for timer in seen.pending if timer.by.startswith(("snippet", "integrator"))]
    return not (seen.calls or seen.console or left or going)


# -- held, sent once, dropped ------------------------------------------------------------------------------


@each_manager
@each_target
def test_decisions_are_held_until_the_visitor_allows_them(
    testbed: Testbed, manager: str, target: Target
) -> None:
    cmp = Cmp(manager)
    world = cmp.world(cmp.load(at=500), cmp.grant(at=70_000), target=target)

    seen = observe(testbed, world.but(visitor="in_two_experiments"))

    assert experiments(seen) == [HERO, CHECKOUT]
    assert said(seen) == ["initialize", "decision", "decision", "finish"]
    assert all(70_000 <= call.at <= 70_010 for call in seen.calls)


@each_manager
@each_target
@pytest.mark.parametrize("at", [None, 5000])
def test_what_was_allowed_before_is_reported_as_soon_as_it_is_known(
    testbed: Testbed, manager: str, target: Target, at: float | None
) -> None:
    cmp = Cmp(manager)

    seen = observe(testbed, cmp.world(cmp.load(cmp.granted, at), target=target))

    assert experiments(seen) == [HERO]
    assert (at or 0) <= times(seen)[0] <= (at or 0) + 200


@each_manager
@each_target
def test_a_manager_that_stands_before_the_snippet_is_asked_at_once(
    testbed: Testbed, manager: str, target: Target
) -> None:
    cmp = Cmp(manager)
    world = cmp.world(target=target, before=[*cmp.before(), cmp.load(cmp.granted)])

    assert experiments(observe(testbed, world)) == [HERO]


@each_manager
@each_target
@pytest.mark.parametrize("is_stored", [True, False])
def test_what_is_refused_is_dropped_in_silence(
    testbed: Testbed, manager: str, target: Target, is_stored: bool
) -> None:
    cmp = Cmp(manager)
    events = [cmp.load([], 500)] if is_stored else [cmp.load(at=500), cmp.deny(at=2000)]

    seen = observe(testbed, cmp.world(*events, target=target))

    assert is_quiet(seen)


@each_manager
@each_target
def test_nobody_is_asked_and_nothing_is_reported_where_the_manager_never_comes(
    testbed: Testbed, manager: str, target: Target
) -> None:
    cmp = Cmp(manager)

    for world in (cmp.world(target=target), cmp.world(target=target, before=[])):
        assert is_quiet(observe(testbed, world))


@each_manager
@each_target
def test_a_banner_that_is_open_is_no_answer(testbed: Testbed, manager: str, target: Target) -> None:
    cmp = Cmp(manager)

    assert is_quiet(observe(testbed, cmp.world(cmp.load(at=500), target=target)))


@each_manager
@pytest.mark.parametrize("client", ["classic", "web", "edge"])
@each_target
def test_what_still_runs_is_reported_when_it_is_allowed_after_all(
    testbed: Testbed, manager: str, client: Client, target: Target
) -> None:
    cmp = Cmp(manager)
    events = [cmp.load(at=500), cmp.deny(at=2000), cmp.grant(at=70_000), cmp.deny(at=71_000)]

    seen = observe(testbed, cmp.world(*events, cmp.grant(72_000), client=client, target=target))

    assert experiments(seen) == [HERO]
    assert 70_000 <= times(seen)[0] <= 70_010


@each_manager
def test_what_comes_after_a_withdrawal_waits_for_the_next_answer(
    testbed: Testbed, manager: str
) -> None:
    cmp = Cmp(manager)
    events = [cmp.load(cmp.granted, 100), cmp.deny(at=1000), cmp.grant(at=5000)]
    visitor = "joins_late"  # after two seconds

    refused = observe(testbed, cmp.world(*events[:2], visitor=visitor))
    allowed = observe(testbed, cmp.world(*events, visitor=visitor))

    assert experiments(refused) == []
    assert experiments(allowed) == [HERO]
    assert times(allowed)[0] >= 5000


@each_manager
@pytest.mark.parametrize("is_refused", [True, False])
def test_what_no_longer_runs_is_reported_when_it_was_held_and_not_when_it_was_dropped(
    testbed: Testbed, manager: str, is_refused: bool
) -> None:
    cmp = Cmp(manager)
    gone = """
    optimizely.get = function () {
      return { getCampaignStates: function () { return {}; }, getRedirectInfo: function () {} };
    };"""
    events = [cmp.load(at=100), Step("page", gone, 2000), cmp.grant(at=3000)]
    if is_refused:
        events.append(cmp.deny(at=1000))

    seen = observe(testbed, cmp.world(*events))

    assert experiments(seen) == ([] if is_refused else [HERO])


@each_manager
def test_a_decision_that_comes_after_consent_is_reported_at_once(
    testbed: Testbed, manager: str
) -> None:
    cmp = Cmp(manager)

    seen = observe(testbed, cmp.world(cmp.load(cmp.granted), visitor="joins_late"))

    assert experiments(seen) == [HERO]
    assert 2000 <= times(seen)[0] <= 2300


@each_manager
@each_target
def test_an_answer_that_is_given_twice_reports_once(
    testbed: Testbed, manager: str, target: Target
) -> None:
    cmp = Cmp(manager)
    events = [cmp.load(cmp.granted, 500), cmp.grant(1000), cmp.grant(1000), cmp.grant(9000)]

    seen = observe(testbed, cmp.world(*events, target=target))

    assert said(seen) == ["initialize", "decision", "finish"]


@each_manager
@each_target
def test_two_copies_report_once(testbed: Testbed, manager: str, target: Target) -> None:
    cmp = Cmp(manager)
    asked = cmp.world(target=target, times=2)
    kept = [cmp.load(at=500), cmp.grant(at=2000)]
    refused = [cmp.load(at=500), cmp.deny(at=2000), cmp.grant(at=3000)]

    for events in (kept, refused, [cmp.load(cmp.granted)]):
        seen = observe(testbed, asked.but(after=events))
        assert said(seen).count("initialize") == 1
        assert experiments(seen) == [HERO]


# -- together with the other rules -------------------------------------------------------------------------


@each_manager
@each_target
@pytest.mark.parametrize(("sdk", "consent"), [(3000, 1000), (3000, 30_000), (38_000, 30_000)])
def test_the_sdk_is_waited_for_from_consent_on(
    testbed: Testbed, manager: str, target: Target, sdk: int, consent: int
) -> None:
    cmp = Cmp(manager)
    events = [cmp.load(at=500), cmp.grant(at=consent), Step("sdk", SDK, sdk)]
    world = cmp.world(*events, target=target, platform="probe-waits", sdk=False)

    seen = observe(testbed, world)

    assert experiments(seen) == [HERO]
    assert max(sdk, consent) <= times(seen)[0] <= max(sdk, consent) + 200


@each_manager
@pytest.mark.parametrize("again", [True, False])
def test_consent_that_is_taken_back_while_the_sdk_is_waited_for_stops_the_report(
    testbed: Testbed, manager: str, again: bool
) -> None:
    cmp = Cmp(manager)
    events = [cmp.load(at=500), cmp.grant(at=1000), cmp.deny(at=2000), Step("sdk", SDK, 6000)]
    if again:
        events.append(cmp.grant(at=3000))
    world = cmp.world(*events, platform="probe-waits", sdk=False)

    assert experiments(observe(testbed, world)) == ([HERO] if again else [])


def test_an_sdk_that_does_not_come_is_given_up_after_consent(testbed: Testbed) -> None:
    cmp = Cmp("tcf")
    events = [cmp.load(at=500), cmp.grant(at=20_000), Step("sdk", SDK, 32_000)]

    seen = observe(testbed, cmp.world(*events, platform="probe-waits", sdk=False))

    assert is_quiet(seen)


@pytest.mark.parametrize("client", ["classic", "web", "edge"])
@each_target
def test_a_redirect_waits_for_consent_with_its_referrer(
    testbed: Testbed, client: Client, target: Target
) -> None:
    cmp = Cmp("cookiebot")
    world = cmp.world(cmp.load(at=500), cmp.grant(at=9000), client=client, target=target)

    seen = observe(testbed, world.but(visitor="after_a_redirect"))

    assert said(seen) == ["initialize", "decision", "finish"]
    assert seen.calls[0].args[1] == {"referrer": "https://search.example/?q=shoes"}
    assert [(d["experimentId"], d["isRedirect"]) for d in decisions(seen)] == [(LANDING, True)]


@pytest.mark.parametrize("holdback", ["skip", "report"])
@each_target
def test_consent_changes_nothing_about_who_is_held_back(
    testbed: Testbed, target: Target, holdback: str
) -> None:
    cmp = Cmp("onetrust")
    world = cmp.world(cmp.load(at=500), cmp.deny(at=1000), cmp.grant(at=2000), target=target)
    asking = {**(world.settings or {}), "holdback": holdback}

    seen = observe(testbed, world.but(visitor="held_back", settings=asking))

    assert [d["isHoldback"] for d in decisions(seen)] == ([] if holdback == "skip" else [True])


def test_a_view_is_held_like_a_document(testbed: Testbed) -> None:
    cmp = Cmp("cookiebot")
    world = cmp.world(cmp.load(at=500), cmp.grant(at=2000), times=2, placement="before")
    asking = {**(world.settings or {}), "report_again": "view"}

    assert experiments(observe(testbed, world.but(settings=asking))) == [HERO]


@each_manager
def test_waiting_is_no_error_to_show(testbed: Testbed, manager: str) -> None:
    cmp = Cmp(manager)
    never = cmp.world(before=[])
    late = cmp.world(cmp.load(at=500), cmp.deny(at=2000))
    asking = {**(never.settings or {}), "debug": True}

    for world in (never, late):
        assert is_quiet(observe(testbed, world.but(settings=asking)))


@each_manager
@each_target
def test_a_page_that_extends_prototypes_changes_nothing(
    testbed: Testbed, manager: str, target: Target
) -> None:
    cmp = Cmp(manager)
    world = cmp.world(cmp.load(at=500), cmp.deny(at=1000), cmp.grant(at=2000), target=target)

    seen = observe(testbed, world.but(before=[Step("page", PROTOTYPE), *world.before]))

    assert experiments(seen) == [HERO]


@pytest.mark.parametrize(
    ("consent", "broken"),
    [
        ("google", "window.dataLayer = 7; window.google_tag_data = 'text';"),
        ("google", "window.dataLayer = Object.freeze([['consent', 'update'], null]);"),
        ("google", "window.dataLayer = {}; window.google_tag_data = { ics: { addListener: 1, getConsentState: 1 } };"),
        ("tcf", "window.__tcfapi = function () { throw new Error('not now'); };"),
        ("tcf", "window.__tcfapi = 7;"),
        ("tcf", "window.__tcfapi = function (c, v, f) { f(null, true); f({ eventStatus: 'tcloaded' }, true); f(); };"),
        ("onetrust", "window.OneTrust = { IsAlertBoxClosed: function () { throw new Error('not now'); } };"),
        ("onetrust", "window.OneTrust = 7; window.OnetrustActiveGroups = {};"),
        ("onetrust", "setTimeout(function () { dispatchEvent(new Event('OneTrustGroupsUpdated')); }, 9);"),
        ("cookiebot", "window.Cookiebot = 'text';"),
        ("cookiebot", "window.Cookiebot = { consent: null };"),
        ("function", "window.shop = { mayReport: function () { throw new Error('not now'); } };"),
        ("function", "window.shop = { mayReport: 7 };"),
        ("function", "window.shop = { mayReport: function (c, f) { f(); f(null); f('yes'); return 1; } };"),
    ],
)  # fmt: skip
def test_a_manager_that_is_broken_is_none(testbed: Testbed, consent: str, broken: str) -> None:
    world = Cmp(consent).world(before=[Step("page", broken)])

    assert is_quiet(observe(testbed, world))


# -- what the categories mean ------------------------------------------------------------------------------


@pytest.mark.parametrize("category", ["analytics", "advertising", "functional", "personalization"])
@pytest.mark.parametrize("consent", WORDS)
def test_each_category_asks_for_what_it_needs_and_for_nothing_else(
    testbed: Testbed, consent: str, category: str
) -> None:
    cmp = Cmp(consent)
    needed = cmp.words[category]

    def reported(allowed: Sequence[Any]) -> bool:
        events = cmp.load(at=100), cmp.answer(allowed, at=200)
        return bool(decisions(observe(testbed, cmp.world(*events, category=category))))

    assert reported(needed)
    for one in needed:
        assert not reported([word for word in cmp.words["all"] if word != one])


# -- what one manager has and others have not ---------------------------------------------------------------


def google(given: Mapping[str, Any], kind: str = "default", at: float | None = None) -> Step:
    return Step("cmp", f"cmp.gtag('consent', '{kind}', {json.dumps(given)});", at)


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        ([google({"analytics_storage": "granted"})], True),
        ([google({"analytics_storage": "denied"})], False),
        ([google({"ad_storage": "granted"})], False),
        ([google({"analytics_storage": "granted", "region": ["FR"]})], False),
        (
            [
                google({"analytics_storage": "granted"}),
                google({"analytics_storage": "denied", "region": ["FR"]}),
            ],
            False,
        ),
        (
            [
                google({"analytics_storage": "denied", "region": ["FR"]}),
                google({"analytics_storage": "granted"}),
            ],
            False,
        ),
        (
            [
                google({"analytics_storage": "granted", "wait_for_update": 500}),
                google({"analytics_storage": "denied"}, "update", 300),
            ],
            False,
        ),
        ([google({"analytics_storage": "granted", "wait_for_update": 500})], True),
    ],
)
def test_a_default_of_google_is_an_answer_when_it_grants_everywhere_and_no_update_is_awaited(
    testbed: Testbed, commands: Sequence[Step], expected: bool
) -> None:
    cmp = Cmp("google")

    assert bool(decisions(observe(testbed, cmp.world(*commands)))) is expected


@pytest.mark.parametrize(("region", "expected"), [("FR", False), ("US", True)])
def test_where_a_default_of_google_holds_the_tags_know(
    testbed: Testbed, region: str, expected: bool
) -> None:
    commands = [
        google({"analytics_storage": "granted"}),
        google({"analytics_storage": "denied", "region": [region]}),
        Step("cmp", "cmp.tags();", 1000),
    ]

    seen = observe(testbed, Cmp("google").world(*commands))

    assert bool(decisions(seen)) is expected


def test_googles_data_layer_works_as_before(testbed: Testbed) -> None:
    cmp = Cmp("google")
    code = "__tagwrightTestbed.record('pushed', [dataLayer.push({ event: 'a' }, { event: 'b' }), dataLayer.length]);"
    events = [cmp.load(at=100), Step("page", code, 500)]

    with_us, alone = (
        [list(call.args) for call in observe(testbed, cmp.world(*events, times=n)).calls]
        for n in (1, 0)
    )

    assert with_us == alone


def test_a_banner_of_the_tcf_that_is_opened_again_changes_nothing(testbed: Testbed) -> None:
    cmp = Cmp("tcf")
    events = [cmp.load([1, 8], 100), Step("cmp", "cmp.open(); cmp.fail();", 1000)]

    seen = observe(testbed, cmp.world(*events, visitor="joins_late"))

    assert experiments(seen) == [HERO]


def test_where_the_gdpr_does_not_apply_everything_is_reported(testbed: Testbed) -> None:
    cmp = Cmp("tcf")

    seen = observe(testbed, cmp.world(Step("cmp", "cmp.elsewhere();", 1000)))

    assert experiments(seen) == [HERO]


def test_an_answer_holds_though_the_listener_of_the_tcf_is_removed(testbed: Testbed) -> None:
    cmp = Cmp("tcf")
    events = [cmp.load([1, 8], 100), Step("cmp", "cmp.forget();", 1000), cmp.deny(at=1500)]

    seen = observe(testbed, cmp.world(*events, visitor="joins_late"))

    assert experiments(seen) == [HERO]


def test_a_group_that_onetrust_holds_active_by_default_is_allowed(testbed: Testbed) -> None:
    opted_out = "window.OneTrust = { IsAlertBoxClosed: function () { return false; } };"
    active = "window.OnetrustActiveGroups = ',C0001,C0002,C0003,C0004,';"
    other = "window.OnetrustActiveGroups = ',C0001,C00022,XC0002,';"
    cmp = Cmp("onetrust")

    for groups, expected in ((active, [HERO]), (other, [])):
        seen = observe(testbed, cmp.world(before=[Step("page", opted_out + groups)]))
        assert experiments(seen) == expected


@pytest.mark.parametrize("name", ["ask", "shop.consent.ask"])
def test_a_function_is_called_once_with_the_category_and_on_its_owner(
    testbed: Testbed, name: str
) -> None:
    owner = name.rpartition(".")[0] or "window"
    code = f"""
    window.shop = {{ consent: {{}} }};
    {owner}.ask = function (category, callback) {{
      __tagwrightTestbed.record("asked", [category, this === {owner}, typeof callback]);
      return true;
    }};"""
    asking = {"consent": "function", "consent_function": name}

    seen = observe(testbed, World("web", settings=asking, after=[Step("page", code, 2000)]))

    asked = [call.args for call in seen.calls if call.call == "asked"]
    assert [list(args) for args in asked] == [["analytics", True, "function"]]
    assert experiments(seen) == [HERO]


# -- off by default ----------------------------------------------------------------------------------------


@each_target
def test_without_consent_nothing_of_it_is_in_a_snippet(target: Target) -> None:
    platform = catalog.load("mixpanel")
    by_default = build.snippet(platform, target, "auto", settings.resolve(platform, {}))
    named = settings.resolve(platform, {"consent": "none", "consent_function": ""})

    assert build.snippet(platform, target, "auto", named) == by_default
    for word in ("consent", "allowed", "kept", "var key;"):
        assert word not in by_default.readable


def test_the_readable_code_holds_too(testbed: Testbed) -> None:
    cmp = Cmp("google")
    world = cmp.world(cmp.load(at=500), cmp.grant(at=2000), minified=False)

    assert times(observe(testbed, world))[0] >= 2000


def test_a_page_lives_longer_than_a_minute(testbed: Testbed) -> None:
    cmp = Cmp("function")
    page = cmp.world(cmp.load(at=100), cmp.grant(at=600_000)).page()

    seen = testbed.observe(TestPage(page.steps, until=610_000))

    assert experiments(seen) == [HERO]
