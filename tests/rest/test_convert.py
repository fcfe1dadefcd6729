# ruff: noqa: ANN401 -- whatever JSON can say
from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from generator.errors import OfflineError, OutputError, RowsError
from generator.optimizely import convert, journal, sending, wire
from generator.optimizely.conversions import Target
from generator.optimizely.convert import Order
from generator.optimizely.fake import Running
from generator.optimizely.fake.state import Fault
from tests.rest.conftest import PROJECT, Run

TARGET = Target("1234567", str(PROJECT), {"call": "900"})
HEAD = "visitor_id,event,time,value\n"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "PAUSE", 0.01)


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    path = tmp_path / "calls.csv"
    path.write_text(HEAD + numbered(0, 100), encoding="utf-8")
    return path


def numbered(start: int, end: int) -> str:
    return "".join(f"visitor{n},call,{1_700_000_000 + n},{n}\n" for n in range(start, end))


def send(path: Path, **order: Any) -> convert.Report:
    return convert.run(Order(path, TARGET, **{"batch": 10, "patience": 2.0, **order}))


def visitors(fake: Running) -> list[str]:
    return sorted(row["visitor"] for row in fake.state.conversions())


def expected(count: int) -> list[str]:
    return sorted(f"visitor{n}" for n in range(count))


def test_every_row_arrives_once(fake: Running, calls: Path) -> None:
    report = send(calls)
    assert (report.sent, report.rejected) == (100, 0)
    assert visitors(fake) == expected(100)
    assert fake.state.count_conversions() == (100, 100)
    one = next(row for row in fake.state.conversions() if row["visitor"] == "visitor7")
    assert (one["key"], one["entity"], one["timestamp"], one["value"]) == (
        "call",
        "900",
        1_700_000_007_000,
        7,
    )


def test_a_second_run_sends_nothing(fake: Running, calls: Path) -> None:
    send(calls)
    report = send(calls)
    assert (report.sent, report.before) == (0, 100)
    assert fake.state.count_conversions() == (100, 100)


def test_rows_that_were_added_are_sent_alone(fake: Running, calls: Path) -> None:
    send(calls)
    with calls.open("a", encoding="utf-8") as out:
        out.write(numbered(100, 130))
    assert send(calls).sent == 30
    assert fake.state.count_conversions() == (130, 130)


def test_rows_that_were_changed_are_refused(fake: Running, calls: Path) -> None:
    send(calls)
    calls.write_text(HEAD + numbered(1, 101), encoding="utf-8")
    with pytest.raises(RowsError, match="does not begin with the 100 rows"):
        send(calls)


def test_another_account_needs_another_journal(fake: Running, calls: Path) -> None:
    send(calls)
    with pytest.raises(RowsError, match="is about account '1234567', not '1'"):
        convert.run(Order(calls, Target("1", str(PROJECT))))


def test_the_same_conversion_from_another_file_counts_once(
    fake: Running, calls: Path, tmp_path: Path
) -> None:
    send(calls)
    copy = tmp_path / "copy.csv"
    copy.write_bytes(calls.read_bytes())
    send(copy)
    assert fake.state.count_conversions() == (100, 200)


def test_bad_rows_land_in_a_file_with_the_reason(fake: Running, calls: Path) -> None:
    bad = 'x,call,yesterday,1\n,call,1700000000,1\nx,other,1700000000,1\nx,call,1700000000,1.5.2\nx,call\n"a"b,c\n'
    calls.write_text(HEAD + numbered(0, 5) + bad + numbered(5, 10), encoding="utf-8")
    report = send(calls)
    assert (report.sent, report.rejected) == (10, 6)
    assert report.rejected_file
    with report.rejected_file.open(encoding="utf-8") as stream:
        found = list(csv.DictReader(stream))
    assert [(row["_line"], row["_reason"]) for row in found] == [
        ("7", "time 'yesterday' is no time: write 2026-03-01T12:00:00Z"),
        ("8", "there is no visitor_id"),
        ("9", "the id of the event 'other' is not known"),
        ("10", "value '1.5.2' is no number"),
        ("11", "2 cells where the heading has 4"),
        ("12", "a quote stands inside a cell: write it twice, and the cell in quotes"),
    ]
    assert visitors(fake) == expected(10)


def test_rejected_rows_can_be_mended_and_sent(fake: Running, calls: Path) -> None:
    calls.write_text(HEAD + "x,call,soon,1\n", encoding="utf-8")
    rejected = send(calls).rejected_file
    assert rejected
    rejected.write_text(rejected.read_text().replace("soon", "1700000000"), encoding="utf-8")
    assert send(rejected).sent == 1
    assert visitors(fake) == ["x"]


