"""Which visits prove a platform: what the default asks for, what options add, and what keeps a plan from being made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator import catalog
from generator.errors import PlatformError, SettingsError, TagwrightError, UnknownNameError
from generator.model import CLIENTS, Analytics, Platform
from generator.verify.visits import NO_OPTIMIZELY, TWICE, Visit, plan
from tests.unit.conftest import SCENARIOS, TOML, MakePlatform, every

Plan = Callable[..., list[tuple[str, str]]]

TWO = (
    SCENARIOS
    + """
[[scenario]]
name    = "a visitor in no experiment is not reported"
visitor = "in_no_experiment"
"""
)

AVERTED = """
[[scenario]]
name    = "a redirect keeps the referrer"
visitor = "after_a_redirect"
answers = ["referrer"]
"""


@pytest.fixture
def platform(make_platform: MakePlatform) -> Callable[..., Platform]:
    """A platform with these scenarios."""

    def make(scenarios: str | None = TWO, toml: str = TOML, slug: str = "acme") -> Platform:
        return catalog.read(make_platform(slug, toml=toml, scenarios=scenarios))

    return make


MakeOne = Callable[..., Platform]


def told(visits: tuple[Visit, ...]) -> list[tuple[str, str]]:
    """What must happen, and the variant, of each visit."""
    return [(visit.name, visit.variant) for visit in visits]


def variants(visits: tuple[Visit, ...], name: str) -> set[str]:
    return {visit.variant for visit in visits if visit.name == name}


ONE = "a visitor in one experiment is reported once"
NONE = "a visitor in no experiment is not reported"


# -- what the default asks for ----------------------------------------------------------------------------


def test_a_scenario_that_depends_on_no_client_runs_on_web_alone(platform: MakeOne) -> None:
    assert variants(plan([platform()]), NONE) == {"reader on web"}


def test_the_first_that_expects_calls_meets_every_target_build_and_client(
    platform: MakeOne,
) -> None:
    assert variants(plan([platform()]), ONE) == {
        "reader on web",
        "reader on web, readable",
        "reader on web, embed",
        "integrator on web, readable",
        "extension on web",
        "extension on web, readable",
        *(f"integrator on {page}" for page in ("classic", "web", "edge")),
        *(
            f"{target} built for {client} on {client}"
            for target in ("reader", "integrator")
            for client in ("classic", "web", "edge")
        ),
    }


def test_a_scenario_that_names_clients_runs_on_each_of_them(platform: MakeOne) -> None:
    visits = plan([platform(TWO + 'clients = ["classic", "edge"]\n')])

    assert variants(visits, NONE) == {"reader on classic", "reader on edge"}


def test_a_scenario_whose_calls_name_clients_runs_on_all(platform: MakeOne) -> None:
    call = '[[scenario.expect]]\ncall = "acme.track"\nclients = ["edge"]\n'

    visits = plan([platform(TWO + call)])

    assert variants(visits, NONE) == {"reader on classic", "reader on web", "reader on edge"}
    assert [v.page for v in visits if v.name == NONE and v.calls] == ["edge"]


def test_where_a_danger_is_averted_every_target_is_asked(platform: MakeOne) -> None:
    visits = plan([platform(TWO + AVERTED)])

    assert variants(visits, "a redirect keeps the referrer") == {
        "reader on web",
        "integrator on web",
        "extension on web",
    }


def test_a_visitor_that_does_not_exist_on_web_is_met_elsewhere(platform: MakeOne) -> None:
    visits = plan([platform(TWO + AVERTED.replace("answers", "clients = ['edge']\nanswers"))])

    assert {visit.page for visit in visits if visit.scenario.answers} == {"edge"}


def test_a_scenario_for_one_target_is_not_asked_of_the_other(platform: MakeOne) -> None:
    visits = plan([platform(TWO + 'targets = ["integrator"]\n')])

    assert variants(visits, NONE) == {"integrator on web"}


def test_the_house_rules_get_visits_of_their_own(platform: MakeOne) -> None:
    visits = plan([platform()])

    assert variants(visits, TWICE) == {"reader on web", "integrator on web", "extension on web"}
    assert variants(visits, NO_OPTIMIZELY) == {"reader", "integrator"}
    assert all(visit.calls == () for visit in visits if visit.page == "absent")
    assert all(visit.calls for visit in visits if visit.twice)


def test_platforms_and_scenarios_keep_their_order(platform: MakeOne) -> None:
    visits = plan([platform(slug="bb"), platform(slug="aa")])

    assert list(dict.fromkeys(visit.platform.slug for visit in visits)) == ["bb", "aa"]
    assert list(dict.fromkeys(visit.name for visit in visits)) == [ONE, NONE, TWICE, NO_OPTIMIZELY]


def test_no_visit_is_planned_twice(platform: MakeOne) -> None:
    made = platform()
    for everything in (False, True):
        visits = plan([made], every=everything)
        assert len({(v.name, v.variant, v.form, v.twice) for v in visits}) == len(visits)


# -- what options ask for ---------------------------------------------------------------------------------


def test_every_leaves_nothing_out(platform: MakeOne) -> None:
    made = platform()
    visits = plan([made], every=True)

    builds = {(v.target, v.client, v.page) for v in visits if v.name == NONE}
    assert builds == {
        (target, client, page)
        for target in made.targets
        for client in CLIENTS
        for page in ("classic", "web", "edge")
        if client in ("auto", page) and (target != "extension" or (client, page) == ("auto", "web"))
    }
    assert set(told(plan([visits[0].platform]))) <= set(told(visits))


def test_a_target_is_asked_for_everything_of_it_and_no_other(platform: MakeOne) -> None:
    made = platform()

    visits = plan([made], targets=["reader"])

    assert visits == tuple(v for v in plan([made], every=True) if v.target == "reader")


def test_a_client_is_asked_for_everything_of_it_and_no_other(platform: MakeOne) -> None:
    made = platform()

    visits = plan([made], clients=["edge"])

    assert visits == tuple(v for v in plan([made], every=True) if v.client == "edge")
    assert {visit.page for visit in visits} == {"edge", "absent"}


@pytest.mark.parametrize("pattern", ["*no experiment*", "*NO Experiment*", NONE])
def test_a_pattern_chooses_scenarios_whatever_their_case(platform: MakeOne, pattern: str) -> None:
    assert {visit.name for visit in plan([platform()], pattern)} == {NONE}


def test_a_pattern_chooses_house_rules_as_well(platform: MakeOne) -> None:
    assert {visit.name for visit in plan([platform()], "house rule*")} == {TWICE, NO_OPTIMIZELY}


# -- one visit --------------------------------------------------------------------------------------------


def first(platform: Platform, **options: Any) -> Visit:  # noqa: ANN401 -- as plan takes them
    return plan([platform], **options)[0]


def test_a_null_of_a_scenario_is_null_in_its_calls(platform: MakeOne) -> None:
    text = SCENARIOS.replace('"Homepage hero"]', '{ a = [{ "$null" = true }] }]')

    assert first(platform(text)).calls[0].args == ("Seen", {"a": [None]})


def test_an_example_stands_in_for_a_value_that_a_customer_must_give(platform: MakeOne) -> None:
    toml = TOML.replace('default     = "Seen"', 'required = true\nexample = "E-1"')

    assert first(platform(toml=toml)).settings.values == {"event": "E-1"}


def test_a_setting_fills_the_names_of_globals(platform: MakeOne) -> None:
    toml = TOML.replace('"acme', '"{event}').replace('"Seen"', '"acme"')

    role = first(platform(toml=toml)).played

    assert isinstance(role, Analytics)
    assert (role.queue, role.writes, role.records) == ("acme", ("acme",), ("acme.track",))


# -- what keeps a plan from being made --------------------------------------------------------------------


def refused(platforms: list[Platform], *options: Any, **more: Any) -> TagwrightError:  # noqa: ANN401 -- as plan takes them
    with pytest.raises(TagwrightError) as caught:
        plan(platforms, *options, **more)
    return caught.value


def test_a_platform_without_a_scenario_is_told(platform: MakeOne) -> None:
    error = refused([platform(None)])

    assert isinstance(error, PlatformError)
    assert error.what == "there is no 'scenarios.toml', so nothing proves this platform"


def test_a_platform_whose_scenarios_are_none_is_told(platform: MakeOne) -> None:
    assert "scenario" in refused([platform("")]).what


def test_a_visitor_nobody_knows_is_told_with_line_and_nearest(platform: MakeOne) -> None:
    error = refused([platform(TWO.replace("in_no_experiment", "in_no_experimnt"))])

    assert isinstance(error, PlatformError)
    assert (error.what, error.line) == ("there is no visitor 'in_no_experimnt'", 10)
    assert error.help == "did you mean 'in_no_experiment'?"


def test_a_client_on_which_a_visitor_cannot_exist_is_told(platform: MakeOne) -> None:
    text = SCENARIOS.replace('"in_one_experiment"', '"held_back"\nclients = ["classic", "web"]')

    error = refused([platform(text)])

    assert error.what == "'held_back' does not exist on 'classic'"
    assert error.help is not None
    assert error.help.startswith('clients = ["web"')


def test_a_setting_that_is_wrong_in_a_scenario_is_told_with_its_line(platform: MakeOne) -> None:
    error = refused([platform(SCENARIOS + '[scenario.settings]\nevnt = "x"\n')])

    assert isinstance(error, SettingsError)
    assert error.where is not None
    assert error.line is not None
    assert "'evnt'" in error.what


def test_what_is_wrong_with_any_platform_is_told_at_once(platform: MakeOne) -> None:
    wrong = TWO.replace("in_no_experiment", "nobody").replace("in_one_experiment", "somebody")

    error = refused([platform(wrong, slug="aa"), platform(wrong, slug="bb")])

    told = [(found.what, str(found.where).split("/")[-2]) for found in every(error)]
    assert told == [
        ("there is no visitor 'somebody'", "aa"),
        ("there is no visitor 'nobody'", "aa"),
        ("there is no visitor 'somebody'", "bb"),
        ("there is no visitor 'nobody'", "bb"),
    ]


def test_a_pattern_that_matches_nothing_is_told_with_the_nearest(platform: MakeOne) -> None:
    error = refused([platform()], "*no experimnt*")

    assert isinstance(error, UnknownNameError)
    assert error.what == "no scenario's name holds 'no experimnt'"
    assert error.help is not None


def test_targets_that_no_scenario_is_for_are_told(platform: MakeOne) -> None:
    text = SCENARIOS.replace("visitor =", 'targets = ["integrator"]\nvisitor =')

    error = refused([platform(text)], targets=["reader"])

    assert error.what == "no scenario fits these targets and clients, so nothing would be proved"
    assert error.help == "choose other targets or clients"


def test_a_platform_of_one_client_is_asked_for_the_house_rules_there(platform: MakeOne) -> None:
    visits = plan([platform(SCENARIOS.replace("visitor =", 'clients = ["edge"]\nvisitor ='))])

    assert {visit.page for visit in visits if visit.twice} == {"edge"}
