"""A platform that plays several roles: each has its own settings, body, targets and facts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import build, catalog, manifest, render, settings
from generator.config import Config
from generator.errors import PlatformError, SettingsError, TagwrightError
from generator.model import ROLES, TARGETS, Artifact, Platform, Role, Settings, Target, role_of
from generator.resources import javascript
from generator.verify import plan
from tests.unit.conftest import SCENARIOS, TOML, MakePlatform, Run, every

AUDIENCE = """
[audience]
reads   = ["acme"]
example = "tier -> attribute:tier"
"""
OWN = """
[settings.trait]
type        = "string"
title       = "Trait"
description = "Which trait."
required    = true
example     = "plan"
roles       = ["audience"]
"""
BODY = (
    "function readVisitor(settings) {\n  return window.acme && { tier: acme[settings.trait] };\n}\n"
)
SCENARIO = """
[[scenario]]
name    = "the tier is an attribute"
role    = "audience"
visitor = "targeted"
data    = "known"

[[scenario.expect]]
call = "optimizely.push"
args = [{ type = "user", attributes = { tier = "gold" } }]
"""


@pytest.fixture
def folder(make_platform: MakePlatform) -> Path:
    toml = TOML.replace("[analytics]", f"{OWN}\n[analytics]") + AUDIENCE
    made = make_platform(toml=toml, scenarios=SCENARIOS + SCENARIO)
    (made / "audience.js").write_text(BODY, encoding="utf-8")
    (made / "data").mkdir()
    (made / "data" / "known.json").write_text('{"plan": "gold"}', encoding="utf-8")
    return made


@pytest.fixture
def platform(folder: Path) -> Platform:
    return catalog.read(folder)


def test_every_target_belongs_to_one_role_and_has_a_frame() -> None:
    assert len(TARGETS) == len(set(TARGETS))
    for target in TARGETS:
        assert target in ROLES[role_of(target)].targets
        assert (javascript() / "frames" / f"{target}.js").is_file()


def test_roles_and_targets_are_those_of_the_tables(platform: Platform) -> None:
    assert platform.roles == ("analytics", "audience")
    assert platform.targets == ("reader", "integrator", "extension", "audience")


def test_a_role_has_its_own_settings_and_those_of_all(platform: Platform) -> None:
    assert list(settings.declare(platform, "analytics"))[:2] == ["event", "holdback"]
    assert list(settings.declare(platform, "audience")) == [
        *("event", "trait", "mapping", "cache_days", "activate"),
        *("timeout", "debug", "consent", "consent_function"),
    ]


def test_the_example_of_a_mapping_is_the_platform_s(platform: Platform) -> None:
    chosen = settings.resolve(platform, {}, role="audience", examples=True)

    assert chosen.values["mapping"] == "tier -> attribute:tier"
    assert settings.declare(platform)["mapping"].example == "tier -> attribute:tier"


def test_what_a_role_requires_is_not_asked_of_another(platform: Platform) -> None:
    assert settings.resolve(platform, {}, role="analytics").values == {"event": "Seen"}
    with pytest.raises(SettingsError) as caught:
        settings.resolve(platform, {}, role="audience")
    assert [found.what for found in every(caught.value)] == [
        "'trait' is missing",
        "'mapping' is missing",
    ]


def test_a_setting_of_another_role_is_no_error_and_is_left_out(platform: Platform) -> None:
    chosen = settings.resolve(platform, {"trait": "plan"}, role="analytics")

    assert "trait" not in chosen.values


def test_every_line_of_a_mapping_that_is_wrong_is_told(platform: Platform) -> None:
    given = {"trait": "plan", "mapping": "a\nb -> tag:c\nd -> x:y"}

    with pytest.raises(SettingsError) as caught:
        settings.resolve(platform, given, role="audience")

    assert [found.what for found in every(caught.value)] == [
        "'mapping' has no '->' in line 1: 'a'",
        "'mapping' knows no kind 'x' in line 3: 'd -> x:y'",
    ]


def test_a_mapping_is_a_text(platform: Platform) -> None:
    with pytest.raises(SettingsError, match="'mapping' must be a string, not 7"):
        settings.resolve(platform, {"trait": "plan", "mapping": 7}, role="audience")


def test_consent_asks_for_the_category_of_the_role(platform: Platform) -> None:
    for role, category in (("analytics", "analytics"), ("audience", "personalization")):
        chosen = settings.resolve(platform, {"consent": "google"}, role=role, examples=True)  # type: ignore[arg-type]
        assert chosen.values["consent"] == category


def test_one_schema_says_which_role_reads_what(platform: Platform) -> None:
    schema = settings.schema(platform)

    assert schema["required"] == []
    assert schema["roles"]["audience"]["required"] == ["trait", "mapping"]
    assert schema["roles"]["analytics"]["required"] == []
    assert "trait" not in schema["roles"]["analytics"]["properties"]
    assert schema["properties"]["mapping"]["pattern"].startswith("^")


def test_a_platform_of_one_role_has_a_plain_schema(make_platform: MakePlatform) -> None:
    assert "roles" not in settings.schema(catalog.read(make_platform()))


def test_each_body_is_in_its_own_snippet(platform: Platform, folder: Path) -> None:
    for target, body, other in (
        ("reader", "analytics.js", "audience.js"),
        ("audience", "audience.js", "analytics.js"),
    ):
        files = {origin.file for origin in render.render(platform, target).origins}  # type: ignore[arg-type]
        assert folder / body in files
        assert folder / other not in files


def test_an_edit_of_a_body_changes_its_own_snippet(platform: Platform, folder: Path) -> None:
    known = build.scripts()
    chosen = settings.resolve(platform, {}, role="audience", examples=True)
    first = known.of(platform, "audience", "auto", chosen)

    (folder / "audience.js").write_text(BODY.replace("tier", "level"), encoding="utf-8")

    assert known.of(platform, "audience", "auto", chosen) != first


def test_dist_has_the_files_of_every_role(platform: Platform) -> None:
    found = {artifact.path: artifact.content for artifact in build.artifacts([platform])}

    assert {"acme/reader.min.js", "acme/integrator.js", "acme/audience.min.js"} <= set(found)
    entry = json.loads(found[manifest.NAME])["platforms"]["acme"]
    assert entry["roles"] == ["analytics", "audience"]
    assert entry["consent"] == "analytics"
    assert entry["targets"]["audience"]["consent"] == "personalization"
    assert entry["targets"]["audience"]["settings_digest"] != entry["settings_digest"]
    assert "consent" not in entry["targets"]["reader"]


def test_the_manifest_tells_what_is_stored(platform: Platform) -> None:
    for days, told in ((0, []), (7, ["localStorage tagwright-acme"])):
        chosen: dict[Role, Settings] = {
            role: settings.resolve(platform, {"cache_days": days}, role=role, examples=True)
            for role in platform.roles
        }
        files: dict[Target, list[Artifact]] = {"audience": [], "reader": []}
        entry = manifest.of_platform(platform, chosen, "auto", files)
        assert entry["targets"]["audience"]["storage"] == told
        assert entry["storage"] == []


@pytest.mark.parametrize(
    ("values", "targets"),
    [
        ({"event": "x"}, {"reader", "integrator"}),
        (
            {"event": "x", "trait": "a", "mapping": "b -> tag:c"},
            {"reader", "integrator", "audience"},
        ),
    ],
)
def test_a_customer_who_maps_nothing_gets_no_audience(
    platform: Platform, values: dict[str, str], targets: set[str]
) -> None:
    config = Config(values={"acme": values})

    found = {artifact.path for artifact in build.artifacts([platform], config)}

    programs = {path for path in found if path.startswith("acme/") and path.endswith(".min.js")}
    assert {path for path in programs if ".embed." not in path} == {
        f"acme/{target}.min.js" for target in targets
    }


def test_render_takes_the_first_target_unless_told(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tagwright.toml").write_text('folders = ["platforms"]\n', encoding="utf-8")
    assert folder.parent == tmp_path / "platforms"

    plain = run("render", "acme")
    audience = run(
        *("render", "acme", "--target", "audience", "--set", "trait=plan"),
        *("--set", "mapping=tier -> attribute:level"),
    )

    assert "makeRequest" in plain.output
    assert "attribute:level" in audience.output.replace("\\u003e", ">")
    assert run("render", "acme", "--target", "audience").exit_code == 2


def test_show_and_list_tell_the_roles(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tagwright.toml").write_text('folders = ["platforms"]\n', encoding="utf-8")
    assert folder.is_dir()

    shown = run("show", "acme").output

    assert "Role audience, as audience" in shown
    assert "Settings of analytics" in shown
    assert "PATH -> KIND:NAME" in shown
    assert "acme" in run("list", "--role", "audience").output
    assert "mixpanel" not in run("list", "--role", "audience").output


def test_scenarios_meet_the_targets_of_their_role(platform: Platform) -> None:
    visits = plan([platform])

    assert {visit.target for visit in visits if visit.scenario.role == "audience"} == {"audience"}
    assert {v.target for v in visits if v.scenario.role == "analytics"} == {
        "reader",
        "integrator",
        "extension",
    }
    assert all(visit.scenario.role == visit.role for visit in visits)
    assert {(v.twice, v.page == "absent", v.form) for v in visits if v.role == "audience"} >= {
        (True, False, "minified"),
        (False, True, "minified"),
        (False, False, "readable"),
    }


def test_a_snippet_for_one_client_says_what_that_client_takes(platform: Platform) -> None:
    visits = [
        v for v in plan([platform], every=True) if v.role == "audience" and v.page != "absent"
    ]

    assert {v.client for v in visits if not v.calls} == {"classic"}


def test_what_a_platform_is_asked_does_not_depend_on_the_client_of_the_snippet(
    platform: Platform,
) -> None:
    file = platform.folder / "scenarios.toml"
    asked = '\n[[scenario.expect]]\ncall = "acme.ask"\nargs = [["plan"]]\n'
    file.write_text(file.read_text(encoding="utf-8") + asked, encoding="utf-8")

    visits = [v for v in plan([catalog.read(platform.folder)], every=True) if v.role == "audience"]

    told = {v.client for v in visits if "acme.ask" in [call.call for call in v.calls]}
    assert told == {"auto", "classic", "web", "edge"}


def test_a_call_can_be_that_of_some_builds_alone(platform: Platform) -> None:
    file = platform.folder / "scenarios.toml"
    asked = '\n[[scenario.expect]]\ncall = "acme.ask"\nbuilds = ["auto", "web"]\n'
    file.write_text(file.read_text(encoding="utf-8") + asked, encoding="utf-8")

    visits = [v for v in plan([catalog.read(platform.folder)], every=True) if v.role == "audience"]

    told = {v.client for v in visits if "acme.ask" in [call.call for call in v.calls]}
    assert told == {"auto", "web"}


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('role    = "audience"\n', "", "'data' is for the role 'audience'"),
        ('data    = "known"', 'data    = "unknown"', "there is no 'data/unknown.json'"),
        (
            'data    = "known"',
            'targets = ["reader"]',
            "'targets' are not those of the role 'audience'",
        ),
    ],
)
def test_a_scenario_that_does_not_fit_its_role_is_told(
    folder: Path, old: str, new: str, what: str
) -> None:
    text = (SCENARIOS + SCENARIO).replace(old, new)
    (folder / "scenarios.toml").write_text(text, encoding="utf-8")

    with pytest.raises(PlatformError) as caught:
        plan([catalog.read(folder)])

    assert what in str(caught.value)


def test_a_scenario_of_a_role_that_is_not_played_is_told(make_platform: MakePlatform) -> None:
    made = make_platform(scenarios=SCENARIOS + SCENARIO)

    with pytest.raises(PlatformError, match="the platform does not play the role 'audience'"):
        plan([catalog.read(made)])


@pytest.mark.parametrize(
    ("toml", "what"),
    [
        (AUDIENCE.replace("tier -> attribute:tier", "tier"), "'example' has no '->' in line 1"),
        (AUDIENCE + 'queue = "acme"\n', "there is no key 'queue' in [audience]"),
        (AUDIENCE.replace("example", "sample"), "'example' is missing in [audience]"),
    ],
)
def test_what_is_wrong_with_the_table_is_told(folder: Path, toml: str, what: str) -> None:
    (folder / "platform.toml").write_text(TOML + toml, encoding="utf-8")

    with pytest.raises(TagwrightError) as caught:
        catalog.read(folder)

    assert any(found.what.startswith(what) for found in every(caught.value))


def test_a_setting_of_a_role_that_is_not_played_is_told(make_platform: MakePlatform) -> None:
    made = make_platform(toml=TOML.replace("[analytics]", f"{OWN}\n[analytics]"))

    with pytest.raises(
        PlatformError, match="'trait' is for the role 'audience', which has no table"
    ):
        catalog.read(made)


def test_a_body_that_is_missing_or_lacks_its_function_is_told(folder: Path) -> None:
    (folder / "audience.js").write_text("function read() {}\n", encoding="utf-8")
    with pytest.raises(PlatformError) as caught:
        render.render(catalog.read(folder), "audience")
    assert caught.value.what == "the body defines no function 'readVisitor'"
    assert caught.value.help == "add: function readVisitor(settings) { … }"

    (folder / "audience.js").unlink()
    with pytest.raises(PlatformError, match=r"there is no 'audience\.js'"):
        catalog.read(folder)
