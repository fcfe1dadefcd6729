"""The WordPress plugin's files: what they hold, and that values and texts stay what they are on the way into them."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import pytest

from generator import __version__, catalog, config, deliver, resources, settings
from generator.deliver import pot, wordpress
from generator.model import Client, Value

#: plain; with a setting that is required and slots; with a required number; in three roles
PLATFORMS = ("mixpanel", "adobe-analytics", "google-analytics-classic", "segment")
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- {{x}} {% y %} <?php ?> ${z} ]]> @a %s",
    'it\'s \\ "quoted"\nline \u2028 \U0001f388',
    "&lt;&amp;&#34;",
    "0.0.0 TAGWRIGHT_PLATFORMS TAGWRIGHT_SERVICES",
    "x" * 10_000,
]


def zipped(*slugs: str, **pairs: str) -> bytes:
    """The zip; settings as typed, with two underscores for the dot."""
    typed = [f"{name.replace('__', '.')}={value}" for name, value in pairs.items()]
    parcel = deliver.parcel("wordpress", config.Config(), slugs, typed)
    files = {file.path: file.content for file in deliver.package("wordpress", parcel)}
    assert set(files) == {"README.md", "manifest.json", "tagwright.zip"}
    return files["tagwright.zip"]


def unpacked(whole: bytes) -> dict[str, str]:
    """The plugin's files by their path in its folder."""
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        found = {name: packed.read(name).decode("utf-8") for name in packed.namelist()}
    assert all(name.startswith("tagwright/") for name in found)
    return {name.removeprefix("tagwright/"): text for name, text in found.items()}


@pytest.fixture(scope="module")
def plugin() -> dict[str, str]:
    return unpacked(zipped(*PLATFORMS))


