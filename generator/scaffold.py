"""A slug in, a platform's folder out that builds and verifies as it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator import catalog, config
from generator.errors import ConfigError, OutputError, PlatformError, UnknownNameError, shown
from generator.resources import example, javascript


def create(slug: str, folder: Path, folders: Iterable[Path] = ()) -> Path:
    """Write `folder/slug`, with the imaginary platform's names replaced, and say where it lies.

    `folders` are the other places where platforms lie.

    Raises:
        UnknownNameError: the slug is not a platform's name.
        PlatformError: a platform has this name already.
        OutputError: it cannot be written.
    """
    target = folder / slug
    _check_name(slug)
    _check_free(slug, target, folders)
    texts = {path.name: _renamed(path, slug) for path in sorted(example().iterdir())}
    try:
        target.mkdir(parents=True)
        for name, text in texts.items():
            (target / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        what = f"cannot write {str(error.filename or target)!r}: {error.strerror}"
        raise OutputError(what, help="choose another folder with --folder") from error
    return target


def enlist(folder: Path, path: Path) -> str | None:
    """Make the `tagwright.toml` at `path` name `folder`, and say how; None when it needs no change.

    Raises:
        ConfigError: it cannot be read, or not be changed without knowing what is meant.
    """
    if folder.resolve() == (javascript() / "platforms").resolve():
        return None
    found = config.load(path) if path.is_file() else config.Config()
    if folder.resolve() in found.folders:
        return None
    name = _relative(folder.resolve(), path.parent.resolve())
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.write_text(_with_folder(text, name, path), encoding="utf-8", newline="\n")
    return name


def _check_name(slug: str) -> None:
    if not catalog.SLUG.fullmatch(slug):
        what = f"a platform cannot be named {shown(slug)}"
        near = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")
        advice = "use lower-case words joined by hyphens, a letter first"
        advice = f"write {near!r}" if catalog.SLUG.fullmatch(near) else advice
        raise UnknownNameError(what, help=advice)


def _check_free(slug: str, target: Path, folders: Iterable[Path]) -> None:
    if target.exists():
        what = f"there is something at {str(target)!r} already"
        raise PlatformError(what, help="choose another name, or take it away")
    if slug in catalog.find(folders):
        what = f"there is a platform {slug!r} already"
        raise PlatformError(
            what, help=f"see it with 'tagwright show {slug}', or choose another name"
        )


def _renamed(path: Path, slug: str) -> str:
    """The example's text about the new platform: its global, its name, its slug."""
    first, *others = slug.split("-")
    names = {
        "acmeAnalytics": first + "".join(word.capitalize() for word in others),
        "Acme Analytics": " ".join(word.capitalize() for word in (first, *others)),
        "acme": slug,
    }
    text = path.read_text(encoding="utf-8")
    return re.sub("|".join(names), lambda match: names[match.group()], text)


def _relative(folder: Path, base: Path) -> str:
    return folder.relative_to(base).as_posix() if folder.is_relative_to(base) else str(folder)


def _with_folder(text: str, name: str, path: Path) -> str:
    """The text with one more folder; a key of the whole file stands before every table."""
    data = tomllib.loads(text)
    wanted = [*data.get("folders", []), name]
    line = f"folders = [{', '.join(_quoted(folder) for folder in wanted)}]"
    known = re.compile(r"^folders[ \t]*=[ \t]*\[[^\]]*\]", re.MULTILINE)
    new = (
        known.sub(lambda _: line, text, count=1)
        if "folders" in data
        else f"{line}\n\n{text}".rstrip()
    )
    new = new.rstrip("\n") + "\n"
    if not _says(new, {**data, "folders": wanted}):
        what = f"cannot add {name!r} to 'folders'"
        raise ConfigError(what, path, help=f"write it yourself: {line}")
    return new


def _says(text: str, data: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == data
    except tomllib.TOMLDecodeError:
        return False


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
