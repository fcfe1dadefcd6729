"""A WordPress that runs: PHP as WebAssembly and its files from npm, SQLite in place of MySQL.

`Site` is what somebody with a browser does on it: log in, follow links, send forms.
"""

from __future__ import annotations

import html.parser
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.deliver.php import NODE, serialized

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
BUILDS = MODULES / "@wp-playground" / "wordpress-builds"

#: another unpacked WordPress to test on, instead of the one from npm
VARIABLE = "TAGWRIGHT_WORDPRESS"
VERSION = "6.5"
PHP = "8.3"

#: seconds until it answers
PATIENCE = 120

Fields = Mapping[str, str]


class Forms(html.parser.HTMLParser):
    """The forms of a page and what they would send, and its links: as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[tuple[dict[str, str], dict[str, str]]] = []
        self.inputs: dict[str, dict[str, str]] = {}
        self.links: list[str] = []
        self._area: tuple[str, list[str]] | None = None
        self._choice = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "form":
            self.forms.append((found, {}))
        elif tag == "a":
            self.links.append(found.get("href", ""))
        elif tag == "input" and name:
            self.inputs[name] = found
            box = found.get("type") in {"checkbox", "radio"}
            if found.get("type") != "file" and (not box or "checked" in found):
                self._send(name, found.get("value", ""))
        elif tag == "select":
            self._choice = name
        elif tag == "option" and self._choice and "selected" in found:
            self._send(self._choice, found.get("value", ""))
        elif tag == "textarea" and name:
            self._area = (name, [])

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            name, parts = self._area
            self._send(name, "".join(parts).removeprefix("\n"))
            self._area = None
        if tag == "select":
            self._choice = ""

    def _send(self, name: str, value: str) -> None:
        if self.forms:
            self.forms[-1][1][name] = value

    def form(self, mark: str) -> dict[str, str]:
        """What the form with this in its address, or for its id, sends if nobody touches it."""
        return next(
            dict(sent)
            for found, sent in self.forms
            if mark in found.get("action", "") or mark == found.get("id")
        )


class Scripts(html.parser.HTMLParser):
    """The elements of the head in their order, and the code of scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.code: list[str] = []
        self._within = False
        self.feed(text.partition("</head>")[0].partition("<head>")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        self.code.append("")
        self._within = tag == "script"

    def handle_data(self, data: str) -> None:
        if self._within:
            self.code[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._within = self._within and tag != "script"

    def ours(self) -> list[dict[str, str]]:
        """The scripts that the plugin printed, by an attribute that all of them have."""
        return [attrs for tag, attrs in self.found if tag == "script" and "nitro-exclude" in attrs]


@dataclass
class Site:
    """One that answers.

    Attributes:
        root: its address, without a slash at the end.
        folder: its files, which tests may write to.
        client: a browser without a screen; it keeps cookies.
    """

    root: str
    folder: Path
    client: httpx.Client = field(init=False)
    _browsers: list[httpx.Client] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client = self.browser()

    def browser(self) -> httpx.Client:
        """Another visitor."""
        made = httpx.Client(base_url=self.root, follow_redirects=True, timeout=60)
        self._browsers.append(made)
        return made

    def close(self) -> None:
        """No visitor is left."""
        for one in self._browsers:
            one.close()

    def get(self, path: str) -> str:
        """A page."""
        answer = self.client.get(path)
        answer.raise_for_status()
        return answer.text

    def login(self, client: httpx.Client | None = None, name: str = "admin") -> None:
        """As a user of the site."""
        sent = {"log": name, "pwd": "password", "testcookie": "1"}
        client = client or self.client
        client.get("/wp-login.php")
        answer = client.post("/wp-login.php", data=sent)
        assert "wp-admin" in str(answer.url), answer.text[:2000]

    def store(self, **options: object) -> None:
        """Write options past WordPress, which costs no request; None deletes one."""
        base = self.folder / "wp-content" / "database" / ".ht.sqlite"
        with closing(sqlite3.connect(base, timeout=20)) as sql, sql:
            for name, value in options.items():
                sql.execute("delete from wp_options where option_name = ?", (name,))
                if value is not None:
                    row = (name, serialized(value), "yes")
                    columns = "option_name, option_value, autoload"
                    sql.execute(f"insert into wp_options ({columns}) values (?, ?, ?)", row)

    def run(self, code: str) -> Any:  # noqa: ANN401 -- JSON
        """What PHP code returns, run within this WordPress as nobody."""
        answer = self.browser().post("/?tagwright_test=1", content=code.encode())
        assert answer.status_code == 200, answer.text
        return json.loads(answer.text)

    def complaints(self) -> list[str]:
        """What PHP wrote into its log about the plugin."""
        log = self.folder / "wp-content" / "debug.log"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return [line for line in lines if "tagwright" in line]


#: what a test does inside of WordPress without a browser, where Optimizely's API is then, and what a test asks of the
#: site by the option `tagwright_test`: `off`, another plugin keeps ours out; `nonce`, a strict policy; `classic`, the
#: classic editor
_INSIDE = """<?php
add_filter( 'tagwright_api', function () { return 'FAKE'; } );
add_action( 'wp_loaded', function () {
	if ( isset( $_GET['tagwright_test'] ) ) {
		wp_send_json( eval( file_get_contents( 'php://input' ) ) );
	}
} );
$asked = (array) get_option( 'tagwright_test', array() );
if ( isset( $asked['off'] ) ) {
	add_filter( 'tagwright_enabled', '__return_false' );
}
if ( isset( $asked['classic'] ) ) {
	add_filter( 'use_block_editor_for_post', '__return_false' );
}
if ( isset( $asked['nonce'] ) ) {
	$with_nonce = function ( $attributes ) use ( $asked ) {
		return $attributes + array( 'nonce' => $asked['nonce'] );
	};
	add_filter( 'wp_script_attributes', $with_nonce );
	add_filter( 'wp_inline_script_attributes', $with_nonce );
	add_action( 'send_headers', function () use ( $asked ) {
		header( "Content-Security-Policy: script-src 'nonce-{$asked['nonce']}'; object-src 'none'; base-uri 'none'" );
	} );
}
"""


@contextmanager
def running(folder: Path, fake: str) -> Iterator[Site]:
    """A WordPress in this folder, until the block ends; `fake` is where its plugin finds Optimizely's API."""
    _lay_out(folder / "wordpress")
    inside = folder / "wordpress" / "wp-content" / "mu-plugins" / "inside.php"
    inside.parent.mkdir(exist_ok=True)
    inside.write_text(_INSIDE.replace("FAKE", fake), encoding="utf-8")
    port = _free_port()
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(_command(folder, port), stdout=out, stderr=out, cwd=folder)
    site = Site(f"http://127.0.0.1:{port}", folder / "wordpress")
    try:
        _wait(site, server, log)
        yield site
    finally:
        site.close()
        server.terminate()
        server.wait(20)


def _lay_out(folder: Path) -> None:
    given = os.environ.get(VARIABLE)
    if given:
        shutil.copytree(given, folder)
        return
    # the program, and what the playground leaves out of it because browsers fetch it
    with zipfile.ZipFile(BUILDS / "src" / "wordpress" / f"wp-{VERSION}.zip") as packed:
        packed.extractall(folder)
    shutil.copytree(BUILDS / "public" / f"wp-{VERSION}", folder, dirs_exist_ok=True)


def _command(folder: Path, port: int) -> list[str]:
    blueprint = folder / "blueprint.json"
    blueprint.write_text(json.dumps({"preferredVersions": {"php": PHP, "wp": "latest"}}))
    return [
        *(NODE, str(MODULES / "@wp-playground" / "cli" / "cli.js"), "server"),
        *("--port", str(port), "--workers", "1", "--blueprint", str(blueprint)),
        *("--wordpress-install-mode", "install-from-existing-files"),
        *("--mount-dir-before-install", str(folder / "wordpress"), "/wordpress"),
        *("--define-bool", "WP_DEBUG", "true", "--define-bool", "WP_DEBUG_LOG", "true"),
        *("--define-bool", "WP_DEBUG_DISPLAY", "false"),
        # no jobs beside the requests, and none of them asks wordpress.org
        *("--define-bool", "DISABLE_WP_CRON", "true"),
        *("--define-bool", "WP_HTTP_BLOCK_EXTERNAL", "true"),
    ]


def _wait(site: Site, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while "Ready!" not in log.read_text(encoding="utf-8"):
        if server.poll() is not None or time.monotonic() > until:
            raise AssertionError(log.read_text(encoding="utf-8"))
        time.sleep(0.1)
    site.get("/")


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])
