"""What was measured on the real Optimizely clients, surprise by surprise, as pages and the facts they must record.

Each surprise has an id (A Classic, B Web, C Performance Edge, D their surroundings, 10 what a stub must not
forget) and is a trap of the stub that can be left out. `pages/facts.js` has what the pages are written with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.verify import visitors

UNDEFINED = {"$undefined": True}
NOTE = {"note": "Obsolete, use optimizely.get('data') instead"}
FUNCTION = {"$function": True}

HERO = "9000000001"
CAMPAIGN = "9000000100"
BLUE = "9000000012"
SEARCH = "https://search.example/?q=shoes"


@dataclass(frozen=True)
class Check:
    """A claim and its proof.

    Attributes:
        id: the trap that makes it true.
        before, script: what the page runs before the stub, and after it.
        facts: what the page says, by name.
    """

    id: str
    claim: str
    profile: str
    visitor: str | Mapping[str, Any]
    script: str
    facts: Mapping[str, Any]
    before: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.id} {self.claim}"


def among(visitor: str, **more: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- whatever a visitor has
    """A known visitor with something more."""
    return {**visitors.load(visitor), **more}


def first(visitor: str, **more: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- whatever an experiment has
    """A known visitor whose first experiment has something more."""
    known = visitors.load(visitor)
    one, *others = known["experiments"]
    return {**known, "experiments": [{**one, **more}, *others]}


def running(*ids: str) -> Mapping[str, Any]:
    """A visitor in experiments of these ids, in this order; their campaigns' ids end with two zeros more."""
    return {
        "experiments": [
            {
                "campaign": {"id": f"{number}00", "name": "Campaign"},
                "id": number,
                "name": "Experiment",
                "variations": [{"id": f"{number}1", "name": "Variation"}],
                "chosen": f"{number}1",
            }
            for number in ids
        ]
    }


def landed(**redirect: str) -> Mapping[str, Any]:
    """A visitor whom a redirect brought here from a page with another project file."""
    return {
        "experiments": [],
        "redirect": {
            "campaignId": "7000000500",
            "experimentId": "7000000005",
            "experimentName": "Elsewhere",
            "referrer": SEARCH,
            "variationId": "7000000052",
            "variationName": "There",
            **redirect,
        },
    }


SIGNS = """
function typeOf(value) {
  return value instanceof Array && !Object.prototype.hasOwnProperty.call(value, "push") ? "array" : typeof value;
}
function signs() {
  var one = window.optimizely || {};
  return [typeOf(window.optimizely), typeOf(one.data), typeOf(one.data && one.data.state), typeOf(one.get), typeOf(window.optimizelyEdge)];
}
"""


def signs(profile: str, *expected: Sequence[str], trap: str = "10.1") -> Check:
    """How a client is known, at once and when its scripts are all there."""
    return Check(
        trap,
        f"the signs of {profile}",
        profile,
        "in_one_experiment",
        script=f'{SIGNS} say("first", signs()); setTimeout(function () {{ say("then", signs()); }}, 500);',
        facts={"first": list(expected[0]), "then": list(expected[-1])},
    )


NONE = "undefined"
DISABLED = 'history.replaceState(null, "", "?optimizely_disable=true");'
LOGGING = 'history.replaceState(null, "", "?optimizely_log=true");'

