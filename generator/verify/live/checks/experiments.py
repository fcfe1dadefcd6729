"""TW3: whether there is anything to report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.verify.live.codes import LiveFinding, finding
from generator.verify.live.reading import Reading


def check(reading: Reading, before: Sequence[LiveFinding]) -> Iterator[LiveFinding]:
    """Whether an experiment runs for this visitor."""
    del before
    if reading.clients and not any(decision.runs for decision in reading.decisions):
        others = [f"{one.title}: {one.variation_title}, {one.state}" for one in reading.decisions]
        yield finding(
            "TW301",
            "no experiment runs here for this visitor, so nothing shows whether decisions arrive",
            *(others or ["Optimizely decided nothing for this visitor"]),
            help="look at a page on which one runs, or force a variation: ?optimizely_x=VARIATION (Web), ?optimizely_xEXPERIMENT=INDEX (Classic)",
        )
