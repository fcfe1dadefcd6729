"""Scripts are compiled once, and what is remembered is never trusted blindly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import catalog, render, scripts
from generator import compile as engine
from generator.model import Platform, Script, Settings, Source
from generator.scripts import Scripts
from tests.unit.conftest import BODY, TOML, MakePlatform

NOTHING = Settings({}, frozenset(), "")


@pytest.fixture
def platform(make_platform: MakePlatform) -> Platform:
    return catalog.read(make_platform())


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what was compiled; compiling itself is not what is tested here."""
    names: list[str] = []

    def compile_(source: Source, answers: object) -> Script:
        del answers
        names.append(source.name)
        return Script(source.name, source.code, source.code.replace("\n", " "))

    monkeypatch.setattr(engine, "compile", compile_)
    return names


def of(platform: Platform, folder: Path | None, *features: str) -> Script:
    """The Script as a process that begins anew would get it."""
    return Scripts(folder).of(platform, "reader", "auto", Settings({}, frozenset(features), ""))


def test_a_script_is_compiled_once_in_a_process_and_once_on_a_machine(
    platform: Platform, compiled: list[str], tmp_path: Path
) -> None:
    known = Scripts(None)
    one = known.of(platform, "reader", "auto", NOTHING)
    assert known.of(platform, "reader", "auto", NOTHING) is one
    assert compiled == ["acme/reader.js"]

    first = of(platform, tmp_path / "cache")
    assert of(platform, tmp_path / "cache") == first == one
    assert len(compiled) == 2


def test_every_target_client_feature_and_answer_has_a_script_of_its_own(
    platform: Platform, compiled: list[str], tmp_path: Path
) -> None:
    known = Scripts(tmp_path)
    known.of(platform, "reader", "auto", NOTHING)
    known.of(platform, "integrator", "auto", NOTHING)
    known.of(platform, "reader", "web", NOTHING)
    known.of(platform, "reader", "auto", Settings({}, frozenset({"debug"}), ""))
    known.of(platform, "reader", "auto", Settings({}, frozenset(), "", {"ids": True}))

    assert len(compiled) == 5
    assert len(list(tmp_path.rglob("*.json"))) == 5


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("analytics.js", "track", "trick"),
        ("platform.toml", '"1.0.0"', '"1.0.1"'),
        ("platform.toml", 'queue   = "acme"', 'ready = "window.acme"'),
    ],
)
def test_an_edited_platform_is_compiled_anew(
    make_platform: MakePlatform, compiled: list[str], tmp_path: Path, file: str, old: str, new: str
) -> None:
    folder = make_platform()
    first = of(catalog.read(folder), tmp_path / "cache")
    path = folder / file

    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    assert of(catalog.read(folder), tmp_path / "cache") != first
    assert len(compiled) == 2


def test_a_body_edited_while_we_run_is_compiled_anew(
    platform: Platform, compiled: list[str]
) -> None:
    known = Scripts(None)
    known.of(platform, "reader", "auto", NOTHING)

    (platform.folder / "analytics.js").write_text(f"{BODY}\n// more", encoding="utf-8")

    assert "// more" in known.of(platform, "reader", "auto", NOTHING).readable
    assert len(compiled) == 2


def test_a_platform_that_moved_is_not_compiled_anew(
    make_platform: MakePlatform, compiled: list[str], tmp_path: Path
) -> None:
    for parent in ("one", "two"):
        of(catalog.read(make_platform(parent=parent)), tmp_path / "cache")

    assert len(compiled) == 1


def test_a_new_version_of_the_tool_trusts_nothing_old(
    platform: Platform, compiled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of(platform, tmp_path / "cache")

    monkeypatch.setattr(engine, "ENGINE", "other")
    scripts._tool.cache_clear()
    of(platform, tmp_path / "cache")
    scripts._tool.cache_clear()

    assert len(compiled) == 2


def test_all_code_that_makes_a_script_has_a_say_in_its_name() -> None:
    seen = {path.name for path in scripts._code()}

    assert {"compile.py", "render.py", "reader.js", "again.js", "gate.js"} <= seen


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"readable": 1, "minified": 2, "sum": 3}',
        b'{"readable": "", "minified": ""}',
    ],
)
def test_what_is_damaged_is_compiled_anew_and_mended(
    platform: Platform, compiled: list[str], tmp_path: Path, damage: bytes
) -> None:
    first = of(platform, tmp_path / "cache")
    (file,) = (tmp_path / "cache").rglob("*.json")
    whole = file.read_bytes()

    file.write_bytes(damage)

    assert of(platform, tmp_path / "cache") == first
    assert len(compiled) == 2
    assert file.read_bytes() == whole


def test_what_was_changed_by_a_hand_is_compiled_anew(
    platform: Platform, compiled: list[str], tmp_path: Path
) -> None:
    first = of(platform, tmp_path / "cache")
    (file,) = (tmp_path / "cache").rglob("*.json")
    kept = json.loads(file.read_bytes())

    file.write_text(json.dumps({**kept, "minified": "evil()"}), encoding="utf-8")

    assert of(platform, tmp_path / "cache") == first
    assert len(compiled) == 2


def test_a_memory_that_cannot_be_written_costs_time_and_nothing_else(
    platform: Platform, compiled: list[str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()

    assert of(platform, tmp_path / "file" / "cache") == of(platform, None)
    assert len(compiled) == 2


def test_a_memory_that_cannot_be_read_costs_time_and_nothing_else(
    platform: Platform, compiled: list[str], tmp_path: Path
) -> None:
    first = of(platform, tmp_path / "cache")
    (file,) = (tmp_path / "cache").rglob("*.json")
    file.unlink()
    file.mkdir()

    assert of(platform, tmp_path / "cache") == first
    assert len(compiled) == 2


def test_nothing_is_left_of_a_write_that_failed(
    platform: Platform, compiled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(path), None, str(target))

    monkeypatch.setattr(Path, "replace", full)

    assert of(platform, tmp_path / "cache")
    assert compiled
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []


def test_what_is_remembered_says_nothing_of_this_machine(
    platform: Platform, compiled: list[str], tmp_path: Path
) -> None:
    of(platform, tmp_path / "cache")
    assert compiled

    (file,) = (tmp_path / "cache").rglob("*.json")
    assert str(tmp_path).encode() not in file.read_bytes()


def test_nothing_is_rendered_while_everything_is_remembered(
    platform: Platform, compiled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of(platform, tmp_path / "cache")
    assert compiled

    monkeypatch.setattr(render, "render", None)

    assert of(platform, tmp_path / "cache")


def test_forgetting_compiles_anew(platform: Platform, compiled: list[str]) -> None:
    known = Scripts(None)
    known.of(platform, "reader", "auto", NOTHING)

    known.forget()

    known.of(platform, "reader", "auto", NOTHING)
    assert len(compiled) == 2


def test_where_scripts_are_remembered_is_the_user_s_choice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(scripts.VARIABLE, str(tmp_path))
    assert scripts.default_folder() == tmp_path

    monkeypatch.setenv(scripts.VARIABLE, "")
    assert scripts.default_folder() is None

    monkeypatch.delenv(scripts.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = scripts.default_folder()
    assert folder is not None
    assert folder.is_relative_to(Path.home()) or folder.is_relative_to(tmp_path)


def test_a_frame_reads_nothing_of_a_platform_that_is_not_in_its_name(
    make_platform: MakePlatform,
) -> None:
    one = catalog.read(make_platform(parent="one"))
    two = catalog.read(make_platform(parent="two", toml=TOML.replace("Acme", "Other")))

    assert scripts._facts(one, "analytics") != scripts._facts(two, "analytics")