CLASSIC = (
    Check(
        "A1",
        "a disabled Classic leaves data without state",
        "classic",
        "in_one_experiment",
        before='window.optimizely = [["disable"]];',
        script="""
        say("data", optimizely.data);
        say("active", optimizely.activeExperiments);
        say("maps", [optimizely.variationIdsMap, optimizely.variationMap, optimizely.variationNamesMap]);
        """,
        facts={"data": {}, "active": [], "maps": [{}, {}, {}]},
    ),
    Check(
        "A1",
        "an address that disables Classic leaves data without state",
        "classic",
        "in_one_experiment",
        before=DISABLED,
        script='say("data", optimizely.data);',
        facts={"data": {}},
    ),
    Check(
        "A1",
        "a visitor who opted out leaves data without state",
        "opted-out",
        "in_one_experiment",
        options={"client": "classic"},
        script='say("data", optimizely.data); say("cookie", /optimizelyOptOut=true/.test(document.cookie));',
        facts={"data": {}, "cookie": True},
    ),
    Check(
        "A2",
        "hidden names are made up from ids",
        "classic",
        among("in_a_multivariate", masked=True),
        script="""
        var data = optimizely.data;
        say("names", [data.experiments[9000000003].name, data.sections[9000000301].name]);
        say("file", optimizely.allExperiments[9000000003].name);
        """,
        facts={
            "names": ["Exp 9000000003", "Sec 9000000301"],
            "file": UNDEFINED,
        },
    ),
    Check(
        "A2",
        "so are those of variations",
        "classic",
        "with_masked_names",
        script=f"""
        var data = optimizely.data;
        say("names", [data.variations[{BLUE}].name, data.state.variationNamesMap[{HERO}]]);
        """,
        facts={"names": [f"Var {BLUE}", f"Var {BLUE}"]},
    ),
    Check(
        "A2",
        "a client of 2012 calls all hidden names the same",
        "classic",
        "with_masked_names",
        options={"classicRevision": 2012},
        script=f'say("name", optimizely.data.experiments[{HERO}].name);',
        facts={"name": "Unnamed"},
    ),
    Check(
        "A3",
        "the maps hold what does not run here as well",
        "classic",
        "in_an_inactive_experiment",
        script="""
        var state = optimizely.data.state;
        say("active", state.activeExperiments);
        say("maps", [state.variationIdsMap, state.variationMap, state.variationNamesMap]);
        """,
        facts={"active": [], "maps": [{HERO: [BLUE]}, {HERO: 1}, {HERO: "Blue button"}]},
    ),
    Check(
        "A3",
        "the maps hold a redirect that landed here",
        "classic",
        "after_a_redirect",
        script='say("names", optimizely.data.state.variationNamesMap);',
        facts={"names": {"9000000005": "New landing page"}},
    ),
    Check(
        "A4",
        "a redirect that landed here is not active, and its referrer is gone from the cookie",
        "classic",
        "after_a_redirect",
        before="window._gaq = [];",
        options={"nativeAnalytics": True},
        script="""
        var state = optimizely.data.state;
        say("active", state.activeExperiments);
        say("redirect", state.redirectExperiment);
        say("cookie", [written.optimizelyReferrer.value, written.optimizelyReferrer.seconds]);
        say("native", _gaq[0]);
        """,
        facts={
            "active": [],
            "redirect": {
                "experimentId": "9000000005",
                "referrer": SEARCH,
                "variationId": "9000000052",
            },
            "cookie": ["", 0],
            "native": ["_setReferrerOverride", SEARCH],
        },
    ),
    Check(
        "A4",
        "before 2016 nothing but a cookie tells of a redirect",
        "classic",
        "after_a_redirect",
        options={"classicRevision": 2014},
        script="""
        say("active", optimizely.data.state.activeExperiments);
        say("told", "redirectExperiment" in optimizely.data.state);
        say("cookie", decodeURIComponent(written.optimizelyRedirect.value));
        """,
        facts={"active": [], "told": False, "cookie": "9000000052|false"},
    ),
    Check(
        "A5",
        "small ids come first and ascend, large ones keep their order",
        "classic",
        running("9000000007", "500", "9000000003", "20", "4294967295", "4294967294"),
        script='say("active", optimizely.activeExperiments);',
        facts={
            "active": ["20", "500", "4294967294", "9000000007", "9000000003", "4294967295"],
        },
    ),
    Check(
        "A6",
        "data and state are other objects after a call, the list of active experiments is the same",
        "classic",
        "joins_late",
        script=f"""
        var data = optimizely.data;
        var state = data.state;
        var list = state.activeExperiments;
        optimizely.push(["activate", "{HERO}"]);
        say("others", [optimizely.data !== data, optimizely.data.state !== state,
          optimizely.data.state.variationIdsMap !== state.variationIdsMap]);
        say("same", optimizely.data.state.activeExperiments === list && optimizely.activeExperiments === list);
        say("list", list);
        """,
        facts={"others": [True, True, True], "same": True, "list": [HERO]},
    ),
    Check(
        "A7",
        "the geo answer runs the built-in integrations again",
        "classic",
        "in_one_experiment",
        before="window._gaq = [];",
        options={"nativeAnalytics": True},
        script="""
        say("first", _gaq.slice());
        setTimeout(function () { say("later", _gaq); }, 100);
        """,
        facts={
            "first": [["_setCustomVar", 1, "Optimizely_Homepage_hero", "Blue_button", 2]],
            "later": [["_setCustomVar", 1, "Optimizely_Homepage_hero", "Blue_button", 2]] * 2,
        },
    ),
    Check(
        "A8",
        "a manual experiment is active when activate returns, and no event says so",
        "classic",
        "joins_late",
        script=f"""
        optimizely.push(hear("activated"));
        say("first", optimizely.activeExperiments.slice());
        optimizely.push(["activate", "{HERO}"]);
        say("then", optimizely.activeExperiments.slice());
        setTimeout(function () {{ say("heard", heard); }}, 2500);
        """,
        facts={"first": [], "then": [HERO], "heard": []},
    ),
    Check(
        "A8",
        "a conditional experiment becomes active by itself",
        "classic",
        "joins_late",
        script="""
        say("first", optimizely.data.state.activeExperiments.slice());
        setTimeout(function () { say("then", optimizely.data.state.activeExperiments); }, 2500);
        """,
        facts={"first": [], "then": [HERO]},
    ),
    Check(
        "A9",
        "without a jQuery the client throws, and the array stays",
        "classic",
        "in_one_experiment",
        before="""
        window.optimizely = [];
        window.addEventListener("error", function (event) { say("error", event.message); });
        """,
        options={"noJquery": True},
        script='say("array", optimizely instanceof Array && !optimizely.data);',
        facts={"error": "Uncaught ReferenceError: jQuery is not defined", "array": True},
    ),
    Check(
        "A10",
        "a multivariate has a variation per section, in the sections' order",
        "classic",
        "in_a_multivariate",
        script="""
        var state = optimizely.data.state;
        var one = optimizely.data.experiments[9000000003];
        say("maps", [state.variationIdsMap, state.variationMap, state.variationNamesMap]);
        say("lists", [one.section_ids, one.variation_ids]);
        say("cookie", decodeURIComponent(written.optimizelyBuckets.value));
        """,
        facts={
            "maps": [
                {"9000000003": ["9000000031", "9000000041"]},
                {"9000000003": [1, 1]},
                {"9000000003": "Red, Big"},
            ],
            "lists": [["9000000301", "9000000302"], []],
            "cookie": '{"9000000003":"9000000031_9000000041"}',
        },
    ),
    Check(
        "A11",
        "a forced visitor is in the experiment and is not counted",
        "classic",
        "in_one_experiment",
        before=f'history.replaceState(null, "", "?optimizely_x{HERO}=0");',
        script="""
        say("active", optimizely.activeExperiments);
        say("names", optimizely.variationNamesMap);
        say("sent", sent);
        """,
        facts={"active": [HERO], "names": {HERO: "Original"}, "sent": []},
    ),
    Check(
        "A12",
        "tags and audiences that are pushed before take effect",
        "classic",
        first("in_one_experiment", audiences=[{"id": "9000000900", "name": "Returning"}]),
        before="""
        window.optimizely = [["customTag", "plan", "gold"], ["addToAudience", "9000000900"], ["addToAudience", "1"]];
        """,
        script="""
        say("tags", optimizely.data.customTags);
        say("audiences", optimizely.data.visitor.audiences);
        say("sent", /&s9000000900=true&/.test(sent[0][1]));
        """,
        facts={"tags": {"plan": "gold"}, "audiences": {"9000000900": True}, "sent": True},
    ),
    Check(
        "A12",
        "a tag is refused after load, an event is sent with its revenue",
        "classic",
        "in_one_experiment",
        script="""
        optimizely.push(["customTag", "plan", "gold"]);
        say("returns", optimizely.push(["trackEvent", "signup", {revenue: 1999}]));
        say("tags", optimizely.data.customTags);
        say("sent", sent[1][0] + " " + /&n=.*&v=.*?&/.exec(sent[1][1])[0]);
        """,
        facts={"returns": UNDEFINED, "tags": {}, "sent": "GET &n=signup&v=1999&"},
    ),
    Check(
        "A12",
        "a client of 2014 knows no objects and no setUserId",
        "classic",
        "in_one_experiment",
        before=LOGGING,
        options={"classicRevision": 2014},
        script="""
        optimizely.push({type: "event", eventName: "signup"});
        optimizely.push(["setUserId", "me"]);
        say("sent", sent.length);
        say("logged", logged);
        """,
        facts={
            "sent": 1,
            "logged": [
                'Optimizely: Error for unknown function "[object Object]"',
                'Optimizely: Error for unknown function "setUserId"',
            ],
        },
    ),
    Check(
        "A12",
        "a client of 2016 knows them",
        "classic",
        "in_one_experiment",
        before=LOGGING,
        script="""
        optimizely.push({type: "event", eventName: "signup", tags: {revenue: 5}});
        optimizely.push(["setUserId", "me"]);
        say("sent", /&n=.*&v=.*?&/.exec(sent[1][1])[0]);
        say("logged", logged);
        """,
        facts={"sent": "&n=signup&v=5&", "logged": []},
    ),
    Check(
        "D2",
        "Classic throws the array away that was there before it",
        "classic",
        "in_one_experiment",
        before="window.kept = window.optimizely = [];",
        script="""
        kept.push(["trackEvent", "lost"]);
        say("kept", [optimizely === kept, kept instanceof Array, typeof kept.data, sent.length]);
        """,
        facts={"kept": [False, True, "undefined", 1]},
    ),
    Check(
        "10.5",
        "an excluded visitor has a bucket 0, and a visit without redirect has the key",
        "classic",
        first("in_no_experiment", excluded=True),
        script="""
        say("cookie", decodeURIComponent(written.optimizelyBuckets.value));
        say("maps", optimizely.variationIdsMap);
        say("redirect", ["redirectExperiment" in optimizely.data.state, optimizely.data.state.redirectExperiment]);
        """,
        facts={"cookie": f'{{"{HERO}":"0"}}', "maps": {}, "redirect": [True, UNDEFINED]},
    ),
    Check(
        "10.7",
        "Classic's cookies are encoded, and those of a redirect live for 5 seconds",
        "classic",
        "after_a_redirect",
        script="""
        say("user", [/^oeu\\d+r0\\.\\d+$/.test(written.optimizelyEndUserId.value), written.optimizelyEndUserId.domain]);
        say("buckets", written.optimizelyBuckets.value);
        say("segments", written.optimizelySegments.value);
        say("pending", [written.optimizelyPendingLogEvents.value, written.optimizelyPendingLogEvents.seconds]);
        say("redirect", [written.optimizelyRedirect.value, written.optimizelyRedirect.seconds]);
        """,
        facts={
            "user": [True, ".shop.example"],
            "buckets": "%7B%229000000005%22%3A%229000000052%22%7D",
            "segments": "%7B%7D",
            "pending": ["%5B%5D", 15],
            "redirect": ["9000000052%7Cfalse", 5],
        },
    ),
    Check(
        "10.7",
        "a redirect of a multivariate names a variation per section",
        "classic",
        among(
            "in_a_multivariate",
            redirect={
                "experimentId": "9000000003",
                "variationId": "9000000031_9000000041",
                "referrer": "",
            },
        ),
        script='say("redirect", written.optimizelyRedirect.value);',
        facts={"redirect": "9000000031_9000000041%7Cfalse"},
    ),
    Check(
        "10.7",
        "a redirect may name no variation",
        "classic",
        landed(variationId="unknown variation"),
        script='say("redirect", written.optimizelyRedirect.value);',
        facts={"redirect": "unknown%20variation%7Cfalse"},
    ),
    Check(
        "10.7",
        "a redirect whose cookie is malformed is none for Classic",
        "classic",
        "after_a_redirect",
        options={"malformedCookies": True},
        script="""
        say("cookie", /optimizelyRedirect=%E0%A4%A(;|$)/.test(document.cookie));
        say("redirect", optimizely.data.state.redirectExperiment);
        """,
        facts={"cookie": True, "redirect": UNDEFINED},
    ),
)

