"""The platform folders in, `docs/platforms.md` out: what each platform receives, waits for and limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import catalog, overview
from generator.model import Platform

PAGE = Path(__file__).parents[1] / "docs" / "platforms.md"

_HEAD = """\
# Platforms

Made by `python scripts/platforms_page.py` from the folders in `templates/js/platforms`; each has a README that says what
a person clicks in the platform and in Optimizely. `tagwright show <slug>` tells more of each.

*Before its own code* says what the snippet does on a page where the platform's own code has not run yet: it makes the
queue that the platform drains later, or it waits and makes nothing.

*Proof* names the vendors' SDKs, by npm package, on which the request that leaves the browser was seen to carry the
experiment; all other platforms are proved on a fake SDK, written from the vendor's documentation. *Bytes* are those of
the minified `reader` for all clients, gzipped.
"""

_COLUMNS = (
    "Platform",
    "Slug",
    "Status",
    "Roles",
    "Receives",
    "Proof",
    "Bytes",
    "Before its own code",
    "Limits",
)

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
    row = overview.row(platform)
    return (
        f"[{row['name']}]({_readme(platform)})",
        f"`{row['slug']}`",
        row["status"] + (f": {row['reason']}" if row["reason"] else ""),
        ", ".join(row["roles"]),
        "<br>".join(f"`{call}`" for call in row["receives"]),
        "<br>".join(row["proof"]),
        f"{row['bytes']['reader']:,}",
        re.sub(r"makes ([^ ,]+)", r"makes `\1`", row["before_sdk"]),
        "<br>".join(map(_limit, row["limits"])) or "none known",
    )


def _readme(platform: Platform) -> str:
    return f"../templates/js/platforms/{platform.slug}/README.md"


def _limit(limit: Mapping[str, Any]) -> str:
    return f"[{limit['what']}: {limit['max']:,} {limit['unit']}]({limit['source']})"


def _unconfirmed(platforms: tuple[Platform, ...]) -> Iterator[str]:
    for platform in platforms:
        text = (platform.folder / "README.md").read_text(encoding="utf-8")
        for found in re.findall(
            r"^\W*Not confirmed: (.+?)(?=\n\n|\n\* |\n?\Z)", text, re.DOTALL | re.MULTILINE
        ):
            yield f"* **{platform.name}**: {' '.join(found.split())}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
