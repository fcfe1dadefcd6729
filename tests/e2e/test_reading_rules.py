"""The reading rules of docs/design.md, section 5, one by one: what a snippet must do on a real page."""

from __future__ import annotations

import pytest
from world import DENIED, PROTOTYPE, World, decisions, experiments, observe, said

from generator.model import Client, Target
from generator.verify import Observation, Step, Testbed, visitors

CLIENTS = ("classic", "web", "edge")
HERO = "9000000001"
CHECKOUT = "9000000002"
LANDING = "9000000005"

each_client = pytest.mark.parametrize("client", CLIENTS)
each_target = pytest.mark.parametrize("target", ["reader", "integrator"])


def counting(expression: str) -> Step:
    """A script that says how often a getter of the client was asked, once the page has come to rest."""
    owner, _, name = expression.rpartition(".")
    code = f"""
    (function () {{
      var owner = {owner};
      var original = owner.{name};
      var asked = 0;
      owner.{name} = function () {{
        asked += 1;
        return original.apply(owner, arguments);
      }};
      setTimeout(function () {{ __tagwrightTestbed.record("asked", [asked]); }}, 25000);
    }})();"""
    return Step("page", code)


# -- 1: read each client that is present, and know it by its own sign -------------------------------------


@each_client
@each_target
@pytest.mark.parametrize("built", ["auto", "own"])
def test_rule_1_each_client_is_read(
    testbed: Testbed, client: Client, target: Target, built: str
) -> None:
    world = World(client, target=target, client="auto" if built == "auto" else client)

    (decision,) = decisions(observe(testbed, world))

    assert decision == {
        "client": client,
        "campaignId": "9000000100" if client == "web" else HERO,
        "campaignName": "Homepage hero",
        "experimentId": HERO,
        "experimentName": "Homepage hero",
        "variationIds": ["9000000012"],
        "variationNames": ["Blue button"],
        "variationName": "Blue button",
        "isHoldback": False,
        "isRedirect": False,
        "audiences": [],
    }


@each_target
def test_rule_1_a_bundled_page_reports_classic_and_web(testbed: Testbed, target: Target) -> None:
    seen = observe(testbed, World("bundled", target=target))

    assert sorted(decision["client"] for decision in decisions(seen)) == ["classic", "web"]


@pytest.mark.parametrize("profile", ["opted-out", "disabled", "shim", "absent", "none"])
@each_target
def test_rule_1_a_client_that_decides_nothing_is_none(
    testbed: Testbed, profile: str, target: Target
) -> None:
    seen = observe(testbed, World(profile, target=target))

    assert seen.calls == ()
    assert not [timer for timer in seen.pending if timer.by.startswith(("snippet", "integrator"))]


@pytest.mark.parametrize("built", CLIENTS)
@each_client
def test_rule_1_a_snippet_for_one_client_is_silent_on_the_pages_of_others(
    testbed: Testbed, client: str, built: str
) -> None:
    seen = observe(testbed, World(client, client=built))  # type: ignore[arg-type]

    assert experiments(seen) == ([HERO] if client == built else [])


# -- 2: never throw, never write to Optimizely's objects, keep no reference ------------------------------


@each_client
@each_target
def test_rule_2_optimizely_is_left_as_it_is(testbed: Testbed, client: str, target: Target) -> None:
    alone = testbed.observe(World(client, sdk=False, times=0).page())

    seen = observe(testbed, World(client, target=target))

    assert seen.state == alone.state


@pytest.mark.parametrize(
    "broken",
    [
        "window.optimizely = { data: { state: { activeExperiments: 7 } } };",
        "window.optimizely = { data: { state: { activeExperiments: ['1'] } } };",
        "window.optimizely = { get: function () { throw new Error('not now'); } };",
        "window.optimizely = { get: function () { return null; } };",
        (
            "window.optimizely = { get: function () { return { getCampaignStates: function () { return { a: null }; },"
            " getRedirectInfo: function () {} }; } };"
        ),
        (
            "window.optimizelyEdge = { get: function () { return { getActiveExperiments: function () { return { a: {} }; },"
            " getRedirectInfo: function () {} }; } };"
        ),
        "window.optimizelyEdge = { get: 1 };",
        "window.optimizely = 'a text'; window.optimizelyEdge = 7;",
        "window.optimizely = null;",
        "Object.freeze(window.optimizely = []);",
    ],
)
@each_target
def test_rule_2_nothing_is_thrown_on_a_page_whose_optimizely_is_broken(
    testbed: Testbed, broken: str, target: Target
) -> None:
    seen = observe(testbed, World("none", before=[Step("page", broken)], target=target))

    assert decisions(seen) == []
    assert seen.console == ()


# -- 3: report what runs here ----------------------------------------------------------------------------


