"""Calls and values in, the words and lines that show them out, written as a person would write JavaScript."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_NAME = re.compile(r"^[A-Za-z_$][\w$]*$")
_SURROGATE = re.compile("[\ud800-\udfff]")


def call_text(call: str, args: Sequence[Any]) -> str:
    """One call on one line: acme.track("Experiment Viewed", {id: "1"})."""
    return f"{call}({', '.join(value_text(arg) for arg in args)})"


def call_lines(call: str, args: Sequence[Any]) -> str:
    """One call with a line for each member, so that two calls can be compared line by line."""
    if len(call_text(call, args)) <= _SHORT:
        return call_text(call, args)
    inside = ",\n".join("  " + _lines(arg, "  ") for arg in args)
    return f"{call}(\n{inside}\n)"


def value_lines(value: Any) -> str:  # noqa: ANN401 -- whatever the page wrote down
    """A value with a line for each member."""
    return _lines(value, "")


#: a call of up to so many characters stays on one line
_SHORT = 60


def value_text(value: Any) -> str:  # noqa: ANN401 -- whatever the page wrote down
    """A value on one line, markers such as {"$undefined": true} as what they stand for."""
    if isinstance(value, Mapping):
        return (
            _marked(value)
            or "{" + ", ".join(_member(k, value_text(v)) for k, v in value.items()) + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(value_text, value)) + "]"
    return _scalar(value)


def same(a: Any, b: Any) -> bool:  # noqa: ANN401 -- whatever the page wrote down
    """Whether two values are the same in JavaScript: true is not 1, and keys have no order."""
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    return isinstance(a, bool) == isinstance(b, bool) and bool(a == b)


def differences(
    call: str, args: Sequence[Any], other_call: str, other_args: Sequence[Any]
) -> tuple[str, ...]:
    """One line for each place where two calls differ."""
    lines = [] if call == other_call else [f"the call is {other_call}, not {call}"]
    for position in range(max(len(args), len(other_args))):
        name = f"argument {position + 1}"
        if position >= len(other_args):
            lines.append(f"{name}: expected {value_text(args[position])}, saw nothing")
        elif position >= len(args):
            lines.append(f"{name}: expected nothing, saw {value_text(other_args[position])}")
        else:
            lines += _value_differences(name, args[position], other_args[position])
    return tuple(lines)


def _value_differences(path: str, wanted: Any, seen: Any) -> Iterator[str]:  # noqa: ANN401 -- as above
    if same(wanted, seen):
        return
    if _is_plain(wanted) and _is_plain(seen):
        for key in [*wanted, *(key for key in seen if key not in wanted)]:
            yield from _member_differences(f"{path}, {key}", key, wanted, seen)
    elif (
        isinstance(wanted, list | tuple)
        and isinstance(seen, list | tuple)
        and len(wanted) == len(seen)
    ):
        for index, (one, other) in enumerate(zip(wanted, seen, strict=True)):
            yield from _value_differences(f"{path}, [{index}]", one, other)
    else:
        one, other = _pair(wanted, seen)
        yield f"{path}: expected {one}, saw {other}"


def _pair(wanted: Any, seen: Any) -> tuple[str, str]:  # noqa: ANN401 -- as above
    """Two values on one line; of long texts only what is around the first difference."""
    if not (isinstance(wanted, str) and isinstance(seen, str)):
        return value_text(wanted), value_text(seen)
    start = next(
        (i for i, (a, b) in enumerate(zip(wanted, seen, strict=False)) if a != b),
        min(len(wanted), len(seen)),
    )
    longest = max(len(wanted), len(seen))
    return (
        (_around(wanted, start), _around(seen, start))
        if longest > _SHORT
        else (
            value_text(wanted),
            value_text(seen),
        )
    )


#: characters shown before and after the first difference of two long texts
_BEFORE = 12
_AFTER = 30


def _around(text: str, start: int) -> str:
    first, last = max(start - _BEFORE, 0), start + _AFTER
    part = value_text(text[first:last])
    cut = f"{'…' if first else ''}{part[1:-1]}{'…' if last < len(text) else ''}"
    return f'"{cut}" ({len(text)} characters)'


def _member_differences(
    path: str, key: str, wanted: Mapping[str, Any], seen: Mapping[str, Any]
) -> Iterator[str]:
    if key not in seen:
        yield f"{path}: expected {value_text(wanted[key])}, saw no such key"
    elif key not in wanted:
        yield f"{path}: expected no such key, saw {value_text(seen[key])}"
    else:
        yield from _value_differences(path, wanted[key], seen[key])


def _is_plain(value: Any) -> bool:  # noqa: ANN401 -- as above
    return isinstance(value, Mapping) and not _marked(value)


def _lines(value: Any, indent: str) -> str:  # noqa: ANN401 -- as above
    deeper = indent + "  "
    if _is_plain(value) and value:
        members = (deeper + _member(key, _lines(member, deeper)) for key, member in value.items())
        return "{\n" + ",\n".join(members) + f"\n{indent}}}"
    if isinstance(value, list | tuple) and any(isinstance(member, Mapping) for member in value):
        return (
            "[\n" + ",\n".join(deeper + _lines(member, deeper) for member in value) + f"\n{indent}]"
        )
    return value_text(value)


def _member(key: str, text: str) -> str:
    return f"{key if _NAME.match(key) else _scalar(key)}: {text}"


def _scalar(value: Any) -> str:  # noqa: ANN401 -- as above
    text = json.dumps(value, ensure_ascii=False)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def _marked(value: Mapping[str, Any]) -> str:
    if len(value) != 1:
        return ""
    [(key, inner)] = value.items()
    if key in _FIXED:
        return _FIXED[key]
    if key in _SHOWN:
        return _SHOWN[key].format(inner)
    if key == "$arguments":
        return f"arguments({', '.join(map(value_text, inner))})"
    return ""


_FIXED = {
    "$undefined": "undefined",
    "$function": "function",
    "$symbol": "symbol",
    "$cycle": "(itself)",
    "$window": "window",
}
_SHOWN = {
    "$number": "{}",
    "$bigint": "{}n",
    "$date": "Date({})",
    "$error": "Error({})",
    "$node": "<{}>",
}
