"""A visitor's name in, who that is out: the experiments they are in and how they came here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from string import ascii_lowercase
from typing import Any, Literal

from generator.errors import UnknownNameError, nearest
from generator.resources import javascript

Visitor = Mapping[str, Any]
KnownClient = Literal["classic", "web", "edge"]

_EVERY: tuple[KnownClient, ...] = ("classic", "web", "edge")


def names() -> tuple[str, ...]:
    """Every visitor there is, sorted."""
    return tuple(
        sorted(path.stem for path in (javascript() / "testbed" / "visitors").glob("*.json"))
    )


@cache
def load(name: str) -> Visitor:
    """A visitor as the stubbed page takes it; see `templates/js/testbed/README.md`.

    Raises:
        UnknownNameError: there is no such visitor.
    """
    if name not in names():
        what = f"there is no visitor {name!r}"
        raise UnknownNameError(what, help=nearest(name, names()))
    path = javascript() / "testbed" / "visitors" / f"{name}.json"
    visitor: Visitor = json.loads(path.read_text(encoding="utf-8"))
    return visitor


def clients(name: str) -> tuple[KnownClient, ...]:
    """The clients on whose pages this visitor can exist; not each knows redirects, holdback or late activation."""
    return tuple(load(name).get("clients", _EVERY))


def asking(visitor: Visitor, requires: Mapping[str, Any]) -> Visitor:
    """The visitor whose first experiment asks for something else; an audience it names is one of the project's."""
    first, *others = visitor["experiments"]
    audience = requires.get("audience")
    audiences = [
        *first.get("audiences", []),
        *([{"id": audience, "name": "A"}] if audience else []),
    ]
    asks = {**first, "requires": dict(requires), "audiences": audiences}
    return {**visitor, "experiments": [asks, *others]}


def crowded(visitor: Visitor, number: int) -> Visitor:
    """The visitor in so many experiments in all; each that is added has a word of its own, which `signs` tells."""
    own = visitor["experiments"]
    return {**visitor, "experiments": [*own, *map(_crowd, range(number - len(own)))]}


def signs(visitor: Visitor, number: int) -> list[tuple[str, str, str]]:
    """Of each experiment that `crowded` adds, what tells of it: its id, the variation's id, the first word of its name."""
    added = crowded(visitor, number)["experiments"][len(visitor["experiments"]) :]
    return [(one["id"], one["chosen"], one["name"].split()[0]) for one in added]


def _crowd(number: int) -> Mapping[str, Any]:
    one = _experiment(number)
    letters = "".join(ascii_lowercase[number // 26**place % 26] for place in (2, 1, 0))
    name = f"crowd{letters} of many"
    return {**one, "name": name, "campaign": {**one["campaign"], "name": name}}


def many(number: int) -> Visitor:
    """A visitor in so many experiments that all run here."""
    return {
        "about": f"In {number} experiments.",
        "experiments": [_experiment(n) for n in range(number)],
    }


def _experiment(number: int) -> Mapping[str, Any]:
    first = 9_100_000_000 + number * 10
    name = f"Experiment {number}"
    variations = [{"id": str(first + 2 + n), "name": f"Variation {n}"} for n in range(2)]
    campaign = {"id": str(first), "name": name}
    chosen = variations[number % 2]["id"]
    return {
        "campaign": campaign,
        "id": str(first + 1),
        "name": name,
        "variations": variations,
        "chosen": chosen,
    }
