"""What is known of the files that Salesforce and Marketo export: which column holds the id, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from generator.errors import RowsError
from generator.optimizely import rows

Program = Literal["salesforce", "marketo"]

#: the columns that hold a record's id, best first
_COLUMNS: Mapping[Program, Sequence[str]] = {
    "salesforce": (
        "Lead ID", "Contact ID", "Account ID", "Person Account: Account ID", "Opportunity ID", "Case Safe ID",
        "Lead ID (18)", "Contact ID (18)", "Id",
    ),
    "marketo": ("Marketo Unique Code", "Lead ID", "Person ID", "Id", "Marketo SFDC ID"),
}  # fmt: skip

#: it begins with three characters that say what the record is: a lead, a contact, a campaign, something of one's own
_SHORT_ID = re.compile(r"(?:00[0-9A-Z]|500|701|a[0-9A-Za-z]{2})[0-9A-Za-z]{12}")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def column(program: Program, header: Sequence[str], where: Path) -> int:
    """The column of the record's id.

    Raises:
        RowsError: the header has none of those that are known.
    """
    folded = [cell.strip().casefold() for cell in header]
    for name in _COLUMNS[program]:
        if name.casefold() in folded:
            return rows.column(header, name, where)
    what = f"no column of this {program} export is known to hold ids: {', '.join(header[:12])}"
    raise RowsError(what, where, 1, help="name the one to upload: --column NAME")


def mended(program: Program, value: str) -> str:
    """A Salesforce id of 15 characters as one of 18, so that both ways to write it are one row.

    >>> mended("salesforce", "00Q5g00000AbCdE")
    '00Q5g00000AbCdEEAV'
    """
    if program == "salesforce" and _SHORT_ID.fullmatch(value):
        return value + "".join(_check(value[start : start + 5]) for start in (0, 5, 10))
    return value


def _check(five: str) -> str:
    return _LETTERS[sum(1 << i for i, letter in enumerate(five) if "A" <= letter <= "Z")]
