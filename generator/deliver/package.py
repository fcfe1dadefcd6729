"""A delivery and a Parcel in, its files and their manifest out. The folder is the registry: `deliver/<name>.py`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from generator import build, catalog, manifest, settings
from generator.config import Config
from generator.deliver.parcel import Parcel, Placement, of
from generator.errors import UnknownNameError, nearest
from generator.model import Artifact, Value

#: the table of tagwright.toml that holds the settings of deliveries
TABLE = "deliveries"


@cache
def names() -> tuple[str, ...]:
    """Every delivery, sorted."""
    return catalog.deliveries()


def describe(name: str) -> str:
    """For whom a delivery is: the first line of its module."""
    return (_module(name).__doc__ or "").partition("\n")[0].rstrip(".")


def placement(name: str) -> Placement:
    """Where a delivery puts the snippets."""
    found: Placement = _module(name).PLACEMENT
    return found


def parcel(
    name: str, config: Config, slugs: Sequence[str] = (), pairs: Sequence[str] = ()
) -> Parcel:
    """What a delivery is made of: the platforms named, or else those configured, with their settings and its own.

    `pairs` are settings as typed, `NAME=VALUE` for the delivery, `PLATFORM.NAME=VALUE` for a platform.

    Raises:
        UnknownNameError: a delivery or platform does not exist, or there is none to package.
        SettingsError: settings are unknown, missing or unfit; all at once.
    """
    module = _module(name)
    own = [pair for pair in pairs if "." not in pair.partition("=")[0]]
    config = _told(config, [pair for pair in pairs if pair not in own])
    named = sorted({*slugs, *_platforms_in(pairs)})
    if not named and not config.values and not getattr(module, "ALONE", False):
        what = f"there is no platform to package for {name!r}"
        advice = f"name some: tagwright package {name} mixpanel"
        raise UnknownNameError(what, help=advice)
    platforms = build.chosen(config, named) if named or config.values else ()
    options = _options(name, config, own)
    return of(platforms, config, options, asks=getattr(module, "ASKS", False))


def _options(name: str, config: Config, pairs: Sequence[str]) -> Mapping[str, Value]:
    """The delivery's own settings."""
    declared = catalog.delivery_settings(name)
    typed = settings.parse(declared, pairs)
    written = config.deliveries.get(name, {})
    rest = {key: value for key, value in written.items() if key not in typed}
    if config.path and rest:
        settings.of(name, declared, rest, config.path, (TABLE, name))
    return settings.of(name, declared, {**rest, **typed}).values


def _told(config: Config, pairs: Sequence[str]) -> Config:
    """The configuration with what the command line says of platforms."""
    values = {slug: dict(given) for slug, given in config.values.items()}
    for slug in _platforms_in(pairs):
        platform = catalog.load(slug, config.folders)
        own = [p.partition(".")[2] for p in pairs if p.partition(".")[0] == slug]
        values[slug] = {**values.get(slug, {}), **settings.parse(settings.declare(platform), own)}
    return replace(config, values=values)


def _platforms_in(pairs: Sequence[str]) -> Sequence[str]:
    names = (pair.partition("=")[0] for pair in pairs)
    return list(dict.fromkeys(name.partition(".")[0] for name in names if "." in name))


def package(name: str, parcel: Parcel) -> tuple[Artifact, ...]:
    """Every file of a package, its manifest included, sorted by path.

    Raises:
        UnknownNameError: there is no such delivery.
        TagwrightError: a value does not fit into the destination's language, or what the delivery itself refuses.
    """
    files = tuple(_module(name).files(parcel))
    told = {
        "name": name,
        "placement": _placed(placement(name)),
        "files": [_file(file) for file in sorted(files, key=lambda file: file.path)],
    }
    entries = {slug: _of_package(entry) for slug, entry in parcel.entries.items()}
    whole = manifest.whole(entries, {manifest.PACKAGE: told})
    return tuple(sorted([*files, whole], key=lambda file: file.path))


def _module(name: str) -> ModuleType:
    if name not in names():
        what = f"there is no delivery {name!r}"
        raise UnknownNameError(
            what, help=nearest(name, names(), f"choose one of: {', '.join(names())}")
        )
    return import_module(f"generator.deliver.{name.replace('-', '_')}")


def _placed(placement: Placement) -> Mapping[str, Any]:
    return {
        "where": placement.where,
        "can_be_first": placement.can_be_first,
        "note": placement.note,
    }


def _of_package(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a platform's entry says beside its files, which are not in the package."""
    kept = {key: value for key, value in entry.items() if key != "settings_schema"}
    return {**kept, "targets": {}}


def _file(file: Artifact) -> Mapping[str, Any]:
    return {
        "bytes": len(file.content),
        "path": file.path,
        "sha256": hashlib.sha256(file.content).hexdigest(),
    }


def template(delivery: str, path: str) -> bytes:
    """A file of `templates/<delivery>/`, as it stands."""
    return (catalog.delivery_folder(delivery) / path).read_bytes()


def template_paths(delivery: str) -> Sequence[str]:
    """Every file of `templates/<delivery>/` but its settings, relative to it; sorted."""
    folder: Path = catalog.delivery_folder(delivery)
    found = (path for path in folder.rglob("*") if path.is_file())
    paths = (path.relative_to(folder).as_posix() for path in found)
    return sorted(path for path in paths if path != catalog.DELIVERY_SETTINGS)
