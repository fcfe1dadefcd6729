"""The nouns: what a platform folder says (pydantic, validated at the door) and what we compute (dataclasses).

TOML keys are the field names below, unchanged. Extra keys are refused, all problems are reported at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    model_validator,
)
from pydantic_core import PydanticCustomError

from generator import mapping, patterns
from generator.errors import shown

Client = Literal["auto", "classic", "web", "edge"]
Role = Literal["analytics", "audience", "conversion"]
Target = Literal["reader", "integrator", "extension", "audience", "conversion"]
Status = Literal["active", "legacy", "unconfirmed"]
Value = str | int | float | bool

CLIENTS: tuple[Client, ...] = ("auto", "classic", "web", "edge")


@dataclass(frozen=True, slots=True)
class Contract:
    """What a role asks of a platform; its table in `platform.toml` and its body, `<role>.js`, have its name.

    Attributes:
        targets: the forms its snippets take; each has a frame of its own name.
        functions: what a body may define; the first is what the role is for.
        arguments: what that first function is given.
        instead: a function that will do where the first is missing.
    """

    targets: tuple[Target, ...]
    functions: tuple[str, ...]
    arguments: str
    instead: str | None = None


ROLES: Mapping[Role, Contract] = {
    "analytics": Contract(
        ("reader", "integrator", "extension"),
        ("makeRequest", "initialize", "finish"),
        "decision, settings",
    ),
    "audience": Contract(("audience",), ("readVisitor", "onChange"), "settings"),
    "conversion": Contract(
        ("conversion",), ("collect", "forward"), "visitor, settings", instead="forward"
    ),
}
TARGETS: tuple[Target, ...] = tuple(t for contract in ROLES.values() for t in contract.targets)


#: the target that Optimizely itself runs, with the values of a form that people fill in there
EXTENSION: Target = "extension"


def clients_of(target: Target) -> tuple[Client, ...]:
    """The clients a target can be built for: custom analytics integrations are Optimizely Web's alone."""
    return ("auto", "web") if target == EXTENSION else CLIENTS


def role_of(target: Target) -> Role:
    """The role a target belongs to."""
    return next(role for role, contract in ROLES.items() if target in contract.targets)


def targets_of(roles: Iterable[Role]) -> tuple[Target, ...]:
    """The targets of these roles, in the order of the table."""
    return tuple(target for role in roles for target in ROLES[role].targets)


#: when the platform's script is on the page, seen from the snippet; see `templates/js/testbed/README.md`
SdkStage = Literal["ready", "late", "before_base", "never", "absent"]
#: what can go wrong with any platform, as Optimizely's support names it: a held-back visitor is counted, one
#: experiment overwrites another, a redirect hides the referrer, the snippet and the SDK race each other
Danger = Literal["holdback", "slot", "referrer", "race"]
DANGERS: tuple[Danger, ...] = ("holdback", "slot", "referrer", "race")

#: where the snippet stands, seen from Optimizely's script
Placement = Literal["before", "after", "late"]


#: what must hold when something goes wrong: all that arrives on a sound page arrives, once; nothing does; nothing else does
Holds = Literal["arrives", "silence", "harmless"]
#: how Optimizely is on a page where something may be wrong with it; late and twice are seconds after the snippet
OptimizelyStage = Literal["ready", "late", "twice", "absent", "opted-out", "disabled"]

#: beyond it a number of JavaScript is no longer the number that was written
_SAFE = 2**53 - 1

Name = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", description="snake_case, such as 'event_name'"),
]


class Problem(NamedTuple):
    """What is wrong with one key, dotted when it lies deeper, and the right answers."""

    key: str
    what: str
    help: str | None = None


