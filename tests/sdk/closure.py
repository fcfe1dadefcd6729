"""Programs in, what Closure Compiler refuses as ES5 out: the judge that shares no code with our gate."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_SLOPPY = ("--language_in=ECMASCRIPT5", "--strict_mode_input=false")
_STRICT = ("--language_in=ECMASCRIPT5_STRICT", "--jscomp_error=es5Strict")


def refusals(programs: Mapping[str, str]) -> Mapping[str, str]:
    """The names of those it refuses, with its reason."""
    strict = {name for name, code in programs.items() if "use strict" in code}
    with tempfile.TemporaryDirectory() as folder:
        files = {
            _written(Path(folder, f"{number}.js"), code): name
            for number, (name, code) in enumerate(programs.items())
        }
        sloppy_files = [file for file, name in files.items() if name not in strict]
        strict_files = [file for file, name in files.items() if name in strict]
        found = _settled(sloppy_files, _SLOPPY) | _settled(strict_files, _STRICT)
    return {files[file]: reason for file, reason in found.items()}


def _written(file: Path, code: str) -> str:
    file.write_text(code, encoding="utf-8", newline="")
    return str(file)


def _settled(files: Sequence[str], options: Sequence[str]) -> dict[str, str]:
    """All refusals: a program that does not parse keeps Closure from looking further at the others."""
    found: dict[str, str] = {}
    while len(found) < len(files):
        new = _refused([file for file in files if file not in found], options)
        if not new:
            break
        found |= new
    return found


def _refused(files: Sequence[str], options: Sequence[str]) -> Mapping[str, str]:
    command = [str(_program()), *options, "--checks_only", "--error_format=JSON", "--js", *files]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    return {
        one["source"]: one["description"]
        for one in json.loads(said or "[]")
        if one["level"] == "error" and "source" in one
    }


def _program() -> Path:
    system = {"darwin": "macos", "win32": "windows"}.get(sys.platform, "linux")
    arm = system == "linux" and platform.machine() in {"aarch64", "arm64"}
    package = f"google-closure-compiler-{system}{'-arm64' if arm else ''}"
    name = "compiler.exe" if system == "windows" else "compiler"
    return Path(__file__).parent / "node_modules" / package / name
