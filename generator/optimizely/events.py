"""Events (in v1, goals), so that conversions can name them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.errors import SettingsError, shown
from generator.optimizely.audiences import KEY
from generator.optimizely.client import Client
from generator.optimizely.models import Event, Id, read

CATEGORIES: Final = (
    "add_to_cart",
    "save",
    "search",
    "share",
    "purchase",
    "convert",
    "sign_up",
    "subscribe",
    "other",
)
#: v1's number for goals that are custom events
_CUSTOM: Final = 1


def every(client: Client, project: Id) -> Iterator[Event]:
    """The project's events."""
    if client.api == "v1":
        found = client.pages(f"projects/{project}/goals")
    else:
        found = client.pages("events", project_id=project)
    for thing in found:
        yield read(Event, thing)


def create(  # noqa: PLR0913 -- the facts of an event
    client: Client,
    project: Id,
    key: str,
    *,
    name: str = "",
    category: str = "other",
    description: str = "",
) -> tuple[Event | None, bool]:
    """The custom event with this key, and whether it is new; None in a dry run.

    Raises:
        SettingsError: Optimizely takes no such key.
        ApiError: Optimizely refuses.
    """
    if not KEY.fullmatch(key):
        what = f"an event's key cannot be {shown(key)}"
        raise SettingsError(what, help="up to 64 of: letters, digits, _ - . and blank")
    if not client.dry:
        there = next((event for event in every(client, project) if event.key == key), None)
        if there:
            return there, False
    made = _post(client, project, key, name or key, category, description)
    return (None if client.dry else read(Event, made)), True


def _post(  # noqa: PLR0913, PLR0917 -- the facts of an event
    client: Client, project: Id, key: str, name: str, category: str, description: str
) -> Any:  # noqa: ANN401 -- JSON
    if client.api == "v1":
        goal = {"title": name, "goal_type": _CUSTOM, "event": key, "addable": True}
        return client.post(f"projects/{project}/goals", goal)
    body = {"key": key, "name": name, "category": category, "event_type": "custom"}
    if description:
        body["description"] = description
    return client.post(f"projects/{project}/custom_events", body)
