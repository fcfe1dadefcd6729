"""What the report says of what was seen: for machines, for CI, and for a person who was not there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from generator import __version__, catalog
from generator.errors import OutputError
from generator.model import Platform
from generator.verify import Engine, Finding, Observation, Outcome, Result, Verdict, report, view
from generator.verify.observation import Message, PageError, Ran, Recorded, Request, Violation
from generator.verify.results import Size
from generator.verify.visits import NO_OPTIMIZELY, TWICE, Visit, plan
from tests.unit.conftest import SCENARIOS, TOML, MakePlatform

CHROMIUM = Engine("chromium", "156.0.1", "Playwright's own")
FIREFOX = Engine("firefox", "153.7", "/usr/bin/firefox-esr")
WHEN = "2024-05-01 12:00 UTC"

#: void elements of HTML
VOID = {"meta", "img", "br", "link"}

NONE = """
[[scenario]]
name    = "a visitor in no experiment is not reported"
visitor = "in_no_experiment"
answers = ["holdback"]
"""

DANGERS = TOML + '\n[analytics.dangers]\nslot = "each event stands for itself"\n'


@pytest.fixture
def platform(make_platform: MakePlatform) -> Platform:
    return catalog.read(make_platform(toml=DANGERS, scenarios=SCENARIOS + NONE))


def sound(visit: Visit) -> Observation:
    """What is seen when all is well."""
    calls = (Recorded(c.call, c.args, 0, n) for n, c in enumerate(visit.calls, start=3))
    steps = (Ran("sdk", 0, 0.1, 1), Ran("snippet", 0, 0.7, 2))
    return Observation(calls=tuple(calls), steps=steps, state={"web": "state"}, until=75_000)


def result(
    visit: Visit,
    number: int = 0,
    *,
    engine: Engine = CHROMIUM,
    seen: Observation | None = None,
    findings: Sequence[Finding] = (),
    picture: bytes = b"",
) -> Result:
    return Result(
        number=number,
        visit=visit,
        engine=engine,
        observation=seen or sound(visit),
        verdict=Verdict(tuple(findings)),
        size=Size(3_000, 1_500),
        seconds=0.05,
        picture=picture,
    )


Fault = Callable[[Visit], Sequence[Finding]]


def outcome(
    platform: Platform, fault: Fault = lambda _: (), engines: Sequence[Engine] = (CHROMIUM,)
) -> Outcome:
    """Every visit of the default plan made, some with findings."""
    visits = plan([platform])
    results = [
        result(visit, engine=engine, findings=fault(visit), picture=b"PNG" if fault(visit) else b"")
        for engine in engines
        for visit in visits
    ]
    return Outcome(results, len(results), 1.5)


def missing(visit: Visit) -> Sequence[Finding]:
    return [Finding("missing", ('acme.track("Seen")',))] if visit.calls else []


class Outline(HTMLParser):
    """Checks that elements close, and keeps ids, links, and what would need a network or a script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.foreign: list[str] = []
        self.words: list[str] = []
        self.opened = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in known:
            self.ids.append(str(known["id"]))
        if tag == "a":
            self.links.append(str(known["href"]))
        if tag == "details" and "open" in known:
            self.opened += 1
        if tag in {"script", "link", "iframe"} or not str(known.get("src", "data:")).startswith(
            "data:"
        ):
            self.foreign.append(tag)
        self.foreign += [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))


def page(of: Outcome) -> Outline:
    outline = Outline(report.html(of, WHEN))
    assert outline.open == []
    return outline


# -- the verdict ------------------------------------------------------------------------------------------


def test_a_run_without_findings_says_so(platform: Platform) -> None:
    run = outcome(platform)

    assert f"All {len(run.results)} visits showed what they should" in page(run).text
    assert "What was found" not in page(run).text


def test_a_run_with_findings_says_how_many(platform: Platform) -> None:
    run = outcome(platform, missing)

    assert f"{len(run.failed)} of {len(run.results)} visits showed something" in page(run).text
    assert "what they should" not in page(run).text


def test_a_run_that_was_broken_off_claims_nothing(platform: Platform) -> None:
    whole = outcome(platform)
    part = Outcome(whole.results[:3], whole.planned, 1)

    text = page(part).text
    assert f"Broken off: only 3 of {whole.planned} visits were made" in text
    assert "what they should" not in text
    assert report.data(part)["ok"] is False


# -- what a person reads ----------------------------------------------------------------------------------


