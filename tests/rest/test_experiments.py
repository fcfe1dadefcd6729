from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from generator import compile as engine
from generator.optimizely import experiments
from generator.optimizely.experiments import Headline
from generator.optimizely.fake import Fault, Running
from tests.rest.conftest import PROJECT, TOKEN_V1, Run

P = ("-p", str(PROJECT))
PAGE = "https://shop.example/sale"
ASK = (
    "experiments",
    "create",
    "headline",
    *P,
    "--page",
    PAGE,
    "--selector",
    "h1",
    "--original",
    "Sale",
)
HOSTILE = (
    '"); alert(1); ("',
    "</script><script>alert(1)</script>",
    "{{evil}} & 'quoted' \\u0041 \u2028 \u2029 \\",
    "<img src=x onerror=alert(1)>",
    "Größe 🎈",
    "HEADLINE",
    "$1 $& $`",
)

#: a page with two headlines; what is written is seen
DOM = """
var written = [], timers = [];
function element(text) {
  var content = text;
  return Object.defineProperty({}, "textContent", {
    get: function () { return content; },
    set: function (value) { content = value; written.push(value); }
  });
}
var elements = [];
var document = { querySelectorAll: function (selector) { this.selector = selector; return elements; } };
function setTimeout(callback) { timers.push(callback); }
"""


def ran(code: str, *texts: str, late: bool = False) -> tuple[list[str], str]:
    """What the code writes into elements with these texts, and the selector it asked for."""
    page = MiniRacer()
    page.eval(DOM)
    fill = f"elements = {json.dumps(texts)}.map(element);"
    page.eval(("" if late else fill) + code)
    page.eval(f"{fill} while (timers.length) timers.shift()();")
    found: list[str] = json.loads(str(page.eval("JSON.stringify(written)")))
    return found, str(page.eval("document.selector"))


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_data(title: str, late: bool) -> None:
    code = experiments.code(Headline(PAGE, title, title, ()), title + "!")

    assert ran(code, "Other", f" {title}\n", late=late) == ([title + "!"], title)
    assert engine.problems(code) == []
    assert code.isascii()
    assert "</" not in code.replace("*/", "")
    assert "{{" not in code


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_title_is_code(title: str) -> None:
    code = experiments.code(Headline(PAGE, "h1", "Sale", ()), title)

    assert ran(code, "Sale") == ([title], "h1")


def test_a_headline_that_is_not_there_is_looked_for_for_ten_seconds() -> None:
    code = experiments.code(Headline(PAGE, "h1", "Sale", ()), "Big sale")

    assert ran(code, "Another") == ([], "h1")


def test_a_headline_is_drafted_once(run: Run, fake: Running) -> None:
    first = run(*ASK, "--variation", "Big sale", "--variation", "Sale now")
    assert first.exit_code == 0, first.stderr
    again = run(*ASK, "--variation", "Big sale", "--variation", "Sale now")

    (experiment,) = fake.state.all("experiment")
    (page,) = fake.state.all("page")
    (event,) = fake.state.all("event")
    assert first.stdout == again.stdout == f"{experiment['id']}\n"
    assert experiment["status"] == "not_started"
    assert (experiment["page_ids"], page["edit_url"]) == ([page["id"]], PAGE)
    assert [(v["name"], v["weight"], len(v["actions"])) for v in experiment["variations"]] == [
        ("Original", 3334, 0),
        ("Big sale", 3333, 1),
        ("Sale now", 3333, 1),
    ]
    assert experiment["metrics"][0]["event_id"] == event["id"]
    assert event["config"] == {"selector": "h1"}
    (change,) = experiment["variations"][1]["actions"][0]["changes"]
    assert ran(change["value"], "Sale") == (["Big sale"], "h1")


@pytest.mark.parametrize("skip", range(8))
def test_an_interrupted_draft_is_finished_by_the_next(run: Run, fake: Running, skip: int) -> None:
    fake.state.faults.append(Fault("/v2", skip=skip, times=99, reset=True, late=True))
    run(*ASK, "--variation", "Big sale")
    fake.state.faults.clear()

    assert run(*ASK, "--variation", "Big sale").exit_code == 0
    assert [len(fake.state.all(kind)) for kind in ("experiment", "page", "event")] == [1, 1, 1]


def test_an_event_of_ones_own(run: Run, fake: Running) -> None:
    number = run("events", "create", "signup", *P).stdout.strip()

    assert run(*ASK, "--variation", "Big sale", "--event", "signup").exit_code == 0
    assert fake.state.all("experiment")[0]["metrics"][0]["event_id"] == int(number)
    done = run(*ASK, "--variation", "x", "--event", "sginup", "--name", "Other")
    assert done.exit_code == 2
    assert "did you mean 'signup'?" in done.stderr


