"""A row in, one conversion out; conversions in, the body or address that Optimizely takes out."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii
from typing import Any, Final
from urllib.parse import quote

from generator import __version__
from generator.errors import shown

#: bytes of one request to the Event API
LARGEST_BATCH: Final = 3_500_000
#: characters of one visitor id or event; longer ones are a broken file
_LONGEST: Final = 1024
#: milliseconds that a row's time may be ahead of this machine's clock
AHEAD: Final = 3_600_000
#: as seconds the year 5138, as milliseconds 1973: what is less is seconds
_MILLISECONDS: Final = 100_000_000_000
#: a Classic bucket that says: not in the experiment
_EXCLUDED: Final = "0"

#: field -> other names its column may have
FIELDS: Final[Mapping[str, Sequence[str]]] = {
    "visitor_id": ("visitor", "user_id", "end_user_id", "optimizelyenduserid"),
    "event": ("event_key", "event_name", "goal"),
    "event_id": ("entity_id",),
    "time": ("timestamp", "date", "datetime", "time_ms"),
    "value": (),
    "revenue": ("revenue_cents",),
    "quantity": (),
    "decisions": (),
    "buckets": ("optimizelybuckets",),
    "segments": ("optimizelysegments",),
    "id": ("conversion_id", "transaction_id", "order_id", "call_id"),
}

_ID = re.compile(r"\d{1,20}")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
#: what JSON readers agree about; a comparison with it is false for what is no number, too
_LARGEST: Final = 10**15
_INTEGER = re.compile(r"-?\d{1,15}")
_BUCKET = re.compile(r"\d+(?:_\d+)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_ONLY_DIGITS = re.compile(r"\d{9,13}(?:\.\d+)?")


class BadRowError(ValueError):
    """A row that is no conversion; the message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """What all conversions of a run have in common.

    Attributes:
        ids: event key -> the event's id, for rows that do not give it.
    """

    account: str
    project: str
    ids: Mapping[str, str] = field(default_factory=dict)
    anonymize_ip: bool = True


@dataclass(slots=True)
class Conversion:
    """One thing that a visitor did.

    Attributes:
        time: milliseconds since 1970.
        revenue: in cents.
        id: what names this conversion where it comes from: a call, an order.
        decisions: campaign, experiment and variation ids.
        buckets: Classic's experiment id -> variation id.
    """

    visitor_id: str
    event: str
    time: int
    event_id: str = ""
    value: float | int | None = None
    revenue: int | None = None
    quantity: int | None = None
    id: str = ""
    decisions: Sequence[tuple[str, str, str]] = ()
    buckets: Mapping[str, str] = field(default_factory=dict)
    segments: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, Any] = field(default_factory=dict)


def positions(header: Sequence[str], mapping: Mapping[str, str]) -> Mapping[str, int]:
    """Where each field's column is, by its own name, another usual one, or the mapping's; tags begin with `tag.`."""
    folded = {name.strip().casefold().replace(" ", "_"): i for i, name in enumerate(header)}
    exact = {name.strip(): i for i, name in enumerate(header)}
    found: dict[str, int] = {}
    for name, others in FIELDS.items():
        if name in mapping:
            found[name] = exact[mapping[name]]
            continue
        for column in (name, *others):
            if column in folded:
                found[name] = folded[column]
                break
    tags = {name: i for name, i in exact.items() if name.startswith("tag.") and name != "tag."}
    return {**found, **tags}


def conversion(row: Mapping[str, Any], target: Target, now: int) -> Conversion:
    """The conversion that a row's fields say; texts as in a CSV file, or JSON's own types.

    `now` is this machine's clock, in milliseconds since 1970.

    Raises:
        BadRowError: what is wrong with it.
    """
    visitor = _text(row, "visitor_id")
    event = _text(row, "event")
    event_id = _word(row.get("event_id"), "event_id") or target.ids.get(event, "")
    if event_id and not _ID.fullmatch(event_id):
        what = f"event_id {shown(event_id)} is no number"
        raise BadRowError(what)
    tags = row.get("tags")
    if tags is None:
        tags = {k[4:]: v for k, v in row.items() if k.startswith("tag.") and v != ""}
    elif not isinstance(tags, Mapping):
        what = f"tags {shown(tags)} is no object"
        raise BadRowError(what)
    return Conversion(
        visitor,
        event,
        milliseconds(row.get("time"), now),
        event_id,
        _number(row.get("value")),
        _integer(row.get("revenue"), "revenue", "whole cents"),
        _integer(row.get("quantity"), "quantity", "a whole number"),
        _word(row.get("id"), "id"),
        _decisions(row.get("decisions")),
        _pairs(row.get("buckets"), "buckets"),
        _pairs(row.get("segments"), "segments", is_text=True),
        tags,
    )


