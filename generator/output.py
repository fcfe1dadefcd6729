"""Artifacts in, a folder that holds them out; or what keeps the folder from being so.

A folder is changed only when a manifest of ours lies in it, and only files that the manifest lists are taken
away. A folder that holds nothing else is replaced as a whole, so that a build that is interrupted at any
moment leaves the old one; any other is changed file by file, each of them whole, the manifest last.
"""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator import manifest
from generator.errors import OutputError, StaleError
from generator.model import Artifact

#: endings of files that Python's own build tools leave in a folder `dist`
_FOREIGN = (".whl", ".tar.gz")

#: files that differ and are told; a folder that was never built lacks hundreds
_TOLD = 20

#: what the stage of a build that changes a folder file by file is named in it
_INSIDE = "tagwright"


def old_manifest(out: Path) -> Mapping[str, Any] | None:
    """The manifest that lies in `out`, if it is one of ours."""
    with suppress(OSError):
        return manifest.decoded((out / manifest.NAME).read_bytes())
    return None


def write(artifacts: Sequence[Artifact], out: Path, *, in_place: bool = False) -> Sequence[str]:
    """Make `out` hold the artifacts, and say which paths were written or taken away, sorted.

    With `in_place` the folder itself stays, for whoever watches it or serves it.

    Raises:
        OutputError: `out` cannot be written, or is somebody else's folder.
    """
    try:
        _mend(out.resolve())
        _check_ours(out)
        return _written(artifacts, out.resolve(), in_place=in_place)
    except OSError as error:
        what = f"cannot write {str(out)!r}: {error.strerror}"
        raise OutputError(what, help="choose another folder with --out") from error


def check(artifacts: Sequence[Artifact], out: Path, command: str = "tagwright build") -> None:
    """Nothing, when `out` holds the artifacts and no other file, as `command` would write them.

    Raises:
        StaleError: it does not; every file that differs, is missing or does not belong there.
    """
    if not out.is_dir():
        what = f"there is no folder {str(out)!r}"
        raise StaleError(what, help=f"run '{command}'")
    expected = {artifact.path: artifact.content for artifact in artifacts}
    found = _files(out)
    listed = {path for a in artifacts if a.path == manifest.NAME for path in _listed_by(a.content)}
    ours = _listed(out)
    surplus = found - expected.keys() - listed
    problems = [
        *(("out of date", p) for p in expected.keys() & found if _content(out / p) != expected[p]),
        *(("missing", path) for path in expected.keys() - found),
        *(("surplus" if path in ours else "unknown", path) for path in surplus),
    ]
    if problems:
        lines = [f"  {kind:11}  {path}" for kind, path in sorted(problems, key=lambda p: p[::-1])]
        if len(lines) > _TOLD:
            lines = [*lines[:_TOLD], f"  … and {len(lines) - _TOLD:,} more"]
        what = "\n".join([f"{str(out)!r} is not what would be written now", *lines])
        advice = f"run '{command}'"
        if surplus - ours:
            advice += ", and take unknown files away yourself"
        raise StaleError(what, help=advice)


def _written(artifacts: Sequence[Artifact], out: Path, *, in_place: bool) -> Sequence[str]:
    artifacts = [*artifacts, *_kept(artifacts, out)]
    surplus = _listed(out) - {artifact.path for artifact in artifacts}
    changed = [a for a in artifacts if _content(out / a.path) != a.content]
    if changed or surplus:
        if in_place or not _is_only_ours(out):
            _replace_files(changed, surplus, out)
        else:
            _replace_folder(artifacts, out)
    return sorted({*surplus, *(artifact.path for artifact in changed)})


def _check_ours(out: Path) -> None:
    nearest = next(path for path in (out, *out.parents) if path.exists())
    if not nearest.is_dir():
        what = f"{str(nearest)!r} is a file"
        raise OutputError(what, help="choose a folder with --out")
    if _files(out) and old_manifest(out) is None:
        what = f"{str(out)!r} holds files that tagwright did not write"
        raise OutputError(what, help="choose another folder with --out, or empty this one")


