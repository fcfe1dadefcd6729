"""`verify --url` and `inspect` as they are typed: what they write, where, and their exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from gallery import Site, client, html, script, serve, snippet

ROOT = Path(__file__).parents[3]
HOSTED = {"optimizely.js": client()}

#: whole sites of this machine: what they ask of others fails, and nothing depends on it
GOOD = Site(
    "good", files={"": html(script("optimizely.js"), script(code=snippet("generic"))), **HOSTED}
)
BAD = Site("bad", files={"": html(script("optimizely.js")), **HOSTED})
WARNED = Site(
    "warned",
    files={"": html(script("optimizely.js", defer=""), script(code=snippet("generic"))), **HOSTED},
)
#: vendors' SDKs ask the browser this, and send nothing when it says yes
ASKS = Site(
    "asks",
    files={
        "": html(
            script("optimizely.js"),
            script(code="console.log('automated: ' + navigator.webdriver);"),
        ),
        **HOSTED,
    },
)
#: nobody listens on the first port of all
NOBODY = "http://127.0.0.1:1/"

Say = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve([GOOD, BAD, WARNED, ASKS]) as address:
        yield address


@pytest.fixture
def say(tmp_path: Path) -> Say:
    """Type a command in an empty folder."""

    def say(
        *words: str, stdin: str = "", variables: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        known = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
        quick = ("--wait", "2") if words[0] in ("verify", "inspect") else ()
        return subprocess.run(
            [sys.executable, "-m", "generator", *words, *quick],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={**known, "PYTHONPATH": str(ROOT), **(variables or {})},
        )

    return say


def test_a_good_page_exits_0_and_leaves_a_report(say: Say, address: str, tmp_path: Path) -> None:
    ran = say("verify", "--url", f"{address}/good/", "--expect", "generic")

    assert ran.returncode == 0, ran.stderr
    assert "Optimizely Web, project 9001, 2 experiments run" in ran.stderr
    assert "no findings" in ran.stderr
    assert ran.stdout == ""
    assert {path.name for path in (tmp_path / "tagwright-report").iterdir()} == {
        "index.html",
        "junit.xml",
        "results.json",
    }


def test_many_pages_come_from_stdin_and_an_error_exits_1(
    say: Say, address: str, tmp_path: Path
) -> None:
    lines = f"# the shop\n{address}/good/\n\n  {address}/bad/\n{address}/good/\n"
    ran = say("verify", "--url", "-", "--expect", "generic", "--json", "-o", "out", stdin=lines)

    found = json.loads(ran.stdout)
    assert ran.returncode == 1, ran.stderr
    assert [page["url"] for page in found["pages"]] == [f"{address}/good/", f"{address}/bad/"]
    assert [page["ok"] for page in found["pages"]] == [True, False]
    assert [one["code"] for one in found["pages"][1]["findings"]] == ["TW401"]
    assert json.loads((tmp_path / "out" / "results.json").read_text()) == found


def test_junit_has_a_case_for_each_code_and_page(say: Say, address: str, tmp_path: Path) -> None:
    say("verify", "--url", f"{address}/bad/", "--url", f"{address}/warned/", "--expect", "generic")

    bad, warned = ET.parse(tmp_path / "tagwright-report" / "junit.xml").getroot()
    assert (bad.get("failures"), warned.get("failures")) == ("1", "0")
    assert int(bad.get("tests") or 0) == len(bad)
    failed = [case for case in bad if case.find("failure") is not None]
    assert [str(case.get("name"))[:5] for case in failed] == ["TW401"]
    told = [case.findtext("system-out") for case in warned if len(case)]
    assert told
    assert str(told[0]).startswith("TW206 warning")


def test_warnings_alone_exit_0(say: Say, address: str) -> None:
    ran = say("verify", "--url", f"{address}/warned/")

    assert ran.returncode == 0
    assert "1 warning" in ran.stderr


def test_what_is_ignored_is_no_finding(say: Say, address: str, tmp_path: Path) -> None:
    ran = say("verify", "--url", f"{address}/bad/", "--expect", "generic", "--ignore", "TW401")

    assert ran.returncode == 0, ran.stderr
    [page] = json.loads((tmp_path / "tagwright-report" / "results.json").read_text())["pages"]
    assert page["findings"] == []
    assert [one["code"] for one in page["ignored"]] == ["TW401"]


@pytest.mark.parametrize("command", [("verify", "--url"), ("inspect",)])
def test_a_page_that_cannot_be_reached_exits_4(say: Say, address: str, command: list[str]) -> None:
    more = ("--url",) if command[0] == "verify" else ()
    ran = say(*command, NOBODY, *more, f"{address}/bad/")

    assert ran.returncode == 4
    assert "cannot be reached" in ran.stderr + ran.stdout


def test_github_is_given_a_line_for_each_finding(say: Say, address: str) -> None:
    variables = {"GITHUB_ACTIONS": "true"}
    words = ("verify", "--url", f"{address}/bad/", "--expect", "generic")
    ran = say(*words, variables=variables)
    beside = say(*words, "--json", variables=variables)

    [line] = ran.stdout.splitlines()
    assert line.startswith("::error title=TW401 on http%3A//127.0.0.1%3A")
    assert "%0Ahelp: put the snippet on the page: tagwright render generic --min" in line
    # JSON stays JSON: the runner reads commands in both streams.
    assert json.loads(beside.stdout)["ok"] is False
    assert line[:30] in beside.stderr


def test_inspect_says_what_was_decided_and_where_it_went(say: Say, address: str) -> None:
    ran = say("inspect", f"{address}/good/")

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == [
        f"{address}/good/",
        "Optimizely Web, project 9001, 2 experiments run",
        "",
        "EXPERIMENT                  VARIATION                 STATE  SENT TO",
        "Homepage hero (9000000001)  Blue button (9000000012)  runs   generic: handed to it on the page",
        "Checkout flow (9000000002)  Original (9000000021)     runs   generic: handed to it on the page",
    ]


def test_inspect_says_so_to_machines(say: Say, address: str) -> None:
    ran = say("inspect", f"{address}/good/", "--json")

    [page] = json.loads(ran.stdout)
    first = page["decisions"][0]
    assert page["clients"] == ["web"]
    assert page["project"]["projectId"] == "9001"
    assert (first["experimentId"], first["variationIds"]) == ("9000000001", ["9000000012"])
    assert [(one["platform"], one["reach"]) for one in first["sent"]] == [
        ("generic", "handed over")
    ]


def test_the_browser_does_not_call_itself_automated(say: Say, address: str) -> None:
    ran = say("verify", "--url", f"{address}/asks/", "--json")

    [page] = json.loads(ran.stdout)["pages"]
    assert [one["text"] for one in page["console"] if one["type"] == "log"] == ["automated: false"]


def test_a_storage_state_that_is_none_is_told(say: Say, address: str, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("{", encoding="utf-8")
    ran = say("verify", "--url", f"{address}/good/", "--storage-state", "state.json")

    assert ran.returncode == 2
    assert "it holds no state of a browser" in ran.stderr
    assert "--> state.json" in ran.stderr
