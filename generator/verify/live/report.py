"""Looks in, the report's three files out, and the lines that GitHub shows beside a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from generator import __version__, render
from generator.verify import report
from generator.verify.live import view
from generator.verify.live.codes import CODES, LiveFinding
from generator.verify.live.looks import Look


def write(looks: Sequence[Look], folder: Path, when: str) -> Path:
    """The HTML report, written into `folder` beside results.json and junit.xml; `when` is shown as it stands.

    Raises:
        OutputError: the folder cannot be written.
    """
    return report.save(folder, view.data(looks), junit(looks), html(looks, when))


def html(looks: Sequence[Look], when: str) -> str:
    """The report as one HTML file that needs neither script nor network."""
    return render.page("report/live.html", **view.view(looks), when=when, version=__version__)


def junit(looks: Sequence[Look]) -> str:
    """A suite for each page, a case for each code: a CI system's history then tells when one began to fail.

    A warning passes, and says what was found in the case's output.
    """
    root = ET.Element("testsuites", name="tagwright verify --url")
    root.extend(_suite(look) for look in looks)
    return report.xml_document(root)


def _suite(look: Look) -> ET.Element:
    suite = ET.Element(
        "testsuite",
        name=report.xml_text(look.reading.seen.url),
        tests=str(len(CODES)),
        failures=str(len({one.kind for one in look.errors})),
        errors="0",
        time=f"{look.reading.seen.seconds:.3f}",
    )
    for code, known in CODES.items():
        case = ET.SubElement(
            suite,
            "testcase",
            classname=report.xml_text(look.reading.seen.url),
            name=f"{code} {known.title}",
        )
        found = [one for one in look.findings if one.kind == code]
        text = report.xml_text("\n".join(map(str, found)))
        if found and known.weight == "error":
            failure = ET.SubElement(
                case, "failure", type=code, message=report.xml_text(found[0].sentence)
            )
            failure.text = text
        elif found:
            ET.SubElement(case, "system-out").text = text
    return suite


def commands(looks: Sequence[Look]) -> Iterator[str]:
    """A workflow command of GitHub Actions for each finding.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    for look in looks:
        for one in look.findings:
            title = _property(f"{one.kind} on {look.reading.seen.url}")
            yield f"::{one.weight} title={title}::{_message(one)}"


def _message(one: LiveFinding) -> str:
    return _data("\n".join([one.sentence, *one.evidence, f"help: {one.help}"]))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
