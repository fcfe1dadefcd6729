"""A group of commands, each a module of its own that is imported when the command is run."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click

from generator.errors import UnknownNameError, nearest


class Lazy(click.Group):
    """The commands that `offered` names.

    Attributes:
        package: where their modules lie; each has one `command`.
        offered: name of each command -> what it does, in the order in which they are needed.
    """

    package: str
    offered: Mapping[str, str]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are needed."""
        del ctx
        return list(self.offered)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command's own module, or None."""
        del ctx
        if cmd_name not in self.offered:
            return None
        command: click.Command = importlib.import_module(f"{self.package}.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but an unknown command is told with its nearest match."""
        if args[0] not in self.offered and not args[0].startswith("-"):
            what = f"there is no command {args[0]!r}"
            raise UnknownNameError(
                what, help=nearest(args[0], self.offered, self._offer(ctx.command_path))
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line for each command, none of them imported."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(self.offered.items()))

    def _offer(self, typed: str) -> str:
        return f"there are: {', '.join(self.offered)}\n'{typed} --help' says what each does"
