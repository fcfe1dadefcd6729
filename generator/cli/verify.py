"""`tagwright verify`: which platforms and browsers in, a table, a report and an exit code out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.model import CLIENTS, TARGETS


@click.command("verify")
@click.argument("platforms", nargs=-1, metavar="[PLATFORM]...")
@click.option(
    "-b",
    "--browser",
    "browsers",
    multiple=True,
    type=click.Choice(["chromium", "firefox", "webkit"]),
    default=["chromium"],
    show_default="chromium",
    help="Browser to run in; repeat for more.",
)
@click.option(
    "-s",
    "--scenario",
    "pattern",
    metavar="GLOB",
    default="*",
    help="Only scenarios whose name matches, such as '*redirect*'.",
)
@click.option(
    "--target",
    "targets",
    multiple=True,
    type=click.Choice(TARGETS["analytics"]),
    help="Only this form of the snippet; repeat for more.",
)
@click.option(
    "--client",
    "clients",
    multiple=True,
    type=click.Choice(CLIENTS),
    help="Only the snippet built for this client; repeat for more.",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("tagwright-report"),
    show_default=True,
    help="Folder for index.html, results.json and junit.xml.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the results to stdout as JSON.")
@click.pass_context
def command(  # noqa: PLR0913 -- one parameter for each flag
    context: click.Context,
    platforms: tuple[str, ...],
    browsers: tuple[str, ...],
    pattern: str,
    targets: tuple[str, ...],
    clients: tuple[str, ...],
    out: Path,
    as_json: bool,  # noqa: FBT001 -- click passes flags by position
) -> None:
    """Prove platforms in real headless browsers against a stubbed Optimizely page.

    Without PLATFORM, all of them. Each scenario of a platform runs for every target, every build of the
    snippet and every Optimizely client it concerns.

    \b
    Examples:
      tagwright verify                        every platform, in Chromium
      tagwright verify acme -b firefox        one platform, in Firefox
      tagwright verify acme -s '*redirect*'   the scenarios about redirects
    """
    from generator import catalog, verify  # noqa: PLC0415 -- heavy
    from generator.cli import progress  # noqa: PLC0415 -- heavy

    chosen = _chosen(catalog, platforms)
    visits = verify.plan(chosen, _glob(pattern), targets or None, clients or None)
    shown = progress.shown(verify.run(visits, browsers), len(visits) * len(browsers))
    results = tuple(shown)
    page = verify.write(results, out, datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"))
    progress.summary(results, page)
    if as_json:
        click.echo(json.dumps(verify.data(results), indent=1))
    context.exit(0 if all(result.verdict.ok for result in results) else 1)
