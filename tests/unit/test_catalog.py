"""Which platforms there are, and what their folders say."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import catalog
from generator.errors import PlatformError, UnknownNameError
from generator.resources import example, javascript
from tests.unit.conftest import SCENARIOS, TOML, MakePlatform, every


def problems(folder: Path) -> list[str]:
    """What is wrong in a folder, each with the line it stands in."""
    with pytest.raises(PlatformError) as caught:
        catalog.read(folder)
    return [f"{one.line}: {one.what}" for one in every(caught.value)]


def test_a_platform_is_its_folder() -> None:
    platform = catalog.load("acme", [example().parent])

    assert (platform.slug, platform.folder) == ("acme", example())
    assert platform.name == "Acme Analytics"
    assert platform.roles == ("analytics",)
    assert list(platform.settings) == ["event", "names", "slot"]


def test_every_shipped_platform_keeps_the_contract() -> None:
    found = catalog.platforms()

    assert [p.slug for p in found] == sorted(p.name for p in (javascript() / "platforms").iterdir())
    assert all(catalog.scenarios(platform) for platform in found)


def test_platforms_of_other_folders_stand_beside_the_shipped_ones(
    make_platform: MakePlatform,
) -> None:
    folder = make_platform("aaa").parent

    slugs = [platform.slug for platform in catalog.platforms([folder])]

    assert slugs[0] == "aaa"
    assert slugs == sorted(slugs)
    assert "generic" in slugs


def test_a_folder_named_twice_is_one_folder(make_platform: MakePlatform) -> None:
    folder = make_platform().parent

    assert catalog.load("acme", [folder, folder / ".." / folder.name, javascript() / "platforms"])


def test_files_and_hidden_folders_beside_platforms_are_none(make_platform: MakePlatform) -> None:
    folder = make_platform().parent
    (folder / "README.md").write_text("", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / "__pycache__").mkdir()

    assert {"README.md", ".git", "__pycache__"}.isdisjoint(catalog.find([folder]))


def test_an_unknown_platform_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        catalog.load("mixpannel")

    assert caught.value.what == "there is no platform 'mixpannel'"
    assert caught.value.help == "did you mean 'mixpanel'?"


def test_one_slug_in_two_folders_is_an_error_that_names_both(make_platform: MakePlatform) -> None:
    one, two = make_platform(parent="one"), make_platform(parent="two")

    with pytest.raises(PlatformError) as caught:
        catalog.load("acme", [one.parent, two.parent])

    assert str(one.parent) in caught.value.what
    assert caught.value.where == two


def test_a_broken_platform_does_not_keep_others_from_being_loaded(
    make_platform: MakePlatform,
) -> None:
    make_platform("broken", toml="")

    assert catalog.load("acme", [make_platform().parent]).slug == "acme"


def test_all_platforms_tell_all_their_problems_at_once(make_platform: MakePlatform) -> None:
    folder = make_platform("one", toml=TOML.replace("active", "activ")).parent
    make_platform("two", toml=TOML.replace("[analytics]", "[analytics]\nredy = 1"))

    with pytest.raises(PlatformError) as caught:
        catalog.platforms([folder])

    assert [one.what for one in every(caught.value)] == [
        "'status' cannot be 'activ'",
        "there is no key 'redy' in [analytics]",
    ]


def test_all_files_of_a_folder_are_looked_at_at_once(make_platform: MakePlatform) -> None:
    folder = make_platform(
        toml=TOML.replace("version", "verzion"),
        body=None,
        scenarios=SCENARIOS.replace("visitor =", "vistor ="),
    )

    assert problems(folder) == [
        "None: 'version' is missing",
        "3: there is no key 'verzion'",
        "None: there is no 'analytics.js'",
        "1: 'visitor' is missing in [[scenario]]",
        "3: there is no key 'vistor' in [[scenario]]",
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"1.0.0"', '"1.0"', "3: 'version' cannot be '1.0'"),
        ('"1.0.0"', "1", "3: 'version' must be a string, not 1"),
        ("https:", "http:", "2: 'docs' cannot be 'http://acme.example/docs'"),
        ('"active"', '"legacy"', "4: 'status' is 'legacy', so 'reason' must say why"),
        ("settings.event", "settings.Event", "6: a setting cannot be named 'Event'"),
        (
            "settings.event",
            "settings.debug",
            "6: the name 'debug' is taken by a setting that every platform has",
        ),
        ('"string"', '"text"', "7: 'type' cannot be 'text' in [settings.event]"),
        ('"Seen"', "5", "10: 'default' must be a string, not 5 in [settings.event]"),
        (
            '"Seen"',
            "[]",
            "10: 'default' must be a string, a number, true or false, not [] in [settings.event]",
        ),
        ('["acme"]', '"acme"', "14: 'reads' must be an array, not 'acme' in [analytics]"),
        ('"acme.track"', "5", "16: 'records' must be a string, not 5 in [analytics]"),
        (
            '"acme.track"',
            '"{name}.track"',
            "16: '{name}' in 'analytics.records' names no setting that is a string",
        ),
        ("version", 'slug = "x"\nversion', "3: there is no key 'slug'"),
        (
            "[analytics]",
            "[[analytics.limits]]\nwhat = 1\nmax = true\nunit = 'bytes'\nsource = ''\n[analytics]",
            "13: 'what' must be a string, not 1 in [[analytics.limits]]",
        ),
    ],
)
def test_a_key_that_is_wrong_is_told_with_its_line(
    make_platform: MakePlatform, old: str, new: str, problem: str
) -> None:
    assert problems(make_platform(toml=TOML.replace(old, new, 1)))[0] == problem


@pytest.mark.parametrize("value", ["true", "'5'", "0", "-1", "1.5"])
def test_a_limit_is_a_count(make_platform: MakePlatform, value: str) -> None:
    limits = f"[[analytics.limits]]\nwhat = ''\nmax = {value}\nunit = 'items'\nsource = ''\n"

    (problem,) = problems(make_platform(toml=f"{TOML}\n{limits}"))

    assert problem.startswith("20: 'max' must be ")


def test_a_platform_plays_a_role(make_platform: MakePlatform) -> None:
    folder = make_platform(toml=TOML.partition("[analytics]")[0])

    assert problems(folder) == ["None: it plays no role"]


@pytest.mark.parametrize("slug", ["Acme", "acme_x", "1acme", "acme-", "ac--me", "ac me"])
def test_a_slug_is_lower_case_words_joined_by_hyphens(
    make_platform: MakePlatform, slug: str
) -> None:
    assert problems(make_platform(slug)) == [f"None: a platform cannot be named {slug!r}"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("call", "cal", "5: 'call' is missing in [[scenario.expect]]"),
        ("visitor =", "sdk = 'soon'\nvisitor =", "3: 'sdk' cannot be 'soon' in [[scenario]]"),
        (
            "visitor =",
            "clients = ['auto']\nvisitor =",
            "3: 'clients' cannot be 'auto' in [[scenario]]",
        ),
        (
            "visitor =",
            "settings = { a = [] }\nvisitor =",
            "3: 'a' must be a string, a number, true or false, not [] in [scenario.settings]",
        ),
        (SCENARIOS, "scenario = 5", "1: 'scenario' must be an array, not 5"),
        (SCENARIOS, "", "None: there is no [[scenario]], so nothing proves this platform"),
        (
            SCENARIOS,
            SCENARIOS * 2,
            "9: another scenario is named 'a visitor in one experiment is reported once'",
        ),
    ],
)
def test_a_scenario_that_is_wrong_is_told_with_its_line(
    make_platform: MakePlatform, old: str, new: str, problem: str
) -> None:
    platform = catalog.read(make_platform(scenarios=SCENARIOS.replace(old, new, 1)))

    with pytest.raises(PlatformError) as caught:
        catalog.scenarios(platform)

    assert f"{caught.value.line}: {caught.value.what}" == problem


def test_a_platform_without_scenarios_can_be_built_and_not_proved(
    make_platform: MakePlatform,
) -> None:
    platform = catalog.read(make_platform(scenarios=None))

    with pytest.raises(PlatformError, match=r"there is no 'scenarios\.toml'"):
        catalog.scenarios(platform)


def test_scenarios_that_are_edited_are_read_anew(make_platform: MakePlatform) -> None:
    platform = catalog.read(make_platform())
    first = catalog.scenarios(platform)
    file = platform.folder / "scenarios.toml"

    file.write_text(SCENARIOS.replace("a visitor", "somebody"), encoding="utf-8")

    assert first[0].name == "a visitor in one experiment is reported once"
    assert catalog.scenarios(platform)[0].name == "somebody in one experiment is reported once"


def test_whoever_can_be_asked_for_consent_has_a_part_and_says_what_it_reads() -> None:
    folder = javascript() / "runtime" / "consent"
    nobody, *asked = catalog.shared_settings()["consent"].enum or ()

    assert nobody == "none"
    # `asSet` asks one of the others, where the settings are read on the page.
    assert {path.stem for path in folder.glob("*.js")} == {"asSet", *map(str, asked)}
    assert set(catalog.consent_reads()) == set(asked)
    for who, names in catalog.consent_reads().items():
        code = (folder / f"{who}.js").read_text(encoding="utf-8")
        assert names
        assert all(name.strip("{}") in code for name in names)


def test_the_shared_settings_are_those_of_the_runtime() -> None:
    assert list(catalog.shared_settings()) == [
        "mapping",
        "cache_days",
        "activate",
        "holdback",
        "report_again",
        "timeout",
        "debug",
        "consent",
        "consent_function",
    ]
