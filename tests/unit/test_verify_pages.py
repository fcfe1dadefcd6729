"""Which scripts stand on a visit's page, in which order, and when those come that come late."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from generator import build, catalog
from generator.model import Platform, Scenario, Snippet
from generator.verify import pages
from generator.verify.pages import LATE, SOON
from generator.verify.testbed import NONCE, TestPage, html
from generator.verify.visits import Visit
from tests.unit.conftest import MakePlatform

Order = list[tuple[str, float | None]]


@pytest.fixture
def visit(make_platform: MakePlatform, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Visit]:
    """A visit to a platform whose snippet is not compiled: that is tested elsewhere."""
    platform = catalog.read(make_platform())

    def snippet(platform: Platform, *_: object) -> Snippet:
        return Snippet(platform.slug, "/* readable */", "/* minified */")

    monkeypatch.setattr(build, "snippet", snippet)

    def make(
        page: str = "web",
        *,
        form: str = "minified",
        twice: bool = False,
        target: str = "reader",
        **scenario: Any,  # noqa: ANN401 -- any key of a scenario
    ) -> Visit:
        (known, *_) = catalog.scenarios(platform)
        asked = Scenario.model_validate({**known.model_dump(), **scenario})
        return Visit(platform, asked, target, "auto", page, form, twice)  # type: ignore[arg-type]

    return make


MakeVisit = Callable[..., Visit]


def order(visit: Visit) -> Order:
    return [(step.name, step.at) for step in pages.page(visit).steps]


@pytest.mark.parametrize(
    ("scenario", "expected"),
    [
        ({}, [("base", None), ("sdk", None), ("optimizely", None), ("snippet", None)]),
        (
            {"placement": "before"},
            [("base", None), ("sdk", None), ("snippet", None), ("optimizely", None)],
        ),
        (
            {"placement": "late"},
            [("base", None), ("sdk", None), ("optimizely", None), ("snippet", LATE)],
        ),
        (
            {"sdk": "late"},
            [("base", None), ("optimizely", None), ("snippet", None), ("sdk", LATE)],
        ),
        (
            {"sdk": "before_base"},
            [("optimizely", None), ("snippet", None), ("base", None), ("sdk", SOON)],
        ),
        ({"sdk": "never"}, [("base", None), ("optimizely", None), ("snippet", None)]),
        ({"sdk": "absent"}, [("optimizely", None), ("snippet", None)]),
        (
            {"placement": "late", "sdk": "late"},
            [("base", None), ("optimizely", None), ("snippet", LATE), ("sdk", LATE * 2)],
        ),
        (
            {"placement": "late", "sdk": "before_base"},
            [("optimizely", None), ("snippet", LATE), ("base", LATE), ("sdk", LATE + SOON)],
        ),
        ({"page": "absent"}, [("base", None), ("sdk", None), ("snippet", None)]),
        (
            {"twice": True},
            [
                ("base", None),
                ("sdk", None),
                ("optimizely", None),
                ("snippet", None),
                ("snippet", None),
            ],
        ),
    ],
    ids=str,
)
def test_scripts_stand_where_the_scenario_puts_them(
    visit: MakeVisit, scenario: dict[str, Any], expected: Order
) -> None:
    assert order(visit(**scenario)) == expected


@pytest.mark.parametrize("placement", ["before", "after", "late"])
def test_an_extension_is_inside_of_optimizely_wherever_the_scenario_puts_the_snippet(
    visit: MakeVisit, placement: str
) -> None:
    late = {"placement": placement, "sdk": "late", "target": "extension"}

    assert order(visit(**late)) == [
        ("base", None),
        ("snippet", None),
        ("optimizely", None),
        ("sdk", LATE),
    ]


def test_an_extension_stands_in_a_function_with_what_optimizely_has_in_scope(
    visit: MakeVisit,
) -> None:
    made = visit(target="extension", settings={"event": "</script>"})
    code = next(step.code for step in pages.page(made).steps if step.name == "snippet")

    assert '"event": "\\u003c/script>"' in code
    assert "(campaign, campaignId, experimentId, variationId, isHoldback, extension) {" in code
    assert code.endswith("{/* minified */}});")


@pytest.mark.parametrize("form", ["minified", "readable"])
def test_the_form_that_is_asked_for_is_on_the_page(visit: MakeVisit, form: str) -> None:
    steps = {step.name: step.code for step in pages.page(visit(form=form)).steps}

    assert steps["snippet"] == f"/* {form} */"


def test_the_page_says_what_it_is(visit: MakeVisit) -> None:
    page = pages.page(visit())

    assert (page.title, page.note) == (
        "Acme Analytics: a visitor in one experiment is reported once",
        "reader on web",
    )


def test_the_page_to_compare_with_has_optimizely_alone(visit: MakeVisit) -> None:
    control = pages.control(visit())

    assert control is not None
    assert [step.name for step in control.steps] == ["optimizely"]
    assert control.steps[0] in pages.page(visit()).steps
    assert pages.control(visit(page="absent")) is None


def test_optimizely_is_given_the_visitor_and_the_names_of_the_scenario(visit: MakeVisit) -> None:
    step = pages.optimizely("edge", visit(names={"experiment": "</script>"}).scenario)

    first = step.code.splitlines()[0].removeprefix("window.tagwrightStub = ").removesuffix(";")
    told = json.loads(first)
    assert (told["profile"], told["names"]) == ("edge", {"experiment": "</script>"})
    assert len(told["visitor"]["experiments"]) == 1
    assert "<" not in first


def test_the_standard_sdk_is_made_from_the_platform_s_facts(visit: MakeVisit) -> None:
    steps = {step.name: step.code for step in pages.page(visit()).steps}

    assert '{"records": ["acme.track"], "queue": "acme", ' in steps["sdk"]


def test_a_platform_s_own_sdk_stands_for_the_standard_one(visit: MakeVisit) -> None:
    asked = visit()
    (asked.platform.folder / "sdk.js").write_text("/* its own */", encoding="utf-8")

    steps = {step.name: step.code for step in pages.page(asked).steps}

    assert "/* its own */" in steps["base"]
    assert "/* its own */" in steps["sdk"]


# -- its HTML ---------------------------------------------------------------------------------------------


def test_every_script_of_the_page_has_the_nonce_and_a_name(visit: MakeVisit) -> None:
    text = html(pages.page(visit()), "mark")

    assert text.count("<script") == text.count(f'<script nonce="{NONCE}">')
    for name in ("base", "sdk", "optimizely", "snippet"):
        assert f"//# sourceURL={name}.js" in text


def test_a_late_script_is_among_the_orders_and_not_in_the_page(visit: MakeVisit) -> None:
    text = html(pages.page(visit(placement="late")), "mark")

    assert '"name": "snippet", "at": 3000' in text
    assert '__tagwrightTestbed.begin("snippet")' not in text


def test_a_title_cannot_end_its_element() -> None:
    text = html(TestPage((), title="<b>&"), "mark")

    assert "&lt;b>&amp;" in text
    assert "<b>" not in text