def test_a_quote_that_swallows_rows_stops_and_goes_on_when_mended(
    fake: Running, calls: Path
) -> None:
    calls.write_text(HEAD + numbered(0, 20) + '"x,call,1700000000,1\n' + numbered(20, 30), "utf-8")
    with pytest.raises(RowsError, match="is not closed"):
        send(calls)
    calls.write_text(HEAD + numbered(0, 30), encoding="utf-8")
    send(calls)
    assert fake.state.count_conversions() == (30, 30)


def test_what_the_event_api_refuses_is_found_by_halving(fake: Running, calls: Path) -> None:
    rows = "".join(
        json.dumps({"visitor_id": f"v{n}", "event": "call", "time": 1_700_000_000 + n}) + "\n"
        for n in range(9)
    )
    path = calls.with_suffix(".jsonl")
    path.write_text(rows, encoding="utf-8")
    fake.state.faults.append(Fault("/v1/events", status=400, body='{"message": "no"}', times=1))
    fake.state.faults.append(Fault("/v1/events", status=413, body="", times=1))
    report = send(path, strict=True)
    assert report.sent == 9
    assert all(entry.headers.get("x-optimizely-strict") == "true" for entry in fake.state.log())


def test_one_refused_row_is_rejected_alone(fake: Running, calls: Path) -> None:
    calls.write_text(HEAD + numbered(0, 1), encoding="utf-8")
    fake.state.faults.append(Fault("/v1/events", status=400, body='{"message": "no such event"}'))
    report = send(calls, strict=True)
    assert (report.sent, report.rejected) == (0, 1)
    assert report.rejected_file
    assert "the Event API answers 400: no such event" in report.rejected_file.read_text()


def test_an_account_that_is_refused_stops_the_run(fake: Running, calls: Path) -> None:
    fake.state.faults.append(Fault("/v1/events", status=403, times=-1))
    with pytest.raises(sending.RefusedError, match="403"):
        send(calls)
    fake.state.faults.clear()
    assert send(calls).sent == 100


@pytest.mark.parametrize("skip", range(9))
def test_what_comes_after_a_batch_that_failed_is_not_taken_for_done(
    fake: Running, calls: Path, skip: int
) -> None:
    fake.state.faults.append(Fault("/v1/events", status=403, skip=skip, times=1))
    with pytest.raises(sending.RefusedError):
        send(calls)
    send(calls)
    assert visitors(fake) == expected(100)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("/v1/events", status=500, times=3),
        Fault("/v1/events", status=429, headers={"Retry-After": "0"}, times=3),
        Fault("/v1/events", status=503, times=3),
        Fault("/v1/events", reset=True, times=3),
        Fault("/v1/events", reset=True, late=True, times=3),
        Fault("/v1/events", delay=0.2, times=3),
    ],
    ids=["500", "429", "503", "reset", "reset late", "slow"],
)
def test_what_passes_is_waited_for(fake: Running, calls: Path, fault: Fault) -> None:
    fake.state.faults.append(fault)
    assert send(calls).sent == 100
    assert visitors(fake) == expected(100)


def test_a_server_that_stays_away_is_told_and_nothing_is_lost(fake: Running, calls: Path) -> None:
    fake.state.faults.append(Fault("/v1/events", status=500, times=-1, skip=4))
    with pytest.raises(OfflineError, match="it goes on where it stopped"):
        send(calls, patience=0.1)
    fake.state.faults.clear()
    send(calls)
    assert visitors(fake) == expected(100)


