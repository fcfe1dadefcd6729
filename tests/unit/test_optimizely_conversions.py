# ruff: noqa: ANN401 -- whatever JSON can say
from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any, Self

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import RowsError
from generator.optimizely import conversions, convert, sending
from generator.optimizely.conversions import BadRowError, Target

NOW = 1_800_000_000_000
TARGET = Target("1", "77", {"call": "900"})


def made(**row: Any) -> conversions.Conversion:
    return conversions.conversion(
        {"visitor_id": "v", "event": "call", "time": "1700000000", **row}, TARGET, NOW
    )


def wrong(**row: Any) -> str:
    with pytest.raises(BadRowError) as caught:
        made(**row)
    return str(caught.value)


@pytest.mark.parametrize(
    ("given", "milliseconds"),
    [
        ("2026-03-01T12:00:00Z", 1772366400000),
        ("2026-03-01 12:00:00", 1772366400000),
        ("2026-03-01T13:00:00+01:00", 1772366400000),
        ("2026-03-01", 1772323200000),
        ("1772366400", 1772366400000),
        ("1772366400.5", 1772366400500),
        ("1772366400123", 1772366400123),
        (1772366400, 1772366400000),
        (1772366400123, 1772366400123),
    ],
)
def test_times(given: object, milliseconds: int) -> None:
    assert made(time=given).time == milliseconds


@pytest.mark.parametrize(
    "given", ["", None, True, "soon", "0", -1, 10**400, float("nan"), {}, "12"]
)
def test_what_is_no_time(given: object) -> None:
    assert "time" in wrong(time=given)


