"""A Visit in, its test page out: which scripts stand on it, and in which order.

The vendor's code, Optimizely and the snippet stand where the scenario puts them; what must come late comes
at a moment of the page's time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator import build, settings
from generator.errors import PlatformError
from generator.extension import integration, untouched
from generator.model import EXTENSION, Fault, Scenario, Script, Snippet
from generator.resources import javascript
from generator.verify import stub, visitors
from generator.verify.testbed import Step, TestPage
from generator.verify.visits import Form, PageClient, Visit, data_file

#: how much later "late" is, in ms of the page's time
LATE = 3_000

#: when a second copy of Optimizely comes, in ms of the page's time
SECOND = 1_000

#: how long after its base code an SDK arrives that starts after the snippet; a script element is async
SOON = 500


def page(visit: Visit) -> TestPage:
    """The page of one visit."""
    scenario = visit.scenario
    start = _start(visit)
    ours = [Step(name, code, start) for name, code in scripts(visit)]
    ours = [*_fault(visit, "before_snippet"), *ours]
    client = _clients(visit)
    # An extension runs inside of Optimizely, wherever a scenario puts the snippet.
    is_first = scenario.placement == "before" or visit.target == EXTENSION
    return TestPage(
        steps=(
            *_fault(visit, "first"),
            *_vendor(visit, before=True),
            *_fault(visit, "after_sdk"),
            *([*ours, *client] if is_first else [*client, *ours]),
            *_vendor(visit, before=False),
            *_fault(visit, "during"),
        ),
        title=f"{visit.platform.name}: {visit.name}",
        note=visit.variant,
        **_surroundings(visit),
    )


def _start(visit: Visit) -> int | None:
    """When the snippet comes, in ms of the page's time; None for its place in line."""
    is_late = visit.scenario.placement == "late" and visit.target != EXTENSION
    return LATE if is_late else None


def control(visit: Visit) -> TestPage | None:
    """The same visit to a page that has neither platform nor snippet: what happens there is its own doing."""
    if visit.page == "absent" and not visit.fault:
        return None
    own = ("first", "before_snippet", "during")
    is_sdk = visit.fault and visit.fault.group == "sdk"
    first, between, during = ([] if is_sdk else [*_fault(visit, stands)] for stands in own)
    return TestPage(
        steps=(*first, *_clients(visit), *between, *during),
        title="Without a snippet",
        **_surroundings(visit),
    )


def _surroundings(visit: Visit) -> Mapping[str, Any]:
    """What a fault makes of the page itself."""
    fault = visit.fault
    return {"policy": fault.policy, "sandbox": fault.sandbox} if fault else {}


def _fault(visit: Visit, stands: str) -> Iterator[Step]:
    """The script of the fault, where it stands."""
    fault = visit.fault
    if fault and fault.script == stands:
        code = _file(f"faults/{fault.name}.js")
        is_sdk = fault.group == "sdk"
        facts = _json(_facts(visit)) if is_sdk else ""
        at = fault.at if stands == "during" else None
        yield Step("sdk" if is_sdk else "page", _called(code, facts), at)


def fault_code(name: str) -> str:
    """The script of a fault of the page or of the visit, as it stands on a page."""
    return _called(_file(f"faults/{name}.js"), "")


def _called(code: str, facts: str) -> str:
    return f"(function () {{\n{code}\nfault({facts});\n}})();"


def _clients(visit: Visit) -> Sequence[Step]:
    """Optimizely, as often as it comes and when."""
    if visit.page == "absent":
        return ()
    one = optimizely(visit.page, visit.scenario, visit.fault)
    stage = visit.fault.optimizely if visit.fault else "ready"
    if stage == "late":
        return (replace(one, at=LATE),)
    return (one, replace(one, at=SECOND)) if stage == "twice" else (one,)


def scripts(visit: Visit) -> Iterator[tuple[str, str]]:
    """The scripts under test, by name, as often as they are on the page."""
    for _ in range(2 if visit.twice else 1):
        if visit.target == "integrator":
            yield (
                "integrator",
                _code(build.scripts().library("integrator", visit.client), visit.form),
            )
        yield "snippet", _wrapped(visit)


def program(visit: Visit) -> str:
    """The code under test, as a customer has it."""
    if visit.form == "embed":
        return build.embed(visit.platform, visit.target, visit.client)
    return _code(snippet(visit), visit.form)