def test_the_page_needs_no_script_and_no_network(platform: Platform) -> None:
    assert page(outcome(platform, missing)).foreign == []


def test_every_link_within_the_page_leads_somewhere_and_no_id_is_there_twice(
    platform: Platform,
) -> None:
    outline = page(outcome(platform, missing, [CHROMIUM, FIREFOX]))

    assert len(set(outline.ids)) == len(outline.ids)
    assert {link[1:] for link in outline.links if link.startswith("#")} <= set(outline.ids)


def test_browsers_are_told_with_version_and_origin(platform: Platform) -> None:
    text = page(outcome(platform, engines=[CHROMIUM, FIREFOX])).text

    assert "Chromium 156.0.1 (Playwright's own)" in text
    assert "Firefox 153.7 (/usr/bin/firefox-esr)" in text
    assert f"{WHEN} by tagwright {__version__}" in text


def test_each_scenario_and_house_rule_is_a_row(platform: Platform) -> None:
    rows = view.view(outcome(platform))["platforms"][0]["matrix"]

    assert [row["name"] for row in rows] == [
        "a visitor in one experiment is reported once",
        "a visitor in no experiment is not reported",
        TWICE,
        NO_OPTIMIZELY,
    ]


def test_a_cell_counts_visits_and_those_with_findings(platform: Platform) -> None:
    (first, second, _, absent) = view.view(
        outcome(platform, lambda v: missing(v) if v.page == "edge" else [])
    )["platforms"][0]["matrix"]

    assert [(cell["failed"], cell["total"]) for cell in first["cells"]] == [(0, 3), (0, 9), (3, 3)]
    assert [(cell["failed"], cell["total"]) for cell in second["cells"]] == [(0, 0), (0, 3), (0, 0)]
    assert [(cell["span"], cell["total"]) for cell in absent["cells"]] == [(3, 2)]


def test_what_was_found_is_told_once_with_how_often(platform: Platform) -> None:
    run = outcome(platform, missing)

    (complaint,) = view.view(run)["platforms"][0]["complaints"]

    assert (complaint["kind"], complaint["text"]) == ("missing", 'acme.track("Seen")')
    assert complaint["visits"] == len(run.failed)
    assert complaint["scenarios"] == ["a visitor in one experiment is reported once", TWICE]


def test_visits_that_saw_the_same_are_shown_together(platform: Platform) -> None:
    rows = view.view(outcome(platform))["platforms"][0]["scenarios"]

    (web,) = (group for group in rows[0]["groups"] if group["page"] == "Web")
    assert {variant["name"] for variant in web["variants"]} == {
        "reader on web",
        "reader built for web on web",
        "reader on web, readable",
        "reader on web, embed",
        "integrator on web",
        "integrator built for web on web",
        "integrator on web, readable",
        "extension on web",
        "extension on web, readable",
    }


def test_of_each_scenario_only_the_first_with_findings_is_open(platform: Platform) -> None:
    assert page(outcome(platform, missing)).opened == 2
    assert page(outcome(platform)).opened == 0


def test_who_came_and_what_optimizely_decided_is_told_in_words(platform: Platform) -> None:
    text = page(outcome(platform)).text

    assert "In one experiment that runs here." in text
    assert "Homepage hero (9000000001): Blue button (9000000012)" in text
    assert "has loaded before the snippet" in text
    assert '{ web: "state" }' in text


def test_a_multivariate_is_told_with_the_ids_that_classic_has(make_platform: MakePlatform) -> None:
    text = SCENARIOS.replace("in_one_experiment", "in_a_multivariate")

    told = page(outcome(catalog.read(make_platform("mvt", scenarios=text)))).text

    assert "Red, Big (9000000053), on Classic Red (9000000031) and Big (9000000041)" in told


def test_a_failing_scenario_says_how_to_repeat_it(platform: Platform) -> None:
    command = "tagwright verify acme -s 'a visitor in one experiment is reported once'"

    assert command in page(outcome(platform, missing)).text
    assert command not in page(outcome(platform)).text


def test_the_dangers_are_told_with_scenario_or_reason(platform: Platform) -> None:
    dangers = {d["name"]: d for d in view.view(outcome(platform))["platforms"][0]["dangers"]}

    assert [row["name"] for row in dangers["holdback"]["answers"]] == [
        "a visitor in no experiment is not reported"
    ]
    assert dangers["slot"]["reason"] == "each event stands for itself"
    assert not any(d["known"] for name, d in dangers.items() if name != "holdback")
    assert list(dangers) == ["holdback", "slot", "referrer", "race"]


