"""A Reading in, findings out: what a person would ask of a page, in the order in which they would ask. Pure.

Each check is given what was found before it, because a consequence of a finding is no finding of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.verify.live.checks import (
    consent,
    errors,
    experiments,
    optimizely,
    page,
    platforms,
    policy,
    sent,
    snippets,
)
from generator.verify.live.codes import LiveFinding
from generator.verify.live.reading import Reading

Check = Callable[[Reading, Sequence[LiveFinding]], Iterator[LiveFinding]]

CHECKS: Sequence[Check] = (
    page.check,
    policy.check,
    optimizely.check,
    experiments.check,
    snippets.check,
    platforms.check,
    consent.check,
    sent.check,
    errors.check,
)


def check(reading: Reading) -> Sequence[LiveFinding]:
    """Every finding on a page, sorted by code; a page that was not reached has one."""
    found: list[LiveFinding] = []
    for one in CHECKS:
        found += one(reading, tuple(found))
        if reading.seen.lost:
            break
    return tuple(sorted(found, key=lambda each: each.kind))
