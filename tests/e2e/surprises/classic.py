"""What was measured on Optimizely Classic."""

from __future__ import annotations

from surprises.check import (
    BLUE,
    DISABLED,
    HERO,
    LOGGING,
    SEARCH,
    UNDEFINED,
    Check,
    among,
    first,
    landed,
    running,
)

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
        window.addEventListener("error", function (event) { say("error", event.error.message); });
        """,
        options={"noJquery": True},
        script='say("array", optimizely instanceof Array && !optimizely.data);',
        facts={"error": "jQuery is not defined", "array": True},
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
