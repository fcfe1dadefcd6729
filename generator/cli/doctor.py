"""`tagwright doctor`: nothing in, what this machine has and lacks out, with the one command for each."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

import click

from generator import compile as engine
from generator.cli import options
from generator.errors import EnvironmentMissingError


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what was looked for, what is there, and what to run when nothing is."""

    name: str
    found: str
    advice: str = ""
    needed: bool = False


@click.command(
    "doctor", epilog=options.examples(("tagwright doctor", "what to install before verifying"))
)
@click.pass_context
def command(context: click.Context) -> None:
    """Say what is there and what is missing; exit 0 when `verify` can run."""
    facts = []
    for fact in _facts():
        facts.append(fact)
        click.echo(_line(fact))
    context.exit(3 if any(fact.needed and fact.advice for fact in facts) else 0)


def _line(fact: Fact) -> str:
    mark = "ok     " if not fact.advice else "missing" if fact.needed else "without"
    line = f"{mark}  {fact.name:<22} {fact.found}"
    return f"{line}\n{'':<33}{fact.advice}" if fact.advice else line


def _facts() -> Iterator[Fact]:
    yield Fact("Python", ".".join(map(str, sys.version_info[:3])))
    yield from _compiler()
    yield _node()
    yield _package("playwright", "pip install 'tagwright[verify]'")
    yield from _browsers()
    yield _rest()


def _rest() -> Fact:
    """What `tagwright optimizely` needs."""
    from generator.cli.optimizely import lacking  # noqa: PLC0415 -- only here

    missing = lacking()
    if missing:
        advice = "optional, for tagwright optimizely: pip install 'tagwright[rest]'"
        return Fact("Optimizely's API", f"lacks {', '.join(missing)}", advice)
    return Fact("Optimizely's API", "can be asked (optional)")


def _compiler() -> Iterator[Fact]:
    name = "JavaScript engine"
    try:
        yield Fact(name, engine.engine_version())
    except EnvironmentMissingError as error:
        yield Fact(name, error.what, error.help or "", needed=True)
    parser = engine.second_parser()
    yield Fact("Second parser", f"esbuild {parser}" if parser else "has no wheel for this machine")


def _node() -> Fact:
    path = shutil.which("node")
    if not path:
        return Fact(
            "Node.js", "not there", "optional: only a checkout's own tests use it", needed=False
        )
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 -- found on PATH
    return Fact("Node.js", f"{said.stdout.strip()} (optional)")


def _package(name: str, advice: str) -> Fact:
    try:
        return Fact(name.capitalize(), metadata.version(name))
    except metadata.PackageNotFoundError:
        return Fact(name.capitalize(), "not there", f"run: {advice}", needed=True)


def _browsers() -> Iterator[Fact]:
    from generator import verify  # noqa: PLC0415 -- heavy

    try:
        found = verify.engines()
    except EnvironmentMissingError as error:
        yield Fact("Browsers", error.what, error.help or "", needed=True)
        return
    for name, browser in found.items():
        if isinstance(browser, EnvironmentMissingError):
            yield Fact(
                name.capitalize(), browser.what, browser.help or "", needed=name == "chromium"
            )
        else:
            yield Fact(name.capitalize(), f"{browser.version} ({browser.origin})")
