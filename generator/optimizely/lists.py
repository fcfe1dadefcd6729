"""Members in, uploaded lists out: what is there compared with what is wanted, and only the difference sent.

What does not fit into one list is split over several, by the first bits of each row's hash: `vip-part-0` and
`vip-part-1`, and when `vip-part-1` outgrows its limit, `vip-part-10` and `vip-part-11` in its place. A row's list
depends on the row alone, so an update touches the lists whose rows changed. Each list's description says what it
holds; nothing else is remembered anywhere, so a push that was interrupted is finished by the next one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from generator.errors import ApiError, RowsError, refuse, shown
from generator.optimizely.members import Kind, Members

#: bytes of one list
LARGEST_LIST = 5_000_000

#: hours until an uploaded list is known everywhere
PROPAGATION = "it can take two hours until visitors are compared with the new rows"

#: the kinds as v1 numbers them; it has no list of JavaScript variables
_V1_KINDS: Mapping[str, int] = {"cookies": 1, "query_parameters": 2, "zip_codes": 3}

_NAME = re.compile(r"[-_0-9A-Za-z]+")
_PART = re.compile(r"-part-([01]+)")
_MARK = re.compile(r"\[tagwright (\d+) rows ([0-9a-f]{16})\]")

Verb = Literal["create", "update", "keep", "remove"]


class Api(Protocol):
    """What a push asks of a client: `client.Client`, or less."""

    @property
    def api(self) -> str:
        """`v1` or `v2`."""

    def get(self, path: str, **query: Any) -> Any:  # noqa: ANN401 -- whatever JSON can say
        """What is at `path`."""

    def post(self, path: str, body: Any, **query: Any) -> Any:  # noqa: ANN401 -- as above
        """What was created."""

    def change(self, path: str, body: Any, **query: Any) -> Any:  # noqa: ANN401 -- as above
        """What was changed."""

    def delete(self, path: str) -> None:
        """Nothing any more."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the lists are to be.

    Attributes:
        project: the project's id.
        name: the list's name, and the beginning of its parts' names.
        key: the cookie, parameter or variable that visitors are looked up by.
    """

    project: str
    name: str
    kind: Kind
    key: str
    description: str = ""
    limit: int = LARGEST_LIST


@dataclass(frozen=True, slots=True)
class Found:
    """One list that is there.

    Attributes:
        part: the bits its rows' hashes begin with; "" for all rows.
        digest: of its rows, as its description has it; "" when it has none.
    """

    id: str
    name: str
    part: str
    rows: int
    digest: str
    description: str
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done with one list; `old` is the list that is there."""

    verb: Verb
    part: str
    name: str
    rows: int = 0
    size: int = 0
    digest: str = ""
    old: Found | None = None


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did.

    Attributes:
        lists: id and name of every list the rows are in now.
        is_new_condition: whether other lists than before make up the audience.
    """

    steps: Sequence[Step]
    lists: Sequence[tuple[str, str]]
    is_new_condition: bool
    members: int = 0
    surplus: Sequence[Found] = field(default=())


def check(wanted: Wanted) -> None:
    """Nothing, when a list can be so.

    Raises:
        RowsError: everything that is wrong with it.
    """
    problems = []
    if not _NAME.fullmatch(wanted.name):
        what = f"{shown(wanted.name)} is no name for a list"
        problems.append(RowsError(what, help="use letters, digits, - and _"))
    if not wanted.key.strip():
        what = "the list has no key"
        problems.append(RowsError(what, help="name the cookie, parameter or variable: --key NAME"))
    refuse(problems)


def found(api: Api, project: str, name: str) -> Sequence[Found]:
    """The lists that hold the rows of `name`: the one of that name, and parts of it that we made."""
    ours = []
    for row in every(api, project):
        if row.name == name:
            ours.append(row)
        elif row.digest and row.name.startswith(name):
            part = _PART.fullmatch(row.name, len(name))
            if part:
                ours.append(replace(row, part=part[1]))
    return sorted(ours, key=lambda row: (row.part, row.id))


def plan(members: Members, wanted: Wanted, there: Sequence[Found]) -> Sequence[Step]:
    """What makes the lists hold the members and nothing else; additions come before removals.

    Raises:
        RowsError: a list of that name is of another kind, or has another key.
    """
    check(wanted)
    _check_kind(wanted, there)
    named = _named(there)
    parts = _layout(members, "", wanted.limit, {row.part for row in there})
    steps = []
    for part in parts:
        rows = members.rows(part)
        content = b",".join(rows)
        digest = hashlib.sha256(content).hexdigest()[:16]
        old = named.get(part)
        verb: Verb = "create" if old is None else "keep" if old.digest == digest else "update"
        name = _name(wanted.name, part)
        steps.append(Step(verb, part, name, len(rows), len(content), digest, old))
    kept = {step.old.id for step in steps if step.old}
    surplus = [
        Step("remove", row.part, row.name, row.rows, old=row) for row in there if row.id not in kept
    ]
    order: Mapping[Verb, int] = {"create": 0, "update": 1, "keep": 2, "remove": 3}
    return sorted([*steps, *surplus], key=lambda step: (order[step.verb], step.part))


def push(  # noqa: PLR0913 -- what a push needs to know
    api: Api,
    members: Members,
    wanted: Wanted,
    tell: Callable[[Step, int, int], None] | None = None,
    *,
    there: Sequence[Found] | None = None,
    keep_surplus: bool = False,
) -> Pushed:
    """Make the lists hold the members and nothing else; running it again changes nothing.

    New rows are in a list before old lists are removed, so no row is ever missing from all of them.
    `tell` hears each step before it is done, and how many there are. `there` is what is there already, if it is
    known; otherwise the API is asked.

    Raises:
        RowsError: see `plan`.
    """
    if there is None:
        there = found(api, wanted.project, wanted.name)
    steps = plan(members, wanted, there)
    todo = [step for step in steps if step.verb != "keep"]
    if keep_surplus:
        todo = [step for step in todo if step.verb != "remove"]
    lists = {
        step.part: (step.old.id, step.name) for step in steps if step.old and step.verb != "remove"
    }
    for number, step in enumerate(todo):
        if tell:
            tell(step, number, len(todo))
        made = _done(api, wanted, step, members)
        if step.verb == "create" and made:
            lists[step.part] = (made, step.name)
    changed = any(step.verb in {"create", "remove"} for step in steps)
    ids = [lists[part] for part in sorted(lists)]
    surplus = [s.old for s in steps if s.verb == "remove" and s.old] if keep_surplus else []
    return Pushed(steps, ids, changed, members.count, surplus)


def delete(api: Api, project: str, name: str) -> Sequence[Found]:
    """Take away every list that holds the rows of `name`, and say which they were."""
    there = found(api, project, name)
    for row in there:
        api.delete(_one(api, row.id))
    return there


def pull(api: Api, project: str, name: str) -> Iterator[str]:
    """Every row the lists hold, list by list.

    Raises:
        RowsError: there is no such list, or the API keeps its rows to itself.
    """
    there = found(api, project, name)
    if not there:
        what = f"there is no list {name!r} in project {project}"
        raise RowsError(what, help="see: tagwright optimizely lists list")
    for row in there:
        content = _content(api, row)
        if content is None:
            what = f"the API does not give out the rows of {row.name!r}"
            advice = "compare with a file instead: tagwright optimizely lists diff FILE"
            raise RowsError(what, help=advice)
        yield from (part for part in content.split(",") if part)


@dataclass(frozen=True, slots=True)
class Difference:
    """How the members differ from what one list holds.

    Attributes:
        added: rows that the list lacks; None when the API keeps its rows to itself.
        removed: rows that only the list has; None as above.
    """

    step: Step
    added: Sequence[str] | None = None
    removed: Sequence[str] | None = None


def diff(api: Api, members: Members, wanted: Wanted) -> Iterator[Difference]:
    """How the members differ from what is there, for every list that a push would touch."""
    there = found(api, wanted.project, wanted.name)
    for step in plan(members, wanted, there):
        if step.verb == "keep":
            continue
        content = _content(api, step.old) if step.old else ""
        if content is None:
            yield Difference(step)
            continue
        old = {row for row in content.split(",") if row}
        new = set() if step.verb == "remove" else {r.decode() for r in members.rows(step.part)}
        yield Difference(step, sorted(new - old), sorted(old - new))


def condition(lists: Iterable[tuple[str, str]]) -> str:
    """What the audience is to be made of, in words.

    >>> condition([("1", "vip-part-0"), ("2", "vip-part-1")])
    'vip-part-0 (1) OR vip-part-1 (2)'
    """
    return " OR ".join(f"{name} ({id_})" for id_, name in lists)


def every(api: Api, project: str) -> Iterator[Found]:
    """All uploaded lists of a project, ours and others'."""
    for row in _all(api, project):
        one = _read(row)
        if one:
            yield one