def sections(plugin: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(plugin["tagwright.json"])["sections"]
    return told


def test_the_same_package_has_the_same_bytes() -> None:
    assert zipped("mixpanel", "segment") == zipped("segment", "mixpanel")


def test_the_version_is_one_in_all_places(plugin: dict[str, str]) -> None:
    main, readme = plugin["tagwright.php"], plugin["readme.txt"]

    assert f" * Version:           {__version__}\n" in main
    assert f"define( 'TAGWRIGHT_VERSION', '{__version__}' );" in main
    assert f"Stable tag: {__version__}\n" in readme
    for name in ("Requires at least", "Requires PHP", "License"):
        (here,) = re.findall(rf"^ \* {name}: +(.+)$", main, re.MULTILINE)
        (there,) = re.findall(rf"^{name}: (.+)$", readme, re.MULTILINE)
        assert here == there


def test_no_hole_is_left_and_no_file_runs_by_itself(plugin: dict[str, str]) -> None:
    assert "TAGWRIGHT_PLATFORMS" not in plugin["readme.txt"]
    assert "TAGWRIGHT_SERVICES" not in plugin["readme.txt"]
    for path, text in plugin.items():
        if path.endswith(".php"):
            assert re.search(
                r"^defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;$", text, re.MULTILINE
            )
            included = re.findall(r"__DIR__ \. '/(.+?)'", text)
            assert set(included) <= plugin.keys()


def test_a_program_that_php_fills_has_one_hole(plugin: dict[str, str]) -> None:
    assert plugin["scripts/headline.js"].count("(HEADLINE)") == 1
    assert plugin["scripts/hide.js"].count("(TAGWRIGHT_SETTINGS)") == 1
    assert plugin["scripts/hide.edge.js"].count("(TAGWRIGHT_SETTINGS)") == 1
    assert plugin["scripts/hide.js"] != plugin["scripts/hide.edge.js"]
    shared = resources.templates() / "optimizely" / "headline.js"
    assert plugin["scripts/headline.js"] == shared.read_text(encoding="utf-8")


def test_every_role_has_its_program_and_its_schema(plugin: dict[str, str]) -> None:
    told = sections(plugin)

    assert list(told) == ["install", *(f"platform-{slug}" for slug in sorted(PLATFORMS)), "general"]
    assert list(told["platform-segment"]["roles"]) == ["analytics", "audience", "conversion"]
    for id_, section in told.items():
        for role, known in section["roles"].items():
            schema = json.loads(plugin[section["schemas"][role]])
            if "script" in known:
                slug = id_.removeprefix("platform-")
                declared = settings.declare(catalog.load(slug), role)
                assert list(schema["properties"]) == list(declared)
                assert f'"{slug}"' in plugin[known["script"]]
                assert "TAGWRIGHT" not in plugin[known["script"]]


def test_every_platform_that_has_several_roles_agrees_on_what_they_share() -> None:
    for slug in catalog.find():
        platform = catalog.load(slug)
        seen: dict[str, Any] = {}
        for role in platform.roles:
            for name, setting in settings.declare(platform, role).items():
                assert seen.setdefault(name, setting) == setting, (slug, name)


@pytest.mark.parametrize("type_", ["string", "integer", "number", "boolean"])
def test_each_type_of_setting_is_in_what_the_form_is_made_from(
    plugin: dict[str, str], type_: str
) -> None:
    found = [
        schema
        for path, text in plugin.items()
        if path.startswith("schemas/")
        for schema in json.loads(text)["properties"].values()
        if schema["type"] == type_
    ]

    assert found
    assert all({"type", "title", "description"} <= schema.keys() for schema in found)
    # what WordPress' rest_validate_value_from_schema() reads, and what it passes over
    known = {"type", "title", "description", "default", "enum", "pattern", "minimum", "maximum"}
    assert all(schema.keys() <= known | {"examples"} for schema in found)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_given_when_it_is_packaged_arrives_unchanged(value: str) -> None:
    plugin = unpacked(zipped("mixpanel", mixpanel__event=value, project_id="5935064"))
    told = sections(plugin)

    assert told["platform-mixpanel"]["values"]["event"] == value
    assert told["install"]["values"] == {"project_id": "5935064"}
    plain = unpacked(zipped("mixpanel"))
    assert {path for path in plugin if plugin[path] != plain[path]} == {"tagwright.json"}


def test_what_a_customer_has_to_give_may_be_missing() -> None:
    told = sections(unpacked(zipped("adobe-analytics")))

    assert "variable" not in told["platform-adobe-analytics"]["values"]


def test_it_makes_sense_without_a_platform() -> None:
    told = sections(unpacked(zipped()))

    assert list(told) == ["install", "general"]


def test_mappings_have_room_for_several_lines(plugin: dict[str, str]) -> None:
    assert sections(plugin)["platform-segment"]["long"] == ["mapping"]


@pytest.mark.parametrize(
    ("client", "address"),
    [
        ("web", "https://cdn.optimizely.com/js/{project_id}.js"),
        ("classic", "https://cdn.optimizely.com/js/{project_id}.js"),
        ("edge", "https://optimizely-edge.com/edge-client/v1/{account_id}/{project_id}"),
    ],
)
def test_php_knows_the_addresses_that_the_delivery_install_has(
    plugin: dict[str, str], client: Client, address: str
) -> None:
    assert json.loads(plugin["tagwright.json"])["addresses"][client] == address


def test_php_names_no_platform(plugin: dict[str, str]) -> None:
    for path, text in plugin.items():
        if path.endswith((".php", "box.js")):
            assert not [slug for slug in PLATFORMS if slug in text.lower()]


def test_each_service_is_told_of_in_the_readme(plugin: dict[str, str]) -> None:
    services = plugin["readme.txt"].partition("== External services ==")[2]

    assert "= Mixpanel =" in services
    assert "https://api-js.mixpanel.com" in services
    assert services.count("= Segment =") == 1


def test_every_text_that_is_translated_is_in_the_template(plugin: dict[str, str]) -> None:
    template = plugin["languages/tagwright.pot"]
    calls = sum(
        len(re.findall(r"\b(?:__|esc_html__)\(", text))
        for path, text in plugin.items()
        if path.endswith(".php")
    )
    found = [
        text
        for path in plugin
        if path.endswith(".php")
        for text in pot.in_php(plugin[path], path, "tagwright")
    ]

    assert len(found) == calls
    texts = re.findall(r"^msgid (.+)$", template, re.MULTILINE)
    assert len(texts) == len(set(texts)) == template.count('\nmsgstr ""\n')
    for one in found:
        if "%" in one.text:
            assert one.comment.startswith("translators:"), one
    assert 'msgid "Event name"' in template
    assert "POT-Creation-Date" not in template


def test_a_text_that_needs_escapes_is_escaped_in_the_template() -> None:
    made = pot.template(
        [pot.Text('a "b" \\ c\nd', "x.php:1", "translators: x"), pot.Text("é", "y")], "P 1"
    )

    assert '#. translators: x\n#: x.php:1\nmsgid "a \\"b\\" \\\\ c\\nd"\nmsgstr ""\n' in made
    assert 'msgid "é"' in made


def test_a_text_in_php_is_read_as_php_reads_it() -> None:
    code = "<?php\n/* translators: %s: it. */\n$a = __( 'It\\'s \\\\ %s \\n', 'mine' ); __( 'other', 'theirs' );"
    (found,) = pot.in_php(code, "a.php", "mine")

    assert found == pot.Text("It's \\ %s \\n", "a.php:3", "translators: %s: it.")


def test_the_own_settings_are_asked_once() -> None:
    parcel = deliver.parcel("wordpress", config.Config(), (), ["selector=.entry-title"])
    values: dict[str, Value] = dict(parcel.options)

    assert set(wordpress._own_settings()) == set(values) - {"project_id"}
    assert values["selector"] == ".entry-title"
