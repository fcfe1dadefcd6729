"""How many visits a second `verify` makes, with faults and without, beside pages that hold nothing. See bench/README.md."""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Iterator, Sequence

from generator import catalog, verify
from generator.verify import TestPage, Visit

#: what all can be combined of, one that waits, one that gives data, one that carries them
PLATFORMS = ("generic", "heap", "mixpanel", "demandbase", "hidden-fields")

#: empty pages that are opened for comparison
EMPTY = 100


def processor() -> float:
    """Seconds of processor time that this process and those it started have taken."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def empty() -> float:
    """Pages a second that hold the observer and nothing else, one after the other."""
    with verify.open_testbed("chromium") as testbed:
        testbed.observe(TestPage(()))
        start = time.perf_counter()
        for _ in range(EMPTY):
            testbed.observe(TestPage(()))
        return EMPTY / (time.perf_counter() - start)


def measure(what: str, visits: Sequence[Visit], bare: float) -> None:
    """Print the rate of these visits, and what of it is browser contexts and processor time."""
    used, start = processor(), time.perf_counter()
    results = list(verify.run(visits, ["chromium"]))
    seconds = time.perf_counter() - start
    rate, fresh = len(visits) / seconds, sum(result.fresh for result in results)
    failed = sum(not result.verdict.ok for result in results)
    print(
        f"{what:<10} {len(visits):5} visits  {rate:5.1f} /s = {rate / bare:.2f} x an empty page  "
        f"{1000 * (processor() - used) / len(visits):4.0f} ms of processor each  "
        f"{fresh} fresh contexts = {100 * fresh / len(visits):.1f} %  {failed} with findings",
        flush=True,
    )


def plans(slugs: Sequence[str]) -> Iterator[tuple[str, Sequence[Visit]]]:
    """What is measured, by name."""
    platforms = [catalog.load(slug) for slug in slugs]
    scenarios, faults = verify.plan(platforms), verify.faults.plan(platforms)
    yield "scenarios", scenarios
    yield "faults", faults
    yield "both", (*scenarios, *faults)


def main() -> None:
    """Print one line for each kind of visit; the first, which compiles the snippets, is not counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("platforms", nargs="*", default=PLATFORMS)
    chosen = parser.parse_args().platforms
    for _, visits in plans(chosen):
        list(verify.run(visits[:1], ["chromium"]))
    bare = empty()
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors, load {load:.1f}; an empty page {bare:.1f} /s in one tab")
    for what, visits in plans(chosen):
        measure(what, visits, bare)


if __name__ == "__main__":
    main()
