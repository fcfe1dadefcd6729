"""Which Optimizely a page has in, the script that stands in for it out; `templates/js/testbed/README.md` has the words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from generator.resources import javascript

_HEAD = '"use strict";\n// Assembled from templates/js/testbed/optimizely/; its README says what is what.\n'


def script(
    profile: str,
    visitor: Mapping[str, Any],
    *,
    names: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
    without: Sequence[str] = (),
) -> str:
    """The stub and what it is asked for, as one script."""
    order = {
        "profile": profile,
        "visitor": visitor,
        "names": names or {},
        "options": options or {},
        "without": list(without),
    }
    text = json.dumps(order).replace("<", "\\u003c")
    return f"window.tagwrightStub = {text};\n{code()}"


@cache
def code() -> str:
    """The stub; `window.tagwrightStub` has to stand before it."""
    folder = javascript() / "testbed" / "optimizely"
    parts = sorted(path for path in folder.glob("*.js") if path.stem != "optimizely")
    texts = [path.read_text(encoding="utf-8") for path in (*parts, folder / "optimizely.js")]
    return "".join(["(function () {\n", _HEAD, *texts, "})();\n"])
