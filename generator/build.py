"""Platforms and a Config in, Artifacts out: every snippet in both forms, its form's schema, the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, TypeVar

from generator import catalog, manifest, settings, toml
from generator import compile as engine
from generator.config import Config
from generator.errors import (
    BudgetError,
    ConfigError,
    TagwrightError,
    UnknownNameError,
    nearest,
    refuse,
)
from generator.extension import integration
from generator.model import (
    EXTENSION,
    ROLES,
    Artifact,
    Client,
    Platform,
    Role,
    Script,
    Settings,
    Snippet,
    Target,
    clients_of,
    role_of,
)
from generator.output import check, old_manifest, write
from generator.scripts import Scripts, default_folder

__all__ = [
    "artifacts",
    "check",
    "check_budgets",
    "chosen",
    "each",
    "embed",
    "entry",
    "extension",
    "old_manifest",
    "resolve",
    "roles",
    "scripts",
    "snippet",
    "write",
]

_In = TypeVar("_In")
_Out = TypeVar("_Out")


@cache
def scripts() -> Scripts:
    """The Scripts this process shares, remembered in the user's own folder."""
    return Scripts(default_folder())


def snippet(platform: Platform, target: Target, client: Client, chosen: Settings) -> Snippet:
    """The program a customer with these settings pastes; compiled once for all customers.

    That of an extension is one for all of them: what they set is in its form, see `extension`.

    Raises:
        PlatformError: the body cannot be read, or lacks the function its role is for.
        ScriptError: it does not parse, or is not ES5.
    """
    if target == EXTENSION:
        chosen = settings.undecided(platform, role_of(target))
    return engine.splice(scripts().of(platform, target, client, chosen), chosen)


def extension(
    platform: Platform,
    given: Mapping[str, Any],
    path: str,
    client: Client = "auto",
    known: Scripts | None = None,
) -> Artifact:
    """The file, at `path`, that Optimizely imports; its form shows what is given, and else defaults.

    Raises:
        UnknownNameError: the client has no extensions.
        PlatformError, ScriptError: as `snippet`.
        SettingsError: a value does not fit into the form.
    """
    values = settings.filled_in(platform, given, role_of(EXTENSION), examples=False)
    found = integration(platform, values, embed(platform, EXTENSION, client, known))
    return Artifact(path, manifest.encoded(found, sort=False))


def embed(
    platform: Platform, target: Target, client: Client = "auto", known: Scripts | None = None
) -> str:
    """The minified program for all customers: it reads its settings on the page, as docs/design.md says.

    Raises:
        PlatformError, ScriptError: as `snippet`.
    """
    undecided = settings.undecided(platform, role_of(target))
    script = (known or scripts()).of(platform, target, client, undecided)
    return engine.splice(script, undecided).minified


def chosen(config: Config, slugs: Sequence[str] = ()) -> tuple[Platform, ...]:
    """The platforms to build: those named, or else those configured, or else all; sorted.

    Raises:
        UnknownNameError: one of them does not exist.
        PlatformError: a folder breaks the contract.
    """
    found = catalog.find(config.folders)
    refuse([*_unknown(config, found), *_unnamed(slugs, found)])
    wanted = sorted(set(slugs) or config.values.keys() or found.keys())
    return each(wanted, lambda slug: catalog.load(slug, config.folders))


def resolve(
    platform: Platform, config: Config, role: Role | None = None, *, examples: bool = False
) -> Settings:
    """What a customer configured for a role; defaults and examples where this platform is not configured at all.

    With `examples` one stands in for whatever is missing.

    Raises:
        SettingsError: values that are unknown, missing or unfit.
    """
    given = config.values.get(platform.slug)
    if given is None:
        return settings.resolve(platform, {}, role=role, examples=True)
    table = ("platforms", platform.slug)
    return settings.resolve(platform, given, config.path, table, role=role, examples=examples)


def artifacts(
    platforms: Iterable[Platform],
    config: Config = Config(),  # noqa: B008 -- frozen
    *,
    beside: Mapping[str, Any] | None = None,
    known: Scripts | None = None,
) -> tuple[Artifact, ...]:
    """Every file of `dist/`, sorted by path.

    `beside` is the manifest of a folder whose other platforms stay as they are.

    Raises:
        TagwrightError: whatever is wrong with settings, bodies and code, of all platforms at once.
    """
    known = known or scripts()
    built = each(platforms, lambda platform: _Built(platform, config, known))
    libraries = {name: _library(name, config, known) for name in _libraries(config)}
    entries = dict(beside["platforms"]) if beside else {}
    entries |= {one.platform.slug: one.entry for one in built}
    there = beside or {}
    stay = {name: there[name] for name in catalog.libraries() if name in there}
    made = {name: manifest.of_library(name, config.client, fs) for name, fs in libraries.items()}
    found = [file for files in libraries.values() for file in files]
    found += [artifact for one in built for artifact in one.artifacts]
    found.append(manifest.whole(entries, {**stay, **made}))
    return tuple(sorted(found, key=lambda artifact: artifact.path))


def entry(platform: Platform, config: Config, *, examples: bool = False) -> manifest.Entry:
    """What the manifest says of a platform for these settings, beside its files; `examples` as in `resolve`."""
    found = {
        role: resolve(platform, config, role, examples=examples) for role in roles(platform, config)
    }
    return manifest.of_platform(platform, found, config.client, {})


