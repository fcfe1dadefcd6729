"""Every finding on live pages by its code: how much it weighs, what it says, and what proves it.

A code never changes its meaning. `docs/live-pages.md` has the same table for people; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.verify.judge import Finding

#: an error: something is not counted, or counted wrongly; a warning: a risk, or a sign of one
Weight = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for.

    Attributes:
        title: what is wrong, in general.
        evidence: what is shown to prove it.
    """

    weight: Weight
    title: str
    evidence: str


@dataclass(frozen=True, slots=True)
class LiveFinding(Finding):
    """One complaint about a live page: `kind` is its code, `lines` its sentence and its evidence.

    Attributes:
        help: what to do.
        about: the platform it is about, by slug; empty for the page and for Optimizely.
    """

    help: str = ""
    about: str = ""

    @property
    def weight(self) -> Weight:
        """How much it weighs."""
        return CODES[self.kind].weight

    @property
    def sentence(self) -> str:
        """What is wrong, on this page."""
        return self.lines[0]

    @property
    def evidence(self) -> tuple[str, ...]:
        """What proves it."""
        return self.lines[1:]

    def __str__(self) -> str:
        first, *more = self.lines
        told = [f"{self.kind} {self.weight}  {first}", *(f"    {line}" for line in more)]
        return "\n".join([*told, "    help: " + self.help.replace("\n", "\n          ")])


def finding(code: str, sentence: str, *evidence: str, help: str, about: str = "") -> LiveFinding:  # noqa: A002 -- the word the message shows
    """A complaint under a code that there is."""
    assert code in CODES
    return LiveFinding(code, (sentence, *evidence), help, about)


def listed(lines: Iterable[str]) -> Iterator[str]:
    """Different lines of evidence, each once, and how many there are beyond those that a person reads."""
    different = list(dict.fromkeys(lines))
    yield from different[:_LISTED]
    if len(different) > _LISTED:
        yield f"and {len(different) - _LISTED} more"


#: lines that a person reads
_LISTED = 10


CODES: Mapping[str, Code] = {
    "TW101": Code("error", "the page cannot be reached", "the browser's word for it"),
    "TW102": Code("error", "the server answers with an error", "status and address"),
    "TW111": Code(
        "error", "the page's policy blocks Optimizely", "the directive, and where it stands"
    ),
    "TW112": Code(
        "error",
        "the page's policy blocks what a platform needs",
        "the directive, and where it stands, or what the browser refused",
    ),
    "TW113": Code(
        "error", "the page's policy blocks a snippet", "the directive, and what the browser refused"
    ),
    "TW201": Code("error", "Optimizely is not on the page", "the scripts of the document"),
    "TW202": Code(
        "error",
        "Optimizely's script does not arrive",
        "its address, and what became of the request",
    ),
    "TW203": Code(
        "error",
        "Optimizely is there and does not start",
        "what window.optimizely is, and the reason if one is seen",
    ),
    "TW204": Code("error", "Optimizely is on the page twice", "both scripts"),
    "TW205": Code("warning", "Optimizely stands in the body", "its line"),
    "TW206": Code(
        "warning",
        "Optimizely is loaded async, deferred or by another script",
        "its line, or that the document lacks it",
    ),
    "TW207": Code(
        "warning", "Optimizely waits behind other scripts or stylesheets", "the first of them"
    ),
    "TW208": Code("error", "an element has the id 'optimizely'", "what window.optimizely is"),
    "TW209": Code("warning", "Optimizely's script has an integrity attribute", "its line"),
    "TW301": Code(
        "warning",
        "no experiment runs here for this visitor",
        "what Optimizely decided, if anything",
    ),
    "TW401": Code(
        "error",
        "nothing reports to a platform that was expected",
        "what reads Optimizely on this page",
    ),
    "TW402": Code(
        "error",
        "a snippet is on the page and did not run",
        "where it stands, its type, errors in it",
    ),
    "TW403": Code("warning", "a snippet is on the page twice", "both places"),
    "TW404": Code(
        "error", "a platform has two snippets with different settings", "both versions and digests"
    ),
    "TW405": Code("warning", "a snippet is older than this tagwright's", "both versions"),
    "TW406": Code(
        "warning",
        "a snippet's settings are not those of tagwright.toml",
        "its digest, and what can be read of its settings",
    ),
    "TW407": Code("error", "a snippet has example settings", "the settings that are examples"),
    "TW408": Code(
        "warning",
        "code reads what this Optimizely client does not have",
        "the script, and what it reads",
    ),
    "TW501": Code(
        "error", "a platform's SDK is not on the page", "its globals, and requests to its hosts"
    ),
    "TW502": Code(
        "error", "a platform's SDK does not arrive", "its address, and what became of the request"
    ),
    "TW503": Code(
        "error",
        "a platform's calls wait, and its SDK never takes them",
        "the array and how much is in it",
    ),
    "TW601": Code(
        "error",
        "a decision is lost on its way to a platform",
        "what Optimizely decided, and how far it came",
    ),
    "TW602": Code(
        "error", "a decision is counted twice", "both requests, and what was read in them"
    ),
    "TW603": Code("error", "a request with a decision fails", "the request, and what became of it"),
    "TW604": Code(
        "error",
        "a platform is told another variation than the visitor's",
        "what Optimizely decided, and what was read in the request",
    ),
    "TW605": Code(
        "error",
        "a held-back visitor is reported like one who saw the experiment",
        "what was read in the request",
    ),
    "TW606": Code(
        "warning",
        "a redirect experiment hides where the visitor came from",
        "the referrer, and the platform's requests that lack it",
    ),
    "TW607": Code(
        "error", "an experiment is reported that does not run here", "what was read in the request"
    ),
    "TW701": Code(
        "warning",
        "decisions wait for the visitor's consent",
        "whom the snippet asks, and the answer",
    ),
    "TW702": Code(
        "error",
        "a decision is sent although consent was refused",
        "the manager's answer, and the request",
    ),
    "TW703": Code(
        "error",
        "a snippet asks a consent manager that is not on the page",
        "whom it asks, and what is there",
    ),
    "TW801": Code("warning", "the page throws errors", "each error once, and its place"),
    "TW802": Code(
        "warning", "the page writes errors on the console", "each message once, and its place"
    ),
}
