"""Live pages without a browser: documents, policies, decisions, snippets, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator import build, catalog, settings
from generator.errors import TagwrightError
from generator.model import EXTENSION, Platform, role_of
from generator.verify import live
from generator.verify.live import checks, decisions, document, policy, reading, snippets
from generator.verify.live.sighting import Asked, Sighting, is_optimizely
from tests.unit.conftest import Run

ROOT = Path(__file__).parents[2]
PLATFORMS = {platform.slug: platform for platform in catalog.platforms()}
PAGE = "https://shop.example/"


# -- documents --------------------------------------------------------------------------------------------


def test_scripts_and_stylesheets_come_in_order_with_line_and_place() -> None:
    text = """<!doctype html>
<head><base href="/shop/">
<link rel="preload stylesheet" href="a.css"><link rel="stylesheet" media="print" href="print.css">
<script>if (a < b) { c("</div>"); }</script>
<script async src="b.js"></script><noscript><script src="no.js"></script></noscript>
</head>
<p><script type="module" src="//cdn.example/c.js" integrity="x"></script>"""
    a, inline, b, c = document.tags(text, PAGE)

    assert (a.kind, a.url, a.line, a.blocks) == ("stylesheet", f"{PAGE}shop/a.css", 3, True)
    assert (inline.text, inline.in_head, inline.blocks) == (
        'if (a < b) { c("</div>"); }',
        True,
        False,
    )
    assert (b.url, b.is_async, b.blocks, b.line) == (f"{PAGE}shop/b.js", True, False, 5)
    assert (c.url, c.in_head, c.has_integrity, c.runs) == (
        "https://cdn.example/c.js",
        False,
        True,
        True,
    )


def test_a_head_ends_where_a_browser_ends_it() -> None:
    inside, outside = document.tags("<title>a</title><script></script><img><script></script>", PAGE)

    assert (inside.in_head, outside.in_head) == (True, False)


def test_a_script_of_another_type_does_not_run() -> None:
    for kind, runs in (
        ("text/plain", False),
        ("application/json", False),
        ("text/javascript", True),
    ):
        [tag] = document.tags(f'<script type="{kind}">1</script>', PAGE)
        assert tag.runs is runs


# -- policies ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "url", "is_let"),
    [
        ("img-src 'none'", "https://a.example", True),
        ("connect-src 'none'", "https://a.example", False),
        ("default-src 'none'", "https://a.example", False),
        ("default-src 'none'; connect-src *", "https://a.example", True),
        ("connect-src https:", "https://a.example", True),
        ("connect-src https:", "http://a.example", False),
        ("connect-src a.example", "https://a.example/x", True),
        ("connect-src http://a.example", "https://a.example/x", True),
        ("connect-src https://a.example", "http://a.example/x", False),
        ("connect-src *.a.example", "https://b.a.example", True),
        ("connect-src *.a.example", "https://a.example", False),
        ("connect-src https://eu.a.example", "https://*.a.example", True),
        ("connect-src https://*.a.example", "https://*.b.a.example", True),
        ("connect-src https://*.b.example", "https://*.a.example", False),
        ("connect-src a.example:8443", "https://a.example", False),
        ("connect-src a.example:*", "https://a.example:8443", True),
        ("connect-src a.example/in/", "https://a.example/in/1", True),
        ("connect-src a.example/in", "https://a.example/in/1", False),
        ("connect-src a.example/in", "https://a.example", True),
        ("connect-src 'self'", "https://shop.example/in", True),
        ("connect-src 'self'", "https://a.example/in", False),
        ("CONNECT-SRC 'none'; connect-src *", "https://a.example", False),
    ],
)
def test_a_policy_lets_through_what_its_sources_match(text: str, url: str, *, is_let: bool) -> None:
    found = policy.Policy(text, "the response header").forbids("connect-src", url, PAGE)

    assert (found == "") is is_let


def test_a_policy_with_nonces_forbids_no_script_by_its_address() -> None:
    found = policy.Policy("script-src 'nonce-a' 'strict-dynamic'", "a <meta>")

    assert found.forbids("script-src", "https://a.example/a.js", PAGE) == ""
    assert policy.Policy("script-src 'self'", "").forbids(
        "script-src", "https://a.example/a.js", PAGE
    )


def test_every_policy_of_a_page_counts() -> None:
    headers = {"content-security-policy": "img-src *, connect-src 'none'"}
    found = policy.read(headers, ["script-src 'self'", ""])

    assert [(one.text, one.where) for one in found] == [
        ("img-src *", "the response header"),
        ("connect-src 'none'", "the response header"),
        ("script-src 'self'", "a <meta> element"),
    ]


# -- decisions ----------------------------------------------------------------------------------------------


def web(**changes: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- a client's own object
    one = {
        "id": "1",
        "campaignName": "Hero",
        "experiment": {"id": "2", "name": "Hero"},
        "variation": {"id": "3", "name": "Blue"},
        "isActive": True,
        **changes,
    }
    return {"optimizely": {"members": {"get": "function"}}, "web.getCampaignStates": {"1": one}}


def test_who_is_held_back_from_a_test_is_not_due_and_from_a_personalization_is() -> None:
    [test] = decisions.read(web(isInCampaignHoldback=True))
    personal = {"id": "2", "name": "Hero", "campaignName": "Hero"}
    [other] = decisions.read(web(isInCampaignHoldback=True, experiment=personal))

    assert (test.is_due, other.is_due) == (False, True)
    assert decisions.read(web())[0].is_due
    assert not decisions.read(web(isActive=False))[0].is_due


def test_hidden_names_become_ids() -> None:
    [one] = decisions.read(
        web(
            campaignName=None,
            experiment={"id": "2", "name": None},
            variation={"id": "3", "name": None},
        )
    )

    assert (one.campaign_name, one.title, one.variation_title) == ("1", "2", "3")


def test_a_redirect_that_only_the_cookie_knows_is_a_decision() -> None:
    info = {"experimentId": "8", "variationId": "9", "referrer": "https://a.example/"}
    empty = {"1": {"id": "1", "experiment": None, "variation": None, "isActive": True}}
    state = {"optimizely": {"members": {"get": "function"}}, "web.getCampaignStates": empty}

    [one] = decisions.read({**state, "web.getRedirectInfo": info})

    assert (one.experiment_id, one.variation_ids, one.is_redirect, one.is_due) == (
        "8",
        ("9",),
        True,
        True,
    )
    assert decisions.landing({"web.getRedirectInfo": info}) == decisions.Landing(
        "8", "https://a.example/"
    )


def test_classic_runs_what_is_active_and_not_all_that_was_bucketed() -> None:
    state = {
        "classic.state": {
            "activeExperiments": ["1"],
            "variationIdsMap": {"1": ["3", "4"], "2": ["5"]},
            "variationNamesMap": {"1": "Red, Big", "2": "Old"},
        },
        "classic.experiments": {"1": {"name": "Hero"}},
    }
    first, second = decisions.read(state)

    assert (first.title, first.variation_name, first.runs) == ("Hero (1)", "Red, Big", True)
    assert (second.title, second.runs) == ("2", False)
    assert decisions.clients(state) == ("classic",)


def test_edge_comes_before_web() -> None:
    state = {
        "optimizelyEdge": {"members": {"get": "function"}},
        "optimizely": {"members": {"get": "function"}},
    }

    assert decisions.clients(state) == ("edge",)


# -- snippets -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.optimizely.com/js/9001.js",
        "https://cdn.optimizely.com/public/9000/s/shop.js",
        "https://shop.example/optimizely-edge/9001",
        "https://optimizely-edge.com/edge-client/v1/9000/9001",
    ],
)
def test_optimizelys_script_is_known_by_its_address(url: str) -> None:
    assert is_optimizely(url)


def test_optimizelys_script_is_known_by_its_cookies_where_a_site_hosts_it() -> None:
    text = 'a="optimizelyEndUserId";b="optimizelyOptOut"'

    assert is_optimizely("https://shop.example/tests.js", text)
    assert not is_optimizely("https://shop.example/tests.js", 'a="optimizelyEndUserId"')
    assert not is_optimizely("https://evil-optimizely.com/js/1.js")
    assert not is_optimizely("", f"/*! mixpanel 1.0.0 tagwright 0.1.0 0BSD */{text}")


@pytest.mark.parametrize("platform", PLATFORMS.values(), ids=PLATFORMS.keys())
def test_a_snippet_says_its_platform_version_role_and_settings(platform: Platform) -> None:
    # An extension is part of Optimizely's own script, which is not read for snippets.
    for target in (target for target in platform.targets if target != EXTENSION):
        chosen = settings.resolve(platform, {}, role=role_of(target), examples=True)
        made = build.snippet(platform, target, "auto", chosen)
        for text in (made.minified, made.readable):
            [one] = snippets.on_page([snippets.Code("here", f"before();\n{text}")], PLATFORMS)

            assert (one.slug, one.version, one.role) == (
                platform.slug,
                platform.version,
                role_of(target),
            )
            assert one.asks is None
            assert {**chosen.values, **one.values} == chosen.values
        assert dict(one.values) == dict(chosen.values), "readable code has them all"
        marker = {f"{platform.slug}#{chosen.digest}": {"version": platform.version}}
        [ran] = snippets.ran(marker, PLATFORMS, {})
        assert ran.chosen in ("the defaults", "the examples")


@pytest.mark.parametrize("who", ["google", "tcf", "onetrust", "cookiebot", "function"])
@pytest.mark.parametrize("slug", ["mixpanel", "ga4", "generic"])
def test_a_snippet_says_whom_it_asks_for_consent(slug: str, who: str) -> None:
    given = {"consent": who} | ({"consent_function": "shop.may"} if who == "function" else {})
    chosen = settings.resolve(PLATFORMS[slug], given, examples=True)
    text = build.snippet(PLATFORMS[slug], "reader", "auto", chosen).minified

    [one] = snippets.on_page([snippets.Code("here", text)], PLATFORMS)

    assert one.asks == who


def test_several_snippets_in_one_file_are_told_apart() -> None:
    made = [
        build.snippet(
            PLATFORMS[slug], "reader", "auto", settings.resolve(PLATFORMS[slug], {})
        ).minified
        for slug in ("mixpanel", "heap")
    ]
    found = snippets.on_page([snippets.Code("here", "\n".join(made))], PLATFORMS)

    assert [one.slug for one in found] == ["mixpanel", "heap"]
    assert found[1].code.text.startswith("/*! heap")


@pytest.mark.parametrize(
    ("code", "clients"),
    [
        ("optimizely.data.state.activeExperiments.length", {"classic"}),
        ('window["optimizely"].data["state"]["variationNamesMap"]', {"classic"}),
        ('e.get("state").getCampaignStates({isActive:!0})', {"web"}),
        ('{type:"lifecycle",name:"campaignDecided"}', {"web", "edge"}),
        ('optimizelyEdge.get("state").getActiveExperiments()', {"edge"}),
        ("window.integrator.registerIntegration({})", {"classic", "web", "edge"}),
    ],
)
def test_other_peoples_readers_are_known_by_what_they_read(code: str, clients: set[str]) -> None:
    [one] = snippets.readers([snippets.Code("here", f"x=1;{code};")])

    assert one.clients == clients


def test_code_that_only_pushes_to_optimizely_reads_nothing() -> None:
    code = 'window.optimizely = window.optimizely || []; optimizely.push(["trackEvent", "buy"]);'

    assert snippets.readers([snippets.Code("here", code)]) == ()


# -- findings -----------------------------------------------------------------------------------------------


def test_a_page_that_is_not_reached_has_one_finding() -> None:
    seen = Sighting(PAGE, "nobody answers there (ERR_CONNECTION_REFUSED)")
    found = checks.check(reading.read(seen, reading.Known(PLATFORMS, expected=("ga4",))))

    assert [(one.kind, one.sentence) for one in found] == [
        ("TW101", "the page cannot be reached: nobody answers there (ERR_CONNECTION_REFUSED)")
    ]


def test_a_request_that_the_page_left_behind_did_not_fail() -> None:
    left = Asked("POST", PAGE, "", failure="net::ERR_ABORTED")
    blocked = Asked("POST", PAGE, "", failure="net::ERR_BLOCKED_BY_CLIENT")
    refused = Asked("POST", PAGE, "", status=401)

    assert [one.failed for one in (left, blocked, refused)] == [False, True, True]


def test_every_code_is_explained_in_the_docs_as_it_is_told() -> None:
    text = (ROOT / "docs" / "live-pages.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(TW\d+)` \| (\w+) \| (.+?) \| .+? \| (.+?) \|$", text, re.MULTILINE)

    assert rows == [
        (code, known.weight, known.title, known.evidence) for code, known in live.CODES.items()
    ]


# -- what was given -----------------------------------------------------------------------------------------


def test_addresses_come_from_the_command_line_and_from_stdin_each_once() -> None:
    lines = ["# shop", "", "  https://b.example/ ", "https://a.example/"]

    assert live.addresses(["https://a.example/", "-"], lambda: lines) == [
        "https://a.example/",
        "https://b.example/",
    ]


def test_all_addresses_that_are_none_are_told_at_once() -> None:
    with pytest.raises(TagwrightError) as caught:
        live.addresses(["shop.example", "file:///etc/passwd", "https://"], list)

    assert str(caught.value) == (
        "'shop.example' is no address of a page\n"
        "  help: did you mean 'https://shop.example'?\n"
        "'file:///etc/passwd' is no address of a page\n"
        "  help: write it as a browser shows it: https://…\n"
        "'https://' is no address of a page\n"
        "  help: write it as a browser shows it: https://…"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["generic", "--url", PAGE],
            "PLATFORM has no meaning with --url: name the platform with --expect",
        ),
        (["--url", PAGE, "--every"], "--every has no meaning with --url"),
        (
            ["--url", PAGE, "-b", "chromium", "-b", "firefox"],
            "--url looks in one browser: give -b once",
        ),
        (["--expect", "ga4"], "--expect needs --url"),
        (
            ["--url", PAGE, "--expect", "demandbase"],
            "--expect demandbase: Demandbase receives no decisions, so none can be expected there",
        ),
        (["--url", PAGE, "--expect", "mixpannel"], "did you mean 'mixpanel'?"),
        (["--url", PAGE, "--ignore", "TW6O1"], "there is no finding 'TW6O1'"),
        (["--url", "-"], "there is no address to look at"),
    ],
)
def test_flags_that_do_not_go_together_are_refused(
    run: Run, words: list[str], message: str
) -> None:
    result = run("verify", *words)

    assert result.exit_code == 2
    assert message in result.stderr
