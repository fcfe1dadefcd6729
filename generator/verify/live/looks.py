"""Addresses in, Looks out: every page visited, read and checked."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.errors import SettingsError, TagwrightError, UnknownNameError, nearest, refuse, shown
from generator.verify.browsers import BrowserName, Engine
from generator.verify.crew import crew
from generator.verify.live import checks, snippets
from generator.verify.live.codes import CODES, LiveFinding
from generator.verify.live.reading import Known, Reading, read, values_of
from generator.verify.live.sighting import Sighting
from generator.verify.live.visit import Guide, Patience, Visitor, facts, open_visitor

#: browsers that run side by side at most, and pages that are worth the start of one more
_MOST = 4
_WORTH = 4


@dataclass(frozen=True, slots=True)
class Look:
    """One page in one browser.

    Attributes:
        number: its place among the addresses, from 0.
        ignored: what was found under codes that were to be ignored.
    """

    number: int
    engine: Engine
    reading: Reading
    findings: Sequence[LiveFinding]
    ignored: Sequence[LiveFinding] = ()

    @property
    def errors(self) -> Sequence[LiveFinding]:
        """The findings that mean that something is not counted, or counted wrongly."""
        return [one for one in self.findings if one.weight == "error"]

    @property
    def ok(self) -> bool:
        """Whether there is none of these."""
        return not self.errors

    @property
    def is_lost(self) -> bool:
        """Whether the page was not reached."""
        return bool(self.reading.seen.lost)


def addresses(given: Sequence[str], lines: Callable[[], Sequence[str]]) -> Sequence[str]:
    """The addresses that are named, each once; "-" stands for `lines`, in which blank ones and comments (#) count for nothing.

    Raises:
        SettingsError: some are no addresses of pages; all of them at once.
    """
    found: list[str] = []
    for one in given:
        found += [one] if one != "-" else _meant(lines())
    refuse(_misfit(url) for url in dict.fromkeys(found) if not _is_address(url))
    if not found:
        what = "there is no address to look at"
        raise SettingsError(what, help="give one, or a line for each on stdin")
    return list(dict.fromkeys(found))


def check_codes(codes: Sequence[str]) -> None:
    """Nothing, when there are such findings.

    Raises:
        UnknownNameError: there are not; all of them at once.
    """
    refuse(
        UnknownNameError(
            f"there is no finding {shown(code)}",
            help=nearest(code, CODES, "docs/live-pages.md lists them"),
        )
        for code in dict.fromkeys(codes)
        if code not in CODES
    )


def look(  # noqa: PLR0913, PLR0917 -- what is looked at, by whom, and how
    urls: Sequence[str],
    browser: BrowserName,
    known: Known,
    patience: Patience = Patience(),  # noqa: B008 -- frozen
    storage_state: Path | None = None,
    ignore: Collection[str] = (),
) -> Iterator[Look]:
    """A Look for each address, as they come; as many browsers side by side as the machine has processors.

    Raises:
        EnvironmentMissingError: the browser is missing; the help is the one command to run.
        SettingsError: the file of the storage state is none.
    """
    workers = max(1, min(os.cpu_count() or 1, _MOST, len(urls) // _WORTH))

    @contextmanager
    def opened() -> Iterator[Callable[[tuple[int, str]], Look]]:
        with open_visitor(browser, patience, storage_state) as visitor:
            yield lambda task: look_at(visitor, task[1], known, task[0], ignore)

    worker: Callable[[], AbstractContextManager[Callable[[tuple[int, str]], Look]]] = opened
    yield from crew(enumerate(urls), worker, workers)


def look_at(
    visitor: Visitor, url: str, known: Known, number: int = 0, ignore: Collection[str] = ()
) -> Look:
    """A Look at one page, in a browser that is open already."""
    reading = read(visitor.visit(url, guide(known)), known)
    found = checks.check(reading)
    return Look(
        number,
        visitor.engine,
        reading,
        [each for each in found if each.kind not in ignore],
        [each for each in found if each.kind in ignore],
    )


def guide(known: Known) -> Guide:
    """What a visit has to know of the platforms."""
    return Guide(lambda seen: _question(seen, known), lambda seen: _is_done(read(seen, known)))


def _question(seen: Sighting, known: Known) -> Mapping[str, Any]:
    on_page = snippets.on_page(snippets.codes(seen), known.platforms)
    values = values_of(on_page, known)
    return {
        slug: facts(platform, values[slug])
        for slug, platform in known.platforms.items()
        if platform.analytics
    }


def _is_done(reading: Reading) -> bool:
    """Whether nothing more is expected of the page."""
    if not any(decision.runs for decision in reading.decisions):
        # Optimizely, or an experiment of it, may still come.
        return False
    return all(
        reading.reach(slug, decision) in ("sent", "failed", "handed over")
        for slug in reading.reporting
        if reading.answer(slug) in (None, "granted")
        for decision in reading.due
    )


def _meant(lines: Sequence[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _is_address(url: str) -> bool:
    try:
        found = urlsplit(url)
    except ValueError:
        return False
    return (
        found.scheme in ("http", "https")
        and bool(found.hostname)
        and not any(map(str.isspace, url))
    )


def _misfit(url: str) -> TagwrightError:
    advice = f"did you mean {f'https://{url}'!r}?" if "://" not in url and "." in url else None
    what = f"{shown(url)} is no address of a page"
    return SettingsError(what, help=advice or "write it as a browser shows it: https://…")
