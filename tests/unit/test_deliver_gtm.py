"""The delivery gtm: what Tag Manager imports, and the templates whose form gives the settings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from py_mini_racer import MiniRacer

from generator import catalog, patterns
from generator.deliver import gtm
from generator.errors import SettingsError
from tests.deliver.packages import DYNAMIC, NASTY, PACKAGED, Elements, every_type, item, made

BASE = "https://cdn.example.com/js/"

SECTIONS = [
    "TERMS_OF_SERVICE",
    "INFO",
    "TEMPLATE_PARAMETERS",
    "SANDBOXED_JS_FOR_WEB_TEMPLATE",
    "WEB_PERMISSIONS",
    "TESTS",
    "NOTES",
]

#: what a template has to be allowed for each function it requires; the others need nothing
PERMITS = {
    "copyFromWindow": "access_globals",
    "setInWindow": "access_globals",
    "injectScript": "inject_script",
    "logToConsole": "logging",
}


@cache
def package() -> Mapping[str, bytes]:
    return made("gtm", PACKAGED, base=BASE)


def container(files: Mapping[str, bytes]) -> Any:  # noqa: ANN401 -- whatever JSON says
    return json.loads(files["container.json"])["containerVersion"]


def sections(template: bytes) -> Mapping[str, str]:
    parts = re.split(r"^___([A-Z_]+)___$", template.decode(), flags=re.MULTILINE)
    assert parts[0] == ""
    return {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def templates() -> Mapping[str, Mapping[str, str]]:
    found = (path for path in package() if path.endswith("/template.tpl"))
    return {path.partition("-template/")[0]: sections(package()[path]) for path in found}


# -- the container ------------------------------------------------------------------------------------------


def test_a_container_has_a_tag_for_each_snippet() -> None:
    tags = container(package())["tag"]

    assert [tag["tagId"] for tag in tags] == ["1", "2", "3", "4", "5"]
    assert {tag["type"] for tag in tags} == {"html"}
    assert {tag["name"] for tag in tags} == {
        "tagwright - Mixpanel",
        "tagwright - Adobe Analytics",
        "tagwright - Google Analytics 4",
        "tagwright - Demandbase",
        "tagwright - CallRail",
    }


def test_a_container_is_written_as_exports_are() -> None:
    whole = json.loads(package()["container.json"])
    version = whole["containerVersion"]

    assert whole["exportFormatVersion"] == 2
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", whole["exportTime"])
    assert version["container"]["usageContext"] == ["WEB"]
    for entity in (*version["tag"], *version["folder"], version["container"]):
        assert entity["accountId"] == "0"
        assert entity["containerId"] == "0"
    for tag in version["tag"]:
        # Import refuses the spelling of the REST API: "Error deserializing enum type".
        assert {one["type"] for one in tag["parameter"]} == {"TEMPLATE", "BOOLEAN"}
        assert tag["tagFiringOption"] == "ONCE_PER_LOAD"
        assert tag["parentFolderId"] == version["folder"][0]["folderId"]
        assert parameters(tag)["supportDocumentWrite"] == "false"


def parameters(tag: Mapping[str, Any]) -> Mapping[str, str]:
    return {one["key"]: one["value"] for one in tag["parameter"]}


def test_no_name_has_a_character_that_import_refuses() -> None:
    for platform in catalog.platforms():
        assert not re.search(r"""[:<>&"']""", gtm._NOT_IN_NAMES.sub(" ", platform.name))
    assert gtm._NOT_IN_NAMES.sub(" ", "A&B: C") == "A B  C"
    for tag in container(package())["tag"]:
        assert not re.search(r"""[:<>&"']""", tag["name"])


def test_what_gives_data_to_optimizely_runs_before_what_reports() -> None:
    triggers = {tag["name"]: tag["firingTriggerId"] for tag in container(package())["tag"]}

    assert triggers["tagwright - Demandbase"] == ["2147479573"]
    assert triggers["tagwright - Mixpanel"] == ["2147479553"]
    assert triggers["tagwright - CallRail"] == ["2147479553"]