def _layout(members: Members, part: str, limit: int, there: set[str]) -> list[str]:
    """The parts the rows are split into: as few as fit, but two that are there stay two while they are half full."""
    size = members.size(part)
    if size <= limit:
        is_split = any(name.startswith(part) and name != part for name in there)
        if not (is_split and size > limit // 2):
            return [part] if size else []
    return [leaf for bit in "01" for leaf in _layout(members, part + bit, limit, there)]


def _name(name: str, part: str) -> str:
    return f"{name}-part-{part}" if part else name


def _check_kind(wanted: Wanted, there: Sequence[Found]) -> None:
    for row in there:
        if (row.kind, row.key) != (wanted.kind, wanted.key):
            what = f"the list {row.name!r} is of {row.kind} {row.key!r}"
            advice = f"choose another name, or give --type {row.kind} --key {row.key}"
            raise RowsError(what, help=advice)


def _named(there: Sequence[Found]) -> Mapping[str, Found]:
    """The list of each part; of two with one name, the one that holds something we know."""
    named: dict[str, Found] = {}
    for row in there:
        before = named.get(row.part)
        if before is None or (row.digest and not before.digest):
            named[row.part] = row
    return named


def _done(api: Api, wanted: Wanted, step: Step, members: Members) -> str | None:
    """The id of the list, after the step was done once; an answer that was lost is no reason to do it twice."""
    try:
        return _do(api, wanted, step, members)
    except ApiError as error:
        if not error.doubtful:
            raise
        for row in found(api, wanted.project, wanted.name):
            if (row.name, row.digest) == (step.name, step.digest):
                return row.id
        return _do(api, wanted, step, members)


def _do(api: Api, wanted: Wanted, step: Step, members: Members) -> str | None:
    if step.verb == "remove":
        assert step.old is not None
        api.delete(_one(api, step.old.id))
        return None
    body = _body(api, wanted, step, members)
    if step.verb == "create":
        path = (
            "list_attributes" if api.api == "v2" else f"projects/{wanted.project}/targeting_lists"
        )
        made = api.post(path, body)
        return str(made["id"]) if made and "id" in made else None
    assert step.old is not None
    api.change(_one(api, step.old.id), body)
    return step.old.id


def _body(api: Api, wanted: Wanted, step: Step, members: Members) -> Mapping[str, Any]:
    mark = f"[tagwright {step.rows} rows {step.digest}]"
    text = wanted.description or (_MARK.sub("", step.old.description).strip() if step.old else "")
    body: dict[str, Any] = {
        "name": step.name,
        "description": f"{text} {mark}".strip(),
        "list_content": members.content(step.part).decode(),
    }
    if api.api == "v2":
        body |= {"list_type": wanted.kind, "key_field": wanted.key}
        if step.verb == "create":
            body["project_id"] = int(wanted.project)
    else:
        kind = _V1_KINDS.get(wanted.kind)
        if kind is None:
            what = f"API v1 has no lists of {wanted.kind}"
            raise RowsError(what, help=f"it has: {', '.join(_V1_KINDS)}; or use API v2")
        body |= {"list_type": kind, "key_fields": wanted.key, "format": "csv"}
    return body


def _all(api: Api, project: str) -> Iterator[Mapping[str, Any]]:
    if api.api == "v2":
        # The one resource without pages: asked for a second one, it answers the same again.
        yield from api.get("list_attributes", project_id=project) or ()
    else:
        yield from api.get(f"projects/{project}/targeting_lists") or ()


def _one(api: Api, id_: str) -> str:
    return f"{'list_attributes' if api.api == 'v2' else 'targeting_lists'}/{id_}"


def _content(api: Api, row: Found) -> str | None:
    content = (api.get(_one(api, row.id)) or {}).get("list_content")
    return content if isinstance(content, str) else None


def _read(row: Mapping[str, Any]) -> Found | None:
    if row.get("archived"):
        return None
    description = str(row.get("description") or "")
    mark = _MARK.search(description)
    kind = row.get("list_type", "")
    kinds = {number: name for name, number in _V1_KINDS.items()}
    return Found(
        id=str(row.get("id", "")),
        name=str(row.get("name", "")),
        part="",
        rows=int(mark[1]) if mark else 0,
        digest=mark[2] if mark else "",
        description=description,
        kind=kinds.get(kind, str(kind)) if isinstance(kind, int) else str(kind),
        key=str(row.get("key_field") or row.get("key_fields") or ""),
    )