def milliseconds(given: object, now: int) -> int:
    """A time as milliseconds since 1970: from ISO 8601 (without a zone: UTC), or seconds or milliseconds.

    >>> milliseconds("2026-03-01T12:00:00Z", 2_000_000_000_000)
    1772366400000

    Raises:
        BadRowError: it is no time, or lies in the future.
    """
    if isinstance(given, bool) or given is None or given == "":
        raise BadRowError("there is no time")
    if isinstance(given, int | float):
        if not abs(given) < _LARGEST:
            what = f"time {shown(given)} is no time"
            raise BadRowError(what)
        number = float(given)
    else:
        text = str(given).strip()
        number = float(text) if _ONLY_DIGITS.fullmatch(text) else _iso(text)
    found = int(number) if number >= _MILLISECONDS else round(number * 1000)
    if found <= 0:
        what = f"time {shown(given)} is no time"
        raise BadRowError(what)
    if found > now + AHEAD:
        what = f"time {shown(given)} lies in the future: look at its time zone, and at this machine's clock"
        raise BadRowError(what)
    return found


def uuid(target: Target, conversion: Conversion) -> str:
    """The same for the same conversion, however often it is sent; its own id decides when it has one."""
    one = conversion
    if one.id:
        parts = ["id", target.account, target.project, one.event, one.id]
    else:
        tags = json.dumps(one.tags, sort_keys=True) if one.tags else ""
        parts = [
            "row", target.account, target.project, one.event, one.visitor_id, str(one.time),
            repr(one.value), repr(one.revenue), repr(one.quantity), tags,
        ]  # fmt: skip
    digest = hashlib.sha1(
        "\x1f".join(parts).encode(errors="surrogatepass"), usedforsecurity=False
    ).hexdigest()
    variant = "89ab"[int(digest[16], 16) & 3]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


def visitor(target: Target, one: Conversion) -> bytes:
    """The conversion as the Event API takes it, as one of a batch's visitors.

    Raises:
        BadRowError: the event's id is not known.
    """
    if not one.event_id:
        what = f"the id of the event {shown(one.event)} is not known"
        raise BadRowError(what)
    quoted = encode_basestring_ascii
    event = (
        f'{{"entity_id":"{one.event_id}","key":{quoted(one.event)},"timestamp":{one.time},'
        f'"uuid":"{uuid(target, one)}"'
    )
    if one.revenue is not None:
        event += f',"revenue":{one.revenue}'
    if one.value is not None:
        event += f',"value":{one.value!r}'
    if one.quantity is not None:
        event += f',"quantity":{one.quantity}'
    if one.tags:
        event += f',"tags":{json.dumps(one.tags)}'
    decisions = ",".join(
        f'{{"campaign_id":"{campaign}","experiment_id":"{experiment}","variation_id":"{variation}"}}'
        for campaign, experiment, variation in one.decisions
    )
    return (
        f'{{"visitor_id":{quoted(one.visitor_id)},"snapshots":[{{"decisions":[{decisions}],'
        f'"events":[{event}}}]}}]}}'
    ).encode()


def envelope(target: Target) -> tuple[bytes, bytes]:
    """What stands before and after a batch's visitors."""
    head = json.dumps(
        {
            "account_id": target.account,
            "project_id": target.project,
            "anonymize_ip": target.anonymize_ip,
            "client_name": "tagwright",
            "client_version": __version__,
            "enrich_decisions": True,
        },
        separators=(",", ":"),
    )
    return head[:-1].encode() + b',"visitors":[', b"]}"


def body(target: Target, visitors: Iterable[bytes]) -> bytes:
    """One request to the Event API."""
    before, after = envelope(target)
    return before + b",".join(visitors) + after