class _Strict(BaseModel):
    """Frozen, and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="after")
    def _has_no_problems(self) -> Self:
        problems = list(self._problems())
        if problems:
            kind, message = "problems", "see the context"
            raise PydanticCustomError(kind, message, {"problems": problems})
        return self

    def _problems(self) -> Iterator[Problem]:
        """What no single key shows."""
        yield from ()


class Setting(_Strict):
    """A value the customer chooses; flat, so that every form can be made from it."""

    type: Literal["string", "integer", "number", "boolean"]
    title: str
    description: str
    default: Value | None = None
    required: StrictBool = False
    enum: tuple[Value, ...] | None = None
    pattern: str | None = None
    minimum: StrictFloat | None = None
    maximum: StrictFloat | None = None
    example: Value | None = None
    #: the roles whose snippets read it; absent: all roles of the platform
    roles: tuple[Role, ...] | None = None
    #: text that is more than a pattern can tell: a mapping, or lines that may as well stand in one with spaces between
    format: Literal["mapping", "lines"] | None = None

    def misfit(self, value: object) -> tuple[str, str | None] | None:
        """What is wrong with a value, to be read after the setting's name, and the right answers."""
        if not _is(self.type, value):
            return f"must be {_TYPES[self.type]}, not {_typed(value)}", None
        if not _arrives(value):
            return (
                f"cannot be {shown(value)}",
                "JavaScript cannot tell it from others: make it a string",
            )
        if self.enum is not None and value not in self.enum:
            return (
                f"cannot be {shown(value)}",
                f"choose one of: {', '.join(map(_plain, self.enum))}",
            )
        return self._unlike(str(value)) or self._out_of_range(value)

    def misfits(self, value: object) -> Iterator[tuple[str, str | None]]:
        """All that is wrong with a value: a text of several lines can have several faults."""
        first = self.misfit(value)
        if first and self.format == "mapping" and isinstance(value, str):
            yield from mapping.problems(value)
        elif first:
            yield first

    def _unlike(self, text: str) -> tuple[str, str] | None:
        """What keeps a text from being what the setting asks for."""
        if self.format == "mapping":
            return next(mapping.problems(text), None)
        if self.pattern is None or patterns.compiled(self.pattern).search(text):
            return None
        example = self.default if self.example is None else self.example
        if not text.strip() and self.pattern == _NOT_BLANK:
            return "cannot be empty", f"give it a value, such as {_plain(example)!r}"
        advice = f"it must match {self.pattern}, as {_plain(example)!r} does"
        return f"cannot be {shown(text)}", advice

    def _out_of_range(self, value: object) -> tuple[str, str] | None:
        if not isinstance(value, int | float):
            return None
        if self.minimum is not None and value < self.minimum:
            return f"cannot be {shown(value)}", f"it must be {self.minimum:g} or more"
        if self.maximum is not None and value > self.maximum:
            return f"cannot be {shown(value)}", f"it must be {self.maximum:g} or less"
        return None

    def _problems(self) -> Iterator[Problem]:
        yield from self._default_or_required()
        yield from self._out_of_place()
        if self.pattern is not None:
            try:
                patterns.compiled(self.pattern)
            except ValueError as error:
                yield Problem(
                    "pattern", str(error), "use what ECMAScript, PCRE and RE2 all read alike"
                )
                return
        for key in ("default", "example"):
            value = getattr(self, key)
            misfit = None if value is None else self.misfit(value)
            if misfit:
                yield Problem(key, f"{key!r} {misfit[0]}", misfit[1])

    def _default_or_required(self) -> Iterator[Problem]:
        if self.required and self.default is not None:
            yield Problem(
                "default", "it is required, so it has no 'default'", "make it the 'example'"
            )
        if self.required and self.example is None:
            yield Problem(
                "required", "it is required, so it needs an 'example' to build and verify with"
            )
        if not self.required and self.default is None:
            yield Problem(
                "default", "it needs a 'default'", "or 'required = true' and an 'example'"
            )

    def _out_of_place(self) -> Iterator[Problem]:
        for key in ("pattern", "format"):
            if getattr(self, key) is not None and self.type != "string":
                yield Problem(key, f"only a string has a {key!r}")
        for key in ("minimum", "maximum"):
            if getattr(self, key) is not None and self.type not in ("integer", "number"):
                yield Problem(key, f"only a number has a {key!r}")
        for value in self.enum or ():
            if not _is(self.type, value):
                yield Problem("enum", f"{shown(value)} in 'enum' is not {_TYPES[self.type]}")


