"""`docs/platforms.md` is what the platform folders say."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from generator import catalog
from generator.model import Platform

#: what a page has by itself: there is no vendor to ask
OURS = {
    *("generic", "cookie", "query-parameter", "data-layer", "meta-tag", "local-storage"),
    *("global-object", "own-function"),
}
SCRIPT = Path(__file__).parents[2] / "scripts" / "platforms_page.py"


def test_the_committed_page_is_what_the_folders_say() -> None:
    script = runpy.run_path(str(SCRIPT))

    assert script["PAGE"].read_text(encoding="utf-8") == script["page"](), (
        "docs/platforms.md is out of date: run python scripts/platforms_page.py"
    )


@pytest.mark.parametrize("platform", catalog.platforms(), ids=lambda platform: platform.slug)
def test_a_platform_with_a_vendor_says_what_is_not_confirmed(platform: Platform) -> None:
    text = (platform.folder / "README.md").read_text(encoding="utf-8")

    assert "\n* Not confirmed: " in text or platform.slug in OURS
