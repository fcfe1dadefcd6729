"""The nouns: what a platform folder says (pydantic, validated at the door) and what we compute (dataclasses).

TOML keys are the field names below, unchanged. Extra keys are refused, all problems are reported at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Client = Literal["auto", "classic", "web", "edge"]
Role = Literal["analytics"]
Target = Literal["reader", "integrator"]
Status = Literal["active", "legacy", "unconfirmed"]
Value = str | int | float | bool

CLIENTS: tuple[Client, ...] = ("auto", "classic", "web", "edge")
TARGETS: Mapping[Role, tuple[Target, ...]] = {"analytics": ("reader", "integrator")}

#: when the platform's script is on the page, seen from the snippet; see `templates/js/testbed/README.md`
SdkStage = Literal["ready", "late", "before_base", "never", "absent"]
#: where the snippet stands, seen from Optimizely's script
Placement = Literal["before", "after", "late"]


class _Strict(BaseModel):
    """Frozen, and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Setting(_Strict):
    """A value the customer chooses; flat, so that every form can be made from it."""

    type: Literal["string", "integer", "number", "boolean"]
    title: str
    description: str
    default: Value | None = None
    required: bool = False
    enum: tuple[Value, ...] | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    example: Value | None = None

    @model_validator(mode="after")
    def _default_or_required(self) -> Self:
        if self.required and self.default is not None:
            message = "is required, so it has no 'default'; give an 'example' instead"
            raise ValueError(message)
        if self.required and self.example is None:
            message = "is required, so it needs an 'example' to build and verify with"
            raise ValueError(message)
        if not self.required and self.default is None:
            message = "needs a 'default', or 'required = true' and an 'example'"
            raise ValueError(message)
        return self


class Limit(_Strict):
    """What the platform accepts at most, and who says so."""

    what: str
    max: int
    unit: Literal["characters", "bytes", "encoded characters", "items"]
    source: str


class Csp(_Strict):
    """Hosts the platform's own SDK needs, by directive; the snippet itself adds none."""

    script: tuple[str, ...] = ()
    connect: tuple[str, ...] = ()
    img: tuple[str, ...] = ()
    frame: tuple[str, ...] = ()


class Analytics(_Strict):
    """The role `analytics`: how the platform receives decisions."""

    ready: str | None = Field(None, description="JavaScript expression; may read `settings`; absent: nothing to wait for")
    queue: str | None = Field(None, description="global array the vendor drains, safe to create before its base code")
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    records: tuple[str, ...]
    consent: Literal["analytics", "advertising", "functional", "personalization"] = "analytics"
    csp: Csp = Csp()
    limits: tuple[Limit, ...] = ()


class Platform(_Strict):
    """One platform folder. `slug` and `folder` come from where it lies, the rest from `platform.toml`."""

    slug: str
    folder: Path
    name: str
    docs: str
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    status: Status
    reason: str | None = None
    settings: Mapping[str, Setting] = {}
    analytics: Analytics | None = None

    @model_validator(mode="after")
    def _reason_unless_active(self) -> Self:
        if self.status != "active" and not self.reason:
            message = f"status is {self.status!r}, so 'reason' must say why"
            raise ValueError(message)
        return self

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles this platform plays."""
        return ("analytics",) if self.analytics else ()


class Call(_Strict):
    """One call the platform must receive; `clients` narrows it to the clients named."""

    call: str
    args: tuple[Any, ...] = ()
    clients: tuple[Literal["classic", "web", "edge"], ...] | None = None
    targets: tuple[Target, ...] | None = None


class Names(_Strict):
    """Names that replace those of the visitor's first experiment, to test limits and odd characters."""

    experiment: str | None = None
    variation: str | None = None


class Scenario(_Strict):
    """Who comes to the test page and what must then happen."""

    name: str
    visitor: str
    role: Role = "analytics"
    clients: tuple[Literal["classic", "web", "edge"], ...] | None = None
    targets: tuple[Target, ...] | None = None
    placement: Placement = "after"
    sdk: SdkStage = "ready"
    settings: Mapping[str, Value] = {}
    names: Names | None = None
    expect: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one line of a Source comes from; `indent` columns were put before it."""

    file: Path
    line: int
    indent: int


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting exactly once, checked. `values` go into the code, `features` choose parts, `digest` covers both."""

    values: Mapping[str, Value]
    features: frozenset[str]
    digest: str


@dataclass(frozen=True, slots=True)
class Source:
    """Rendered code, with a hole for the settings, and the origin of each of its lines."""

    name: str
    code: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """Compiled code, readable and minified, each with a hole for the settings."""

    name: str
    readable: str
    minified: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """The program a customer pastes, hosts or imports, readable and minified."""

    name: str
    readable: str
    minified: str


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of `dist/`, not yet written: a path relative to it with `/`, and bytes."""

    path: str
    content: bytes