#: the pattern of settings that take anything but nothing
_NOT_BLANK = r"\S"

_TYPES = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
}


def _is(type_: str, value: object) -> bool:
    if isinstance(value, bool) or type_ == "boolean":
        return isinstance(value, bool) and type_ == "boolean"
    kinds: dict[str, tuple[type, ...]] = {
        "string": (str,),
        "integer": (int,),
        "number": (int, float),
    }
    return isinstance(value, kinds[type_])


def _arrives(value: object) -> bool:
    """Whether JavaScript reads a number back as it was written."""
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, int) or abs(value) <= _SAFE


def _typed(value: object) -> str:
    if isinstance(value, dict | list | tuple):
        return "a table" if isinstance(value, dict) else "an array"
    return f"the string {shown(value)}" if isinstance(value, str) else shown(value)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class Limit(_Strict):
    """What the platform accepts at most, and who says so."""

    what: str
    max: Annotated[StrictInt, Field(gt=0)]
    unit: Literal["characters", "bytes", "encoded characters", "items"]
    source: str


class Csp(_Strict):
    """Hosts the platform's own SDK needs, by directive; what the snippet itself adds is in `sends`."""

    script: tuple[str, ...] = ()
    connect: tuple[str, ...] = ()
    img: tuple[str, ...] = ()
    frame: tuple[str, ...] = ()


Consent = Literal["analytics", "advertising", "functional", "personalization"]


class _Played(_Strict):
    """What a platform says of every role it plays."""

    #: a JavaScript expression that may read `settings`; absent: nothing to wait for
    ready: str | None = Field(
        None, pattern=r"^[^\n]*\S[^\n]*$", description="an expression on one line"
    )
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    #: addresses the snippet itself sends requests to: where one begins is enough
    sends: tuple[str, ...] = ()
    #: calls that a test page writes down
    records: tuple[str, ...] = ()
    csp: Csp = Csp()
    limits: tuple[Limit, ...] = ()
    #: why what a fault asks for cannot hold here: {sdk_late = "it hears nothing of what was pushed before"}
    faults: Mapping[Name, str] = {}

    @property
    def creates(self) -> tuple[str, ...]:
        """Every global the snippet may make."""
        return self.writes


class Analytics(_Played):
    """The role `analytics`: how the platform receives decisions."""

    queue: str | None = Field(
        None, description="global array the vendor drains, safe to create before its base code"
    )
    records: tuple[str, ...]
    consent: Consent = "analytics"
    #: why no scenario answers a danger: "every event stands for itself, so nothing is overwritten"
    dangers: Mapping[Danger, str] = {}

    @property
    def creates(self) -> tuple[str, ...]:
        """Its queue as well."""
        return (*self.writes, *([self.queue] if self.queue else []))


class Audience(_Played):
    """The role `audience`: how the platform gives visitor data."""

    #: what stands in for the setting `mapping` that each customer writes
    example: str
    consent: Consent = "personalization"

    def _problems(self) -> Iterator[Problem]:
        for what, advice in mapping.problems(self.example):
            yield Problem("example", f"'example' {what}", advice)


class Conversion(_Played):
    """The role `conversion`: how the platform carries who the visitor is to Optimizely, or gives Optimizely events."""

    consent: Consent = "analytics"
    #: what the snippet writes into cookies and the browser's storage: "cookie {user_cookie}"
    stores: tuple[str, ...] = ()


#: what `platform.toml` says of one role
Played = Analytics | Audience | Conversion


