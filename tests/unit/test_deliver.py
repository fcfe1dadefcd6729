"""Packages: which there are, what they hold, and that values stay values in every language."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from generator import build, catalog, config, deliver, output
from generator.deliver import archive, escape
from generator.errors import SettingsError, TagwrightError, UnknownNameError
from generator.model import Artifact

NASTY = [
    '"><script>alert(1)</script>',
    "<!-- {{x}} {% y %} <?php ?> ${z} ]]> @a",
    "it's \\ back\nnew\u2028line 🎉",
    "&lt;&amp;&#34;",
    "{{{{",
]


def made(delivery: str, *slugs: str, **options: str) -> dict[str, bytes]:
    """Files of a package, by path; settings as typed, with two underscores for the dot."""
    pairs = [f"{name.replace('__', '.')}={value}" for name, value in options.items()]
    files = deliver.package(delivery, deliver.parcel(delivery, config.Config(), slugs, pairs))
    return {file.path: file.content for file in files}


class Elements(html.parser.HTMLParser):
    """Every start tag with its attributes, as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


# -- what they share ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", deliver.names())
def test_a_delivery_says_for_whom_it_is_and_where_it_stands(name: str) -> None:
    assert len(deliver.describe(name)) > 10
    assert deliver.placement(name).where
    assert (catalog.delivery_folder(name) / catalog.DELIVERY_SETTINGS).is_file()


def test_a_package_says_what_it_is() -> None:
    told = json.loads(made("html", "mixpanel")["manifest.json"])

    assert told["delivery"]["name"] == "html"
    assert told["delivery"]["placement"]["can_be_first"] is True
    assert list(told["platforms"]) == ["mixpanel"]
    listed = {file["path"] for file in told["delivery"]["files"]}
    assert listed | {"manifest.json"} == set(made("html", "mixpanel"))


def test_a_package_replaces_an_older_one_and_nothing_else(tmp_path: Path) -> None:
    def write(*slugs: str) -> None:
        files = deliver.package("html", deliver.parcel("html", config.Config(), slugs))
        build.write(files, tmp_path / "packages")

    write("mixpanel", "segment")
    write("mixpanel")

    assert not list((tmp_path / "packages").glob("segment*"))
    assert list((tmp_path / "packages").glob("mixpanel*"))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("kept")
    with pytest.raises(TagwrightError, match="did not write"):
        build.write(
            deliver.package("html", deliver.parcel("html", config.Config(), ["mixpanel"])),
            tmp_path / "other",
        )


def test_a_stale_package_names_the_command_that_renews_it(tmp_path: Path) -> None:
    files = deliver.package("html", deliver.parcel("html", config.Config(), ["mixpanel"]))
    output.write(files, tmp_path / "p")
    (tmp_path / "p" / "head.html").write_text("old")

    with pytest.raises(TagwrightError) as error:
        output.check(files, tmp_path / "p", "tagwright package html mixpanel")
    assert "tagwright package html mixpanel" in str(error.value)


def test_what_a_customer_has_to_give_and_did_not_is_told_of_all_platforms_at_once() -> None:
    with pytest.raises(SettingsError) as error:
        made("html", "adobe-analytics", "ga4", "mixpanel")

    assert "'variable'" in str(error.value)
    assert "'measurement_id'" in str(error.value)


def test_no_platform_is_an_error_where_there_is_nothing_else_to_package() -> None:
    with pytest.raises(UnknownNameError, match="no platform"):
        made("html")
    assert "head.html" in made("install", project_id="5935064")


@pytest.mark.parametrize(
    ("delivery", "pairs", "told"),
    [
        ("htm", [], "did you mean 'html'"),
        ("html", ["nonse=x"], "did you mean 'nonce'"),
        ("html", ["base=elsewhere"], "cannot be 'elsewhere'"),
        ("html", ["mixpanell.event=x"], "did you mean 'mixpanel'"),
        ("html", ["mixpanel.evnt=x"], "did you mean 'event'"),
    ],
)
def test_a_wrong_name_or_value_is_told(delivery: str, pairs: list[str], told: str) -> None:
    with pytest.raises(TagwrightError) as error:
        deliver.package(delivery, deliver.parcel(delivery, config.Config(), ["mixpanel"], pairs))
    assert told in str(error.value)


# -- archive and escape -------------------------------------------------------------------------------------


def test_a_zip_has_the_same_bytes_whatever_the_order_and_says_nothing_of_the_machine() -> None:
    files = [Artifact("b/c.txt", b"c"), Artifact("a.txt", b"a")]

    assert archive.zipped(files) == archive.zipped(files[::-1])
    with zipfile.ZipFile(io.BytesIO(archive.zipped(files))) as opened:
        assert [entry.filename for entry in opened.infolist()] == ["a.txt", "b/c.txt"]
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in opened.infolist()} == {0o100644}


@pytest.mark.parametrize("text", NASTY)
def test_an_attribute_arrives_unchanged(text: str) -> None:
    assert Elements(f"<a title={escape.attribute(text)}>").found == [("a", {"title": text})]