@pytest.mark.parametrize(
    ("slug", "kind"), [("mixpanel", "analytics_storage"), ("meta", "ad_storage")]
)
def test_a_tag_asks_for_the_consent_its_platform_needs(slug: str, kind: str) -> None:
    (tag,) = container(made("gtm", {slug: {}}))["tag"]

    assert tag["consentSettings"] == {
        "consentStatus": "NEEDED",
        "consentType": {"type": "LIST", "list": [{"type": "TEMPLATE", "value": kind}]},
    }


def test_a_snippet_that_asks_by_itself_is_not_held_up_by_its_tag() -> None:
    (tag,) = container(made("gtm", {"mixpanel": {"consent": "google"}}))["tag"]

    assert tag["consentSettings"] == {"consentStatus": "NOT_NEEDED"}


@pytest.mark.parametrize("text", [*NASTY, *DYNAMIC])
def test_any_value_stays_in_its_script_and_is_no_variable(text: str) -> None:
    chosen = item("mixpanel", {"event": text})
    (tag,) = container(made("gtm", {"mixpanel": {"event": text}}))["tag"]
    html = parameters(tag)["html"]

    assert [tag for tag, _ in Elements(html).found] == ["script"]
    assert "".join(Elements(html).texts) == chosen.snippet.minified.rstrip("\n")
    assert "{{" not in html


def test_nothing_that_tag_manager_reads_holds_a_variable() -> None:
    for path, content in package().items():
        if not path.endswith(("README.md", "LICENSE")):
            assert b"{{" not in content, path


def test_the_same_package_has_the_same_bytes() -> None:
    assert made("gtm", PACKAGED, base=BASE) == package()


# -- the templates ------------------------------------------------------------------------------------------


def test_templates_are_made_only_with_a_place_for_their_scripts() -> None:
    assert set(made("gtm", PACKAGED)) == {"README.md", "container.json", "manifest.json"}
    assert {path.split("/")[-1] for path in package() if "-template/" in path} == {
        "template.tpl",
        "metadata.yaml",
        "LICENSE",
    }


@pytest.mark.parametrize(
    "base", ["http://cdn.example.com/", "/js/", "https://*.example.com/", "https://a/{{x}}"]
)
def test_scripts_come_from_one_https_address(base: str) -> None:
    with pytest.raises(SettingsError, match="'base'"):
        made("gtm", PACKAGED, base=base)


def test_a_template_has_the_sections_in_their_order() -> None:
    assert set(templates()) == set(PACKAGED)
    for found in templates().values():
        assert list(found) == SECTIONS
        assert json.loads(found["INFO"])["type"] == "TAG"
        assert json.loads(found["INFO"])["containerContexts"] == ["WEB"]


def test_a_template_may_do_what_it_does_and_nothing_else() -> None:
    for name, found in templates().items():
        code = found["SANDBOXED_JS_FOR_WEB_TEMPLATE"]
        required = re.findall(r"require\('(\w+)'\)", code)
        permissions = json.loads(found["WEB_PERMISSIONS"])
        given = {one["instance"]["key"]["publicId"]: one["instance"] for one in permissions}

        assert {PERMITS[one] for one in required if one in PERMITS} == given.keys()
        (url,) = given["inject_script"]["param"][0]["value"]["listItem"]
        assert url["string"] in code
        assert url["string"].startswith(f"{BASE}{name}.")
        assert f"hosted/{url['string'].removeprefix(BASE)}" in package()


def test_the_sandbox_knows_every_word_of_the_code() -> None:
    for found in templates().values():
        code = re.sub(r"//.*", "", found["SANDBOXED_JS_FOR_WEB_TEMPLATE"])

        assert not re.search(r"\b(new|this|class|window|document|async|await|var|function)\b", code)
        assert "`" not in code


