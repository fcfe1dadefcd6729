"""Results as they come in, what a person sees on stderr out: live lines on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from generator.cli import options
from generator.verify import Outcome, Result, Visit

#: visits with findings that are told apart on the console; the report has them all
_TOLD = 10

#: platforms under way that are shown at once
_RUNNING = 8


@dataclass(slots=True)
class _Row:
    """One platform in one browser: how many of its visits are done, and those with findings."""

    platform: str
    total: int
    engine: str = ""
    done: int = 0
    gzip: int = 0
    failed: list[Result] = field(default_factory=list)

    def add(self, result: Result) -> None:
        self.engine = str(result.engine)
        self.done += 1
        visit = result.visit
        first = visit.platform.targets[0]
        if (visit.target, visit.client, visit.form) == (first, "auto", "minified"):
            self.gzip = self.gzip or result.size.gzip
        if not result.verdict.ok:
            self.failed.append(result)

    @property
    def state(self) -> str:
        if self.failed:
            return f"{len(self.failed)} with findings"
        return "ok" if self.done == self.total else "…" if self.done else ""


def shown(
    results: Iterable[Result], visits: Sequence[Visit], browsers: Sequence[str]
) -> Generator[Result]:
    """The results unchanged, each shown as it passes."""
    rows = _rows(visits, browsers)
    if not rows:
        return
    console = _console()
    if console.is_terminal and not console.is_dumb_terminal and not os.environ.get("CI"):
        yield from _live(results, rows, console)
    else:
        yield from _plain(results, rows, console)


def summary(outcome: Outcome, page: Path) -> None:
    """Say what was found, then one line for all of it and where the report lies."""
    console = _console()
    results, failed = outcome.results, outcome.failed
    for first, count in _told(failed)[:_TOLD]:
        _tell(console, first, count)
    more = len(_told(failed)) - _TOLD
    if more > 0:
        text = f"… and {options.count(more, 'more scenario')} with findings, in the report"
        console.print(text, markup=False)
    visits = options.count(len(results), "visit")
    if len(results) < outcome.planned:
        visits = f"{len(results):,} of {options.count(outcome.planned, 'visit')}"
    console.print(
        f"{options.count(len({r.visit.platform.slug for r in results}), 'platform')}, {visits}, "
        f"{len(failed)} with findings, in {outcome.seconds:.1f} s",
        markup=False,
    )
    console.print(f"report: {page}", markup=False)


def _console() -> Console:
    plain = os.environ.get("CI") or os.environ.get("NO_COLOR")
    return Console(stderr=True, highlight=False, soft_wrap=True, no_color=bool(plain))


def _rows(visits: Sequence[Visit], browsers: Sequence[str]) -> dict[tuple[str, str], _Row]:
    rows: dict[tuple[str, str], _Row] = {}
    for browser in browsers:
        for visit in visits:
            slug = visit.platform.slug
            rows.setdefault((slug, browser), _Row(slug, 0, browser)).total += 1
    return rows


def _live(
    results: Iterable[Result], rows: dict[tuple[str, str], _Row], console: Console
) -> Generator[Result]:
    wide = max(len(row.platform) for row in rows.values())
    with Live(_running(rows, wide), console=console, auto_refresh=False) as live:
        for result in results:
            row = rows[result.visit.platform.slug, result.engine.name]
            row.add(result)
            live.update(_running(rows, wide), refresh=True)
            if row.done == row.total:
                console.print(_line(row, wide))
            yield result


def _plain(
    results: Iterable[Result], rows: dict[tuple[str, str], _Row], console: Console
) -> Generator[Result]:
    wide = max(len(row.platform) for row in rows.values())
    for result in results:
        row = rows[result.visit.platform.slug, result.engine.name]
        row.add(result)
        if row.done == row.total:
            console.print(_line(row, wide))
        yield result


def _running(rows: dict[tuple[str, str], _Row], wide: int) -> Group:
    """What is under way, below the lines of what is done: few lines, however many platforms there are."""
    some = [_line(row, wide) for row in rows.values() if 0 < row.done < row.total]
    done, total = (sum(getattr(row, name) for row in rows.values()) for name in ("done", "total"))
    count = (
        Text(f"{done:,} of {options.count(total, 'visit')}", style="dim")
        if done < total
        else Text()
    )
    return Group(*some[:_RUNNING], count)


def _line(row: _Row, wide: int) -> Text:
    """One platform in one browser; in the columns of the others."""
    style = "red" if row.failed else "green" if row.done == row.total else "dim"
    size = f"{row.gzip:,} B gzip" if row.gzip else ""
    passed = f"{row.done - len(row.failed)}/{row.total}"
    start = f"{row.platform:<{wide}}  {row.engine}  {passed:>7}  {size:>12}  "
    return Text.assemble(start, (row.state, style))


def _told(failed: Sequence[Result]) -> list[tuple[Result, int]]:
    """The first visit with findings of each scenario and browser, and how many there are of it."""
    groups: dict[tuple[str, str, str], list[Result]] = {}
    for result in failed:
        key = (result.visit.platform.slug, result.visit.name, result.engine.name)
        groups.setdefault(key, []).append(result)
    return [(members[0], len(members)) for members in groups.values()]


def _tell(console: Console, result: Result, count: int) -> None:
    visit = result.visit
    others = f", and {options.count(count - 1, 'visit')} more" if count > 1 else ""
    console.print(Text(f"{visit.platform.slug}: {visit.name}", style="bold"))
    console.print(Text(f"  {visit.variant}, {result.engine}{others}", style="dim"))
    for finding in result.verdict.findings:
        text = "\n".join(f"  {line}" for line in str(finding).splitlines())
        console.print(Text(text, style="red"))
    console.print()
