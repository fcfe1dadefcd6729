"""A value in, text of one language out in which it is nothing but that value: one function per language."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any

#: what ends a script element or opens a comment in it, and the second brace of what Tag Manager reads as a variable
_UNSAFE = re.compile(r"[<>&]|(?<=\{)\{")

#: what opens an output or a tag; only a string of JSON has such a pair
_LIQUID = re.compile(r"(?<=\{)[{%]")


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