class Platform(_Strict):
    """One platform folder. `slug` and `folder` come from where it lies, the rest from `platform.toml`."""

    slug: str
    folder: Path
    name: str
    docs: str = Field(pattern=r"^https://", description="an address that begins with 'https://'")
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$", description="three numbers, such as '1.0.0'")
    status: Status
    reason: str | None = None
    settings: Mapping[Name, Setting] = {}
    analytics: Analytics | None = None
    audience: Audience | None = None
    conversion: Conversion | None = None

    def _problems(self) -> Iterator[Problem]:
        if self.status != "active" and not self.reason:
            yield Problem("status", f"'status' is {self.status!r}, so 'reason' must say why")
        if not self.roles:
            what = "it plays no role"
            yield Problem("", what, f"add one of the tables {', '.join(f'[{r}]' for r in ROLES)}")
        for name, setting in self.settings.items():
            for role in setting.roles or ():
                if role not in self.roles:
                    what = f"{name!r} is for the role {role!r}, which has no table here"
                    yield Problem(f"settings.{name}.roles", what, f"add the table [{role}]")
        yield from self._holes()

    def _holes(self) -> Iterator[Problem]:
        texts = {name for name, setting in self.settings.items() if setting.type == "string"}
        for key, name in self._renamable():
            for hole in re.findall(r"\{(.*?)\}", name):
                if hole not in texts:
                    what = f"'{{{hole}}}' in {key!r} names no setting that is a string"
                    yield Problem(key, what)

    def _renamable(self) -> Iterator[tuple[str, str]]:
        """Everything that may hold `{name}` for the value of a setting: globals and addresses."""
        for role, played in self.played.items():
            for key, value in renamable(played).items():
                names = value if isinstance(value, tuple) else (value,)
                yield from ((f"{role}.{key}", name) for name in names)

    @property
    def played(self) -> Mapping[Role, Played]:
        """What the platform says of each role it plays, in the order of the roles."""
        said = {role: getattr(self, role) for role in ROLES}
        return {role: played for role, played in said.items() if played}

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles this platform plays."""
        return tuple(self.played)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets of these roles."""
        return targets_of(self.roles)


def renamable(played: Played) -> Mapping[str, str | tuple[str, ...]]:
    """What of a role may hold `{name}` for the value of a setting."""
    keys = ("queue", "reads", "writes", "sends", "records", "stores")
    return {key: value for key in keys if (value := getattr(played, key, None))}


class Call(_Strict):
    """One call the platform must receive.

    `clients` narrows it to the clients named that the page may have, `targets` and `builds` to forms of the snippet and
    clients it is built for.
    """

    call: str
    args: tuple[Any, ...] = ()
    clients: tuple[Literal["classic", "web", "edge"], ...] | None = None
    targets: tuple[Target, ...] | None = None
    builds: tuple[Client, ...] | None = None


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
    #: the dangers this scenario shows to be averted
    answers: tuple[Danger, ...] = ()
    #: what the vendor's object or the page holds: `data/<name>.json` in the platform's folder
    data: str | None = None
    #: what the visitor's first experiment asks for, by kind: {attribute = {industry = "Retail"}}
    requires: Mapping[str, Any] | None = None
    #: the experiments that are active in the end
    runs: tuple[str, ...] | None = None
    expect: tuple[Call, ...] = ()

    def _problems(self) -> Iterator[Problem]:
        for key in ("data", "requires", "runs"):
            if getattr(self, key) is not None and self.role != "audience":
                yield Problem(key, f"{key!r} is for the role 'audience'", 'add: role = "audience"')


