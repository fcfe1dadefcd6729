"""The platform folders in, `docs/platforms.md` out: what each platform receives, waits for and limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import catalog, overview
from generator.model import ROLES, Platform, Role

PAGE = Path(__file__).parents[1] / "docs" / "platforms.md"

_HEAD = """\
# Platforms

Made by `python scripts/platforms_page.py` from the folders in `templates/js/platforms`; each has a README that says what
a person clicks in the platform and in Optimizely. `tagwright show <slug>` tells more of each.
"""

#: what stands above the table of a role
_INTRODUCTION: Mapping[Role, str] = {
    "analytics": """
## Analytics: they receive decisions

*Before its own code* says what the snippet does on a page where the platform's own code has not run yet: it makes the
queue that the platform drains later, or it waits and makes nothing.

*Proof* names the vendors' SDKs, by npm package, on which the request that leaves the browser was seen to carry the
experiment; all other platforms are proved on a fake SDK, written from the vendor's documentation. *Bytes* are those of
the minified `reader` for all clients, gzipped.
""",
    "audience": """
## Audiences: they give visitor data

[audiences.md](audiences.md) says how their data are mapped to what experiments ask for. *Bytes* are those of the
minified snippet for all clients, gzipped, with the mapping shown. *Proof* names the vendors' SDKs on which Optimizely was
told what they know; the others are proved on a fake, or need no SDK.
""",
    "conversion": """
## Conversions: they give events

[conversions.md](conversions.md) says how a conversion that happens elsewhere finds its experiments. *Bytes* are those of
the minified snippet for all clients, gzipped.
""",
}

_FIRST = ("Platform", "Slug", "Status")
_COLUMNS: Mapping[Role, tuple[str, ...]] = {
    "analytics": (*_FIRST, "Receives", "Proof", "Bytes", "Before its own code", "Limits"),
    "audience": (*_FIRST, "Read from", "A mapping", "Proof", "Bytes", "Limits"),
    "conversion": (*_FIRST, "Where it is carried, or heard", "Bytes", "Limits"),
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
    rows = [_row(role, platform) for platform in platforms if role in platform.roles]
    if rows:
        yield _INTRODUCTION[role]
        columns = _COLUMNS[role]
        yield from (f"| {' | '.join(row)} |" for row in (columns, ("---",) * len(columns), *rows))


def _row(role: Role, platform: Platform) -> tuple[str, ...]:
    row = overview.row(platform)
    return (
        f"[{row['name']}]({_readme(platform)})",
        f"`{row['slug']}`",
        row["status"] + (f": {row['reason']}" if row["reason"] else ""),
        *_CELLS[role](row[role]),
    )


def _analytics(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        _codes(row["receives"]),
        "<br>".join(row["proof"]),
        f"{row['bytes']['reader']:,}",
        re.sub(r"makes ([^ ,]+)", r"makes `\1`", row["before_sdk"]),
        _limits(row),
    )


def _audience(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        _codes(row["reads"]),
        _codes(row["mapping"]),
        "<br>".join(row["proof"]),
        f"{row['bytes']['audience']:,}",
        _limits(row),
    )


def _conversion(row: Mapping[str, Any]) -> tuple[str, ...]:
    return _codes(row["carries"]), f"{row['bytes']['conversion']:,}", _limits(row)


_CELLS: Mapping[Role, Callable[[Mapping[str, Any]], tuple[str, ...]]] = {
    "analytics": _analytics,
    "audience": _audience,
    "conversion": _conversion,
}


def _codes(texts: Iterable[str]) -> str:
    return "<br>".join(f"`{text}`" for text in texts)


def _limits(row: Mapping[str, Any]) -> str:
    return "<br>".join(map(_limit, row["limits"])) or "none known"


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