def test_scenarios_that_were_left_out_are_counted(platform: Platform) -> None:
    visits = plan([platform], "*no experiment*")

    text = page(Outcome([result(visit) for visit in visits], len(visits), 1)).text

    assert "1 of the 2 there are, in 3 visits" in text


def test_errors_messages_requests_and_violations_of_a_page_are_told(platform: Platform) -> None:
    visit = plan([platform])[0]
    seen = Observation(
        errors=(PageError("Error: oh", "sdk.js:1:2", 5, 1),),
        console=(Message("warn", "careful", "sdk.js:3:4", 6, 2),),
        requests=(
            Request("GET", "https://spy.example/p", "refused"),
            Request("POST", "https://logx.optimizely.com/e", "answered"),
        ),
        violations=(Violation("script-src", "eval", "snippet.js:1:2"),),
        until=75_000,
    )

    text = page(Outcome([result(visit, seen=seen)], 1, 1)).text

    assert "page error: Error: oh (sdk.js:1:2)" in text
    assert "console.warn: careful (sdk.js:3:4)" in text
    assert "request refused: GET https://spy.example/p" in text
    assert "Optimizely's own request: POST https://logx.optimizely.com/e" in text
    assert "policy: script-src forbids eval (snippet.js:1:2)" in text


def test_the_timeline_is_in_the_order_in_which_things_came() -> None:
    seen = Observation(
        steps=(Ran("optimizely", 0, 1, 1), Ran("snippet", 0, 1, 2), Ran("sdk", 3_000, 1, 3)),
        calls=(Recorded("acme.track", ["Seen"], 3_050, 5),),
        errors=(PageError("oh", "", 3_000, 4),),
    )

    assert [(moment.at, moment.kind, moment.text) for moment in view.timeline(seen)] == [
        (0, "step", "Optimizely"),
        (0, "step", "the snippet"),
        (3_000, "step", "the platform's SDK"),
        (3_000, "error", "oh"),
        (3_050, "call", 'acme.track("Seen")'),
    ]


def test_a_picture_is_in_the_page_only_where_something_was_found(platform: Platform) -> None:
    assert "data:image/png;base64,UE5H" in report.html(outcome(platform, missing), WHEN)
    assert "data:image/png" not in report.html(outcome(platform), WHEN)


def test_a_page_that_was_given_up_is_told(platform: Platform) -> None:
    visit = plan([platform])[0]
    seen = Observation(errors=(PageError("the page did not come to rest", "", 0),))
    findings = [Finding("page error", ("the page did not come to rest",))]

    assert (
        "the page was given up"
        in page(Outcome([result(visit, seen=seen, findings=findings)], 1, 1)).text
    )


def test_several_platforms_have_a_list_in_front(make_platform: MakePlatform) -> None:
    visits = plan([catalog.read(make_platform(slug)) for slug in ("aa", "bb")])

    outline = page(Outcome([result(visit) for visit in visits], len(visits), 1))

    assert "2 platforms" in outline.text
    assert {"#aa", "#bb"} <= set(outline.links)


def test_whatever_was_seen_cannot_end_the_page_s_elements(platform: Platform) -> None:
    visit = plan([platform])[0]
    evil = '</pre></div><script>"&'
    seen = Observation(
        calls=(Recorded(evil, [evil], 0, 1),), console=(Message("log", evil, "", 0, 2),), until=1
    )
    findings = [Finding("different", (evil, evil, evil))]

    outline = page(Outcome([result(visit, seen=seen, findings=findings)], 1, 1))

    assert outline.foreign == []
    assert evil in outline.text


# -- expected and called, side by side --------------------------------------------------------------------


def marked(lines: Sequence[view.Line]) -> list[str]:
    """Lines that differ, with what differs in brackets."""
    return [
        "".join(f"[{p.text}]" if p.marked else p.text for p in line.pieces)
        for line in lines
        if line.marked
    ]


def test_equal_texts_have_no_mark() -> None:
    assert [marked(side) for side in view.compare(["a\nb"], ["a\nb"])] == [[], []]


def test_the_part_that_differs_is_marked_on_both_sides() -> None:
    one, other = view.compare(['f(\n  "Blue button"\n)'], ['f(\n  "Blue bottom"\n)'])

    assert marked(one) == ['  "Blue b[utton]"']
    assert marked(other) == ['  "Blue b[ottom]"']


