from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import OutputError, RowsError
from generator.optimizely import members, personal
from generator.optimizely.members import Members, Reading
from tests.unit.conftest import every

Read = Callable[..., Members]
COOKIES = Reading("cookies", "vip")


def read(text: str | bytes, name: str = "vip.csv", **asked: object) -> Members:
    content = text.encode() if isinstance(text, str) else text
    reading = Reading(**{"kind": "cookies", "key": "vip", **asked})  # type: ignore[arg-type]
    return members.read(Path(name), reading, stream=io.BufferedReader(io.BytesIO(content)))


def rows(text: str | bytes, name: str = "vip.csv", **asked: object) -> set[str]:
    with read(text, name, **asked) as found:
        return {row.decode() for row in found.rows()}


def problems(
    text: str | bytes, name: str = "vip.csv", **asked: object
) -> list[tuple[int | None, str]]:
    with pytest.raises(RowsError) as caught:
        read(text, name, **asked)
    return [(error.line, error.what) for error in every(caught.value)]


def test_one_column_without_a_heading() -> None:
    assert rows("a1\r\nb2\nc3") == {"a1", "b2", "c3"}


def test_one_column_with_the_keys_own_name_as_heading() -> None:
    assert rows("VIP\na1\n") == {"a1"}


def test_a_heading_that_is_meant_as_a_row() -> None:
    assert rows("id\na1\n", header=False) == {"id", "a1"}


def test_a_byte_order_mark_is_no_part_of_a_row() -> None:
    assert rows(b"\xef\xbb\xbfa1\nb2\n") == {"a1", "b2"}


def test_utf_16_as_spreadsheets_export() -> None:
    assert rows("a1\r\nb2é\r\n".encode("utf-16")) == {"a1", "b2é"}


def test_a_named_column_among_several() -> None:
    assert rows("Name,Member\nJo,a1\nAl,b2\n", column="member") == {"a1", "b2"}


def test_several_columns_ask_which() -> None:
    assert problems("Name,Member\nJo,a1\n") == [(1, "the file has 2 columns: 'Name', 'Member'")]


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(RowsError, match="did you mean 'Member'") as caught:
        read("Name,Member\nJo,a1\n", column="membre")
    assert caught.value.line == 1


def test_tabs() -> None:
    assert rows("Name\tMember\nJo\ta1\n", "vip.tsv", column="Member") == {"a1"}


def test_json_lines_of_objects_texts_and_numbers() -> None:
    assert rows('{"vip": "a1"}\n"b2"\n\n17\n', "vip.jsonl") == {"a1", "b2", "17"}


def test_json_lines_that_are_none() -> None:
    found = problems('{"vip": "a1"}\n{"vip"\n{"other": 1}\n{"vip": true}\n', "vip.jsonl")
    assert [line for line, _ in found] == [2, 3, 4]


def test_an_ending_that_says_nothing() -> None:
    with pytest.raises(RowsError, match="--format"):
        read("a1\n", "vip.dat")


def test_all_problems_at_once_with_their_lines() -> None:
    text = f'ok\njo@example.com\n"a,b"\n{"x" * 101}\nok\n+44 20 7946 0958\n'
    assert problems(text) == [
        (2, "this looks like an e-mail address"),
        (3, "'a,b' holds a comma"),
        (4, "'" + "x" * 58 + "… has 101 characters: 100 is the most"),
        (5, "'ok' stands on line 1 already"),
        (6, "this looks like a phone number"),
    ]


def test_a_hundred_characters_are_not_too_many() -> None:
    assert rows("é" * 100 + "\n") == {"é" * 100}


def test_many_problems_are_counted() -> None:
    found = problems("".join(f"jo{n}@example.com\n" for n in range(1000)))
    assert len(found) == members.TOLD + 1
    assert found[-1][1] == "1,000 problems in all: 1,000 × personal data; nothing was sent"


def test_personal_data_is_not_in_the_message() -> None:
    assert "jo@" not in str(problems("jo@example.com\n"))


def test_personal_data_is_hashed_or_allowed() -> None:
    digest = hashlib.sha256(b"jo@example.com").hexdigest()
    assert rows("Jo@Example.com \n", hashed=True) == {digest}
    assert rows("jo@example.com\n", allow_personal=True) == {"jo@example.com"}


def test_digits_are_a_phone_number_in_a_column_of_that_name() -> None:
    assert problems("Mobile Phone\n2079460958\n", column="Mobile Phone") == [
        (2, "this looks like a phone number")
    ]
    assert rows("Account\n2079460958\n", column="account") == {"2079460958"}


@pytest.mark.parametrize(
    "row", ["7f9c24e8-3b12-4fe6-9a2e-0a1f6d0c1b2e", "12345-6789", "1234567890.1234567890", "a@b"]
)
def test_ids_that_are_no_personal_data(row: str) -> None:
    assert rows(f"{row}\n") == {row}


