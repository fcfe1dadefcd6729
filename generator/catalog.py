"""A platform's folder in, a Platform and its Scenarios out. The folders are the registry: there is no other list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator import toml
from generator.errors import (
    PlatformError,
    TagwrightError,
    UnknownNameError,
    near,
    nearest,
    refuse,
    shown,
)
from generator.model import ROLES, Fault, Name, Platform, Requests, Scenario, Setting
from generator.resources import javascript, templates

#: what a platform can be named
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_EXAMPLE = "compare it with a folder that 'tagwright new' writes"


#: help for a slug that resembles no other: they are too many to be told
ALL = "see them all with 'tagwright list --all'"


class _Scenarios(BaseModel, frozen=True, extra="forbid"):
    scenario: tuple[Scenario, ...] = ()


def load(slug: str, folders: Iterable[Path] = ()) -> Platform:
    """One platform, from the shipped catalogue or from `folders`, which hold folders of platforms.

    Raises:
        UnknownNameError: there is no such platform.
        PlatformError: its folder breaks the contract, or two folders have its name; all problems at once.
    """
    found = find(folders)
    if slug not in found:
        what = f"there is no platform {shown(slug)}"
        raise UnknownNameError(what, help=nearest(slug, sorted(found), ALL))
    return read(_only(slug, found[slug]))


def platforms(folders: Iterable[Path] = ()) -> tuple[Platform, ...]:
    """Every platform, sorted by slug.

    Raises:
        PlatformError: as `load`, for all platforms at once.
    """
    read_ones: list[Platform] = []
    errors: list[TagwrightError] = []
    for slug, places in sorted(find(folders).items()):
        try:
            read_ones.append(read(_only(slug, places)))
        except TagwrightError as error:
            errors.append(error)
    refuse(errors)
    return tuple(read_ones)


def find(folders: Iterable[Path] = ()) -> Mapping[str, Sequence[Path]]:
    """Every slug, and the folders that have it: one, unless something is wrong.

    Raises:
        PlatformError: one of `folders` is not there.
    """
    found: dict[str, list[Path]] = {}
    for folder in dict.fromkeys(path.resolve() for path in (javascript() / "platforms", *folders)):
        for path in _inside(folder):
            found.setdefault(path.name, []).append(path)
    return found


def read(folder: Path) -> Platform:
    """The platform in `folder`.

    Raises:
        PlatformError: the folder breaks the contract; all its problems at once.
    """
    errors: list[TagwrightError] = []
    platform: Platform | None = None
    try:
        platform = _platform(folder)
    except PlatformError as error:
        errors.append(error)
    errors += _of_the_folder(folder)
    if platform and not errors:
        return platform
    errors += _of_the_scenarios(folder)
    refuse(errors)
    raise AssertionError


def scenarios(platform: Platform) -> tuple[Scenario, ...]:
    """What must be seen on a page that has this platform's snippet, in the order of the file.

    Raises:
        PlatformError: `scenarios.toml` breaks the contract; all problems at once.
    """
    file = platform.folder / "scenarios.toml"
    try:
        state = file.stat()
    except OSError as error:
        what = "there is no 'scenarios.toml', so nothing proves this platform"
        raise PlatformError(what, file, help=_EXAMPLE) from error
    return _scenarios(file, state.st_mtime_ns, state.st_size)


def requests(platform: Platform) -> Requests | None:
    """How the requests of the platform's own SDK are read, or None where nothing is known of them.

    Raises:
        PlatformError: `requests.toml` breaks the contract; all problems at once.
    """
    file = platform.folder / "requests.toml"
    if not file.is_file():
        return None
    document = toml.read(file, PlatformError)
    try:
        return Requests.model_validate(document.data)
    except ValidationError as error:
        refuse(_told(error, Requests, document))
    raise AssertionError


@cache
def shared_settings() -> Mapping[str, Setting]:
    """The settings that platforms have beside their own; each says for which roles."""
    document = toml.read(javascript() / "runtime" / "settings.toml", PlatformError)
    return TypeAdapter(dict[Name, Setting]).validate_python(document.data)


def libraries() -> tuple[str, ...]:
    """The programs that stand on a page without any platform, by name; sorted."""
    return tuple(sorted(path.stem for path in _libraries().glob("*.js")))


@cache
def library_settings(name: str) -> Mapping[str, Setting]:
    """The settings of a library."""
    file = _libraries() / f"{name}.toml"
    if not file.is_file():
        return {}
    document = toml.read(file, PlatformError)
    return TypeAdapter(dict[Name, Setting]).validate_python(document.data)


#: what a delivery's own settings are called in its folder; a folder of templates that has it is a delivery
DELIVERY_SETTINGS = "settings.toml"


def deliveries() -> tuple[str, ...]:
    """The names of the deliveries, sorted."""
    return tuple(sorted(path.parent.name for path in templates().glob(f"*/{DELIVERY_SETTINGS}")))


def delivery_folder(name: str) -> Path:
    """What a delivery consists of beside the snippets."""
    return templates() / name


@cache
def delivery_settings(name: str) -> Mapping[str, Setting]:
    """The settings of a delivery, then those it has in common with another.

    A list of names is what a delivery takes from the one it stands under, `install = ["project_id"]`; there they may
    have to be given, here they can be left out.
    """
    document = toml.read(delivery_folder(name) / DELIVERY_SETTINGS, PlatformError)
    own = {key: told for key, told in document.data.items() if not isinstance(told, list)}
    taken = {
        key: optional(delivery_settings(other)[key])
        for other, keys in document.data.items()
        if isinstance(keys, list)
        for key in keys
    }
    return {**TypeAdapter(dict[Name, Setting]).validate_python(own), **taken}


def optional(setting: Setting) -> Setting:
    """The same setting, but that it can be left out and be empty."""
    if not setting.required:
        return setting
    pattern = None if setting.pattern is None else f"^(?:{setting.pattern})?$"
    return setting.model_copy(update={"required": False, "default": "", "pattern": pattern})


def _libraries() -> Path:
    return javascript() / "frames" / "libraries"


@cache
def consent_reads() -> Mapping[str, tuple[str, ...]]:
    """The globals of the page that each answer of the setting `consent` reads."""
    document = toml.read(javascript() / "runtime" / "consent" / "reads.toml", PlatformError)
    return TypeAdapter(dict[str, tuple[str, ...]]).validate_python(document.data)


@cache
def faults() -> tuple[Fault, ...]:
    """What can go wrong around a snippet, in the order in which it is told.

    Raises:
        PlatformError: the file breaks the contract; all problems at once.
    """
    document = toml.read(javascript() / "testbed" / "faults.toml", PlatformError)
    named = {name: {**table, "name": name} for name, table in document.data.items()}
    try:
        return tuple(TypeAdapter(dict[Name, Fault]).validate_python(named).values())
    except ValidationError as error:
        refuse(_told(error, Fault, document))
    raise AssertionError


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(p for p in folder.iterdir() if p.is_dir() and p.name[0] not in "._")
    except OSError as error:
        what = f"there is no folder {str(folder)!r} to look for platforms in"
        raise PlatformError(what, help="mend 'folders' in tagwright.toml") from error


def _only(slug: str, places: Sequence[Path]) -> Path:
    if len(places) > 1:
        what = f"two platforms are named {slug!r}: one in {near(places[0].parent)!r}"
        raise PlatformError(
            what, places[1], help="rename this folder: its name is the platform's slug"
        )
    return places[0]


def _platform(folder: Path) -> Platform:
    document = toml.read(folder / "platform.toml", PlatformError, _EXAMPLE)
    errors = [*_of_the_settings(document), *_of_the_faults(document)]
    try:
        platform = Platform.model_validate({**document.data, "slug": folder.name, "folder": folder})
    except ValidationError as error:
        errors += _told(error, Platform, document)
    else:
        if not errors:
            return platform
    refuse(errors)
    raise AssertionError


def _of_the_settings(document: toml.Document) -> Iterator[PlatformError]:
    settings = document.data.get("settings", {})
    for name in sorted(shared_settings().keys() & settings if isinstance(settings, dict) else ()):
        what = f"the name {name!r} is taken by a setting that every platform has"
        yield PlatformError(what, document.path, document.line(("settings", name)), "rename it")
    for key in ("slug", "folder"):
        if key in document.data:
            what = f"there is no key {key!r}"
            yield PlatformError(
                what, document.path, document.line((key,)), "the folder's name is the slug"
            )


def _of_the_faults(document: toml.Document) -> Iterator[PlatformError]:
    known = [fault.name for fault in faults()]
    for role in ROLES:
        table = document.data.get(role)
        given = table.get("faults") if isinstance(table, dict) else None
        for name in given if isinstance(given, dict) else ():
            if name not in known:
                what = f"there is no fault {name!r}"
                line = document.line((role, "faults", name))
                yield PlatformError(what, document.path, line, nearest(name, known))


def _of_the_folder(folder: Path) -> Iterator[PlatformError]:
    if not SLUG.fullmatch(folder.name):
        what = f"a platform cannot be named {folder.name!r}"
        yield PlatformError(
            what, folder, help="rename the folder: lower-case words joined by hyphens"
        )
    for body in _bodies(folder):
        if not body.is_file():
            yield PlatformError(f"there is no {body.name!r}", body, help=_EXAMPLE)


def _bodies(folder: Path) -> Sequence[Path]:
    """A body for each role that has a table; that of the first role where none has."""
    with suppress(TagwrightError):
        tables = toml.read(folder / "platform.toml", PlatformError).data
        return [folder / f"{role}.js" for role in ROLES if role in tables] or _first(folder)
    return _first(folder)


def _first(folder: Path) -> Sequence[Path]:
    return [folder / f"{next(iter(ROLES))}.js"]


def _of_the_scenarios(folder: Path) -> Iterator[TagwrightError]:
    """What else is wrong in a folder that is wrong already."""
    file = folder / "scenarios.toml"
    if file.is_file():
        try:
            _scenarios.__wrapped__(file, 0, 0)
        except PlatformError as error:
            yield error


@cache
def _scenarios(file: Path, changed: int, size: int) -> tuple[Scenario, ...]:
    """`changed` and `size` are what the cache tells versions of the file by."""
    del changed, size
    document = toml.read(file, PlatformError)
    try:
        found = _Scenarios.model_validate(document.data).scenario
    except ValidationError as error:
        refuse(_told(error, _Scenarios, document))
    refuse(_doubled(found, document))
    if not found:
        what = "there is no [[scenario]], so nothing proves this platform"
        raise PlatformError(what, file, help=_EXAMPLE)
    return found


def _doubled(found: Sequence[Scenario], document: toml.Document) -> Iterator[PlatformError]:
    seen: set[str] = set()
    for position, scenario in enumerate(found):
        if scenario.name in seen:
            what = f"another scenario is named {scenario.name!r}"
            yield PlatformError(what, document.path, document.line(("scenario", position, "name")))
        seen.add(scenario.name)


# How pydantic's complaints are told. Their kinds: https://docs.pydantic.dev/latest/errors/validation_errors/


def _told(
    error: ValidationError, model: type[BaseModel], document: toml.Document
) -> Iterator[PlatformError]:
    for detail in _without_twins(error.errors(include_url=False)):
        place = tuple(part for part in detail["loc"] if part != "[key]")
        for key, what, advice in _explained(detail, model, place):
            line = document.line((*place, *key.split(".")) if key else place)
            yield PlatformError(what, document.path, line, advice)


_UNION = (("str",), ("int",), ("float",), ("bool",))


def _without_twins(details: Iterable[ErrorDetails]) -> Iterator[ErrorDetails]:
    """One complaint for a value that may be of several types: pydantic has one for each."""
    seen = set()
    for detail in details:
        outer, last = detail["loc"][:-1], detail["loc"][-1:]
        if last not in _UNION:
            yield detail
        elif outer not in seen:
            seen.add(outer)
            yield {**detail, "loc": outer, "type": "value"}


def _explained(
    detail: ErrorDetails, model: type[BaseModel], place: toml.Place
) -> Iterator[tuple[str, str, str | None]]:
    """The key within the place, what is wrong, and help."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "problems":
        inside = toml.heading(place)
        yield from ((key, what + inside, advice) for key, what, advice in context["problems"])
        return
    key, inside = place[-1], toml.heading(place[:-1])
    if kind == "missing":
        yield "", f"{key!r} is missing{inside}", _EXAMPLE
    elif kind == "extra_forbidden":
        keys = sorted(_model_at(model, place[:-1]).model_fields.keys() - {"slug", "folder"})
        yield "", f"there is no key {key!r}{inside}", nearest(str(key), keys)
    else:
        yield "", *_of_a_value(detail, model, place)


