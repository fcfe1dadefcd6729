"""What changes is seen, and nothing else."""

from __future__ import annotations

from pathlib import Path

from generator import watch


def test_every_change_is_told_once(tmp_path: Path) -> None:
    folder = tmp_path / "platforms"
    (folder / "acme").mkdir(parents=True)
    old, edited, single = folder / "old.js", folder / "acme" / "a.js", tmp_path / "tagwright.toml"
    for path in (old, edited, single):
        path.write_text("1", encoding="utf-8")

    seen = watch.changes(lambda: [folder, single, tmp_path / "nothing"], pause=0)

    assert next(seen) == set()
    edited.write_text("22", encoding="utf-8")
    (folder / "new.js").touch()
    old.unlink()
    assert next(seen) == {edited, folder / "new.js", old}
    single.write_text("22", encoding="utf-8")
    assert next(seen) == {single}


def test_what_is_watched_may_change_while_we_watch(tmp_path: Path) -> None:
    one, two = tmp_path / "one.js", tmp_path / "two.js"
    one.touch()
    two.touch()
    watched = [one]

    seen = watch.changes(lambda: watched, pause=0)

    assert next(seen) == set()
    watched.append(two)
    assert next(seen) == {two}
