"""A page that puts one claim about Optimizely to the test, the facts it must record, and the visitors it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.verify import visitors

UNDEFINED = {"$undefined": True}
NOTE = {"note": "Obsolete, use optimizely.get('data') instead"}
FUNCTION = {"$function": True}

HERO = "9000000001"
CAMPAIGN = "9000000100"
BLUE = "9000000012"
SEARCH = "https://search.example/?q=shoes"


@dataclass(frozen=True)
class Check:
    """A claim and its proof.

    Attributes:
        id: the trap that makes it true.
        before, script: what the page runs before the stub, and after it.
        facts: what the page says, by name.
    """

    id: str
    claim: str
    profile: str
    visitor: str | Mapping[str, Any]
    script: str
    facts: Mapping[str, Any]
    before: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.id} {self.claim}"


def among(visitor: str, **more: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- whatever a visitor has
    """A known visitor with something more."""
    return {**visitors.load(visitor), **more}


def first(visitor: str, **more: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- whatever an experiment has
    """A known visitor whose first experiment has something more."""
    known = visitors.load(visitor)
    one, *others = known["experiments"]
    return {**known, "experiments": [{**one, **more}, *others]}


def running(*ids: str) -> Mapping[str, Any]:
    """A visitor in experiments of these ids, in this order; their campaigns' ids end with two zeros more."""
    return {
        "experiments": [
            {
                "campaign": {"id": f"{number}00", "name": "Campaign"},
                "id": number,
                "name": "Experiment",
                "variations": [{"id": f"{number}1", "name": "Variation"}],
                "chosen": f"{number}1",
            }
            for number in ids
        ]
    }


def landed(**redirect: str) -> Mapping[str, Any]:
    """A visitor whom a redirect brought here from a page with another project file."""
    return {
        "experiments": [],
        "redirect": {
            "campaignId": "7000000500",
            "experimentId": "7000000005",
            "experimentName": "Elsewhere",
            "referrer": SEARCH,
            "variationId": "7000000052",
            "variationName": "There",
            **redirect,
        },
    }


SIGNS = """
function typeOf(value) {
  return value instanceof Array && !Object.prototype.hasOwnProperty.call(value, "push") ? "array" : typeof value;
}
function signs() {
  var one = window.optimizely || {};
  return [typeOf(window.optimizely), typeOf(one.data), typeOf(one.data && one.data.state), typeOf(one.get), typeOf(window.optimizelyEdge)];
}
"""


def signs(profile: str, *expected: Sequence[str], trap: str = "10.1") -> Check:
    """How a client is known, at once and when its scripts are all there."""
    return Check(
        trap,
        f"the signs of {profile}",
        profile,
        "in_one_experiment",
        script=f'{SIGNS} say("first", signs()); setTimeout(function () {{ say("then", signs()); }}, 500);',
        facts={"first": list(expected[0]), "then": list(expected[-1])},
    )


NONE = "undefined"
DISABLED = 'history.replaceState(null, "", "?optimizely_disable=true");'
LOGGING = 'history.replaceState(null, "", "?optimizely_log=true");'
