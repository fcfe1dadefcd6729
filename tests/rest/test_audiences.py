from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from generator.errors import SettingsError
from generator.optimizely import audiences
from generator.optimizely.client import Client
from generator.optimizely.fake import Fault, Running
from tests.rest.conftest import PROJECT, TOKEN_V1, Run

P = ("-p", str(PROJECT))
MAPPING = """
company.industry -> attribute:industry
company.size -> attribute:company size
company.industry = Retail -> audience:Retail buyers
company.name -> dimension:Company
plan -> tag:plan
"""


def test_an_audience_is_created_once(run: Run, fake: Running) -> None:
    first = run("audiences", "create", "Retail", *P, "--attribute", "industry=Retail")
    again = run("audiences", "create", "Retail", *P, "--attribute", "industry=Retail")

    (audience,) = fake.state.all("audience")
    assert first.stdout == again.stdout == f"{audience['id']}\n"
    assert "already" in again.stderr
    assert json.loads(audience["conditions"]) == [
        "and",
        {"type": "custom_attribute", "name": "industry", "value": "Retail"},
    ]


def test_an_archived_name_is_free(run: Run, fake: Running) -> None:
    first = run("audiences", "create", "Retail", *P).stdout.strip()

    assert run("audiences", "update", first, "--archive").exit_code == 0

    assert run("audiences", "create", "Retail", *P).stdout.strip() != first
    listed = run("audiences", "list", *P).stdout.splitlines()
    assert [line.split()[:3] for line in listed[1:]] == [
        [first, "Retail", "true"],
        [str(int(first) + 1), "Retail", "false"],
    ]


def test_an_audience_is_changed(run: Run, fake: Running) -> None:
    number = run("audiences", "create", "Retail", *P).stdout.strip()

    done = run("audiences", "update", number, "--name", "Shops", "--conditions", '["and"]')

    assert done.exit_code == 0, done.stderr
    assert fake.state.get("audience", number) == {
        "id": int(number),
        "archived": False,
        "project_id": PROJECT,
        "name": "Shops",
        "conditions": '["and"]',
    }
    assert run("audiences", "update", number).exit_code == 2


@pytest.mark.parametrize("text", ["{}", "[", '"and"'])
def test_conditions_are_looked_at_before_they_are_sent(run: Run, fake: Running, text: str) -> None:
    done = run("audiences", "create", "Retail", *P, "--conditions", text)

    assert done.exit_code == 2
    assert "the conditions are" in done.stderr
    assert fake.state.log() == []


