"""Live pages for `verify --url` and `inspect`: what both ask for, and what a person sees while they look."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator import catalog, config
from generator.cli import options

if TYPE_CHECKING:
    from generator.verify import BrowserName
    from generator.verify.live import Known, Look, Patience

_F = TypeVar("_F", bound=Callable[..., Any])

#: what a page that is not reached exits with, whatever was found on others
UNREACHABLE = 4


def asked(function: _F) -> _F:
    """The options about how live pages are visited."""
    found: Sequence[Callable[[_F], _F]] = (
        click.option(
            "--storage-state",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Cookies and storage to visit with, as Playwright writes them: a login, a consent given.",
        ),
        click.option(
            "--wait",
            type=click.FloatRange(0.5, 300),
            default=10,
            show_default=True,
            metavar="S",
            help="Seconds after the page has loaded in which what is expected may come.",
        ),
        click.option(
            "--timeout",
            type=click.FloatRange(0.5, 300),
            default=30,
            show_default=True,
            metavar="S",
            help="Seconds in which the page has to answer.",
        ),
    )
    for option in reversed(found):
        function = option(function)
    return function


def known(found: config.Config, expected: Sequence[str] = ()) -> Known:
    """What is known before a page is looked at.

    Raises:
        UnknownNameError: a platform that is expected does not exist.
    """
    from generator.verify import live  # noqa: PLC0415 -- heavy

    for slug in dict.fromkeys(expected):
        platform = catalog.load(slug, found.folders)
        if not platform.analytics:
            what = f"--expect {slug}: {platform.name} receives no decisions, so none can be expected there"
            raise click.UsageError(what)
    platforms = {platform.slug: platform for platform in catalog.platforms(found.folders)}
    return live.Known(platforms, found.values, tuple(dict.fromkeys(expected)))


def pages(given: Sequence[str]) -> Sequence[str]:
    """The addresses to look at; "-" reads a line for each on stdin."""
    from generator.verify import live  # noqa: PLC0415 -- heavy

    return live.addresses(given, lambda: sys.stdin.read().splitlines())


def patience(timeout: float, wait: float) -> Patience:
    """How long is waited."""
    from generator.verify import live  # noqa: PLC0415 -- heavy

    return live.Patience(timeout, wait)


def verify(  # noqa: PLR0913 -- what is looked at, and where it is told
    urls: Sequence[str],
    browser: BrowserName,
    about: Known,
    how: Patience,
    *,
    storage_state: Path | None,
    ignore: Sequence[str],
    out: Path,
    as_json: bool,
) -> int:
    """Look at pages, tell what was found, write the report; the exit code."""
    from generator import verify as proofs  # noqa: PLC0415 -- heavy
    from generator.verify import live  # noqa: PLC0415 -- heavy

    live.check_codes(ignore)
    proofs.check_folder(out)
    looks = []
    interrupted = False
    found = live.look(urls, browser, about, how, storage_state, ignore)
    with closing(found):  # type: ignore[type-var]  # a generator, which look does not promise
        try:
            for one in _shown(found, len(urls)):
                looks.append(one)  # noqa: PERF402 -- those that came stay when somebody interrupts
        except KeyboardInterrupt:
            interrupted = True
    looks.sort(key=lambda one: one.number)
    if looks:
        page = live.write(looks, out, datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"))
        _total(looks, len(urls), page)
        if as_json:
            click.echo(json.dumps(live.data(looks), indent=1))
        if os.environ.get("GITHUB_ACTIONS"):
            # The runner reads commands in both streams; JSON must stay JSON.
            for line in live.commands(looks):
                click.echo(line, err=as_json)
    if interrupted:
        raise KeyboardInterrupt
    return _exit_code(looks)


def _exit_code(looks: Sequence[Look]) -> int:
    if any(one.is_lost for one in looks):
        return UNREACHABLE
    return 0 if all(one.ok for one in looks) else 1


def _shown(looks: Iterator[Look], total: int) -> Iterator[Look]:
    """The Looks unchanged, each told as it comes."""
    from generator.verify import live  # noqa: PLC0415 -- heavy

    if sys.stderr.isatty():
        _say(f"looking at {options.count(total, 'page')} …", dim=True)
    for one in looks:
        _say(one.reading.seen.url, bold=True)
        _say(f"  {live.summary(one)}, {one.engine}: {live.count(one.findings)}", dim=True)
        for finding in one.findings:
            first, *more = str(finding).splitlines()
            _say(
                options.wrapped(first, "  ", " " * 18),
                fg="red" if finding.weight == "error" else "yellow",
            )
            for line in more:
                _say(options.wrapped(line.strip(), "      ", "            "))
        yield one


def _total(looks: Sequence[Look], total: int, page: Path) -> None:
    seen = options.count(len(looks), "page")
    seen = f"{len(looks):,} of {options.count(total, 'page')}" if len(looks) < total else seen
    lost = sum(one.is_lost for one in looks)
    failed = sum(not one.ok for one in looks)
    seconds = sum(one.reading.seen.seconds for one in looks)
    parts = [seen, f"{failed} with errors"] + ([f"{lost} not reached"] if lost else [])
    _say(f"{', '.join(parts)}, {seconds:.1f} s of visits")
    _say(f"report: {page}")


def _say(text: str, **style: Any) -> None:  # noqa: ANN401 -- click's own words for style
    click.echo(click.style(text, **style) if style else text, err=True)
