"""Audiences and attributes (in v1, dimensions): those there are, new ones, and those that a mapping needs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from generator import mapping
from generator.errors import SettingsError, shown
from generator.optimizely.client import Client
from generator.optimizely.models import Attribute, Audience, Id, read

#: v2's rule for keys of attributes and events
KEY: Final = re.compile(r"[a-zA-Z0-9_\-. ]{1,64}")

#: what REST can make of a mapping's kinds; the others need nothing, or are made in Optimizely's own pages
_MADE: Final[Mapping[str, Sequence[mapping.Kind]]] = {
    "v1": ("audience", "dimension"),
    "v2": ("attribute",),
}


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a mapping names.

    Attributes:
        kind: what it is.
        name: its key, name or id.
    """

    kind: mapping.Kind
    name: str


@dataclass(frozen=True, slots=True)
class Synced:
    """What became of it.

    Attributes:
        need: what was needed.
        id: under which Optimizely has it; None when REST cannot make it, and in a dry run.
        state: `there`, `created`, or `not by REST`.
    """

    need: Need
    id: Id | None
    state: Literal["there", "created", "not by REST"]


# -- audiences --------------------------------------------------------------------------------------------


def every(client: Client, project: Id) -> Iterator[Audience]:
    """The project's audiences."""
    for thing in _list(client, project, "audiences"):
        yield read(Audience, thing)


def create(
    client: Client, project: Id, name: str, *, description: str = "", conditions: str = ""
) -> tuple[Audience | None, bool]:
    """The audience of this name, and whether it is new; None in a dry run.

    Args:
        client: whom to ask.
        project: where it belongs.
        name: shown in Optimizely.
        description: as well.
        conditions: a JSON array, as text; empty for those that only `addToAudience` puts into it (Classic).

    Raises:
        SettingsError: the conditions are no JSON array.
        ApiError: Optimizely refuses.
    """
    body: dict[str, Any] = {"name": name}
    if description:
        body["description"] = description
    if conditions:
        body["conditions"] = _array(conditions)
    if not client.dry:
        there = next((a for a in every(client, project) if _is(a, name)), None)
        if there:
            return there, False
    made = _post(client, project, "audiences", body)
    return (None if client.dry else read(Audience, made)), True


def change(client: Client, audience: Id, fields: Mapping[str, Any]) -> Audience | None:
    """The audience with some fields changed; None in a dry run.

    Raises:
        SettingsError: the conditions are no JSON array.
        ApiError: Optimizely refuses.
    """
    if "conditions" in fields:
        fields = {**fields, "conditions": _array(fields["conditions"])}
    changed = client.change(f"audiences/{audience}", fields)
    return None if client.dry else read(Audience, changed)


def having(pairs: Sequence[tuple[str, str]]) -> str:
    """Conditions for visitors whose attributes have these values, all of them."""
    tests = [{"type": "custom_attribute", "name": key, "value": value} for key, value in pairs]
    return json.dumps(["and", *tests])


# -- attributes -------------------------------------------------------------------------------------------


def attributes(client: Client, project: Id) -> Iterator[Attribute]:
    """The project's attributes; in v1, its dimensions."""
    for thing in _list(client, project, _attributes(client)):
        yield read(Attribute, thing)


def create_attribute(
    client: Client, project: Id, key: str, *, name: str = "", description: str = ""
) -> tuple[Attribute | None, bool]:
    """The attribute with this key, and whether it is new; None in a dry run. In v1, a dimension.

    Raises:
        SettingsError: Optimizely takes no such key.
        ApiError: Optimizely refuses.
    """
    if not KEY.fullmatch(key):
        what = f"an attribute's key cannot be {shown(key)}"
        raise SettingsError(what, help="up to 64 of: letters, digits, _ - . and blank")
    if client.api == "v1":
        body = {"name": name or key, "client_api_name": key}
    else:
        body = {"key": key, "name": name or key}
    if description:
        body["description"] = description
    if not client.dry:
        there = (a for a in attributes(client, project) if key in {a.key, a.key or a.name})
        found = next(there, None)
        if found:
            return found, False
    made = _post(client, project, _attributes(client), body)
    return (None if client.dry else read(Attribute, made)), True


def change_attribute(client: Client, attribute: Id, fields: Mapping[str, Any]) -> Attribute | None:
    """The attribute with some fields changed; None in a dry run."""
    changed = client.change(f"{_attributes(client)}/{attribute}", fields)
    return None if client.dry else read(Attribute, changed)


# -- mappings ---------------------------------------------------------------------------------------------


def sync(client: Client, project: Id, text: str) -> Iterator[Synced]:
    """Make what a mapping names and the project lacks; a second time, nothing is lacking.

    Raises:
        SettingsError: the mapping cannot be read; all problems at once.
        ApiError: Optimizely refuses.
    """
    for need in needs(text):
        yield _synced(client, project, need)


def needs(text: str) -> Sequence[Need]:
    """What a mapping names, each once.

    Raises:
        SettingsError: lines that cannot be read; all at once.
    """
    return list(dict.fromkeys(Need(rule.kind, rule.name) for rule in mapping.checked(text)))


def _synced(client: Client, project: Id, need: Need) -> Synced:
    if need.kind not in _MADE[client.api]:
        return Synced(need, None, "not by REST")
    thing: Attribute | Audience | None
    if need.name.isdecimal() and need.kind != "attribute":
        # the id itself: it must be there
        path = "audiences" if need.kind == "audience" else "dimensions"
        thing, new = read(Audience, client.get(f"{path}/{need.name}")), False
    elif need.kind == "audience":
        thing, new = create(client, project, need.name)
    else:
        thing, new = create_attribute(client, project, need.name)
    return Synced(need, thing.id if thing else None, "created" if new else "there")


# -- what they share --------------------------------------------------------------------------------------


def _attributes(client: Client) -> str:
    return "dimensions" if client.api == "v1" else "attributes"


def _list(client: Client, project: Id, name: str) -> Iterator[dict[str, Any]]:
    if client.api == "v1":
        return client.pages(f"projects/{project}/{name}")
    return client.pages(name, project_id=project)


def _post(client: Client, project: Id, name: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 -- JSON
    if client.api == "v1":
        return client.post(f"projects/{project}/{name}", body)
    return client.post(name, {"project_id": int(project), **body})


def _is(audience: Audience, name: str) -> bool:
    return audience.name == name and not audience.archived


def _array(text: str) -> str:
    """The conditions, when they are what Optimizely takes: a JSON array as text."""
    try:
        parsed = json.loads(text)
    except ValueError as error:
        what = f"the conditions are not JSON: {error}"
        raise SettingsError(what, help=_CONDITIONS) from None
    if not isinstance(parsed, list):
        raise SettingsError("the conditions are no JSON array", help=_CONDITIONS)
    return json.dumps(parsed)


_CONDITIONS = 'write: ["and", {"type": "language", "value": "es"}]'
