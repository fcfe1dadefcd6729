"""The pages in `examples/` that people open by hand show what they say they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.verify import Testbed

EXAMPLES = Path(__file__).parents[2] / "examples"

HERO = "Optimizely_Homepage_hero = Blue_button_1"
LANDING = "Optimizely_Landing_page = New_landing_page"


@pytest.fixture
def tab(testbed: Testbed) -> Iterator[Any]:
    """A tab of its own: these pages come from the disk."""
    context = testbed._browser.new_context()
    tab = context.new_page()
    tab.on("pageerror", lambda error: pytest.fail(f"the page throws: {error}"))
    yield tab
    context.close()


@pytest.mark.parametrize(
    ("client", "sent"),
    [
        ("classic", [HERO, LANDING]),
        # Web records a redirect before it decides anything.
        ("web", [LANDING, HERO]),
        ("edge", [HERO, "Optimizely_9000000005 = 9000000052"]),
    ],
)
def test_the_guides_three_functions(tab: Any, client: str, sent: Sequence[str]) -> None:  # noqa: ANN401 -- Playwright's Page
    tab.goto(f"{(EXAMPLES / 'integrator.html').as_uri()}?client={client}")

    assert tab.locator("#sent li").all_text_contents() == [
        "referrer = https://search.example/?q=shoes",
        *sent,
        "sent = all",
    ]
