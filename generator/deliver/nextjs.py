"""Next.js: a component for the top of <head>, with types of the settings."""

from __future__ import annotations

from collections.abc import Iterable

from generator.deliver import readme, web
from generator.deliver.parcel import Parcel, Placement
from generator.model import Artifact

PLACEMENT = Placement(
    "in <head> of the root layout, as its first child",
    can_be_first=True,
    note="Only <meta charset> and what React itself puts first, style sheets with a precedence and preloads, can stand before it.",
)

#: TypeScript asks for what is missing
ASKS = True


def files(parcel: Parcel) -> Iterable[Artifact]:
    """`tagwright/` to import, `public/` to serve, `csp.json` and a README."""
    yield from web.files(parcel, "nextjs")
    yield readme.of("nextjs", parcel, PLACEMENT)