@pytest.mark.parametrize(
    ("more", "text"),
    [
        (("--variation", " Sale "), "two of the headlines are the same"),
        (("--variation", " "), "a headline is empty"),
        (("--variation", "x", "--page", "shop.example"), "the page must be an address"),
        (("--variation", "x", "--selector", " "), "the selector is empty"),
    ],
)
def test_what_cannot_be_tested(run: Run, fake: Running, more: tuple[str, ...], text: str) -> None:
    done = run(*ASK, *more)

    assert done.exit_code == 2
    assert text in done.stderr
    assert fake.state.log() == []


def test_start_results_pause(run: Run, fake: Running) -> None:
    number = run(*ASK, "--variation", "Big sale").stdout.strip()
    assert "no results yet" in run("experiments", "results", number).stderr
    assert json.loads(run("experiments", "results", number, "--json").stdout) is None

    assert f"{number} is running" in run("experiments", "start", number).stderr
    done = run("experiments", "results", number)

    assert [r.status for r in fake.state.log(f"/v2/experiments/{number}/results")[-2:]] == [
        202,
        200,
    ]
    assert [line.split("  ")[-1].strip() for line in done.stdout.splitlines()[1:]] == [
        "baseline",
        "better",
    ]
    assert "+30.0%  +5.0% … +55.0%  95%" in done.stdout
    assert json.loads(run("experiments", "results", number, "--json").stdout)["metrics"]
    assert f"{number} is paused" in run("experiments", "pause", number).stderr
    assert run("experiments", "list", *P).stdout.split()[-1] == "paused"


def test_results_that_take_too_long(run: Run, fake: Running) -> None:
    made = {"project_id": PROJECT, "name": "x", "status": "running", "computing": 99}
    number = str(fake.state.add("experiment", PROJECT, made)["id"])

    done = run("experiments", "results", number, "--wait", "1")

    assert done.exit_code == 4
    assert "still being computed after 1 s" in done.stderr


def test_results_that_cannot_be_read(run: Run, fake: Running) -> None:
    fake.state.faults.append(Fault("/v2", status=200, body='{"metrics": [{}]}'))

    done = run("experiments", "results", "7")

    assert done.exit_code == 4
    assert "look at them as they are: --json" in done.stderr


def test_a_draft_of_somebody_else_is_not_written_over(run: Run, fake: Running) -> None:
    made = {"project_id": PROJECT, "name": "x", "status": "paused", "has_draft": True}
    number = str(fake.state.add("experiment", PROJECT, made)["id"])

    done = run("experiments", "start", number)
    assert done.exit_code == 2
    assert "with 409: Experiment edit conflict" in done.stderr
    assert "--override-changes" in done.stderr
    assert run("experiments", "start", number, "--override-changes").exit_code == 0


# -- v1 ---------------------------------------------------------------------------------------------------


@pytest.fixture
def run_v1(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TAGWRIGHT_TOKEN", TOKEN_V1)
    return lambda *typed: run(*typed, "--api", "v1")


def test_a_headline_in_classic(run_v1: Run, fake: Running) -> None:
    first = run_v1(*ASK, "--variation", "Big sale", "--variation", "Sale now")
    assert first.exit_code == 0, first.stderr
    assert run_v1(*ASK, "--variation", "Big sale").stdout == first.stdout

    (experiment,) = fake.state.all("v1 experiments")
    variations = fake.state.all("v1 variations")
    (goal,) = fake.state.all("v1 goals")
    assert (experiment["description"], experiment["status"]) == ("Headline: Sale", "Not started")
    assert [(v["description"], v["weight"]) for v in variations] == [
        ("Original", 3334),
        ("Big sale", 3333),
        ("Sale now", 3333),
    ]
    assert ran(variations[2]["js_component"], "Sale") == (["Sale now"], "h1")
    assert (goal["goal_type"], goal["experiment_ids"]) == (0, [experiment["id"]])

    number = first.stdout.strip()
    assert "is running" in run_v1("experiments", "start", number).stderr
    assert "Engagement" in run_v1("experiments", "results", number).stdout
    assert "is paused" in run_v1("experiments", "pause", number).stderr


@pytest.mark.parametrize("skip", range(7))
def test_an_interrupted_draft_in_classic(run_v1: Run, fake: Running, skip: int) -> None:
    fake.state.faults.append(Fault("/experiment", skip=skip, times=99, status=500))
    run_v1(*ASK, "--variation", "Big sale")
    fake.state.faults.clear()

    assert run_v1(*ASK, "--variation", "Big sale").exit_code == 0
    assert len(fake.state.all("v1 experiments")) == 1
    assert len(fake.state.all("v1 variations")) == 2
    assert len(fake.state.all("v1 goals")) == 1


def test_a_draft_in_classic_shows_each_step(run_v1: Run, fake: Running) -> None:
    done = run_v1(*ASK, "--variation", "Big sale", "--dry-run")

    assert [line.split()[0] for line in done.stdout.splitlines() if " http" in line] == [
        "POST",
        "PUT",
        "PUT",
        "POST",
    ]
    assert fake.state.log() == []
