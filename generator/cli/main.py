"""Arguments in, one command run, an exit code out. Where every error reaches the user."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from generator import __version__
from generator.cli import options
from generator.cli.lazy import Lazy
from generator.errors import OutputError, TagwrightError

#: each command is a module beside this one, imported when it is run; what it does is said here
COMMANDS = {
    "list": "Say which platforms there are.",
    "show": "Say what one platform needs, sends and writes.",
    "new": "Start a platform of your own.",
    "render": "Write one platform's snippet to stdout.",
    "build": "Write every snippet, and their manifest, into a folder.",
    "package": "Wrap snippets for a CMS, a tag manager, a web site.",
    "verify": "Prove platforms in real browsers; check live pages.",
    "inspect": "Say what Optimizely decided on a live page, and where it was sent.",
    "optimizely": "Ask and change what is at Optimizely, and send it conversions.",
    "doctor": "Say what this machine has, and what it lacks.",
}

INTERRUPTED = 130

#: a disk or a quota that is full: nobody's bug
_FULL = (errno.ENOSPC, errno.EDQUOT)


class _Commands(Lazy):
    """The commands of `COMMANDS`, and where they all end."""

    package = "generator.cli"
    offered = COMMANDS

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401 -- click's
        """Run a command and leave with its exit code; a bug keeps its traceback."""
        sys.exit(_run(super().main, args))


def _run(run: Any, args: Sequence[str] | None) -> int:  # noqa: ANN401 -- an overloaded method
    try:
        code = run(args, prog_name="tagwright", standalone_mode=False, color=_color())
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except TagwrightError as error:
        _tell(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads on: what Python still wants to write at its end goes nowhere.
        _drop_output()
        return 128 + 13
    except OSError as error:
        if error.errno not in _FULL:
            raise
        _drop_output()
        _tell(OutputError(f"cannot write what was asked for: {error.strerror}"))
        return OutputError.exit_code
    return code if isinstance(code, int) else 0


def _drop_output() -> None:
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _color() -> bool | None:
    """Never, when the user says no; else on a terminal."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("CI") or os.environ.get("TERM") == "dumb"
    return False if plain else None


def _tell(error: TagwrightError) -> None:
    """The message on stderr."""
    start = click.style("Error:", fg="red", bold=True)
    click.echo(f"{start} {error}", err=True, color=_color())


_EXAMPLES = options.examples(
    ("tagwright list", "what there is"),
    ("tagwright render mixpanel --min", "a snippet to paste"),
    ("tagwright verify mixpanel", "see it work in a browser"),
    ("tagwright new acme", "a platform of your own"),
)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EXAMPLES,
)
@click.version_option(__version__, prog_name="tagwright", message="%(prog)s %(version)s")
def cli() -> None:
    """Make the browser snippets that connect Optimizely to other platforms, and prove that they work."""


def main() -> NoReturn:
    """The command `tagwright`."""
    # Looking for plugins of pydantic, which nobody has, takes a third of its import.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    cli.main()
