"""The delivery `optimizely`: integrations to import, Project JavaScript, and who goes where."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest

from generator import build, catalog, config, deliver, extension
from generator import compile as engine
from generator.deliver import Parcel
from generator.errors import SettingsError
from tests.unit.conftest import every

MAPPING = "company.industry -> attribute:industry"

#: a platform that is plain, one with slots, one with a setting that has to be given
ANALYTICS = ("mixpanel", "adobe-analytics", "ga4")


def parcel(*slugs: str, **options: str) -> Parcel:
    """Settings as typed, with two underscores for the dot."""
    pairs = [f"{name.replace('__', '.')}={value}" for name, value in options.items()]
    return deliver.parcel("optimizely", config.Config(), slugs, pairs)


def made(*slugs: str, **options: str) -> Mapping[str, str]:
    """Files of a package, by path."""
    files = deliver.package("optimizely", parcel(*slugs, **options))
    return {file.path: file.content.decode() for file in files}


def banners(code: str) -> list[str]:
    """The platforms whose programs stand there, in order."""
    return re.findall(r"^/\*! ([\w-]+) ", code, re.MULTILINE)


# -- integrations -----------------------------------------------------------------------------------------


def test_each_analytics_platform_is_a_file_to_import_and_nothing_else() -> None:
    files = made(*ANALYTICS)

    assert set(files) == {*(f"{slug}.json" for slug in ANALYTICS), "README.md", "manifest.json"}
    for slug in ANALYTICS:
        found = json.loads(files[f"{slug}.json"])
        assert found["plugin_type"] == "analytics_integration"
        code = build.embed(catalog.load(slug), "extension")
        assert found["options"]["track_layer_decision"] == code


def test_its_form_shows_the_customers_values_and_leaves_the_others_to_be_filled_in() -> None:
    files = made(*ANALYTICS, mixpanel__ids="true", ga4__holdback="report")

    shown = {slug: extension.untouched(json.loads(files[f"{slug}.json"])) for slug in ANALYTICS}
    assert shown["mixpanel"]["ids"] == "true"
    assert (shown["ga4"]["holdback"], shown["ga4"]["measurement_id"]) == ("report", "")
    assert shown["adobe-analytics"]["variable"] == ""


def test_values_that_no_field_holds_are_told_of_all_platforms_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        made("mixpanel", "amplitude", mixpanel__event="a\nb", amplitude__event="a\nb")

    assert len({e.what for e in every(caught.value)}) == 2


# -- Project JavaScript -----------------------------------------------------------------------------------


def test_other_roles_go_into_project_javascript_alone() -> None:
    files = made("mixpanel", "demandbase", demandbase__mapping=MAPPING)

    assert "demandbase.json" not in files
    assert banners(files["project.js"]) == ["demandbase"]


def test_readers_go_there_when_that_is_asked_for_after_what_gives_visitor_data() -> None:
    files = made(
        "generic",
        "mixpanel",
        "demandbase",
        analytics="project_javascript",
        demandbase__mapping=MAPPING,
    )

    assert {path for path in files if path.endswith(".json")} == {"manifest.json"}
    assert banners(files["project.js"]) == ["demandbase", "generic", "mixpanel"]


def test_each_program_is_the_one_for_this_customer_and_contained() -> None:
    platform = catalog.load("mixpanel")
    given = parcel("mixpanel", analytics="project_javascript", mixpanel__event="Seen")
    (item,) = given.items
    (code,) = (f for f in deliver.package("optimizely", given) if f.path == "project.js")

    text = code.content.decode()
    assert text == f"try {{\n{item.snippet.minified}}} catch (error) {{}}\n"
    assert '"Seen"' in text
    assert platform.version in text


def test_project_javascript_is_es5_in_ascii() -> None:
    code = made(
        "mixpanel",
        "demandbase",
        analytics="project_javascript",
        oauth_client_id="77",
        demandbase__mapping=MAPPING,
    )["project.js"]

    assert engine.problems(code) == []
    assert code.isascii()


def test_a_partners_client_id_is_told_first() -> None:
    with_it = made("mixpanel", analytics="project_javascript", oauth_client_id="5935064")
    alone = made("mixpanel", oauth_client_id="5935064")

    for files in (with_it, alone):
        first = files["project.js"].splitlines()[0]
        assert first.endswith('.push({type: "integration", OAuthClientId: 5935064});')
    assert alone["project.js"].count("\n") == 1
    assert "project.js" not in made("mixpanel")


@pytest.mark.parametrize("value", ["7a", "'", "-1", "1" * 16])
def test_a_client_id_is_digits(value: str) -> None:
    with pytest.raises(SettingsError, match="oauth_client_id"):
        made("mixpanel", oauth_client_id=value)


def test_what_project_javascript_needs_and_no_form_asks_for_is_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        made("ga4", "demandbase", analytics="project_javascript")

    assert [e.what for e in every(caught.value)] == [
        "'mapping' of 'demandbase' is missing",
        "'measurement_id' of 'ga4' is missing",
    ]


def test_a_role_that_a_customer_gives_nothing_for_is_left_out_where_the_platform_has_another() -> (
    None
):
    both = next(
        one.slug
        for one in catalog.platforms()
        if {"analytics", "audience"} <= set(one.roles) and one.roles[0] == "analytics"
    )

    files = made(both)

    assert f"{both}.json" in files
    assert "project.js" not in files


# -- what all of it says ----------------------------------------------------------------------------------


def test_the_package_says_where_to_click_and_what_was_not_run() -> None:
    readme = made("mixpanel", "adobe-analytics")["README.md"]

    for words in ("Using JSON", "Project JavaScript", "not imported into a real account"):
        assert words in readme
    assert "| Mixpanel | analytics |" in readme


def test_the_same_values_make_the_same_bytes() -> None:
    given = {"mixpanel__event": "Größe 🎉", "oauth_client_id": "1"}

    assert made("mixpanel", "ga4", **given) == made("ga4", "mixpanel", **given)
