"""Optimizely itself: custom analytics integrations to import, and Project JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator import build, settings
from generator.deliver import readme
from generator.deliver.parcel import Item, Parcel, Placement
from generator.errors import SettingsError, refuse
from generator.model import EXTENSION, Artifact, Role, role_of

PLACEMENT = Placement(
    "inside Optimizely's own snippet",
    can_be_first=True,
    note="Your pages have Optimizely's snippet and nothing else of this.",
)

#: integrations have a form of their own: what a customer has to give can be filled in there
ASKS = True

#: what tells Optimizely about visitors comes before what hears of its decisions
_ORDER: Sequence[Role] = ("audience", "conversion", "analytics")


def files(parcel: Parcel) -> Iterable[Artifact]:
    """`<slug>.json` for each integration, `project.js` for the rest, and a README.

    Raises:
        SettingsError: a value does not fit into a form, or one is missing that no form asks for; all at once.
    """
    forms = [item for item in parcel.items if _has_form(item, parcel)]
    rest = _given([item for item in parcel.items if item not in forms], forms)
    yield from build.each(forms, _integration)
    code = "".join(_project(rest, str(parcel.options["oauth_client_id"])))
    if code:
        yield Artifact("project.js", code.encode("ascii"))
    yield readme.of("optimizely", Parcel((*forms, *rest), parcel.options), PLACEMENT)


def _has_form(item: Item, parcel: Parcel) -> bool:
    return item.role == role_of(EXTENSION) and parcel.options["analytics"] == EXTENSION


def _integration(item: Item) -> Artifact:
    return build.extension(item.platform, item.values, f"{item.platform.slug}.json")


def _given(items: Sequence[Item], forms: Sequence[Item]) -> Sequence[Item]:
    """Those that have all they need; a platform of which nothing is left is an error."""
    used = [item for item in items if not _missing(item)]
    served = {item.platform.slug for item in (*used, *forms)}
    refuse(
        SettingsError(
            f"{name!r} of {item.platform.slug!r} is missing",
            help=f"give it a value: --set {item.platform.slug}.{name}=VALUE, or in tagwright.toml",
        )
        for item in items
        if item.platform.slug not in served
        for name in _missing(item)
    )
    return sorted(used, key=lambda item: _ORDER.index(item.role))


def _missing(item: Item) -> Sequence[str]:
    declared = settings.declare(item.platform, item.role)
    return [n for n, one in declared.items() if one.required and n not in item.values]


def _project(items: Iterable[Item], client_id: str) -> Iterator[str]:
    """The lines of Project JavaScript: each program contained, so that none stops the next."""
    if client_id:
        # The guide's one line, at the top; Edge has a queue of its own.
        queue = "(window.optimizelyEdge || (window.optimizely = window.optimizely || []))"
        yield f'{queue}.push({{type: "integration", OAuthClientId: {int(client_id)}}});\n'
    for item in items:
        yield f"try {{\n{item.snippet.minified}}} catch (error) {{}}\n"