def test_bytes_that_are_no_text() -> None:
    assert problems(b"ok\n\xff\xfeoh\n") == [(2, r"'\udcff\udcfeoh' is not UTF-8")]


def test_a_quote_that_is_not_closed() -> None:
    assert (
        problems('ok\n"oh\nno\n')[0][1] == "a quoted cell begins here or above, and is not closed"
    )


def test_a_line_without_end_is_not_held_in_memory() -> None:
    found = problems("ok\n" + "x" * 1_000_000)
    assert found == [(2, "the line is longer than 65,536 bytes")]


def test_postal_codes() -> None:
    assert rows("94105\nSW1A 1AA\n12345-6789\n", kind="zip_codes", key="zip") == {
        "94105",
        "SW1A 1AA",
        "12345-6789",
    }
    assert problems("94105\n#\n", kind="zip_codes") == [(2, "'#' is no postal code")]


def test_duplicates_can_be_dropped() -> None:
    with read("a\nb\na\n\n", drop_duplicates=True) as found:
        assert (found.count, found.dropped) == (2, 1)


def test_nothing_is_no_list() -> None:
    assert problems("\n\n") == [(None, "'vip.csv' has no rows")]


def test_a_salesforce_report_with_its_footer() -> None:
    text = (
        '"First Name","Lead ID","Email"\n"Jo","00Q5g00000AbCdE","jo@example.com"\n'
        '"Al","00Q5g00000AbCdFEAV","al@example.com"\n\n\n"Open Leads"\n"Copyright (c) 2000-2026"\n'
    )
    assert rows(text, source="salesforce") == {"00Q5g00000AbCdEEAV", "00Q5g00000AbCdFEAV"}


def test_a_marketo_export() -> None:
    text = "Id,First Name,Email Address\n1001,Jo,jo@example.com\n1002,Al,al@example.com\n"
    assert rows(text, source="marketo") == {"1001", "1002"}


def test_an_export_without_ids() -> None:
    assert (
        "no column of this marketo export" in problems("First Name\nJo\n", source="marketo")[0][1]
    )


def test_sizes_are_those_of_the_contents() -> None:
    with read("".join(f"{n}\n" for n in range(5000))) as found:
        for prefix in ("", "0", "10", "0110011", "01100111", "011001110", "0110011101"):
            assert found.size(prefix) == len(found.content(prefix))
            assert all(members.bits(row).startswith(prefix) for row in found.rows(prefix))


def test_a_full_disk_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(members, "_nameless", Full)
    with pytest.raises(OutputError, match="TMPDIR"):
        read("a\n")


ROW = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_characters=',"'), max_size=120
)


def taken(text: str | bytes, **asked: object) -> set[str] | RowsError:
    try:
        return rows(text, **asked)  # type: ignore[arg-type]
    except RowsError as error:
        return error


@given(st.lists(ROW, max_size=30))
def test_any_rows_are_taken_whole_or_refused_with_a_line(values: list[str]) -> None:
    text = "".join(f"{value}\n" for value in values)
    found = taken(text, header=False, drop_duplicates=True, allow_personal=True)
    if isinstance(found, RowsError):
        assert all(e.line or "rows" in e.what or "problems" in e.what for e in every(found))
    else:
        assert found == {value.strip() for value in values} - {""}


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_refused(content: bytes) -> None:
    assert taken(content, drop_duplicates=True)


@pytest.mark.parametrize(
    "row", ["Jo <jo@example.com>", "jo@example.com;ann@example.com", "00 44 20 7946 0958"]
)
def test_personal_data_among_other_words_is_refused(row: str) -> None:
    ((line, what),) = problems(f"{row}\n")
    assert line == 1
    assert "looks like" in what


@given(
    st.from_regex(r"[0-9A-Za-z_:|~]{1,100}", fullmatch=True)
    | st.from_regex(r"00[0-9]{8,14}", fullmatch=True)
)
def test_what_is_not_looked_at_twice_is_no_personal_data(row: str) -> None:
    assert personal.kind(row) is None


def test_old_line_ends_are_told() -> None:
    ((_, what),) = problems(b"a1\rb2\rc3\r")
    assert what.startswith("a carriage return stands inside a line")


@pytest.mark.parametrize(
    "content", [b"\xff\xfea", b"\xff\xfea\x00\x00\xdc\n\x00", b"\xfe\xff\xd8\x00"]
)
def test_what_begins_as_utf_16_and_is_none(content: bytes) -> None:
    ((_, what),) = problems(content)
    assert what.startswith("the file begins as UTF-16, and is none")


def test_few_open_files_are_enough_and_too_few_are_told(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="Windows counts no files")
    text = "".join(f"member{n}\n" for n in range(5_000))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    opened = len(list(Path("/dev/fd").iterdir()))
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (opened + 140, hard))
        with read(text) as found:
            assert found.count == 5_000
        resource.setrlimit(resource.RLIMIT_NOFILE, (opened + 40, hard))
        with pytest.raises(OutputError, match="too many open files"):
            read(text)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
