"""`conversion.js` on a page: the guide's helpers, for conversions that happen elsewhere, on every client."""

from __future__ import annotations

import json
import re
import string
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from world import World

from generator import build, catalog, manifest
from generator import settings as known
from generator.verify import Observation, Step, Testbed, TestPage, visitors

HERO, BLUE = "9000000001", "9000000012"
USER = "oeu1700000000000r0.5"
GOAL = "phone_call_conversion"
#: the helpers of the integration guide
GUIDE = (
    "getAccountId",
    "getProjectId",
    "getUserId",
    "getVariationsInParameters",
    "getSegmentsInParameters",
    "generateConversionUrl",
    "sendConversion",
)
AWKWARD = ["caf\u00e9 & 100%", 'it\'s "so"', "日本 🎉", "a+b=c#d?e/f:g;h", "%", "%25", "a%20b"]

EXCLUDED = {**visitors.load("in_two_experiments")}
EXCLUDED["experiments"] = [
    EXCLUDED["experiments"][0],
    {**EXCLUDED["experiments"][1], "chosen": None, "excluded": True},
]
SEGMENTED = {
    **visitors.load("in_one_experiment"),
    "segments": {"9000000801": "caf\u00e9 & 100%", "9000000802": "gc"},
}


def library(**values: object) -> Step:
    chosen = known.of("conversion", catalog.library_settings("conversion"), values)
    return Step("conversion", build.library("conversion", "auto", chosen).minified)


def optimizely(
    profile: str, visitor: str | Mapping[str, Any] = "in_one_experiment", **options: object
) -> Step:
    return World(profile, visitor, options=options, sdk=False, times=0).page().steps[0]


def page(code: str, at: float | None = None) -> Step:
    return Step("page", code, at)


def open_(testbed: Testbed, *steps: Step) -> Observation:
    """What is seen on a page of these scripts; none of them may fail."""
    seen = testbed.observe(TestPage(steps))
    assert seen.errors == ()
    assert seen.violations == ()
    return seen


def answers(testbed: Testbed, expressions: Sequence[str], *steps: Step) -> Sequence[Any]:
    code = ", ".join(expressions)
    seen = open_(testbed, *steps, page(f"__tagwrightTestbed.record('answers', [{code}]);"))
    return next(_plain(call.args) for call in seen.calls if call.call == "answers")


def _plain(values: Sequence[Any]) -> Sequence[Any]:
    return tuple(None if value == {"$undefined": True} else value for value in values)


def answer(testbed: Testbed, expression: str, *steps: Step) -> Any:  # noqa: ANN401 -- whatever it is
    return answers(testbed, [f"optimizelyConversion.{expression}"], *steps)[0]


def cookie(name: str, value: str) -> Step:
    return page(f"document.cookie = {json.dumps(f'optimizely{name}={value}; path=/')};")


def classic_page(buckets: str, segments: str = "%7B%7D") -> Sequence[Step]:
    """A page on which Classic has been, with these cookies as they are."""
    ids = "getAccountId: function () { return 9000; }, getProjectId: function () { return 9001; }"
    return (
        page(f"window.optimizely = {{ {ids}, push: function () {{}}, data: {{}} }};"),
        cookie("EndUserId", USER),
        cookie("Buckets", buckets),
        cookie("Segments", segments),
        library(),
    )


def parameters(url: str) -> Sequence[tuple[str, str]]:
    """The parameters as they stand, not decoded."""
    return [tuple(pair.split("=", 1)) for pair in urlsplit(url).query.split("&")]  # type: ignore[misc]


def beacons(seen: Observation) -> Sequence[str]:
    return [r.url for r in seen.requests if ".log.optimizely.com/event" in r.url]


# -- as the client's own request ----------------------------------------------------------------------------