def _wrapped(visit: Visit) -> str:
    """The same, where it takes its settings from what stands around it."""
    if visit.target == EXTENSION:
        return integrated(integration(visit.platform, visit.values, program(visit)))
    return _embedded(visit) if visit.form == "embed" else program(visit)


def integrated(found: Mapping[str, Any]) -> str:
    """An integration as Optimizely keeps it, for the stub to run: the values of its form, and a function around the code."""
    values, code = _json(untouched(found)), found["options"]["track_layer_decision"]
    # All before the code stands in its first line, so that the lines of readable code are those of its source.
    return (
        f"(window.tagwrightIntegrations = window.tagwrightIntegrations || []).push({{settings: {values}, "
        "track: function (campaign, campaignId, experimentId, variationId, isHoldback, extension) {"
        f"{code}}}}});"
    )


def _embedded(visit: Visit) -> str:
    """The embed form with this scenario's settings around it."""
    chosen = _json({visit.platform.slug: dict(visit.values)})
    return f"(function () {{\nvar tagwrightSettings = {chosen};\n{program(visit)}}})();"


def snippet(visit: Visit) -> Snippet:
    """What a customer with this scenario's settings would have on the page."""
    return build.snippet(visit.platform, visit.target, visit.client, visit.settings)


def optimizely(client: PageClient, scenario: Scenario, fault: Fault | None = None) -> Step:
    """Optimizely's client as the scenario's visitor meets it."""
    names = scenario.names.model_dump(exclude_none=True) if scenario.names else {}
    visitor = visitors.load(scenario.visitor)
    if scenario.requires:
        visitor = visitors.asking(visitor, scenario.requires)
    if fault and fault.experiments:
        visitor = visitors.crowded(visitor, fault.experiments)
    if fault and fault.optimizely in ("opted-out", "disabled"):
        code = stub.script(fault.optimizely, visitor, names=names, options={"client": client})
        return Step("optimizely", code)
    # What an analytics snippet tells Optimizely is to be told of what happens, and nobody's proof.
    options = {"hears": True} if scenario.role != "analytics" else {}
    return Step("optimizely", stub.script(client, visitor, names=names, options=options))


def _vendor(visit: Visit, *, before: bool) -> Iterator[Step]:
    """The vendor's scripts that stand before the snippet, or those that come after it."""
    stage = visit.scenario.sdk
    start = _start(visit) or 0
    base, load = _sdk(visit)
    if before and stage in ("ready", "late", "never"):
        yield Step("base", base)
    if before and stage == "ready":
        yield Step("sdk", load)
    if not before and stage == "late":
        yield Step("sdk", load, start + LATE)
    if not before and stage == "before_base":
        yield Step("base", base, start or None)
        yield Step("sdk", load, start + SOON)


def _sdk(visit: Visit) -> tuple[str, str]:
    """The vendor's own inline code, and its SDK."""
    own = visit.platform.folder / "sdk.js"
    code = own.read_text(encoding="utf-8") if own.is_file() else _file("sdk.js")
    facts = _json(_facts(visit))
    return (
        f'(function () {{\n{code}\nif (typeof base === "function") {{ base({facts}); }}\n}})();',
        f"(function () {{\n{code}\nload(__tagwrightTestbed.record, {facts});\n}})();",
    )


def _facts(visit: Visit) -> Mapping[str, Any]:
    """What the fake SDK is made from."""
    analytics = visit.platform.analytics
    queue = analytics and analytics.queue
    scenario = visit.scenario
    return {
        "records": visit.played.records,
        "queue": queue and settings.fill(queue, visit.settings.values),
        "reads": visit.played.reads,
        "role": visit.role,
        **({"data": _data(visit)} if scenario.data else {}),
        **({"settings": dict(visit.settings.values)} if visit.role != "analytics" else {}),
    }


def _data(visit: Visit) -> Any:  # noqa: ANN401 -- whatever JSON can say
    file = data_file(visit.platform, visit.scenario)
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        what = f"it is not JSON: {error}"
        raise PlatformError(what, file, help="only strings, numbers, lists and objects") from error
    # A comment for people: where the shape is from.
    return {k: v for k, v in found.items() if k != "$source"} if isinstance(found, dict) else found


def _code(script: Script | Snippet, form: Form) -> str:
    return script.minified if form == "minified" else script.readable


def _json(value: Any) -> str:  # noqa: ANN401 -- whatever JSON can say
    return json.dumps(value).replace("<", "\\u003c")


def _file(name: str) -> str:
    return (javascript() / "testbed" / name).read_text(encoding="utf-8")
