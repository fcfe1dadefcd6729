"""A visit in, where its snippet goes wrong out: at the line a person wrote.

A snippet throws nothing into the page, so a body that fails is a call that is missing and no more. The same
visit with the setting `debug` on, and with readable code, says why; readable code has the lines of its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator import render
from generator.model import Origin
from generator.verify import pages
from generator.verify.browsers import Engine
from generator.verify.judge import Finding
from generator.verify.observation import is_ours
from generator.verify.testbed import Testbed, html
from generator.verify.visits import Visit

#: a place in the snippet that ends a line, as the judge and the console write it
_PLACE = re.compile(r" \(snippet\.js:(\d+):\d+\)$")

_WHY = "the snippet keeps errors to itself; with the setting debug it says so"


def caught(visit: Visit, testbed: Testbed) -> Iterator[Finding]:
    """A Finding for each error that the visit's snippet keeps to itself, once."""
    settings = {**visit.scenario.settings, "debug": True}
    scenario = visit.scenario.model_copy(update={"settings": settings})
    told = replace(visit, scenario=scenario, form="readable")
    seen = testbed.observe(pages.page(told))
    texts = (_error(message.text) for message in seen.console if is_ours(message.by))
    for text in dict.fromkeys(texts):
        yield Finding("caught", (_placed(text, told, testbed.engine), _WHY))


def placed(visit: Visit, findings: Iterable[Finding], engine: Engine) -> tuple[Finding, ...]:
    """The findings, with the line of the body for each place in readable code that comes from it."""
    if visit.form != "readable":
        return tuple(findings)
    return tuple(
        Finding(found.kind, tuple(_placed(line, visit, engine) for line in found.lines))
        for found in findings
    )


def _error(text: str) -> str:
    """What is left of a message without our own words and the decision that it is about."""
    found = re.search(r"\b([A-Z]\w*)?Error: .*$", text, re.DOTALL)
    return found[0] if found else text


def _placed(text: str, visit: Visit, engine: Engine) -> str:
    place = _PLACE.search(text)
    origin = _origin(visit, int(place[1]) - _above(visit, engine)) if place else None
    if not place or not origin or origin.file.parent != visit.platform.folder:
        return text
    return f"{text[: place.start()]} ({visit.platform.slug}/{origin.file.name}:{origin.line})"


def _above(visit: Visit, engine: Engine) -> int:
    """Lines of the page above the snippet, where a browser counts them: Chromium begins anew in each script."""
    page = pages.page(visit)
    snippet = next(step for step in page.steps if step.name == "snippet")
    if engine.name == "chromium" or snippet.at is not None:
        return 0
    text = html(page, "")
    return text[: text.index(snippet.code)].count("\n")


def _origin(visit: Visit, line: int) -> Origin | None:
    source = render.render(visit.platform, visit.target, visit.client, visit.settings.features)
    return source.origins[line - 1] if 0 < line <= len(source.origins) else None
