"""What was measured on Optimizely Web."""

from __future__ import annotations

from generator.verify import visitors
from surprises.check import (
    BLUE,
    CAMPAIGN,
    DISABLED,
    HERO,
    NONE,
    NOTE,
    SEARCH,
    UNDEFINED,
    Check,
    among,
    first,
    landed,
    running,
    signs,
)

#: an integration that writes its runs down
RUNS = """
window.runs = [];
window.tagwrightIntegrations = [{
  settings: {event: "Seen"},
  track: function (campaign, campaignId, experimentId, variationId, isHoldback, extension) {
    var state = optimizely.get("state");
    var info = state.getRedirectInfo();

    runs.push({
      campaign: [campaign.id, campaign.name, campaign.policy, campaign.integrationStringVersion],
      ids: [campaignId, experimentId, variationId],
      isHoldback: isHoldback,
      form: extension,
      heard: heard.length,
      known: campaignId in state.getCampaignStates({isActive: true}),
      redirect: info && info.referrer
    });
  }
}];
"""

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
        "B5",
        "a redirect is recorded before anything is decided",
        "web",
        among(
            "in_one_experiment",
            experiments=[
                {
                    **visitors.load("in_one_experiment")["experiments"][0],
                    "campaign": {"id": "9000000900", "name": "Homepage hero"},
                },
                *visitors.load("after_a_redirect")["experiments"],
            ],
            redirect=visitors.load("after_a_redirect")["redirect"],
        ),
        script='say("order", Object.keys(optimizely.get("state").getCampaignStates()));',
        facts={"order": ["9000000500", "9000000900"]},
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
        "B12",
        "an integration runs before the events of its campaign, with the state complete and the form in scope",
        "web",
        "in_two_experiments",
        before=f"""
        {RUNS}
        window.optimizely = [hear("campaignDecided")];
        """,
        script="""
        say("runs", runs);
        say("left", typeof window.tagwrightIntegrations);
        """,
        facts={
            "runs": [
                {
                    "campaign": ["9000000100", "Homepage hero", "single_experiment", 2],
                    "ids": ["9000000100", HERO, BLUE],
                    "isHoldback": False,
                    "form": {"event": "Seen", "$fieldDefaults": []},
                    "heard": 0,
                    "known": True,
                    "redirect": None,
                },
                {
                    "campaign": ["9000000200", "Checkout flow", "single_experiment", 2],
                    "ids": ["9000000200", "9000000002", "9000000021"],
                    "isHoldback": False,
                    "form": {"event": "Seen", "$fieldDefaults": []},
                    "heard": 1,
                    "known": True,
                    "redirect": None,
                },
            ],
            "left": NONE,
        },
    ),
    Check(
        "B12",
        "it runs for who is held back, before the event too",
        "web",
        "held_back",
        before=f"""
        {RUNS}
        window.optimizely = [hear("campaignDecided")];
        """,
        script="""
        say("runs", runs.map(function (run) { return [run.ids, run.isHoldback, run.heard]; }));
        """,
        facts={"runs": [[[CAMPAIGN, HERO, BLUE], True, 0]]},
    ),
    Check(
        "B12",
        "it runs with null where nothing was decided, before the event if there is one",
        "web",
        "in_no_experiment",
        before=f"""
        {RUNS}
        window.optimizely = [hear("campaignDecided")];
        """,
        script="""
        say("runs", runs.map(function (run) { return [run.ids, run.isHoldback, run.known, run.heard]; }));
        """,
        facts={"runs": [[[CAMPAIGN, None, None], False, False, 0]]},
    ),
    Check(
        "B12",
        "where a redirect landed it runs first of all, before the state knows",
        "web",
        "after_a_redirect_and_in_one_experiment",
        before=RUNS,
        script="""
        say("runs", runs.map(function (run) { return [run.ids[1], run.known, run.redirect]; }));
        """,
        facts={
            "runs": [
                ["9000000005", False, SEARCH],
                [HERO, True, SEARCH],
            ]
        },
    ),
    Check(
        "B12",
        "what it throws is swallowed, and the next one runs; nothing runs while tracking is disabled",
        "web",
        "in_one_experiment",
        before=f"""
        {RUNS}
        tagwrightIntegrations.unshift({{settings: {{}}, track: function () {{ throw new Error("theirs"); }}}});
        window.addEventListener("error", function (event) {{ logged.push(event.message); }});
        window.optimizely = [hear("campaignDecided")];
        """,
        script="""
        optimizely.push({type: "disable", scope: "tracking"});
        optimizely.push({type: "activate"});
        say("runs", runs.map(function (run) { return run.heard; }));
        say("logged", logged);
        """,
        facts={"runs": [0], "logged": []},
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
