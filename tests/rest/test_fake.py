"""The fake, quirk by quirk, as Optimizely documents itself: asked directly, not through our client."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from generator.errors import OutputError
from generator.optimizely import login
from generator.optimizely.fake import Fake, Fault, Running, State, running
from generator.optimizely.fake.oauth import register
from generator.optimizely.secret import Secret
from tests.rest.conftest import CLIENT, CLIENT_SECRET, PROJECT, TOKEN, TOKEN_V1, seed

Ask = Callable[..., httpx.Response]


@pytest.fixture
def v2(fake: Running) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=f"{fake.root}/v2/", headers=headers) as opened:
        yield opened


@pytest.fixture
def v1(fake: Running) -> Iterator[httpx.Client]:
    root = f"{fake.root}/experiment/v1/"
    with httpx.Client(base_url=root, headers={"Token": TOKEN_V1}) as opened:
        yield opened


def audience(v2: httpx.Client, **more: object) -> httpx.Response:
    return v2.post("audiences", json={"project_id": PROJECT, "name": "Retail", **more})


def experiment(v2: httpx.Client, **more: object) -> int:
    body = {"project_id": PROJECT, "name": "Sale", "type": "a/b", **more}
    answer = v2.post("experiments", json=body)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


# -- v2 ---------------------------------------------------------------------------------------------------


def test_v2_takes_a_bearer_only(fake: Running) -> None:
    address = f"{fake.root}/v2/projects"

    def status(**headers: str) -> int:
        return httpx.get(address, headers=headers).status_code

    assert status() == 401
    assert status(Token=TOKEN) == 401
    assert status(Authorization="Bearer wrong") == 403
    # v1's personal token is not taken by v2
    assert status(Authorization=f"Bearer {TOKEN_V1}") == 403
    assert status(Authorization=f"Bearer {TOKEN}") == 200


def test_v2_errors_have_a_body(v2: httpx.Client) -> None:
    answer = v2.get("projects/17")

    assert answer.status_code == 404
    assert answer.json().keys() == {"code", "message", "uuid"}


def test_v2_pages_have_25_unless_asked_and_100_at_most(v2: httpx.Client) -> None:
    for number in range(130):
        assert audience(v2, name=str(number)).status_code == 201

    def count(**query: int) -> int:
        return len(v2.get("audiences", params={"project_id": PROJECT, **query}).json())

    assert count() == 25
    assert count(per_page=100) == 100
    assert count(per_page=100, page=2) == 30
    assert count(per_page=100, page=3) == 0
    answer = v2.get("audiences", params={"project_id": PROJECT, "per_page": 101})
    assert answer.status_code == 400


def test_v2_lists_without_pages_come_whole(v2: httpx.Client) -> None:
    body = {"project_id": PROJECT, "key_field": "id", "list_content": "a,b"}
    for number in range(30):
        assert v2.post("list_attributes", json={**body, "name": f"l{number}"}).status_code == 201

    assert len(v2.get("list_attributes", params={"project_id": PROJECT}).json()) == 30


def test_v2_leaves_out_what_is_null(v2: httpx.Client) -> None:
    assert "description" not in audience(v2, description=None).json()


def test_v2_changes_with_patch_and_archives_with_delete(v2: httpx.Client) -> None:
    made = v2.post("attributes", json={"project_id": PROJECT, "key": "a", "name": "A"})
    path = f"attributes/{made.json()['id']}"

    assert made.status_code == 201
    assert v2.put(path, json={"name": "B"}).status_code == 405
    assert v2.patch(path, json={"name": "B"}).json()["name"] == "B"
    answer = v2.delete(path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert v2.get(path).json()["archived"] is True


def test_v2_audiences_have_no_delete(v2: httpx.Client) -> None:
    assert v2.delete(f"audiences/{audience(v2).json()['id']}").status_code == 405


@pytest.mark.parametrize("what", ["experiments", "pages"])
def test_v2_says_410_to_what_is_archived_already(v2: httpx.Client, what: str) -> None:
    body = {"project_id": PROJECT, "name": "x", "edit_url": "https://shop.example/"}
    path = f"{what}/{v2.post(what, json=body).json()['id']}"

    assert [v2.delete(path).status_code for _ in range(2)] == [204, 410]


def test_v2_says_409_to_a_change_over_a_draft(v2: httpx.Client, fake: Running) -> None:
    number = experiment(v2)
    fake.state.change("experiment", number, {"has_draft": True})
    path = f"experiments/{number}"

    assert v2.patch(path, json={"name": "Other"}).status_code == 409
    answer = v2.patch(path, json={"name": "Other"}, params={"override_changes": "true"})
    assert (answer.status_code, answer.json()["name"]) == (200, "Other")


def test_v2_results_are_204_then_202_then_200(v2: httpx.Client) -> None:
    number = experiment(v2)
    path = f"experiments/{number}/results"

    assert v2.get(path).status_code == 204
    v2.patch(f"experiments/{number}", json={}, params={"action": "start"})
    assert [v2.get(path).status_code for _ in range(2)] == [202, 200]


def test_v2_actions_change_the_state(v2: httpx.Client) -> None:
    path = f"experiments/{experiment(v2, status='running')}"

    def act(action: str) -> object:
        return v2.patch(path, json={}, params={"action": action}).json().get("status")

    assert v2.get(path).json()["status"] == "not_started"  # it is read-only
    assert [act(a) for a in ("start", "pause", "resume")] == ["running", "paused", "running"]
    assert v2.patch(path, json={}, params={"action": "jump"}).status_code == 400


def test_v2_weights_add_up(v2: httpx.Client) -> None:
    variations = [{"name": "a", "weight": 5000}, {"name": "b", "weight": 4000}]
    body = {"project_id": PROJECT, "name": "x", "variations": variations}

    assert v2.post("experiments", json=body).status_code == 400


def test_v2_knows_pages_or_addresses_not_both(v2: httpx.Client) -> None:
    body = {"project_id": PROJECT, "name": "x", "page_ids": [1], "url_targeting": {}}

    assert v2.post("experiments", json=body).status_code == 400
    assert v2.get("experiments").status_code == 400


def test_v2_a_classic_experiment_is_read_only(v2: httpx.Client, fake: Running) -> None:
    number = fake.state.add("experiment", PROJECT, {"is_classic": True, "status": "paused"})["id"]

    assert v2.patch(f"experiments/{number}", json={"name": "x"}).status_code == 403


@pytest.mark.parametrize("key", ["", "a/b", "ü", "x" * 65])
def test_v2_keys_have_a_pattern(v2: httpx.Client, key: str) -> None:
    body = {"project_id": PROJECT, "key": key}

    assert v2.post("attributes", json=body).status_code == 400
    assert v2.post(f"projects/{PROJECT}/custom_events", json={"key": key}).status_code == 400


def test_v2_an_events_name_is_its_key(v2: httpx.Client) -> None:
    answer = v2.post(f"projects/{PROJECT}/custom_events", json={"key": "phone call"})

    assert answer.json()["name"] == "phone call"
    again = v2.post(f"projects/{PROJECT}/custom_events", json={"key": "phone call"})
    assert again.status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "with blank"},
        {"name": None},
        {"key_field": None},
        {"list_type": "1"},
        {"list_content": "x" * 5_000_001},
    ],
)
def test_v2_lists_are_looked_at(v2: httpx.Client, wrong: dict[str, object]) -> None:
    right = {"project_id": PROJECT, "name": "a-b_1", "key_field": "id", "list_type": "cookies"}

    assert v2.post("list_attributes", json={**right, **wrong}).status_code == 400
    assert v2.post("list_attributes", json=right).status_code == 201
    assert v2.post("list_attributes", json=right).status_code == 400  # the name is taken


@pytest.mark.parametrize("conditions", ["and", "{}", ["and"], 7])
def test_v2_conditions_are_a_string_with_an_array(v2: httpx.Client, conditions: object) -> None:
    assert audience(v2, conditions=conditions).status_code == 400
    assert audience(v2, conditions='["and"]').status_code == 201


def test_v2_shows_classic_events_when_asked(v2: httpx.Client, fake: Running) -> None:
    fake.state.add("event", PROJECT, {"key": "old", "is_classic": True})

    def keys(**query: str) -> list[str]:
        found = v2.get("events", params={"project_id": str(PROJECT), **query}).json()
        return [event["key"] for event in found]

    assert keys() == []
    assert keys(include_classic="true") == ["old"]


def test_what_is_no_json_is_400(v2: httpx.Client) -> None:
    assert v2.post("audiences", content=b"{").status_code == 400
    assert v2.post("audiences", content=b"[]").status_code == 400


def test_too_many_requests_are_429_with_retry_after(v2: httpx.Client, fake: Running) -> None:
    fake.fake.rate = 3

    answers = [v2.get("me") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 61


# -- v1 ---------------------------------------------------------------------------------------------------


def test_v1_takes_its_token_in_a_header_only(fake: Running, v1: httpx.Client) -> None:
    address = f"{fake.root}/experiment/v1/projects/"

    assert httpx.get(address).status_code == 401
    assert httpx.get(address, headers={"Token": "wrong"}).status_code == 403
    # v2's personal token is another one
    assert httpx.get(address, headers={"Token": TOKEN}).status_code == 403
    body = {"name": "x", "token": TOKEN_V1}
    assert v1.post(f"projects/{PROJECT}/audiences/", json=body).status_code == 401


def test_v1_statuses(v1: httpx.Client) -> None:
    made = v1.post(f"projects/{PROJECT}/dimensions/", json={"name": "Plan"})
    path = f"dimensions/{made.json()['id']}/"

    assert made.status_code == 201
    assert v1.get(path).status_code == 200
    assert v1.put(path, json={"description": "x"}).status_code == 202
    assert v1.get(path).json()["name"] == "Plan"  # PUT is partial
    assert v1.patch(path, json={}).status_code == 405
    assert v1.delete(path).status_code == 204
    assert v1.get(path).status_code == 404


def test_v1_ids_are_integers_and_lists_are_whole(v1: httpx.Client) -> None:
    for number in range(130):
        v1.post(f"projects/{PROJECT}/audiences", json={"name": f"a{number}"})

    found = v1.get(f"projects/{PROJECT}/audiences/").json()
    assert len(found) == 130
    assert {type(one["id"]) for one in found} == {int}
    assert found[0]["conditions"] == "[]"


def test_v1_audiences_and_projects_have_no_delete(v1: httpx.Client) -> None:
    made = v1.post(f"projects/{PROJECT}/audiences", json={"name": "x"}).json()["id"]

    assert v1.delete(f"audiences/{made}").status_code == 405
    assert v1.delete(f"projects/{PROJECT}").status_code == 405


def test_v1_projects_speak_v1(v1: httpx.Client) -> None:
    (project,) = v1.get("projects/").json()

    assert (project["project_name"], project["project_status"]) == ("Shop", "Active")


def test_v1_an_experiment_comes_with_two_variations(v1: httpx.Client) -> None:
    body = {"description": "Sale", "edit_url": "https://shop.example/"}
    made = v1.post(f"projects/{PROJECT}/experiments/", json=body).json()
    variations = v1.get(f"experiments/{made['id']}/variations/").json()

    assert made["status"] == "Not started"
    assert [v["description"] for v in variations] == ["Original", "Variation #1"]
    assert made["variation_ids"] == [v["id"] for v in variations]
    assert [c["match_type"] for c in made["url_conditions"]] == ["simple"]
    assert v1.post(f"projects/{PROJECT}/experiments/", json={"description": "x"}).status_code == 400


def test_v1_results_name_variations_by_strings(v1: httpx.Client) -> None:
    body = {"description": "Sale", "edit_url": "https://shop.example/"}
    number = v1.post(f"projects/{PROJECT}/experiments/", json=body).json()["id"]
    v1.put(f"experiments/{number}", json={"status": "Running"})

    assert {type(row["variation_id"]) for row in v1.get(f"experiments/{number}/stats").json()} == {
        str
    }
    assert v1.put(f"experiments/{number}", json={"status": "running"}).status_code == 400


LIST = {
    "name": "vips",
    "list_type": 1,
    "key_fields": "id",
    "list_content": "a,b",
    "format": "csv",
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "with blank"},
        {"list_type": "cookies"},
        {"key_fields": ""},
        {"format": "tsv"},
        {"list_content": "x" * 101},
        {"list_content": "x," * 2_500_001},
    ],
)
def test_v1_lists_are_looked_at(v1: httpx.Client, wrong: dict[str, object]) -> None:
    answer = v1.post(f"projects/{PROJECT}/targeting_lists/", json={**LIST, **wrong})

    assert answer.status_code == 400


def test_v1_lists_are_overwritten_and_not_echoed(v1: httpx.Client, fake: Running) -> None:
    made = v1.post(f"projects/{PROJECT}/targeting_lists/", json=LIST)
    path = f"targeting_lists/{made.json()['id']}"

    assert "list_content" not in made.json()
    assert v1.put(path, json={"description": "x"}).status_code == 400
    whole = {"list_type": 1, "key_fields": "id", "list_content": "c"}
    assert v1.put(path, json=whole).status_code == 202
    assert "list_content" not in v1.get(path).json()
    assert fake.state.all("v1 targeting_lists")[0]["list_content"] == "c"
    assert v1.put(path, json={**whole, "name": "other"}).status_code == 400
    assert v1.post(f"projects/{PROJECT}/targeting_lists/", json=LIST).status_code == 400


# -- OAuth ------------------------------------------------------------------------------------------------


@pytest.fixture
def code(fake: Running) -> dict[str, str]:
    """What a token is asked for with."""
    attempt = login.begin(CLIENT, Secret(CLIENT_SECRET), "https://a.example/")
    back = httpx.URL(httpx.get(attempt.address).headers["location"])
    assert back.params["state"] == attempt.state.reveal()
    return {
        "grant_type": "authorization_code",
        "code": back.params["code"],
        "client_id": CLIENT,
        "client_secret": CLIENT_SECRET,
        "redirect_uri": "https://a.example/",
        "code_verifier": attempt.verifier.reveal(),
    }


@pytest.fixture
def ask(fake: Running) -> Ask:
    return lambda form, **how: httpx.post(f"{fake.root}/oauth2/token", **{"data": form, **how})


@pytest.mark.parametrize("how", ["body", "query"])
def test_a_code_is_worth_one_token(code: dict[str, str], ask: Ask, how: str) -> None:
    answer = ask(code) if how == "body" else ask(None, params=code)

    said = answer.json()
    assert said.keys() == {"access_token", "expires_in", "token_type", "refresh_token"}
    assert (said["expires_in"], said["token_type"]) == (7200, "bearer")
    assert ask(code).status_code == 400


@pytest.mark.parametrize(
    "wrong", ["client_id", "client_secret", "code", "redirect_uri", "code_verifier", "grant_type"]
)
def test_a_token_needs_all_of_it(code: dict[str, str], ask: Ask, wrong: str) -> None:
    assert ask({**code, wrong: "wrong"}).status_code == 400


@pytest.mark.parametrize("status", [400, 403])
def test_a_refresh_token_lasts_until_it_is_revoked(
    fake: Running, code: dict[str, str], ask: Ask, status: int
) -> None:
    form = {
        "grant_type": "refresh_token",
        "refresh_token": ask(code).json()["refresh_token"],
        "client_id": CLIENT,
        "client_secret": CLIENT_SECRET,
    }
    for _ in range(2):
        assert ask(form).json().keys() == {"access_token", "expires_in", "token_type"}
    register(fake.state, CLIENT, CLIENT_SECRET, revoked=str(status))
    httpx.post(f"{fake.root}/_fake/revoke")
    assert ask(form).status_code == status


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({}, 302),
        ({"scopes": "some"}, 400),
        ({"scopes": None, "scope": "all"}, 400),
        ({"response_type": "id_token"}, 400),
        ({"client_id": "9"}, 400),
        ({"redirect_uri": "http://a.example/"}, 400),
        ({"redirect_uri": "http://127.0.0.1:8731/callback"}, 302),
    ],
)
def test_what_authorize_takes(fake: Running, wrong: dict[str, str | None], status: int) -> None:
    asked = {
        "client_id": CLIENT,
        "redirect_uri": "https://a.example/",
        "response_type": "code",
        "scopes": "all",
        **wrong,
    }
    query = {name: value for name, value in asked.items() if value}

    assert httpx.get(f"{fake.root}/oauth2/authorize", params=query).status_code == status


def test_a_code_ends(fake: Running, code: dict[str, str], ask: Ask) -> None:
    with fake.state.together() as sql:
        (until,) = sql.execute(
            "select until - unixepoch() from tokens where kind = 'code'"
        ).fetchone()
        sql.execute("update tokens set until = 0 where kind = 'code'")

    assert 590 < until <= 601
    assert ask(code).status_code == 400


# -- conversions ------------------------------------------------------------------------------------------


def batch(**event: object) -> dict[str, Any]:
    facts = {
        "entity_id": "7",
        "key": "call",
        "timestamp": 1_700_000_000_000,
        "uuid": "u-1",
        **event,
    }
    return {
        "account_id": "1",
        "project_id": str(PROJECT),
        "visitors": [{"visitor_id": "v", "snapshots": [{"decisions": [], "events": [facts]}]}],
    }


@pytest.fixture
def send(fake: Running) -> Ask:
    def send(body: object, *, strict: bool = False) -> httpx.Response:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"X-Optimizely-Strict": "true"} if strict else {}
        return httpx.post(f"{fake.root}/v1/events", content=content, headers=headers)

    return send


def test_events_are_204_and_each_uuid_counts_once(fake: Running, send: Ask) -> None:
    assert [send(batch(), strict=True).status_code for _ in range(2)] == [204, 204]
    send(batch(uuid="u-2", revenue=995))

    assert fake.state.count_conversions() == (2, 3)
    assert [(c["uuid"], c["times"], c["revenue"]) for c in fake.state.conversions()] == [
        ("u-1", 2, None),
        ("u-2", 1, 995),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        b"{",
        {},
        [],
        {**batch(), "account_id": 1},
        {**batch(), "visitors": {}},
        batch(uuid=None),
        batch(timestamp="now"),
        batch(timestamp=True),
        batch(revenue=9.95),
        batch(value="9"),
        {**batch(), "visitors": [{"snapshots": []}]},
        {**batch(), "visitors": [{"visitor_id": "v"}]},
        {"account_id": "1", "visitors": [], "padding": "x" * 3_500_000},
    ],
    ids=str,
)
def test_what_is_wrong_is_dropped_in_silence_unless_strict(
    fake: Running, send: Ask, wrong: object
) -> None:
    assert send(wrong).status_code == 204
    assert fake.state.count_conversions() == (0, 0)
    answer = send(wrong, strict=True)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_classics_log_takes_everything(fake: Running) -> None:
    for query in ("a=1&n=call&u=oeu1", "nonsense", ""):
        assert httpx.get(f"{fake.root}/event?{query}").status_code == 200

    assert [hit["query"] for hit in fake.state.hits()] == ["a=1&n=call&u=oeu1", "nonsense", ""]


# -- the fake itself --------------------------------------------------------------------------------------


def test_a_fault_happens_as_often_as_asked(fake: Running, v2: httpx.Client) -> None:
    fault = {
        "path": "/v2/me",
        "status": 503,
        "times": 2,
        "skip": 1,
        "headers": {"Retry-After": "9"},
    }
    assert httpx.post(f"{fake.root}/_fake/fault", json=fault).status_code == 204
    assert httpx.post(f"{fake.root}/_fake/fault", json={"pth": 1}).status_code == 400

    assert [v2.get("me").status_code for _ in range(4)] == [200, 503, 503, 200]


def test_connections_break_as_asked(fake: Running, v2: httpx.Client) -> None:
    fake.state.faults += [Fault(reset=True), Fault(cut=10)]

    with pytest.raises(httpx.ReadError):
        v2.get("me")
    with pytest.raises(httpx.RemoteProtocolError):
        v2.get("me")


def test_the_log_keeps_no_tokens(
    fake: Running, v2: httpx.Client, code: dict[str, str], ask: Ask
) -> None:
    v2.get("me")
    ask(code)

    text = httpx.get(f"{fake.root}/_fake/log").text
    assert "authorization" in text
    assert TOKEN not in text
    assert code["code"] not in text
    assert CLIENT_SECRET not in text


def test_a_file_outlives_the_fake(tmp_path: Path) -> None:
    for _ in range(2):
        state = State(tmp_path / "fake.db")
        with running(Fake(state)) as fake:
            if not state.get("project", PROJECT):
                seed(fake)
            headers = {"Authorization": f"Bearer {TOKEN}"}
            body = {"project_id": PROJECT, "name": "Retail"}
            httpx.post(f"{fake.root}/v2/audiences", json=body, headers=headers)
        state.close()

    assert len(State(tmp_path / "fake.db").all("audience")) == 2


def test_as_a_command(tmp_path: Path) -> None:
    typed = [sys.executable, "-m", "generator", "optimizely", "fake", "--json"]
    with subprocess.Popen(
        [*typed, "--state", str(tmp_path / "fake.db")],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        text=True,
    ) as process:
        try:
            assert process.stdout
            said = json.loads(process.stdout.readline())
            headers = {"Authorization": f"Bearer {said['TAGWRIGHT_TOKEN']}"}
            projects = httpx.get(f"{said['TAGWRIGHT_API']}/v2/projects", headers=headers).json()
            assert [str(p["id"]) for p in projects] == [said["TAGWRIGHT_PROJECT"]]
            count = httpx.get(f"{said['TAGWRIGHT_API']}/_fake/count").json()
            assert count == {"conversions": 0, "received": 0, "hits": 0}
            process.terminate()
            assert process.wait(10) in {0, -15}
        finally:
            process.kill()


@pytest.mark.parametrize("number", ["99999999999999999999", "9223372036854775808", "0", "²"])
def test_an_id_of_any_length_is_404(v2: httpx.Client, number: str) -> None:
    assert v2.get(f"/projects/{number}").status_code == 404
    assert v2.get("/audiences", params={"project_id": number}).status_code == 404


@pytest.mark.parametrize("wrong", [{"pth": "/v2"}, {"path": 5}, {"path": "("}, {"times": "many"}])
def test_a_fault_that_is_none_is_refused(fake: Running, wrong: dict[str, object]) -> None:
    answer = httpx.post(f"{fake.root}/_fake/fault", json=wrong)

    assert answer.status_code == 400
    assert next(iter(wrong)) in answer.json()["message"]
    assert not fake.state.faults


def test_a_file_that_is_no_state_is_told(tmp_path: Path) -> None:
    file = tmp_path / "fake.db"
    file.write_text("something else, and long enough to be looked at " * 10, encoding="utf-8")

    with pytest.raises(OutputError, match="file is not a database"):
        State(file)
    with pytest.raises(OutputError, match="unable to open"):
        State(tmp_path / "nowhere" / "fake.db")
