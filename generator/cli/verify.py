"""`tagwright verify`: which platforms and browsers in, a table, a report and an exit code out."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import build, catalog, config
from generator.cli import live, options
from generator.model import CLIENTS, TARGETS, Client, Platform, Target

if TYPE_CHECKING:
    from generator.verify import BrowserName, Outcome, Result, Visit


@click.command(
    "verify",
    epilog=options.examples(
        ("tagwright verify", "every platform, in Chromium"),
        ("tagwright verify acme -b firefox", "one platform, in Firefox"),
        ("tagwright verify acme -s redirect", "the scenarios about redirects"),
        ("tagwright verify acme --every", "before a release: nothing left out"),
        (
            "tagwright verify acme --faults",
            "what holds when something goes wrong around the snippet",
        ),
        ("tagwright verify acme --sdk real", "with the vendor's own SDK, from the folder sdks"),
        ("tagwright verify --url https://shop.example/", "a live page: read, never changed"),
    ),
)
@click.argument("platforms", nargs=-1, metavar="[PLATFORM]...")
@click.option(
    "-b",
    "--browser",
    "browsers",
    multiple=True,
    type=click.Choice(["chromium", "firefox", "webkit"]),
    default=["chromium"],
    show_default=True,
    help="Browser to run in; repeat for more.",
)
@click.option(
    "-s",
    "--scenario",
    "pattern",
    metavar="GLOB",
    default="*",
    help="Only scenarios whose name holds this, such as redirect or 'waits*late'; with --faults, only such faults.",
)
@click.option(
    "--target",
    "targets",
    multiple=True,
    type=click.Choice(TARGETS),
    help="All scenarios of this form of the snippet, and no other; repeat for more.",
)
@click.option(
    "--client",
    "clients",
    multiple=True,
    type=click.Choice(CLIENTS),
    help="All scenarios of the snippet built for this client, and no other; repeat for more.",
)
@click.option(
    "--every",
    is_flag=True,
    help="Every scenario for every target, every build and every client, also where they cannot differ.",
)
@click.option(
    "--faults",
    "is_faulty",
    is_flag=True,
    help="What holds when something goes wrong: an SDK that is blocked, denied cookies, a sandboxed frame …",
)
@click.option(
    "--sdk",
    "kind",
    type=click.Choice(["fake", "real"]),
    default="fake",
    show_default=True,
    help="real: the vendors' own SDKs; what leaves the browser is decoded.",
)
@click.option(
    "--sdks",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("sdks"),
    show_default=True,
    metavar="DIR",
    help="Folder of the vendors' SDKs: NAME.js, or NAME.html with your own page's code.",
)
@click.option(
    "--url",
    "urls",
    multiple=True,
    metavar="URL|-",
    help="Check a live page instead; repeat for more, - reads a line for each on stdin.",
)
@click.option(
    "--expect",
    "expected",
    multiple=True,
    metavar="PLATFORM",
    help="With --url: every decision has to reach this platform, whoever reports it; repeat for more.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODE",
    help="With --url: a finding that is known and accepted, such as TW802; repeat for more.",
)
@click.option(
    "--consent",
    type=click.Choice(["as-is"]),
    default="as-is",
    show_default=True,
    help="With --url: a consent banner is left as it is, because nothing is clicked; --storage-state brings an answer.",
)
@live.asked
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("tagwright-report"),
    show_default=True,
    metavar="DIR",
    help="Folder for index.html, results.json and junit.xml.",
)
@options.json
@options.config
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 -- one parameter for each flag
    context: click.Context,
    platforms: tuple[str, ...],
    browsers: tuple[BrowserName, ...],
    pattern: str,
    targets: tuple[Target, ...],
    clients: tuple[Client, ...],
    every: bool,  # noqa: FBT001 -- click passes flags by position
    is_faulty: bool,  # noqa: FBT001 -- click passes flags by position
    kind: str,
    sdks: Path,
    urls: tuple[str, ...],
    expected: tuple[str, ...],
    ignore: tuple[str, ...],
    consent: str,
    storage_state: Path | None,
    wait: float,
    timeout: float,
    out: Path,
    path: Path | None,
    as_json: bool,  # noqa: FBT001 -- click passes flags by position
) -> None:
    """Prove platforms in real headless browsers, on a stubbed Optimizely page.

    Without PLATFORM, all of them. Each scenario of a platform runs on every Optimizely client it depends on;
    --every leaves nothing out, --faults asks about what goes wrong instead. Exits 1 when anything is found.

    With --url a live page is opened once and read; nothing on it is changed. docs/live-pages.md explains each
    finding. Exits 1 when an error is found, 4 when a page cannot be reached.
    """
    del consent  # there is one answer
    _check_flags(context, live=bool(urls))
    if urls:
        context.exit(
            live.verify(
                live.pages(urls),
                browsers[0],
                live.known(config.load(path), expected),
                live.patience(timeout, wait),
                storage_state=storage_state,
                ignore=ignore,
                out=out,
                as_json=as_json,
            )
        )
    from generator import verify  # noqa: PLC0415 -- heavy

    chosen = _chosen(platforms, config.load(path))
    if is_faulty:
        _check_faulty(kind, every=every)
        visits = verify.faults.plan(chosen, _glob(pattern), targets or None, clients or None)
    elif kind == "real":
        _check_real(browsers, targets, clients, every=every)
        chosen = chosen if platforms else verify.real.able(chosen)
        visits = verify.real.plan(chosen, sdks, _glob(pattern))
    else:
        visits = verify.plan(chosen, _glob(pattern), targets or None, clients or None, every=every)
    verify.check_folder(out)
    browsers = tuple(dict.fromkeys(browsers))
    start = time.monotonic()
    results, interrupted = _seen(visits, browsers, sdks)
    outcome = verify.Outcome(results, len(visits) * len(browsers), time.monotonic() - start)
    if results:
        _tell(outcome, out, as_json=as_json)
    if interrupted:
        raise KeyboardInterrupt
    context.exit(0 if outcome.ok else 1)


#: flags by parameter, for the stubbed page alone and for live pages alone
_STUBBED = {
    "platforms": "PLATFORM",
    "pattern": "--scenario",
    "targets": "--target",
    "clients": "--client",
    "every": "--every",
    "kind": "--sdk",
    "sdks": "--sdks",
}
_LIVE = {
    "expected": "--expect",
    "ignore": "--ignore",
    "consent": "--consent",
    "storage_state": "--storage-state",
    "wait": "--wait",
    "timeout": "--timeout",
}


def _check_flags(context: click.Context, *, live: bool) -> None:
    """Nothing, when every flag means something for the kind of page."""
    typed = click.core.ParameterSource.COMMANDLINE
    for name, flag in (_STUBBED if live else _LIVE).items():
        if context.get_parameter_source(name) is typed and context.params[name] not in ((), None):
            what = f"{flag} has no meaning with --url" if live else f"{flag} needs --url"
            hint = ": name the platform with --expect" if flag == "PLATFORM" else ""
            raise click.UsageError(what + hint)
    if live and len(set(context.params["browsers"])) > 1:
        what = "--url looks in one browser: give -b once"
        raise click.UsageError(what)


def _check_real(
    browsers: Sequence[str], targets: Sequence[str], clients: Sequence[str], *, every: bool
) -> None:
    """Only Chromium shows what a beacon carries, and one snippet on Web is all a vendor's SDK can tell apart."""
    for name in browsers:
        if name != "chromium":
            what = f"--sdk real does not work in {name}, which does not show what requests carry"
            raise click.UsageError(what)
    for flag, given in (("--target", targets), ("--client", clients), ("--every", every)):
        if given:
            what = f"{flag} has no meaning with --sdk real: what is for every client runs on Web"
            raise click.UsageError(what)


