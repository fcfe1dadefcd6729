"""A receiver's TOML file in, who may send it webhooks and what they mean out."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from generator import toml
from generator.errors import ReceiverError, TagwrightError, nearest, refuse, shown
from generator.optimizely.conversions import FIELDS, BadRowError, Conversion, Target, conversion
from generator.optimizely.secret import Secret

Program = Literal["callrail", "invoca", "generic"]

#: bytes of one webhook, unless the file says otherwise
LIMIT: Final = 262_144

_CHECKS: Final = (
    "token",
    "hmac-sha1-hex",
    "hmac-sha1-base64",
    "hmac-sha256-hex",
    "hmac-sha256-base64",
)
#: what is known of each program's webhooks; the file may say otherwise
_KNOWN: Final[Mapping[str, Mapping[str, Any]]] = {
    "callrail": {
        "check": "hmac-sha1-base64",
        "header": "Signature",
        "fields": {"id": "resource_id", "time": "start_time"},
    },
    "invoca": {
        "check": "token",
        "header": "Authorization",
        "fields": {"id": "complete_call_id", "time": "start_time_utc"},
    },
    "generic": {"check": "token", "header": "Authorization", "fields": {}},
}
_TOP: Final = ("account", "project", "database", "api", "eu", "strict", "limit", "events", "source")
_SOURCE: Final = (
    "program", "path", "event", "secret", "check", "header", "prefix", "fields", "when", "minimum",
)  # fmt: skip
_RESERVED: Final = frozenset({"/health", "/metrics"})
_PATH: Final = re.compile(r"/[\w.~/-]+", re.ASCII)


class IgnoredError(Exception):
    """A webhook that is in order and no conversion; the message says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who sends webhooks to one path.

    Attributes:
        check: how a webhook proves where it comes from: `token`, or an HMAC of its body.
        header: the one that carries the token or signature.
        prefix: what stands before the signature in it.
        event: the event's key, unless `fields` names where it is.
        fields: field -> where it is, as `call.custom.visitor`.
        when: place -> the only value, or values, with which a webhook counts.
        minimum: place -> the least number with which it counts.
    """

    program: Program
    path: str
    event: str
    secret: Secret
    check: str
    header: str
    prefix: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, Sequence[str]] = field(default_factory=dict)
    minimum: Mapping[str, float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The path without its slash."""
        return self.path.strip("/")

    def is_genuine(self, body: bytes, header: str | None, query: str | None) -> bool:
        """Whether a webhook proves that it comes from there."""
        word = self.secret.reveal().encode()
        if self.check == "token":
            given = header if header is not None else query
            if given is None:
                return False
            if self.header.lower() == "authorization" and given[:7].lower() == "bearer ":
                given = given[7:]
            return hmac.compare_digest(given.strip().encode(errors="replace"), word)
        if header is None:
            return False
        _, method, form = self.check.split("-")
        digest = hmac.digest(word, body, getattr(hashlib, method)().name)
        wanted = base64.b64encode(digest).decode() if form == "base64" else digest.hex()
        given = header.strip().removeprefix(self.prefix)
        if form == "hex":
            given = given.lower()
        return hmac.compare_digest(given.encode(errors="replace"), wanted.encode())

    def conversion(self, data: Any, target: Target, now: int) -> Conversion:  # noqa: ANN401 -- JSON
        """What a webhook says.

        Raises:
            IgnoredError: it is no conversion, or of nobody we know.
            BadRowError: what is wrong with it.
        """
        for place, values in self.when.items():
            found = _said(at(data, place))
            if found not in values:
                what = f"{place} is not {' or '.join(values)}"
                raise IgnoredError(what)
        for place, least in self.minimum.items():
            try:
                enough = float(_said(at(data, place))) >= least
            except ValueError:
                enough = False
            if not enough:
                what = f"{place} is below {least:g}"
                raise IgnoredError(what)
        row = {name: at(data, place) for name, place in self.fields.items()}
        row.setdefault("event", self.event)
        visitor = row.get("visitor_id")
        if visitor is None or (isinstance(visitor, str) and not visitor.strip()):
            raise IgnoredError("it names no visitor")
        # A clock that is wrong is no reason to lose a call: its time is then ours.
        found_time = conversion(row, target, now + 10**15)
        found_time.time = min(found_time.time, now)
        return found_time


@dataclass(frozen=True, slots=True)
class Receiver:
    """What a receiver does with webhooks.

    Attributes:
        database: where they are kept until Optimizely has them, and as long as they may come again.
        limit: bytes of one webhook.
    """

    target: Target
    database: Path
    sources: Mapping[str, Source]
    api: Literal["events", "classic"] = "events"
    europe: bool = False
    strict: bool = False
    limit: int = LIMIT