def test_a_full_disk_stops_the_run_and_the_next_goes_on(
    fake: Running, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls.write_text(HEAD + numbered(0, 50) + "x,call,never,1\n" + numbered(50, 100), "utf-8")
    real, room = journal.write, [600]

    def write(handle: int, content: bytes) -> int:
        part = content[: room[0]]
        room[0] -= len(part)
        return real(handle, part) if part else 0

    monkeypatch.setattr(journal, "write", write)
    with pytest.raises(OutputError, match="No space left"):
        send(calls)
    for line in (calls.parent / "calls.csv.journal").read_bytes().splitlines():
        json.loads(line)
    room[0] = 10**9
    send(calls)
    assert visitors(fake) == expected(100)
    rejected = (calls.parent / "calls.rejected.csv").read_text()
    assert rejected.count("never") == 2  # the row, and its reason


def test_a_torn_journal_is_mended(fake: Running, calls: Path) -> None:
    send(calls)
    with (calls.parent / "calls.csv.journal").open("a") as out:
        out.write('{"rows":1')
    assert send(calls).sent == 0


def test_a_file_that_is_no_journal(fake: Running, calls: Path) -> None:
    (calls.parent / "calls.csv.journal").write_text("oh\n")
    with pytest.raises(RowsError, match="is no journal of ours"):
        send(calls)


def test_two_runs_at_once_are_refused(fake: Running, calls: Path) -> None:
    with (
        journal.Journal(calls.parent / "calls.csv.journal"),
        pytest.raises(OutputError, match="another run"),
    ):
        send(calls)


def test_a_new_journal_does_not_write_over_rejected_rows(fake: Running, calls: Path) -> None:
    calls.write_text(HEAD + "x,call,soon,1\n", encoding="utf-8")
    send(calls)
    (calls.parent / "calls.csv.journal").unlink()
    with pytest.raises(RowsError, match="holds rows of an earlier run"):
        send(calls)


def test_other_column_names(fake: Running, calls: Path) -> None:
    calls.write_text("Caller,Goal,When\nv,call,2026-03-01T12:00:00+01:00\n", encoding="utf-8")
    with pytest.raises(RowsError, match="no column holds visitor_id nor time"):
        send(calls)
    send(calls, mapping={"visitor_id": "Caller", "time": "When"})
    (one,) = fake.state.conversions()
    assert (one["visitor"], one["timestamp"]) == ("v", 1772362800000)


# -- Classic ------------------------------------------------------------------------------------------------


def hits(fake: Running) -> list[str]:
    return sorted(hit["query"] for hit in fake.state.hits())


def test_classic_logs_each_row_once(fake: Running, calls: Path) -> None:
    calls.write_text(
        'visitor_id,event,time,value,buckets,segments\nö 1,a call,1700000000,250,"11:0;12:3_4",9:%C3%A9\n',
        encoding="utf-8",
    )
    assert send(calls, api="classic").sent == 1
    assert send(calls, api="classic").sent == 0
    assert hits(fake) == [
        f"a={PROJECT}&d=1234567&n=a%20call&u=%C3%B6%201&x12=3_4&s9=%C3%A9&v=250&time=1700000000"
    ]


def test_classic_never_asks_twice_when_an_answer_is_lost(fake: Running, calls: Path) -> None:
    fake.state.faults.append(Fault("/event", reset=True, late=True, skip=5, times=3))
    report = send(calls, api="classic")
    assert (report.sent, report.doubtful) == (97, 3)
    assert len(set(hits(fake))) == len(hits(fake)) == 100
    assert report.doubtful_file
    assert convert.run(Order(report.doubtful_file, TARGET, "classic")).sent == 3
    assert len(hits(fake)) == 103


def test_classic_waits_when_it_was_told_to(fake: Running, calls: Path) -> None:
    fake.state.faults.append(Fault("/event", status=503, times=5))
    assert send(calls, api="classic").sent == 100
    assert len(hits(fake)) == 100


def test_classic_that_stays_away_loses_nothing(fake: Running, calls: Path) -> None:
    fake.state.faults.append(Fault("/event", status=503, times=-1, skip=30))
    with pytest.raises(OfflineError):
        send(calls, api="classic", patience=0.1)
    fake.state.faults.clear()
    report = send(calls, api="classic")
    assert (report.sent, report.doubtful) == (100, 0)
    assert len(hits(fake)) == 100


# -- the command --------------------------------------------------------------------------------------------


def test_the_command_asks_for_the_events_ids(run: Run, fake: Running, calls: Path) -> None:
    fake.state.add("event", PROJECT, {"id": 900, "key": "call", "event_type": "custom"})
    result = run("convert", str(calls), "-a", "1234567", "-p", str(PROJECT), "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["sent"] == 100
    assert fake.state.conversions()[0]["entity"] == "900"


def test_the_command_says_that_rows_were_rejected(run: Run, calls: Path) -> None:
    calls.write_text(HEAD + "x,call,soon,1\n", encoding="utf-8")
    result = run("convert", str(calls), "-a", "1", "-p", str(PROJECT), "--event", "call=900")
    assert result.exit_code == 1
    assert "1 rejected: see" in result.stderr


def test_a_dry_run_sends_nothing(run: Run, fake: Running, calls: Path) -> None:
    where = ("-a", "1", "-p", str(PROJECT), "--event", "call=900", "--dry-run")
    result = run("convert", str(calls), *where)
    assert result.stdout.startswith("POST http"), result.output
    assert "visitor0" in result.stdout
    result = run("convert", str(calls), *where, "--classic")
    assert result.stdout.startswith("GET http")
    assert not fake.state.log()
    assert not list(calls.parent.glob("*.journal"))


def test_nothing_is_in_doubt_at_the_event_api(run: Run, calls: Path) -> None:
    result = run("convert", str(calls), "-a", "1", "-p", "1", "--resend-doubtful")
    assert "nothing is in doubt" in result.stderr


def test_the_standard_input_with_a_journal(run: Run, fake: Running, tmp_path: Path) -> None:
    where = ("convert", "-", "-a", "1234567", "-p", str(PROJECT), "--event", "call=900")
    assert "--journal FILE" in run(*where, stdin=HEAD).stderr
    named = (*where, "--journal", "sent.journal")
    assert run(*named, stdin=HEAD + numbered(0, 10)).exit_code == 0
    result = run(*named, stdin=HEAD + numbered(0, 20) + "x,call,soon,1\n")
    assert result.exit_code == 1, result.output
    assert "10 conversions sent" in result.stderr
    assert fake.state.count_conversions() == (20, 20)
    assert (tmp_path / "sent.rejected.csv").exists()


def test_json_lines_keep_their_own_fields_when_rejected(fake: Running, tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    rows = [
        {"who": "v1", "event": "call", "time": 1_700_000_000, "tags": {"a": "b"}},
        {"who": "v2", "event": "call"},
        17,
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{oh\n", encoding="utf-8")
    report = send(path, mapping={"visitor_id": "who"})
    assert (report.sent, report.rejected) == (1, 3)
    assert report.rejected_file
    found = [json.loads(line) for line in report.rejected_file.read_text().splitlines()]
    assert found[0] == {"who": "v2", "event": "call", "_line": 2, "_reason": "there is no time"}
    assert found[1] == {"_row": 17, "_line": 3, "_reason": "it is no object"}
    assert found[2]["_row"] == "{oh\n"


def test_a_clock_that_is_wrong_is_told(
    fake: Running, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 1_600_000_000 * 10**9)
    report = send(calls)
    assert (report.sent, report.rejected) == (0, 100)
    assert report.rejected_file
    assert "this machine's clock" in report.rejected_file.read_text()
    monkeypatch.undo()


# -- files that are not what was meant ----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["precious", '{"a": 1}\n{"b": 2}', "a,b\n", '{"tagwrong":1}'])
def test_another_file_given_as_journal_is_refused_and_left_as_it_is(
    fake: Running, calls: Path, text: str
) -> None:
    other = calls.with_name("precious.txt")
    other.write_text(text, encoding="utf-8")
    with pytest.raises(RowsError, match="is no journal of ours"):
        send(calls, journal=other)
    assert other.read_text(encoding="utf-8") == text
    assert not fake.state.log()


@pytest.mark.parametrize("length", range(1, 12))
def test_a_journal_whose_first_line_was_cut_short_is_begun_anew(
    fake: Running, calls: Path, length: int
) -> None:
    calls.with_name("calls.csv.journal").write_text('{"tagwright":1'[:length], encoding="utf-8")
    assert send(calls).sent == 100


def test_a_file_whose_first_rows_are_all_wrong_is_not_taken_for_rejected_rows(
    fake: Running, calls: Path
) -> None:
    calls.write_text(HEAD + "".join(f"v{n},call,soon,1\n" for n in range(51)), encoding="utf-8")
    for api in ("events", "classic"):
        with pytest.raises(RowsError, match="all of the first 51 rows are wrong: time 'soon'"):
            send(calls, batch=5_000, api=api, journal=calls.with_name(api))
    assert not calls.with_name("calls.rejected.csv").exists()
    calls.write_text(HEAD + numbered(0, 100), encoding="utf-8")
    assert send(calls, journal=calls.with_name("events")).sent == 100


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"visitor_id,event,time\rv,call,1700000000\r", "a carriage return stands inside a line"),
        (b"\xff\xfea", "the file begins as UTF-16, and is none"),
    ],
    ids=["old line ends", "half a letter"],
)
def test_a_file_of_another_sort_is_told(run: Run, calls: Path, content: bytes, reason: str) -> None:
    calls.write_bytes(content)
    result = run("convert", str(calls), "-a", "1", "-p", "1", "--event", "call=900")
    assert result.exit_code == 2
    assert reason in result.stderr


def test_utf_16_is_sent_and_goes_on_where_it_stopped(fake: Running, calls: Path) -> None:
    calls.write_bytes((HEAD + numbered(0, 30)).encode("utf-16"))
    fake.state.faults.append(Fault("/v1/events", status=403, skip=1, times=-1))
    with pytest.raises(sending.RefusedError):
        send(calls)
    fake.state.faults.clear()
    send(calls)
    assert visitors(fake) == expected(30)
    assert send(calls).before == 30


def test_a_disk_that_is_really_full_stops_the_run_and_the_next_goes_on(
    fake: Running, calls: Path
) -> None:
    pytest.importorskip("resource", reason="Windows limits no files")
    calls.write_text(HEAD + numbered(0, 3_000), encoding="utf-8")
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (150, 150)); "
        "from generator.cli.main import main; main()"
    )
    command = [sys.executable, "-c", code, "optimizely", "convert", str(calls), "-a", "1234567"]
    command += ["-p", str(PROJECT), "--event", "call=900"]
    environment = {**os.environ, **fake.environment}
    first = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    journal_left = calls.with_name("calls.csv.journal").read_bytes()
    assert (first.returncode, "Traceback" in first.stderr) == (2, False), first.stderr
    assert "make room and run this again" in first.stderr
    assert journal_left.endswith(b"\n")
    send(calls)
    assert visitors(fake) == expected(3_000)


