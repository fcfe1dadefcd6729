"""When something goes wrong around a snippet: the catalogue holds, and a snippet that does not is found out.

Every fault meets the platform without a vendor and four others, another four each week; `make faults` asks all of them.
TAGWRIGHT_FAULTS_SEED chooses other ones: any text, and the same text always chooses the same.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from test_platforms import findings

from generator import catalog, verify
from generator.model import Fault, Platform
from generator.resources import example
from generator.verify import Result, Testbed, Visit, pages
from generator.verify import faults as plans
from generator.verify import results as made

VARIABLE = "TAGWRIGHT_FAULTS_SEED"
ALWAYS = "generic"
OTHERS = 4


def seed() -> str:
    """What chooses: the variable, else the ISO week, so that a red test stays red for the day."""
    return os.environ.get(VARIABLE) or "{0[0]}-W{0[1]:02}".format(datetime.now(UTC).isocalendar())


def chosen(platforms: Collection[Platform], text: str) -> list[Platform]:
    """The platform that is always asked, and those whose names come first when hashed with the text."""
    others = [p for p in platforms if p.status == "active" and p.slug != ALWAYS]
    others.sort(key=lambda p: hashlib.sha256(f"{text} {p.slug}".encode()).digest())
    return [p for p in platforms if p.slug == ALWAYS] + others[:OTHERS]


@pytest.mark.parametrize("platform", chosen(catalog.platforms(), seed()), ids=lambda p: p.slug)
def test_what_must_hold_holds_when_something_goes_wrong(
    testbed: Testbed, platform: Platform
) -> None:
    results = list(verify.prove(plans.plan([platform]), testbed))

    again = f"to see it again: {VARIABLE}={seed()}, or tagwright verify {platform.slug} --faults"
    assert findings(results) == "", again
    assert plans.needless(results) == [], again


def test_every_active_platform_has_its_turn() -> None:
    platforms = catalog.platforms()

    asked = {p.slug for week in range(500) for p in chosen(platforms, f"week {week}")}

    assert asked == {p.slug for p in platforms if p.status == "active"}
    assert chosen(platforms, "one text") == chosen(platforms, "one text")


# -- a judge that can say no -------------------------------------------------------------------------------

ACME = catalog.read(example())
FAULTS = {fault.name: fault for fault in catalog.faults()}

#: a snippet for Web that is wrong in one thing uses these; `report` says what the example's scenario expects
PARTS = """
"use strict";
function decided() {
  var client = window.optimizely || {};
  var states = client.get ? client.get("state").getCampaignStates({ isActive: true }) : {};
  var all = [];
  Object.getOwnPropertyNames(states).forEach(function (id) { all.push(states[id]); });
  return all;
}
function send(one) {
  acmeAnalytics.set("dimension1", one.variation.name.slice(0, 100));
  acmeAnalytics.track("Experiment Viewed",
    { experiment: one.experiment.name.slice(0, 100), variation: one.variation.name.slice(0, 100) });
}
function isReady() { return window.acmeAnalytics && acmeAnalytics.track; }
function report() { decided().forEach(send); }
function quietly(call) { try { return call(); } catch (error) {} }
function until(isDone, then, looks) {
  if (isDone()) { then(); } else if (looks) { setTimeout(until, 100, isDone, then, looks - 1); }
}
function whenReady(then) { until(isReady, then, 100); }
"""
SOUND = """
until(function () { return decided().length; }, function () {
  whenReady(function () { decided().forEach(function (one) { quietly(function () { send(one); }); }); });
}, 100);
"""

#: for each fault a snippet that does not live with it, and what must be found
BAD: Sequence[tuple[str, str, str, Collection[str]]] = [
    ("sdk_blocked", "calls an SDK that is not there", "report();", {"page error"}),
    (
        "sdk_never",
        "waits for ever",
        "(function look() { isReady() ? report() : setTimeout(look, 100); })();",
        {"never ends"},
    ),
    ("sdk_late", "does not wait", "quietly(report);", {"missing"}),
    (
        "sdk_after",
        "makes the SDK's global",
        "window.acmeAnalytics = {}; quietly(report);",
        {"missing", "new global"},
    ),
    ("sdk_throws", "lets an error pass", "report();", {"page error"}),
    (
        "sdk_throws",
        "tries again and again",
        "(function go(left) { try { report(); } catch (e) { if (left) { setTimeout(go, 99, left - 1); } } })(3);",
        {"doubled"},
    ),
    (
        "sdk_look_alike",
        "believes that a function returns something",
        "whenReady(function () { acmeAnalytics.track('Ready').then(report); });",
        {"page error"},
    ),
    (
        "optimizely_blocked",
        "reports what it makes up",
        "acmeAnalytics.track('Experiment Viewed', { experiment: 'none', variation: 'none' });",
        {"unexpected"},
    ),
    ("optimizely_late", "looks once", "whenReady(report);", {"missing"}),
    (
        "optimizely_opted_out",
        "reports that nobody is there",
        "if (!decided().length) { acmeAnalytics.set('dimension1', 'out'); }",
        {"unexpected"},
    ),
    (
        "optimizely_disabled",
        "waits for ever",
        "(function look() { decided().length ? report() : setTimeout(look, 500); })();",
        {"never ends"},
    ),
    (
        "optimizely_twice",
        "takes another object for another Optimizely",
        """
        var known;
        (function look(left) {
          if (window.optimizely !== known) { known = window.optimizely; report(); }
          if (left) { setTimeout(look, 200, left - 1); }
        })(10);""",
        {"doubled"},
    ),
    (
        "extended_prototypes",
        "takes all that is in an object for its own",
        """
        var states = optimizely.get("state").getCampaignStates({ isActive: true });
        for (var id in states) { send(states[id]); }""",
        {"page error"},
    ),
    (
        "frozen_globals",
        "assigns to what an array inherits",
        "var queue = []; queue.push = function () {}; report();",
        {"page error", "missing"},
    ),
    (
        "strict_policy",
        "asks for a picture",
        "report(); new Image().src = 'https://shop.example/pixel';",
        {"policy"},
    ),
    (
        "trusted_types",
        "makes markup of a text",
        "report(); quietly(function () { document.createElement('p').innerHTML = '<b>seen</b>'; });",
        {"policy"},
    ),
    (
        "denied_cookies",
        "reads cookies as if they were allowed",
        "if (document.cookie.indexOf('told') < 0) { report(); }",
        {"page error", "missing"},
    ),
    (
        "denied_storage",
        "keeps something as if it were allowed",
        "localStorage.setItem('told', '1'); report();",
        {"page error", "missing"},
    ),
    (
        "sandboxed_frame",
        "reads storage in a timer",
        "report(); setTimeout(function () { return sessionStorage.length; }, 50);",
        {"page error"},
    ),
    (
        "sandboxed_frame",
        "stands aside in a frame",
        "if (window === top) { report(); }",
        {"missing"},
    ),
    (
        "page_cache",
        "takes coming back for another page",
        "function again() { whenReady(report); } again(); addEventListener('pageshow', function (event) { if (event.persisted) { again(); } });",
        {"doubled"},
    ),
    ("prerender", "looks at the page once", "if (!document.hidden) { report(); }", {"missing"}),
    (
        "prerender",
        "waits for a frame, and not for long",
        "var end = Date.now() + 1000; requestAnimationFrame(function () { if (Date.now() < end) { report(); } });",
        {"missing"},
    ),
    (
        "spa_navigation",
        "takes another address for another page",
        "report(); addEventListener('popstate', report);",
        {"doubled"},
    ),
    (
        "spa_navigation",
        "reports every activation",
        "report(); optimizely.push({ type: 'addListener', filter: { type: 'lifecycle', name: 'activated' }, handler: report });",
        {"doubled"},
    ),
    (
        "clock_changes",
        "measures its patience with dates",
        """
        var end = Date.now() + 1e4;
        (function look() { isReady() ? report() : Date.now() < end && setTimeout(look, 600); })();""",
        {"missing"},
    ),
    (
        "many_experiments",
        "stops after a hundred",
        "decided().slice(0, 100).forEach(send);",
        {"missing"},
    ),
    ("many_experiments", "reports all of them twice", "report(); report();", {"doubled"}),
    (
        "long_names",
        "puts a name where another belongs",
        "decided().forEach(function (one) { acmeAnalytics.set('dimension1', one.experiment.name); send(one); });",
        {"unexpected"},
    ),
    (
        "long_names",
        "drops what is long",
        "decided().forEach(function (one) { if (one.experiment.name.length < 1000) { send(one); } });",
        {"missing"},
    ),
]


def test_every_fault_has_a_snippet_that_does_not_live_with_it() -> None:
    assert {row[0] for row in BAD} == FAULTS.keys()


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [(name, code, expected) for name, _, code, expected in BAD],
    ids=[f"{name}: {what}" for name, what, _, _ in BAD],
)
def test_a_snippet_is_found_out_that_does_not_live_with(
    testbed: Testbed, name: str, code: str, expected: Collection[str]
) -> None:
    result = judged(testbed, FAULTS[name], code)

    assert kinds(result) == set(expected), "\n".join(map(str, result.verdict.findings))


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_nothing_is_found_in_a_sound_snippet_that_lives_with(
    testbed: Testbed, fault: Fault
) -> None:
    result = judged(testbed, fault, SOUND)

    assert [str(finding) for finding in result.verdict.findings] == []


def test_the_example_lives_with_every_fault(testbed: Testbed) -> None:
    assert findings(verify.prove(plans.plan([ACME]), testbed)) == ""


def test_an_excuse_excuses_what_is_missing_and_no_error(testbed: Testbed) -> None:
    excused = excusing("denied_cookies")

    silent = judged(testbed, FAULTS["denied_cookies"], "", excused)
    wrong = judged(testbed, FAULTS["denied_cookies"], "document.cookie;", excused)
    twice = judged(testbed, FAULTS["denied_cookies"], "report(); report();", excused)

    assert (kinds(silent), {f.kind for f in silent.verdict.excused}) == (set(), {"missing"})
    assert kinds(wrong) == {"page error"}
    assert kinds(twice) == {"doubled"}


def test_an_excuse_that_nothing_needs_is_told(testbed: Testbed) -> None:
    excused = excusing("denied_cookies", "sdk_late")

    results = [
        judged(testbed, FAULTS["denied_cookies"], "", excused),
        judged(testbed, FAULTS["sdk_late"], SOUND, excused),
    ]

    assert [fault.name for _, _, fault in plans.needless(results)] == ["sdk_late"]


def excusing(*names: str) -> Platform:
    """The example, with an excuse for each of these faults."""
    assert ACME.analytics
    role = ACME.analytics.model_copy(update={"faults": dict.fromkeys(names, "it is so")})
    return ACME.model_copy(update={"analytics": role})


def judged(testbed: Testbed, fault: Fault, code: str, platform: Platform = ACME) -> Result:
    """What is made of other code in the snippet's place, on a page of Web."""
    visit = next(
        v
        for v in plans.plan([platform], targets=["reader"])
        if v.fault == fault and v.page in ("web", "absent")
    )
    (task,) = made._tasks([visit], 0)
    assert task.page
    steps = tuple(
        replace(step, code=f"(function () {{{PARTS}{code}\n}})();")
        if step.name == "snippet"
        else step
        for step in task.page.steps
    )
    task = replace(task, page=replace(task.page, steps=steps))
    return made._Prover(testbed, {}, Path()).result(task)


def kinds(result: Result) -> set[str]:
    """The kinds of all findings, but for what the real snippet would have said."""
    return {finding.kind for finding in result.verdict.findings} - {"caught"}


def test_a_fault_is_told_in_the_visit_s_name() -> None:
    visits: Sequence[Visit] = plans.plan([ACME], "*storage*")

    assert {v.name for v in visits} == {f"fault: {FAULTS['denied_storage'].about}"} | {
        f"fault: {FAULTS['sandboxed_frame'].about}"
    }


def test_of_many_decisions_a_cookie_keeps_as_many_whole_ones_as_fit(testbed: Testbed) -> None:
    visits = plans.plan([catalog.load("freespee")], "*1,000 experiments*")
    web = next(visit for visit in visits if visit.page == "web")

    seen = testbed.observe(pages.page(web))

    (kept,) = [
        unquote(call.args[0].split(";")[0].partition("=")[2])
        for call in seen.calls
        if call.args[0].startswith("optimizely_variations=")
    ]
    assert re.fullmatch(r"(\d{10}:\d{10},){100,}\d{10}:\d{10}", kept)
