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


def examples(*lines: tuple[str, str]) -> str:
    """The end of a command's help: commands as typed and what they do, on lines of their own."""
    wide = max(len(typed) for typed, _ in lines)
    text = "\n".join(f"  {typed:{wide}}  {does}" for typed, does in lines)
    # click wraps every paragraph but one that begins with this character.
    return f"\b\nExamples:\n{text}"
