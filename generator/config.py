"""`tagwright.toml` in, Config out: where more platforms lie, what to build, and customers' values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import catalog, toml
from generator.errors import ConfigError, nearest, refuse, shown
from generator.model import CLIENTS, TARGETS, Client, Target

NAME = "tagwright.toml"

_KEYS = ("budgets", "client", "deliveries", "folders", "libraries", "platforms", "targets")


@dataclass(frozen=True, slots=True)
class Config:
    """What a `tagwright.toml` says; all defaults when there is none.

    Attributes:
        path: the file, when there is one.
        folders: extra folders that hold folders of platforms.
        client: the client snippets are built for.
        targets: the targets that are built.
        values: what customers set, by platform; names and types are checked when they are resolved.
        libraries: the same, by library.
        deliveries: the same, by delivery.
        budgets: bytes of the gzipped file at most, by pattern of its path in `dist/`.
    """

    path: Path | None = None
    folders: tuple[Path, ...] = ()
    client: Client = "auto"
    targets: tuple[Target, ...] = TARGETS
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    libraries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    deliveries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    budgets: Mapping[str, int] = field(default_factory=dict)


def load(path: Path | None = None) -> Config:
    """What `path` says, or else the nearest `tagwright.toml` around the current folder.

    Raises:
        ConfigError: it cannot be read, or says what nobody understands; all problems at once.
    """
    path = path or find(Path.cwd())
    if path is None:
        return Config()
    document = toml.read(path, ConfigError)
    refuse(_problems(document))
    data = document.data
    return Config(
        path=path,
        folders=tuple(path.parent.resolve() / folder for folder in data.get("folders", ())),
        client=data.get("client", "auto"),
        targets=tuple(t for t in TARGETS if t in data.get("targets", TARGETS)),
        values=data.get("platforms", {}),
        libraries=data.get("libraries", {}),
        deliveries=data.get("deliveries", {}),
        budgets=data.get("budgets", {}),
    )


def find(folder: Path) -> Path | None:
    """The nearest `tagwright.toml` in `folder` or above it, within one repository."""
    for place in (folder, *folder.parents):
        if (place / NAME).is_file():
            return place / NAME
        if (place / ".git").exists():
            return None
    return None


def _problems(document: toml.Document) -> Iterator[ConfigError]:
    for key in document.data:
        if key not in _KEYS:
            yield _problem(document, (key,), f"there is no key {key!r}", nearest(key, _KEYS))
    yield from _of_the_folders(document)
    yield from _of_the_choices(document)
    yield from _of_the_platforms(document)
    yield from _of_the_named(document, "libraries", "library", catalog.libraries())
    yield from _of_the_named(document, "deliveries", "delivery", catalog.deliveries())
    yield from _of_the_budgets(document)


def _of_the_folders(document: toml.Document) -> Iterator[ConfigError]:
    folders = document.data.get("folders", [])
    if not _is_list_of_strings(folders):
        what = f"'folders' must be an array of strings, not {shown(folders)}"
        yield _problem(document, ("folders",), what, 'write: folders = ["platforms"]')
        return
    for folder in folders:
        if not (document.path.parent / folder).is_dir():
            what = f"there is no folder {folder!r}"
            yield _problem(document, ("folders",), what, "it is looked for beside this file")


def _of_the_choices(document: toml.Document) -> Iterator[ConfigError]:
    client = document.data.get("client", "auto")
    if client not in CLIENTS:
        what = f"'client' cannot be {shown(client)}"
        yield _problem(document, ("client",), what, f"choose one of: {', '.join(CLIENTS)}")
    targets = document.data.get("targets", [])
    if not _is_list_of_strings(targets):
        what = f"'targets' must be an array of strings, not {shown(targets)}"
        yield _problem(document, ("targets",), what, 'write: targets = ["reader"]')
        return
    for target in targets:
        if target not in TARGETS:
            what = f"'targets' cannot hold {shown(target)}"
            yield _problem(document, ("targets",), what, f"choose from: {', '.join(TARGETS)}")


def _of_the_platforms(document: toml.Document) -> Iterator[ConfigError]:
    values = document.data.get("platforms", {})
    if not isinstance(values, dict):
        what = f"'platforms' holds the settings of each platform, not {shown(values)}"
        advice = 'write [platforms.SLUG] for settings, folders = ["platforms"] for folders'
        yield _problem(document, ("platforms",), what, advice)
        return
    for slug, table in values.items():
        if not isinstance(table, dict):
            what = f"{slug!r} must be a table of settings, not {shown(table)} in [platforms]"
            yield _problem(document, ("platforms", slug), what, f"write: [platforms.{slug}]")


def _of_the_named(
    document: toml.Document, key: str, one: str, known: tuple[str, ...]
) -> Iterator[ConfigError]:
    """The settings of what has a fixed set of names."""
    values = document.data.get(key, {})
    if not isinstance(values, dict):
        what = f"{key!r} holds the settings of each {one}, not {shown(values)}"
        yield _problem(document, (key,), what, f"write the table [{key}.{known[0]}]")
        return
    for name, table in values.items():
        if name not in known:
            what = f"there is no {one} {name!r}"
            yield _problem(document, (key, name), what, nearest(name, known))
        elif not isinstance(table, dict):
            what = f"{name!r} must be a table of settings, not {shown(table)} in [{key}]"
            yield _problem(document, (key, name), what, f"write: [{key}.{name}]")


def _of_the_budgets(document: toml.Document) -> Iterator[ConfigError]:
    budgets = document.data.get("budgets", {})
    if not isinstance(budgets, dict):
        what = f"'budgets' must be bytes by pattern, not {shown(budgets)}"
        yield _problem(document, ("budgets",), what, "write the table [budgets]")
        return
    for pattern, limit in budgets.items():
        if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
            what = f"{pattern!r} must be bytes, gzipped, not {shown(limit)} in [budgets]"
            yield _problem(document, ("budgets", pattern), what, 'write: "*/reader.min.js" = 1450')


def _is_list_of_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _problem(document: toml.Document, place: toml.Place, what: str, advice: str) -> ConfigError:
    return ConfigError(what, document.path, document.line(place), advice)
