"""What a `tagwright.toml` says, and where it is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import config
from generator.errors import ConfigError
from generator.model import TARGETS
from tests.unit.conftest import every


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / config.NAME
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[tuple[int | None, str, str | None]]:
    with pytest.raises(ConfigError) as caught:
        config.load(write(folder, text))
    return [(error.line, error.what, error.help) for error in every(caught.value)]


def test_a_file_says_what_to_build_and_where_platforms_lie(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()

    found = config.load(
        write(
            tmp_path,
            """
            folders = ["mine"]
            client  = "web"
            targets = ["reader"]

            [platforms.acme]
            event = "Seen"

            [budgets]
            "*/reader.min.js" = 1300
            """,
        )
    )

    assert found.folders == (tmp_path / "mine",)
    assert found.client == "web"
    assert found.targets == ("reader",)
    assert found.values == {"acme": {"event": "Seen"}}
    assert found.budgets == {"*/reader.min.js": 1300}


def test_without_a_file_everything_is_built_for_every_client(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    assert config.load() == config.Config()
    assert config.Config().client == "auto"
    assert config.Config().targets == TARGETS


def test_targets_come_in_one_order_whatever_order_they_are_written_in(tmp_path: Path) -> None:
    found = config.load(write(tmp_path, 'targets = ["integrator", "reader"]'))

    assert found.targets == ("reader", "integrator")


def test_the_nearest_file_above_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, 'client = "edge"')
    near = write(tmp_path / "a", 'client = "web"')
    below = tmp_path / "a" / "b" / "c"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)

    assert config.load().path == near
    assert config.load(tmp_path / config.NAME).client == "edge"


def test_a_file_above_the_repository_is_another_project_s(tmp_path: Path) -> None:
    write(tmp_path, "")
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    (repository / "below").mkdir()

    assert config.find(repository / "below") is None


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"there is no 'other\.toml'"):
        config.load(tmp_path / "other.toml")


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = """\
foldres = []
client  = "all"
targets = ["reader", "raeder"]
folders = ["nowhere"]
[platforms]
acme = 5
[budgets]
"*.js" = "2 kB"
"*.x" = 0
"""

    assert problems(tmp_path, text) == [
        (1, "there is no key 'foldres'", "did you mean 'folders'?"),
        (4, "there is no folder 'nowhere'", "it is looked for beside this file"),
        (2, "'client' cannot be 'all'", "choose one of: auto, classic, web, edge"),
        (
            3,
            "'targets' cannot hold 'raeder'",
            "choose from: reader, integrator, extension, audience, conversion",
        ),
        (
            6,
            "'acme' must be a table of settings, not 5 in [platforms]",
            "write: [platforms.acme]",
        ),
        (
            8,
            "'*.js' must be bytes, gzipped, not '2 kB' in [budgets]",
            'write: "*/reader.min.js" = 1450',
        ),
        (
            9,
            "'*.x' must be bytes, gzipped, not 0 in [budgets]",
            'write: "*/reader.min.js" = 1450',
        ),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('folders = "platforms"', "'folders' must be an array of strings, not 'platforms'"),
        ("folders = [1]", "'folders' must be an array of strings, not [1]"),
        ('targets = "reader"', "'targets' must be an array of strings, not 'reader'"),
        ("client = []", "'client' cannot be []"),
        (
            'platforms = ["a"]',
            "'platforms' holds the settings of each platform, not ['a']",
        ),
        ('libraries = "a"', "'libraries' holds the settings of each library, not 'a'"),
        ("[libraries.integrater]", "there is no library 'integrater'"),
        (
            "libraries.conversion = 5",
            "'conversion' must be a table of settings, not 5 in [libraries]",
        ),
        ("budgets = 5", "'budgets' must be bytes by pattern, not 5"),
    ],
)
def test_a_value_of_another_type_is_refused(tmp_path: Path, text: str, what: str) -> None:
    assert problems(tmp_path, text)[0][:2] == (1, what)