# -- waiting ------------------------------------------------------------------------------------------------


def test_a_pause_is_told_once_however_many_wait(run: Run, fake: Running, calls: Path) -> None:
    calls.write_text(HEAD + numbered(0, 40), encoding="utf-8")
    fake.state.faults.append(Fault("/event", status=503, headers={"Retry-After": "1"}, times=16))
    result = run("convert", str(calls), "-a", "1", "-p", str(PROJECT), "--classic")
    assert result.exit_code == 0, result.output
    assert result.stderr.count("the answer was 503; again in 1 s") == 1
    assert len(hits(fake)) == 40


@pytest.mark.parametrize("api", ["events", "classic"])
def test_a_pause_that_is_too_long_ends_the_run_at_once(
    fake: Running, calls: Path, api: str
) -> None:
    path = "/v1/events" if api == "events" else "/event"
    fake.state.faults.append(Fault(path, status=429, headers={"Retry-After": "86400"}, times=-1))
    began = time.monotonic()
    with pytest.raises(OfflineError, match="wants to be left alone for 86400 s"):
        send(calls, api=api, patience=300.0)
    assert time.monotonic() - began < 5
    fake.state.faults.clear()
    assert send(calls, api=api).sent == 100


def test_an_answer_that_trickles_is_given_up(
    fake: Running, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "DEADLINE", 0.3)
    fake.state.faults.append(
        Fault("/v1/events", status=500, body="x" * 400, trickle=0.05, times=-1)
    )
    began = time.monotonic()
    with pytest.raises(OfflineError, match="no answer in time"):
        send(calls, patience=0.5)
    assert time.monotonic() - began < 8


