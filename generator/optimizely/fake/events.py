"""The Event API and Classic's log: where conversions arrive."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from starlette.requests import Request as Incoming
from starlette.responses import Response

from generator.optimizely.fake.answers import error
from generator.optimizely.fake.state import State

Handler = Callable[[State, Incoming], Awaitable[Response]]

#: the most that one batch may hold
LARGEST: Final = 3_500_000


async def _batch(state: State, request: Incoming) -> Response:
    """204 for what is right; 400 for what is wrong, but only to those who are strict: to others, 204 and silence."""
    content = await request.body()
    strict = request.headers.get("x-optimizely-strict", "").lower() == "true"
    problem, body = "", {}
    if len(content) > LARGEST:
        problem = f"the batch is larger than {LARGEST} bytes"
    else:
        try:
            body = json.loads(content)
        except ValueError:
            problem = "the batch is not JSON"
    problem = problem or next(problems(body), "")
    if problem:
        return error(400, problem) if strict else Response(status_code=204)
    state.convert(_rows(body))
    return Response(status_code=204)


async def _hit(state: State, request: Incoming) -> Response:
    """Always 200, whatever it is."""
    state.hit(request.headers.get("host", ""), request.url.query)
    return Response(b"", 200, media_type="text/javascript")


def problems(batch: object) -> Iterator[str]:
    """What the documented schema forbids."""
    if not isinstance(batch, dict):
        yield "the batch is no object"
        return
    if not isinstance(batch.get("account_id"), str):
        yield "account_id: a string is required"
    yield from _typed(batch, "", project_id=str, anonymize_ip=bool, client_name=str)
    visitors = batch.get("visitors")
    if not isinstance(visitors, list):
        yield "visitors: an array is required"
        return
    for place, visitor in enumerate(visitors):
        yield from _visitor(visitor, f"visitors[{place}]")


def _visitor(visitor: object, place: str) -> Iterator[str]:
    if not isinstance(visitor, dict):
        yield f"{place}: must be an object"
        return
    if not isinstance(visitor.get("visitor_id"), str) or not visitor["visitor_id"]:
        yield f"{place}.visitor_id: a string is required"
    for attribute in visitor.get("attributes", []):
        if not isinstance(attribute, dict) or attribute.get("type") != "custom":
            yield f'{place}.attributes: type must be "custom"'
        elif "value" not in attribute:
            yield f"{place}.attributes: a value is required"
    if not isinstance(visitor.get("snapshots"), list):
        yield f"{place}.snapshots: an array is required"
        return
    for number, snapshot in enumerate(visitor["snapshots"]):
        yield from _snapshot(snapshot, f"{place}.snapshots[{number}]")


def _snapshot(snapshot: object, place: str) -> Iterator[str]:
    if not isinstance(snapshot, dict) or not isinstance(snapshot.get("events"), list):
        yield f"{place}.events: an array is required"
        return
    for decision in snapshot.get("decisions", []):
        for name in ("campaign_id", "experiment_id", "variation_id"):
            if not isinstance(decision, dict) or not isinstance(decision.get(name), str):
                yield f"{place}.decisions: {name} must be a string"
    for event in snapshot["events"]:
        if not isinstance(event, dict):
            yield f"{place}.events: must be objects"
            continue
        if not isinstance(event.get("uuid"), str) or not event["uuid"]:
            yield f"{place}.events: uuid is required"
        if type(event.get("timestamp")) is not int:
            yield f"{place}.events: timestamp must be an integer"
        yield from _typed(
            event, f"{place}.events.", key=str, type=str, entity_id=str, revenue=int, quantity=int
        )
        if type(event.get("value", 0)) not in {int, float}:
            yield f"{place}.events.value: must be a number"


def _typed(thing: Mapping[str, Any], place: str, **types: type) -> Iterator[str]:
    for name, kind in types.items():
        if name in thing and type(thing[name]) is not kind:
            yield f"{place}{name}: must be {kind.__name__}"


def _rows(batch: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    project = batch.get("project_id")
    for visitor in batch["visitors"]:
        for snapshot in visitor["snapshots"]:
            decisions = json.dumps(snapshot.get("decisions", []))
            for event in snapshot["events"]:
                yield (
                    event["uuid"],
                    project,
                    visitor["visitor_id"],
                    event.get("key"),
                    event.get("entity_id"),
                    event["timestamp"],
                    event.get("revenue"),
                    event.get("value"),
                    decisions,
                )


ROUTES: Final[Sequence[tuple[str, str, Handler]]] = (
    ("POST", "/v1/events", _batch),
    ("GET", "/event", _hit),
)
