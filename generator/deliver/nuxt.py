"""Nuxt: a function for app.head or useHead, with types of the settings."""

from __future__ import annotations

from collections.abc import Iterable

from generator.deliver import readme, web
from generator.deliver.parcel import Parcel, Placement
from generator.model import Artifact

PLACEMENT = Placement(
    "in <head>, before title, styles and other scripts",
    can_be_first=True,
    note="Only meta elements that have to be early, such as charset and viewport, stand before it.",
)

#: TypeScript asks for what is missing
ASKS = True


def files(parcel: Parcel) -> Iterable[Artifact]:
    """`tagwright/` to import, `public/` to serve, `csp.json` and a README."""
    yield from web.files(parcel, "nuxt")
    yield readme.of("nuxt", parcel, PLACEMENT)
