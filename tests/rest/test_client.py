from __future__ import annotations

import time

import pytest

from generator.errors import ApiError, ConfigError, OfflineError
from generator.optimizely.client import Client
from generator.optimizely.fake import Fault, Running
from tests.rest.conftest import PROJECT


def test_a_list_is_read_to_its_end(api: Client, fake: Running) -> None:
    for number in range(230):
        fake.state.add("audience", PROJECT, {"name": f"{number}", "project_id": PROJECT})

    found = list(api.pages("audiences", project_id=PROJECT))

    assert [audience["name"] for audience in found] == [str(number) for number in range(230)]
    assert [r.query for r in fake.state.log("/v2/audiences")] == [
        f"page={page}&per_page=100&project_id={PROJECT}" for page in (1, 2, 3)
    ]


def test_a_full_last_page_is_followed_by_an_empty_one(api: Client, fake: Running) -> None:
    for number in range(200):
        fake.state.add("audience", PROJECT, {"name": f"{number}", "project_id": PROJECT})

    assert len(list(api.pages("audiences", project_id=PROJECT))) == 200
    assert len(fake.state.log("/v2/audiences")) == 3


def test_a_list_that_knows_no_pages_is_read_once_and_no_more(api: Client, fake: Running) -> None:
    for number in range(100):
        body = {"name": f"{number}", "project_id": PROJECT}
        fake.state.add("list_attribute", PROJECT, body)

    assert len(list(api.pages("list_attributes", project_id=PROJECT))) == 100


def test_v1_is_read_at_once(api_v1: Client, fake: Running) -> None:
    assert [p["project_name"] for p in api_v1.pages("projects/")] == ["Shop"]


def test_ids_stay_as_they_are(api: Client, fake: Running) -> None:
    fake.state.add("project", "", {"id": 9007199254740993, "name": "Large"})

    assert api.get("projects/9007199254740993")["id"] == 9007199254740993


def test_an_error_says_what_optimizely_said(api: Client, fake: Running) -> None:
    with pytest.raises(ApiError) as caught:
        api.get("projects/17")

    error = caught.value
    assert (error.status, error.code, error.message) == (404, "not_found", "Project not found")
    assert len(error.uuid) == 36
    assert str(error).startswith(
        f"Optimizely answers GET /projects/17 with 404: Project not found (uuid {error.uuid})"
    )


def test_too_many_requests_are_said_again_when_optimizely_wants(api: Client, fake: Running) -> None:
    fake.state.faults.append(Fault("/v2/me", status=429, headers={"Retry-After": "1"}))
    began = time.monotonic()

    assert api.get("me")["profile"]["email"] == "ada@example.com"
    assert 1.0 <= time.monotonic() - began < 1.5


def test_nothing_is_sent_in_a_dry_run(fake: Running, api: Client) -> None:
    said = []
    client = Client(api._credentials, dry_run=lambda *request: said.append(request))

    body = {"name": "Retail", "project_id": PROJECT}
    assert client.post("audiences", body) == body
    client.patch("experiments/1", {}, action="start")
    client.delete("attributes/1")

    assert said == [
        ("POST", f"{fake.root}/v2/audiences", body),
        ("PATCH", f"{fake.root}/v2/experiments/1?action=start", {}),
        ("DELETE", f"{fake.root}/v2/attributes/1", None),
    ]
    assert fake.state.log() == []


@pytest.mark.parametrize("status", [429, 503])
def test_creating_is_tried_again_when_nothing_was_done(
    api: Client, fake: Running, status: int
) -> None:
    fake.state.faults.append(Fault("/v2/audiences", status=status, times=2))

    api.post("audiences", {"project_id": PROJECT, "name": "Retail"})

    assert len(fake.state.all("audience")) == 1


@pytest.mark.parametrize("fault", [Fault(status=500), Fault(reset=True), Fault(cut=5)])
def test_creating_is_not_tried_again_when_it_may_have_been_done(
    api: Client, fake: Running, fault: Fault
) -> None:
    fault.late = True
    fake.state.faults.append(fault)

    with pytest.raises(OfflineError, match="may have been carried out") as caught:
        api.post("audiences", {"project_id": PROJECT, "name": "Retail"})

    assert caught.value.doubtful
    assert len(fake.state.all("audience")) == 1


@pytest.mark.parametrize("fault", [Fault(status=500), Fault(reset=True), Fault(cut=5)])
def test_reading_is_tried_again(api: Client, fake: Running, fault: Fault) -> None:
    fault.times = 3
    fake.state.faults.append(fault)

    assert api.get("me")["current_account"]["id"] == 1234567
    assert len(fake.state.log("/v2/me")) == 4


@pytest.mark.parametrize("fault", [Fault(status=500), Fault(reset=True), Fault(status=502)])
def test_taking_away_is_done_though_the_answer_was_lost(
    api: Client, fake: Running, fault: Fault
) -> None:
    one = fake.state.add("list_attribute", PROJECT, {"name": "vip", "project_id": PROJECT})
    fault.late = True
    fake.state.faults.append(fault)

    api.delete(f"list_attributes/{one['id']}")

    assert not fake.state.all("list_attribute")
    with pytest.raises(ApiError, match="404"):
        api.delete(f"list_attributes/{one['id']}")


def test_a_conflict_says_only_what_the_command_can_do(api: Client, fake: Running) -> None:
    fake.state.faults.append(Fault("/v2/audiences", status=409))

    with pytest.raises(ApiError) as caught:
        api.post("audiences", {"project_id": PROJECT, "name": "Retail"})

    assert "--override-changes" not in str(caught.value)
    assert "is there already" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("ALL_PROXY", "socks9://shop.example"), ("SSL_CERT_FILE", "/nowhere/at/all.pem")],
)
def test_an_environment_that_cannot_be_used_is_told(
    api: Client, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ConfigError, match="the environment names cannot be used") as caught:
        Client(api._credentials)

    assert name in str(caught.value)
