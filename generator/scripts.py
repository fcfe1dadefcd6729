"""Platform + target + client + features in, Script out: rendered and compiled once, then remembered.

What is remembered on disk is named by everything it was made from, all code that makes it included, carries its own checksum, and is thrown
away when that does not fit. A folder that cannot be written costs time, nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import MappingProxyType, ModuleType

from generator import __version__, resources
from generator import compile as engine
from generator.model import Client, Platform, Role, Script, Settings, Source, Target, Value, role_of

#: names another folder for what is remembered; empty: nothing is
VARIABLE = "TAGWRIGHT_CACHE"


def default_folder() -> Path | None:
    """Where Scripts are remembered between runs, or None when they are not."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    from platformdirs import user_cache_path  # noqa: PLC0415 -- not needed when a folder is named

    return user_cache_path("tagwright") / "scripts"


class Scripts:
    """Scripts already compiled: in memory, and in `folder` when there is one."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._known: dict[object, Script] = {}

    def of(self, platform: Platform, target: Target, client: Client, chosen: Settings) -> Script:
        """The Script that customers with these answers share; the body is looked at again each time: a person edits it.

        Raises:
            PlatformError: the body cannot be read, or lacks the function its role is for.
            ScriptError: it does not parse, or is not ES5.
        """
        answers = json.dumps(chosen.answers, sort_keys=True)
        role = role_of(target)
        key = (_stamp(platform, role), target, client, chosen.features, answers)
        if key not in self._known:
            name = f"{platform.slug}/{target}.js"
            parts = (_facts(platform, role), target, client, answers, *sorted(chosen.features))
            self._known[key] = self._made(
                name,
                parts,
                lambda: _renderer().render(platform, target, client, chosen.features),
                chosen.answers,
            )
        return self._known[key]

    def library(
        self,
        name: str,
        client: Client = "auto",
        answers: Mapping[str, Value] = MappingProxyType({}),
    ) -> Script:
        """The Script of a library that customers with these answers share."""
        said = json.dumps(dict(answers), sort_keys=True)
        key = (name, client, said)
        if key not in self._known:
            self._known[key] = self._made(
                f"{name}.js", (client, said), lambda: _renderer().library(name, client), answers
            )
        return self._known[key]

    def forget(self) -> None:
        """Start anew in memory: the frames or the runtime have changed."""
        self._known.clear()
        _tool.cache_clear()

    def _made(
        self,
        name: str,
        parts: Collection[str],
        render: Callable[[], Source],
        answers: Mapping[str, Value] = MappingProxyType({}),
    ) -> Script:
        """The Script made from `parts`, remembered or compiled now."""
        file = self._file(name, parts)
        found = _read(file, name) if file else None
        if found:
            return found
        script = engine.compile(render(), answers)
        if file:
            with suppress(OSError):
                _write(file, script)
        return script

    def _file(self, name: str, parts: Collection[str]) -> Path | None:
        if self.folder is None:
            return None
        digest = _digest(_tool(), name, *parts)
        return self.folder / digest[:2] / f"{digest}.json"


def _renderer() -> ModuleType:
    """What renders; not imported while everything is remembered."""
    from generator import render  # noqa: PLC0415 -- Jinja takes a while

    return render


@cache
def _tool() -> str:
    """Stands for all code that can have a say in what a Script becomes, ours and the engine's."""
    read = sorted((path.name, path.read_text(encoding="utf-8")) for path in _code())
    return _digest(__version__, engine.ENGINE, *(text for pair in read for text in pair))


def _code() -> Iterator[Path]:
    yield from Path(__file__).parent.glob("*.py")
    yield from resources.engine()
    for folder in ("frames", "runtime"):
        yield from (resources.javascript() / folder).rglob("*.js")


def _facts(platform: Platform, role: Role) -> str:
    """Everything of a platform's folder that a frame can read."""
    with suppress(OSError):
        body = (platform.folder / f"{role}.js").read_bytes().decode("utf-8", "surrogateescape")
        return platform.model_dump_json(exclude={"folder"}) + body
    return platform.slug


def _stamp(platform: Platform, role: Role) -> object:
    """What tells one state of a platform's folder from another."""
    played = platform.played.get(role)
    try:
        body = (platform.folder / f"{role}.js").stat()
    except OSError:
        return platform.folder
    ready = played and played.ready
    return platform.folder, platform.version, ready, body.st_mtime_ns, body.st_size


def _read(file: Path, name: str) -> Script | None:
    """What is remembered, or None when it is not there or not whole."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        kept = json.loads(file.read_bytes())
        readable, minified, fixed = kept["readable"], kept["minified"], kept["fixed"]
        if kept["sum"] == _digest(file.stem, readable, minified, *fixed):
            return Script(name, readable, minified, frozenset(fixed))
    return None


def _write(file: Path, script: Script) -> None:
    """Under another name first: who reads at the same time sees all of it or nothing."""
    fixed = sorted(script.fixed)
    total = _digest(file.stem, script.readable, script.minified, *fixed)
    kept = {"readable": script.readable, "minified": script.minified, "fixed": fixed, "sum": total}
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, suffix=".draft")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            json.dump(kept, stream)
        Path(draft).replace(file)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _digest(*parts: str) -> str:
    """Of all parts; each is preceded by its length, so that no two lists give the same text."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        total.update(b"%d:" % len(data) + data)
    return total.hexdigest()