@pytest.mark.parametrize("visitor", ["in_no_experiment", "in_an_inactive_experiment"])
@each_client
@each_target
def test_rule_3_what_does_not_run_here_is_not_reported(
    testbed: Testbed, client: str, target: Target, visitor: str
) -> None:
    assert decisions(observe(testbed, World(client, visitor, target=target))) == []


@each_client
@each_target
def test_rule_3_all_that_runs_here_is_reported_in_order(
    testbed: Testbed, client: str, target: Target
) -> None:
    seen = observe(testbed, World(client, "in_two_experiments", target=target))

    assert experiments(seen) == [HERO, CHECKOUT]


# -- 4: a held-back visitor saw nothing ------------------------------------------------------------------


@each_target
def test_rule_4_a_held_back_visitor_is_not_reported(testbed: Testbed, target: Target) -> None:
    assert decisions(observe(testbed, World("web", "held_back", target=target))) == []


@each_target
def test_rule_4_a_held_back_visitor_is_reported_when_asked_for(
    testbed: Testbed, target: Target
) -> None:
    seen = observe(
        testbed, World("web", "held_back", target=target, settings={"holdback": "report"})
    )

    assert [(d["experimentId"], d["isHoldback"]) for d in decisions(seen)] == [(HERO, True)]


@each_target
def test_rule_4_the_holdback_of_a_personalization_is_reported_as_holdback(
    testbed: Testbed, target: Target
) -> None:
    seen = observe(testbed, World("web", "held_back_from_personalization", target=target))

    assert [d["isHoldback"] for d in decisions(seen)] == [True]


def test_rule_4_edge_tells_only_those_who_listened(testbed: Testbed) -> None:
    before = observe(testbed, World("edge", "held_back", placement="before"))
    after = observe(testbed, World("edge", "held_back"))

    assert experiments(before) == []
    assert experiments(after) == [HERO]


# -- 5: placed before, directly after, or long after Optimizely ------------------------------------------


@each_client
@each_target
@pytest.mark.parametrize("where", ["before", "after", "late"])
def test_rule_5_the_place_of_the_snippet_does_not_matter(
    testbed: Testbed, client: str, target: Target, where: str
) -> None:
    world = World(client, target=target)

    seen = observe(testbed, world.but(at=3000) if where == "late" else world.but(placement=where))

    assert experiments(seen) == [HERO]


@pytest.mark.parametrize("client", ["classic", "web"])
@each_target
@pytest.mark.parametrize("placement", ["before", "after"])
def test_rule_5_an_experiment_that_joins_late_is_reported(
    testbed: Testbed, client: str, target: Target, placement: str
) -> None:
    seen = observe(testbed, World(client, "joins_late", target=target, placement=placement))

    assert experiments(seen) == [HERO]
    assert seen.calls[0].at >= 2000


@each_client
def test_rule_5_looking_ends(testbed: Testbed, client: str) -> None:
    page = World(client).page()

    seen = testbed.observe(type(page)(page.steps, until=90_000))

    assert not [timer for timer in seen.pending if timer.by.startswith("snippet")]


# -- 6: one report per platform, settings and decision in a document ---------------------------------------


@each_client
@each_target
def test_rule_6_a_snippet_that_is_there_twice_reports_once(
    testbed: Testbed, client: str, target: Target
) -> None:
    seen = observe(testbed, World(client, "in_two_experiments", target=target, times=2))

    assert experiments(seen) == [HERO, CHECKOUT]
    assert said(seen).count("initialize") == 1


@each_client
def test_rule_6_reader_and_integrator_on_one_page_report_once(
    testbed: Testbed, client: str
) -> None:
    reader = World(client).page().steps[-1]

    seen = observe(testbed, World(client, target="integrator", after=[reader]))

    assert experiments(seen) == [HERO]


@each_client
def test_rule_6_other_settings_report_for_themselves(testbed: Testbed, client: str) -> None:
    other = World(client, settings={"text": "other"}).page().steps[-1]

    seen = observe(testbed, World(client, after=[other]))

    assert experiments(seen) == [HERO, HERO]


# -- 7: a redirect's referrer ------------------------------------------------------------------------------


@each_client
@each_target
@pytest.mark.parametrize(
    ("visitor", "referrer"),
    [
        ("after_a_redirect", "https://search.example/?q=shoes"),
        ("after_a_redirect_from_a_direct_visit", ""),
    ],
)
def test_rule_7_initialize_learns_the_referrer_first(
    testbed: Testbed, client: str, target: Target, visitor: str, referrer: str
) -> None:
    seen = observe(testbed, World(client, visitor, target=target))

    assert said(seen) == ["initialize", "decision", "finish"]
    assert seen.calls[0].args[1] == {"referrer": referrer}
    assert experiments(seen) == [LANDING]


