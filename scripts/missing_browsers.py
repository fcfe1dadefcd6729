"""Nothing in; on stdout, those of Chromium and Firefox that `verify` would not find on this machine."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from generator.verify.browsers import BrowserName, candidates

WANTED: tuple[BrowserName, ...] = ("chromium", "firefox")


def main() -> None:
    """Print one name a line."""
    with sync_playwright() as playwright:
        for name in WANTED:
            if not any(candidates(playwright, name)):
                print(name)


if __name__ == "__main__":
    main()
