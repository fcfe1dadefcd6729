"""The gallery itself: `GOOD` sites, on which nothing is to be found, and `BROKEN` ones, a site for each finding."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from gallery import (
    CDN_OF_MIXPANEL,
    CDN_OF_SEGMENT,
    FIRST,
    OPTIMIZELY,
    SDK,
    Site,
    client,
    integrator,
    script,
    site,
    snippet,
)

from generator.verify import visitors

READER = script(code=snippet())

#: what somebody else wrote for Mixpanel on Web, and wrote rightly: active campaigns alone, nobody who is held back
OWN = """
(window.optimizely = window.optimizely || []).push({
  type: "addListener",
  filter: { type: "lifecycle", name: "activated" },
  handler: report
});
if (window.optimizely.get) { report(); }
function report() {
  var states = window.optimizely.get("state").getCampaignStates({ isActive: true });
  Object.keys(states).forEach(function (id) {
    if (FILTER) {
      window.mixpanel.track("$experiment_started", {
        "Experiment name": states[id].experiment.name,
        "Variant name": VARIATION
      });
    }
  });
}
"""


def own(
    only: str = "!states[id].isInCampaignHoldback",
    variation: str = "states[id].variation.name",
    of: str = "",
) -> str:
    """Somebody else's integration; `only` says which campaigns it reports, `of` replaces the call that lists them."""
    text = OWN.replace("FILTER", only).replace("VARIATION", variation)
    return script(code=text.replace("{ isActive: true }", of) if of else text)


def consent(manager: str, answer: str) -> str:
    """A consent manager with the visitor's answer to everything: granted, denied or open."""
    scripts = {
        (
            "onetrust",
            "granted",
        ): 'OnetrustActiveGroups = ",C0001,C0002,C0003,C0004,"; OneTrust = { IsAlertBoxClosed: function () { return true; } };',
        (
            "onetrust",
            "denied",
        ): 'OnetrustActiveGroups = ",C0001,"; OneTrust = { IsAlertBoxClosed: function () { return true; } };',
        (
            "onetrust",
            "open",
        ): 'OnetrustActiveGroups = ",C0001,"; OneTrust = { IsAlertBoxClosed: function () { return false; } };',
        (
            "cookiebot",
            "granted",
        ): "Cookiebot = { hasResponse: true, consent: { statistics: true, marketing: true, preferences: true } };",
        (
            "google",
            "granted",
        ): 'dataLayer = []; function gtag() { dataLayer.push(arguments); } gtag("consent", "default", { analytics_storage: "denied", wait_for_update: 500 }); gtag("consent", "update", { analytics_storage: "granted" });',
        (
            "tcf",
            "granted",
        ): '__tcfapi = function (command, version, callback) { callback({ gdprApplies: true, eventStatus: "tcloaded", listenerId: 1, purpose: { consents: { 1: true, 5: true, 6: true, 7: true, 8: true } } }, true); };',
        (
            "tcf",
            "denied",
        ): '__tcfapi = function (command, version, callback) { callback({ gdprApplies: true, eventStatus: "useractioncomplete", listenerId: 1, purpose: { consents: { 1: false } } }, true); };',
    }
    return script(code=scripts[manager, answer])


def hashed(text: str) -> str:
    """What the attribute integrity has for a script of this text."""
    return f"sha384-{base64.b64encode(hashlib.sha384(text.encode()).digest()).decode()}"


def with_held_back() -> Mapping[str, Any]:
    """A visitor who is in one experiment, and held back from another."""
    found = dict(visitors.load("in_two_experiments"))
    first, second = found["experiments"]
    return {**found, "experiments": [first, {**second, "heldBack": True}]}


def with_inactive() -> Mapping[str, Any]:
    """A visitor who is in one experiment here, and in another that does not run on this page."""
    found = dict(visitors.load("in_two_experiments"))
    first, second = found["experiments"]
    return {**found, "experiments": [first, {**second, "active": False}]}


def with_late(after: int) -> Mapping[str, Any]:
    """A visitor in an experiment that Web decides by itself, some ms after it has loaded."""
    found = dict(visitors.load("in_two_experiments"))
    first, second = found["experiments"]
    return {**found, "experiments": [first, {**second, "joins": after}]}


def with_integration() -> Mapping[str, Any]:
    """A visitor whose first experiment is the only one."""
    return visitors.load("in_one_experiment")


