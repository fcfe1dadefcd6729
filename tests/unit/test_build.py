"""Which files a build makes, of which platforms, and what keeps it from making them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator import build, catalog, config, settings
from generator.errors import BudgetError, ConfigError, TagwrightError, UnknownNameError
from generator.model import Artifact, Platform
from generator.scripts import Scripts
from tests.unit.conftest import BODY, TOML, MakePlatform, every

Configure = Callable[[str], config.Config]


@pytest.fixture
def configure(tmp_path: Path) -> Configure:
    """Read a `tagwright.toml` beside the folder `platforms`."""

    def read(text: str) -> config.Config:
        (tmp_path / "platforms").mkdir(exist_ok=True)
        path = tmp_path / config.NAME
        path.write_text(f'folders = ["platforms"]\n{text}', encoding="utf-8")
        return config.load(path)

    return read


@pytest.fixture
def platform(make_platform: MakePlatform) -> Platform:
    return catalog.read(make_platform())


def paths(artifacts: tuple[Artifact, ...]) -> list[str]:
    return [artifact.path for artifact in artifacts]


def manifest_of(artifacts: tuple[Artifact, ...]) -> Mapping[str, Any]:
    content = {artifact.path: artifact.content for artifact in artifacts}["manifest.json"]
    found: Mapping[str, Any] = json.loads(content)
    return found


def test_a_build_makes_every_form_the_schema_and_the_manifest(platform: Platform) -> None:
    artifacts = build.artifacts([platform])

    assert paths(artifacts) == [
        "acme/integrator.js",
        "acme/integrator.min.js",
        "acme/reader.embed.min.js",
        "acme/reader.js",
        "acme/reader.min.js",
        "acme/settings.schema.json",
        "conversion.js",
        "conversion.min.js",
        "conversion.schema.json",
        "integrator.js",
        "integrator.min.js",
        "manifest.json",
    ]


def test_the_manifest_tells_every_file_as_it_is(platform: Platform) -> None:
    artifacts = build.artifacts([platform])
    sizes = {artifact.path: len(artifact.content) for artifact in artifacts}
    content = manifest_of(artifacts)

    targets = [
        content["integrator"],
        content["conversion"],
        *content["platforms"]["acme"]["targets"].values(),
    ]
    told = {file["path"]: file["bytes"] for target in targets for file in target["files"]}
    assert told == {path: size for path, size in sizes.items() if path.endswith(".js")}


def test_only_the_targets_that_are_asked_for_are_built(
    platform: Platform, configure: Configure
) -> None:
    artifacts = build.artifacts([platform], configure('targets = ["reader"]\nclient = "web"'))

    assert paths(artifacts) == [
        "acme/reader.embed.min.js",
        "acme/reader.js",
        "acme/reader.min.js",
        "acme/settings.schema.json",
        "manifest.json",
    ]
    assert manifest_of(artifacts)["platforms"]["acme"]["targets"]["reader"]["client"] == "web"


def test_a_snippet_of_dist_is_the_one_that_render_makes(platform: Platform) -> None:
    content = {a.path: a.content.decode() for a in build.artifacts([platform])}

    snippet = build.snippet(platform, "reader", "auto", settings.resolve(platform, {}))

    assert content["acme/reader.js"] == snippet.readable
    assert content["acme/reader.min.js"] == snippet.minified


def test_a_build_beside_others_keeps_their_entries(
    make_platform: MakePlatform, configure: Configure
) -> None:
    found = configure('targets = ["reader"]')
    a, b = catalog.read(make_platform("aa")), catalog.read(make_platform("bb"))
    old = manifest_of(build.artifacts([a, b]))
    changed = a.model_copy(update={"version": "2.0.0"})

    new = manifest_of(build.artifacts([changed], found, beside=old))

    assert new["platforms"]["bb"] == old["platforms"]["bb"]
    assert new["platforms"]["aa"]["version"] == "2.0.0"
    assert new["integrator"] == old["integrator"]


def test_a_library_is_built_with_the_customers_settings(
    platform: Platform, configure: Configure
) -> None:
    found = configure('targets = ["conversion"]\n[libraries.conversion]\nproject_id = "8675310"')

    content = {a.path: a.content.decode() for a in build.artifacts([platform], found)}

    assert '"8675310"' in content["conversion.min.js"]
    assert '"8675310"' in content["conversion.js"]
    schema = json.loads(content["conversion.schema.json"])
    assert list(schema["properties"]) == ["account_id", "project_id", "region", "globals"]
    entry = json.loads(content["manifest.json"])["conversion"]
    assert entry["settings_schema"] == "conversion.schema.json"
    assert "integrator.js" not in content


def test_what_a_library_cannot_be_set_to_is_told_with_its_line(
    platform: Platform, configure: Configure
) -> None:
    found = configure('[libraries.conversion]\nglobal = true\nproject_id = "my project"')

    with pytest.raises(TagwrightError) as caught:
        build.artifacts([platform], found)

    told = str(caught.value)
    assert "'conversion' has no setting 'global' in [libraries.conversion]" in told
    assert "did you mean 'globals'?" in told
    assert "'project_id' cannot be 'my project' in [libraries.conversion]" in told
    assert f"--> {found.path}:4" in told


def test_a_customer_s_values_are_in_the_code(platform: Platform, configure: Configure) -> None:
    found = configure('targets = ["reader"]\n[platforms.acme]\nevent = "Gesehen"')

    content = {a.path: a.content.decode() for a in build.artifacts([platform], found)}

    assert '"Gesehen"' in content["acme/reader.min.js"]
    assert '"Seen"' not in content["acme/reader.min.js"]


def test_an_example_stands_in_for_a_required_value_until_the_platform_is_configured(
    make_platform: MakePlatform, configure: Configure
) -> None:
    toml = TOML.replace('default     = "Seen"', 'required = true\nexample = "E-1"')
    platform = catalog.read(make_platform(toml=toml))

    assert build.resolve(platform, configure("")).values == {"event": "E-1"}
    with pytest.raises(TagwrightError, match="'event' is missing"):
        build.resolve(platform, configure("[platforms.acme]"))


def test_a_build_makes_the_platforms_named_or_else_configured_or_else_all(
    make_platform: MakePlatform, configure: Configure
) -> None:
    for slug in ("aa", "bb"):
        make_platform(slug)

    def slugs(text: str, *named: str) -> list[str]:
        return [platform.slug for platform in build.chosen(configure(text), named)]

    assert slugs("[platforms.bb]", "aa", "aa") == ["aa"]
    assert slugs("[platforms.bb]\n[platforms.aa]") == ["aa", "bb"]
    assert slugs("") == [
        platform.slug for platform in catalog.platforms([configure("").folders[0]])
    ]


def test_every_unknown_platform_is_told_with_where_it_stands(configure: Configure) -> None:
    found = configure("[platforms.mixpannel]\n[platforms.ga5]")

    with pytest.raises(UnknownNameError) as caught:
        build.chosen(found, ["segmnt"])

    assert [(e.what, e.line, e.help) for e in every(caught.value)] == [
        ("there is no platform 'mixpannel'", 2, "did you mean 'mixpanel'?"),
        ("there is no platform 'ga5'", 3, "did you mean 'ga4'?"),
        ("there is no platform 'segmnt'", None, "did you mean 'segment'?"),
    ]


def test_what_is_wrong_with_any_platform_is_told_at_once(
    make_platform: MakePlatform, configure: Configure
) -> None:
    found = configure("[platforms.aa]\nevent = 5\n[platforms.bb]\nevnt = 'x'\n")
    platforms = [catalog.read(make_platform(slug)) for slug in ("aa", "bb", "cc")]
    (platforms[2].folder / "analytics.js").write_text("var makeRequest;", encoding="utf-8")

    with pytest.raises(TagwrightError) as caught:
        build.artifacts(platforms, found)

    assert [(type(e).__name__, e.what, e.line) for e in every(caught.value)] == [
        ("SettingsError", "'event' must be a string, not 5 in [platforms.aa]", 3),
        ("SettingsError", "'bb' has no setting 'evnt' in [platforms.bb]", 5),
        ("PlatformError", "the body defines no function 'makeRequest'", None),
    ]


def test_every_file_over_its_budget_is_told_with_the_line_of_the_budget(
    platform: Platform, configure: Configure
) -> None:
    found = configure('[budgets]\n"*/reader.min.js" = 100\n"*.js" = 100000\n"acme/reader.js" = 9')
    artifacts = build.artifacts([platform], found)

    with pytest.raises(BudgetError) as caught:
        build.check_budgets(artifacts, found)

    told = [(e.what.partition(" is ")[0], e.line) for e in every(caught.value)]
    assert told == [("'acme/reader.js'", 5), ("'acme/reader.min.js'", 3)]
    assert caught.value.what.endswith(" bytes gzipped, its budget is 9")
    assert caught.value.exit_code == 1
    build.check_budgets(artifacts, config.Config())


def test_a_body_that_is_edited_is_built_anew_in_the_same_process(
    make_platform: MakePlatform,
) -> None:
    folder = make_platform()
    known = Scripts(None)
    first = build.artifacts([catalog.read(folder)], known=known)
    (folder / "analytics.js").write_text(BODY.replace("track", "trick"), encoding="utf-8")

    second = build.artifacts([catalog.read(folder)], known=known)

    assert first != second


def test_configured_platforms_of_a_file_that_went_away_are_told_without_a_line(
    configure: Configure,
) -> None:
    found = configure("[platforms.nobody]")
    assert found.path is not None
    found.path.unlink()

    with pytest.raises(ConfigError, match=r"there is no 'tagwright\.toml'"):
        build.chosen(found)
