"""The delivery `optimizely` in a browser: decisions arrive through the files of a package, whatever stands in its form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from generator import catalog, config, deliver
from generator.verify import (
    Observation,
    Step,
    Testbed,
    TestPage,
    Visit,
    pages,
    plan,
    stub,
    visitors,
)

NASTY = [
    'it\'s "quoted" </script><!--',
    "{{x}} {% y %} <?php ?> ${z} ]]> @a",
    "back\\slash\ttab \u2028 🎉",
    "x" * 10_000,
]


def made(*slugs: str, **options: str) -> Mapping[str, str]:
    """Files of a package, by path; settings as typed, with two underscores for the dot."""
    pairs = [f"{name.replace('__', '.')}={value}" for name, value in options.items()]
    parcel = deliver.parcel("optimizely", config.Config(), slugs, pairs)
    return {file.path: file.content.decode() for file in deliver.package("optimizely", parcel)}


def visits() -> list[Visit]:
    """Of a platform that is plain, one with slots and one with required settings: where a danger is averted, and more."""
    slugs = ("mixpanel", "adobe-analytics", "ga4")
    platforms = [catalog.load(slug) for slug in slugs]
    planned = plan(platforms, targets=["extension"])
    return [v for v in planned if v.form == "minified" and not v.twice and v.calls]


def packaged(visit: Visit) -> str:
    """The file to import of a package with the settings of this visit."""
    slug = visit.platform.slug
    values = {slug: dict(visit.values)}
    parcel = deliver.parcel("optimizely", config.Config(values=values), [slug])
    files = {file.path: file.content for file in deliver.package("optimizely", parcel)}
    return pages.integrated(json.loads(files[f"{slug}.json"]))


def received(seen: Observation) -> list[tuple[str, list[Any]]]:
    return [(call.call, list(call.args)) for call in seen.calls]


@pytest.mark.parametrize("visit", visits(), ids=lambda v: f"{v.platform.slug}: {v.name}")
def test_the_file_of_a_package_reports_what_each_scenario_expects(
    testbed: Testbed, visit: Visit
) -> None:
    steps = pages.page(visit).steps
    ours = Step("snippet", packaged(visit))

    seen = testbed.observe(TestPage(tuple(ours if s.name == "snippet" else s for s in steps)))

    assert received(seen) == [(call.call, list(call.args)) for call in visit.calls]
    assert seen.errors == ()


def queued(seen: Observation) -> list[Any]:
    """What was put into Mixpanel's queue."""
    (call,) = seen.calls
    return list(call.args[0])


def page(*steps: Step, client: str = "web", visitor: str = "in_one_experiment") -> TestPage:
    """Optimizely behind these scripts, and what the vendor's queue holds in the end."""
    optimizely = Step("optimizely", stub.script(client, visitors.load(visitor)))
    look = Step("look", "__tagwrightTestbed.record('queue', [window.mixpanel]);", 2_000)
    return TestPage((*steps, optimizely, look))


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_value_of_the_form_arrives_unchanged(testbed: Testbed, text: str) -> None:
    found = json.loads(made("mixpanel", mixpanel__event=text)["mixpanel.json"])

    seen = testbed.observe(page(Step("snippet", pages.integrated(found))))

    ((_, event, told),) = queued(seen)
    assert event == text
    assert told["Experiment name"] == "Homepage hero"
    assert seen.errors == ()


@pytest.mark.parametrize("client", ["web", "edge", "classic"])
def test_project_javascript_reports_before_every_client(testbed: Testbed, client: str) -> None:
    code = made("mixpanel", analytics="project_javascript", oauth_client_id="77")["project.js"]

    seen = testbed.observe(page(Step("project", code), client=client))

    ((_, event, told),) = queued(seen)
    assert (event, told["Variant name"]) == ("$experiment_started", "Blue button")
    assert seen.errors == ()


def test_a_program_that_fails_leaves_the_next_alone(testbed: Testbed) -> None:
    code = made("amplitude", "mixpanel", analytics="project_javascript")["project.js"]
    assert code.index("/*! amplitude") < code.index("/*! mixpanel")
    fails_once = """
    var define = Object.defineProperty;
    Object.defineProperty = function () {
      Object.defineProperty = define;
      throw new Error("as planned");
    };
    """

    seen = testbed.observe(page(Step("page", fails_once), Step("project", code)))

    assert len(queued(seen)) == 1
    assert seen.errors == ()


def test_visitor_data_are_told_in_time_for_the_decision(testbed: Testbed) -> None:
    code = made("demandbase", demandbase__mapping="industry -> attribute:industry")["project.js"]
    data = Step("page", "window.Demandbase = {IP: {CompanyProfile: {industry: 'Retail'}}};")
    look = Step(
        "look",
        "__tagwrightTestbed.record('runs', [optimizely.get('state').getActiveExperimentIds()]);",
    )
    optimizely = Step("optimizely", stub.script("web", visitors.load("targeted")))
    with_it = TestPage((data, Step("project", code), optimizely, look))
    without = TestPage((data, optimizely, look))

    active = [testbed.observe(one).calls[0].args[0] for one in (with_it, without)]

    assert active == [["9000000008"], []]


def test_a_partners_client_id_breaks_nothing(testbed: Testbed) -> None:
    code = made("mixpanel", oauth_client_id="77")["project.js"]

    for client in ("web", "edge", "classic"):
        assert testbed.observe(page(Step("project", code), client=client)).errors == ()
