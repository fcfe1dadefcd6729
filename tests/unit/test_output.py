"""How a folder comes to hold what was built, whatever happens on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent

import pytest

from generator import manifest, output
from generator.errors import OutputError, StaleError
from generator.model import Artifact


def built(*slugs: str, code: str = "1;\n") -> Sequence[Artifact]:
    """What a build of platforms makes, each of one file and a schema."""
    entries = {}
    artifacts = []
    for slug in slugs:
        file = Artifact(f"{slug}/reader.js", code.encode())
        schema = Artifact(f"{slug}/settings.schema.json", b"{}\n")
        artifacts += [file, schema]
        target = manifest.of_target("auto", [file])
        entries[slug] = {"settings_schema": schema.path, "targets": {"reader": target}}
    return [*artifacts, manifest.whole(entries, {})]


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones included."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def expected(artifacts: Sequence[Artifact]) -> dict[str, bytes]:
    return {artifact.path: artifact.content for artifact in artifacts}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "dist"


@pytest.fixture(params=[False, True], ids=["whole folder", "file by file"])
def in_place(request: pytest.FixtureRequest) -> bool:
    """Both ways in which a folder is changed."""
    return bool(request.param)


def test_a_folder_holds_what_was_built_and_nothing_else(out: Path, in_place: bool) -> None:
    output.write(built("a", "b"), out, in_place=in_place)

    written = output.write(built("b", "c", code="2;\n"), out, in_place=in_place)

    assert content(out) == expected(built("b", "c", code="2;\n"))
    assert list(out.parent.iterdir()) == [out]
    assert written == sorted(
        [
            *("a/reader.js", "a/settings.schema.json", "b/reader.js", "manifest.json"),
            *("c/reader.js", "c/settings.schema.json"),
        ]
    )


def test_nothing_is_touched_when_nothing_changed(out: Path, in_place: bool) -> None:
    output.write(built("a"), out)
    before = {path: path.stat().st_mtime_ns for path in (out, *out.rglob("*"))}

    assert output.write(built("a"), out, in_place=in_place) == []

    assert {path: path.stat().st_mtime_ns for path in (out, *out.rglob("*"))} == before


def test_files_of_platforms_that_the_manifest_still_lists_stay(out: Path) -> None:
    output.write(built("a", "b"), out)
    whole = built("a", "b")

    output.write([whole[0], whole[-1]], out)

    assert content(out) == expected(whole)


def test_a_folder_of_somebody_else_is_left_alone(out: Path) -> None:
    out.mkdir()
    (out / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(OutputError, match="holds files that tagwright did not write"):
        output.write(built("a"), out)

    assert content(out) == {"thesis.txt": b"mine"}


@pytest.mark.parametrize(
    "text",
    ["{}", "[]", "no json", '{"generator": {"name": "vite"}, "manifest_version": 1}', "\xff"],
)
def test_a_manifest_of_somebody_else_makes_no_folder_ours(out: Path, text: str) -> None:
    out.mkdir()
    (out / "manifest.json").write_text(text, encoding="latin-1")

    with pytest.raises(OutputError, match="holds files that tagwright did not write"):
        output.write(built("a"), out)


def test_files_of_others_in_our_folder_stay(out: Path) -> None:
    output.write(built("a", "b"), out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "a" / "mine.js").write_text("mine", encoding="utf-8")
    (out / ".nojekyll").touch()

    output.write(built("b"), out)

    mine = {"notes.txt": b"mine", "a/mine.js": b"mine", ".nojekyll": b""}
    assert content(out) == {**expected(built("b")), **mine}


def test_a_manifest_cannot_name_files_outside_of_its_folder(out: Path, tmp_path: Path) -> None:
    output.write(built("a"), out)
    victim = tmp_path / "victim.js"
    victim.touch()
    for evil in ("../victim.js", str(victim), "a/../../victim.js", "..\\\\victim.js"):
        path = out / "manifest.json"
        text = path.read_text(encoding="ascii").replace("a/reader.js", evil)
        path.write_text(text, encoding="ascii")

        output.write(built("b"), out)

        assert victim.exists()


def test_packages_that_python_left_in_the_folder_are_no_reason_to_refuse_it(out: Path) -> None:
    out.mkdir()
    (out / "tagwright-0.1.0-py3-none-any.whl").touch()

    output.write(built("a"), out)

    assert (out / "tagwright-0.1.0-py3-none-any.whl").exists()
    output.check(built("a"), out)


def test_a_folder_that_is_a_link_is_changed_where_it_leads(out: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    out.symlink_to(tmp_path / "real")

    output.write(built("a"), out)

    assert out.is_symlink()
    assert content(tmp_path / "real") == expected(built("a"))


def test_files_have_the_same_modes_whatever_the_umask(out: Path) -> None:
    before = os.umask(0o077)
    try:
        output.write(built("a"), out)
    finally:
        os.umask(before)

    modes = {path.stat().st_mode & 0o777 for path in (out, *out.rglob("*")) if path.is_dir()}
    assert modes == {0o755}
    assert {path.stat().st_mode & 0o777 for path in out.rglob("*.js*")} == {0o644}


def test_the_folder_we_stand_in_is_not_replaced(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output.write(built("a"), out)
    monkeypatch.chdir(out)
    number = out.stat().st_ino

    output.write(built("b"), Path())

    assert out.stat().st_ino == number
    assert content(out) == expected(built("b"))


@pytest.mark.parametrize("name", ["file", "file/dist"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OutputError, match="file' is a file"):
        output.write(built("a"), tmp_path / name)


def test_a_write_that_fails_half_way_leaves_the_old_folder(
    out: Path,
    in_place: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    output.write(built("a"), out)
    write_bytes = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "manifest.json":
            raise OSError(28, "No space left on device", str(path))
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="No space left on device"):
        output.write(built("a", "b", code="2;\n"), out, in_place=in_place)

    assert content(out) == expected(built("a"))
    assert list(out.parent.iterdir()) == [out]


def test_an_interrupt_between_the_two_renames_puts_the_old_folder_back(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output.write(built("a"), out)
    rename = Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        output.write(built("b"), out)

    assert content(out) == expected(built("a"))
    assert list(out.parent.iterdir()) == [out]


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from generator import output
    from tests.unit.test_output import built

    method, when = sys.argv[2:4]
    original, calls = getattr(Path, method), 0

    def killed(path, *rest):
        global calls
        calls += 1
        if calls == int(when):
            os.kill(os.getpid(), signal.SIGKILL)
        return original(path, *rest)

    setattr(Path, method, killed)
    output.write(built("b", "c", code="2;"), Path(sys.argv[1]), in_place=sys.argv[4] == "True")
"""


