"""Every error a user can meet, and how a message is laid out.

Facts are attributes; `str(error)` lays them out once: *what*, then `--> file:line`, then `help:`.
A bug is not one of these: it keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

__all__ = [
    "ApiError",
    "BudgetError",
    "ConfigError",
    "EnvironmentMissingError",
    "LoginError",
    "OfflineError",
    "OutputError",
    "PlatformError",
    "ReceiverError",
    "RowsError",
    "ScriptError",
    "SettingsError",
    "StaleError",
    "TagwrightError",
    "UnknownNameError",
    "UnreachableError",
    "combine",
    "near",
    "nearest",
    "refuse",
    "shown",
]


#: characters of a value that a message quotes
_LONGEST = 60

#: characters of a name that say which names are meant, and how many of these are told
_PART = 3
_MANY = 4


class TagwrightError(Exception):
    """Something the user can put right.

    Attributes:
        what: lower case, no full stop, the offending value quoted.
        where: the file that is wrong, when there is one.
        line: 1-based line in `where`.
        column: 1-based column in `line`.
        help: an imperative, the list of right answers, or the nearest match.
        also: further problems found in the same go; each is laid out below the first.
    """

    #: what the command line exits with
    exit_code: ClassVar[int] = 2

    def __init__(  # noqa: PLR0913 -- the facts of a message
        self,
        what: str,
        where: Path | str | None = None,
        line: int | None = None,
        help: str | None = None,  # noqa: A002 -- the word the message shows
        also: Sequence[TagwrightError] = (),
        *,
        column: int | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.line = line
        self.column = column
        self.help = help
        self.also = tuple(also)

    def __str__(self) -> str:
        """Lay the problem out, and those found with it."""
        place = near(self.where) if self.where else ""
        place += f":{self.line}" if self.line else ""
        place += f":{self.column}" if self.line and self.column else ""
        lines = [self.what]
        if place:
            lines.append(f"  --> {place}")
        if self.help:
            lines.append("  help: " + self.help.replace("\n", "\n        "))
        return "\n".join(["\n".join(lines), *map(str, self.also)])


class UnknownNameError(TagwrightError):
    """A platform, target, client, scenario or setting that does not exist."""


class PlatformError(TagwrightError):
    """A platform folder that breaks the contract."""


class ConfigError(TagwrightError):
    """A `tagwright.toml` that cannot be read."""


class SettingsError(TagwrightError):
    """A customer's value that its setting does not allow."""


class ScriptError(TagwrightError):
    """Code that does not parse, or is not ES5."""


class ReceiverError(TagwrightError):
    """A receiver's file that cannot be read."""


class RowsError(TagwrightError):
    """A file of rows that cannot be sent."""


class OutputError(TagwrightError):
    """A folder or file that cannot be written."""


class StaleError(TagwrightError):
    """Built files that differ from what a build would write now."""

    exit_code = 1


class BudgetError(TagwrightError):
    """A file that is larger than its budget."""

    exit_code = 1


class EnvironmentMissingError(TagwrightError):
    """A browser or tool this machine lacks."""

    exit_code = 3


class UnreachableError(TagwrightError):
    """A page that does not answer."""

    exit_code = 4


class LoginError(TagwrightError):
    """Nobody is logged in at Optimizely, or no longer."""


class ApiError(TagwrightError):
    """A request that Optimizely refused.

    Attributes:
        status: of the answer; 0 when there was none.
        code: Optimizely's word for what is wrong, from the answer.
        message: Optimizely's sentence, from the answer.
        uuid: under which Optimizely's support finds the request, from the answer.
        doubtful: it is not known whether the request was carried out.
        passing: the same request may work later.
        wait: seconds after which Optimizely wants to be asked again, when it says so.
    """

    status: int = 0
    code: str = ""
    message: str = ""
    uuid: str = ""
    doubtful: bool = False
    passing: bool = False
    wait: float | None = None


class OfflineError(ApiError):
    """A request without an answer, or with one that is no answer of Optimizely's."""

    exit_code = 4


def shown(value: object) -> str:
    """A value as a message quotes it: short, on one line, booleans as TOML writes them."""
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def nearest(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """Help for a name that does not exist: names that hold it, the nearest match, the right answers or `otherwise`."""
    from difflib import get_close_matches  # noqa: PLC0415 -- only an error needs it

    names = list(dict.fromkeys(names))
    holding = [one for one in names if len(name) >= _PART and name.lower() in one]
    near = holding[:_MANY] or get_close_matches(name, names, n=1)
    if near:
        *others, last = map(repr, near)
        return f"did you mean {', '.join(others) + ' or ' if others else ''}{last}?"
    return otherwise or (f"there are: {', '.join(names)}" if names else "there are none")


def combine(errors: Iterable[TagwrightError]) -> TagwrightError | None:
    """The first of `errors` carrying the others, so that all problems are shown at once; None for none."""
    errors = list(errors)
    if not errors:
        return None
    first, *others = errors
    first.also = (*first.also, *others)
    return first


def refuse(errors: Iterable[TagwrightError]) -> None:
    """Nothing, when there are no errors.

    Raises:
        TagwrightError: the first of them, carrying the others.
    """
    error = combine(errors)
    if error:
        raise error


def near(where: Path | str) -> str:
    """A file as seen from the current folder, when it lies in it."""
    try:
        return str(Path(where).relative_to(Path.cwd()))
    except (OSError, ValueError):
        return str(where)
