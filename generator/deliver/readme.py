"""What the person who installs a package reads: the delivery's own text, then what this package holds."""

from __future__ import annotations

from collections.abc import Iterator

from generator import catalog
from generator.deliver.parcel import Item, Parcel, Placement
from generator.model import Artifact


def of(delivery: str, parcel: Parcel, placement: Placement, name: str = "README.md") -> Artifact:
    """`templates/<delivery>/README.md`, followed by the placement and a table of the platforms."""
    text = (catalog.delivery_folder(delivery) / "README.md").read_text(encoding="utf-8")
    lines = [*text.rstrip("\n").split("\n"), "", *_placed(placement), *_platforms(parcel)]
    return Artifact(name, "".join(f"{line}\n" for line in lines).encode("utf-8"))


def _placed(placement: Placement) -> Iterator[str]:
    yield "## Where it stands"
    yield ""
    yield f"{placement.where[:1].upper()}{placement.where[1:]}. {placement.note}"


def _platforms(parcel: Parcel) -> Iterator[str]:
    if not parcel.items:
        return
    yield ""
    yield "## What is in it"
    yield ""
    yield "| platform | role | version | settings |"
    yield "|---|---|---|---|"
    for item in parcel.items:
        yield f"| {item.platform.name} | {item.role} | {item.platform.version} | {_chosen(item)} |"


def _chosen(item: Item) -> str:
    """The settings that are not at their default, as code in a table."""
    properties = item.schema["properties"]
    told = (
        f"`{name} = {value!r}`".replace("|", "\\|").replace("\n", " ")
        for name, value in item.values.items()
        if value != properties[name].get("default")
    )
    return ", ".join(told) or "defaults"