@pytest.mark.parametrize("goal", [GOAL, *AWKWARD])
@pytest.mark.parametrize(
    "visitor",
    [
        "in_one_experiment",
        "in_two_experiments",
        "in_a_multivariate",
        "in_no_experiment",
        "with_huge_ids",
        "excluded",
        "segmented",
    ],
)
def test_the_address_says_what_the_clients_own_request_says(
    testbed: Testbed, visitor: str, goal: str
) -> None:
    who = {"excluded": EXCLUDED, "segmented": SEGMENTED}.get(visitor, visitor)
    call = f"generateConversionUrl({json.dumps(goal)}, 1999)"
    own = page(f"optimizely.push(['trackEvent', {json.dumps(goal)}, {{ revenue: 1999 }}]);")
    tells = page(f"__tagwrightTestbed.record('url', [optimizelyConversion.{call}]);")

    seen = open_(testbed, optimizely("classic", who), library(), own, tells)

    (url,) = (call.args[0] for call in seen.calls)
    # The browser writes an apostrophe of an address as %27; encodeURIComponent leaves it.
    sent = beacons(seen)[-1].replace("%27", "'")
    assert url.partition("?")[0] == sent.partition("?")[0]
    ours, theirs = parameters(url), parameters(sent)
    same = re.compile(r"a|d|n|u|v|[xs]\d+")
    assert sorted(p for p in ours if p[0] != "time") == sorted(
        p for p in theirs if same.fullmatch(p[0])
    )
    assert abs(int(dict(ours)["time"]) - int(dict(theirs)["t"]) / 1000) <= 2
    assert dict(parse_qsl(urlsplit(url).query))["n"] == goal


def test_a_visitor_who_is_excluded_is_in_no_parameter(testbed: Testbed) -> None:
    url = answer(
        testbed, f"generateConversionUrl('{GOAL}')", optimizely("classic", EXCLUDED), library()
    )

    assert f"&x{HERO}={BLUE}&" in url
    assert "x9000000002" not in url
    assert "&v=" not in url


@pytest.mark.parametrize("goal", AWKWARD)
def test_a_goals_name_is_encoded_once(testbed: Testbed, goal: str) -> None:
    url = answer(
        testbed, f"generateConversionUrl({json.dumps(goal)})", optimizely("classic"), library()
    )

    assert dict(parameters(url))["n"] == quote(goal, safe="~!*()'")


@pytest.mark.parametrize(
    ("value", "cents"),
    [("1999", "1999"), ("'1999'", "1999"), ("1999.4", "1999"), ("1999.5", "2000"), ("-500", "-500")]
    + [("3e9", "3000000000")]
    + [(v, None) for v in ("undefined", "null", "''", "'many'", "NaN", "Infinity", "0", "{}")]
    + [("{ valueOf: function () { throw 1; } }", None)],
)
def test_a_value_is_integer_cents(testbed: Testbed, value: str, cents: str | None) -> None:
    url = answer(
        testbed, f"generateConversionUrl('{GOAL}', {value})", optimizely("classic"), library()
    )

    assert dict(parameters(url)).get("v") == cents


@pytest.mark.parametrize("goal", ["", "undefined", "null", "'\\ud800'"])
def test_what_is_no_name_gives_no_address(testbed: Testbed, goal: str) -> None:
    assert answer(testbed, f"generateConversionUrl({goal})", optimizely("classic"), library()) == ""


# -- the helpers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["classic", "web", "bundled"])
def test_the_client_tells_who_it_is(testbed: Testbed, profile: str) -> None:
    names = ["getAccountId", "getProjectId", "getUserId"]
    found = answers(
        testbed, [f"optimizelyConversion.{n}()" for n in names], optimizely(profile), library()
    )

    assert found == ("9000", "9001", USER)


def test_settings_tell_it_where_the_client_does_not(testbed: Testbed) -> None:
    ours = library(account_id="17", project_id="18")
    names = ["getAccountId()", "getProjectId()", "getUserId()"]

    found = answers(testbed, [f"optimizelyConversion.{n}" for n in names], optimizely("edge"), ours)

    assert found == ("17", "18", USER)


def test_classics_cookies_tell_before_it_has_loaded(testbed: Testbed) -> None:
    ours = library(account_id="9000", project_id="9001")
    bucket = cookie("Buckets", quote(f'{{"{HERO}":"{BLUE}"}}'))
    url = answer(
        testbed, f"generateConversionUrl('{GOAL}')", cookie("EndUserId", USER), bucket, ours
    )

    assert url.startswith(
        f"https://9001.log.optimizely.com/event?a=9001&d=9000&n={GOAL}&u={USER}&x"
    )


@pytest.mark.parametrize("profile", ["web", "edge"])
def test_classics_cookies_do_not_count_where_it_is_gone(testbed: Testbed, profile: str) -> None:
    old = cookie("Buckets", quote('{"123456":"234567"}'))
    ours = library(account_id="9000", project_id="9001")
    names = ["getVariationsInParameters()", f"generateConversionUrl('{GOAL}')", "getDecisions()"]

    found = answers(
        testbed, [f"optimizelyConversion.{n}" for n in names], old, optimizely(profile), ours
    )

    assert found[:2] == ("", "")
    assert [decision["experimentId"] for decision in found[2]] == [HERO]