def at(data: Any, place: str) -> Any:  # noqa: ANN401 -- JSON
    """What is at a place such as `call.tags.0`; None when nothing is.

    >>> at({"call": {"tags": ["new"]}}, "call.tags.0")
    'new'
    """
    if isinstance(data, Mapping) and place in data:
        return data[place]
    for name in place.split("."):
        if isinstance(data, Mapping):
            data = data.get(name)
        elif isinstance(data, list) and name.isascii() and name.isdecimal() and len(name) < 10:  # noqa: PLR2004 -- no list is longer
            data = data[int(name)] if int(name) < len(data) else None
        else:
            return None
    return data


def read(path: Path) -> Receiver:
    """The receiver that a file describes.

    Raises:
        ReceiverError: everything that is wrong with it.
    """
    document = toml.read(
        path, ReceiverError, "see docs/offline-conversions.md for one to start from"
    )
    return _Reading(document).receiver()


class _Reading:
    """A document, and what is wrong with it."""

    def __init__(self, document: toml.Document) -> None:
        self.document = document
        self.problems: list[TagwrightError] = []

    def wrong(self, what: str, *place: str | int, help: str | None = None) -> None:  # noqa: A002 -- the message's word
        line = self.document.line(place) if place else None
        self.problems.append(ReceiverError(what, self.document.path, line, help=help))

    def receiver(self) -> Receiver:
        data = self.document.data
        self._names(data, _TOP, ())
        account, project = (self._number(data, name) for name in ("account", "project"))
        events = self._events(data.get("events", {}))
        europe, strict = (self._switch(data, name) for name in ("eu", "strict"))
        api = data.get("api", "events")
        if api not in {"events", "classic"}:
            self.wrong(f"there is no api {shown(api)}", "api", help="there are: events, classic")
        limit = data.get("limit", LIMIT)
        if type(limit) is not int or limit < 1:
            self.wrong(f"limit {shown(limit)} is no number of bytes", "limit")
        found = self._sources(data.get("source"))
        if api == "events":
            for number, one in enumerate(found):
                if one.event and one.event not in events:
                    what = f"the id of the event {shown(one.event)} is not known"
                    advice = f'write: [events]\n{one.event} = "its id"; see: tagwright optimizely events list'
                    self.wrong(what, "source", number, "event", help=advice)
        refuse(self.problems)
        return Receiver(
            Target(account, project, events),
            self.document.path.parent / str(data.get("database", f"{self.document.path.stem}.db")),
            {one.path: one for one in found},
            api,
            europe,
            strict,
            limit,
        )

    def _events(self, given: object) -> Mapping[str, str]:
        if not isinstance(given, Mapping):
            self.wrong("events is no table", "events", help='write: [events]\nphone_call = "12345"')
            return {}
        for key, number in given.items():
            if not (str(number).isascii() and str(number).isdecimal()):
                self.wrong(f"the id of {shown(key)} is digits, not {shown(number)}", "events", key)
        return {key: str(number) for key, number in given.items()}

    def _switch(self, data: Mapping[str, Any], name: str) -> bool:
        given = data.get(name, False)
        if not isinstance(given, bool):
            self.wrong(f"{name} is true or false, not {shown(given)}", name)
        return given is True

    def _sources(self, rows: object) -> list[Source]:
        if not isinstance(rows, list) or not rows:
            self.wrong(
                "there is no source", help="write [[source]] for each program that sends webhooks"
            )
            return []
        found: list[Source] = []
        for number, row in enumerate(rows):
            one = self._source(row, number)
            if one is None:
                continue
            if one.path in {other.path for other in found}:
                self.wrong(f"two sources have the path {shown(one.path)}", "source", number, "path")
            found.append(one)
        return found

    def _source(self, row: Mapping[str, Any], number: int) -> Source | None:
        place = ("source", number)
        before = len(self.problems)
        self._names(row, _SOURCE, place)
        program = row.get("program", "generic")
        if program not in _KNOWN:
            self.wrong(
                f"there is no program {shown(program)}",
                *place,
                "program",
                help=nearest(str(program), _KNOWN),
            )
            return None
        known = _KNOWN[program]
        path = row.get("path", f"/{program}")
        if (
            not isinstance(path, str)
            or not path.startswith("/")
            or path in _RESERVED
            or not _PATH.fullmatch(path)
        ):
            self.wrong(
                f"{shown(path)} is no path of a webhook", *place, "path", help="write: /callrail"
            )
        check = row.get("check", known["check"])
        if check not in _CHECKS:
            self.wrong(
                f"there is no check {shown(check)}",
                *place,
                "check",
                help=nearest(str(check), _CHECKS),
            )
        fields = {**known["fields"], **self._texts(row, "fields", place)}
        for name in fields:
            if name not in FIELDS and not name.startswith("tag."):
                self.wrong(
                    f"there is no field {shown(name)}",
                    *place,
                    "fields",
                    name,
                    help=nearest(name, FIELDS),
                )
        if "visitor_id" not in fields:
            advice = "say where the webhook holds it: fields.visitor_id"
            self.wrong("nothing says who the visitor is", *place, "fields", help=advice)
        if "time" not in fields:
            self.wrong("nothing says when it was", *place, "fields", help="fields.time")
        event = str(row.get("event", ""))
        if not event and "event" not in fields:
            self.wrong("nothing says which event it is", *place, help='write: event = "phone_call"')
        when, minimum = self._when(row, place), self._minimum(row, place)
        secret = self._secret(row.get("secret"), place)
        if len(self.problems) > before or secret is None:
            return None
        return Source(
            program,
            path,
            event,
            secret,
            check,
            str(row.get("header", known["header"])),
            str(row.get("prefix", "")),
            fields,
            when,
            minimum,
        )

    def _secret(self, given: object, place: tuple[str | int, ...]) -> Secret | None:
        """The secret, from the environment or a file: never from a file that is shown around."""
        advice = 'write: secret = { env = "NAME" } or { file = "PATH" }'
        if not isinstance(given, Mapping) or len(given) != 1:
            self.wrong(
                "there is no secret" if given is None else "the secret stands in the file",
                *place,
                "secret",
                help=advice,
            )
            return None
        ((way, name),) = given.items()
        word = ""
        if way == "env":
            word = os.environ.get(str(name), "").strip()
        elif way == "file":
            try:
                word = (self.document.path.parent / str(name)).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError):
                word = ""
        else:
            self.wrong(f"a secret has no {shown(way)}", *place, "secret", help=advice)
            return None
        if not word:
            self.wrong(f"the secret {shown(name)} is empty, or is not there", *place, "secret")
            return None
        return Secret(word)

    def _names(
        self, row: Mapping[str, Any], known: Sequence[str], place: tuple[str | int, ...]
    ) -> None:
        for name in row:
            if name not in known:
                self.wrong(
                    f"there is no {shown(name)}{toml.heading(place)}",
                    *place,
                    name,
                    help=nearest(name, known),
                )

    def _number(self, data: Mapping[str, Any], name: str) -> str:
        value = str(data.get(name, ""))
        if not (value.isascii() and value.isdecimal()):
            self.wrong(f"{name} {shown(value)} is no number", name, help=f'write: {name} = "12345"')
        return value

    def _table(
        self, row: Mapping[str, Any], name: str, place: tuple[str | int, ...]
    ) -> Mapping[str, Any]:
        found = row.get(name, {})
        if not isinstance(found, Mapping):
            self.wrong(f"{name} is no table", *place, name)
            return {}
        return dict(_flat(found))

    def _when(
        self, row: Mapping[str, Any], place: tuple[str | int, ...]
    ) -> Mapping[str, Sequence[str]]:
        found = {}
        for key, value in self._table(row, "when", place).items():
            values = value if isinstance(value, list) else [value]
            if values and all(isinstance(one, str | bool | int | float) for one in values):
                found[key] = [_said(one) for one in values]
            else:
                self.wrong(f"{key} wants a value, or a list of them", *place, "when")
        return found

    def _minimum(self, row: Mapping[str, Any], place: tuple[str | int, ...]) -> Mapping[str, float]:
        found = self._table(row, "minimum", place)
        if all(type(value) in {int, float} for value in found.values()):
            return {key: float(value) for key, value in found.items()}
        self.wrong("minimum wants numbers", *place, "minimum")
        return {}

    def _texts(
        self, row: Mapping[str, Any], name: str, place: tuple[str | int, ...]
    ) -> Mapping[str, str]:
        found = {}
        for key, value in self._table(row, name, place).items():
            if isinstance(value, str) and value:
                found[key] = value
            else:
                self.wrong(f"{key} wants a place such as call.id", *place, name, key)
        return found


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """`tag.source = …` and `when.call.answered = …` in TOML are tables in tables."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, value


def _said(value: object) -> str:
    """A value as text; booleans as JSON writes them."""
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


__all__ = ["LIMIT", "BadRowError", "IgnoredError", "Receiver", "Source", "at", "read"]
