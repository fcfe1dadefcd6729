"""Every fault, every active platform, every target in; `docs/faults.md` out: what holds when something goes wrong.

`python scripts/faults_page.py` opens every page, in Chromium, and writes the table as it was seen. It ends with 1 when
something does not hold, or an excuse is not needed; build/faults/index.html then shows the visits.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from generator import catalog, verify
from generator.cli import progress
from generator.model import Fault, Platform, Role, targets_of

PAGE = Path(__file__).parents[1] / "docs" / "faults.md"
REPORT = Path(__file__).parents[1] / "build" / "faults"

#: a platform's slug, the role, the fault's name
Key = tuple[str, Role, str]

HOLDS, EXCUSED, BROKEN, UNCONCERNED = "✓", "†", "✗", "–"

_HEAD = """\
# When something goes wrong

Made by `make faults`: {visits:,} visits in {engine}, to every active platform in every target but the extension; the faults of Optimizely and of the
page on the pages of every client they concern. What each fault is made of, and what must hold, is in `templates/js/testbed/faults.toml`;
`tagwright verify PLATFORM --faults` asks a platform of yours.

✓ what must hold does. – does not concern the snippet. † cannot hold, for the reason given below; it still breaks nothing: no
error, no second report, no timer that stays. ✗ does not hold, and should.
"""

_GROUPS: Mapping[str, str] = {
    "sdk": "The platform's SDK",
    "optimizely": "Optimizely",
    "page": "The page",
    "visit": "The visit",
}


def active() -> Sequence[Platform]:
    """The platforms in the table."""
    return [platform for platform in catalog.platforms() if platform.status == "active"]


def promised(platforms: Iterable[Platform]) -> Mapping[Key, str]:
    """The mark of each cell when nothing is found."""
    visits = verify.faults.plan(platforms)
    return {_key(visit): EXCUSED if visit.excuse else HOLDS for visit in visits}


def seen(results: Iterable[verify.Result], failed: list[verify.Result]) -> Mapping[Key, str]:
    """The mark of each cell as it was seen; `failed` takes the results with findings."""
    marks: dict[Key, str] = {}
    needed: set[Key] = set()
    for result in results:
        key = _key(result.visit)
        usual = EXCUSED if result.visit.excuse else HOLDS
        marks[key] = usual if result.verdict.ok and marks.get(key) != BROKEN else BROKEN
        if result.verdict.excused:
            needed.add(key)
        if not result.verdict.ok:
            failed.append(result)
    return {k: HOLDS if mark == EXCUSED and k not in needed else mark for k, mark in marks.items()}


def page(platforms: Sequence[Platform], marks: Mapping[Key, str], visits: int, engine: str) -> str:
    """The whole page, as Markdown."""
    lines = [_HEAD.format(visits=visits, engine=engine)]
    for group, title in _GROUPS.items():
        lines += [f"## {title}", "", *_faults(group), "", *_table(group, platforms, marks), ""]
    return "\n".join([*lines, "## Exceptions", "", *_exceptions(platforms)]) + "\n"


def _faults(group: str) -> Iterator[str]:
    for fault in _of(group):
        yield f"* *{fault.title}*: {fault.about}; {_must(fault)}"


_MUST: Mapping[str, str] = {
    "arrives": "all arrives, once",
    "silence": "nothing arrives",
    "harmless": "nothing else arrives",
}


def _must(fault: Fault) -> str:
    if isinstance(fault.holds, str):
        return _MUST[fault.holds]
    return ", ".join(f"{role}: {_MUST[holds]}" for role, holds in fault.holds.items())


def _table(group: str, platforms: Sequence[Platform], marks: Mapping[Key, str]) -> Iterator[str]:
    faults = _of(group)
    yield f"| Platform | Targets | {' | '.join(fault.title for fault in faults)} |"
    yield f"|---|---|{':-:|' * len(faults)}"
    for platform in platforms:
        for role in platform.roles:
            cells = [marks.get((platform.slug, role, f.name), UNCONCERNED) for f in faults]
            link = f"[{platform.name}](../templates/js/platforms/{platform.slug}/README.md)"
            yield f"| {link} | {', '.join(t for t in targets_of([role]) if t in verify.faults.ASKED)} | {' | '.join(cells)} |"


def _exceptions(platforms: Sequence[Platform]) -> Iterator[str]:
    """Each reason once for a role of a platform, with the faults that it is for."""
    titles = {fault.name: f"{_GROUPS[fault.group]}, {fault.title}" for fault in catalog.faults()}
    for platform in platforms:
        for role, played in platform.played.items():
            reasons: dict[str, list[str]] = {}
            for name, reason in played.faults.items():
                reasons.setdefault(reason, []).append(titles[name])
            for reason, names in reasons.items():
                yield f"* **{platform.name}**, {role}: *{'*, *'.join(names)}*: {reason}."


def _of(group: str) -> Sequence[Fault]:
    return [fault for fault in catalog.faults() if fault.group == group]


def _key(visit: verify.Visit) -> Key:
    assert visit.fault
    return visit.platform.slug, visit.role, visit.fault.name


def main() -> int:
    """Make every visit, write the page, say what does not hold."""
    platforms = active()
    visits = verify.faults.plan(platforms)
    start = time.monotonic()
    failed: list[verify.Result] = []
    engines: set[str] = set()

    def noted(results: Iterable[verify.Result]) -> Iterator[verify.Result]:
        for result in results:
            engines.add(str(result.engine))
            yield result

    with closing(progress.shown(verify.run(visits, ["chromium"]), visits, ["chromium"])) as shown:
        marks = seen(noted(shown), failed)
    text = page(platforms, marks, len(visits), ", ".join(sorted(engines)))
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    outcome = verify.Outcome(failed, len(failed), time.monotonic() - start)
    if failed:
        when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
        progress.summary(outcome, verify.write(outcome, REPORT, when))
    needless = [
        key for key, mark in promised(platforms).items() if mark == EXCUSED and marks[key] == HOLDS
    ]
    for slug, role, name in needless:
        print(
            f"{slug}: the excuse {name!r} in [{role}.faults] is not needed: take it out",
            file=sys.stderr,
        )
    print(
        f"{len(visits):,} visits in {outcome.seconds:.0f} s, {len(failed)} with findings",
        file=sys.stderr,
    )
    return 1 if failed or needless else 0


if __name__ == "__main__":
    sys.exit(main())
