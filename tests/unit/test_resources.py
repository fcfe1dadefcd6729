"""Where the files that are not Python lie, in a checkout."""

from __future__ import annotations

from generator import resources


def test_every_folder_is_there() -> None:
    assert (resources.templates() / "report").is_dir()
    assert (resources.javascript() / "frames").is_dir()
    assert (resources.example() / "platform.toml").is_file()
    assert [path.suffix for path in resources.engine()] == [".js"] * len([*resources.engine()])


def test_a_file_of_npm_that_is_not_there_has_a_place_all_the_same() -> None:
    assert resources.npm("nobody/none.js").parts[-3:] == ("node_modules", "nobody", "none.js")
