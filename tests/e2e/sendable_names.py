"""`python tests/e2e/sendable_names.py` writes sendable_names.json: what makeSendableNames must answer, case by case.

The rules are those of Analytics-JS, read from its documentation and behaviour, in Python and not in JavaScript:
the prefix stands before the experiment's name; each name of a multivariate is cut to one less than its limit and
joined with "~"; cleaning turns every run of other characters into "_" and drops the first "#" of the variation;
cutting comes last. Where Analytics-JS was wrong (an absent prefix was "undefined", an absent multivariate limit left
nothing), an absent or non-positive length is no limit and an absent prefix is empty.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_suffix(".json")

#: experiment id, its name, and the variations a visitor is in: id and name
EXPERIMENTS = {
    "9000000001": ("Homepage hero", {"9000000012": "Blue button"}),
    "9000000003": ("Product page", {"9000000031": "Red", "9000000041": "Big"}),
    "9000000006": (
        'Größe & "Preis" </script> {{x}} 価格 🎉',
        {"9000000062": "#1: A/B|C~D – 'große' \\ 日本"},
    ),
    "9999999999": ("9999999999", {"9999999991": "9999999991"}),
}
LENGTHS = (None, 0, -1, 5, 100)
MVT_LENGTHS = (None, 0, 1, 3, 15)


def cases() -> Iterator[list[Any]]:
    """Arguments in their order, then the two names."""
    for identity, (name, variations) in EXPERIMENTS.items():
        for exp, var, mvt, clean, prefix in itertools.product(
            LENGTHS, LENGTHS, MVT_LENGTHS, (None, True), (None, "", "Optimizely ")
        ):
            names = list(variations.values())
            yield [
                [identity, list(variations), exp, var, mvt, clean, prefix],
                experiment(name, exp, prefix, clean=bool(clean)),
                variation(names, var, mvt, clean=bool(clean)),
            ]


def experiment(name: str, limit: int | None, prefix: str | None, *, clean: bool) -> str:
    text = (prefix or "") + name
    return cut(cleaned(text) if clean else text, limit)


def variation(names: list[str], limit: int | None, each: int | None, *, clean: bool) -> str:
    if len(names) > 1 and each and each > 0:
        names = [name[: each - 1] for name in names]
    text = "~".join(names)
    return cut(cleaned(text.replace("#", "", 1)) if clean else text, limit)


def cleaned(text: str) -> str:
    return re.sub(r"[^a-zA-Z0-9.~!*()']+", "_", text)


def cut(text: str, limit: int | None) -> str:
    if not limit or limit < 0:
        return text
    units = text.encode("utf-16-le")[: limit * 2]
    # half a character at the end is left out
    return units.decode("utf-16-le", "ignore")


if __name__ == "__main__":
    rows = ",\n".join(json.dumps(case) for case in cases())
    TABLE.write_text(f"[\n{rows}\n]\n", encoding="ascii")
