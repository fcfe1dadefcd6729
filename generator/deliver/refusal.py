"""Values that a destination would not take as text: they are refused before anything is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.deliver.parcel import Parcel
from generator.errors import SettingsError, shown
from generator.model import Value


def holding(parcel: Parcel, marks: Sequence[str], why: str, advice: str) -> Iterator[SettingsError]:
    """One error for each of the customers' values that holds one of these marks, with `why` after it."""
    for item in parcel.items:
        for name, value in item.values.items():
            if any(mark in str(value) for mark in marks):
                what = f"{name!r} of {item.platform.slug!r} cannot be {shown(value)} here: {why}"
                yield SettingsError(what, help=advice)


def unsayable(parcel: Parcel, *languages: Callable[[str], object]) -> Iterator[SettingsError]:
    """One error for each text, of the customers' and of the delivery's own, that a language cannot say.

    A language is a function that raises SettingsError for such a text, as those of `escape` do.
    """
    held: list[tuple[str, Mapping[str, Value]]] = [("", parcel.options)]
    held += [(f" of {item.platform.slug!r}", item.values) for item in parcel.items]
    for whose, values in held:
        texts = {name: value for name, value in values.items() if isinstance(value, str)}
        for name, text in texts.items():
            for language in languages:
                try:
                    language(text)
                except SettingsError as error:
                    yield SettingsError(f"{name!r}{whose}: {error.what}", help=error.help)
