"""The delivery tealium: texts to paste, and what belongs to each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

import pytest

from tests.deliver.packages import DYNAMIC, NASTY, PACKAGED, item, made


@cache
def package() -> Mapping[str, bytes]:
    return made("tealium", PACKAGED)


def test_each_snippet_is_an_extension_with_its_scope() -> None:
    told = {one["code"]: one for one in json.loads(package()["extensions.json"])["extensions"]}

    assert told.keys() == {f"{slug}.extension.js" for slug in PACKAGED}
    assert told.keys() <= package().keys()
    assert told["demandbase.extension.js"]["scope"] == "Pre Loader"
    assert told["demandbase.extension.js"]["execution"] is None
    assert told["mixpanel.extension.js"]["scope"] == "All Tags"
    assert told["mixpanel.extension.js"]["execution"] == "Before Load Rules, Run Once"
    assert (
        told["callrail.extension.js"]["title"]
        == "tagwright: Join conversions in CallRail with experiments"
    )


@pytest.mark.parametrize("text", [*NASTY, *DYNAMIC])
def test_a_text_is_a_comment_and_the_snippet(text: str) -> None:
    chosen = item("mixpanel", {"event": text})
    files = made("tealium", {"mixpanel": {"event": text}})
    heading, _, program = files["mixpanel.extension.js"].decode().partition("\n")

    assert program == chosen.snippet.minified
    assert heading == (
        "// Report experiments to Mixpanel. Scope: All Tags / Before Load Rules, Run Once. "
        "Made by tagwright: change its settings there."
    )


def test_the_same_package_has_the_same_bytes() -> None:
    assert made("tealium", PACKAGED) == package()
