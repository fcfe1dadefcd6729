"""What a request carries: each step of a path, forks, what does not fit, and what cannot be read at all."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from typing import Any
from urllib.parse import urlencode

import pytest

from generator import catalog
from generator.model import Decoder
from generator.verify.decode import STEPS, rows, texts
from generator.verify.observation import Request

AWKWARD = '"Größe" & 価格 🎉 +1 %41'


def decoder(
    *read: str, url: str = "", where: dict[str, Any] | None = None, **fields: str
) -> Decoder:
    """A decoder; a field's path is written with slashes, and `""` is the row itself."""
    paths = {name: path.split("/") if path else [] for name, path in fields.items()}
    return Decoder.model_validate(
        {"url": url, "read": read, "fields": paths or {"it": []}, "where": where or {}}
    )


def request(body: str | bytes = "", url: str = "https://vendor.example/track") -> Request:
    text = body if isinstance(body, str) else body.decode("utf-8", "surrogateescape")
    return Request("POST", url, "answered", text)


def read(body: str | bytes, *path: str) -> list[Any]:
    """Everything a path leads to in a body."""
    return [row["it"] for row in rows([decoder("body", *path)], request(body))]


def packed(value: Any) -> str:  # noqa: ANN401 -- whatever JSON can say
    return json.dumps(value, ensure_ascii=False)


# -- where a path begins ----------------------------------------------------------------------------------


def test_a_path_may_begin_with_the_address() -> None:
    url = "https://vendor.example/g?a=1"

    assert rows([decoder("url")], request(url=url)) == ({"it": url},)


def test_a_path_may_begin_with_the_query_which_is_decoded() -> None:
    url = "https://vendor.example/g?" + urlencode({"name": AWKWARD, "empty": ""}) + "#end"
    found = rows([decoder("query", name="name", empty="empty")], request(url=url))

    assert found == ({"name": AWKWARD, "empty": ""},)


def test_a_body_is_bytes_until_something_reads_it() -> None:
    assert read("größe") == ["größe".encode()]
    assert read(b"\xff\x00") == [b"\xff\x00"]


def test_a_path_that_begins_elsewhere_leads_nowhere() -> None:
    assert rows([decoder("headers", "x")], request()) == ()


# -- every step -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (["(json)"], packed(AWKWARD)),
        (["(form)", "data"], urlencode({"data": AWKWARD})),
        (["(lines)", "0", "(json)"], packed(AWKWARD) + "\n"),
        (["(base64)", "(json)"], base64.b64encode(packed(AWKWARD).encode())),
        (["(base64)", "(json)"], base64.urlsafe_b64encode(packed(AWKWARD).encode()).rstrip(b"=")),
        (["(base64)", "(json)"], base64.encodebytes(packed(AWKWARD * 9).encode())),
        (["(gunzip)", "(json)"], gzip.compress(packed(AWKWARD).encode(), mtime=0)),
        (["(inflate)", "(json)"], zlib.compress(packed(AWKWARD).encode())),
        (["(json)", "(json)"], packed(packed(AWKWARD))),
    ],
)
def test_each_step_gives_back_what_was_sent(path: list[str], body: str | bytes) -> None:
    assert [found.replace(AWKWARD, "it") for found in read(body, *path)] in (["it"], ["it" * 9])


def test_every_step_is_tried_above() -> None:
    assert set(STEPS) == {"(json)", "(form)", "(lines)", "(base64)", "(gunzip)", "(inflate)"}


def test_steps_follow_each_other() -> None:
    data = base64.b64encode(zlib.compress(packed([{"n": AWKWARD}]).encode()))
    body = urlencode({"data": data.decode()})

    assert read(body, "(form)", "data", "(base64)", "(inflate)", "(json)", "0", "n") == [AWKWARD]


def test_a_key_leads_into_an_object_and_a_number_into_a_list() -> None:
    body = packed({"a": [{"b": 1}, {"b": 2}], "0": "key"})

    assert read(body, "(json)", "a", "1", "b") == [2]
    assert read(body, "(json)", "a", "-1", "b") == [2]
    assert read(body, "(json)", "0") == ["key"]


@pytest.mark.parametrize("value", [None, False, 0, "", [], {}])
def test_what_is_empty_is_there_all_the_same(value: object) -> None:
    assert read(packed({"a": value}), "(json)", "a") == [value]


def test_lines_that_are_empty_are_none() -> None:
    assert read("one\n\ntwo\n", "(lines)", "*") == ["one", "two"]


# -- forks ------------------------------------------------------------------------------------------------


def test_a_star_is_each_member_of_a_list_or_an_object() -> None:
    body = packed({"a": [1, 2], "b": [3]})

    assert read(body, "(json)", "*") == [[1, 2], [3]]
    assert read(body, "(json)", "*", "*") == [1, 2, 3]


@pytest.mark.parametrize("value", ["text", 7, None, True, [], {}])
def test_a_star_is_nothing_where_there_are_no_members(value: object) -> None:
    assert read(packed(value), "(json)", "*") == []


def test_branches_that_lead_nowhere_are_left_out() -> None:
    body = packed([{"a": 1}, {"b": 2}, "text", None, {"a": 3}])

    assert read(body, "(json)", "*", "a") == [1, 3]


def test_a_field_that_forks_is_a_list_and_one_that_leads_to_one_thing_is_not() -> None:
    found = rows(
        [decoder("body", "(json)", "*", names="list/*/name")],
        request(packed([{"list": [{"name": 1}, {"name": 2}]}, {"list": [{"name": 3}]}])),
    )

    assert found == ({"names": [1, 2]}, {"names": 3})


# -- rows -------------------------------------------------------------------------------------------------


