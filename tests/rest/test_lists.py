from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.optimizely.fake import Running
from generator.optimizely.fake.state import Fault
from tests.rest.conftest import PROJECT, TOKEN, Run

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
        Fault("/v2/list_attributes", status=200, body="<html>", times=1),
        Fault("/v2/list_attributes", "GET", cut=1),
        Fault("/v2/list_attributes", delay=0.3, times=2),
    ],
    ids=["500 late", "reset late", "cut late", "reset", "429", "503", "no JSON", "cut", "slow"],
)
def test_a_list_is_made_once_whatever_happens_to_the_answer(
    run: Run, fake: Running, vip: Path, fault: Fault
) -> None:
    fake.state.faults.append(fault)
    result = run(*PUSH, str(vip))
    assert result.exit_code == 0, result.output
    assert rows(fake) == ["a1", "b2"]
    assert len(fake.state.all("list_attribute", PROJECT)) == 1


def test_a_dry_run_without_login_shows_what_would_be_made(
    run: Run, fake: Running, vip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TAGWRIGHT_TOKEN")
    result = run(*PUSH, str(vip), "--dry-run")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("POST ")
    assert "nobody is logged in" in result.stderr


def test_a_token_that_ends_in_between_is_told_and_the_next_push_finishes(
    run: Run, fake: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.csv"
    path.write_text("".join(f"member{n:05}\n" for n in range(2_000)), encoding="utf-8")
    monkeypatch.setattr("generator.optimizely.lists.LARGEST_LIST", 5_000)
    monkeypatch.setattr("generator.optimizely.lists.Wanted.__init__.__defaults__", ("", 5_000))
    fake.state.faults.append(Fault("/v2/", "POST", status=401, skip=3, times=-1))
    result = run(*PUSH, str(path))
    assert result.exit_code == 2
    assert "401" in result.stderr
    assert "login" in result.stderr
    assert len(fake.state.all("list_attribute", PROJECT)) == 3
    fake.state.faults.clear()
    result = run(*PUSH, str(path))
    assert result.exit_code == 0, result.output
    assert rows(fake) == [f"member{n:05}" for n in range(2_000)]
    assert " OR vip-part-" in result.stderr


def test_no_secret_is_in_any_output(run: Run, fake: Running, vip: Path) -> None:
    said = run("--debug", *PUSH, str(vip)).output
    for status in (400, 401, 403, 404, 500):
        fake.state.faults[:] = [
            Fault("/v2/", status=status, times=-1, body=f'{{"message": "{TOKEN}"}}')
        ]
        said += run("--debug", *PUSH, str(vip), "--dry-run").output
        if status != 500:
            said += run("--debug", *PUSH, str(vip)).output
            said += run("--debug", "lists", "list", "-p", str(PROJECT)).output
    assert "401" in said
    assert TOKEN not in said


def test_taking_away_tells_what_it_did(run: Run, fake: Running, vip: Path) -> None:
    run(*PUSH, str(vip))
    delete = ("lists", "delete", "-p", str(PROJECT), "--name", "vip")
    planned = run(*delete, "--dry-run")
    assert planned.stdout.startswith("DELETE ")
    assert "deleted" not in planned.stderr
    assert rows(fake) == ["a1", "b2"]
    assert "deleted vip" in run(*delete).stderr
    assert "there is no list 'vip': nothing was deleted" in run(*delete).stderr


def test_a_dry_run_says_why_it_cannot_look(run: Run, fake: Running, vip: Path) -> None:
    fake.state.faults.append(Fault("/v2/", status=404, times=-1))
    result = run(*PUSH, str(vip), "--dry-run")
    assert result.exit_code == 2
    assert "404" in result.stderr
    assert "nobody is logged in" not in result.stderr


def test_a_token_file_that_is_not_there_is_told_in_a_dry_run_too(run: Run, vip: Path) -> None:
    result = run(*PUSH, str(vip), "--dry-run", "--token-file", "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr
