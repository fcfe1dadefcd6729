"""What `verify` shows while it works."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from generator import catalog
from generator.cli import progress
from generator.verify import Engine, Observation, Result, Verdict, Visit, plan
from generator.verify.results import Size

ENGINE = Engine("chromium", "150.0", "somewhere")


def results(visits: tuple[Visit, ...]) -> list[Result]:
    return [
        Result(number, visit, ENGINE, Observation(), Verdict(()), Size(0, 1_234), 0.0)
        for number, visit in enumerate(visits)
    ]


@pytest.fixture
def visits() -> tuple[Visit, ...]:
    return plan([catalog.load("generic"), catalog.load("mixpanel")])


def said(visits: tuple[Visit, ...], monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> str:
    file = io.StringIO()
    console = Console(file=file, force_terminal=terminal, width=80, height=6, no_color=True)
    monkeypatch.setattr(progress, "_console", lambda: console)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    list(progress.shown(results(visits), visits, ["chromium"]))
    return file.getvalue()


@pytest.mark.parametrize("terminal", [False, True])
def test_each_platform_has_its_line_when_it_is_done(
    visits: tuple[Visit, ...], monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    lines = said(visits, monkeypatch, terminal=terminal).splitlines()

    done = [line for line in lines if line.rstrip().endswith("ok")]
    assert [line.split("\x1b[2K")[-1].split()[0] for line in done] == ["generic", "mixpanel"]
    assert all("1,234 B gzip" in line for line in done)


def test_no_size_is_told_where_none_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    visits = plan([catalog.load("generic")], targets=["integrator"])

    assert "gzip" not in said(visits, monkeypatch, terminal=False)


def test_a_terminal_keeps_few_lines_under_way_however_many_platforms_there_are() -> None:
    rows = {
        (str(number), "chromium"): progress._Row(str(number), 5, "chromium", done=1)
        for number in range(60)
    }

    console = Console(file=io.StringIO(), width=80)
    lines = console.render_lines(progress._running(rows, 2), pad=False)

    assert len(lines) == progress._RUNNING + 1
    assert "60 of 300 visits" in "".join(segment.text for segment in lines[-1])