def test_a_time_in_the_future_may_be_our_clock() -> None:
    assert "this machine's clock" in wrong(time=str(NOW // 1000 + 7200))


@pytest.mark.parametrize(
    ("field", "given", "reason"),
    [
        ("visitor_id", " ", "there is no visitor_id"),
        ("visitor_id", "a\nb", "holds a character that is no text"),
        ("visitor_id", {}, "is no text"),
        ("event", "x" * 2000, "1024 is the most"),
        ("event_id", "abc", "is no number"),
        ("value", "1,5", "is no number"),
        ("value", True, "is no number"),
        ("value", "1e999", "is no number"),
        ("value", 10**400, "is no number"),
        ("revenue", "1.5", "is not whole cents"),
        ("quantity", "a", "is not a whole number"),
        ("decisions", "1:2", "is not campaign:experiment:variation"),
        ("decisions", [{"campaign_id": "1"}], "is not campaign:experiment:variation"),
        ("buckets", "{", "is no JSON"),
        ("buckets", "a:b", "is not id:value"),
        ("segments", {"9": "\ud800"}, "is not id:value"),
        ("tags", "x", "is no object"),
    ],
)
def test_what_is_wrong_with_a_row(field: str, given: object, reason: str) -> None:
    assert reason in wrong(**{field: given})


def test_decisions_as_text_or_as_json() -> None:
    text = made(decisions="1:2:3;4:5:6").decisions
    objects = [
        {"campaign_id": 1, "experiment_id": "2", "variation_id": 3},
        {"campaign_id": "4", "experiment_id": "5", "variation_id": "6"},
    ]
    assert (
        list(text) == list(made(decisions=objects).decisions) == [("1", "2", "3"), ("4", "5", "6")]
    )


def test_a_uuid_is_a_uuid_and_the_same_for_the_same_conversion() -> None:
    first = conversions.uuid(TARGET, made())
    assert re.fullmatch(
        r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", first
    )
    assert conversions.uuid(TARGET, made(time=1700000000000)) == first
    others = [
        made(visitor_id="w"),
        made(time="1700000001"),
        made(value="1"),
        made(revenue="1"),
        made(tags={"a": 1}),
        made(id="x"),
    ]
    assert len({first, *(conversions.uuid(TARGET, one) for one in others)}) == 7


def test_a_conversions_own_id_decides() -> None:
    one, other = made(id="CAL1", value="1"), made(id="CAL1", value="2", time="1700000009")
    assert conversions.uuid(TARGET, one) == conversions.uuid(TARGET, other)
    assert conversions.uuid(Target("2", "77"), one) != conversions.uuid(TARGET, one)


def test_the_body_is_what_the_event_api_documents() -> None:
    one = made(value="1.5", revenue="250", quantity="2", decisions="1:2:3", tags={"a": "é"})
    body = json.loads(conversions.body(TARGET, [conversions.visitor(TARGET, one)] * 2))
    assert (body["account_id"], body["project_id"], body["enrich_decisions"]) == ("1", "77", True)
    assert body["anonymize_ip"] is True
    assert body["visitors"][0] == {
        "visitor_id": "v",
        "snapshots": [
            {
                "decisions": [{"campaign_id": "1", "experiment_id": "2", "variation_id": "3"}],
                "events": [
                    {
                        "entity_id": "900",
                        "key": "call",
                        "timestamp": 1700000000000,
                        "uuid": conversions.uuid(TARGET, one),
                        "revenue": 250,
                        "value": 1.5,
                        "quantity": 2,
                        "tags": {"a": "é"},
                    }
                ],
            }
        ],
    }


def test_classic_wants_whole_cents() -> None:
    assert "&v=250&" in conversions.query(TARGET, made(value="250"))
    with pytest.raises(BadRowError, match="whole cents"):
        conversions.query(TARGET, made(value="2.5"))


def test_a_batch_stays_below_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(sending.Sender, "post", lambda _, body: sizes.append(len(body)))
    path = tmp_path / "a.jsonl"
    row = {"visitor_id": "v", "event": "call", "tags": {"a": "\x01" * 10_000 + "x" * 1_000}}
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({**row, "time": 1_700_000_000 + n}) + "\n" for n in range(200))
    assert convert.run(convert.Order(path, TARGET)).sent == 200
    assert max(sizes) <= conversions.LARGEST_BATCH
    assert len(sizes) > 3


TEXT = st.text(st.characters(exclude_categories=[]), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(10**400) | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
PLAIN = {"visitor_id", "event"}
ROW = st.fixed_dictionaries(
    {"visitor_id": JSON | st.just("v"), "event": JSON | st.just("call")},
    optional={name: JSON for name in (*conversions.FIELDS, "tags") if name not in PLAIN}
    | {"time": JSON | st.just(1_700_000_000)},
)


def taken(row: dict[str, Any]) -> conversions.Conversion | str:
    try:
        return conversions.conversion(row, TARGET, NOW)
    except BadRowError as error:
        return str(error)


@given(ROW)
def test_any_row_is_a_conversion_or_a_reason(row: dict[str, Any]) -> None:
    one = taken(row)
    if isinstance(one, str):
        assert one
        return
    if one.event_id:
        json.loads(conversions.visitor(TARGET, one))
    if one.revenue is not None or isinstance(one.value, int):
        conversions.query(TARGET, one).encode("ascii")


class Nowhere:
    """Takes everything."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def post(self, body: bytes) -> None:
        json.loads(body)

    def stop(self) -> None:
        return


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.binary(max_size=200)
    | st.lists(
        st.sampled_from(["v,call,1700000000\n", '"', ",", "\n", "v", "é", "\x00"]), max_size=20
    ).map(lambda parts: "".join(parts).encode()),
    st.sampled_from(["csv", "jsonl", "tsv"]),
)
def test_any_file_is_sent_or_rejected_or_refused(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    content: bytes,
    form: Any,
) -> None:
    monkeypatch.setattr(sending, "events", lambda **_: Nowhere())
    folder = tmp_path_factory.mktemp("any")
    path = folder / f"a.{form}"
    heads = {"csv": b"visitor_id,event,time\n", "tsv": b"visitor_id\tevent\ttime\n", "jsonl": b""}
    content = heads[form] + content
    path.write_bytes(content)
    try:
        report = convert.run(convert.Order(path, TARGET), stream=io.BytesIO(content))
    except RowsError:
        return
    assert report.sent + report.rejected == report.rows
    if report.rejected_file:
        assert report.rejected_file.read_bytes()
