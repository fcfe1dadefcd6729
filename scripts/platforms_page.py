"""The platform folders in, `docs/platforms.md` out: what each platform receives, waits for and limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator import catalog
from generator.model import TARGETS, Analytics, Limit, Platform

PAGE = Path(__file__).parents[1] / "docs" / "platforms.md"

_HEAD = """\
# Platforms

Made by `python scripts/platforms_page.py` from the folders in `templates/js/platforms`; each has a README that says what
a person clicks in the platform and in Optimizely. `tagwright show <slug>` tells more of each.

*Before its own code* says what the snippet does on a page where the platform's own code has not run yet: it makes the
queue that the platform drains later, or it waits and makes nothing.
"""

_COLUMNS = ("Platform", "Slug", "Status", "Targets", "Receives", "Before its own code", "Limits")

_UNCONFIRMED = """
## Not confirmed

What each README says could not be checked.
"""


def page() -> str:
    """The whole page, as Markdown."""
    platforms = catalog.platforms()
    rows = [_COLUMNS, ("---",) * len(_COLUMNS), *map(_row, platforms)]
    table = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([_HEAD, *table, _UNCONFIRMED, *_unconfirmed(platforms)]) + "\n"


def _row(platform: Platform) -> tuple[str, ...]:
    roles = [role for role in (platform.analytics,) if role]
    return (
        f"[{platform.name}]({_readme(platform)})",
        f"`{platform.slug}`",
        platform.status + (f": {platform.reason}" if platform.reason else ""),
        ", ".join(target for role in platform.roles for target in TARGETS[role]),
        "<br>".join(f"`{_filled(call, platform)}`" for role in roles for call in role.records),
        "<br>".join(_before(role, platform) for role in roles),
        "<br>".join(_limit(limit) for role in roles for limit in role.limits) or "none known",
    )


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