SEGMENT = script(CDN_OF_SEGMENT)
POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline' https://cdn.optimizely.com https://cdn.mxpnl.com; img-src 'self'"

GOOD: tuple[Site, ...] = (
    site("web", FIRST, SDK, READER),
    site("web-expected", FIRST, SDK, READER, expect=["mixpanel"]),
    site("snippet-above", READER, FIRST, SDK),
    site("sdk-below", FIRST, READER, SDK),
    site("classic", FIRST, SDK, READER, world={OPTIMIZELY: client(profile="classic")}),
    site(
        "edge",
        script("https://optimizely-edge.com/edge-client/v1/9000/9001"),
        SDK,
        READER,
        world={"https://optimizely-edge.com/": client(profile="edge")},
    ),
    site("bundled", FIRST, SDK, READER, world={OPTIMIZELY: client(profile="bundled")}),
    site(
        "self-hosted", script("vendor/tests.js"), SDK, READER, files={"vendor/tests.js": client()}
    ),
    site(
        "multivariate",
        FIRST,
        SDK,
        READER,
        world={OPTIMIZELY: client("in_a_multivariate", "classic")},
    ),
    site("masked", FIRST, SDK, READER, world={OPTIMIZELY: client("with_masked_names")}),
    site("awkward-names", FIRST, SDK, READER, world={OPTIMIZELY: client("with_awkward_names")}),
    site("held-back", FIRST, SDK, READER, world={OPTIMIZELY: client(with_held_back())}),
    site("inactive", FIRST, SDK, READER, world={OPTIMIZELY: client(with_inactive())}),
    site(
        "personalization-held-back",
        FIRST,
        SDK,
        READER,
        world={OPTIMIZELY: client("held_back_from_personalization")},
    ),
    site("joins-late", FIRST, SDK, READER, world={OPTIMIZELY: client(with_late(300))}),
    site("another-event", FIRST, SDK, script(code=snippet(event="Experiment seen"))),
    site(
        "integrator",
        FIRST,
        SDK,
        script("integrator.js"),
        script(code=snippet(target="integrator")),
        files={"integrator.js": integrator()},
    ),
    site(
        "guides-integration",
        FIRST,
        SDK,
        script("integrator.js"),
        script(
            code="""
integrator.registerIntegration({
  makeRequest: function (experimentId, variationIds) {
    var names = integrator.makeSendableNames(experimentId, variationIds, 100, 100, 25, false, "");
    mixpanel.track("$experiment_started", { "Experiment name": names.experimentName, "Variant name": names.variationName });
  }
});
"""
        ),
        files={"integrator.js": integrator()},
        expect=["mixpanel"],
        world={OPTIMIZELY: client(profile="classic")},
    ),
    site("somebody-elses", FIRST, SDK, own(), expect=["mixpanel"]),
    site("one-array", FIRST, script(code=snippet("generic")), expect=["generic"]),
    site(
        "beacon",
        FIRST,
        script(code=snippet("beacon", endpoint="https://data.example/in")),
        world={"https://data.example/": ""},
    ),
    site(
        "redirect",
        script(code=snippet("segment")),
        FIRST,
        SEGMENT,
        world={OPTIMIZELY: client("after_a_redirect")},
        expect=["segment"],
    ),
    site(
        "data-layer",
        script(code="window.dataLayer = [];"),
        FIRST,
        script(code=snippet("ga4", measurement_id="G-ABC123")),
        script("https://www.googletagmanager.com/gtag/js?id=G-ABC123"),
        world={
            "https://www.googletagmanager.com/gtag/js": """
(function () {
  function send(e) {
    if (e[0] !== "event") { return; }
    var lines = ["en=" + e[1]];
    Object.keys(e[2]).forEach(function (k) { if (k !== "send_to") { lines.push("ep." + k + "=" + encodeURIComponent(e[2][k])); } });
    fetch("https://region1.google-analytics.com/g/collect?v=2&tid=G-ABC123&" + lines.join("&"), { method: "POST", mode: "no-cors" });
  }
  var waiting = window.dataLayer.slice();
  var push = window.dataLayer.push;
  window.dataLayer.push = function (e) { push.call(window.dataLayer, e); send(e); };
  waiting.forEach(send);
})();""",
            "https://region1.google-analytics.com/": "",
        },
    ),
    *(
        site(
            f"consent-{manager}",
            consent(manager, "granted"),
            FIRST,
            SDK,
            script(code=snippet(consent=manager)),
        )
        for manager in ("onetrust", "cookiebot", "google", "tcf")
    ),
    site(
        "refused",
        consent("onetrust", "denied"),
        FIRST,
        SDK,
        script(code=snippet(consent="onetrust")),
    ),
    site(
        "policy",
        FIRST,
        SDK,
        READER,
        headers={
            "content-security-policy": f"{POLICY}; connect-src https://logx.optimizely.com https://api-js.mixpanel.com"
        },
    ),
    site(
        "policy-only-reports",
        FIRST,
        SDK,
        READER,
        headers={"content-security-policy-report-only": "script-src 'none'"},
    ),
    site(
        "configured",
        FIRST,
        SDK,
        script(code=snippet(ids=True)),
        configured={"mixpanel": {"ids": True}},
    ),
)

