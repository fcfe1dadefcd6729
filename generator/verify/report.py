"""Results in, three files out: results.json, junit.xml and index.html, one file that reads well by itself.

Each file appears whole or not at all.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from generator import __version__, render
from generator.errors import OutputError, near
from generator.verify import view
from generator.verify.results import Outcome, Result

#: what XML 1.0 cannot hold, even escaped
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def check_folder(folder: Path) -> None:
    """Nothing, when a report may be written into `folder`; asked before an hour of visits.

    Raises:
        OutputError: a file is in the way, or the place may not be written.
    """
    there = next(path for path in (folder, *folder.resolve().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK):
        why = "may not be written" if there.is_dir() else "is a file"
        what = f"the report cannot be written: {near(there)!r} {why}"
        raise OutputError(what, help="choose another folder with -o")


def write(outcome: Outcome, folder: Path, when: str) -> Path:
    """The HTML report, written into `folder` beside results.json and junit.xml; `when` is shown as it stands.

    Raises:
        OutputError: the folder cannot be written.
    """
    return save(folder, data(outcome), junit(outcome.results), html(outcome, when))


def save(folder: Path, results: Mapping[str, Any], junit_xml: str, page: str) -> Path:
    """The three files of a report, and where its page lies.

    Raises:
        OutputError: the folder cannot be written.
    """
    files = {
        "results.json": json.dumps(results, indent=1) + "\n",
        "junit.xml": junit_xml,
        "index.html": page,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            _replace(folder / name, text)
    except OSError as error:
        what = f"the report cannot be written: {error.strerror}"
        raise OutputError(what, folder, help="choose another folder with -o") from error
    return folder / "index.html"


def data(outcome: Outcome) -> Mapping[str, Any]:
    """The outcome as what JSON can say; the shape of results.json and of `verify --json`."""
    return {
        "tagwright": __version__,
        "ok": outcome.ok,
        "planned": outcome.planned,
        "visits": len(outcome.results),
        "failed": len(outcome.failed),
        "seconds": round(outcome.seconds, 3),
        "browsers": [asdict(engine) for engine in view.engines(outcome.results)],
        "results": [_entry(result) for result in outcome.results],
    }


def _entry(result: Result) -> Mapping[str, Any]:
    visit = result.visit
    return {
        "platform": visit.platform.slug,
        "version": visit.platform.version,
        "scenario": visit.name,
        "visitor": visit.scenario.visitor,
        "target": visit.target,
        "client": visit.client,
        "page": visit.page,
        "form": visit.form,
        "twice": visit.twice,
        "fault": visit.fault and visit.fault.name,
        "browser": result.engine.name,
        "ok": result.verdict.ok,
        "findings": [asdict(finding) for finding in result.verdict.findings],
        "excused": [asdict(finding) for finding in result.verdict.excused],
        "expected": [{"call": call.call, "args": call.args} for call in visit.calls],
        "seen": asdict(result.observation),
        "bytes": asdict(result.size),
        "seconds": round(result.seconds, 3),
    }


def junit(results: Iterable[Result]) -> str:
    """The results in the XML that CI systems read: a suite for each platform and browser."""
    root = ET.Element("testsuites", name="tagwright verify")
    suites: dict[str, list[Result]] = {}
    for result in results:
        suites.setdefault(f"{result.visit.platform.slug} in {result.engine}", []).append(result)
    for name, members in suites.items():
        root.append(_suite(name, members))
    return xml_document(root)


def xml_document(root: ET.Element) -> str:
    """An XML file, indented."""
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _suite(name: str, results: Sequence[Result]) -> ET.Element:
    failures = sum(not result.verdict.ok for result in results)
    seconds = sum(result.seconds for result in results)
    suite = ET.Element(
        "testsuite",
        name=name,
        tests=str(len(results)),
        failures=str(failures),
        errors="0",
        time=f"{seconds:.3f}",
    )
    suite.extend(_case(result) for result in results)
    return suite


def _case(result: Result) -> ET.Element:
    visit = result.visit
    case = ET.Element(
        "testcase",
        classname=xml_text(f"{visit.platform.slug}.{result.engine.name}.{visit.variant}"),
        name=xml_text(visit.name),
        time=f"{result.seconds:.3f}",
    )
    if result.verdict.findings:
        first = result.verdict.findings[0]
        failure = ET.SubElement(case, "failure", type=first.kind, message=xml_text(first.lines[0]))
        failure.text = xml_text("\n".join(map(str, result.verdict.findings)))
    return case


def xml_text(text: str) -> str:
    """The text, with a mark for each character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def html(outcome: Outcome, when: str) -> str:
    """The report as one HTML file that needs neither script nor network."""
    return render.page("report/report.html", **view.view(outcome), when=when, version=__version__)


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(
            handle, "w", encoding="utf-8", newline="\n", errors="backslashreplace"
        ) as file:
            file.write(text)
        # mkstemp makes files only their owner can read; a report is to be handed on.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
