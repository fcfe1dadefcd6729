"""How far something is, as it is shown."""

from __future__ import annotations

import io
import itertools
import time
from types import SimpleNamespace

import pytest
import rich.console
from rich.console import Console

from generator.cli import bar


def test_a_terminal_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.StringIO()
    console = Console(file=text, force_terminal=True, width=100)
    monkeypatch.setattr(rich.console, "Console", lambda **_: console)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")

    with bar.bar("sending", 200) as shown:
        shown.move(50, "5 rows sent")

    assert "sending" in text.getvalue()
    assert "25 %" in text.getvalue()
    assert "5 rows sent" in text.getvalue()


def test_a_log_has_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = itertools.count(time.monotonic(), 4)

    with bar.bar("sending", 200) as shown:
        # the module's own clock: others keep theirs
        monkeypatch.setattr(bar, "time", SimpleNamespace(monotonic=lambda: next(clock)))
        for done in range(0, 200, 20):
            shown.move(done, f"{done} rows sent")

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "sending 30 %, 60 rows sent",
        "sending 60 %, 120 rows sent",
        "sending 90 %, 180 rows sent",
    ]
