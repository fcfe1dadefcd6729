"""Values that a destination would not take as text: they are refused before anything is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.deliver.parcel import Parcel
from generator.errors import SettingsError, shown


def holding(parcel: Parcel, marks: Sequence[str], why: str, advice: str) -> Iterator[SettingsError]:
    """One error for each of the customers' values that holds one of these marks, with `why` after it."""
    for item in parcel.items:
        for name, value in item.values.items():
            if any(mark in str(value) for mark in marks):
                what = f"{name!r} of {item.platform.slug!r} cannot be {shown(value)} here: {why}"
                yield SettingsError(what, help=advice)
