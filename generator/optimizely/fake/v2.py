"""v2: projects, experiments and their results, pages, events, audiences, attributes, list attributes, who we are."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request as Incoming
from starlette.responses import Response

from generator.optimizely.fake import results
from generator.optimizely.fake.answers import RefusedError, bearer, error, said, told
from generator.optimizely.fake.state import State

Handler = Callable[[State, Incoming], Awaitable[Response]]
Row = tuple[str, str, Handler]

_KEY: Final = re.compile(r"[a-zA-Z0-9_\-. ]{1,64}")
_CLICK_KEY: Final = re.compile(r"[a-zA-Z0-9_\-]{1,64}")
_LIST_NAME: Final = re.compile(r"[-_0-9A-Za-z]+")
_EVERY: Final = 10_000
#: the documented limit is v1's; what v2 does with more is not documented
LARGEST_LIST: Final = 5_000_000
_PAGE: Final = 25
_LONGEST_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class _Kind:
    """One sort of thing, and what a request for it must hold.

    Attributes:
        path: its collection's.
        needs: fields without which none is made.
        unique: field of which no two in a project are alike.
        paged: whether its collection comes in pages.
        defaults: what a new one has.
        pattern: of the field that `unique` names.
        enums: fields with a fixed choice.
    """

    path: str
    needs: Sequence[str]
    defaults: Mapping[str, Any]
    unique: str = ""
    paged: bool = True
    pattern: re.Pattern[str] | None = None
    enums: Mapping[str, Sequence[str]] | None = None


_LIST_TYPES: Final = ("cookies", "query_parameters", "zip_codes", "js_variables")
_ACTIVATION: Final = ("immediate", "manual", "polling", "callback", "dom_changed", "url_changed")

_KINDS: Final = {
    "audience": _Kind("/v2/audiences", ("project_id", "name"), {"archived": False}),
    "attribute": _Kind(
        "/v2/attributes",
        ("project_id", "key"),
        {"archived": False, "condition_type": "custom_attribute"},
        unique="key",
        pattern=_KEY,
    ),
    "list_attribute": _Kind(
        "/v2/list_attributes",
        ("project_id", "name", "key_field"),
        {"archived": False},
        unique="name",
        pattern=_LIST_NAME,
        paged=False,
        enums={"list_type": _LIST_TYPES},
    ),
    "page": _Kind(
        "/v2/pages",
        ("project_id", "name", "edit_url"),
        {"archived": False, "activation_type": "immediate"},
        enums={"activation_type": _ACTIVATION},
    ),
}


# -- collections ------------------------------------------------------------------------------------------


def _listing(kind: str) -> Handler:
    async def answer(state: State, request: Incoming) -> Response:
        bearer(state, request)
        project = _project(state, request.query_params.get("project_id"))
        found = state.all(kind, project)
        if kind == "list_attribute":
            found = [{k: v for k, v in thing.items() if k != "list_content"} for thing in found]
        return told(_page(found, request) if _KINDS[kind].paged else found)

    return answer


def _creating(kind: str) -> Handler:
    async def answer(state: State, request: Incoming) -> Response:
        bearer(state, request)
        rules, body = _KINDS[kind], await said(request)
        _needed(body, rules.needs)
        project = _project(state, body["project_id"])
        body["project_id"] = int(project)
        _checked(state, kind, body, project)
        return told(state.add(kind, project, {**rules.defaults, **body}), 201)

    return answer


def _one(kind: str) -> Handler:
    async def answer(state: State, request: Incoming) -> Response:
        bearer(state, request)
        return told(_found(state, kind, request))

    return answer


def _changing(kind: str) -> Handler:
    async def answer(state: State, request: Incoming) -> Response:
        bearer(state, request)
        old, body = _found(state, kind, request), await said(request)
        _checked(state, kind, body, str(old["project_id"]), old["id"])
        return told(state.change(kind, old["id"], body))

    return answer


def _archiving(kind: str) -> Handler:
    async def answer(state: State, request: Incoming) -> Response:
        bearer(state, request)
        old = _found(state, kind, request)
        if kind == "list_attribute":
            # its name is free again
            state.remove(kind, old["id"])
        elif kind == "page" and old["archived"]:
            return error(410, "Page already archived")
        else:
            state.change(kind, old["id"], {"archived": True})
        return Response(status_code=204)

    return answer


# -- projects and the user --------------------------------------------------------------------------------


async def _projects(state: State, request: Incoming) -> Response:
    bearer(state, request)
    return told(_page(state.all("project"), request))


async def _a_project(state: State, request: Incoming) -> Response:
    bearer(state, request)
    return told(_found(state, "project", request))


async def _me(state: State, request: Incoming) -> Response:
    bearer(state, request)
    profile = {"email": "ada@example.com", "first_name": "Ada", "last_name": "Example"}
    return told(
        {
            "id": "7c0f3f1e-2f0c-4a58-9b8e-000000000001",
            "profile": profile,
            "current_account": {"id": 1234567},
        }
    )


# -- events -----------------------------------------------------------------------------------------------


async def _events(state: State, request: Incoming) -> Response:
    bearer(state, request)
    found = state.all("event", _project(state, request.query_params.get("project_id")))
    if request.query_params.get("include_classic") != "true":
        found = [event for event in found if not event.get("is_classic")]
    return told(_page(found, request))


async def _custom_event(state: State, request: Incoming) -> Response:
    bearer(state, request)
    project = _project(state, request.path_params["project"])
    body = await said(request)
    _needed(body, ("key",))
    _worded(body, "key", _KEY)
    if any(event["key"] == body["key"] for event in state.all("event", project)):
        raise RefusedError(400, f"key: an event with the key {body['key']} exists already")
    defaults = {
        "name": body["key"],
        "category": "other",
        "event_type": "custom",
        "archived": False,
        "is_classic": False,
        "project_id": int(project),
    }
    return told(state.add("event", project, {**defaults, **body}), 201)


async def _click_event(state: State, request: Incoming) -> Response:
    bearer(state, request)
    page = _found(state, "page", request)
    body = await said(request)
    if body.get("event_type", "click") != "click":
        raise RefusedError(400, "event_type: only click events belong to a page")
    if not (body.get("config") or {}).get("selector"):
        raise RefusedError(400, "config.selector is required")
    _worded(body, "key", _CLICK_KEY)
    project = str(page["project_id"])
    if any(event["key"] == body.get("key") for event in state.all("event", project)):
        raise RefusedError(400, f"key: an event with the key {body['key']} exists already")
    defaults = {"event_type": "click", "archived": False, "is_classic": False}
    own = {"page_id": page["id"], "project_id": page["project_id"]}
    return told(state.add("event", project, {**defaults, **body, **own}), 201)


# -- experiments ------------------------------------------------------------------------------------------


async def _experiments(state: State, request: Incoming) -> Response:
    bearer(state, request)
    if "project_id" not in request.query_params and "campaign_id" not in request.query_params:
        raise RefusedError(400, "project_id or campaign_id is required")
    return told(
        _page(
            state.all("experiment", _project(state, request.query_params.get("project_id"))),
            request,
        )
    )


async def _an_experiment(state: State, request: Incoming) -> Response:
    bearer(state, request)
    body = await said(request)
    _needed(body, ("project_id",))
    project = _project(state, body["project_id"])
    kind = body.get("type", "a/b")
    if kind not in {"a/b", "multivariate", "feature", "personalization", "multiarmed_bandit"}:
        raise RefusedError(400, f"type: {kind} is not a type of experiments")
    if "page_ids" in body and "url_targeting" in body:
        raise RefusedError(400, "url_targeting or page_ids, but not both")
    _varied(state, body)
    status = {"start": "running"}.get(request.query_params.get("action", ""), "not_started")
    _numbered(state, body)
    defaults = {"type": "a/b", "holdback": 0, "is_classic": False, "status": status}
    made = {**defaults, **body, "status": status, "project_id": int(project)}
    return told(state.add("experiment", project, made), 201)


async def _change_an_experiment(state: State, request: Incoming) -> Response:
    bearer(state, request)
    old, body = _found(state, "experiment", request), await said(request)
    if old.get("is_classic"):
        raise RefusedError(403, "A classic experiment is read-only")
    action = request.query_params.get("action", "")
    override = body.pop("override_changes", None) or request.query_params.get("override_changes")
    if old.get("has_draft") and str(override).lower() != "true":
        raise RefusedError(
            409,
            "Experiment edit conflict: there are changes currently drafted on the Experiment. "
            'Provide "override_changes" parameter to force an update.',
        )
    states = {"start": "running", "resume": "running", "pause": "paused", "unarchive": "paused"}
    if action and action not in {*states, "publish"}:
        raise RefusedError(400, f"action: {action} is not an action")
    if "variations" in body:
        _varied(state, body)
        _numbered(state, body)
    status = states.get(action, old["status"])
    return told(
        state.change("experiment", old["id"], {**body, "status": status, "has_draft": None})
    )


async def _archive_an_experiment(state: State, request: Incoming) -> Response:
    bearer(state, request)
    old = _found(state, "experiment", request)
    if old["status"] == "archived":
        return error(410, "Experiment already archived")
    state.change("experiment", old["id"], {"status": "archived"})
    return Response(status_code=204)


async def _results(state: State, request: Incoming) -> Response:
    bearer(state, request)
    experiment = _found(state, "experiment", request)
    if experiment["status"] == "not_started":
        return Response(status_code=204)
    # the first time they are asked for, they are being computed
    if experiment.get("asked", 0) < experiment.get("computing", 1):
        state.change("experiment", experiment["id"], {"asked": experiment.get("asked", 0) + 1})
        return told({"message": "The results are being computed"}, 202)
    return told(results.v2(experiment))


def _varied(state: State, body: Mapping[str, Any]) -> None:
    """Refuse variations that do not add up, and changes without what they need."""
    variations = body.get("variations", [])
    if variations and sum(v.get("weight") or 0 for v in variations) != _EVERY:
        raise RefusedError(400, "variations: weights must add up to 10000")
    for variation in variations:
        for action in variation.get("actions", []):
            if "page_id" not in action or not state.get("page", action["page_id"]):
                raise RefusedError(400, "variations: an action needs the page_id of a page")
            for change in action.get("changes", []):
                if change.get("type") in {"custom_code", "custom_css"} and "value" not in change:
                    raise RefusedError(400, "variations: a change of this type needs a value")


def _numbered(state: State, body: Mapping[str, Any]) -> None:
    for variation in body.get("variations", []):
        if "variation_id" not in variation:
            variation["variation_id"] = state.add("variation", "", {})["id"]
            variation.setdefault("status", "active")


# -- what they share --------------------------------------------------------------------------------------


def _found(state: State, kind: str, request: Incoming) -> dict[str, Any]:
    number = request.path_params["id"]
    thing = state.get(kind, number) if number.isdecimal() else None
    if thing is None:
        raise RefusedError(404, f"{kind.replace('_', ' ').capitalize()} not found")
    return thing


def _project(state: State, number: object) -> str:
    if number is None:
        raise RefusedError(400, "project_id is required")
    if not str(number).isdecimal() or not state.get("project", str(number)):
        raise RefusedError(404, "Project not found")
    return str(number)


def _needed(body: Mapping[str, Any], names: Sequence[str]) -> None:
    missing = [name for name in names if body.get(name) in {None, ""}]
    if missing:
        raise RefusedError(400, f"{missing[0]} is required")


def _worded(body: Mapping[str, Any], name: str, pattern: re.Pattern[str]) -> None:
    if name in body and not (isinstance(body[name], str) and pattern.fullmatch(body[name])):
        raise RefusedError(400, f"{name}: {body[name]!r} does not match {pattern.pattern}")


def _checked(
    state: State, kind: str, body: dict[str, Any], project: str, number: object = None
) -> None:
    rules = _KINDS[kind]
    if rules.pattern:
        _worded(body, rules.unique, rules.pattern)
    for name, choice in (rules.enums or {}).items():
        if name in body and body[name] not in choice:
            raise RefusedError(400, f"{name}: must be one of {', '.join(choice)}")
    if rules.unique and rules.unique in body:
        value = body[rules.unique]
        if any(t[rules.unique] == value and t["id"] != number for t in state.all(kind, project)):
            raise RefusedError(400, f"{rules.unique}: {value} exists already")
    if len(str(body.get("list_content", "")).encode()) > LARGEST_LIST:
        raise RefusedError(400, "list_content: too large")
    if kind in {"audience", "page"} and "conditions" in body:
        _conditions(body["conditions"])


def _conditions(text: object) -> None:
    """Conditions are a string that holds JSON: `["and", …]`."""
    try:
        parsed = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        parsed = None
    if not isinstance(parsed, list):
        raise RefusedError(400, "conditions: must be a string that holds a JSON array")


def _page(things: Sequence[Mapping[str, Any]], request: Incoming) -> Sequence[Mapping[str, Any]]:
    """One page of them, from 1; an empty one after the last."""
    try:
        page = int(request.query_params.get("page", 1))
        size = int(request.query_params.get("per_page", _PAGE))
    except ValueError:
        raise RefusedError(400, "page and per_page must be numbers") from None
    if page < 1 or not 1 <= size <= _LONGEST_PAGE:
        raise RefusedError(400, f"per_page must be from 1 to {_LONGEST_PAGE}, page from 1")
    return things[(page - 1) * size : page * size]


def _routes(kind: str) -> Sequence[Row]:
    path = _KINDS[kind].path
    rows = [
        ("GET", path, _listing(kind)),
        ("POST", path, _creating(kind)),
        ("GET", f"{path}/{{id}}", _one(kind)),
        ("PATCH", f"{path}/{{id}}", _changing(kind)),
    ]
    # audiences know no DELETE: they are archived with PATCH
    return rows if kind == "audience" else [*rows, ("DELETE", f"{path}/{{id}}", _archiving(kind))]


_EXPERIMENT = "/v2/experiments/{id}"

ROUTES: Final[Sequence[Row]] = (
    ("GET", "/v2/me", _me),
    ("GET", "/v2/projects", _projects),
    ("GET", "/v2/projects/{id}", _a_project),
    ("GET", "/v2/events", _events),
    ("POST", "/v2/projects/{project}/custom_events", _custom_event),
    ("POST", "/v2/pages/{id}/events", _click_event),
    ("GET", "/v2/experiments", _experiments),
    ("POST", "/v2/experiments", _an_experiment),
    ("GET", _EXPERIMENT, _one("experiment")),
    ("PATCH", _EXPERIMENT, _change_an_experiment),
    ("DELETE", _EXPERIMENT, _archive_an_experiment),
    ("GET", f"{_EXPERIMENT}/results", _results),
    *(row for kind in _KINDS for row in _routes(kind)),
)