def test_each_type_of_setting_has_its_field(tmp_path: Path) -> None:
    (chosen,) = every_type(tmp_path).items
    fields = {field["name"]: field for field in gtm.parameters(chosen)}

    assert list(fields) == list(chosen.schema["properties"])
    assert {name: field["type"] for name, field in fields.items()} | {"consent": ""} == {
        "text": "TEXT",
        "shaped": "TEXT",
        "filled": "TEXT",
        "choice": "SELECT",
        "slot": "TEXT",
        "rate": "TEXT",
        "flag": "CHECKBOX",
        "holdback": "SELECT",
        "report_again": "SELECT",
        "debug": "CHECKBOX",
        "consent": "",
        "consent_function": "TEXT",
    }
    assert all(field["simpleValueType"] is True for field in fields.values())
    assert fields["flag"]["defaultValue"] is True
    assert fields["slot"]["defaultValue"] == 3
    assert [one["value"] for one in fields["choice"]["selectItems"]] == ["a", "b"]
    assert [one["type"] for one in fields["shaped"]["valueValidators"]] == ["NON_EMPTY", "REGEX"]
    assert fields["text"]["valueValidators"] == []


def test_a_form_begins_with_what_the_customer_has_set(tmp_path: Path) -> None:
    (chosen,) = every_type(tmp_path, slot=5, flag=False, text="a\nb").items
    fields = {field["name"]: field for field in gtm.parameters(chosen)}

    assert fields["slot"]["defaultValue"] == 5
    assert fields["flag"]["defaultValue"] is False
    assert fields["text"]["defaultValue"] == "a\nb"
    assert fields["text"]["lineCount"] > 1


TRIED = [
    "",
    " ",
    "a",
    "abc",
    "eVar5",
    "eVar251",
    "prop7",
    "a b",
    "x\ny",
    "$x",
    "G-ABC123",
    "g-1",
    "a.b",
    "5",
    "-1",
    "{",
]


def test_a_validator_allows_what_the_schema_allows() -> None:
    """Whether Tag Manager looks for a match in the text or asks all of it to be one."""
    asked = 0
    for platform in catalog.platforms():
        for name, setting in platform.settings.items():
            if setting.pattern is None:
                continue
            allows = patterns.compiled(setting.pattern)
            validator = patterns.compiled(gtm._whole(setting.pattern))
            for text in [*TRIED, str(setting.default or setting.example)]:
                allowed = bool(allows.search(text))
                assert bool(validator.search(text)) is allowed, (platform.slug, name, text)
                assert bool(validator.fullmatch(text)) is allowed, (platform.slug, name, text)
                asked += 1
    assert asked > 500


@pytest.mark.parametrize("text", DYNAMIC)
def test_a_value_that_a_form_would_read_as_a_variable_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="'event' of 'mixpanel'") as error:
        made("gtm", {"mixpanel": {"event": text}}, base=BASE)
    assert "leave 'base' out" in str(error.value)


@pytest.mark.parametrize("text", NASTY)
def test_any_other_value_is_what_a_form_begins_with(text: str) -> None:
    files = made("gtm", {"mixpanel": {"event": text}}, base=BASE)
    found = sections(files["mixpanel-template/template.tpl"])
    fields = {field["name"]: field for field in json.loads(found["TEMPLATE_PARAMETERS"])}

    assert list(found) == SECTIONS
    assert fields["event"]["defaultValue"] == text


def test_a_repository_for_the_gallery_has_what_it_asks_for() -> None:
    metadata = package()["mixpanel-template/metadata.yaml"].decode()

    assert "Apache License" in package()["mixpanel-template/LICENSE"].decode()
    assert 'homepage: "https://docs.mixpanel.com/docs/experiments"' in metadata
    assert "TAGWRIGHT" not in metadata


# -- the template's code, in a sandbox with its permissions ---------------------------------------------------