@pytest.mark.parametrize(
    ("profile", "visitor", "decisions"),
    [
        ("classic", "in_one_experiment", [(HERO, HERO, [BLUE], False)]),
        (
            "classic",
            "in_a_multivariate",
            [("9000000003", "9000000003", ["9000000031", "9000000041"], False)],
        ),
        ("classic", EXCLUDED, [(HERO, HERO, [BLUE], False)]),
        ("web", "in_one_experiment", [("9000000100", HERO, [BLUE], False)]),
        ("web", "in_a_multivariate", [("9000000300", "9000000003", ["9000000053"], False)]),
        ("web", "held_back", [("9000000100", HERO, [BLUE], True)]),
        ("web", "in_no_experiment", []),
        ("edge", "in_one_experiment", [(HERO, HERO, [BLUE], False)]),
        (
            "bundled",
            "in_one_experiment",
            [(HERO, HERO, [BLUE], False), ("9000000100", HERO, [BLUE], False)],
        ),
        ("absent", "in_one_experiment", []),
        ("shim", "in_one_experiment", []),
        ("opted-out", "in_one_experiment", []),
    ],
)
def test_every_decision_is_told(
    testbed: Testbed,
    profile: str,
    visitor: str | Mapping[str, Any],
    decisions: Sequence[Any],
) -> None:
    found = answer(testbed, "getDecisions()", optimizely(profile, visitor), library())

    keys = ("campaignId", "experimentId", "variationIds", "isHoldback")
    assert [tuple(one[key] for key in keys) for one in found] == decisions
    assert all(set(one) == set(keys) for one in found)


@pytest.mark.parametrize("options", [{}, {"firstShim": True}])
def test_a_shim_breaks_nothing(testbed: Testbed, options: Mapping[str, Any]) -> None:
    calls = [f"optimizelyConversion.{name}('{GOAL}')" for name in (*GUIDE, "getDecisions")]

    found = answers(testbed, calls, optimizely("shim", **options), library())

    assert found == ("", "", "", "", "", "", None, [])


@pytest.mark.parametrize("client", ["classic", "web"])
def test_for_who_opted_out_nothing_is_made_and_nothing_sent(testbed: Testbed, client: str) -> None:
    before = [cookie("EndUserId", USER), cookie("Buckets", quote(f'{{"{HERO}":"{BLUE}"}}'))]
    calls = [f"optimizelyConversion.{name}('{GOAL}')" for name in (*GUIDE[2:], "getDecisions")]
    tells = page(f"__tagwrightTestbed.record('answers', [{', '.join(calls)}]);")

    seen = open_(
        testbed,
        *before,
        optimizely("opted-out", client=client),
        library(account_id="9000", project_id="9001"),
        tells,
    )

    assert _plain(seen.calls[0].args) == ("", "", "", "", None, [])
    assert seen.requests == ()


def test_malformed_cookies_of_the_client_break_nothing(testbed: Testbed) -> None:
    calls = [f"optimizelyConversion.{name}('{GOAL}')" for name in GUIDE[2:6]]

    found = answers(testbed, calls, optimizely("classic", malformedCookies=True), library())

    assert found == ("", "", "", "")


def test_denied_cookies_break_nothing(testbed: Testbed) -> None:
    denied = page(
        "Object.defineProperty(document, 'cookie', { get: function () { throw new Error('denied'); } });"
    )
    ours = library(account_id="9000", project_id="9001")

    assert answer(testbed, f"generateConversionUrl('{GOAL}')", denied, ours) == ""


def test_a_page_with_a_richer_prototype_is_told_the_same(testbed: Testbed) -> None:
    prototype = page(
        "Object.prototype.extra = { apiName: 'phone_call_conversion', variation: null };"
        "Object.prototype.nothing = null; Array.prototype.extra = 1;"
    )
    for profile in ("classic", "web", "edge"):
        plain = answer(testbed, "getDecisions()", optimizely(profile), library())
        assert answer(testbed, "getDecisions()", prototype, optimizely(profile), library()) == plain


# -- cookies of any kind ------------------------------------------------------------------------------------