WEB = (
    Check(
        "B1",
        "campaignDecided comes when nothing was decided too, and the getters know nothing of it",
        "web",
        "in_no_experiment",
        before='window.optimizely = [hear("campaignDecided")];',
        script=f"""
        var state = optimizely.get("state");
        say("decisions", heard.map(function (event) {{ return event.data.decision; }}));
        say("state", state.getCampaignStates());
        say("told", [state.getDecisionObject({{campaignId: "{CAMPAIGN}"}}), state.getDecisionString({{campaignId: "{CAMPAIGN}"}})]);
        """,
        facts={
            "decisions": [
                {
                    "campaignId": CAMPAIGN,
                    "experimentId": None,
                    "isCampaignHoldback": False,
                    "reason": "No eligible experiment and variation found.",
                    "variationId": None,
                },
            ],
            "state": {},
            "told": [None, None],
        },
    ),
    Check(
        "B1",
        "campaignDecided comes with an error where no traffic is allocated",
        "web",
        first("in_no_experiment", excluded=True),
        before='window.optimizely = [hear("campaignDecided")];',
        script="""
        var decision = (heard[0] || {data: {decision: {}}}).data.decision;
        say("decision", [decision.variationId, decision.error instanceof Error]);
        """,
        facts={"decision": [None, True]},
    ),
    Check(
        "B2",
        "what a handler throws is swallowed, told to Optimizely, and stops no other handler",
        "web",
        "in_one_experiment",
        before="""
        window.addEventListener("error", function (event) { logged.push(event.message); });
        window.optimizely = [
          {type: "addListener", filter: {type: "lifecycle", name: "campaignDecided"}, handler: function () { throw new Error("ours"); }},
          hear("campaignDecided")
        ];
        """,
        script="""
        say("heard", heard.length);
        say("logged", logged);
        say("sent", sent[0] && sent[0].slice(0, 2));
        """,
        facts={
            "heard": 1,
            "logged": [],
            "sent": ["POST", "https://errors.client.optimizely.com/log"],
        },
    ),
    Check(
        "B2",
        "what a command throws is swallowed as well",
        "web",
        "in_one_experiment",
        script="""
        optimizely.push({type: "page", pageName: "no such page"});
        say("after", "the push");
        """,
        facts={"after": "the push"},
    ),
    Check(
        "B3",
        "hidden names are null",
        "web",
        "with_masked_names",
        script=f"""
        var state = optimizely.get("state");
        var one = state.getCampaignStates({{isActive: true}})[{CAMPAIGN}];
        say("names", [one.campaignName, one.experiment.name, one.variation.name, one.allExperiments[0].name]);
        say("string", state.getDecisionString({{campaignId: "{CAMPAIGN}"}}));
        say("object", state.getDecisionObject({{campaignId: "{CAMPAIGN}"}}));
        say("map", state.getVariationMap());
        """,
        facts={
            "names": [None, None, None, None],
            "string": f"({HERO}):({BLUE})",
            "object": {"experiment": f"({HERO})", "variation": f"({BLUE})"},
            "map": {HERO: {"id": BLUE, "index": 1, "name": None}},
        },
    ),
    Check(
        "B4",
        "who is held back from a test looks as if they saw it; only a flag and the strings tell",
        "web",
        "held_back",
        before='window.optimizely = [hear("campaignDecided")];',
        script=f"""
        var state = optimizely.get("state");
        var one = state.getCampaignStates({{isActive: true}})[{CAMPAIGN}];
        say("state", [one.isActive, one.experiment.id, one.variation.name, one.isInCampaignHoldback]);
        say("flag", state.getExperimentStates()[{HERO}].isInExperimentHoldback);
        say("ids", state.getActiveExperimentIds());
        say("told", [state.getDecisionObject({{campaignId: "{CAMPAIGN}"}}), state.getDecisionString({{campaignId: "{CAMPAIGN}"}})]);
        say("decided", heard.map(function (event) {{ return event.data.decision.isCampaignHoldback; }}));
        """,
        facts={
            "state": [True, HERO, "Blue button", True],
            "flag": True,
            "ids": [HERO],
            "told": [None, None],
            "decided": [True],
        },
    ),
    Check(
        "B4",
        "the strings of a personalization end with holdback",
        "web",
        "held_back_from_personalization",
        script="""
        var state = optimizely.get("state");
        say("string", state.getDecisionString({campaignId: "9000000400"}));
        say("object", state.getDecisionObject({campaignId: "9000000400"}));
        say("tests", state.getExperimentStates());
        """,
        facts={
            "string": "Returning visitors(9000000400):Loyalty(9000000004):Loyalty banner(9000000042):holdback",
            "object": {
                "campaign": "Returning visitors (9000000400)",
                "experiment": "Loyalty (9000000004)",
                "holdback": True,
                "variation": "Loyalty banner (9000000042)",
            },
            "tests": {},
        },
    ),
    Check(
        "B5",
        "a redirect that landed here is in the state, and no event tells of it",
        "web",
        "after_a_redirect",
        before='window.optimizely = [hear("campaignDecided")];',
        script="""
        var state = optimizely.get("state");
        var one = state.getCampaignStates({isActive: true})[9000000500];
        say("heard", heard.length);
        say("state", [one.experiment.id, one.variation.id, one.visitorRedirected, one.audiences]);
        say("redirect", state.getRedirectInfo());
        say("string", state.getDecisionString({campaignId: "9000000500"}));
        """,
        facts={
            "heard": 0,
            "state": ["9000000005", "9000000052", True, [{}]],
            "redirect": {
                "experimentId": "9000000005",
                "referrer": SEARCH,
                "variationId": "9000000052",
            },
            "string": "Landing page(9000000005):New landing page(9000000052)",
        },
    ),
    Check(
        "B6",
        "below the snippet all is decided, and a listener hears nothing of it",
        "web",
        "in_one_experiment",
        script="""
        optimizely.push(hear("initialized"));
        optimizely.push(hear("campaignDecided"));
        optimizely.push(hear("activated"));
        say("ids", optimizely.get("state").getActiveExperimentIds());
        setTimeout(function () { say("heard", namesHeard()); }, 100);
        """,
        facts={"ids": [HERO], "heard": []},
    ),
    Check(
        "B7",
        "a new activation, and a page that is activated again, decide again",
        "web",
        "in_one_experiment",
        before='window.optimizely = [hear("initialized"), hear("campaignDecided")];',
        script="""
        var activation = optimizely.get("state").getActivationId();
        optimizely.push({type: "activate"});
        say("another", optimizely.get("state").getActivationId() !== activation);
        optimizely.push({type: "page", pageName: "page", isActive: false});
        optimizely.push({type: "page", pageName: "page"});
        say("heard", namesHeard());
        """,
        facts={
            "another": True,
            "heard": ["initialized", "campaignDecided", "campaignDecided", "campaignDecided"],
        },
    ),
    Check(
        "B8",
        "campaigns stand in the order of their activation, in the project file in its own",
        "web",
        running("90000000020", "90000000010"),
        before='window.optimizely = [hear("campaignDecided")];',
        script="""
        say("state", Object.keys(optimizely.get("state").getCampaignStates()));
        say("events", heard.map(function (event) { return event.data.campaign.id; }));
        say("file", Object.keys(optimizely.get("data").campaigns));
        """,
        facts={
            "state": ["9000000002000", "9000000001000"],
            "events": ["9000000002000", "9000000001000"],
            "file": ["9000000001000", "9000000002000"],
        },
    ),
    Check(
        "B9",
        "an address that disables the client leaves the page as it was",
        "web",
        "in_one_experiment",
        before=DISABLED,
        script='setTimeout(function () { say("type", typeof window.optimizely); }, 2000);',
        facts={"type": "undefined"},
    ),
    Check(
        "B9",
        "a cookie of who opted out leaves the page its array",
        "web",
        "in_one_experiment",
        before='document.cookie = "optimizelyOptOut=true"; window.kept = window.optimizely = [hear("initialized")];',
        script='setTimeout(function () { say("same", [optimizely === kept, kept.length, heard.length]); }, 2000);',
        facts={"same": [True, 1, 0]},
    ),
    Check(
        "B9",
        "who opted out leaves the page its array",
        "opted-out",
        "in_one_experiment",
        before="window.kept = window.optimizely = [];",
        script='setTimeout(function () { say("same", optimizely === kept); }, 2000);',
        facts={"same": True},
    ),
    Check(
        "B9",
        "a disabled client leaves the page its array",
        "disabled",
        "in_one_experiment",
        before="window.kept = window.optimizely = [];",
        script='setTimeout(function () { say("same", optimizely === kept); }, 2000);',
        facts={"same": True},
    ),
    Check(
        "B10",
        "events in Classic's form, and events nobody knows, are sent",
        "web",
        "in_one_experiment",
        before='window.optimizely = [hear("trackEvent", "analytics")];',
        script="""
        optimizely.push(["trackEvent", "old", {revenue: 7}]);
        optimizely.push({type: "event", eventName: "unknown", tags: {value: 2, colour: "red", nothing: null}});
        say("heard", heard.map(function (event) { return [event.data.name, event.data.metrics, event.data.tags]; }));
        setTimeout(function () {
          var shots = JSON.parse(sent[0][2]).visitors[0].snapshots;
          var events = shots.map(function (shot) { return shot.events[0]; });
          say("sent", events.slice(-2).map(function (event) { return [event.y, event.k, event.$, event.v, event.a]; }));
        }, 1500);
        """,
        facts={
            "heard": [["old", {"revenue": 7}, {}], ["unknown", {"value": 2}, {"colour": "red"}]],
            "sent": [
                ["other", "old", 7, UNDEFINED, {}],
                ["other", "unknown", UNDEFINED, 2, {"colour": "red"}],
            ],
        },
    ),
    Check(
        "B11",
        "a client has only the parts that its project needs",
        "web",
        "in_one_experiment",
        before='window.optimizely = [hear("campaignDecided")];',
        options={"decider": False},
        script="""
        say("modules", [optimizely.get("jquery"), optimizely.get("dcp")]);
        say("decided", [heard.length, optimizely.get("state").getCampaignStates()]);
        """,
        facts={"modules": [UNDEFINED, UNDEFINED], "decided": [0, {}]},
    ),
    Check(
        "D2",
        "Web throws the array away that was there before it",
        "web",
        "in_one_experiment",
        before="window.kept = window.optimizely = [];",
        script="""
        kept.push(hear("activated"));
        optimizely.push({type: "activate"});
        say("kept", [optimizely === kept, kept instanceof Array, typeof kept.get, heard.length]);
        """,
        facts={"kept": [False, True, "undefined", 0]},
    ),
    signs("web", ["object", "object", NONE, "function", NONE], trap="10.2"),
    Check(
        "10.2",
        "data is a note, state is empty",
        "web",
        "in_one_experiment",
        script='say("members", [optimizely.data, optimizely.state, optimizely.initialized]);',
        facts={"members": [NOTE, {}, True]},
    ),
    Check(
        "10.2",
        "push says whether it knows a command",
        "web",
        "in_one_experiment",
        script="""
        say("known", [
          optimizely.push({type: "event", eventName: "x"}), optimizely.push({type: "tags", tags: {}}),
          optimizely.push({type: "user", attributes: {a: 1}}), optimizely.push(["setUserId", "x"]), optimizely.push("log")
        ]);
        say("unknown", [
          optimizely.push({type: "integration", OAuthClientId: 1}), optimizely.push(["customTag", "a", "b"]),
          optimizely.push(["addToAudience", "1"]), optimizely.push(["activate"]), optimizely.push({}), optimizely.push(null)
        ]);
        say("attributes", optimizely.get("visitor").custom);
        """,
        facts={
            "known": [True] * 5,
            "unknown": [False] * 6,
            "attributes": {"a": {"value": 1}},
        },
    ),
    Check(
        "10.2",
        "opting out comes before what was pushed first",
        "web",
        "in_one_experiment",
        before='window.optimizely = [hear("initialized"), {type: "optOut"}];',
        script='say("heard", heard.length);',
        facts={"heard": 0},
    ),
    Check(
        "10.2",
        "a filter may leave out the name, or all",
        "web",
        "in_one_experiment",
        before="""
        var typed = hear();
        var open = hear();
        delete typed.filter.name;
        delete open.filter;
        window.optimizely = [typed, open];
        """,
        script="""
        say("heard", namesHeard().filter(function (name) { return name !== "layerDecided"; })); // 10.3
        """,
        facts={
            "heard": [
                name
                for name in (
                    "initialized",
                    "viewActivated",
                    "pageActivated",
                    "campaignDecided",
                    "viewsActivated",
                    "activated",
                )
                for _ in range(2)
            ],
        },
    ),
    Check(
        "10.2",
        "the queue is worked off when the object is there already",
        "web",
        "in_one_experiment",
        before="""
        window.optimizely = [{type: "event", get eventName() {
          say("object", ["get" in optimizely, optimizely.initialized]);
          return "x";
        }}];
        """,
        script="",
        facts={"object": [True, UNDEFINED]},
    ),
    Check(
        "10.3",
        "events come in their order, and layerDecided before campaignDecided",
        "web",
        among(
            "in_two_experiments",
            experiments=[
                *visitors.load("held_back")["experiments"],
                visitors.load("in_two_experiments")["experiments"][1],
            ],
        ),
        before="""
        window.optimizely = ["activated", "viewsActivated", "campaignDecided", "layerDecided", "pageActivated", "viewActivated", "initialized"]
          .map(function (name) { return hear(name); });
        """,
        script="""
        var layer = heard[3].data;
        say("heard", namesHeard().join(" "));
        say("layer", [layer.decision.layerId, layer.decision.isLayerHoldback]);
        """,
        facts={
            "heard": "initialized viewActivated pageActivated layerDecided campaignDecided"
            " layerDecided campaignDecided viewsActivated activated",
            "layer": [CAMPAIGN, True],
        },
    ),
    Check(
        "10.4",
        "a redirect from another project file leaves a campaign without names, and answers for all others",
        "web",
        landed(),
        script="""
        var state = optimizely.get("state");
        var one = state.getCampaignStates({isActive: true})[7000000500];
        var thrown = false;
        try { state.getActiveExperimentIds(); } catch (error) { thrown = error instanceof TypeError; }
        say("state", [one.campaignName, one.experiment, one.variation, one.isActive, one.visitorRedirected]);
        say("thrown", thrown);
        say("map", state.getVariationMap());
        say("told", [state.getDecisionString({campaignId: "1"}), state.getDecisionObject({})]);
        """,
        facts={
            "state": [None, None, None, True, True],
            "thrown": True,
            "map": {"7000000005": {"id": "7000000052", "index": None, "name": None}},
            "told": [
                "Elsewhere(7000000005):There(7000000052)",
                {"experiment": "Elsewhere (7000000005)", "variation": "There (7000000052)"},
            ],
        },
    ),
    Check(
        "10.7",
        "Web's cookie of a redirect encodes each value, not the whole, and lives for 5 seconds",
        "web",
        "after_a_redirect_from_a_direct_visit",
        script="""
        say("cookie", written.optimizelyRedirectData);
        say("user", written.optimizelyEndUserId.seconds);
        say("redirect", optimizely.get("state").getRedirectInfo().referrer);
        """,
        facts={
            "cookie": {
                "value": "a=9000&aId=1700000000000&as=&cN=js&cV=0.176.0&d=9003&i=oeu1700000000000r0.5&isv=2"
                "&l=9000000500&lN=Landing%20page&lP=single_experiment&n=1&ns=9001&p=9001&r=&s=AUTO"
                "&t=1700000000000&v=9000000052&vN=New%20landing%20page&x=9000000005&xN=Landing%20page",
                "domain": ".shop.example",
                "seconds": 5,
            },
            "user": 15_552_000,
            "redirect": "",
        },
    ),
    Check(
        "10.7",
        "a redirect whose cookie is malformed is none for Web",
        "web",
        "after_a_redirect",
        options={"malformedCookies": True},
        script="""
        say("cookie", /optimizelyRedirectData=%E0%A4%A(;|$)/.test(document.cookie));
        say("redirect", optimizely.get("state").getRedirectInfo());
        """,
        facts={"cookie": True, "redirect": None},
    ),
)

