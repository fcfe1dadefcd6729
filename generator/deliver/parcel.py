"""What a delivery is made from: a Config and chosen platforms in, a Parcel out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator import build, settings
from generator.config import Config
from generator.model import ROLES, Platform, Role, Settings, Snippet, Target, Value


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the snippets stand in the destination, for its manifest and for people.

    Attributes:
        where: a phrase, such as "in <head>, after Optimizely".
        can_be_first: whether Optimizely's own snippet can be the first thing in `<head>` there; None where the
            delivery leaves that to whoever pastes it.
        note: what follows from it, in a sentence or two.
    """

    where: str
    can_be_first: bool | None
    note: str


#: what a snippet of each role does, for people who choose from a list
_PURPOSES: Mapping[Role, str] = {
    "analytics": "Report experiments to {}",
    "audience": "Use what {} knows of visitors for experiments",
    "conversion": "Join conversions in {} with experiments",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One platform in one role.

    Attributes:
        target: the form the snippet takes: the reader, the audience or the conversion.
        settings: the customer's, which are in `snippet`.
        values: the same by name, features included, as a form would show them.
        snippet: the program with these settings.
        embed: the program for all settings, which reads them on the page.
        schema: JSON Schema of the settings of this role, flat.
        entry: what the manifest says of the platform.
    """

    platform: Platform
    role: Role
    target: Target
    settings: Settings
    values: Mapping[str, Value]
    snippet: Snippet
    embed: str
    schema: Mapping[str, Any]
    entry: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What tells it from the others in file names: the slug, and the role where it is not the platform's first."""
        first = self.role == self.platform.roles[0]
        return self.platform.slug if first else f"{self.platform.slug}-{self.role}"

    @property
    def title(self) -> str:
        """The same for people."""
        first = self.role == self.platform.roles[0]
        return self.platform.name if first else f"{self.platform.name} ({self.role})"

    @property
    def purpose(self) -> str:
        """What it does, as the title of an action."""
        return _PURPOSES[self.role].format(self.platform.name)

    def has_lines(self, name: str) -> bool:
        """Whether a form needs more than one line for a setting: by what it is, or for the value it has."""
        declared = settings.declare(self.platform, self.role)[name]
        return declared.format == "mapping" or "\n" in str(self.values.get(name, ""))


@dataclass(frozen=True, slots=True)
class Parcel:
    """Everything a delivery reads: items sorted by name, and the delivery's own settings."""

    items: tuple[Item, ...]
    options: Mapping[str, Value] = field(default_factory=dict)

    @property
    def entries(self) -> Mapping[str, Mapping[str, Any]]:
        """What the manifest says of each platform, by slug."""
        return {item.platform.slug: item.entry for item in self.items}


def of(
    platforms: Sequence[Platform],
    config: Config,
    options: Mapping[str, Value] | None = None,
    *,
    asks: bool = False,
) -> Parcel:
    """The parcel of these platforms with what the configuration sets for them.

    With `asks` the destination has a form of its own: what a customer has to give may be missing, and stands in no
    `values`.

    Raises:
        TagwrightError: as `build.artifacts`; without `asks`, also what a customer has to give and did not.
    """
    items = build.each(platforms, lambda one: tuple(_items(one, config, asks=asks)))
    flat = sorted((item for some in items for item in some), key=lambda item: item.name)
    return Parcel(tuple(flat), options or {})


def _strictly(platform: Platform, config: Config) -> Config:
    """The same, in which a platform that is not configured is configured with nothing: no example stands in."""
    if platform.slug in config.values:
        return config
    return replace(config, path=None, values={**config.values, platform.slug: {}})


def _leniently(platform: Platform, config: Config) -> Config:
    """The same, in which examples stand in for what a configured platform has to be given and was not."""
    given = config.values.get(platform.slug)
    if given is None:
        return config
    roles = build.roles(platform, config)
    declared = [pair for role in roles for pair in settings.declare(platform, role).items()]
    needed = {name: setting.example for name, setting in declared if setting.required}
    return replace(config, values={**config.values, platform.slug: {**needed, **given}})


def _items(platform: Platform, config: Config, *, asks: bool) -> Iterator[Item]:
    given = config.values.get(platform.slug, {})
    filled = (_leniently if asks else _strictly)(platform, config)
    for role in build.roles(platform, filled):
        chosen = build.resolve(platform, filled, role)
        target = _target(role)
        entry = build.entry(platform, filled)
        yield Item(
            platform,
            role,
            target,
            chosen,
            settings.filled_in(platform, given, role, examples=False),
            build.snippet(platform, target, config.client, chosen),
            build.embed(platform, target, config.client),
            settings.schema_of(platform.name, settings.declare(platform, role)),
            entry,
        )


def _target(role: Role) -> Target:
    """The target that stands by itself: the role's first."""
    targets: Sequence[Target] = ROLES[role].targets
    return targets[0]