def check_budgets(found: Iterable[Artifact], config: Config) -> None:
    """Nothing, when every file keeps to the budget it has.

    Raises:
        BudgetError: some do not; all of them at once.
    """
    refuse(_over_budget(found, config))


class _Built:
    """One platform's artifacts and its entry in the manifest."""

    def __init__(self, platform: Platform, config: Config, known: Scripts) -> None:
        self.platform = platform
        found = {role: resolve(platform, config, role) for role in roles(platform, config)}
        files = {
            target: tuple(_files(platform, target, config, chosen, known))
            for role, chosen in found.items()
            for target in ROLES[role].targets
            if target in config.targets and config.client in clients_of(target)
        }
        schema = manifest.encoded(settings.schema(platform), sort=False)
        self.artifacts = [file for pair in files.values() for file in pair]
        self.artifacts.append(Artifact(f"{platform.slug}/settings.schema.json", schema))
        self.entry = manifest.of_platform(platform, found, config.client, files)


def roles(platform: Platform, config: Config) -> Sequence[Role]:
    """The roles that a customer's values are for; all, when they are for none, so that what is missing is told."""
    given = config.values.get(platform.slug)
    if given is None:
        return platform.roles
    return [r for r in platform.roles if settings.chooses(platform, r, given)] or platform.roles


def library(name: str, client: Client, chosen: Settings, known: Scripts | None = None) -> Snippet:
    """A library as a customer with these settings hosts it."""
    return engine.splice((known or scripts()).library(name, client, chosen.answers), chosen)


def _library(name: str, config: Config, known: Scripts) -> Sequence[Artifact]:
    """The files of a library."""
    table = ("libraries", name)
    chosen = settings.of(
        name, catalog.library_settings(name), config.libraries.get(name, {}), config.path, table
    )
    files = _forms(name, library(name, config.client, chosen, known))
    declared = catalog.library_settings(name)
    if not declared:
        return files
    schema = manifest.encoded(settings.schema_of(f"{name}.js", declared), sort=False)
    return (*files, Artifact(f"{name}.schema.json", schema))


def _libraries(config: Config) -> Sequence[str]:
    """A library is built with the targets that have its name."""
    return [name for name in catalog.libraries() if name in config.targets]


def _files(
    platform: Platform, target: Target, config: Config, chosen: Settings, known: Scripts
) -> Iterator[Artifact]:
    """Every file of a target, for the settings of its role."""
    path = f"{platform.slug}/{target}"
    if target == EXTENSION:
        given = config.values.get(platform.slug, {})
        yield extension(platform, given, f"{path}.json", config.client, known)
        return
    yield from _forms(
        path, engine.splice(known.of(platform, target, config.client, chosen), chosen)
    )
    yield from _embeds(platform, target, config, known)


def _forms(path: str, code: Script | Snippet) -> Sequence[Artifact]:
    return (
        Artifact(f"{path}.js", code.readable.encode("utf-8")),
        Artifact(f"{path}.min.js", code.minified.encode("utf-8")),
    )


def _embeds(
    platform: Platform, target: Target, config: Config, known: Scripts
) -> Iterator[Artifact]:
    """The embed form of a target that a CMS embeds: all but the integrator, which stands beside a library."""
    if target != "integrator":
        code = embed(platform, target, config.client, known)
        yield Artifact(f"{platform.slug}/{target}.embed.min.js", code.encode("utf-8"))


def each(items: Iterable[_In], make: Callable[[_In], _Out]) -> tuple[_Out, ...]:
    """What `make` makes of each item; the errors of all of them at once."""
    made: list[_Out] = []
    errors: list[TagwrightError] = []
    for item in items:
        try:
            made.append(make(item))
        except TagwrightError as error:
            errors.append(error)
    refuse(errors)
    return tuple(made)


def _unknown(config: Config, found: Mapping[str, object]) -> Iterator[TagwrightError]:
    """Platforms that are configured and do not exist."""
    wrong = [slug for slug in config.values if slug not in found]
    document = toml.read(config.path, ConfigError) if wrong and config.path else None
    for slug in wrong:
        line = document.line(("platforms", slug)) if document else None
        what = f"there is no platform {slug!r}"
        yield UnknownNameError(what, config.path, line, nearest(slug, sorted(found), catalog.ALL))


def _unnamed(slugs: Iterable[str], found: Mapping[str, object]) -> Iterator[TagwrightError]:
    for slug in dict.fromkeys(slugs):
        if slug not in found:
            what = f"there is no platform {slug!r}"
            yield UnknownNameError(what, help=nearest(slug, sorted(found), catalog.ALL))


def _over_budget(found: Iterable[Artifact], config: Config) -> Iterator[TagwrightError]:
    document = toml.read(config.path, ConfigError) if config.budgets and config.path else None
    for artifact in found:
        for pattern, limit in config.budgets.items():
            if fnmatchcase(artifact.path, pattern):
                size = manifest.gzipped(artifact.content)
                if size > limit:
                    what = f"{artifact.path!r} is {size:,} bytes gzipped, its budget is {limit:,}"
                    line = document.line(("budgets", pattern)) if document else None
                    yield BudgetError(what, config.path, line)
