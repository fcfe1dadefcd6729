"""TOML files, and the lines of their keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import toml
from generator.errors import ConfigError

TEXT = '''\
name = "x"

[settings.event]
title = """
name = "not a key"
"""
default.inner = 1

[[scenario]]
name = "one"
[[scenario.expect]]
call = "a"
[[scenario.expect]]
call = "b"
[[scenario]]
"quoted name" = [
  "a",
]
[[scenario.expect]]
call = "c"
'''


@pytest.fixture
def document(tmp_path: Path) -> toml.Document:
    path = tmp_path / "a.toml"
    path.write_text(TEXT, encoding="utf-8")
    return toml.read(path, ConfigError)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("name",), 1),
        (("settings",), None),
        (("settings", "event"), 3),
        (("settings", "event", "title"), 4),
        (("settings", "event", "name"), 3),
        (("settings", "event", "default", "inner"), 7),
        (("scenario", 0, "name"), 10),
        (("scenario", 0, "expect", 1, "call"), 14),
        (("scenario", 1), 15),
        (("scenario", 1, "quoted name", 0), 16),
        (("scenario", 1, "expect", 0, "call"), 20),
        (("nothing",), None),
    ],
)
def test_a_key_is_found_or_else_the_table_around_it(
    document: toml.Document, place: toml.Place, line: int | None
) -> None:
    assert document.line(place) == line


@pytest.mark.parametrize(
    ("text", "line"), [(b"a = 1\nb = \n", 2), (b"a = 1\na = 2\n", 2), (b"a = [1,\n2\n", 2)]
)
def test_broken_toml_is_told_with_its_line(tmp_path: Path, text: bytes, line: int) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(text)

    with pytest.raises(ConfigError, match=r"'a\.toml' is not TOML: [a-z]") as caught:
        toml.read(path, ConfigError)

    assert (caught.value.where, caught.value.line) == (path, line)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b'name = "Gr\xf6\xdfe"')

    with pytest.raises(ConfigError, match="is not UTF-8"):
        toml.read(path, ConfigError)


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot read"):
        toml.read(tmp_path, ConfigError)
