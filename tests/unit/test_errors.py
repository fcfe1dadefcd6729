"""How a message is laid out."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import PlatformError, TagwrightError, combine, nearest, shown


def test_a_message_says_what_then_where_then_what_helps() -> None:
    error = TagwrightError("'name' is missing", Path("/a/platform.toml"), 3, "write it\nor leave")

    text = str(error)

    assert text == (
        "'name' is missing\n  --> /a/platform.toml:3\n  help: write it\n        or leave"
    )


def test_a_file_in_the_current_folder_is_named_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert "--> a/b.toml" in str(TagwrightError("no", tmp_path / "a" / "b.toml"))


def test_combined_errors_are_told_one_after_the_other() -> None:
    error = combine([TagwrightError("one"), PlatformError("two", "file"), TagwrightError("three")])

    assert str(error) == "one\ntwo\n  --> file\nthree"


def test_nothing_combines_to_nothing() -> None:
    assert combine([]) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a'b", '"a\'b"'),
        (True, "true"),
        (5, "5"),
        ("x" * 100, "'" + "x" * 58 + "…"),
        ("a\nb", "'a\\nb'"),
    ],
)
def test_a_value_is_quoted_on_one_short_line(value: object, text: str) -> None:
    assert shown(value) == text


def test_help_for_a_name_is_the_nearest_one_or_all() -> None:
    assert nearest("mixpannel", ["matomo", "mixpanel"]) == "did you mean 'mixpanel'?"
    assert nearest("zzz", ["matomo", "mixpanel"]) == "there are: matomo, mixpanel"