def _of_a_value(
    detail: ErrorDetails, model: type[BaseModel], place: toml.Place
) -> tuple[str, str | None]:
    kind, context = detail["type"], detail.get("ctx", {})
    name, inside = _named(place)
    if detail["loc"][-1] == "[key]":
        return (
            f"a setting cannot be named {shown(detail['input'])}",
            "use snake_case, such as 'event_name'",
        )
    if kind == "literal_error":
        answers = context["expected"].replace("'", "").replace(" or ", ", ")
        return f"{name} cannot be {shown(detail['input'])}{inside}", f"choose one of: {answers}"
    if kind == "string_pattern_mismatch":
        field = _model_at(model, place[:-1]).model_fields[str(place[-1])]
        return f"{name} cannot be {shown(detail['input'])}{inside}", f"write {field.description}"
    wanted = _WANTED.get(kind, "something else")
    return f"{name} must be {wanted}, not {shown(detail['input'])}{inside}", None


_WANTED = {
    "string_type": "a string",
    "int_type": "an integer",
    "int_from_float": "an integer",
    "int_parsing": "an integer",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "an array",
    "mapping_type": "a table",
    "dict_type": "a table",
    "model_type": "a table",
    "greater_than": "1 or more",
    "value": "a string, a number, true or false",
}


def _named(place: toml.Place) -> tuple[str, str]:
    """The key a value stands under, and the table around it."""
    depth = max(index for index, part in enumerate(place) if isinstance(part, str))
    return f"{place[depth]!r}", toml.heading(place[:depth])


def _model_at(model: type[BaseModel], place: toml.Place) -> type[BaseModel]:
    """The model that describes the table at `place`."""
    for part in place:
        if part in model.model_fields:
            model = next(_models(model.model_fields[str(part)].annotation), model)
    return model


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 -- a type expression
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