def test_a_dry_run_sends_nothing_and_needs_no_token(
    run: Run, fake: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TAGWRIGHT_TOKEN")

    done = run("audiences", "create", "Retail", *P, "--dry-run")

    head, _, body = done.stdout.partition("\n")
    assert head == f"POST {fake.root}/v2/audiences"
    assert json.loads(body) == {"project_id": PROJECT, "name": "Retail"}
    for typed in (
        ["audiences", "sync", *P, "--mapping", MAPPING],
        ["audiences", "update", "7", "--name", "x"],
        ["attributes", "create", "industry", *P],
        ["attributes", "update", "7", "--archive"],
        ["events", "create", "phone_call", *P],
        ["experiments", "start", "7"],
        ["experiments", "pause", "7", "--api", "v1"],
    ):
        done = run(*typed, "--dry-run")
        assert done.exit_code == 0, done.stderr
        assert done.stdout.startswith(("POST http", "PATCH http", "PUT http"))
    assert fake.state.log() == []


def test_a_mapping_is_synced_twice_and_changes_nothing(run: Run, fake: Running) -> None:
    first = run("audiences", "sync", *P, "--mapping", MAPPING, "--json")
    assert first.exit_code == 0, first.stderr
    things = fake.state.all("attribute")
    fake.state.forget_log()

    again = run("audiences", "sync", *P, "--mapping", MAPPING)

    assert [(a["key"], a["name"]) for a in things] == [
        ("industry", "industry"),
        ("company size", "company size"),
    ]
    assert [(row["kind"], row["state"]) for row in json.loads(first.stdout)] == [
        ("attribute", "created"),
        ("attribute", "created"),
        ("audience", "not by REST"),
        ("dimension", "not by REST"),
        ("tag", "not by REST"),
    ]
    assert {request.method for request in fake.state.log()} == {"GET"}
    assert "0 created, 2 there" in again.stderr
    assert fake.state.all("attribute") == things


def test_a_mapping_of_classic(run: Run, fake: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAGWRIGHT_TOKEN", TOKEN_V1)

    for _ in range(2):
        done = run("audiences", "sync", *P, "--mapping", MAPPING, "--api", "v1", "--json")
        assert done.exit_code == 0, done.stderr

    (audience,) = fake.state.all("v1 audiences")
    (dimension,) = fake.state.all("v1 dimensions")
    assert (audience["name"], audience["conditions"]) == ("Retail buyers", "[]")
    assert [row["id"] for row in json.loads(done.stdout)] == [
        "",
        "",
        audience["id"],
        dimension["id"],
        "",
    ]
    numbered = f"x -> audience:{audience['id']}"
    assert run("audiences", "sync", *P, "--mapping", numbered, "--api", "v1").exit_code == 0


def test_a_mapping_comes_from_tagwright_toml(run: Run, fake: Running, tmp_path: Path) -> None:
    text = f'[platforms.demandbase]\nmapping = """{MAPPING}"""\n'
    (tmp_path / "tagwright.toml").write_text(text, encoding="utf-8")

    assert run("audiences", "sync", "demandbase", *P).exit_code == 0
    assert len(fake.state.all("attribute")) == 2
    done = run("audiences", "sync", "clearbit", *P)
    assert done.exit_code == 2
    assert "there is no mapping for 'clearbit'" in done.stderr


def test_a_mapping_tells_all_its_problems(api: Client, fake: Running) -> None:
    text = dedent("""\
        industry
        industry -> atribute:industry
        -> attribute:x
    """)

    with pytest.raises(SettingsError) as caught:
        list(audiences.sync(api, PROJECT, text))

    assert str(caught.value).splitlines() == [
        "the mapping has no '->' in line 1: 'industry'",
        "  help: write: company.industry -> attribute:industry",
        "the mapping knows no kind 'atribute' in line 2: 'industry -> atribute:industry'",
        "  help: did you mean 'attribute'?",
        "the mapping has no path in line 3: '-> attribute:x'",
        "  help: write: company.industry -> attribute:x",
    ]
    assert fake.state.log() == []


@pytest.mark.parametrize("skip", range(6))
def test_an_interrupted_sync_is_finished_by_the_next(run: Run, fake: Running, skip: int) -> None:
    fake.state.faults.append(Fault("/v2", skip=skip, times=99, reset=True, late=True))
    run("audiences", "sync", *P, "--mapping", MAPPING)
    fake.state.faults.clear()

    assert run("audiences", "sync", *P, "--mapping", MAPPING).exit_code == 0
    assert [a["key"] for a in fake.state.all("attribute")] == ["industry", "company size"]


def test_attributes(run: Run, fake: Running) -> None:
    number = run("attributes", "create", "industry", *P, "--name", "Industry").stdout.strip()

    assert run("attributes", "create", "industry", *P).stdout.strip() == number
    assert run("attributes", "update", number, "--name", "Branch").exit_code == 0
    assert run("attributes", "list", *P).stdout.splitlines()[1].split() == [
        number,
        "industry",
        "Branch",
        "false",
    ]
    done = run("attributes", "create", "in/dustry", *P)
    assert done.exit_code == 2
    assert "an attribute's key cannot be 'in/dustry'" in done.stderr


def test_events(run: Run, fake: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    number = run("events", "create", "phone_call", *P, "--category", "convert").stdout.strip()

    assert run("events", "create", "phone_call", *P).stdout.strip() == number
    assert json.loads(run("events", "list", *P, "--json").stdout)[0]["key"] == "phone_call"
    assert (
        "did you mean 'convert'?"
        in run("events", "create", "x", *P, "--category", "konvert").stderr
    )
    assert run("events", "create", "ünsafe", *P).exit_code == 2

    monkeypatch.setenv("TAGWRIGHT_TOKEN", TOKEN_V1)
    goal = run("events", "create", "phone_call", *P, "--api", "v1").stdout.strip()
    assert run("events", "create", "phone_call", *P, "--api", "v1").stdout.strip() == goal
    assert fake.state.get("v1 goals", goal)["goal_type"] == 1  # type: ignore[index]


@pytest.mark.parametrize("typed", ["abc", "1.0", "-1", "²", "12/../../projects"])
def test_an_id_is_digits(run: Run, fake: Running, typed: str) -> None:
    done = run("audiences", "list", "-p", typed)

    assert done.exit_code == 2
    assert "an id is digits" in done.stderr
    assert fake.state.log() == []


def test_projects_and_snippet(run: Run, fake: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    number = 9007199254740993
    fake.state.add(
        "project", "", {"id": number, "name": "App", "platform": "ios", "status": "active"}
    )

    assert run("projects", "list").stdout.splitlines()[1:] == [
        f"{PROJECT}        Shop  active  web",
        f"{number}  App   active  ios",
    ]
    assert run("snippet", *P).stdout == (
        f'<script src="https://cdn.optimizely.com/js/{PROJECT}.js"></script>\n'
    )
    assert "is for ios, not for web pages" in run("snippet", "-p", str(number)).stderr
    monkeypatch.setenv("TAGWRIGHT_TOKEN", TOKEN_V1)
    assert "Shop" in run("projects", "list", "--api", "v1").stdout
    assert run("snippet", *P, "--api", "v1").exit_code == 0


def test_what_optimizely_says_cannot_move_the_cursor(run: Run, fake: Running) -> None:
    fake.state.add("project", "", {"name": "a\x1b[2Jb\nc", "platform": "web", "status": "active"})

    assert "a [2Jb c" in run("projects", "list").stdout


def test_conditions_and_attributes_are_not_given_together(run: Run, fake: Running) -> None:
    both = ("--attribute", "a=b", "--conditions", '["or"]')
    result = run("audiences", "create", "x", "-p", str(PROJECT), *both)

    assert result.exit_code == 2
    assert "not both" in result.stderr
    assert not fake.state.log()