#: addresses that nobody serves are made by the test itself
BROKEN: tuple[Site, ...] = (
    site("error-page", FIRST, SDK, READER, found=["TW102"], status=503),
    site(
        "policy-without-optimizely",
        FIRST,
        SDK,
        READER,
        found=["TW111"],
        headers={
            "content-security-policy": "script-src 'unsafe-inline' https://cdn.mxpnl.com; connect-src https:"
        },
    ),
    site(
        "policy-without-counting",
        FIRST,
        SDK,
        READER,
        found=["TW111"],
        headers={"content-security-policy": f"{POLICY}; connect-src https://api-js.mixpanel.com"},
    ),
    site(
        "policy-in-meta",
        '<meta http-equiv="Content-Security-Policy" content="connect-src https://logx.optimizely.com">',
        FIRST,
        SDK,
        READER,
        found=["TW112"],
    ),
    site(
        "policy-without-sdk",
        FIRST,
        SDK,
        READER,
        found=["TW112"],
        headers={
            "content-security-policy": "script-src 'unsafe-inline' https://cdn.optimizely.com"
        },
    ),
    site(
        "policy-without-snippet",
        script(OPTIMIZELY, nonce="a1"),
        script(CDN_OF_MIXPANEL, nonce="a1"),
        READER,
        found=["TW113"],
        headers={"content-security-policy": "script-src 'nonce-a1'; connect-src https:"},
    ),
    site("no-optimizely", SDK, READER, found=["TW201"]),
    site("blocked-optimizely", FIRST, SDK, READER, found=["TW202"], world={OPTIMIZELY: None}),
    site("wrong-project", FIRST, SDK, READER, found=["TW202"], world={OPTIMIZELY: 403}),
    site(
        "opted-out",
        FIRST,
        SDK,
        READER,
        found=["TW203"],
        world={OPTIMIZELY: client(profile="opted-out")},
    ),
    site("disabled", FIRST, SDK, READER, found=["TW203"], query="?optimizely_disable=true"),
    site(
        "twice",
        FIRST,
        script("https://cdn.optimizely.com/js/9002.js"),
        SDK,
        READER,
        found=["TW204"],
        world={
            "https://cdn.optimizely.com/js/9002.js": "if (!optimizely.initialized) { throw 0; }"
        },
    ),
    site("in-body", SDK, READER, found=["TW205"], body=f"<h1>Shop</h1>{FIRST}"),
    site("async", script(OPTIMIZELY, async_=""), SDK, READER, found=["TW206"]),
    site(
        "by-script",
        script(
            code=f'(function (s) {{ s.src = "{OPTIMIZELY}"; document.head.appendChild(s); }})(document.createElement("script"));'
        ),
        SDK,
        READER,
        found=["TW206"],
    ),
    site(
        "behind",
        '<link rel="stylesheet" href="shop.css">',
        script("jquery.js"),
        FIRST,
        SDK,
        READER,
        found=["TW207"],
        files={"jquery.js": "window.jQuery = {};", "shop.css": ""},
    ),
    site("named-element", script(OPTIMIZELY, id="optimizely"), SDK, READER, found=["TW208"]),
    site(
        "integrity",
        script(OPTIMIZELY, integrity=hashed(client()), crossorigin="anonymous"),
        SDK,
        READER,
        found=["TW209"],
    ),
    site(
        "nothing-decided",
        FIRST,
        SDK,
        READER,
        found=["TW301"],
        world={OPTIMIZELY: client("in_no_experiment")},
    ),
    site("nothing-reports", FIRST, SDK, found=["TW401"], expect=["mixpanel"]),
    site(
        "broken-snippet",
        FIRST,
        SDK,
        script(code=snippet().replace("&&", "&amp;&amp;")),
        found=["TW402"],
    ),
    site("standing-by", FIRST, SDK, script(code=snippet(), type="text/plain"), found=["TW402"]),
    site("snippet-twice", FIRST, SDK, READER, READER, found=["TW403"]),
    site(
        "two-settings",
        FIRST,
        SDK,
        READER,
        script(code=snippet(event="Experiment seen")),
        found=["TW404"],
    ),
    site(
        "old-snippet", FIRST, SDK, script(code=snippet().replace("1.0.0", "0.9.2")), found=["TW405"]
    ),
    site(
        "other-settings",
        FIRST,
        SDK,
        READER,
        found=["TW406"],
        configured={"mixpanel": {"ids": True}},
    ),
    site(
        "example-settings",
        FIRST,
        script(code=snippet("beacon", endpoint="https://collect.example/exposures")),
        found=["TW407"],
        world={"https://collect.example/": ""},
    ),
    site(
        "classics-reader",
        FIRST,
        SDK,
        READER,
        script(
            code="""
if (window.optimizely && optimizely.data && optimizely.data.state) {
  optimizely.data.state.activeExperiments.forEach(function (id) { mixpanel.track(id); });
}"""
        ),
        found=["TW408"],
    ),
    site("no-sdk", FIRST, script(code=snippet("heap")), found=["TW501"]),
    site("blocked-sdk", FIRST, SDK, READER, found=["TW502"], world={CDN_OF_MIXPANEL: None}),
    site("waiting", FIRST, READER, found=["TW503"]),
    site(
        "lost",
        FIRST,
        script(code="window.mixpanel = { push: function () {}, track: function () {} };"),
        READER,
        found=["TW601"],
    ),
    site("lost-one", FIRST, SDK, own("id === '9000000100'"), found=["TW601"], expect=["mixpanel"]),
    site("doubled", FIRST, SDK, READER, own(), found=["TW602"]),
    site(
        "refused-by-vendor",
        FIRST,
        SDK,
        READER,
        found=["TW603"],
        world={"https://api-js.mixpanel.com/": 401},
    ),
    site(
        "other-variation",
        FIRST,
        SDK,
        own(variation="'Original'"),
        found=["TW604"],
        expect=["mixpanel"],
        world={OPTIMIZELY: client(with_integration())},
    ),
    site(
        "held-back-reported",
        FIRST,
        SDK,
        own("true"),
        found=["TW605"],
        expect=["mixpanel"],
        world={OPTIMIZELY: client(with_held_back())},
    ),
    site(
        "referrer-lost",
        FIRST,
        SEGMENT,
        script(
            code="""
var all = optimizely.get("state").getCampaignStates({ isActive: true });
Object.keys(all).forEach(function (id) {
  analytics.track("Experiment Viewed", {
    experiment_id: all[id].experiment.id, experiment_name: all[id].experiment.name,
    variation_id: all[id].variation.id, variation_name: all[id].variation.name
  });
});"""
        ),
        found=["TW606"],
        expect=["segment"],
        world={OPTIMIZELY: client("after_a_redirect")},
    ),
    site(
        "inactive-reported",
        FIRST,
        SDK,
        own(of="{}"),
        found=["TW607"],
        expect=["mixpanel"],
        world={OPTIMIZELY: client(with_inactive())},
    ),
    site(
        "unanswered",
        consent("onetrust", "open"),
        FIRST,
        SDK,
        script(code=snippet(consent="onetrust")),
        found=["TW701"],
    ),
    site("sent-though-refused", consent("onetrust", "denied"), FIRST, SDK, READER, found=["TW702"]),
    site("sent-though-refused-tcf", consent("tcf", "denied"), FIRST, SDK, READER, found=["TW702"]),
    site("no-manager", FIRST, SDK, script(code=snippet(consent="onetrust")), found=["TW703"]),
    site("throws", FIRST, SDK, READER, script(code="shop.cart.total();"), found=["TW801"]),
    site(
        "complains",
        FIRST,
        SDK,
        READER,
        script(code='console.error("Mixpanel error: bad token");'),
        found=["TW802"],
    ),
)