EDGE = (
    signs(
        "edge",
        ["array", NONE, NONE, NONE, "object"],
        ["object", "object", NONE, NONE, "object"],
        trap="C1",
    ),
    Check(
        "C1",
        "optimizely is an array first, then an object without get",
        "edge",
        "in_one_experiment",
        script="""
        say("first", optimizely instanceof Array);
        setTimeout(function () {
          say("then", [Object.keys(optimizely).sort(), optimizely.data, optimizely.state, optimizely.initialized]);
        }, 500);
        """,
        facts={
            "first": True,
            "then": [["data", "initialized", "push", "state"], NOTE, {}, True],
        },
    ),
    Check(
        "C2",
        "the state is complete at once, before the tracking script",
        "edge",
        "in_one_experiment",
        script="""
        say("state", optimizelyEdge.get("state").getActiveExperiments());
        say("pages", optimizelyEdge.get("state").getActivePages());
        """,
        facts={
            "state": {
                HERO: {
                    "id": HERO,
                    "name": "Homepage hero",
                    "variation": {"id": BLUE, "name": "Blue button"},
                },
            },
            "pages": {"9002": {"apiName": "page", "id": "9002"}},
        },
    ),
    Check(
        "C3",
        "campaignDecided carries ids and no names, and an empty one where there is no variation",
        "edge",
        among(
            "in_two_experiments",
            experiments=[
                *visitors.load("in_one_experiment")["experiments"],
                {**visitors.load("in_two_experiments")["experiments"][1], "chosen": None},
            ],
        ),
        before='window.optimizelyEdge = [hear("campaignDecided")];',
        script="""
        say("campaign", heard[0].data.campaign);
        say("decision", heard[0].data.decision);
        say("none", [heard[1].data.campaign.experiments[0].variations[0].id, heard[1].data.decision.variationId]);
        """,
        facts={
            "campaign": {
                "experiments": [{"id": HERO, "variations": [{"actions": [], "id": BLUE}]}],
                "holdback": 0,
                "id": CAMPAIGN,
                "integrationStringVersion": 1,
                "policy": "single_experiment",
            },
            "decision": {
                "campaignId": CAMPAIGN,
                "experimentId": HERO,
                "isCampaignHoldback": False,
                "variationId": BLUE,
            },
            "none": ["", None],
        },
    ),
    Check(
        "C4",
        "initialized comes twice, activated once and late; what is pushed in between hears the second half",
        "edge",
        "in_one_experiment",
        before='window.optimizelyEdge = [hear("initialized"), hear("campaignDecided"), hear("activated")];',
        script="""
        var first = namesHeard();
        say("first", first);
        setTimeout(function () { say("then", namesHeard().slice(first.length)); }, 500);
        """,
        facts={"first": ["initialized", "campaignDecided"], "then": ["initialized", "activated"]},
    ),
    Check(
        "C5",
        "listeners of Web fire here too, find no getter, and creating the queue warns",
        "edge",
        "in_one_experiment",
        before=LOGGING
        + """
        window.addEventListener("error", function (event) { say("error", event.message); });
        window.optimizely = [{
          type: "addListener",
          filter: {type: "lifecycle", name: "campaignDecided"},
          handler: function (event) { heard.push(event); window.optimizely.get("state"); }
        }];
        """,
        script="""
        say("heard", heard.length);
        say("logged", logged.map(function (text) { return text.slice(0, 45); }));
        """,
        facts={
            "heard": 1,
            "logged": [
                "DEPRECATED: use window.optimizelyEdge instead of window.optimizely"[:45],
                "Optimizely: 4.0: Error in listener handler: window.optimizely"[:45],
            ],
        },
    ),
    Check(
        "C6",
        "getActiveExperiments lists who is held back, drops who has no variation, and may lack names",
        "edge",
        among(
            "held_back",
            masked=True,
            experiments=[
                *visitors.load("held_back")["experiments"],
                {**visitors.load("in_two_experiments")["experiments"][1], "chosen": None},
            ],
        ),
        script="""
        setTimeout(function () { say("state", optimizelyEdge.get("state").getActiveExperiments()); }, 100);
        """,
        facts={
            "state": {
                HERO: {"id": HERO, "name": UNDEFINED, "variation": {"id": BLUE, "name": UNDEFINED}},
            },
        },
    ),
    Check(
        "C7",
        "a page outside the server's domain gets no visitor cookie; requests say edge",
        "edge",
        "in_one_experiment",
        options={"edgeDomain": ".elsewhere.example"},
        script="""
        say("cookie", /optimizelyEndUserId/.test(document.cookie));
        setTimeout(function () {
          say("sent", [sent[0][0], sent[0][1], JSON.parse(sent[0][2]).client_name]);
        }, 500);
        """,
        facts={
            "cookie": False,
            "sent": ["POST", "https://logx.optimizely.com/v1/events", "edge"],
        },
    ),
    Check(
        "D2",
        "Edge throws the array away that was there before it",
        "edge",
        "in_one_experiment",
        before="window.kept = window.optimizelyEdge = [];",
        script="""
        kept.push(hear("activated"));
        setTimeout(function () {
          say("kept", [optimizelyEdge === kept, kept instanceof Array, typeof kept.get, heard.length]);
        }, 500);
        """,
        facts={"kept": [False, True, "undefined", 0]},
    ),
    Check(
        "10.6",
        "get knows state and utils alone, and a redirect that landed here is not among the active ones",
        "edge",
        "after_a_redirect",
        script="""
        setTimeout(function () {
          var state = optimizelyEdge.get("state");
          say("state", Object.keys(state).sort());
          say("utils", Object.keys(optimizelyEdge.get("utils")).sort());
          say("others", [optimizelyEdge.get("data"), optimizelyEdge.get("visitor")]);
          say("active", state.getActiveExperiments());
          say("redirect", state.getRedirectInfo().experimentId);
        }, 100);
        """,
        facts={
            "state": ["getActiveExperiments", "getActivePages", "getRedirectInfo"],
            "utils": ["observeSelector", "waitForElement", "waitUntil"],
            "others": [UNDEFINED, UNDEFINED],
            "active": {},
            "redirect": "9000000005",
        },
    ),
    Check(
        "10.7",
        "Edge leaves the cookie of a redirect as Web does",
        "edge",
        landed(),
        script='say("cookie", [written.optimizelyRedirectData.seconds, /&r=(.*?)&.*&v=(\\d+)&/.exec(written.optimizelyRedirectData.value)]);',
        facts={
            "cookie": [
                5,
                [
                    "&r=https%3A%2F%2Fsearch.example%2F%3Fq%3Dshoes&s=AUTO&t=1700000000000&v=7000000052&",
                    "https%3A%2F%2Fsearch.example%2F%3Fq%3Dshoes",
                    "7000000052",
                ],
            ],
        },
    ),
)

