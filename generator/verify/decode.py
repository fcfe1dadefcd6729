"""A request and its platform's decoders in, rows out: what the request carries, in the vendor's own words. Pure.

Where nobody knows a vendor's words, `texts` still tells what can be read in a request.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import json
import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from generator.model import Decoder
from generator.verify.observation import Request

Row = Mapping[str, Any]

#: what a decoder raises on something it is not for
_UNFIT = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    zlib.error,
    binascii.Error,
)


def rows(decoders: Iterable[Decoder], request: Request) -> tuple[Row, ...]:
    """Everything the decoders find in a request; nothing when they are for others."""
    return tuple(
        row
        for decoder in decoders
        if re.search(decoder.url, request.url)
        for found in _reached(_opened(request), decoder.read)
        for row in _row(decoder, found)
    )


def texts(request: Request) -> tuple[str, ...]:
    """Every text in a request that can be read without knowing whose it is, each once.

    Keys and values of its query and body, also where they are JSON, forms or lines, packed or as base64.
    """
    query = parse_qsl(urlsplit(request.url).query, keep_blank_values=True)
    body = request.body.encode("utf-8", "surrogateescape")
    found = [*(text for pair in query for text in _texts(list(pair), 0)), *_texts(body, 0)]
    return tuple(dict.fromkeys(found))


#: how often one thing may be packed into another
_DEEPEST = 8

#: what a packed text may look like, at least so long that it is not a word
_PACKED = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}\s*")


def _texts(value: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 -- whatever the vendor sends
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield value
        yield from _unpacked(value, depth + 1)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
    else:
        for inner in _inside(value):
            yield from _texts(inner, depth + 1)


def _inside(value: Any) -> Iterator[Any]:  # noqa: ANN401 -- as above
    """Keys and members of an object, members of a list; of bytes the text, or what is packed in them."""
    if isinstance(value, Mapping):
        yield from value
    if isinstance(value, bytes):
        for way in ("(gunzip)", "(inflate)"):
            yield from _stepped(value, way)
        with suppress(*_UNFIT):
            yield _text(value)
    else:
        yield from _members(value)


def _unpacked(text: str, depth: int) -> Iterator[str]:
    """What is packed in a text, read in the one way that fits."""
    for found in _ways(text):
        yield from _texts(found, depth)


def _ways(text: str) -> Iterable[Any]:
    whole = list(_stepped(text, "(json)")) if text[:1] in ("{", "[") else []
    if not whole and _PACKED.fullmatch(text):
        whole = list(_stepped(text, "(base64)"))
    if whole:
        return whole
    if "\n" in text:
        return text.splitlines()
    return [_form(text)] if _FORM.match(text) else []


#: a form begins with a name and a sign; a sentence in which there is one has spaces before it
_FORM = re.compile(r"[\w.\[\]$%-]+=")


def _opened(request: Request) -> Mapping[str, Any]:
    query = dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))
    body = request.body.encode("utf-8", "surrogateescape")
    return dict(zip(STARTS, (request.url, query, body), strict=True))


def _row(decoder: Decoder, found: Any) -> Iterator[Row]:  # noqa: ANN401 -- whatever the vendor sends
    row = {}
    for name, path in decoder.fields.items():
        values = list(_reached(found, path))
        if not values:
            return
        row[name] = values[0] if len(values) == 1 else values
    if all(row.get(name) == value for name, value in decoder.where.items()):
        yield {name: value for name, value in row.items() if name not in decoder.where}


def _reached(value: Any, path: Sequence[str]) -> Iterator[Any]:  # noqa: ANN401 -- as above
    """What the path leads to: nothing where it leads nowhere, several things where it forks."""
    if not path:
        yield value
        return
    step, *rest = path
    for found in _stepped(value, step):
        yield from _reached(found, rest)


def _stepped(value: Any, step: str) -> Iterator[Any]:  # noqa: ANN401 -- as above
    try:
        if step == "*":
            yield from _members(value)
        elif step in _DECODED:
            yield _DECODED[step](value)
        else:
            yield value[int(step)] if isinstance(value, list) else value[step]
    except _UNFIT:
        return


def _members(value: Any) -> Iterable[Any]:  # noqa: ANN401 -- as above
    """Of a list or an object. A text has none, though Python says otherwise."""
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list) else ()


def _text(value: Any) -> str:  # noqa: ANN401 -- as above
    return _bytes(value).decode("utf-8")


def _bytes(value: Any) -> bytes:  # noqa: ANN401 -- as above
    return value if isinstance(value, bytes) else value.encode("utf-8")


def _json(value: Any) -> Any:  # noqa: ANN401 -- as above
    return json.loads(_text(value))


def _form(value: Any) -> Mapping[str, str]:  # noqa: ANN401 -- as above
    return dict(parse_qsl(_text(value), keep_blank_values=True))


def _lines(value: Any) -> Sequence[str]:  # noqa: ANN401 -- as above
    # Some vendors end lines as HTTP does.
    return [line.removesuffix("\r") for line in _text(value).split("\n") if line.strip("\r")]


def _base64(value: Any) -> bytes:  # noqa: ANN401 -- as above
    data = re.sub(rb"\s", b"", _bytes(value)).translate(bytes.maketrans(b"-_", b"+/"))
    return base64.b64decode(data + b"=" * (-len(data) % 4), validate=True)


_DECODED: Mapping[str, Callable[[Any], Any]] = {
    "(json)": _json,
    "(form)": _form,
    "(lines)": _lines,
    "(base64)": _base64,
    "(gunzip)": lambda value: gzip.decompress(_bytes(value)),
    "(inflate)": lambda value: zlib.decompress(_bytes(value)),
}

#: what may stand in a path beside keys and `*`
STEPS: Collection[str] = _DECODED.keys()
#: where a path may begin
STARTS = ("url", "query", "body")
