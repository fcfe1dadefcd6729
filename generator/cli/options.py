"""Options that several commands share."""

from __future__ import annotations

import shutil
import textwrap
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


#: the widest line of text that is still easy to read
_WIDE = 88


def wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    """The text in lines that fit the terminal; words, such as addresses, stay whole."""
    width = min(_WIDE, shutil.get_terminal_size((_WIDE, 24)).columns)
    indent = first if rest is None else rest
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def count(number: int, noun: str) -> str:
    """A number and what it counts."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def examples(*lines: tuple[str, str]) -> str:
    """The end of a command's help: commands as typed and what they do, on lines of their own."""
    wide = max(len(typed) for typed, _ in lines)
    text = "\n".join(f"  {typed:{wide}}  {does}" for typed, does in lines)
    # click wraps every paragraph but one that begins with this character.
    return f"\b\nExamples:\n{text}"
