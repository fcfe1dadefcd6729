"""What Optimizely answers, typed. Fields we do not name are kept; ids stay what they are: numbers, or strings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from generator.errors import OfflineError

Id = int | str


class Answered(BaseModel):
    """Something that Optimizely answered."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Project(Answered):
    """A project; v1 names its fields otherwise."""

    id: Id
    name: str = Field(validation_alias=AliasChoices("name", "project_name"))
    status: str = Field("", validation_alias=AliasChoices("status", "project_status"))
    platform: str = "web"
    account_id: Id | None = None


class Audience(Answered):
    """Visitors who meet conditions."""

    id: Id
    name: str = ""
    conditions: str = ""
    description: str = ""
    archived: bool = False


class Attribute(Answered):
    """Something a page says of a visitor, in v1 a dimension."""

    id: Id
    key: str = Field("", validation_alias=AliasChoices("key", "client_api_name"))
    name: str = ""
    description: str = ""
    archived: bool = False


class Event(Answered):
    """Something a visitor does, in v1 a goal."""

    id: Id
    key: str = Field("", validation_alias=AliasChoices("key", "event"))
    name: str = Field("", validation_alias=AliasChoices("name", "title"))
    kind: str = Field("custom", validation_alias=AliasChoices("event_type", "kind"))
    archived: bool = False


class Variation(Answered):
    """One of the things that are compared."""

    id: Id = Field(validation_alias=AliasChoices("variation_id", "id"))
    name: str = Field("", validation_alias=AliasChoices("name", "description"))
    weight: int | None = None


class Experiment(Answered):
    """A comparison."""

    id: Id
    # v1's description is its name
    name: str = Field("", validation_alias=AliasChoices("name", "description"))
    status: str = ""
    variations: Sequence[Variation] = ()


_T = TypeVar("_T", bound=Answered)


def read(kind: type[_T], thing: Any) -> _T:  # noqa: ANN401 -- JSON
    """The answer as `kind`.

    Raises:
        OfflineError: it is something else.
    """
    try:
        return kind.model_validate(thing)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"]) or "all of it"
        name = kind.__name__.lower()
    what = f"Optimizely's answer is no {name}: {place} is missing or something else"
    raise OfflineError(what, help="tagwright may be older than the API; look for a newer one")
