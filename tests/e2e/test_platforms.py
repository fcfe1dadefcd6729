"""The catalogue, proved: what each platform's documentation asks for is what its snippet does.

In a browser other than Chromium, whose pages are slower to open, a platform is asked for its first telling
scenario and for the dangers it answers; the platform that has no vendor is asked for everything everywhere.
TAGWRIGHT_EVERY=1 asks every platform for everything in every browser.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import pytest

from generator import catalog, verify
from generator.model import ROLES, Platform
from generator.verify import Testbed, Visit

EVERY = bool(os.environ.get("TAGWRIGHT_EVERY"))

#: what all snippets share is proved here, with all that can be combined
COMPLETE = "generic"


@pytest.mark.parametrize("slug", [platform.slug for platform in catalog.platforms()])
def test_nothing_is_found_in(testbed: Testbed, slug: str) -> None:
    visits = asked(catalog.load(slug), testbed.engine.name)

    assert findings(verify.prove(visits, testbed)) == ""


def asked(platform: Platform, browser: str) -> tuple[Visit, ...]:
    """The visits that prove a platform in a browser."""
    if EVERY or platform.slug == COMPLETE:
        return verify.plan([platform], every=True)
    visits = verify.plan([platform])
    return visits if browser == "chromium" else tuple(_some(visits))


def _some(visits: Iterable[Visit]) -> Iterator[Visit]:
    """Of each role's first target, for every client: the first scenario that expects calls, and all that answer a danger."""
    told: dict[str, str] = {}
    for visit in visits:
        if visit.target != ROLES[visit.role].targets[0] or visit.client != "auto" or visit.twice:
            continue
        if visit.calls:
            told.setdefault(visit.role, visit.scenario.name)
        if visit.scenario.answers or visit.name == told.get(visit.role):
            yield visit


def findings(results: Iterable[verify.Result]) -> str:
    """What was found, as the command line tells it."""
    return "\n\n".join(
        f"{result.visit.name}\n{result.visit.variant}, {result.engine}\n"
        + "\n".join(map(str, result.verdict.findings))
        for result in results
        if not result.verdict.ok
    )


def test_a_subset_has_what_tells_most() -> None:
    for platform in catalog.platforms():
        visits = asked(platform, "firefox")

        answered = {danger for visit in visits for danger in visit.scenario.answers}
        known = {danger for scenario in catalog.scenarios(platform) for danger in scenario.answers}
        assert answered == known
        assert any(visit.calls for visit in visits)
