"""v1, for Classic: integer ids, no pages, 201 for POST, 202 for PUT, 204 for DELETE."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from starlette.requests import Request as Incoming
from starlette.responses import Response

from generator.optimizely.fake import results
from generator.optimizely.fake.answers import RefusedError, said, token, told
from generator.optimizely.fake.state import State

Handler = Callable[[State, Incoming], Awaitable[Response]]
Row = tuple[str, str, Handler]

_ROOT: Final = "/experiment/v1"
_LIST_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")
_LARGEST_LIST: Final = 5_000_000
_LONGEST_ROW: Final = 100

#: collection -> what a new one needs
_NEEDS: Final[Mapping[str, Sequence[str]]] = {
    "experiments": ("description", "edit_url"),
    "goals": ("title", "goal_type"),
    "audiences": ("name",),
    "targeting_lists": ("name", "list_type", "key_fields", "list_content", "format"),
    "dimensions": ("name",),
}
_DEFAULTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "experiments": {
        "status": "Not started",
        "percentage_included": 10_000,
        "activation_mode": "immediate",
        "experiment_type": "ab",
        "details": "",
    },
    "goals": {"archived": False, "addable": True, "is_editable": True, "experiment_ids": []},
    "audiences": {"conditions": "[]", "archived": False},
    "targeting_lists": {"description": ""},
    "dimensions": {},
    "variations": {"is_paused": False, "js_component": "", "section_id": None},
}
#: what v1 deletes; an audience stays
_DELETABLE: Final = ("experiments", "goals", "targeting_lists", "dimensions", "variations")


async def _projects(state: State, request: Incoming) -> Response:
    token(state, request)
    return told([_project_of(thing) for thing in state.all("project")])


async def _project(state: State, request: Incoming) -> Response:
    token(state, request)
    return told(_project_of(_found(state, "project", request.path_params["id"])))


def _listing(name: str) -> Handler:
    async def answer(state: State, request: Incoming) -> Response:
        token(state, request)
        project = _found(state, "project", request.path_params["project"])["id"]
        return told([_shown(name, thing) for thing in state.all(f"v1 {name}", project)])

    return answer


def _creating(name: str) -> Handler:
    async def answer(state: State, request: Incoming) -> Response:
        token(state, request)
        project = _found(state, "project", request.path_params["project"])["id"]
        body = await said(request)
        _unsigned(body)
        for need in _NEEDS[name]:
            if body.get(need) in {None, ""}:
                raise RefusedError(400, f"{need} is required")
        _checked(state, name, body, project)
        made = state.add(f"v1 {name}", project, {**_DEFAULTS[name], "project_id": project, **body})
        if name == "experiments":
            made = _furnished(state, made)
        return told(_shown(name, made), 201)

    return answer


def _one(name: str) -> Handler:
    async def answer(state: State, request: Incoming) -> Response:
        token(state, request)
        return told(_shown(name, _found(state, f"v1 {name}", request.path_params["id"])))

    return answer


def _changing(name: str) -> Handler:
    async def answer(state: State, request: Incoming) -> Response:
        token(state, request)
        old = _found(state, f"v1 {name}", request.path_params["id"])
        body = await said(request)
        _unsigned(body)
        if name == "targeting_lists":
            for need in ("list_type", "key_fields", "list_content"):
                if body.get(need) in {None, ""}:
                    raise RefusedError(400, f"{need} is required")
            for fixed in ("name", "format"):
                if body.get(fixed, old[fixed]) != old[fixed]:
                    raise RefusedError(400, f"{fixed} cannot be changed")
        _checked(state, name, body, old.get("project_id"), old["id"])
        return told(_shown(name, state.change(f"v1 {name}", old["id"], body)), 202)

    return answer


def _deleting(name: str) -> Handler:
    async def answer(state: State, request: Incoming) -> Response:
        token(state, request)
        old = _found(state, f"v1 {name}", request.path_params["id"])
        state.remove(f"v1 {name}", old["id"])
        return Response(status_code=204)

    return answer


async def _variations(state: State, request: Incoming) -> Response:
    token(state, request)
    experiment = _found(state, "v1 experiments", request.path_params["experiment"])
    return told(_of(state, experiment))


async def _a_variation(state: State, request: Incoming) -> Response:
    token(state, request)
    experiment = _found(state, "v1 experiments", request.path_params["experiment"])
    body = await said(request)
    if not body.get("description"):
        raise RefusedError(400, "description is required")
    return told(_with_variation(state, experiment, body), 201)


async def _stats(state: State, request: Incoming) -> Response:
    token(state, request)
    experiment = _found(state, "v1 experiments", request.path_params["id"])
    if experiment["status"] == "Not started":
        return told([])
    return told(results.v1(experiment, _of(state, experiment)))


def _furnished(state: State, experiment: dict[str, Any]) -> dict[str, Any]:
    """A new experiment comes with two variations and one condition."""
    for name in ("Original", "Variation #1"):
        _with_variation(state, experiment, {"description": name, "weight": 5000})
    conditions = [{"match_type": "simple", "value": experiment["edit_url"], "negate": False}]
    experiment.setdefault("url_conditions", conditions)
    ids = [variation["id"] for variation in _of(state, experiment)]
    added = {"variation_ids": ids, "url_conditions": experiment["url_conditions"]}
    return state.change("v1 experiments", experiment["id"], added)


def _with_variation(
    state: State, experiment: Mapping[str, Any], body: Mapping[str, Any]
) -> dict[str, Any]:
    owner = {"experiment_id": experiment["id"], "project_id": experiment["project_id"]}
    made = state.add(
        "v1 variations", experiment["project_id"], {**_DEFAULTS["variations"], **owner, **body}
    )
    ids = [variation["id"] for variation in _of(state, experiment)]
    state.change("v1 experiments", experiment["id"], {"variation_ids": ids})
    return made


def _of(state: State, experiment: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = state.all("v1 variations", experiment["project_id"])
    return [variation for variation in found if variation["experiment_id"] == experiment["id"]]


def _project_of(thing: Mapping[str, Any]) -> dict[str, Any]:
    """A project in v1's words."""
    return {
        "id": thing["id"],
        "account_id": thing.get("account_id"),
        "project_name": thing["name"],
        "project_status": "Archived" if thing.get("status") == "archived" else "Active",
        "include_jquery": True,
        "library": "jquery-1.11.3-trim",
        "code_revision": 1,
    }