def test_an_answer_that_does_not_end_is_not_held_in_memory(
    fake: Running, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.state.faults.append(Fault("/v1/events", status=500, body="x" * ((1 << 20) + 1), times=-1))
    with pytest.raises(OfflineError, match="the answer does not end"):
        send(calls, patience=0.01)


@pytest.mark.parametrize("given", [True, 1.5, [1], {"a": 1}])
def test_an_id_is_a_text_or_a_whole_number(fake: Running, tmp_path: Path, given: object) -> None:
    path = tmp_path / "calls.jsonl"
    row = {"visitor_id": "v", "event": "call", "time": 1_700_000_000, "id": given}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    report = send(path)
    assert (report.sent, report.rejected) == (0, 1)
    assert report.rejected_file
    assert "is no text" in report.rejected_file.read_text()


def test_who_is_not_logged_in_is_told_before_rows_are_rejected(
    run: Run, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TAGWRIGHT_TOKEN")
    result = run("convert", str(calls), "-a", "1", "-p", str(PROJECT))
    assert result.exit_code == 2
    assert "nobody is logged in" in result.stderr
    assert "all of the first 100 rows are wrong: the id of the event 'call'" in result.stderr
    result = run("convert", str(calls), "-a", "1", "-p", str(PROJECT), "--event", "call=x")
    assert "the id of 'call' is digits" in result.stderr


def test_a_stream_that_lasts_for_hours_is_not_ahead_of_the_clock(
    fake: Running, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = 1_700_000_000
    moments = iter(range(100))
    monkeypatch.setattr("time.time_ns", lambda: (start + 7_200 * next(moments)) * 10**9)
    rows = "".join(f"v{n},call,{start + 7_200 * n},1\n" for n in range(20))
    calls.write_text(HEAD + rows, encoding="utf-8")
    assert send(calls).sent == 20
