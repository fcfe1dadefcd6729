"""The delivery shopify: blocks, their settings, and what Shopify would refuse."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import deliver
from generator.config import Config
from generator.deliver import escape, shopify
from generator.deliver.parcel import Parcel
from generator.errors import SettingsError, TagwrightError
from tests.deliver.packages import DYNAMIC, NASTY, PACKAGED, every_type, item, made

EXTENSION = "extensions/tagwright"


@cache
def package() -> Mapping[str, bytes]:
    return made("shopify", PACKAGED, project_id="5935064")


def schema(block: bytes) -> Any:  # noqa: ANN401 -- whatever JSON says
    found = re.search(r"{% schema %}(.*){% endschema %}", block.decode(), re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_extension_has_a_block_and_a_script_for_each_snippet() -> None:
    for slug in PACKAGED:
        block = package()[f"{EXTENSION}/blocks/{slug}.liquid"].decode()

        assert f"{EXTENSION}/assets/tagwright-{slug}.js" in package()
        assert f"{{{{ 'tagwright-{slug}.js' | asset_url }}}}" in block
        assert f'data-tagwright="{slug}"' in block
        assert schema(block.encode())["target"] == "head"
    described = tomllib.loads(package()[f"{EXTENSION}/shopify.extension.toml"].decode())
    assert described == {"name": "tagwright", "type": "theme"}


def test_a_block_hands_over_every_setting_it_asks_for() -> None:
    for slug in PACKAGED:
        block = package()[f"{EXTENSION}/blocks/{slug}.liquid"]
        handed = re.findall(r'"(\w+)": {{ block.settings.(\w+) \| json }}', block.decode())

        assert [name for name, _ in handed] == [field["id"] for field in schema(block)["settings"]]
        assert all(name == read for name, read in handed)
        assert "TAGWRIGHT" not in block.decode()


def test_each_type_of_setting_has_its_input(tmp_path: Path) -> None:
    (chosen,) = every_type(tmp_path, text="a\nb").items
    fields = {field["id"]: field for field in shopify.fields(chosen)}

    assert list(fields) == list(chosen.schema["properties"])
    assert {n: fields[n]["type"] for n in ("text", "shaped", "choice", "slot", "rate", "flag")} == {
        "text": "textarea",
        "shaped": "text",
        "choice": "select",
        "slot": "number",
        "rate": "number",
        "flag": "checkbox",
    }
    assert fields["choice"]["options"] == [{"value": v, "label": v} for v in ("a", "b")]
    assert fields["slot"]["default"] == 3
    assert fields["flag"]["default"] is True
    assert fields["text"]["default"] == "a\nb"
    assert fields["shaped"]["label"] == "Shaped (has to be given)"
    assert fields["slot"]["info"] == "A number. 1 or more, 5 or less."
    assert fields["rate"]["info"] == "A share. 0 or more."


def test_no_default_is_blank() -> None:
    """Shopify refuses the whole block: "default can't be blank"."""
    for slug in PACKAGED:
        for field in schema(package()[f"{EXTENSION}/blocks/{slug}.liquid"])["settings"]:
            assert field.get("default", "x") not in ("", None)


def test_what_a_merchant_has_to_give_may_be_missing() -> None:
    files = deliver.package("shopify", deliver.parcel("shopify", Config(), ["adobe-analytics"]))
    (block,) = (file.content for file in files if file.path.endswith(".liquid"))
    fields = {field["id"]: field for field in schema(block)["settings"]}

    assert "default" not in fields["variable"]
    assert fields["variable"]["label"] == "Variable (has to be given)"


@pytest.mark.parametrize("text", NASTY)
def test_any_value_is_what_a_merchant_begins_with(text: str) -> None:
    block = made("shopify", {"mixpanel": {"event": text}})[f"{EXTENSION}/blocks/mixpanel.liquid"]
    fields = {field["id"]: field for field in schema(block)["settings"]}

    assert fields["event"]["default"] == text
    assert fields["event"]["type"] == ("textarea" if "\n" in text else "text")


@pytest.mark.parametrize("text", [*DYNAMIC, "{% render 'x' %}", "{%- endschema -%}"])
def test_a_value_that_the_editor_would_run_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="'event' of 'mixpanel'"):
        made("shopify", {"mixpanel": {"event": text}})


def test_a_value_of_white_space_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="takes it for nothing"):
        list(shopify.files(replace(every_type(tmp_path, text=" \n"), options={"project_id": ""})))


@pytest.mark.parametrize("text", [*NASTY, *DYNAMIC, "{% endschema %}"])
def test_json_in_liquid_is_the_same_value_and_opens_nothing(text: str) -> None:
    told = escape.json_in_liquid({"deep": [{"er": text}], text: 1})

    assert json.loads(told) == {"deep": [{"er": text}], text: 1}
    assert not re.search(r"\{[{%]", told)


def test_no_name_is_longer_than_shopify_allows() -> None:
    assert {
        slug: schema(package()[f"{EXTENSION}/blocks/{slug}.liquid"])["name"] for slug in PACKAGED
    } == {
        "mixpanel": "Mixpanel",
        "adobe-analytics": "Adobe Analytics",
        "ga4": "Google Analytics 4",
        "demandbase": "Demandbase",
        "callrail": "CallRail",
    }
    assert shopify._name(item("adobe-web-sdk", {"variable": "eVar5"})) == "adobe-web-sdk"


def test_more_than_an_extension_can_hold_is_refused() -> None:
    one = item("mixpanel", {})

    with pytest.raises(TagwrightError, match="30 blocks, and these are 31"):
        list(shopify.files(Parcel((one,) * 31, {"project_id": ""})))
    large = replace(one, values={**one.values, "event": "x" * 100_000})
    with pytest.raises(TagwrightError, match="can be 100,000 bytes"):
        list(shopify.files(Parcel((large,), {"project_id": ""})))


def test_optimizelys_tag_comes_for_the_theme_with_a_project() -> None:
    snippet = package()["theme/snippets/tagwright-head.liquid"].decode()

    assert '<script src="https://cdn.optimizely.com/js/5935064.js"></script>' in snippet
    assert "theme/snippets/tagwright-head.liquid" not in made("shopify", PACKAGED)


def test_the_same_package_has_the_same_bytes() -> None:
    assert made("shopify", PACKAGED, project_id="5935064") == package()
