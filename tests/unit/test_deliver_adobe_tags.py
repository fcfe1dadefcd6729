"""The delivery adobe-tags: the extension in its zip."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import __version__
from generator.deliver import adobe_tags
from generator.errors import SettingsError
from tests.deliver.packages import DYNAMIC, NASTY, PACKAGED, Values, every_type, item, made

ELEMENT = re.compile(r"^%[^%\n]+%$")


def extension(values: Values, **options: str) -> Mapping[str, bytes]:
    """The files in the zip, by path."""
    files = made("adobe-tags", values, **options)
    (package,) = (content for path, content in files.items() if path.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@cache
def package() -> Mapping[str, bytes]:
    return extension(PACKAGED)


def described(files: Mapping[str, bytes]) -> Any:  # noqa: ANN401 -- whatever JSON says
    return json.loads(files["extension.json"])


def asked(view: bytes) -> Any:  # noqa: ANN401 -- whatever JSON says
    found = re.search(r'<script type="application/json" id="settings">(.*)</script>', view.decode())
    assert found
    return json.loads(found[1])


def test_there_is_an_action_for_each_snippet_with_its_module_and_its_form() -> None:
    actions = {action["name"]: action for action in described(package())["actions"]}

    assert actions.keys() == PACKAGED.keys()
    assert actions["mixpanel"]["displayName"] == "Report experiments to Mixpanel"
    for action in actions.values():
        assert action["libPath"] in package()
        assert f"views/{action['viewPath']}" in package()


def test_the_zip_has_the_version_it_is_of() -> None:
    assert f"package-tagwright-{__version__}.zip" in made("adobe-tags", {"mixpanel": {}})
    assert "package-tagwright-1.2.3.zip" in made("adobe-tags", {"mixpanel": {}}, version="1.2.3")
    assert (
        described(extension({"mixpanel": {}}, version="1.2.3", author="Example Ltd"))["version"]
        == "1.2.3"
    )
    with pytest.raises(SettingsError, match="'version'"):
        made("adobe-tags", {"mixpanel": {}}, version="1.2")


@pytest.mark.parametrize("author", NASTY)
def test_any_author_arrives_unchanged(author: str) -> None:
    assert described(extension({"mixpanel": {}}, author=author))["author"] == {"name": author}


def test_a_module_is_the_program_with_the_actions_settings_around_it() -> None:
    module = package()["src/mixpanel.js"].decode()

    assert item("mixpanel", {}).embed.rstrip("\n") in module
    assert 'var tagwrightSettings = { "mixpanel": settings };' in module
    assert "TAGWRIGHT" not in module


@pytest.mark.parametrize("text", [*NASTY, *DYNAMIC])
def test_any_value_is_what_a_form_begins_with(text: str) -> None:
    files = extension({"mixpanel": {"event": text}})
    view = files["views/mixpanel.html"]

    assert asked(view)["values"]["event"] == text
    assert view.count(b"</script>") == 3


def test_each_type_of_setting_is_accepted_as_it_is_or_as_a_data_element(tmp_path: Path) -> None:
    (chosen,) = every_type(tmp_path).items
    found = adobe_tags.schema(chosen)
    properties = found["properties"]

    assert found["required"] == ["shaped"]
    assert found["additionalProperties"] is False
    assert properties["text"]["type"] == "string"
    assert properties["choice"]["enum"] == ["a", "b"]
    assert properties["flag"]["type"] == "boolean"
    for name, kind in {
        "shaped": "string",
        "filled": "string",
        "slot": "integer",
        "rate": "number",
    }.items():
        own, element = properties[name]["anyOf"]
        assert own["type"] == kind
        assert element == {"type": "string", "pattern": ELEMENT.pattern.replace("\n", "\\n")}
    assert (
        properties["slot"]["anyOf"][0]["minimum"],
        properties["slot"]["anyOf"][0]["maximum"],
    ) == (1, 5)


def test_nothing_that_draft_4_does_not_know_is_in_a_schema() -> None:
    for action in described(package())["actions"]:
        schema = action["schema"]
        assert schema["$schema"] == "http://json-schema.org/draft-04/schema#"
        assert schema.get("required") != []
        assert "examples" not in json.dumps(schema)


def test_the_same_package_has_the_same_bytes() -> None:
    assert made("adobe-tags", PACKAGED) == made("adobe-tags", PACKAGED)
