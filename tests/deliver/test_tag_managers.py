"""What the deliveries for tag managers and shops are made of, on pages that do with it what those do: decisions arrive.

Each visit is judged as `tagwright verify` judges it: the calls its scenario asks for, and every house rule.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import catalog
from generator.model import ROLES, Value
from generator.verify import NONCE, Step, Testbed, Visit, pages, plan, results
from generator.verify.judge import judge
from tests.deliver import node
from tests.deliver.packages import PACKAGED, made

BASE = "https://cdn.example.com/js/"

FAKES = (Path(__file__).parent / "tag_managers.js").read_text(encoding="utf-8")

TURBINE = Path(__file__).parents[1] / "sdk/node_modules/@adobe/reactor-turbine/dist/engine.min.js"

ANALYTICS = ("mixpanel", "adobe-analytics", "ga4")


@cache
def visit(slug: str) -> Visit:
    """The first thing that must happen with a platform, on Web, where the snippet comes after Optimizely."""
    platform = catalog.load(slug)
    target = ROLES[platform.roles[0]].targets[0]
    planned = plan([platform], targets=[target], clients=["auto"])
    return next(
        one
        for one in planned
        if one.page == "web"
        and one.calls
        and one.form == "minified"
        and one.scenario.placement == "after"
        and not one.twice
    )


def given(slug: str) -> Mapping[str, Value]:
    return visit(slug).values


def found(
    testbed: Testbed,
    slug: str,
    ours: Step,
    files: Iterable[tuple[str, str]] = (),
    also: Collection[str] = (),
) -> list[str]:
    """What is wrong with a visit on whose page this stands in place of the snippet; `also` are globals of the fakes."""
    page = pages.page(visit(slug))
    control = pages.control(visit(slug))
    assert control is not None
    steps = tuple(ours if step.name == "snippet" else step for step in page.steps)
    seen = testbed.observe(replace(page, steps=steps, files=tuple(files)))
    expected = results._task(0, visit(slug)).expected
    whole = replace(expected, control=testbed.observe(control), globals={*expected.globals, *also})
    return [str(finding) for finding in judge(seen, whole).findings]


def script(code: str) -> Step:
    return Step("snippet", f"(function () {{\n{FAKES}\n{code}\n}})();")


def literal(value: Any) -> str:  # noqa: ANN401 -- whatever JSON can say
    return json.dumps(value).replace("<", "\\u003c")


# -- Tag Manager --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", PACKAGED)
def test_an_imported_tag_does_what_the_snippet_does(testbed: Testbed, slug: str) -> None:
    container = made("gtm", {slug: given(slug)})["container.json"].decode()
    ours = script(f"runContainer({literal(json.loads(container))}, {literal(NONCE)});")

    assert found(testbed, slug, ours) == []


def template(slug: str) -> tuple[str, tuple[str, str]]:
    """A call that runs a template with the settings of the visit, and the hosted script."""
    files = made("gtm", {slug: {**PACKAGED[slug], **given(slug)}}, base=BASE)
    parts = re.split(
        r"^___([A-Z_]+)___$", files[f"{slug}-template/template.tpl"].decode(), flags=re.MULTILINE
    )
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    hooks = f"{{ window: window, inject: injector({literal(BASE)}, {literal(NONCE)}), log: null }}"
    data = literal(dict(given(slug)))
    code = sections["SANDBOXED_JS_FOR_WEB_TEMPLATE"]
    ((path, content),) = ((p, c) for p, c in files.items() if p.startswith("hosted/"))
    return (
        f"(function (data, require) {{\n{code}\n}})({data}, sandbox({sections['WEB_PERMISSIONS']}, {hooks}));",
        (path, content.decode()),
    )


@pytest.mark.parametrize("slug", PACKAGED)
def test_a_template_does_what_the_snippet_does(testbed: Testbed, slug: str) -> None:
    code, hosted = template(slug)

    assert found(testbed, slug, script(code), [hosted], ["tagwrightSettings"]) == []


@pytest.mark.parametrize("slug", ANALYTICS)
def test_several_templates_on_one_page_keep_out_of_each_others_way(
    testbed: Testbed, slug: str
) -> None:
    each = [template(one) for one in ANALYTICS]
    # What the others make: their queues, while their SDKs are not there.
    queues = ["tagwrightSettings", "mixpanel", "dataLayer", "gtag"]

    assert (
        found(testbed, slug, script("\n".join(c for c, _ in each)), [h for _, h in each], queues)
        == []
    )


# -- Tealium ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", PACKAGED)
def test_an_extension_does_what_the_snippet_does(testbed: Testbed, slug: str) -> None:
    files = made("tealium", {slug: given(slug)})
    listed = json.loads(files["extensions.json"])["extensions"]
    extensions = ", ".join(
        f"{{ scope: {literal(one['scope'])}, code: function (a, b) {{\n{files[one['code']].decode()}\n}} }}"
        for one in listed
    )

    assert found(testbed, slug, script(f"runExtensions([{extensions}]);")) == []


# -- Adobe --------------------------------------------------------------------------------------------------


def library(slugs: Iterable[str]) -> str:
    """A library of Adobe's that runs the action of each platform at the top of the page."""
    files = made("adobe-tags", {slug: given(slug) for slug in slugs})
    (package,) = (content for path, content in files.items() if path.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        actions = ", ".join(
            f"{{ name: {literal(slug)}, path: {literal(f'src/{slug}.js')}, settings: {literal(dict(given(slug)))},"
            f" script: function (module, exports, require) {{\n{opened.read(f'src/{slug}.js').decode()}\n}} }}"
            for slug in slugs
        )
    engine = TURBINE.read_text(encoding="utf-8")
    return f"window._satellite = {{ container: library([{actions}]) }};\n{engine}"


@pytest.mark.parametrize("slug", PACKAGED)
def test_an_action_in_adobes_own_engine_does_what_the_snippet_does(
    testbed: Testbed, slug: str
) -> None:
    also = ["_satellite", "__satelliteLoaded"]

    assert found(testbed, slug, script(library([slug])), also=also) == []


# -- Shopify ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", PACKAGED)
def test_what_a_shop_shows_of_a_block_does_what_the_snippet_does(
    testbed: Testbed, slug: str
) -> None:
    files = made("shopify", {slug: given(slug)})
    block = files[f"extensions/tagwright/blocks/{slug}.liquid"].decode()
    (html,) = node.asked("liquid.mjs", [{"block": block, "settings": dict(given(slug))}])
    asset = f"assets/tagwright-{slug}.js"
    hosted = (asset, files[f"extensions/tagwright/{asset}"].decode())
    ours = Step("snippet", html.replace("<script", f'<script nonce="{NONCE}"'), is_html=True)

    assert found(testbed, slug, ours, [hosted]) == []


# -- and they could fail -------------------------------------------------------------------------------------


def test_a_page_without_the_snippet_is_found_out(testbed: Testbed) -> None:
    for slug in PACKAGED:
        assert found(testbed, slug, script("")) != []


def test_a_template_that_may_not_write_the_settings_does_nothing(testbed: Testbed) -> None:
    code, hosted = template("mixpanel")
    forbidden = code.replace('"string": "tagwrightSettings"', '"string": "another"')

    findings = found(testbed, "mixpanel", script(forbidden), [hosted], ["tagwrightSettings"])
    assert any("no permission to read tagwrightSettings" in finding for finding in findings)