def _check_faulty(kind: str, *, every: bool) -> None:
    """Faults are those of a page that is all ours, and none of them is left out."""
    for flag, is_given in (("--sdk real", kind == "real"), ("--every", every)):
        if is_given:
            what = f"{flag} has no meaning with --faults"
            raise click.UsageError(what)


def _chosen(slugs: Sequence[str], found: config.Config) -> Sequence[Platform]:
    return build.chosen(found, slugs) if slugs else catalog.platforms(found.folders)


def _glob(pattern: str) -> str:
    """A pattern as it is; words that are none stand anywhere in a name."""
    return pattern if any(sign in pattern for sign in "*?[") else f"*{pattern}*"


def _seen(
    visits: Sequence[Visit], browsers: Sequence[BrowserName], sdks: Path
) -> tuple[Sequence[Result], bool]:
    """What was seen, in the order of the plan, and whether somebody lost patience."""
    from generator import verify  # noqa: PLC0415 -- heavy
    from generator.cli import progress  # noqa: PLC0415 -- heavy

    results: list[Result] = []
    interrupted = False
    with closing(progress.shown(verify.run(visits, browsers, sdks), visits, browsers)) as shown:
        try:
            for result in shown:
                results.append(result)  # noqa: PERF402 -- those that came stay when somebody interrupts
        except KeyboardInterrupt:
            interrupted = True
    return sorted(results, key=lambda result: result.number), interrupted


def _tell(outcome: Outcome, out: Path, *, as_json: bool) -> None:
    from generator import verify  # noqa: PLC0415 -- heavy
    from generator.cli import progress  # noqa: PLC0415 -- heavy

    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    page = verify.write(outcome, out, when)
    progress.summary(outcome, page)
    if as_json:
        click.echo(json.dumps(verify.data(outcome), indent=1))
