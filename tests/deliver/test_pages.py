"""The deliveries html and install in a browser: decisions arrive, and what was tampered with does not run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from generator import catalog, config, deliver
from generator.model import Value
from generator.verify import (
    NONCE,
    Observation,
    Step,
    Testbed,
    TestPage,
    Visit,
    pages,
    plan,
    stub,
    visitors,
)

#: a platform that is plain, one with slots, one with a setting that has to be given
PACKAGED = ("mixpanel", "adobe-analytics", "ga4")


def made(delivery: str, slugs: Mapping[str, Mapping[str, str]], **options: str) -> dict[str, str]:
    own = [f"{name}={value}" for name, value in options.items()]
    theirs = [f"{s}.{name}={value}" for s, given in slugs.items() for name, value in given.items()]
    parcel = deliver.parcel(delivery, config.Config(), list(slugs), [*own, *theirs])
    return {file.path: file.content.decode() for file in deliver.package(delivery, parcel)}


def visits() -> Iterator[Visit]:
    """The first thing that must happen with each of them, on Web."""
    for slug in PACKAGED:
        planned = plan([catalog.load(slug)], targets=["reader"], clients=["auto"])
        yield next(v for v in planned if v.page == "web" and v.calls and _fits(v))


def _fits(visit: Visit) -> bool:
    return visit.scenario.placement == "after" and visit.form == "minified" and not visit.twice


VISITS = list(visits())


def page(visit: Visit, html: str, files: Mapping[str, str]) -> TestPage:
    """The visit's page with a delivery's HTML in place of the snippet."""
    steps = tuple(
        Step("snippet", html, is_html=True) if step.name == "snippet" else step
        for step in pages.page(visit).steps
    )
    scripts = tuple((f"assets/{p}", code) for p, code in files.items() if p.endswith(".js"))
    return TestPage(steps, files=scripts)


def received(seen: Observation) -> list[tuple[str, tuple[Any, ...]]]:
    return [(call.call, tuple(call.args)) for call in seen.calls]


def expected(visit: Visit) -> list[tuple[str, tuple[Any, ...]]]:
    return [(call.call, tuple(call.args)) for call in visit.calls]


def typed(value: Value) -> str:
    """A value as it is typed after `--set NAME=`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def of_visit(visit: Visit) -> Mapping[str, Mapping[str, str]]:
    """The settings of a visit's scenario, and what else a customer has to give."""
    given = {name: typed(value) for name, value in visit.settings.values.items()}
    declared = visit.platform.settings
    return {visit.platform.slug: {n: v for n, v in given.items() if n in declared}}


@pytest.mark.parametrize("form", ["inline", "external"])
@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.platform.slug)
def test_decisions_arrive_from_a_page_with_a_strict_policy(
    testbed: Testbed, visit: Visit, form: str
) -> None:
    files = made("html", of_visit(visit), nonce=NONCE, base="/assets/")

    seen = testbed.observe(page(visit, files[f"{visit.platform.slug}.{form}.html"], files))

    assert received(seen) == expected(visit)
    assert seen.errors == ()


def test_a_file_whose_bytes_were_changed_does_not_run(testbed: Testbed) -> None:
    visit = VISITS[0]
    files = made("html", of_visit(visit), nonce=NONCE)
    (path,) = (path for path in files if path.endswith(".js"))
    changed = {**files, path: files[path] + " "}

    seen = testbed.observe(page(visit, files[f"{visit.platform.slug}.external.html"], changed))

    assert seen.calls == ()


def test_all_platforms_of_one_package_report_from_one_head(testbed: Testbed) -> None:
    files = made(
        "html", {k: v for visit in VISITS for k, v in of_visit(visit).items()}, nonce=NONCE
    )

    for visit in VISITS:
        seen = testbed.observe(page(visit, files["head.html"], files))
        assert received(seen) == expected(visit)


# -- install: the page hides until Optimizely has changed it -------------------------------------------------


def optimizely(at: float | None = None, client: str = "web") -> Step:
    return Step("optimizely", stub.script(client, visitors.load("in_one_experiment")), at)


def hiding(client: str = "web") -> str:
    """The program in the script element before Optimizely's."""
    options = {"project_id": "5935064", "account_id": "8675309", "client": client}
    head = made("install", {}, loading="async", hide="true", **options)["head.html"]
    return head.partition("<script>")[2].partition("</script>")[0]


def ends(event: str, src: str) -> str:
    """A script element that loads, or does not."""
    return (
        f"var s = document.createElement('script'); s.type = 'text/plain'; s.src = {src!r};"
        f"document.head.appendChild(s); s.dispatchEvent(new Event({event!r}));"
    )


LOOK = "__tagwrightTestbed.record('look', [document.documentElement.style.visibility]);"


def looks(testbed: Testbed, *steps: Step, client: str = "web") -> list[str]:
    """How visible the page is at 0, 1, 1.5 and 2.5 s, when the snippet hides it for 2 s at most."""
    at = [Step("look", LOOK), *(Step("look", LOOK, when) for when in (1_000, 1_500, 2_500))]
    seen = testbed.observe(TestPage((Step("hide", hiding(client)), *steps, *at)))
    assert seen.errors == ()
    return [str(call.args[0]) for call in seen.calls if call.call == "look"]


def test_the_page_is_hidden_until_optimizely_has_changed_it(testbed: Testbed) -> None:
    assert looks(testbed, optimizely(1_200)) == ["hidden", "hidden", "", ""]


@pytest.mark.parametrize("client", ["classic", "edge"])
def test_the_page_is_hidden_until_the_script_of_a_client_without_that_event_has_run(
    testbed: Testbed, client: str
) -> None:
    src = "https://cdn.optimizely.com/js/5935064.js"
    src = "https://optimizely-edge.com/edge-client/v1/8675309/5935064" if client == "edge" else src

    seen = looks(testbed, Step("loads", ends("load", src), 1_200), client=client)

    assert seen == ["hidden", "hidden", "", ""]


def test_the_page_is_shown_in_time_though_optimizely_never_comes(testbed: Testbed) -> None:
    assert looks(testbed) == ["hidden", "hidden", "hidden", ""]


@pytest.mark.parametrize("client", ["web", "edge", "classic"])
def test_a_page_that_optimizely_has_changed_already_is_not_hidden(
    testbed: Testbed, client: str
) -> None:
    steps = (optimizely(None, client), Step("hide", hiding(client)), Step("look", LOOK))

    seen = testbed.observe(TestPage(steps))

    assert [call.args[0] for call in seen.calls if call.call == "look"] == [""]


def test_the_page_is_shown_at_once_when_the_script_does_not_load(testbed: Testbed) -> None:
    fails = ends("error", "https://cdn.optimizely.com/js/5935064.js")

    assert looks(testbed, Step("fails", fails, 900)) == ["hidden", "", "", ""]


def test_another_script_that_fails_does_not_show_the_page(testbed: Testbed) -> None:
    fails = ends("error", "https://other.example/x.js")

    assert looks(testbed, Step("fails", fails, 900)) == ["hidden", "hidden", "hidden", ""]


def test_a_visitor_sees_the_page_as_it_was_styled_before(testbed: Testbed) -> None:
    own = Step("own", "document.documentElement.style.visibility = 'visible';")

    seen = testbed.observe(TestPage((own, Step("hide", hiding()), Step("look", LOOK, 3_000))))

    assert [call.args[0] for call in seen.calls] == ["visible"]
