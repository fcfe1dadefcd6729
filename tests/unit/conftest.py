"""What several unit tests start from: platforms written on the spot, and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from generator import build
from generator.cli.main import cli
from generator.errors import TagwrightError

MakePlatform = Callable[..., Path]
Run = Callable[..., Result]

TOML = """\
name    = "Acme Analytics"
docs    = "https://acme.example/docs"
version = "1.0.0"
status  = "active"

[settings.event]
type        = "string"
title       = "Event name"
description = "The event each decision is sent as."
default     = "Seen"

[analytics]
queue   = "acme"
reads   = ["acme"]
writes  = ["acme"]
records = ["acme.track"]
"""

BODY = """\
function makeRequest(decision, settings) {
  (window.acme = window.acme || []).push(["track", settings.event, decision.experimentName]);
}
"""

SCENARIOS = """\
[[scenario]]
name    = "a visitor in one experiment is reported once"
visitor = "in_one_experiment"

[[scenario.expect]]
call = "acme.track"
args = ["Seen", "Homepage hero"]
"""


def every(error: TagwrightError) -> Iterator[TagwrightError]:
    """An error and those found with it, as they are laid out."""
    yield error
    for other in error.also:
        yield from every(other)


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds what another one compiled."""
    monkeypatch.setenv("TAGWRIGHT_CACHE", str(tmp_path / "cache"))
    build.scripts.cache_clear()


@pytest.fixture
def make_platform(tmp_path: Path) -> MakePlatform:
    """Write a platform into `platforms/`; what is not given is right."""

    def make(
        slug: str = "acme",
        toml: str = TOML,
        body: str | None = BODY,
        scenarios: str | None = SCENARIOS,
        parent: str = "platforms",
    ) -> Path:
        folder = tmp_path / parent / slug
        folder.mkdir(parents=True)
        texts = {"platform.toml": toml, "analytics.js": body, "scenarios.toml": scenarios}
        for name, text in texts.items():
            if text is not None:
                (folder / name).write_text(dedent(text), encoding="utf-8")
        return folder

    return make


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `tagwright` in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments)

    return run
