"""Words that are never shown: tokens, client secrets, codes."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from typing import NoReturn


class Secret:
    """A word whose `repr` and `str` never show it; `reveal` does, where a request is made of it."""

    __slots__ = ("_hidden",)

    def __init__(self, word: str) -> None:
        # A function keeps it: a traceback that shows the attributes of objects shows nothing.
        def hidden() -> str:
            return word

        self._hidden = hidden

    def reveal(self) -> str:
        """The word itself."""
        return self._hidden()

    def __repr__(self) -> str:
        return "Secret(…)"

    def __str__(self) -> str:
        return "…"

    def __bool__(self) -> bool:
        return bool(self.reveal())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self.reveal().encode(), other.reveal().encode())

    def __hash__(self) -> int:
        return hash(self.reveal())

    def __reduce__(self) -> NoReturn:
        msg = "a Secret is not copied into files or other processes"
        raise TypeError(msg)


def scrub(text: str, secrets: Iterable[Secret]) -> str:
    """The text without the secrets: an answer may repeat what was sent."""
    for secret in secrets:
        word = secret.reveal()
        if word:
            text = text.replace(word, "…")
    return text
