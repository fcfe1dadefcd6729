"""Nothing in; on stdout, those of Chromium and Firefox that `verify` would not find on this machine."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from generator.verify.browsers import BrowserName, candidates

WANTED: tuple[BrowserName, ...] = ("chromium", "firefox")


def main() -> None:
    """Print their names in one line."""
    with sync_playwright() as playwright:
        print(*(name for name in WANTED if not any(candidates(playwright, name))))


if __name__ == "__main__":
    main()
