"""`tagwright package`: a delivery and platforms in, a folder that is ready to install out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator import build, config, deliver
from generator.cli import options


class _Deliveries(click.Command):
    """A command whose help lists the deliveries, and for whom each is."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the deliveries."""
        super().format_options(ctx, formatter)
        with formatter.section("Deliveries"):
            formatter.write_dl([(name, deliver.describe(name)) for name in deliver.names()])


@click.command(
    "package",
    cls=_Deliveries,
    epilog=options.examples(
        ("tagwright package html mixpanel", "files and tags for your own pages"),
        ("tagwright package wordpress ga4 segment", "a plugin to upload"),
        ("tagwright package install --set project_id=5935064", "Optimizely's own tag"),
    ),
)
@click.argument("delivery", metavar="DELIVERY")
@click.argument("slugs", metavar="[PLATFORM]...", nargs=-1)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder to write.  [default: packages/DELIVERY]",
)
@click.option(
    "--set",
    "pairs",
    metavar="NAME=VALUE",
    multiple=True,
    help="Set a setting of the delivery, or PLATFORM.NAME=VALUE one of a platform; repeat for more.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file is out of date.")
@options.config
def command(  # noqa: PLR0913 -- one parameter for each flag
    *,
    delivery: str,
    slugs: tuple[str, ...],
    out: Path | None,
    pairs: tuple[str, ...],
    check: bool,
    path: Path | None,
) -> None:
    """Wrap snippets for the place where they will live.

    Without PLATFORM: those that tagwright.toml has settings for.
    """
    files = deliver.package(delivery, deliver.parcel(delivery, config.load(path), slugs, pairs))
    out = out or Path("packages") / delivery
    if check:
        build.check(files, out, _again(delivery, slugs))
        click.echo(f"{out} is up to date: {options.count(len(files), 'file')}", err=True)
        return
    written = build.write(files, out)
    for file in files:
        click.echo(f"  {file.path}{'' if file.path in written else ' (unchanged)'}", err=True)
    _tell(deliver.placement(delivery), out)


def _tell(placement: deliver.Placement, out: Path) -> None:
    first = {
        True: "Optimizely's snippet can be the first thing in <head> there",
        False: "Optimizely's snippet cannot be first there: put it into the page itself",
        None: "whether Optimizely's snippet is first is up to you",
    }[placement.can_be_first]
    click.echo(f"{out}: {placement.where}", err=True)
    click.echo(options.wrapped(f"{placement.note} {first}.", "  "), err=True)


def _again(delivery: str, slugs: Sequence[str]) -> str:
    return " ".join(["tagwright package", delivery, *slugs])
