from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.optimizely.fake import Running
from generator.optimizely.fake.state import Fault
from tests.rest.conftest import PROJECT, Run

PUSH = ("lists", "push", "-p", str(PROJECT), "--name", "vip", "--key", "vip")


def rows(fake: Running) -> list[str]:
    return sorted(
        row
        for one in fake.state.all("list_attribute", PROJECT)
        for row in one["list_content"].split(",")
    )


@pytest.fixture
def vip(tmp_path: Path) -> Path:
    path = tmp_path / "vip.csv"
    path.write_text("vip\na1\nb2\n", encoding="utf-8")
    return path


def test_push_makes_a_list_and_prints_its_id(run: Run, fake: Running, vip: Path) -> None:
    result = run(*PUSH, str(vip))
    (one,) = fake.state.all("list_attribute", PROJECT)
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{one['id']}\n"
    assert "two hours" in result.stderr
    assert rows(fake) == ["a1", "b2"]


def test_push_again_sends_nothing(run: Run, fake: Running, vip: Path) -> None:
    run(*PUSH, str(vip))
    fake.state.forget_log()
    result = run(*PUSH, str(vip))
    assert "nothing changed" in result.stderr
    assert {entry.method for entry in fake.state.log()} == {"GET"}


def test_push_reads_the_standard_input(run: Run, fake: Running) -> None:
    assert run(*PUSH, "-", stdin="a1\nc3\n").exit_code == 0
    assert rows(fake) == ["a1", "c3"]


def test_nothing_is_sent_when_a_row_is_wrong(run: Run, fake: Running, vip: Path) -> None:
    vip.write_text("a1\njo@example.com\na1\n", encoding="utf-8")
    result = run(*PUSH, str(vip))
    assert result.exit_code == 2
    assert "vip.csv:2" in result.stderr
    assert "vip.csv:3" in result.stderr
    assert not fake.state.log()


def test_a_dry_run_prints_and_changes_nothing(run: Run, fake: Running, vip: Path) -> None:
    result = run(*PUSH, str(vip), "--dry-run")
    assert result.stdout.startswith("POST ")
    assert '"list_content": "a1,b2"' in result.stdout
    assert not fake.state.all("list_attribute", PROJECT)


def test_v1(run: Run, fake: Running, vip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.rest.conftest import TOKEN_V1  # noqa: PLC0415 -- only here

    monkeypatch.setenv("TAGWRIGHT_TOKEN", TOKEN_V1)
    assert run(*PUSH, str(vip), "--api", "v1").exit_code == 0
    result = run(*PUSH, str(vip), "--api", "v1")
    assert "nothing changed" in result.stderr, result.output


def test_diff_says_what_would_change(run: Run, vip: Path) -> None:
    run(*PUSH, str(vip))
    vip.write_text("a1\nc3\n", encoding="utf-8")
    result = run("lists", "diff", "-p", str(PROJECT), "--name", "vip", str(vip))
    assert result.exit_code == 1
    assert "+ c3\n- b2\n" in result.stdout


def test_pull_list_and_delete(run: Run, fake: Running, vip: Path) -> None:
    run(*PUSH, str(vip))
    here = ("-p", str(PROJECT))
    assert run("lists", "pull", *here, "--name", "vip").stdout == "a1\nb2\n"
    (one,) = json.loads(run("lists", "list", *here, "--json").stdout)
    assert (one["name"], one["rows"]) == ("vip", 2)
    assert run("lists", "delete", *here, "--name", "vip").exit_code == 0
    assert not fake.state.all("list_attribute", PROJECT)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("/v2/list_attributes", "POST", status=500, late=True),
        Fault("/v2/list_attributes", "POST", reset=True, late=True),
        Fault("/v2/list_attributes", "POST", cut=10, late=True),
        Fault("/v2/list_attributes", "POST", reset=True),
        Fault("/v2/list_attributes", status=429, headers={"Retry-After": "0"}, times=3),
        Fault("/v2/list_attributes", status=503, times=3),
    ],
    ids=["500 late", "reset late", "cut late", "reset", "429", "503"],
)
def test_a_list_is_made_once_whatever_happens_to_the_answer(
    run: Run, fake: Running, vip: Path, fault: Fault
) -> None:
    fake.state.faults.append(fault)
    result = run(*PUSH, str(vip))
    assert result.exit_code == 0, result.output
    assert rows(fake) == ["a1", "b2"]
    assert len(fake.state.all("list_attribute", PROJECT)) == 1