SHIM = (
    Check(
        "D1",
        "the first version of Firefox's shim returns nothing",
        "shim",
        "in_one_experiment",
        options={"firstShim": True},
        script="""
        var state = optimizely.get("state");
        var thrown = false;
        try { optimizely.get("jquery"); } catch (error) { thrown = true; }
        say("members", [optimizely.data, optimizely.state, optimizely.initialized]);
        say("state", [state.getCampaignStates(), state.getActiveExperimentIds(), state.getRedirectInfo()]);
        say("thrown", thrown);
        say("push", optimizely.push({type: "activate"}));
        """,
        facts={
            "members": [NOTE, {}, True],
            "state": [UNDEFINED, [], UNDEFINED],
            "thrown": True,
            "push": UNDEFINED,
        },
    ),
    Check(
        "D1",
        "Firefox's shim of today returns empty things",
        "shim",
        "in_one_experiment",
        script="""
        var state = optimizely.get("state");
        var thrown = false;
        try { optimizely.get("jquery"); } catch (error) { thrown = true; }
        say("state", [state.getCampaignStates(), state.getActiveExperimentIds(), state.getRedirectInfo()]);
        say("thrown", thrown);
        """,
        facts={"state": [{}, [], UNDEFINED], "thrown": True},
    ),
)