def test_a_row_without_one_of_the_fields_is_about_something_else() -> None:
    body = packed([{"a": 1, "b": 2}, {"a": 3}, {"b": 4}])

    assert rows([decoder("body", "(json)", "*", a="a", b="b")], request(body)) == (
        {"a": 1, "b": 2},
    )


def test_a_row_with_another_value_is_about_something_else_and_the_value_is_not_told() -> None:
    body = packed([{"t": "seen", "n": 1}, {"t": "click", "n": 2}, {"t": "seen", "n": 3}])
    where = {"t": "seen"}

    found = rows([decoder("body", "(json)", "*", where=where, t="t", n="n")], request(body))

    assert found == ({"n": 1}, {"n": 3})


def test_all_values_must_be_as_asked() -> None:
    body = packed([{"t": "a", "v": 1}, {"t": "a", "v": 2}, {"t": "b", "v": 1}])
    where = {"t": "a", "v": 1}

    assert rows([decoder("body", "(json)", "*", where=where, t="t", v="v")], request(body)) == ({},)


def test_a_field_can_lead_through_steps_of_its_own() -> None:
    body = packed({"data": packed({"n": 1})})

    assert rows([decoder("body", "(json)", n="data/(json)/n")], request(body)) == ({"n": 1},)


# -- which requests ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        (r"^https://vendor\.example/track$", True),
        (r"/track", True),
        (r"/track/", False),
        (r"^vendor", False),
    ],
)
def test_a_decoder_is_for_addresses_that_fit(url: str, fits: bool) -> None:
    assert bool(rows([decoder("url", url=url)], request())) is fits


def test_several_decoders_tell_one_after_the_other() -> None:
    body = packed({"a": [1, 2], "b": [3]})
    decoders = [decoder("body", "(json)", key, "*") for key in ("b", "a")]

    assert [row["it"] for row in rows(decoders, request(body))] == [3, 1, 2]


# -- what cannot be read ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (["(json)"], ""),
        (["(json)"], '{"a": '),
        (["(json)"], b"\xff\xfe"),
        (["(form)", "data"], "other=1"),
        (["(form)", "data"], b"\xff=\xfe"),
        (["(lines)", "0"], ""),
        (["(lines)", "*"], b"\xff"),
        (["(base64)"], "a"),
        (["(base64)"], "not/base64!"),
        (["(gunzip)"], "text"),
        (["(gunzip)"], gzip.compress(b"text" * 99, mtime=0)[:-9]),
        (["(gunzip)"], gzip.compress(b"text", mtime=0)[:12] + b"\xff" * 20),
        (["(inflate)"], "text"),
        (["(inflate)"], zlib.compress(b"text" * 99)[:-9]),
        (["(json)", "a"], "[1]"),
        (["(json)", "1"], "[1]"),
        (["(json)", "a"], '{"b": 1}'),
        (["(json)", "0"], '"text"'),
        (["(json)", "a"], "null"),
        (["(json)", "a", "b"], '{"a": 5}'),
        (["(json)", "(gone)"], "{}"),
        (["0"], "text"),
    ],
)
def test_a_body_that_does_not_fit_tells_nothing(path: list[str], body: str | bytes) -> None:
    assert read(body, *path) == []


@pytest.mark.parametrize("step", sorted(STEPS))
@pytest.mark.parametrize("value", [None, 7, True, [1], {"a": 1}])
def test_what_is_no_text_is_not_decoded(step: str, value: object) -> None:
    assert read(packed(value), "(json)", step) == []


# -- what can be read without knowing whose it is ---------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        AWKWARD,
        packed({"a": [{"b": AWKWARD}]}),
        packed({"a": packed([AWKWARD])}),
        urlencode({"data": packed([{"name": AWKWARD}])}),
        urlencode({"data": base64.b64encode(packed({"name": AWKWARD}).encode()).decode()}),
        gzip.compress(packed({"name": AWKWARD}).encode()),
        zlib.compress(packed([AWKWARD]).encode()),
        base64.b64encode(gzip.compress(packed([AWKWARD]).encode())).decode(),
        f"{packed({'name': 'other'})}\n{packed({'name': AWKWARD})}\n",
        f"{urlencode({'en': 'other'})}\r\n{urlencode({'en': AWKWARD})}",
    ],
    ids=[
        "plain",
        "json",
        "json in json",
        "form",
        "base64 in a form",
        "gzip",
        "deflate",
        "all",
        "lines",
        "forms",
    ],
)
def test_a_text_is_found_however_it_is_packed(body: str | bytes) -> None:
    assert AWKWARD in texts(request(body))


def test_texts_are_found_in_the_query_and_numbers_are_texts() -> None:
    url = f"https://vendor.example/g?{urlencode({'ep.name': AWKWARD})}"

    assert texts(request(packed({"id": 9000000001, "is": True}), url)) == (
        "ep.name",
        AWKWARD,
        packed({"id": 9000000001, "is": True}),
        "id",
        "is",
        "9000000001",
    )


def test_what_is_packed_without_end_is_left() -> None:
    text = "x"
    for _ in range(20):
        text = packed([text])

    assert "x" not in texts(request(text))


def test_ga4_is_read_in_the_query_and_in_the_lines_of_a_batch() -> None:
    known = catalog.requests(catalog.load("ga4"))
    assert known is not None
    url = "https://region1.google-analytics.com/g/collect?v=2&tid=G-ABC123"
    one = urlencode({"en": "experience_impression", "ep.exp_variant_string": "OPT-1-2"})
    other = urlencode({"en": "page_view"})

    assert rows(known.request, request("", f"{url}&{one}")) == ({"exp_variant_string": "OPT-1-2"},)
    assert rows(known.request, request(f"{other}\r\n{one}\r\n", url)) == (
        {"exp_variant_string": "OPT-1-2"},
    )
