"""What was measured on Performance Edge, and on the shim of Firefox."""

from __future__ import annotations

from generator.verify import visitors
from surprises.check import (
    BLUE,
    CAMPAIGN,
    HERO,
    LOGGING,
    NONE,
    NOTE,
    UNDEFINED,
    Check,
    among,
    landed,
    signs,
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
