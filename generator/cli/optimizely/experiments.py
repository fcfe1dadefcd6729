"""`tagwright optimizely experiments`: headlines in, experiments and their results out."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.optimizely import asking

if TYPE_CHECKING:
    from generator.optimizely.client import Client
    from generator.optimizely.experiments import Action, Row


@click.group(
    "experiments",
    epilog=options.examples(
        ("tagwright optimizely experiments create headline …", "a draft; its id, on stdout"),
        ("tagwright optimizely experiments start ID", "visitors see it"),
        ("tagwright optimizely experiments results ID", "a table"),
    ),
)
def command() -> None:
    """Test a headline; start, pause, and read results."""


@command.command("list")
@asking.project
@options.json
@asking.connected()
def list_(*, client: Client, project: str, as_json: bool) -> None:
    """List a project's experiments."""
    from generator.optimizely import experiments  # noqa: PLC0415 -- heavy

    found = list(experiments.every(client, project))
    if as_json:
        asking.write_json([experiment.model_dump(exclude_none=True) for experiment in found])
        return
    asking.write_table(("id", "name", "status"), ((e.id, e.name, e.status) for e in found))


@command.group("create")
def create() -> None:
    """Create an experiment."""


@create.command(
    "headline",
    epilog=options.examples(
        (
            "… headline --page https://shop.example/ --selector h1 --original Sale --variation 'Big sale'",
            "",
        )
    ),
)
@asking.project
@click.option("--page", required=True, metavar="URL", help="The page that shows the headline.")
@click.option("--selector", required=True, metavar="CSS", help="Where it stands, such as h1.")
@click.option("--original", required=True, metavar="TEXT", help="The headline as it is.")
@click.option(
    "--variation",
    "variations",
    required=True,
    multiple=True,
    metavar="TEXT",
    help="Another headline; may be repeated.",
)
@click.option("--name", default="", help="The experiment's name.  [default: of the original]")
@click.option(
    "--event", default="", metavar="KEY", help="What counts.  [default: clicks on the headline]"
)
@asking.connected(writes=True)
def headline(  # noqa: PLR0913 -- its options
    *,
    client: Client,
    project: str,
    page: str,
    selector: str,
    original: str,
    variations: tuple[str, ...],
    name: str,
    event: str,
) -> None:
    """Draft an experiment with other headlines, and print its id. Nobody sees it before it is started.

    One of the same name is not made twice.
    """
    from generator.optimizely import experiments  # noqa: PLC0415 -- heavy

    asked = experiments.Headline(page, selector, original, variations, name, event)
    experiment, new = experiments.create_headline(client, project, asked)
    if experiment:
        click.echo(experiment.id)
        said = "drafted" if new else "there is already"
        click.echo(f"{said}: {asked.title!r}, {len(variations) + 1} headlines", err=True)


def _acting(action: Action, text: str) -> None:
    @command.command(action, help=text)
    @click.argument("experiment", type=asking.number, metavar="ID")
    @click.option(
        "--override-changes", "override", is_flag=True, help="Write over somebody's draft."
    )
    @asking.connected(writes=True)
    def act(*, client: Client, experiment: str, override: bool) -> None:
        from generator.optimizely import experiments  # noqa: PLC0415 -- heavy

        status = experiments.act(client, experiment, action, override=override)
        if status:
            click.echo(f"{experiment} is {status.lower()}", err=True)


_acting("start", "Start an experiment: visitors see it.")
_acting("pause", "Pause an experiment: nobody sees it any more.")


@command.command("results")
@click.argument("experiment", type=asking.number, metavar="ID")
@click.option(
    "--wait",
    default=60.0,
    type=click.FloatRange(0),
    metavar="SECONDS",
    help="How long to wait while Optimizely computes.",
)
@options.json
@asking.connected()
def results(*, client: Client, experiment: str, wait: float, as_json: bool) -> None:
    """Read an experiment's results."""
    from generator.optimizely import experiments  # noqa: PLC0415 -- heavy

    said = experiments.results(client, experiment, wait)
    if as_json:
        asking.write_json(said)
        return
    if said is None:
        click.echo("there are no results yet; is it running?", err=True)
        return
    head = (
        "metric",
        "variation",
        "visitors",
        "conversions",
        "rate",
        "lift",
        "interval",
        "sure",
        "",
    )
    asking.write_table(head, (_cells(row) for row in experiments.rows(said)))


def _cells(row: Row) -> list[str]:
    facts = asdict(row)
    interval = ""
    if row.low is not None and row.high is not None:
        interval = f"{row.low:+.1%} … {row.high:+.1%}"
    return [
        str(facts["metric"]),
        str(facts["variation"]),
        f"{row.visitors:,}",
        f"{row.conversions:,}",
        f"{row.rate:.2%}",
        "" if row.lift is None else f"{row.lift:+.1%}",
        interval,
        "" if row.significance is None else f"{row.significance:.0%}",
        row.verdict,
    ]