def query(target: Target, one: Conversion) -> str:
    """The conversion as the query of Classic's address.

    Raises:
        BadRowError: its value is not in whole cents.
    """
    parts = [
        ("a", target.project),
        ("d", target.account),
        ("n", quote(one.event, safe="")),
        ("u", quote(one.visitor_id, safe="")),
    ]
    parts += [(f"x{k}", quote(v, safe="_")) for k, v in one.buckets.items() if v != _EXCLUDED]
    parts += [(f"s{k}", _encoded(v)) for k, v in one.segments.items()]
    cents = one.revenue if one.revenue is not None else one.value
    if cents is not None:
        if cents != int(cents):
            what = f"value {shown(cents)} is not in whole cents, as Classic wants it"
            raise BadRowError(what)
        parts.append(("v", str(int(cents))))
    parts.append(("time", str(one.time // 1000)))
    return "&".join(f"{name}={value}" for name, value in parts)


def _encoded(value: str) -> str:
    """A segment's value, which a cookie or export may hold encoded already."""
    return (
        value
        if re.fullmatch(r"(?:[\w.~!*'()-]|%[0-9A-Fa-f]{2})*", value, re.ASCII)
        else quote(value, safe="")
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    found = row.get(name)
    if found is None or isinstance(found, bool | float | list | dict):
        if found is None:
            what = f"there is no {name}"
            raise BadRowError(what)
        what = f"{name} {shown(found)} is no text"
        raise BadRowError(what)
    text = str(found).strip()
    if not text:
        what = f"there is no {name}"
        raise BadRowError(what)
    if len(text) > _LONGEST:
        what = f"{name} {shown(text)} has {len(text)} characters: {_LONGEST} is the most"
        raise BadRowError(what)
    if _CONTROL.search(text):
        what = f"{name} {shown(text)} holds a character that is no text"
        raise BadRowError(what)
    return text


def _word(given: object, name: str) -> str:
    """A text or a whole number, or nothing."""
    if given is None:
        return ""
    if isinstance(given, bool) or not isinstance(given, str | int):
        what = f"{name} {shown(given)} is no text"
        raise BadRowError(what)
    return str(given).strip()


def _number(given: object) -> float | int | None:
    if given is None or given == "":
        return None
    if isinstance(given, int | float) and not isinstance(given, bool):
        if abs(given) < _LARGEST:
            return given
    elif isinstance(given, str) and _NUMBER.fullmatch(given.strip()):
        text = given.strip()
        number = int(text) if _INTEGER.fullmatch(text) else float(text)
        if abs(number) < _LARGEST:
            return number
    what = f"value {shown(given)} is no number"
    raise BadRowError(what)


def _integer(given: object, name: str, wanted: str) -> int | None:
    if given is None or given == "":
        return None
    if isinstance(given, int) and not isinstance(given, bool) and abs(given) < _LARGEST:
        return given
    if isinstance(given, str) and _INTEGER.fullmatch(given.strip()):
        return int(given)
    what = f"{name} {shown(given)} is not {wanted}"
    raise BadRowError(what)


def _iso(text: str) -> float:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        what = f"time {shown(text)} is no time: write 2026-03-01T12:00:00Z"
        raise BadRowError(what) from None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _decisions(given: object) -> Sequence[tuple[str, str, str]]:
    """From `campaign:experiment:variation;…`, or a list of objects with the Event API's names."""
    if given is None or given in ("", [], {}):
        return ()
    if isinstance(given, str):
        items: list[Any] = [part.split(":") for part in given.split(";") if part.strip()]
    elif isinstance(given, list):
        keys = ("campaign_id", "experiment_id", "variation_id")
        items = [[i.get(k) for k in keys] if isinstance(i, dict) else i for i in given]
    else:
        items = [given]
    found = []
    for item in items:
        ids = [str(part).strip() for part in item] if isinstance(item, list) else []
        if len(ids) != 3 or not all(map(_ID.fullmatch, ids)):  # noqa: PLR2004 -- three ids
            what = f"decisions {shown(given)} is not campaign:experiment:variation, joined by ;"
            raise BadRowError(what)
        found.append((ids[0], ids[1], ids[2]))
    return found


def _pairs(given: object, name: str, *, is_text: bool = False) -> Mapping[str, str]:
    """From `id:value;…`, ids also joined by commas as snippets carry them, or an object, or an object's JSON as Classic's cookies hold it."""
    if given is None or given in ("", [], {}):
        return {}
    items: Any = given
    if isinstance(given, str):
        text = given.strip()
        if text.startswith("{"):
            try:
                items = json.loads(text)
            except (ValueError, RecursionError):
                what = f"{name} {shown(text)} is no JSON"
                raise BadRowError(what) from None
        else:
            parts = re.split(";" if is_text else "[;,]", text)
            items = dict(part.split(":", 1) for part in parts if ":" in part)
    if not isinstance(items, Mapping) or not items:
        what = f"{name} {shown(given)} is not id:value, joined by ;"
        raise BadRowError(what)
    found = {str(key).strip(): str(value).strip() for key, value in items.items()}
    for key, value in found.items():
        is_right = not _CONTROL.search(value) if is_text else _BUCKET.fullmatch(value)
        if not _ID.fullmatch(key) or not is_right:
            what = f"{name} {shown(given)} is not id:value, joined by ;"
            raise BadRowError(what)
    return found


def reader(
    header: Sequence[str], mapping: Mapping[str, str], target: Target, clock: Callable[[], int]
) -> Callable[[Sequence[str]], Conversion]:
    """What makes a conversion of a CSV row's cells; `clock` gives milliseconds since 1970."""
    found = list(positions(header, mapping).items())

    def read(cells: Sequence[str]) -> Conversion:
        return conversion({name: cells[i] for name, i in found}, target, clock())

    return read