@each_client
@each_target
def test_rule_7_only_the_redirected_decision_is_marked(
    testbed: Testbed, client: str, target: Target
) -> None:
    seen = observe(testbed, World(client, "after_a_redirect_and_in_one_experiment", target=target))

    assert {d["experimentId"]: d["isRedirect"] for d in decisions(seen)} == {
        LANDING: True,
        HERO: False,
    }


@each_client
def test_rule_7_a_visit_without_redirect_has_none(testbed: Testbed, client: str) -> None:
    seen = observe(testbed, World(client))

    assert seen.calls[0].args[1] is None


@each_client
@each_target
@pytest.mark.parametrize("visitor", ["in_one_experiment", "after_a_redirect"])
def test_rule_7_no_cookie_is_read_where_the_state_tells(
    testbed: Testbed, client: str, target: Target, visitor: str
) -> None:
    assert observe(testbed, World(client, visitor, target=target)).cookie_reads == 0


@each_target
def test_rule_7_an_old_classic_tells_by_its_cookie(testbed: Testbed, target: Target) -> None:
    world = World("classic", "after_a_redirect", target=target, options={"classicRevision": 2014})

    (decision,) = decisions(observe(testbed, world))

    assert (decision["experimentId"], decision["isRedirect"]) == (LANDING, True)


# -- 8: wait for the SDK, bounded ----------------------------------------------------------------------------


@each_client
@each_target
def test_rule_8_an_sdk_that_is_late_gets_everything(
    testbed: Testbed, client: str, target: Target
) -> None:
    late = Step("sdk", World().page().steps[0].code, 6000)
    world = World(client, "in_two_experiments", target=target, platform="probe-waits", sdk=False)

    seen = observe(testbed, world.but(after=[late]))

    assert experiments(seen) == [HERO, CHECKOUT]
    assert 6000 <= seen.calls[0].at <= 6200


@each_client
@each_target
@pytest.mark.parametrize(("timeout", "comes", "arrives"), [(10, 12_000, False), (15, 12_000, True)])
def test_rule_8_waiting_ends_with_the_timeout(
    testbed: Testbed, client: str, target: Target, timeout: int, comes: int, arrives: bool
) -> None:
    late = Step("sdk", World().page().steps[0].code, comes)
    world = World(client, target=target, platform="probe-waits", sdk=False, after=[late])

    seen = observe(testbed, world.but(settings={"timeout": timeout}))

    assert experiments(seen) == ([HERO] if arrives else [])
    assert seen.console == ()


def test_rule_8_a_blocked_sdk_is_given_up_in_silence(testbed: Testbed) -> None:
    seen = observe(testbed, World("web", platform="probe-waits", sdk=False))

    assert (seen.calls, seen.console) == ((), ())
    assert not [request for request in seen.requests if request.answer == "refused"]
    assert not [timer for timer in seen.pending if timer.by.startswith("snippet")]


# -- 9: a failure costs one report ---------------------------------------------------------------------------


@each_client
@each_target
def test_rule_9_a_report_that_fails_costs_that_report_alone(
    testbed: Testbed, client: str, target: Target
) -> None:
    world = World(client, "in_two_experiments", target=target, settings={"fails_for": HERO})

    seen = observe(testbed, world)

    assert experiments(seen) == [CHECKOUT]
    assert said(seen)[-1] == "finish"
    assert seen.console == ()


def test_rule_9_debug_mode_shows_what_failed(testbed: Testbed) -> None:
    world = World("web", settings={"fails_for": HERO, "debug": True})

    (message,) = observe(testbed, world).console

    assert message.type == "error"
    assert "this report fails" in message.text


@each_client
def test_rule_9_every_call_of_a_missing_sdk_fails_by_itself(testbed: Testbed, client: str) -> None:
    seen = observe(testbed, World(client, "in_two_experiments", sdk=False))

    assert seen.calls == ()
    assert seen.console == ()


# -- 10: names -----------------------------------------------------------------------------------------------


@each_client
@each_target
def test_rule_10_awkward_names_arrive_unchanged(
    testbed: Testbed, client: str, target: Target
) -> None:
    (decision,) = decisions(observe(testbed, World(client, "with_awkward_names", target=target)))

    assert decision["experimentName"] == 'Größe & "Preis" </script> {{x}} 価格 🎉'
    assert decision["variationName"] == "#1: A/B|C~D – 'große' \\ 日本"


@each_client
@each_target
def test_rule_10_ids_beyond_2_to_the_53_are_not_rounded(
    testbed: Testbed, client: str, target: Target
) -> None:
    (decision,) = decisions(observe(testbed, World(client, "with_huge_ids", target=target)))

    assert decision["experimentId"] == "90071992547409931"
    assert decision["variationIds"] == ["90071992547409933"]