@pytest.mark.parametrize("text", NASTY)
def test_settings_arrive_unchanged_in_an_element_that_keeps_its_nonce(text: str) -> None:
    element = f"<script {escape.settings({'text': text})}>"

    ((_, attributes),) = Elements(element).found
    assert json.loads(attributes["data-settings"] or "") == {"text": text}
    assert "<script" not in (attributes["data-settings"] or "")
    assert "{{" not in element


@pytest.mark.parametrize("text", NASTY)
def test_json_in_html_is_the_same_value_and_ends_nothing(text: str) -> None:
    told = escape.json_in_html({"text": text, "deep": {"er": [text]}})

    assert json.loads(told) == {"text": text, "deep": {"er": [text]}}
    assert not re.search(r"[<>&\u2028\u2029]|\{\{", told)


# -- html ---------------------------------------------------------------------------------------------------


def test_a_script_files_name_its_tag_and_its_integrity_are_of_its_bytes() -> None:
    files = made("html", "mixpanel", base="https://cdn.example.com/js/")
    (path,) = (path for path in files if path.endswith(".js"))
    ((tag, attributes),) = Elements(files["mixpanel.external.html"].decode()).found
    digest = base64.b64encode(hashlib.sha384(files[path]).digest()).decode()

    assert path == f"mixpanel.{hashlib.sha256(files[path]).hexdigest()[:8]}.js"
    assert (tag, attributes["src"]) == ("script", f"https://cdn.example.com/js/{path}")
    assert attributes["integrity"] == f"sha384-{digest}"
    assert attributes["crossorigin"] == "anonymous"


def test_the_hash_for_a_policy_is_of_what_stands_in_the_element() -> None:
    files = made("html", "mixpanel")
    inside = re.fullmatch(rb"<script>(.*)</script>\n", files["mixpanel.inline.html"], re.DOTALL)
    assert inside
    digest = base64.b64encode(hashlib.sha256(inside[1]).digest()).decode()

    csp = json.loads(files["csp.json"])
    assert csp["hashes"] == {"mixpanel": f"sha256-{digest}"}
    assert f"'sha256-{digest}'" in csp["policy"]


def test_one_policy_allows_all_that_the_platforms_need() -> None:
    csp = json.loads(made("html", "mixpanel", "segment")["csp.json"])
    each: list[Any] = [
        json.loads(made("html", slug)["csp.json"])["platform_needs"]
        for slug in ("mixpanel", "segment")
    ]

    for needs in each:
        for directive, hosts in needs.items():
            assert set(hosts) <= set(csp["platform_needs"][directive])
    assert "https://logx.optimizely.com" in csp["policy"]


def test_with_a_nonce_every_script_has_it_and_the_policy_has_no_hash() -> None:
    files = made("html", "mixpanel", nonce="<?= $nonce ?>", project_id="5935064")

    assert files["head.html"].count(b' nonce="<?= $nonce ?>"') == 2
    assert b"sha256-" not in json.loads(files["csp.json"])["policy"].encode()


def test_optimizely_comes_first_and_has_no_integrity() -> None:
    head = made("html", "mixpanel", project_id="5935064")["head.html"].decode()

    first, second = Elements(head).found
    assert first == ("script", {"src": "https://cdn.optimizely.com/js/5935064.js"})
    assert second[0] == "script"


# -- install ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "src"),
    [
        ({"client": "web"}, "https://cdn.optimizely.com/js/5935064.js"),
        ({"client": "classic"}, "https://cdn.optimizely.com/js/5935064.js"),
        (
            {"client": "edge", "account_id": "8675309"},
            "https://optimizely-edge.com/edge-client/v1/8675309/5935064",
        ),
        ({"client": "edge", "src": "/edge/5935064.js"}, "/edge/5935064.js"),
    ],
)
def test_the_tag_is_one_script_that_blocks(options: dict[str, str], src: str) -> None:
    head = made("install", project_id="5935064", **options)["head.html"].decode()

    assert Elements(head).found == [("script", {"src": src})]


def test_what_does_not_go_together_is_refused() -> None:
    with pytest.raises(SettingsError, match="account_id"):
        made("install", project_id="5935064", client="edge")
    with pytest.raises(SettingsError, match="hide"):
        made("install", project_id="5935064", hide="true")
    with pytest.raises(SettingsError, match="project_id"):
        made("install")
    with pytest.raises(SettingsError, match="project_id"):
        made("install", project_id='1"><script>')


def test_only_a_snippet_that_does_not_block_is_preceded_by_a_hint() -> None:
    head = made("install", project_id="5935064", loading="async", hide="true")["head.html"]

    tags = Elements(head.decode()).found
    assert [tag for tag, _ in tags] == ["link", "script", "script"]
    assert tags[0][1] == {"rel": "preconnect", "href": "https://cdn.optimizely.com"}
    assert tags[2][1] == {"async": None, "src": "https://cdn.optimizely.com/js/5935064.js"}
