"""What each client is like where it surprises nobody."""

from __future__ import annotations

from surprises.check import BLUE, CAMPAIGN, FUNCTION, HERO, NONE, UNDEFINED, Check, first, signs

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
        "who Web's visitor is, and of which project",
        "web",
        "in_a_personalization",
        script="""
        var data = optimizely.get("data");
        say("visitor", optimizely.get("visitor").visitorId === optimizely.get("visitor_id").randomId);
        say("data", [data.accountId, data.projectId, data.revision, data.clientName]);
        say("audiences", [data.audiences[9000000900].name, optimizely.get("state").getCampaignStates()[9000000400].audiences]);
        say("page", optimizely.get("state").getPageStates({isActive: true})[9002].apiName);
        optimizely.push({type: "registerModule", moduleName: "ours", module: 1});
        optimizely.push({type: "registerModule", moduleName: "ours", module: 2});
        say("module", [optimizely.get("custom/ours"), optimizely.get("no such module")]);
        """,
        facts={
            "visitor": True,
            "data": ["9000", "9001", "1", "js"],
            "audiences": ["Returning", [{"id": "9000000900", "name": "Returning"}]],
            "page": "page",
            "module": [1, UNDEFINED],
        },
    ),
    Check(
        "10.1",
        "strings of version 1 end with treatment",
        "web",
        first(
            "in_a_personalization",
            campaign={
                "id": "9000000400",
                "integrationStringVersion": 1,
                "name": "Returning visitors",
                "policy": "personalization",
            },
        ),
        script='say("string", optimizely.get("state").getDecisionString({campaignId: "9000000400"}));',
        facts={
            "string": "Returning visitors(9000000400):Loyalty(9000000004):Loyalty banner(9000000042):treatment",
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