class Fault(_Strict):
    """Something that goes wrong around the snippet, and what must hold; a table of `templates/js/testbed/faults.toml`."""

    name: str
    group: Literal["sdk", "optimizely", "page", "visit"]
    #: few words, below those of the group
    title: str
    #: a sentence for people
    about: str
    #: for each role that it concerns, or for all
    holds: Holds | Mapping[Role, Holds]
    #: on whose pages; absent: Web's, or the first that a platform has a scenario for
    clients: tuple[Literal["classic", "web", "edge"], ...] | None = None
    sdk: SdkStage = "ready"
    optimizely: OptimizelyStage = "ready"
    #: the page's whole Content-Security-Policy; `NONCE` stands for that of its scripts
    policy: str | None = None
    #: whether the page is in a sandboxed frame that may run scripts, and nothing else
    sandbox: StrictBool = False
    #: where the script `faults/<name>.js` stands; `during` runs it at `at`
    script: Literal["first", "after_sdk", "before_snippet", "during"] | None = None
    #: ms of the page's time
    at: StrictInt = 0
    #: how many experiments the visitor is in
    experiments: StrictInt = 0
    #: characters of the first experiment's name and of its variation's
    name_length: StrictInt = 0

    def asks(self, role: Role) -> Holds | None:
        """What must hold of a role's snippets; None where the fault does not concern them."""
        return self.holds.get(role) if isinstance(self.holds, Mapping) else self.holds

    def _problems(self) -> Iterator[Problem]:
        if (self.script == "during") != bool(self.at):
            yield Problem("at", "'at' is the moment of a script that runs 'during' the visit")
        if self.script == "after_sdk" and self.sdk != "ready":
            yield Problem("script", "a script 'after_sdk' needs an SDK that is 'ready'")


class Sdk(_Strict):
    """A vendor's own SDK, as its npm package has it; `name` is the file it is loaded from, without `.js`."""

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="words joined by hyphens")
    package: str
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$", description="three numbers, such as '1.0.0'")
    #: the file of the package that a script element loads as it is
    script: str | None = None
    #: JavaScript that a bundler makes such a file of, when the package holds modules only
    entry: str | None = None

    def _problems(self) -> Iterator[Problem]:
        if (self.script is None) == (self.entry is None):
            yield Problem("package", "it needs either 'script' or 'entry'")


class Answer(_Strict):
    """What a vendor's server answers; without one of these it is an empty JSON object."""

    url: str
    status: StrictInt = 200
    type: str = "application/json"
    body: str = "{}"


class Decoder(_Strict):
    """How a request says what it carries.

    `read` leads from `url`, `query` or `body` to the rows, one for each thing it carries, `fields` from a row to its
    fields: keys, `*` for each member, `(json)`, `(form)`, `(lines)`, `(base64)`, `(gunzip)`, `(inflate)` for what has
    to be decoded. A row without one of the fields, or with another value than `where` says, is about something else.
    """

    url: str
    read: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    where: Mapping[str, Value] = {}


class Arrival(_Strict):
    """The rows that the vendor must receive of one visitor, in order; of an audience, what Optimizely must be told."""

    role: Literal["analytics", "audience"] = "analytics"
    visitor: str
    settings: Mapping[str, Value] = {}
    rows: tuple[Mapping[str, Any], ...]


class Requests(_Strict):
    """`requests.toml`: what leaves the browser when the vendor's own SDK has the snippet's calls.

    Without an `sdk` it is about a snippet that sends requests itself, or, without `arrives`, about an SDK that cannot be
    had: checks of live pages read its requests all the same. A `request` is read where analytics arrives.
    """

    sdk: tuple[Sdk, ...] = ()
    answer: tuple[Answer, ...] = ()
    request: tuple[Decoder, ...] = ()
    arrives: tuple[Arrival, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one line of a Source comes from; `indent` columns were put before it."""

    file: Path
    line: int
    indent: int


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting exactly once, checked.

    Attributes:
        values: what goes into the code; `consent` is the platform's category there, when somebody is asked for it.
        features: the parts of the frame that the settings every platform has choose.
        digest: stands for all of it.
        answers: those of `values` that are one of few, or the default: known while the code is compiled.
    """

    values: Mapping[str, Value]
    features: frozenset[str]
    digest: str
    answers: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Rendered code, with a hole for the settings, and the origin of each of its lines."""

    name: str
    code: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """Compiled code, readable and minified, each with a hole for the settings.

    `fixed` names the settings that the minified code no longer reads, because their answers stand in it.
    """

    name: str
    readable: str
    minified: str
    fixed: frozenset[str] = frozenset()


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