def _shown(name: str, thing: Mapping[str, Any]) -> Mapping[str, Any]:
    """A thing as it is answered: what a list holds is not repeated."""
    if name == "targeting_lists":
        return {key: value for key, value in thing.items() if key != "list_content"}
    return thing


def _found(state: State, kind: str, number: str) -> dict[str, Any]:
    thing = state.get(kind, number) if number.isdecimal() else None
    if thing is None:
        raise RefusedError(404, f"There is no {kind.removeprefix('v1 ').rstrip('s')} with this id")
    return thing


def _unsigned(body: Mapping[str, Any]) -> None:
    if "token" in body:
        raise RefusedError(401, "The token belongs into a header")


def _checked(
    state: State, name: str, body: dict[str, Any], project: object, number: object = None
) -> None:
    kind = f"v1 {name}"
    if name == "targeting_lists":
        _listed(state, body, str(project), number)
    if name == "dimensions" and "name" in body:
        taken = (d for d in state.all(kind, str(project)) if d["id"] != number)
        if any(d["name"] == body["name"] for d in taken):
            raise RefusedError(400, "A dimension with this name exists already")
    if name == "audiences" and "conditions" in body:
        try:
            parsed = json.loads(body["conditions"])
        except (TypeError, ValueError):
            parsed = None
        if not isinstance(parsed, list):
            raise RefusedError(400, "conditions must be a string that holds a JSON array")
    if name == "experiments" and body.get("status") not in {
        None,
        "Running",
        "Paused",
        "Archived",
        "Not started",
    }:
        raise RefusedError(400, f"status cannot be {body['status']}")


def _listed(state: State, body: Mapping[str, Any], project: str, number: object) -> None:
    if "name" in body:
        if not _LIST_NAME.fullmatch(str(body["name"])):
            raise RefusedError(400, "name may hold letters, digits, - and _")
        others = (t for t in state.all("v1 targeting_lists", project) if t["id"] != number)
        if any(t["name"] == body["name"] for t in others):
            raise RefusedError(400, "A targeting list with this name exists already")
    if body.get("list_type", 1) not in {1, 2, 3}:
        raise RefusedError(400, "list_type must be 1, 2 or 3")
    if body.get("format", "csv") != "csv":
        raise RefusedError(400, "format must be csv")
    content = str(body.get("list_content", ""))
    if len(content.encode()) > _LARGEST_LIST:
        raise RefusedError(400, "list_content is larger than 5 MB")
    if any(len(row) > _LONGEST_ROW for row in content.split(",")):
        raise RefusedError(400, "list_content has a row of more than 100 characters")


def _routes(name: str) -> Sequence[Row]:
    one = f"{_ROOT}/{name}/{{id}}"
    rows: list[Row] = [("GET", one, _one(name)), ("PUT", one, _changing(name))]
    if name in _NEEDS:
        path = f"{_ROOT}/projects/{{project}}/{name}"
        rows += [("GET", path, _listing(name)), ("POST", path, _creating(name))]
    if name in _DELETABLE:
        rows.append(("DELETE", one, _deleting(name)))
    return rows


ROUTES: Final[Sequence[Row]] = (
    ("GET", f"{_ROOT}/projects", _projects),
    ("GET", f"{_ROOT}/projects/{{id}}", _project),
    ("GET", f"{_ROOT}/experiments/{{experiment}}/variations", _variations),
    ("POST", f"{_ROOT}/experiments/{{experiment}}/variations", _a_variation),
    ("GET", f"{_ROOT}/experiments/{{id}}/stats", _stats),
    ("GET", f"{_ROOT}/experiments/{{id}}/results", _stats),
    *(row for name in _DEFAULTS for row in _routes(name)),
)
