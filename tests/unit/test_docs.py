"""What people read is true: links lead somewhere, commands are there, numbers are those of the catalogue."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from generator import catalog
from generator.cli.main import cli

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def typed(page: Path) -> Iterator[list[str]]:
    """Every command of ours that a page has somebody type."""
    for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            if line.startswith("tagwright "):
                yield shlex.split(line.replace("[PLATFORM]", ""), comments=True)[1:]


@each_page
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)\s#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@each_page
def test_every_file_that_is_named_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:docs|examples|tests|scripts|bench)/[\w./-]+)`", text)

    assert [name for name in named if not (ROOT / name).exists()] == []


@each_page
def test_every_command_can_be_typed(page: Path) -> None:
    for words in typed(page):
        assert words, page
        with click.Context(cli) as context:
            command = cli.get_command(context, words[0])
        assert command, words
        # parsing says what is unknown or missing, and runs nothing
        command.make_context(words[0], [word for word in words[1:] if word != ">"])


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_pages_say_how_many_platforms_there_are(page: str) -> None:
    platforms = catalog.platforms()
    text = (ROOT / page).read_text(encoding="utf-8")

    assert f" {len(platforms)} platforms" in text
    if page == "CHANGELOG.md":
        count = Counter(platform.status for platform in platforms)
        assert f"{count['active']} active, {count['unconfirmed']} unconfirmed" in text
        assert f"{count['legacy']} legacy" in text