FAKES = (Path(__file__).parents[1] / "deliver" / "tag_managers.js").read_text(encoding="utf-8")


def tried(found: Mapping[str, str], data: Mapping[str, Any], window: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- whatever JSON says
    """What the page, the log and the tag's end are after a template has run with this in its form."""
    said = MiniRacer().eval(
        f"""
            {FAKES}
            var seen = {{ window: {json.dumps(window)}, injected: [], logged: [], ended: [] }};
            var data = {json.dumps(data)};
            data.gtmOnSuccess = function () {{ seen.ended.push("success"); }};
            data.gtmOnFailure = function () {{ seen.ended.push("failure"); }};
            (function (data, require) {{ {found["SANDBOXED_JS_FOR_WEB_TEMPLATE"]} }})(data, sandbox(
              {found["WEB_PERMISSIONS"]},
              {{
                window: seen.window,
                inject: function (url, done) {{ seen.injected.push(url); done(); }},
                log: function (said) {{ seen.logged.push(said); }}
              }}
            ));
            JSON.stringify(seen);
            """
    )
    return json.loads(str(said))


def test_a_template_hands_over_what_its_form_says_and_asks_for_its_script() -> None:
    data = {"event": "Seen", "ids": True, "holdback": "{{not ours}}", "debug": False}

    seen = tried(templates()["mixpanel"], data, {})

    assert seen["window"] == {"tagwrightSettings": {"mixpanel": data}}
    assert seen["injected"] == [f"{BASE}{hosted('mixpanel')}"]
    assert seen["ended"] == ["success"]


def hosted(slug: str) -> str:
    (path,) = (path for path in package() if path.startswith(f"hosted/{slug}."))
    return path.removeprefix("hosted/")


def test_templates_of_several_platforms_keep_each_others_settings() -> None:
    window: Any = {"tagwrightSettings": {"own-platform": {"a": 1}}, "other": 1}
    for slug in ("mixpanel", "adobe-analytics", "mixpanel"):
        window = tried(templates()[slug], {"event": slug}, window)["window"]

    assert window == {
        "tagwrightSettings": {
            "own-platform": {"a": 1},
            "mixpanel": {"event": "mixpanel"},
            "adobe-analytics": {"event": "adobe-analytics"},
        },
        "other": 1,
    }


def test_two_roles_of_one_platform_share_its_entry() -> None:
    slug = "tealium"
    files = made("gtm", {slug: {"mapping": "vip -> attribute:vip"}}, base=BASE)
    found = {
        path.split("-template/")[0]: sections(content)
        for path, content in files.items()
        if path.endswith(".tpl")
    }
    assert len(found) == 2

    window: Any = {}
    for name, template in found.items():
        field = "event" if name == slug else "key"
        window = tried(template, {field: name}, window)["window"]

    assert window["tagwrightSettings"][slug] == {"event": "tealium", "key": "tealium-audience"}


@pytest.mark.parametrize("days", [0, 401, "many", "-1", {}])
def test_a_number_out_of_its_range_stops_the_tag_and_says_why(days: Any) -> None:  # noqa: ANN401 -- a variable of GTM's can be anything
    seen = tried(templates()["callrail"], {"days": days}, {})

    assert seen["window"] == {}
    assert seen["injected"] == []
    assert seen["ended"] == ["failure"]
    assert seen["logged"] == [
        ["tagwright:", "days", "cannot be", days, "but within", {"minimum": 1, "maximum": 400}]
    ]


@pytest.mark.parametrize("days", [1, 400, "30", ""])
def test_a_number_within_its_range_or_none_at_all_passes(days: Any) -> None:  # noqa: ANN401 -- a variable of GTM's can be anything
    seen = tried(templates()["callrail"], {"days": days}, {})

    assert seen["window"] == {"tagwrightSettings": {"callrail": {"days": days}}}
    assert seen["ended"] == ["success"]