def test_a_line_the_other_side_lacks_is_marked_whole() -> None:
    one, other = view.compare(["a()", "b()"], ["b()"])

    assert (marked(one), marked(other)) == (["a()"], [])
    assert len(one) == 2


# -- for machines -----------------------------------------------------------------------------------------


def test_the_files_are_written_into_a_new_folder(platform: Platform, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "report"

    path = report.write(outcome(platform, missing), folder, WHEN)

    assert path == folder / "index.html"
    assert sorted(file.name for file in folder.iterdir()) == [
        "index.html",
        "junit.xml",
        "results.json",
    ]
    assert json.loads((folder / "results.json").read_text(encoding="utf-8")) == json.loads(
        json.dumps(report.data(outcome(platform, missing)))
    )


def test_a_report_can_be_written_over_an_older_one(platform: Platform, tmp_path: Path) -> None:
    report.write(outcome(platform, missing), tmp_path / "report", WHEN)
    report.write(outcome(platform), tmp_path / "report", WHEN)

    found = json.loads((tmp_path / "report" / "results.json").read_text(encoding="utf-8"))
    assert found["ok"] is True
    assert len(list((tmp_path / "report").iterdir())) == 3


def test_a_folder_that_cannot_be_written_is_told(platform: Platform, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OutputError) as caught:
        report.write(outcome(platform), tmp_path / "file", WHEN)

    assert caught.value.what.startswith("the report cannot be written: ")
    assert caught.value.help == "choose another folder with -o"


def test_the_json_has_every_visit_with_what_was_expected_and_seen(platform: Platform) -> None:
    run = outcome(platform, missing)

    told: Any = json.loads(json.dumps(report.data(run)))

    first = told["results"][0]
    assert (told["visits"], told["failed"]) == (len(run.results), len(run.failed))
    assert told["browsers"] == [
        {"name": "chromium", "version": "156.0.1", "origin": "Playwright's own"}
    ]
    assert first["expected"] == [{"call": "acme.track", "args": ["Seen", "Homepage hero"]}]
    assert first["seen"]["calls"][0]["call"] == "acme.track"
    assert first["findings"] == [{"kind": "missing", "lines": ['acme.track("Seen")']}]
    assert first["bytes"] == {"raw": 3_000, "gzip": 1_500}


def test_junit_has_a_suite_for_each_platform_and_browser(platform: Platform) -> None:
    run = outcome(platform, missing, [CHROMIUM, FIREFOX])

    root = ET.fromstring(report.junit(run.results).encode())

    half = len(run.results) // 2
    assert [(s.get("name"), s.get("tests")) for s in root] == [
        ("acme in chromium 156.0.1", str(half)),
        ("acme in firefox 153.7", str(half)),
    ]
    assert sum(int(suite.get("failures", 0)) for suite in root) == len(run.failed)
    assert len(root.findall(".//failure")) == len(run.failed)


def test_a_failure_in_junit_says_the_finding_and_the_variant(platform: Platform) -> None:
    root = ET.fromstring(report.junit(outcome(platform, missing).results).encode())

    case = root.find(".//testcase")
    assert case is not None
    failure = case.find("failure")
    assert failure is not None
    assert case.get("classname") == "acme.chromium.reader on web"
    assert (failure.get("type"), failure.get("message")) == ("missing", 'acme.track("Seen")')
    assert failure.text == 'missing     acme.track("Seen")'


def test_junit_is_well_formed_whatever_was_seen(platform: Platform) -> None:
    visit = plan([platform])[0]
    findings = [Finding("different", ("\x00 \ud800 ]]> & <b>", "\ufffe"))]

    text = report.junit([result(visit, findings=findings)])

    failure = ET.fromstring(text.encode("utf-8")).find(".//failure")
    assert failure is not None
    assert failure.get("message") == "\ufffd \ufffd ]]> & <b>"


def test_half_a_surrogate_pair_keeps_no_file_from_being_written(
    platform: Platform, tmp_path: Path
) -> None:
    visit = plan([platform])[0]
    seen = Observation(calls=(Recorded("acme.track", ["\ud83c"], 0, 1),), until=1)

    path = report.write(Outcome([result(visit, seen=seen)], 1, 1), tmp_path, WHEN)

    assert "\\ud83c" in path.read_text(encoding="utf-8")
