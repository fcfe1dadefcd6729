"""The delivery shopify before Shopify's own checker and a Liquid engine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.deliver import shopify
from tests.deliver import node
from tests.deliver.packages import NASTY, PACKAGED, Elements, item, made

EXTENSION = "extensions/tagwright"

LAYOUT = """\
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    {% render 'tagwright-head' %}
    {{ content_for_header }}
  </head>
  <body>{{ content_for_layout }}</body>
</html>
"""


@cache
def package() -> Mapping[str, bytes]:
    return made("shopify", PACKAGED, project_id="5935064")


def written(files: Mapping[str, bytes], folder: Path) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def offenses(folder: Path, name: str) -> Any:  # noqa: ANN401 -- whatever JSON says
    return node.asked("theme_check.mjs", None, folder, name)


def shown(blocks: Iterable[tuple[bytes, Mapping[str, Any]]]) -> list[dict[str, str | None]]:
    """The attributes of the script element that each block becomes with these settings."""
    asked = [{"block": block.decode(), "settings": settings} for block, settings in blocks]
    pages = [Elements(html).found for html in node.asked("liquid.mjs", asked)]
    assert all([tag for tag, _ in page] == ["script"] for page in pages)
    return [page[0][1] for page in pages]


def test_shopifys_checker_finds_nothing_in_the_extension(tmp_path: Path) -> None:
    written(package(), tmp_path)

    assert offenses(tmp_path / EXTENSION, "theme-app-extension") == []


def test_shopifys_checker_would_find_a_script_that_blocks(tmp_path: Path) -> None:
    path = f"{EXTENSION}/blocks/mixpanel.liquid"
    block = package()[path].replace(b"  defer\n", b"")
    written({**package(), path: block}, tmp_path)

    found = offenses(tmp_path / EXTENSION, "theme-app-extension")
    assert [(one["check"], one["file"]) for one in found] == [
        ("ParserBlockingScript", "mixpanel.liquid")
    ]


def test_shopifys_checker_finds_nothing_in_a_theme_with_optimizelys_tag(tmp_path: Path) -> None:
    theme = {
        path.removeprefix("theme/"): content
        for path, content in package().items()
        if path.startswith("theme/")
    }
    added = {"layout/theme.liquid": LAYOUT.encode(), "locales/en.default.json": b"{}"}
    written({**theme, **added}, tmp_path)

    assert offenses(tmp_path, "all") == []


def test_shopifys_checker_would_find_a_tag_that_is_not_excused(tmp_path: Path) -> None:
    snippet = package()["theme/snippets/tagwright-head.liquid"].decode()
    lines = [line for line in snippet.splitlines() if "theme-check" not in line]
    files = {
        "layout/theme.liquid": LAYOUT.encode(),
        "locales/en.default.json": b"{}",
        "snippets/tagwright-head.liquid": "\n".join(lines).encode(),
    }
    written(files, tmp_path)

    assert {one["check"] for one in offenses(tmp_path, "all")} >= {
        "ParserBlockingScript",
        "RemoteAsset",
    }


def defaults(block: bytes) -> Mapping[str, Any]:
    """What the theme editor hands over as long as a merchant changes nothing."""
    fields = json.loads(block.decode().partition("{% schema %}")[2].partition("{% endschema %}")[0])
    return {field["id"]: field.get("default") for field in fields["settings"]}


def test_every_block_hands_its_script_the_values_of_the_form() -> None:
    blocks = {slug: package()[f"{EXTENSION}/blocks/{slug}.liquid"] for slug in PACKAGED}
    found = shown((block, defaults(block)) for block in blocks.values())

    for attributes, (slug, block) in zip(found, blocks.items(), strict=True):
        assert attributes["src"] == f"/assets/tagwright-{slug}.js"
        assert attributes["data-tagwright"] == slug
        assert json.loads(attributes["data-settings"] or "") == defaults(block)
        assert "defer" in attributes


def test_any_value_a_merchant_gives_arrives_unchanged_in_an_element_that_keeps_its_nonce() -> None:
    block = package()[f"{EXTENSION}/blocks/mixpanel.liquid"]
    # What a merchant types is text, whatever it looks like: Liquid does not run what it prints.
    texts = [
        *NASTY,
        "{{x}}",
        "{% endcapture %}",
        "{{ block.settings | json }}",
        "}}",
        "%}",
        "</script",
        "<",
    ]
    found = shown((block, {**defaults(block), "event": text}) for text in texts)

    for attributes, text in zip(found, texts, strict=True):
        assert json.loads(attributes["data-settings"] or "")["event"] == text
        assert "<" not in (attributes["data-settings"] or "")


def test_a_number_a_choice_and_a_switch_arrive_as_such() -> None:
    block = package()[f"{EXTENSION}/blocks/adobe-analytics.liquid"]
    given = {"variable": "eVar5", "send": "page", "timeout": 2.5, "debug": True, "event": None}
    (attributes,) = shown([(block, {**defaults(block), **given})])

    told = json.loads(attributes["data-settings"] or "")
    assert {name: told[name] for name in given} == given


def test_the_form_has_a_field_for_all_that_the_script_reads() -> None:
    chosen = item("adobe-analytics", {"variable": "eVar5"})

    assert [field["id"] for field in shopify.fields(chosen)] == list(chosen.values)


@pytest.mark.parametrize("slug", PACKAGED)
def test_a_script_is_below_the_size_that_shopify_suggests(slug: str) -> None:
    assert len(package()[f"{EXTENSION}/assets/tagwright-{slug}.js"]) < 10_000
