"""The platform folders in, `docs/platforms.md` out: what each platform receives, waits for and limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator import catalog
from generator.model import ROLES, Analytics, Limit, Platform, Played, Role

PAGE = Path(__file__).parents[1] / "docs" / "platforms.md"

_HEAD = """\
# Platforms

Made by `python scripts/platforms_page.py` from the folders in `templates/js/platforms`; each has a README that says what
a person clicks in the platform and in Optimizely. `tagwright show <slug>` tells more of each.
"""

_FIRST = ("Platform", "Slug", "Status", "Targets")

_COLUMNS: Mapping[Role, tuple[str, ...]] = {
    "analytics": (*_FIRST, "Receives", "Before its own code", "Limits"),
    "audience": (*_FIRST, "Read from", "A mapping", "Limits"),
}

#: what stands above the table of a role
_INTRODUCTION: Mapping[Role, str] = {
    "analytics": """
## Analytics: they receive decisions

*Before its own code* says what the snippet does on a page where the platform's own code has not run yet: it makes the
queue that the platform drains later, or it waits and makes nothing.
""",
    "audience": """
## Audiences: they give visitor data

[audiences.md](audiences.md) says how their data are mapped to what experiments ask for.
""",
}

_UNCONFIRMED = """
## Not confirmed

What each README says could not be checked.
"""


def page() -> str:
    """The whole page, as Markdown."""
    platforms = catalog.platforms()
    tables = [line for role in ROLES for line in _table(role, platforms)]
    return "\n".join([_HEAD.rstrip("\n"), *tables, _UNCONFIRMED, *_unconfirmed(platforms)]) + "\n"


def _table(role: Role, platforms: Iterable[Platform]) -> Iterator[str]:
    rows = [_row(p, role, p.played[role]) for p in platforms if role in p.played]
    if rows:
        yield _INTRODUCTION[role]
        columns = _COLUMNS[role]
        for row in (columns, ("---",) * len(columns), *rows):
            yield f"| {' | '.join(row)} |"


def _row(platform: Platform, role: Role, played: Played) -> tuple[str, ...]:
    if isinstance(played, Analytics):
        own = [_codes(played.records, platform), _before(played, platform)]
    else:
        lines = played.example.strip().splitlines()
        own = [_codes(played.reads, platform) or "the page", "<br>".join(f"`{x}`" for x in lines)]
    return (
        f"[{platform.name}]({_readme(platform)})",
        f"`{platform.slug}`",
        platform.status + (f": {platform.reason}" if platform.reason else ""),
        ", ".join(ROLES[role].targets),
        *own,
        "<br>".join(map(_limit, played.limits)) or "none known",
    )


def _codes(names: Iterable[str], platform: Platform) -> str:
    return "<br>".join(f"`{_filled(name, platform)}`" for name in names)


def _readme(platform: Platform) -> str:
    return f"../templates/js/platforms/{platform.slug}/README.md"


def _filled(name: str, platform: Platform) -> str:
    """A global's name with the values that settings have by default."""

    def value(hole: re.Match[str]) -> str:
        setting = platform.settings[hole[1]]
        return str(setting.example if setting.default is None else setting.default)

    return re.sub(r"\{(\w+)\}", value, name)


def _before(role: Analytics, platform: Platform) -> str:
    does = f"makes `{_filled(role.queue, platform)}`" if role.queue else "waits"
    return f"{does}, or waits where settings ask for more" if role.queue and role.ready else does


def _limit(limit: Limit) -> str:
    return f"[{limit.what}: {limit.max:,} {limit.unit}]({limit.source})"


def _unconfirmed(platforms: tuple[Platform, ...]) -> Iterator[str]:
    for platform in platforms:
        text = (platform.folder / "README.md").read_text(encoding="utf-8")
        for found in re.findall(
            r"^\W*Not confirmed: (.+?)(?=\n\n|\n\* |\n?\Z)", text, re.DOTALL | re.MULTILINE
        ):
            yield f"* **{platform.name}**: {' '.join(found.split())}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