def _files(out: Path) -> set[str]:
    """Every file, hidden ones aside, as a path within `out`."""
    return set(_walk(out, ""))


def _walk(folder: Path, before: str) -> Iterator[str]:
    if not folder.is_dir():
        return
    for entry in os.scandir(folder):
        if entry.name.startswith(".") or entry.name.endswith(_FOREIGN):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{before}{entry.name}/")
        else:
            yield before + entry.name


def _listed(out: Path) -> set[str]:
    old = old_manifest(out)
    return set(manifest.paths(old)) & _files(out) if old else set()


def _listed_by(content: bytes) -> Iterable[str]:
    found = manifest.decoded(content)
    return manifest.paths(found) if found else ()


def _kept(artifacts: Iterable[Artifact], out: Path) -> Iterator[Artifact]:
    """Files that the new manifest lists and that were not built this time."""
    built = {artifact.path: artifact.content for artifact in artifacts}
    for path in sorted({*_listed_by(built.get(manifest.NAME, b""))} - built.keys()):
        content = _content(out / path)
        if content is not None:
            yield Artifact(path, content)


def _content(path: Path) -> bytes | None:
    with suppress(OSError):
        return path.read_bytes()
    return None


def _is_only_ours(out: Path) -> bool:
    """Whether the folder may be replaced: nothing else is in it, and nobody stands in it."""
    if not out.exists():
        return True
    every = {str(path.relative_to(out)) for path in out.rglob("*") if not path.is_dir()}
    return (
        {path.replace(os.sep, "/") for path in every} <= _listed(out)
        and not out.is_mount()
        and not Path.cwd().is_relative_to(out)
    )


def _replace_folder(artifacts: Iterable[Artifact], out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    stage = _stage(out.parent, out.name)
    new, old = stage / "new", stage / "old"
    try:
        for artifact in artifacts:
            _write_file(new / artifact.path, artifact.content)
        _set_modes(new)
        _swap(out, new, old)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _swap(out: Path, new: Path, old: Path) -> None:
    try:
        if out.exists():
            out.rename(old)
        new.rename(out)
    except BaseException:
        if old.exists() and not out.exists():
            old.rename(out)
        raise


def _replace_files(artifacts: Iterable[Artifact], surplus: Iterable[str], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    stage = _stage(out, _INSIDE)
    try:
        last_is_manifest = sorted(artifacts, key=lambda artifact: artifact.path == manifest.NAME)
        for artifact in last_is_manifest:
            _write_file(stage / artifact.path, artifact.content)
        for artifact in last_is_manifest:
            (out / artifact.path).parent.mkdir(parents=True, exist_ok=True)
            (stage / artifact.path).replace(out / artifact.path)
        for path in surplus:
            (out / path).unlink(missing_ok=True)
            with suppress(OSError):
                (out / path).parent.rmdir()
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o644)


def _set_modes(folder: Path) -> None:
    """The same for everybody, whatever the umask."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)


def _stage(folder: Path, name: str) -> Path:
    """A new hidden folder in `folder` that says whose it is."""
    return Path(tempfile.mkdtemp(prefix=f".{name}.{os.getpid()}.", dir=folder))


def _mend(out: Path) -> None:
    """Put back what a build that was killed had moved aside, and clear away what it left."""
    for folder, name in ((out.parent, out.name), (out, _INSIDE)):
        for stage in folder.glob(f".{glob.escape(name)}.*.*"):
            owner = stage.name.removeprefix(f".{name}.").partition(".")[0]
            if not owner.isdigit() or _is_running(int(owner)):
                continue
            if (stage / "old").is_dir() and not out.exists():
                (stage / "old").rename(out)
            shutil.rmtree(stage, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
