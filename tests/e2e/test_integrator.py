"""`integrator.js` on a page: what was written for Analytics-JS works unchanged, on every client."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from world import PROTOTYPE, World

from generator import build
from generator.model import Client
from generator.verify import Observation, Step, Testbed, TestPage, visitors

CLIENTS: tuple[Client, ...] = ("classic", "web", "edge")
HERO = ("9000000001", ["9000000012"])
CHECKOUT = ("9000000002", ["9000000021"])
LANDING = ("9000000005", ["9000000052"])

each_client = pytest.mark.parametrize("client", CLIENTS)

#: says what it is asked; `{0}` is put in front of the names of its calls
TELLS = """{{
  initialize: function () {{ __tagwrightTestbed.record("{0}initialize", [window.integrator.redirect.getRedirectReferrer()]); }},
  makeRequest: function (experimentId, variationIds) {{ __tagwrightTestbed.record("{0}makeRequest", [experimentId, variationIds]); }},
  finish: function () {{ __tagwrightTestbed.record("{0}finish", []); }}
}}"""
INTEGRATION = TELLS.format("")
REGISTER = f"window.integrator.registerIntegration({INTEGRATION});"
QUEUE = f"(window.integrator = window.integrator || []).push({INTEGRATION});"


def library(client: Client = "auto") -> Step:
    return Step("integrator", build.scripts().library("integrator", client).minified)


def optimizely(
    profile: str, visitor: str | Mapping[str, Any] = "in_one_experiment", **options: object
) -> Step:
    page = World(profile, visitor, options=options, sdk=False, times=0).page()
    return page.steps[0]


def page(code: str, at: float | None = None) -> Step:
    return Step("page", code, at)


def open_(testbed: Testbed, *steps: Step) -> Observation:
    """What is seen on a page of these scripts; none of them may fail."""
    seen = testbed.observe(TestPage(steps))
    assert seen.errors == ()
    return seen


def calls(seen: Observation) -> list[tuple[str, Sequence[Any]]]:
    return [(call.call, list(call.args)) for call in seen.calls]


def asked(seen: Observation) -> list[tuple[str, Sequence[str]]]:
    return [
        (call.args[0], call.args[1]) for call in seen.calls if call.call.endswith("makeRequest")
    ]


def answer(testbed: Testbed, expression: str, *steps: Step) -> Any:  # noqa: ANN401 -- whatever it is
    seen = open_(testbed, *steps, page(f"__tagwrightTestbed.record('answer', [{expression}]);"))
    return next(call.args[0] for call in seen.calls if call.call == "answer")


# -- the three functions -----------------------------------------------------------------------------------


@each_client
def test_the_guides_three_functions_are_called_in_their_order(
    testbed: Testbed, client: str
) -> None:
    seen = open_(testbed, optimizely(client, "in_two_experiments"), library(), page(REGISTER))

    assert calls(seen) == [
        ("initialize", [None]),
        ("makeRequest", list(HERO)),
        ("makeRequest", list(CHECKOUT)),
        ("finish", []),
    ]


@each_client
@pytest.mark.parametrize(
    "order", ["queue, library, client", "library, register, client", "client, queue, library"]
)
def test_the_order_of_scripts_does_not_matter(testbed: Testbed, client: str, order: str) -> None:
    scripts = {
        "queue": page(QUEUE),
        "register": page(REGISTER),
        "library": library(),
        "client": optimizely(client),
    }

    seen = open_(testbed, *(scripts[name] for name in order.split(", ")))

    assert calls(seen) == [("initialize", [None]), ("makeRequest", list(HERO)), ("finish", [])]


@each_client
def test_the_library_can_come_long_after_everything(testbed: Testbed, client: str) -> None:
    late = Step("integrator", library().code, 3000)

    seen = open_(testbed, optimizely(client), page(QUEUE), late)

    assert asked(seen) == [HERO]


@each_client
def test_a_library_for_one_client_reads_it(testbed: Testbed, client: Client) -> None:
    seen = open_(testbed, optimizely(client), library(client), page(REGISTER))

    assert asked(seen) == [HERO]


@pytest.mark.parametrize("name", ["registerIntegration", "registerCallback", "push"])
def test_each_name_of_the_registration_works(testbed: Testbed, name: str) -> None:
    seen = open_(testbed, optimizely("web"), library(), page(f"integrator.{name}({INTEGRATION});"))

    assert asked(seen) == [HERO]


def test_a_function_alone_is_an_integration(testbed: Testbed) -> None:
    code = "integrator.registerCallback(function (id, ids) { __tagwrightTestbed.record('makeRequest', [id, ids]); });"

    assert asked(open_(testbed, optimizely("classic"), library(), page(code))) == [HERO]


def test_initialize_and_finish_may_be_missing(testbed: Testbed) -> None:
    code = "integrator.push({ makeRequest: function (id, ids) { __tagwrightTestbed.record('makeRequest', [id, ids]); } });"

    assert asked(open_(testbed, optimizely("classic"), library(), page(code))) == [HERO]


@pytest.mark.parametrize(
    "nothing", ["undefined", "null", "7", "{}", "{ makeRequest: 7 }", "document.body"]
)
def test_what_is_no_integration_is_left_alone(testbed: Testbed, nothing: str) -> None:
    seen = open_(
        testbed, optimizely("web"), library(), page(f"integrator.push({nothing});"), page(REGISTER)
    )

    assert asked(seen) == [HERO]
    assert seen.console == ()


def test_functions_are_called_on_their_integration(testbed: Testbed) -> None:
    code = """
    var mine = {
      name: "mine",
      initialize: function () { __tagwrightTestbed.record("initialize", [this.name]); },
      makeRequest: function (id) { __tagwrightTestbed.record("makeRequest", [id, this.name]); },
      finish: function () { __tagwrightTestbed.record("finish", [this === mine]); }
    };
    integrator.registerIntegration(mine);"""

    seen = open_(testbed, optimizely("web"), library(), page(code))

    assert calls(seen) == [
        ("initialize", ["mine"]),
        ("makeRequest", [HERO[0], "mine"]),
        ("finish", [True]),
    ]


@each_client
def test_a_visitor_in_no_experiment_is_initialized_and_finished(
    testbed: Testbed, client: str
) -> None:
    seen = open_(testbed, optimizely(client, "in_no_experiment"), library(), page(REGISTER))

    assert calls(seen) == [("initialize", [None]), ("finish", [])]


@pytest.mark.parametrize("profile", ["absent", "opted-out"])
def test_nothing_happens_where_optimizely_decides_nothing(testbed: Testbed, profile: str) -> None:
    seen = open_(testbed, optimizely(profile), library(), page(REGISTER))

    assert calls(seen) == []
    assert not [timer for timer in seen.pending if timer.by.startswith("integrator")]


def test_a_multivariate_on_classic_is_an_id_for_each_section(testbed: Testbed) -> None:
    seen = open_(testbed, optimizely("classic", "in_a_multivariate"), library(), page(REGISTER))

    assert asked(seen) == [("9000000003", ["9000000031", "9000000041"])]


def test_ids_are_strings_beyond_2_to_the_53(testbed: Testbed) -> None:
    seen = open_(testbed, optimizely("web", "with_huge_ids"), library(), page(REGISTER))

    assert asked(seen) == [("90071992547409931", ["90071992547409933"])]


@each_client
def test_an_experiment_that_does_not_run_here_is_not_asked_for(
    testbed: Testbed, client: str
) -> None:
    seen = open_(
        testbed, optimizely(client, "in_an_inactive_experiment"), library(), page(REGISTER)
    )

    assert asked(seen) == []


@pytest.mark.parametrize("visitor", ["held_back", "held_back_from_personalization"])
def test_a_held_back_visitor_saw_nothing(testbed: Testbed, visitor: str) -> None:
    seen = open_(testbed, optimizely("web", visitor), library(), page(REGISTER))

    assert asked(seen) == []


# -- once ----------------------------------------------------------------------------------------------------


def test_window_integration_is_found_and_registering_it_as_well_runs_it_once(
    testbed: Testbed,
) -> None:
    sets = page(f"window.integration = {INTEGRATION};")
    registers = page(
        "integrator.registerIntegration(window.integration); integrator.push(window.integration);"
    )

    seen = open_(testbed, sets, optimizely("web"), library(), registers)

    assert calls(seen) == [("initialize", [None]), ("makeRequest", list(HERO)), ("finish", [])]


def test_a_second_copy_of_the_library_stays_idle(testbed: Testbed) -> None:
    sets = page(f"window.integration = {INTEGRATION};")

    seen = open_(testbed, sets, optimizely("web"), library(), library())

    assert asked(seen) == [HERO]


@pytest.mark.parametrize("client", ["classic", "web"])
def test_an_experiment_that_joins_late_is_asked_for_and_finished_again(
    testbed: Testbed, client: str
) -> None:
    seen = open_(testbed, optimizely(client, "joins_late"), library(), page(REGISTER))

    assert calls(seen) == [
        ("initialize", [None]),
        ("finish", []),
        ("makeRequest", list(HERO)),
        ("finish", []),
    ]
    assert seen.calls[2].at >= 2000


POLLS = """
window.integration = {
  makeRequest: function (id, ids) { __tagwrightTestbed.record("makeRequest", [id, ids]); },
  finish: function () {
    if (this.polls) { return; }
    this.polls = setInterval(function () {
      var all = window.integrator.getRelevantExperimentIds();
      for (var id in all) {
        if (Object.prototype.hasOwnProperty.call(all, id)) { window.integration.makeRequest(id, all[id]); }
      }
    }, 50);
    setTimeout(clearInterval, 10000, this.polls);
  }
};"""


@pytest.mark.parametrize("client", ["classic", "web"])
@pytest.mark.parametrize("visitor", ["joins_late", "in_one_experiment"])
def test_an_integration_that_looks_for_late_experiments_itself_is_not_doubled(
    testbed: Testbed, client: str, visitor: str
) -> None:
    seen = open_(testbed, page(POLLS), optimizely(client, visitor), library())

    assert asked(seen) == [HERO]


def test_a_frozen_integration_works(testbed: Testbed) -> None:
    code = f"integrator.registerIntegration(Object.freeze({INTEGRATION}));"

    assert asked(open_(testbed, optimizely("web"), library(), page(code))) == [HERO]


def test_two_integrations_are_asked_each(testbed: Testbed) -> None:
    both = "".join(f"integrator.push({TELLS.format(name)});" for name in ("one.", "two."))

    seen = open_(testbed, optimizely("web"), library(), page(both))

    assert [name for name, _ in calls(seen)] == [
        "one.initialize", "one.makeRequest", "one.finish", "two.initialize", "two.makeRequest", "two.finish",
    ]  # fmt: skip


def test_an_integration_that_registers_another_does_not_mix_them(testbed: Testbed) -> None:
    code = f"""
    integrator.push({{
      makeRequest: function () {{ integrator.push({INTEGRATION}); }},
      finish: function () {{ __tagwrightTestbed.record("first.finish", []); }}
    }});"""

    seen = open_(testbed, optimizely("web"), library(), page(code))

    assert [name for name, _ in calls(seen)] == [
        "first.finish",
        "initialize",
        "makeRequest",
        "finish",
    ]


# -- errors ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("function", ["initialize", "finish"])
def test_a_function_that_throws_costs_nothing_else(testbed: Testbed, function: str) -> None:
    code = INTEGRATION.replace(
        f"{function}: function () {{", f"{function}: function () {{ throw new Error('broken');"
    )

    seen = open_(
        testbed, optimizely("web"), library(), page(f"integrator.push({code});"), page(REGISTER)
    )

    assert asked(seen) == [HERO, HERO]
    assert seen.console == ()


def test_a_request_that_throws_costs_that_request(testbed: Testbed) -> None:
    throws = f"if (experimentId === '{HERO[0]}') {{ throw new Error('broken'); }}"
    code = INTEGRATION.replace("variationIds) {", "variationIds) { " + throws)

    seen = open_(
        testbed,
        optimizely("web", "in_two_experiments"),
        library(),
        page(f"integrator.push({code});"),
    )

    assert [name for name, _ in calls(seen)] == ["initialize", "makeRequest", "finish"]
    assert asked(seen) == [CHECKOUT]


def test_errors_are_shown_when_asked_for(testbed: Testbed) -> None:
    code = "integrator.debug = true; integrator.push({ makeRequest: function () { throw new Error('broken'); } });"

    (message,) = open_(testbed, optimizely("web"), library(), page(code)).console

    assert (message.type, "broken" in message.text) == ("error", True)


# -- redirects --------------------------------------------------------------------------------------------------


@each_client
@pytest.mark.parametrize(
    ("visitor", "referrer"),
    [
        ("after_a_redirect", "https://search.example/?q=shoes"),
        ("after_a_redirect_from_a_direct_visit", ""),
        ("in_one_experiment", None),
    ],
)
@pytest.mark.parametrize("first", ["client", "library"])
def test_the_referrer_from_before_a_redirect_is_known_to_initialize(
    testbed: Testbed, client: str, visitor: str, referrer: str | None, first: str
) -> None:
    scripts = [optimizely(client, visitor), library()]

    seen = open_(testbed, *(scripts if first == "client" else reversed(scripts)), page(REGISTER))

    assert calls(seen)[0] == ("initialize", [referrer])
    assert asked(seen) == [HERO if referrer is None else LANDING]
    assert seen.cookie_reads == 0


def test_an_old_classic_tells_the_variation_but_not_the_referrer(testbed: Testbed) -> None:
    old = optimizely("classic", "after_a_redirect", classicRevision=2014)

    seen = open_(testbed, old, library(), page(REGISTER))
    variation = answer(testbed, "integrator.redirect.getRedirectVariationId()", old, library())

    assert calls(seen)[0] == ("initialize", [None])
    assert asked(seen) == [LANDING]
    assert variation == LANDING[1][0]


def test_a_referrer_that_is_still_in_its_cookie_is_found(testbed: Testbed) -> None:
    cookie = page("document.cookie = 'optimizelyReferrer=https%3A%2F%2Fa.example%2F%3Fq%3D1';")

    assert (
        answer(testbed, "integrator.redirect.getRedirectReferrer()", cookie, library())
        == "https://a.example/?q=1"
    )


@pytest.mark.parametrize("cookie", ["unknown%20variation%7Cfalse", "%E0%A4%A", "", "%7C"])
def test_a_redirect_cookie_that_names_no_variation_says_nothing(
    testbed: Testbed, cookie: str
) -> None:
    sets = page(f"document.cookie = 'optimizelyRedirect={cookie}';")

    assert answer(testbed, "integrator.redirect.getRedirectVariationId()", sets, library()) is None


def test_fields_are_filled_by_the_functions_of_their_names(testbed: Testbed) -> None:
    fields = "(integrator.redirect.initializeRedirect(), [integrator.redirect.variationId, integrator.redirect.referrer])"

    found = answer(testbed, fields, optimizely("web", "after_a_redirect"), library())

    assert found == ["9000000052", "https://search.example/?q=shoes"]


# -- the rest of the surface ----------------------------------------------------------------------------------------


@each_client
def test_relevant_experiments_are_a_copy(testbed: Testbed, client: str) -> None:
    twice = f"(integrator.getRelevantExperimentIds()['{HERO[0]}'].push('x'), integrator.getRelevantExperimentIds())"

    found = answer(testbed, twice, optimizely(client, "in_two_experiments"), library())

    assert found == {HERO[0]: HERO[1], CHECKOUT[0]: CHECKOUT[1]}


@pytest.mark.parametrize(
    ("client", "visitor", "variation", "experiment"),
    [
        ("classic", "in_one_experiment", "9000000011", HERO[0]),
        ("classic", "in_a_multivariate", "9000000030_9000000040", "9000000003"),
        ("web", "in_one_experiment", "9000000012", HERO[0]),
        ("edge", "in_one_experiment", "9000000012", HERO[0]),
        ("web", "in_one_experiment", "1", None),
        ("web", "in_one_experiment", "unknown variation", None),
    ],
)
def test_a_variation_leads_to_its_experiment(
    testbed: Testbed, client: str, visitor: str, variation: str, experiment: str | None
) -> None:
    found = answer(
        testbed,
        f"integrator.getExperimentId('{variation}') || null",
        optimizely(client, visitor),
        library(),
    )

    assert found == experiment


def test_the_whole_public_surface_is_there(testbed: Testbed) -> None:
    names = "Object.keys(integrator).sort(), Object.keys(integrator.redirect).sort(), Object.keys(integrator.redirect.cookie).sort()"

    found = answer(testbed, f"[{names}]", library())

    assert found == [
        ["debug", "getExperimentId", "getRelevantExperimentIds", "makeSendableNames", "push", "redirect",
         "registerCallback", "registerIntegration"],
        ["REDIRECT_COOKIE_NAME", "REFERRER_REDIRECT_COOKIE_NAME", "cookie", "getRedirectCookie", "getRedirectReferrer",
         "getRedirectVariationId", "initializeRedirect", "initializeRedirectReferrerUrl",
         "initializeRedirectVariationId", "referrer", "variationId"],
        ["get", "has", "keys", "remove", "set"],
    ]  # fmt: skip


def test_cookies_come_back_as_they_were_set(testbed: Testbed) -> None:
    code = """(function (cookie) {
      var value = 'a=b; c|"ü" 100%';
      return [cookie.set("näme;", value, 60), cookie.get("näme;"), cookie.has("näme;"), cookie.keys(),
        cookie.remove("näme;"), cookie.get("näme;"), cookie.has("näme;"), cookie.remove("näme;")];
    })(integrator.redirect.cookie)"""

    found = answer(testbed, code, library())

    assert found == [True, 'a=b; c|"ü" 100%', True, ["näme;"], True, None, False, False]


def test_denied_cookies_are_no_cookies(testbed: Testbed) -> None:
    denied = page(
        "Object.defineProperty(document, 'cookie', { get: function () { throw 1; }, set: function () { throw 1; } });"
    )
    code = "[integrator.redirect.cookie.get('a'), integrator.redirect.cookie.set('a', 'b'), integrator.redirect.getRedirectReferrer()]"

    assert answer(testbed, code, denied, library()) == [None, False, None]


def test_nothing_of_optimizelys_is_written_to(testbed: Testbed) -> None:
    redirected = optimizely("classic", "after_a_redirect", classicRevision=2014)

    seen = open_(testbed, redirected, library(), page(REGISTER))

    assert seen.state == open_(testbed, redirected).state


def test_a_page_with_prototype_js_changes_nothing(testbed: Testbed) -> None:
    seen = open_(
        testbed,
        page(PROTOTYPE),
        optimizely("classic", "in_two_experiments"),
        library(),
        page(REGISTER),
    )

    assert asked(seen) == [HERO, CHECKOUT]


# -- names ------------------------------------------------------------------------------------------------------------


def in_everything() -> Mapping[str, Any]:
    """A visitor in each of the experiments whose names the table holds."""
    known = ("in_one_experiment", "in_a_multivariate", "with_awkward_names")
    return {
        "about": "In three.",
        "experiments": [e for name in known for e in visitors.load(name)["experiments"]],
    }


TABLE = json.loads((Path(__file__).parent / "sendable_names.json").read_text(encoding="ascii"))


def test_the_table_holds_every_combination_of_the_seven_parameters() -> None:
    assert len(TABLE) == len({json.dumps(case[0]) for case in TABLE}) == 4 * 5 * 5 * 5 * 2 * 3


@pytest.mark.parametrize("client", ["classic", "web", "edge"])
def test_sendable_names_are_those_of_the_original(testbed: Testbed, client: str) -> None:
    # Only Classic gives a multivariate as several variations.
    cases = [case for case in TABLE if client == "classic" or len(case[0][1]) == 1]
    code = """
    var cases = CASES;
    for (var i = 0; i < cases.length; i++) {
      var a = cases[i][0], n = function (value) { return value === null ? undefined : value; };
      var names = integrator.makeSendableNames(a[0], a[1], n(a[2]), n(a[3]), n(a[4]), n(a[5]), n(a[6]));
      var wanted = cases[i];
      if (names.experimentName !== wanted[1] || names.variationName !== wanted[2] || names.key !== wanted[1] || names.value !== wanted[2]) {
        __tagwrightTestbed.record("differs", [wanted, names]);
      }
    }
    __tagwrightTestbed.record("compared", [i]);""".replace(
        "CASES", json.dumps(cases).replace("<", "\\u003c")
    )

    seen = open_(testbed, optimizely(client, in_everything()), library(), page(code))

    assert calls(seen) == [("compared", [len(cases)])]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ("'9000000001', '9000000012'", ["Homepage hero", "Blue button"]),
        ("9000000001, [9000000012]", ["Homepage hero", "Blue button"]),
        ("'9000000001', []", ["Homepage hero", ""]),
        ("'9000000001'", ["Homepage hero", ""]),
        ("'1', ['2']", ["1", "2"]),
        ("'constructor', ['__proto__']", ["constructor", "__proto__"]),
        ("'9000000001', ['9000000011']", ["Homepage hero", "Original"]),
    ],
)
def test_what_the_original_threw_on_has_an_answer(
    testbed: Testbed, arguments: str, names: list[str]
) -> None:
    code = f"(function (n) {{ return [n.experimentName, n.variationName]; }})(integrator.makeSendableNames({arguments}))"

    assert answer(testbed, code, optimizely("classic"), library()) == names


@pytest.mark.parametrize(
    ("client", "names"),
    [("classic", ["Exp 9000000001", "Var 9000000012"]), ("web", list(HERO[:1]) + HERO[1])],
)
def test_masked_names_are_what_the_client_makes_of_them(
    testbed: Testbed, client: str, names: list[str]
) -> None:
    code = "(function (n) { return [n.experimentName, n.variationName]; })(integrator.makeSendableNames('9000000001', ['9000000012']))"

    assert answer(testbed, code, optimizely(client, "with_masked_names"), library()) == names