@pytest.mark.parametrize("client", ["web", "edge"])
def test_rule_10_a_masked_name_is_the_id(testbed: Testbed, client: str) -> None:
    (decision,) = decisions(observe(testbed, World(client, "with_masked_names")))

    assert decision["experimentName"] == HERO
    assert decision["variationName"] == "9000000012"


@each_client
def test_rule_10_a_multivariate_joins_its_names(testbed: Testbed, client: str) -> None:
    (decision,) = decisions(observe(testbed, World(client, "in_a_multivariate")))

    assert decision["variationName"] == "Red, Big"


# -- 11: hostile pages -----------------------------------------------------------------------------------------


@each_client
@each_target
@pytest.mark.parametrize("placement", ["before", "after"])
def test_rule_11_prototypes_that_a_page_extends_change_nothing(
    testbed: Testbed, client: str, target: Target, placement: str
) -> None:
    world = World(client, "in_two_experiments", target=target, placement=placement)
    plain = observe(testbed, world)

    seen = observe(testbed, world.but(before=[Step("page", PROTOTYPE)]))

    assert [(call.call, call.args, call.at) for call in seen.calls] == [
        (call.call, call.args, call.at) for call in plain.calls
    ]
    assert experiments(seen) == [HERO, CHECKOUT]


@each_client
@each_target
def test_rule_11_denied_cookies_and_storage_change_nothing(
    testbed: Testbed, client: str, target: Target
) -> None:
    # The client is there first: how a real one lives with denied storage is its own affair.
    denied = Step("page", DENIED)
    page = World(client, target=target).page()
    ours = [step for step in page.steps if step.name in ("integrator", "snippet")]
    others = [step for step in page.steps if step not in ours]

    seen = testbed.observe(type(page)((*others, denied, *ours)))

    assert experiments(seen) == [HERO]
    assert seen.errors == ()


@each_client
@each_target
def test_rule_11_a_strict_policy_forbids_nothing_we_do(
    testbed: Testbed, client: str, target: Target
) -> None:
    seen = observe(testbed, World(client, target=target))

    alone = testbed.observe(World(client, sdk=False, times=0).page())

    assert seen.violations == ()
    # Classic puts the page's address and the time into its requests.
    assert [request.url.partition("?")[0] for request in seen.requests] == [
        request.url.partition("?")[0] for request in alone.requests
    ]


# -- 12: globals -----------------------------------------------------------------------------------------------


def _ours(seen: Observation) -> set[str]:
    return {
        found.name for found in seen.globals if found.during in ("snippet", "integrator", "later")
    }


@pytest.mark.parametrize(
    ("client", "queues"),
    [
        ("auto", {"optimizely"}),
        ("classic", set()),
        ("web", {"optimizely"}),
        ("edge", {"optimizelyEdge"}),
    ],
)
@pytest.mark.parametrize("target", ["reader", "integrator"])
def test_rule_12_only_the_marker_the_integrator_and_the_clients_queue_are_new(
    testbed: Testbed, client: str, queues: set[str], target: Target
) -> None:
    seen = observe(testbed, World("none", client=client, target=target))  # type: ignore[arg-type]

    allowed = {"__tagwright", *queues, *({"integrator"} if target == "integrator" else ())}
    assert _ours(seen) <= allowed


def test_rule_12_the_marker_is_not_enumerable(testbed: Testbed) -> None:
    ask = "__tagwrightTestbed.record('marker', [Object.keys(window).indexOf('__tagwright'), typeof __tagwright]);"

    seen = observe(testbed, World("web", after=[Step("page", ask)]))

    assert list(seen.calls[-1].args) == [-1, "object"]


# -- 13: cost ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("client", "getter"), [("web", "optimizely.get"), ("edge", "optimizelyEdge.get")]
)
def test_rule_13_the_state_is_read_as_often_for_many_experiments_as_for_one(
    testbed: Testbed, client: str, getter: str
) -> None:
    def asked(number: int) -> int:
        page = World(client, visitors.many(number)).page()
        position = next(i for i, step in enumerate(page.steps) if step.name == "optimizely") + 1
        steps = (*page.steps[:position], counting(getter), *page.steps[position:])
        seen = testbed.observe(type(page)(steps))
        assert len(decisions(seen)) == number
        return int(next(call.args[0] for call in seen.calls if call.call == "asked"))

    assert asked(40) == asked(1)


@each_client
@each_target
def test_the_readable_code_does_the_same(testbed: Testbed, client: str, target: Target) -> None:
    world = World(client, "after_a_redirect_and_in_one_experiment", target=target)

    assert observe(testbed, world.but(minified=False)).calls == observe(testbed, world).calls