IDS = st.text(string.digits, min_size=6, max_size=18)
VARIATIONS = st.builds(str, st.integers(1, 2**60)) | st.just("0") | st.just("9000000031_9000000041")
PLAIN = st.text(max_size=20) | st.sampled_from(AWKWARD)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=6,
)
WRITTEN = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def as_json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


@WRITTEN
@given(buckets=st.dictionaries(IDS, VARIATIONS), segments=st.dictionaries(IDS, PLAIN))
def test_what_a_client_can_write_is_read(
    testbed: Testbed, buckets: Mapping[str, str], segments: Mapping[str, str]
) -> None:
    segments = {k: quote(v.encode("utf-8", "replace"), safe="~!*()'") for k, v in segments.items()}
    cookies = [quote(as_json(values), safe="~!*()'") for values in (buckets, segments)]
    if max(map(len, cookies)) > 4000:
        return

    (variations, written) = answers(
        testbed,
        [f"optimizelyConversion.{name}()" for name in GUIDE[3:5]],
        *classic_page(*cookies),
    )

    expected = [f"x{k}={v}" for k, v in buckets.items() if not v.startswith("0")]
    assert sorted(variations.split("&")[1:]) == sorted(expected)
    assert sorted(written.split("&")[1:]) == sorted(f"s{k}={v}" for k, v in segments.items() if v)


@WRITTEN
@given(values=ANYTHING)
def test_what_nobody_can_expect_adds_no_parameter_of_its_own(
    testbed: Testbed, values: object
) -> None:
    text = quote(as_json(values).encode("utf-8", "replace"))[:3800]

    url = answer(testbed, f"generateConversionUrl('{GOAL}')", *classic_page(text, text))

    names = [name for name, _ in parameters(url)]
    assert all(re.fullmatch(r"a|d|n|u|time|[xs]\d+", name) for name in names)
    assert url.isascii()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "true",
        "[]",
        "%E0%A4%A",
        "%22123456%22",
        *map(quote, ('{"123456":', '{"__proto__":"234567"}', '{"toString":"234567"}')),
        *map(quote, ('{"123456":{"toString":1}}', '{"123456":["x"]}', '{"123456":"caf\u00e9"}')),
    ],
)
def test_a_cookie_that_is_none_of_the_clients_is_left_out(testbed: Testbed, text: str) -> None:
    url = answer(testbed, f"generateConversionUrl('{GOAL}')", *classic_page(text, text))

    assert re.sub(r"\d+$", "", url) == (
        f"https://9001.log.optimizely.com/event?a=9001&d=9000&n={GOAL}&u={USER}&time="
    )


def test_what_is_whole_of_a_damaged_cookie_arrives(testbed: Testbed) -> None:
    damaged = quote(f'{{"{HERO}":"{BLUE}","9000000002":{{"a":null}},"9000000003":"90000')

    found = answer(testbed, "getVariationsInParameters()", *classic_page(damaged))

    assert found == f"&x{HERO}={BLUE}"


def test_a_cookie_of_another_name_is_not_read(testbed: Testbed) -> None:
    other = page("document.cookie = 'my_optimizelyEndUserId=wrong; path=/';")

    assert answer(testbed, "getUserId()", other, optimizely("classic"), library()) == USER


# -- sending ------------------------------------------------------------------------------------------------

SENDS = page(f"optimizelyConversion.sendConversion('{GOAL}', 1999);")
KNOWN = {**visitors.load("in_one_experiment"), "events": [{"id": "9000000701", "apiName": GOAL}]}
TELLS_BEACON = """
navigator.sendBeacon = function (url, text) {{ __tagwrightTestbed.record("beacon", [url, text]); return {0}; }};
window.fetch = function (url, order) {{ __tagwrightTestbed.record("fetch", [url, order]); return Promise.reject(new Error("refused")); }};
"""


def test_classic_is_sent_its_address(testbed: Testbed) -> None:
    seen = open_(testbed, optimizely("classic"), library(), SENDS)

    (ours,) = (url for url in beacons(seen) if f"n={GOAL}" in url)
    assert dict(parameters(ours))["v"] == "1999"