CHECKS = (*CLASSIC, *WEB, *EDGE, *SHIM)

#: what has no trap, because leaving it out would leave nothing to speak of
SHAPES = (
    signs("classic", ["object", "object", "object", NONE, NONE]),
    signs("bundled", ["object", "object", "object", "function", NONE]),
    signs("absent", [NONE, NONE, NONE, NONE, NONE]),
    signs("shim", ["object", "object", NONE, "function", NONE]),
    Check(
        "10.1",
        "what Classic has: commands, maps and data",
        "classic",
        "in_one_experiment",
        before="window.jQuery = function () {};",
        script="""
        say("members", (
          "$ activeExperiments allExperiments all_experiments allVariations data getElementsByClassName revision " +
          "variationIdsMap variation_map variationMap variationNamesMap activate activateGeoDelayedExperiments " +
          "activateSiteCatalyst activateUniversalAnalytics addToAudience addToSegment bindTrackElement bucketUser " +
          "bucketVisitor customTag disable log getAccountId getProjectId googleAnalyticsCustomVariableScope " +
          "integrationPrefix optOut overrideUrl push removeFromAudience sc_activate sc_svar setCookieDomain " +
          "skipPageTracking setCookieExpiration setDimensionValue setUserId timeout trackEvent verbose iapi"
        ).split(" ").filter(function (name) { return !(name in optimizely); }));
        say("foreign", ["initialized" in optimizely, "get" in optimizely]);
        say("numbers", [optimizely.getAccountId(), optimizely.getProjectId()]);
        say("jquery", optimizely.$ === jQuery);
        say("data", Object.keys(optimizely.data).sort());
        say("state", Object.keys(optimizely.data.state).sort().filter(function (name) {
          return name !== "redirectExperiment"; // 10.5
        }));
        say("beacon", sent[0][1].replace(/&t=\\d+/, "&t=0").replace(/https%3A.*?&/, "page&"));
        """,
        facts={
            "members": [],
            "foreign": [False, False],
            "numbers": [9000, 9001],
            "jquery": True,
            "data": [
                "audiences",
                "customTags",
                "experiments",
                "sections",
                "segments",
                "state",
                "thirdParty",
                "variations",
                "visitor",
            ],
            "state": [
                "activeExperiments",
                "enabled",
                "integrations",
                "variationIdsMap",
                "variationMap",
                "variationNamesMap",
            ],
            "beacon": f"https://9001.log.optimizely.com/event?a=9001&d=9000&y=false&src=js&x{HERO}={BLUE}"
            f"&n=page&u=oeu1700000000000r0.5&wxhr=true&t=0&f={HERO}&g={HERO}",
        },
    ),
    Check(
        "10.1",
        "what Classic had in 2013",
        "classic",
        "in_one_experiment",
        options={"classicRevision": 2013},
        script=f"""
        say("state", Object.keys(optimizely.data.state).sort());
        say("experiment", Object.keys(optimizely.data.experiments[{HERO}]).sort());
        """,
        facts={
            "state": ["activeExperiments", "variationIdsMap", "variationMap", "variationNamesMap"],
            "experiment": ["code", "manual", "name", "section_ids", "variation_ids"],
        },
    ),
    Check(
        "10.1",
        "what Web has: five members, eleven getters",
        "web",
        "in_one_experiment",
        script="""
        var state = optimizely.get("state");
        var thrown = [];
        ["getDecisionString", "getDecisionObject"].forEach(function (name) {
          try { state[name](); } catch (error) { thrown.push(name); }
        });
        say("members", Object.keys(optimizely).sort());
        say("getters", Object.keys(state).sort());
        say("campaign", state.getCampaignStates({isActive: true}));
        say("experiment", state.getExperimentStates());
        say("map", state.getVariationMap());
        say("thrown", thrown);
        say("empty", [state.getDecisionString({}), state.getRedirectInfo(), optimizely.get("session")]);
        say("function", state.getCampaignStates(function (record) { return record.layerId === "1"; }));
        """,
        facts={
            "members": ["data", "get", "initialized", "push", "state"],
            "getters": [
                "getActivationId",
                "getActiveExperimentIds",
                "getCampaignStateLists",
                "getCampaignStates",
                "getDecisionObject",
                "getDecisionString",
                "getExperimentStates",
                "getPageStates",
                "getRedirectInfo",
                "getVariationMap",
                "isGlobalHoldback",
            ],
            "campaign": {
                CAMPAIGN: {
                    "allExperiments": [{"id": HERO, "name": "Homepage hero"}],
                    "audiences": [],
                    "campaignName": "Homepage hero",
                    "experiment": {"id": HERO, "name": "Homepage hero"},
                    "id": CAMPAIGN,
                    "isActive": True,
                    "isInCampaignHoldback": False,
                    "reason": UNDEFINED,
                    "variation": {"id": BLUE, "name": "Blue button"},
                    "visitorRedirected": False,
                },
            },
            "experiment": {
                HERO: {
                    "audiences": [],
                    "experimentName": "Homepage hero",
                    "id": HERO,
                    "isActive": True,
                    "isInExperimentHoldback": False,
                    "reason": UNDEFINED,
                    "variation": {"id": BLUE, "name": "Blue button"},
                    "visitorRedirected": False,
                },
            },
            "map": {HERO: {"id": BLUE, "index": 1, "name": "Blue button"}},
            "thrown": ["getDecisionString", "getDecisionObject"],
            "empty": [None, None, UNDEFINED],
            "function": {},
        },
    ),
    Check(
        "10.1",
        "what Web sends a second later",
        "web",
        "in_one_experiment",
        before='window.optimizely = [hear("applied", "action"), hear("trackEvent", "analytics")];',
        script="""
        setTimeout(function () {
          var body = JSON.parse(sent[0][2]);
          say("address", sent[0].slice(0, 2).join(" "));
          say("body", Object.keys(body).sort());
          say("session", body.visitors[0].session_id);
          say("events", body.visitors[0].snapshots.map(function (shot) { return shot.events[0].y; }));
          say("decision", body.visitors[0].snapshots[2].decisions);
          say("heard", namesHeard());
        }, 1500);
        """,
        facts={
            "address": "POST https://logx.optimizely.com/v1/events",
            "body": [
                "account_id",
                "anonymize_ip",
                "client_name",
                "client_version",
                "enrich_decisions",
                "project_id",
                "revision",
                "visitors",
            ],
            "session": "AUTO",
            "events": ["client_activation", "view_activated", "campaign_activated"],
            "decision": [{"c": CAMPAIGN, "h": False, "v": BLUE, "x": HERO}],
            "heard": ["applied", "trackEvent"],
        },
    ),
    Check(
        "10.1",
        "a campaign of an earlier page is listed and not active",
        "web",
        "in_an_inactive_experiment",
        script=f"""
        var state = optimizely.get("state");
        say("all", state.getCampaignStates()[{CAMPAIGN}].isActive);
        say("active", [state.getCampaignStates({{isActive: true}}), state.getActiveExperimentIds()]);
        """,
        facts={"all": False, "active": [{}, []]},
    ),
    Check(
        "10.1",
        "what Edge has: three members",
        "edge",
        "in_one_experiment",
        script='say("edge", optimizelyEdge);',
        facts={"edge": {"get": FUNCTION, "he": True, "push": FUNCTION}},
    ),
    Check(
        "10.8",
        "awkward names are Classic's own",
        "classic",
        "with_awkward_names",
        script='say("name", optimizely.data.experiments[optimizely.activeExperiments[0]].name);',
        facts={"name": 'Größe & "Preis" </script> {{x}} 価格 🎉'},
    ),
    Check(
        "10.8",
        "awkward names are Web's own, cleaned when asked, cut to fit",
        "web",
        first(
            "in_one_experiment", name="Blood  Upsell: 価格|", campaign={"id": CAMPAIGN, "name": "x"}
        ),
        script=f"""
        var state = optimizely.get("state");
        say("name", state.getCampaignStates()[{CAMPAIGN}].experiment.name);
        say("clean", state.getDecisionString({{campaignId: "{CAMPAIGN}", shouldCleanString: true}}));
        say("cut", state.getDecisionString({{campaignId: "{CAMPAIGN}", maxLength: 37}}));
        say("object", state.getDecisionObject({{campaignId: "{CAMPAIGN}", maxLength: 16}}));
        """,
        facts={
            "name": "Blood  Upsell: 価格|",
            "clean": f"Blood_Upsell_({HERO}):Blue_button({BLUE})",
            "cut": f"Blood ({HERO}):Blue b({BLUE})",
            "object": {"experiment": f"Bloo({HERO})", "variation": f"Blue({BLUE})"},
        },
    ),
    Check(
        "10.8",
        "awkward names are Edge's own",
        "edge",
        "with_awkward_names",
        script="""
        setTimeout(function () {
          var found = optimizelyEdge.get("state").getActiveExperiments();
          say("name", found[Object.keys(found)[0]].variation.name);
        }, 100);
        """,
        facts={"name": "#1: A/B|C~D – 'große' \\ 日本"},
    ),
)
