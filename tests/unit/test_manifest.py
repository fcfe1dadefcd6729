"""What a manifest says of the files beside it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from typing import Any

import pytest

from generator import catalog, manifest, settings
from generator.model import Artifact, Settings
from tests.unit.conftest import TOML, MakePlatform

MORE = """\

[analytics.csp]
script  = ["https://cdn.acme.example"]
connect = ["https://api.acme.example"]

[[analytics.limits]]
what   = "property value"
max    = 255
unit   = "characters"
source = "https://acme.example/limits"
"""
CODE = Artifact("acme/reader.min.js", b"acme();\n")


@pytest.fixture
def entry(make_platform: MakePlatform) -> manifest.Entry:
    toml = TOML.replace('queue   = "acme"', 'queue = "{event}"').replace('"active"', '"legacy"')
    toml = toml.replace("version =", 'reason = "gone"\nversion =')
    platform = catalog.read(make_platform(toml=toml + MORE))
    chosen = settings.resolve(platform, {"event": "seen"})
    return manifest.of_platform(platform, {"analytics": chosen}, "web", {"reader": [CODE]})


def test_an_entry_says_what_partners_and_reviewers_ask(entry: manifest.Entry) -> None:
    assert {name: entry[name] for name in ("name", "version", "status", "reason", "roles")} == {
        "name": "Acme Analytics",
        "version": "1.0.0",
        "status": "legacy",
        "reason": "gone",
        "roles": ["analytics"],
    }
    assert entry["settings_schema"] == "acme/settings.schema.json"
    assert entry["consent"] == "analytics"
    assert entry["csp"] == {
        "adds": {},
        "platform_needs": {
            "script-src": ["https://cdn.acme.example"],
            "connect-src": ["https://api.acme.example"],
        },
    }
    assert entry["storage"] == []
    assert entry["license"] == "0BSD"
    assert entry["limits"] == [
        {
            "what": "property value",
            "max": 255,
            "unit": "characters",
            "source": "https://acme.example/limits",
        }
    ]


def test_globals_are_those_of_the_settings_built_with(entry: manifest.Entry) -> None:
    assert entry["globals"] == {"reads": ["acme"], "writes": ["acme", "seen"]}


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("none", set()),
        ("onetrust", {"OneTrust", "OnetrustActiveGroups"}),
        ("function", {"shop.mayReport"}),
    ],
)
def test_what_is_read_to_learn_of_consent_counts_as_read(
    make_platform: MakePlatform, asked: str, names: set[str]
) -> None:
    platform = catalog.read(make_platform())
    given = {"consent": asked, "consent_function": "shop.mayReport"}
    chosen = settings.resolve(platform, given)

    entry = manifest.of_platform(platform, {"analytics": chosen}, "web", {"reader": [CODE]})

    assert entry["globals"]["reads"] == sorted({"acme", *names})


def test_a_file_is_told_with_its_sizes_and_its_integrity(entry: manifest.Entry) -> None:
    target = entry["targets"]["reader"]
    (file,) = target["files"]

    sha384 = base64.b64encode(hashlib.sha384(CODE.content).digest()).decode()
    assert target["client"] == "web"
    assert file == {
        "path": "acme/reader.min.js",
        "min": True,
        "dialect": "es5",
        "embed": False,
        "bytes": 8,
        "gzip": len(gzip.compress(CODE.content, 9, mtime=0)),
        "integrity": f"sha384-{sha384}",
        "sha256": hashlib.sha256(CODE.content).hexdigest(),
    }


def test_a_manifest_is_sorted_ascii_and_ends_with_one_newline(entry: manifest.Entry) -> None:
    content = manifest.whole({"acme": {**entry, "name": "Größe"}}, {}).content

    data = json.loads(content)
    assert content.decode("ascii") == json.dumps(data, indent=2, sort_keys=True) + "\n"
    assert data["manifest_version"] == 1
    assert data["generator"]["name"] == "tagwright"


def test_a_manifest_names_every_file_of_its_folder(entry: manifest.Entry) -> None:
    library = manifest.of_target("auto", [Artifact("integrator.js", b"")])
    data = json.loads(manifest.whole({"acme": entry}, {"integrator": library}).content)

    assert sorted(manifest.paths(data)) == [
        "acme/reader.min.js",
        "acme/settings.schema.json",
        "integrator.js",
        "manifest.json",
    ]


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "a/../../x", "..\\x", "", "C:/x"])
def test_a_path_that_leads_out_of_the_folder_is_none_of_its_files(path: str) -> None:
    platform = {"settings_schema": path, "targets": {}}

    assert list(manifest.paths({"platforms": {"a": platform}})) == ["manifest.json"]


@pytest.mark.parametrize(
    "change",
    [
        {"manifest_version": 2},
        {"generator": {"name": "vite"}},
        {"platforms": []},
        {"platforms": {"acme": {}}},
        {"generator": None},
    ],
)
def test_a_manifest_that_is_not_ours_or_not_whole_is_none(change: dict[str, Any]) -> None:
    ours = json.loads(manifest.whole({}, {}).content)
    assert manifest.decoded(json.dumps(ours).encode()) == ours

    assert manifest.decoded(json.dumps({**ours, **change}).encode()) is None


def test_a_schema_keeps_the_order_of_the_settings(make_platform: MakePlatform) -> None:
    platform = catalog.read(make_platform())

    text = manifest.encoded(settings.schema(platform), sort=False).decode()

    assert next(iter(json.loads(text)["properties"])) == "event"


def test_a_snippet_s_digest_is_in_the_manifest(make_platform: MakePlatform) -> None:
    platform = catalog.read(make_platform())
    chosen: Settings = settings.resolve(platform, {"event": "x"})

    entry = manifest.of_platform(platform, {"analytics": chosen}, "auto", {})

    assert entry["settings_digest"] == chosen.digest
