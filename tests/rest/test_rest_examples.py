from __future__ import annotations

from pathlib import Path

import pytest

from generator.optimizely.fake import Running
from tests.rest.conftest import PROJECT, Run

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["salesforce-leads", "marketo-people"])
def test_an_export_is_a_list(run: Run, fake: Running, name: str) -> None:
    program = name.partition("-")[0]
    where = ("-p", str(PROJECT), "--name", "leads", "--from", program)
    result = run("lists", "push", str(EXAMPLES / "lists" / f"{name}.csv"), *where)
    assert result.exit_code == 0, result.output
    (one,) = fake.state.all("list_attribute", PROJECT)
    rows = one["list_content"].split(",")
    assert len(rows) == 20
    assert {len(row) for row in rows} == ({18} if program == "salesforce" else {7})


def test_the_mails_of_an_export_are_hashed_or_refused(run: Run, fake: Running) -> None:
    path = str(EXAMPLES / "lists" / "marketo-people.csv")
    where = ("-p", str(PROJECT), "--name", "leads", "--column", "Email Address")
    result = run("lists", "push", path, *where)
    assert result.exit_code == 2
    assert "20 problems" not in result.stderr
    assert "marketo-people.csv:2" in result.stderr
    assert run("lists", "push", path, *where, "--hash", "sha256").exit_code == 0


def test_the_calls_are_conversions(run: Run, fake: Running, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_bytes((EXAMPLES / "conversions" / "calls.csv").read_bytes())
    where = ("-a", "1", "-p", str(PROJECT), "--event", "phone_call=900", "--strict")
    result = run("convert", str(path), *where)
    assert result.exit_code == 0, result.output
    assert fake.state.count_conversions() == (8, 8)


def test_the_receiver_is_right(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CALLRAIL_SIGNING_KEY", "INVOCA_TOKEN", "CONTRACTS_KEY"):
        monkeypatch.setenv(name, "x")
    result = run("convert", "serve", str(EXAMPLES / "conversions" / "receiver.toml"), "--check")
    assert result.exit_code == 0, result.output