@pytest.mark.parametrize(("region", "host"), [("us", "logx"), ("eu", "eu.logx")])
def test_web_is_sent_a_document_of_the_event_api(testbed: Testbed, region: str, host: str) -> None:
    tells = page(TELLS_BEACON.format("true"))

    seen = open_(testbed, tells, optimizely("web", KNOWN), library(region=region), SENDS)

    ((url, text),) = (call.args for call in seen.calls)
    assert url == f"https://{host}.optimizely.com/v1/events"
    document = json.loads(text)
    (event,) = document["visitors"][0]["snapshots"][0]["events"]
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", event.pop("uuid"))
    timestamp = event["timestamp"]
    assert abs(timestamp / 1000 - time.time()) < 60
    assert {**event, "timestamp": 0} == {
        "timestamp": 0,
        "entity_id": "9000000701",
        "key": GOAL,
        "revenue": 1999,
    }
    assert document == {
        "account_id": "9000",
        "project_id": "9001",
        "anonymize_ip": True,
        "client_name": "tagwright",
        "enrich_decisions": True,
        "visitors": [{"visitor_id": USER, "snapshots": [{"decisions": [], "events": [event]}]}],
    }


def test_a_beacon_that_is_refused_goes_by_fetch(testbed: Testbed) -> None:
    seen = open_(
        testbed, page(TELLS_BEACON.format("false")), optimizely("web", KNOWN), library(), SENDS
    )

    beacon, fetch = seen.calls
    url, order = fetch.args
    assert (fetch.call, url, order["body"]) == ("fetch", *beacon.args)
    assert (order["method"], order["keepalive"]) == ("POST", True)
    assert seen.console == ()


RECORDS_PUSH = page(
    "var client = window.optimizelyEdge || window.optimizely; var old = client.push;"
    "client.push = function (item) { __tagwrightTestbed.record('push', [item]); return old.apply(client, arguments); };"
)
EVENT = {"type": "event", "eventName": GOAL, "tags": {"revenue": 1999}}


@pytest.mark.parametrize("profile", ["web", "edge"])
def test_what_the_helper_cannot_send_is_handed_to_the_client(
    testbed: Testbed, profile: str
) -> None:
    seen = open_(testbed, optimizely(profile), RECORDS_PUSH, library(), SENDS)

    assert [call.args[0] for call in seen.calls] == [EVENT]


@pytest.mark.parametrize("missing", ["crypto", "navigator.sendBeacon"])
def test_a_browser_that_lacks_something_leaves_it_to_the_client(
    testbed: Testbed, missing: str
) -> None:
    owner, _, name = f"window.{missing}".rpartition(".")
    lacks = page(f"Object.defineProperty({owner}, '{name}', {{ value: undefined }});")

    seen = open_(testbed, lacks, optimizely("web", KNOWN), RECORDS_PUSH, library(), SENDS)

    assert [call.args[0] for call in seen.calls] == [EVENT]


@pytest.mark.parametrize("profile", ["web", "edge"])
def test_before_the_client_has_loaded_it_waits_in_its_queue(testbed: Testbed, profile: str) -> None:
    seen = open_(testbed, library(), SENDS, optimizely(profile, KNOWN))

    assert any("/v1/events" in request.url for request in seen.requests)
    assert seen.calls == ()


def test_a_bundled_page_counts_in_both(testbed: Testbed) -> None:
    seen = open_(
        testbed, page(TELLS_BEACON.format("true")), optimizely("bundled", KNOWN), library(), SENDS
    )

    assert [call.call for call in seen.calls] == ["beacon"]
    assert len([url for url in beacons(seen) if f"n={GOAL}" in url]) == 1


# -- as a file ----------------------------------------------------------------------------------------------


def test_bare_globals_are_made_only_when_asked_for(testbed: Testbed) -> None:
    def made(**values: object) -> Sequence[str]:
        seen = open_(testbed, library(**values), optimizely("classic"))
        return sorted(found.name for found in seen.globals if found.during == "conversion")

    assert made() == ["optimizelyConversion"]
    assert made(globals=True) == sorted([*GUIDE, "optimizelyConversion"])


def test_bare_globals_work(testbed: Testbed) -> None:
    found = answers(
        testbed,
        ["getUserId()", f"generateConversionUrl('{GOAL}')"],
        optimizely("classic"),
        library(globals=True),
    )

    assert found[0] == USER
    assert found[1].startswith("https://9001.log.optimizely.com/event?a=9001&d=9000&")


def test_it_keeps_to_its_budget() -> None:
    assert manifest.gzipped(library().code.encode("ascii")) <= 1200