@pytest.mark.parametrize(
    ("method", "when", "place"),
    [
        ("write_bytes", 2, False),
        ("rename", 1, False),
        ("rename", 2, False),
        ("write_bytes", 4, True),
    ],
)
def test_a_build_that_is_killed_leaves_the_old_folder_and_the_next_one_tidies_up(
    out: Path,
    method: str,
    when: int,
    place: bool,
) -> None:
    output.write(built("a"), out)

    arguments = [sys.executable, "-c", dedent(KILLED), str(out), method, str(when), str(place)]
    killed = subprocess.run(arguments, check=False, cwd=Path(__file__).parents[2])

    assert killed.returncode == -signal.SIGKILL
    if (method, when) != ("rename", 2):  # between the two renames the old one lies beside
        visible = {k: v for k, v in content(out).items() if not k.startswith(".")}
        assert visible == expected(built("a"))
    output.write(built("a", "b"), out)
    assert content(out) == expected(built("a", "b"))
    assert list(out.parent.iterdir()) == [out]


def test_a_folder_is_checked_file_by_file(out: Path) -> None:
    output.write(built("a", "b", "c"), out)
    output.check(built("a", "b", "c"), out)
    (out / "a" / "reader.js").write_text("2;\n", encoding="utf-8")
    (out / "b" / "reader.js").unlink()
    (out / "notes.txt").touch()

    with pytest.raises(StaleError) as caught:
        output.check(built("a", "b"), out)

    assert caught.value.what.split("\n")[1:] == [
        "  out of date  a/reader.js",
        "  missing      b/reader.js",
        "  surplus      c/reader.js",
        "  surplus      c/settings.schema.json",
        "  out of date  manifest.json",
        "  unknown      notes.txt",
    ]
    assert caught.value.help == "run 'tagwright build', and take unknown files away yourself"
    assert caught.value.exit_code == 1


def test_checking_changes_nothing(out: Path) -> None:
    output.write(built("a"), out)
    before = content(out)

    with pytest.raises(StaleError):
        output.check(built("b"), out)

    assert content(out) == before


def test_a_folder_that_is_not_there_is_out_of_date(out: Path) -> None:
    with pytest.raises(StaleError, match="there is no folder"):
        output.check(built("a"), out)
