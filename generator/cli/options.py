"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

config = click.option(
    "--config",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Configuration.  [default: the nearest tagwright.toml, in this folder or above]",
)
json = click.option("--json", "as_json", is_flag=True, help="Write JSON to stdout.")
