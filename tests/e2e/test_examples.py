"""The pages in `examples/` that people open by hand show what they say they show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator import build, config
from generator.verify import Testbed

EXAMPLES = Path(__file__).parents[2] / "examples"

HERO = "Optimizely_Homepage_hero = Blue_button_1"
LANDING = "Optimizely_Landing_page = New_landing_page"

PAGE = (EXAMPLES / "page.html").as_uri()


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


def received(tab: Any) -> list[str]:  # noqa: ANN401 -- Playwright's Page
    """What page.html says the platform received, each call on one line."""
    return [re.sub(r"\s+", " ", text) for text in tab.locator("#calls li").all_text_contents()]


def test_the_page_shows_what_the_platform_received(tab: Any) -> None:  # noqa: ANN401 -- Playwright's Page
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(PAGE)

    shown = [("Homepage hero", "Blue button"), ("Checkout flow", "Original")]
    assert received(tab) == [
        f'mixpanel.track("$experiment_started", {{ "Experiment name": "{name}", "Variant name": "{variation}" }})'
        for name, variation in shown
    ]
    assert all(url.startswith(("file:", "data:")) for url in asked)


def test_every_link_of_the_page_leads_where_it_says(tab: Any) -> None:  # noqa: ANN401 -- Playwright's Page
    tab.goto(PAGE)
    links = tab.locator("#choices a").all()
    led = [(link.get_attribute("href"), link.text_content()) for link in links]
    assert len(led) == 16

    for address, text in led:
        tab.goto(PAGE + address)

        tab.wait_for_function(
            "!document.querySelector('#calls .dim') === !/none|held_back/.test(location)"
        )
        assert text in tab.locator("#choices a[aria-current]").all_text_contents()
        assert "tagwright build" not in tab.locator("#note").text_content()


@pytest.mark.parametrize("target", ["reader", "integrator"])
def test_the_page_says_why_nothing_was_reported(tab: Any, target: str) -> None:  # noqa: ANN401 -- Playwright's Page
    tab.goto(f"{PAGE}?client=web&visitor=held_back&platform=heap&target={target}")

    assert received(tab) == ["Nothing."]
    assert tab.locator("#note").text_content().startswith("Who is held back saw nothing")


def test_the_page_takes_no_other_answers(tab: Any) -> None:  # noqa: ANN401 -- Playwright's Page
    tab.goto(f"{PAGE}?client=constructor&platform=../../nobody&visitor=toString")

    assert tab.locator("#choices a[aria-current]").all_text_contents() == [
        "Web",
        "in two experiments",
        "Mixpanel",
        "reads by itself",
    ]


def test_a_customers_configuration_builds_as_it_stands() -> None:
    found = config.load(EXAMPLES / "tagwright.toml")
    platforms = build.chosen(found)

    artifacts = build.artifacts(platforms, found)

    slugs = ["ga4", "heap", "mixpanel"]
    assert [platform.slug for platform in platforms] == slugs
    assert {f"{slug}/reader.min.js" for slug in slugs} <= {artifact.path for artifact in artifacts}
    build.check_budgets(artifacts, found)


def test_what_a_customers_configuration_has_commented_out_is_right_too(tmp_path: Path) -> None:
    text = (EXAMPLES / "tagwright.toml").read_text(encoding="utf-8")
    path = tmp_path / "tagwright.toml"
    path.write_text(re.sub(r"(?m)^# (?=\w+ += )|^# (?=folders)", "", text), encoding="utf-8")
    (tmp_path / "platforms").mkdir()

    found = config.load(path)

    assert found.folders == (tmp_path / "platforms",)
    build.artifacts(build.chosen(found), found)
