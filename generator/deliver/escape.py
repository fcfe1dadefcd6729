"""A value in, text of one language out in which it is nothing but that value: one function per language."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any

from generator.errors import SettingsError, shown

#: what ends a script element or opens a comment in it, and the second brace of what Tag Manager reads as a variable
_UNSAFE = re.compile(r"[<>&]|(?<=\{)\{")

#: what opens an output or a tag; only a string of JSON has such a pair
_LIQUID = re.compile(r"(?<=\{)[{%]")

#: what is markup in XML, and the white space that parsers would turn into other white space
_XML = re.compile("[<>&\"'\t\n\r]")
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}
#: what XML 1.0 has no way to say: https://www.w3.org/TR/xml/#charsets
_NO_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")

#: in double quotes: the quote, the escape, and all that is not printable or is a line break to some
_YAML = re.compile(
    '["\\\\]|[^\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]'
)
#: one of a pair that only together are a character
_HALF = re.compile("[\\ud800-\\udfff]")


def attribute(text: str) -> str:
    """HTML: the value of an attribute, quotes around it included."""
    return f'"{html.escape(text, quote=True)}"'


def settings(values: Mapping[str, Any]) -> str:
    r"""HTML: the attribute `data-settings` of the embed form.

    `<` is JSON's `\u003c`: a browser takes no nonce of an element with an attribute that holds `<script`
    (https://www.w3.org/TR/CSP3/#is-element-nonceable).
    """
    return f"data-settings={attribute(json_in_html(values))}"


def text(value: str) -> str:
    """HTML: characters between elements."""
    return html.escape(value, quote=False)


def json_in_liquid(value: Any) -> str:  # noqa: ANN401 -- whatever JSON can say
    """JSON that can stand in a Liquid file, as in `{% schema %}`: nothing in it opens a tag or an output."""
    told = json.dumps(value, ensure_ascii=True, allow_nan=False)
    return _LIQUID.sub(lambda found: f"\\u{ord(found.group()):04x}", told)


def json_in_html(value: Any, indent: int | None = None) -> str:  # noqa: ANN401 -- whatever JSON can say
    """JSON that can stand in a script element: nothing in it ends the element, opens a comment or forms `{{`."""
    told = json.dumps(value, ensure_ascii=True, allow_nan=False, sort_keys=True, indent=indent)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", told)


def xml(value: str) -> str:
    """XML 1.0: an attribute's value or an element's text; no parser turns its white space into other.

    Raises:
        SettingsError: a character cannot stand in XML, not even escaped.
    """
    if found := _NO_XML.search(value):
        what = f"{shown(value)} holds the character U+{ord(found.group()):04X}, which XML cannot"
        raise SettingsError(what, help="leave it out: no form of this destination can hold it")
    return _XML.sub(lambda found: _NAMED.get(found.group(), f"&#{ord(found.group())};"), value)


def yaml(value: str | float) -> str:
    """YAML, 1.1 and 1.2: a text in double quotes, a number or a boolean.

    Raises:
        SettingsError: half a character, which YAML cannot say.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        # YAML 1.1 takes a number with an exponent for a text, unless it has a point and the exponent a sign.
        mantissa, exponent, power = repr(value).partition("e")
        return (
            f"{mantissa}{'' if '.' in mantissa else '.0'}{exponent}{power}"
            if exponent
            else repr(value)
        )
    if found := _HALF.search(value):
        what = f"{shown(value)} holds U+{ord(found.group()):04X}, half a character"
        raise SettingsError(what, help="write the whole character")
    return f'"{_YAML.sub(_in_yaml, value)}"'


def _in_yaml(found: re.Match[str]) -> str:
    char = found.group()
    return f"\\{char}" if char in '"\\' else f"\\U{ord(char):08X}"
