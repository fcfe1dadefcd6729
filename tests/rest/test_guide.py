"""The guide's commands, run in its order against a fake: what people copy works."""

from __future__ import annotations

import re
import shlex
import socket
import threading
import urllib.request
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.optimizely import login
from generator.optimizely.fake import Running
from tests.rest.conftest import CLIENT_SECRET, TOKEN, Run

GUIDE = Path(__file__).parents[2] / "docs" / "optimizely-api.md"


def commands() -> Iterator[list[str]]:
    """What the guide has typed, but for the fake itself."""
    for block in re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words[:2] == ["tagwright", "optimizely"] and words[2] != "fake":
                yield words[2:]


def test_every_command_of_the_guide_works(
    run: Run, fake: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
    monkeypatch.setattr(login, "REDIRECT", f"http://127.0.0.1:{port}/callback")
    monkeypatch.setattr(webbrowser, "open", _visit)
    monkeypatch.delenv("TAGWRIGHT_TOKEN")
    monkeypatch.setenv("TAGWRIGHT_CLIENT_SECRET", CLIENT_SECRET)
    (tmp_path / "token.txt").write_text(f"{TOKEN}\n", encoding="utf-8")
    (tmp_path / "mapping.txt").write_text("plan -> attribute:plan\n", encoding="utf-8")
    (toml,) = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "tagwright.toml").write_text(toml, encoding="utf-8")

    count = 0
    for words in commands():
        place = words.index("<") if "<" in words else len(words)
        files = words[place + 1 :]
        stdin = (tmp_path / files[0]).read_text(encoding="utf-8") if files else None
        done = run(*words[:place], stdin=stdin)
        assert done.exit_code == 0, (words, done.output)
        count += 1

    assert count >= 15
    (experiment,) = fake.state.all("experiment")
    assert experiment["status"] == "paused"


def _visit(address: str) -> bool:
    """A browser whose user says yes."""
    threading.Thread(target=urllib.request.urlopen, args=(address,)).start()
    return True
