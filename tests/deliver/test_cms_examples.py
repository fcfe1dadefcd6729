"""`examples/cms`: a form and a tag from nothing but a manifest and a schema, the same in Python and PHP."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from generator import build, config
from generator.verify import NONCE, Testbed
from tests.deliver import node, php
from tests.deliver.heads import scripts, settings_of
from tests.deliver.packages import DYNAMIC, EVERY_TYPE, NASTY, Elements
from tests.deliver.test_pages import VISITS, expected, page, received

EXAMPLES = Path(__file__).parents[2] / "examples" / "cms"

BODY = "function makeRequest(decision, settings) { (window.acme = window.acme || []).push([settings.text]); }\n"

#: the exit code and what is printed, of a platform and posted pairs
Ask = Callable[..., tuple[bool, str]]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples and a dist/ of platforms in one role, in several, and with a setting of each type."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(EXAMPLES, folder / "examples" / "cms")
    own = folder / "platforms" / "acme"
    own.mkdir(parents=True)
    (own / "platform.toml").write_text(dedent(EVERY_TYPE), encoding="utf-8")
    (own / "analytics.js").write_text(BODY, encoding="utf-8")
    found = config.Config(folders=(own.parent,))
    platforms = build.chosen(found, ["acme", "mixpanel", "segment", "blueconic"])
    build.write(build.artifacts(platforms, found), folder / "dist")
    return folder


@pytest.fixture(params=["form.py", "form.php"])
def ask(request: pytest.FixtureRequest, checkout: Path) -> Ask:
    """Run an example as its first lines say."""

    def run(*arguments: str) -> tuple[bool, str]:
        script = str(checkout / "examples" / "cms" / request.param)
        php_wasm = [node.executable(), str(node.binary("@php-wasm/cli", "php-wasm.js")), script]
        command = php_wasm if script.endswith(".php") else [sys.executable, script]
        done = subprocess.run(
            [*command, *arguments],
            env={**os.environ, "PHP": php.NEWEST},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        # PHP as WebAssembly exits with 0 whatever it runs, so what it prints is asked.
        return done.returncode == 0 and not done.stderr, done.stdout or done.stderr

    return run


@pytest.mark.parametrize("name", ["form.py", "form.php"])
def test_an_example_is_short(name: str) -> None:
    assert len((EXAMPLES / name).read_text().splitlines()) <= 60


def test_a_form_has_a_field_for_each_setting(ask: Ask) -> None:
    _, html = ask("acme")

    fields = Elements(html).found
    named = {at["name"]: (tag, at) for tag, at in fields if "name" in at}
    assert [one["name"] for _, one in named.values()][:7] == [
        "text",
        "shaped",
        "filled",
        "choice",
        "slot",
        "rate",
        "flag",
    ]
    assert named["text"][0] == "textarea"
    assert [name for name, (_, at) in named.items() if "required" in at] == ["shaped"]
    assert named["choice"][0] == "select"
    assert named["flag"][1] == {
        "type": "checkbox",
        "name": "flag",
        "value": "true",
        "checked": None,
    }
    assert ("input", {"type": "hidden", "name": "flag", "value": "false"}) in fields
    assert [text for text in Elements(html).texts if text in {"Seen", "3", "0.5"}] == [
        "Seen",
        "3",
        "0.5",
    ]


def test_a_platform_with_several_roles_shows_those_of_one(ask: Ask) -> None:
    _, html = ask("segment")

    assert "mapping" not in [attributes.get("name") for _, attributes in Elements(html).found]
    assert ask("segment", "debug=true")[0]
    assert not ask("segment", "mapping=user.plan -> attribute:plan")[0]


def test_what_was_posted_is_the_tag_of_the_embed_form(ask: Ask, checkout: Path) -> None:
    pairs = ["text=x", "shaped=abc", "choice=b", "slot=5", "rate=0.25", "flag=false", "filled="]

    good, html = ask("acme", *pairs)

    assert good
    assert settings_of(html, "acme") == {
        "text": "x",
        "shaped": "abc",
        "choice": "b",
        "slot": 5,
        "rate": 0.25,
        "flag": False,
    }
    (script,) = scripts(html)
    path = str(script["src"]).removeprefix("/tagwright/")
    assert path == "acme/reader.embed.min.js"
    assert f'"integrity": "{script["integrity"]}"' in (checkout / "dist/manifest.json").read_text()
    assert (checkout / "dist" / path).is_file()


@pytest.mark.parametrize("text", [text for text in [*NASTY, *DYNAMIC] if len(text) < 5000])
def test_a_text_arrives_as_it_is(ask: Ask, text: str) -> None:
    good, html = ask("acme", "shaped=abc", f"text={text}")

    assert good
    assert settings_of(html, "acme")["text"] == text


@pytest.mark.parametrize(
    "pair",
    [
        "shaped=ABC",
        "shaped=",
        "choice=c",
        "slot=6",
        "slot=0",
        "slot=x",
        "slot=2.5",
        "rate=-1",
        "other=1",
    ],
)
def test_a_value_that_is_not_allowed_is_told(ask: Ask, pair: str) -> None:
    usual = [] if pair.startswith("shaped") else ["shaped=abc"]

    good, told = ask("acme", *usual, pair)

    assert not good
    assert "<script" not in told
    assert pair.partition("=")[0] in told or pair.partition("=")[2] in told


def test_the_decision_arrives_with_the_posted_settings(
    testbed: Testbed, ask: Ask, checkout: Path
) -> None:
    visit = next(visit for visit in VISITS if visit.platform.slug == "mixpanel")
    _, html = ask(
        "mixpanel",
        *(
            f"{n}={v}".lower() if v is False else f"{n}={v}"
            for n, v in visit.settings.values.items()
            if n in visit.platform.settings
        ),
    )
    served = {"reader.embed.min.js": (checkout / "dist/mixpanel/reader.embed.min.js").read_text()}
    own = html.replace("/tagwright/mixpanel/", "/assets/").replace(
        "<script", f'<script nonce="{NONCE}"'
    )

    seen = testbed.observe(page(visit, own, served))

    assert received(seen) == expected(visit)
    assert seen.errors == ()
