"""A new platform is a folder that works as it is, and is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import build, catalog, config, scaffold, settings
from generator.errors import ConfigError, OutputError, PlatformError, UnknownNameError
from generator.resources import example, javascript


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "platforms"


@pytest.mark.parametrize("slug", ["call-tracker-3", "acme", "acme-two", "new"])
def test_a_new_platform_is_read_and_built_as_it_is(folder: Path, slug: str) -> None:
    made = scaffold.create(slug, folder)

    platform = catalog.load(slug, [folder])
    snippet = build.snippet(platform, "reader", "auto", settings.resolve(platform, {}))

    assert made == folder / slug
    assert catalog.scenarios(platform)
    assert snippet.minified.startswith(f"/*! {slug} 1.0.0 ")


def test_the_example_s_names_become_the_platform_s_own(folder: Path) -> None:
    made = scaffold.create("call-tracker", folder)

    text = "".join(path.read_text(encoding="utf-8") for path in made.iterdir())
    assert "acme" not in text.lower()
    assert "window.callTracker.track(" in text
    assert 'name    = "Call Tracker"' in text
    assert "https://call-tracker.example/" in text


def test_a_name_that_holds_the_example_s_is_put_in_once(folder: Path) -> None:
    made = scaffold.create("acme-two", folder)

    assert "window.acmeTwo.track(" in (made / "analytics.js").read_text(encoding="utf-8")


def test_a_new_folder_has_every_file_of_the_example(folder: Path) -> None:
    made = scaffold.create("foo", folder)

    names = sorted(path.name for path in made.iterdir())
    assert names == sorted(path.name for path in example().iterdir())
    assert names == ["README.md", "analytics.js", "platform.toml", "scenarios.toml"]


def test_a_name_that_is_none_is_refused_with_one_that_is() -> None:
    with pytest.raises(UnknownNameError) as caught:
        scaffold.create("../Foo Bar!", Path())

    assert caught.value.help == "write 'foo-bar'"


def test_a_name_that_is_taken_is_refused(folder: Path) -> None:
    with pytest.raises(PlatformError, match="there is a platform 'mixpanel' already"):
        scaffold.create("mixpanel", folder)

    scaffold.create("foo", folder)
    with pytest.raises(PlatformError, match="there is something at"):
        scaffold.create("foo", folder)
    with pytest.raises(PlatformError, match="there is a platform 'foo' already"):
        scaffold.create("foo", folder.parent / "elsewhere", [folder])


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OutputError, match="cannot write"):
        scaffold.create("foo", tmp_path / "file")


def listed(path: Path, text: str | None, folder: Path) -> str:
    """What becomes of a `tagwright.toml`."""
    folder.mkdir(exist_ok=True)
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert scaffold.enlist(folder, path)
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, 'folders = ["platforms"]\n'),
        ("", 'folders = ["platforms"]\n'),
        (
            "# mine\n\n[platforms.generic]\ndebug = true\n",
            'folders = ["platforms"]\n\n# mine\n\n[platforms.generic]\ndebug = true\n',
        ),
        (
            'client = "web"\nfolders = []  # none\n[budgets]\n',
            'client = "web"\nfolders = ["platforms"]  # none\n[budgets]\n',
        ),
        (
            'folders = [\n  "other",\n]\n',
            'folders = ["other", "platforms"]\n',
        ),
    ],
)
def test_tagwright_toml_lists_the_folder_and_keeps_the_rest(
    tmp_path: Path, folder: Path, before: str | None, after: str
) -> None:
    (tmp_path / "other").mkdir()

    text = listed(tmp_path / config.NAME, before, folder)

    assert text == after
    assert folder in config.load(tmp_path / config.NAME).folders


def test_a_folder_that_is_listed_already_changes_nothing(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / config.NAME
    before = listed(path, None, folder)

    assert not scaffold.enlist(folder, path)
    assert not scaffold.enlist(tmp_path / "platforms" / ".." / "platforms", path)
    assert path.read_text(encoding="utf-8") == before


def test_a_folder_elsewhere_is_listed_with_its_whole_path(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    folder = tmp_path / 'it\'s "mine"'

    text = listed(tmp_path / "project" / config.NAME, None, folder)

    assert str(folder) in text.replace("\\", "")
    assert config.load(tmp_path / "project" / config.NAME).folders == (folder,)


def test_the_shipped_catalogue_needs_no_listing(tmp_path: Path) -> None:
    path = tmp_path / config.NAME

    assert not scaffold.enlist(javascript() / "platforms", path)
    assert not path.exists()


def test_a_file_that_cannot_be_changed_safely_is_left_and_told(
    tmp_path: Path, folder: Path
) -> None:
    path = tmp_path / config.NAME
    folder.mkdir()
    (tmp_path / "a]b").mkdir()
    text = 'folders = ["a]b"]\n'
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError, match="cannot add 'platforms' to 'folders'") as caught:
        scaffold.enlist(folder, path)

    assert caught.value.help == 'write it yourself: folders = ["a]b", "platforms"]'
    assert path.read_text(encoding="utf-8") == text
