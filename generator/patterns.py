"""A portable regular expression in, Python's equal of it out.

A setting's pattern is checked here, in browsers' forms and by PHP. Only what ECMAScript, PCRE and RE2 all
read alike is let through; where Python differs from ECMAScript, it is put into Python's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# ECMAScript's white space; Python's differs (it lacks U+FEFF and has U+001C to U+001F).
_SPACE = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_IN_PYTHON = {
    r"\s": f"[{_SPACE}]",
    r"\S": f"[^{_SPACE}]",
    # Python's also matches before a final newline.
    "$": r"\Z",
    # Python's also matches \r, U+2028 and U+2029.
    ".": r"[^\n\r\u2028\u2029]",
}
_TOKEN = re.compile(
    r"""
      (?P<quantifier> [*+?]\?? | \{\d+(?:,\d*)?\}\?? )
    | (?P<class> \[\^?(?:[^\\\[\]] | \\[dDwWsfnrt] | \\x[0-9A-Fa-f]{2} | \\[\^$.*+?()\[\]{}|/\\-])+\] )
    | (?P<escape> \\[dDwWsSbBfnrt] | \\x[0-9A-Fa-f]{2} | \\[\^$.*+?()\[\]{}|/\\-] )
    | (?P<group> \(\?: | \((?!\?) )
    | (?P<plain> [^\\\[\](){}*+?] )
    | (?P<close> \) )
    """,
    re.VERBOSE,
)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as Python reads it; search with it, as JSON Schema does.

    Raises:
        ValueError: not every reader takes it, or they differ; says what cannot stay.
    """
    text = "".join(_tokens(pattern))
    try:
        return re.compile(text, re.ASCII)
    except re.error as error:
        message = f"{error.msg} in {pattern!r}"
        raise ValueError(message) from error


def _tokens(pattern: str) -> Iterator[str]:
    position, quantified = 0, True
    while position < len(pattern):
        token = _TOKEN.match(pattern, position)
        kind = token.lastgroup if token else None
        if not token or (kind == "quantifier" and quantified):
            message = f"{pattern[position : position + 3]!r} in {pattern!r} is not portable"
            raise ValueError(message)
        # `a++` and `^*` mean something else, or nothing, elsewhere.
        quantified = kind in ("quantifier", "group") or token[0] in ("^", "$", "|")
        position = token.end()
        yield _python(token[0], kind)


def _python(text: str, kind: str | None) -> str:
    if kind == "class":
        return text.replace(r"\s", _SPACE)
    return _IN_PYTHON.get(text, text)
