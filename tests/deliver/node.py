"""Programs of Node.js in, what they say out; their packages are those of `tests/deliver/package.json`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


def run(
    program: Path,
    *arguments: str | Path,
    cwd: Path = HERE,
    text: str = "",
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """The program's output and its exit code; `environment` is added to ours."""
    return subprocess.run(
        [executable(), program, *arguments],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def asked(script: str, question: Any, *arguments: str | Path) -> Any:  # noqa: ANN401 -- whatever JSON can say
    """What a script of this folder answers to a question, both as JSON."""
    done = run(HERE / script, *arguments, text=json.dumps(question))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def binary(package: str, path: str) -> Path:
    """A file of an installed package."""
    found = MODULES / package / path
    if not found.is_file():
        pytest.fail(f"{package} is not installed; run: scripts/bootstrap")
    return found


def bundled(entry: str) -> str:
    """Modules of installed packages as one script for a page."""
    done = subprocess.run(
        [_esbuild(), "--bundle", "--format=iife", "--platform=browser", "--log-level=error"],
        input=entry,
        cwd=HERE,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


def _esbuild() -> Path:
    sdks: Sequence[Path] = sorted(
        (HERE.parent / "sdk" / "node_modules").glob("@esbuild/*/bin/esbuild")
    )
    return sdks[0]


def executable() -> str:
    """Node.js itself: the machine's, or where it has none, that among the packages of Python's environment."""
    found = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if not found:
        pytest.fail("there is no Node.js; run: scripts/bootstrap")
    return found


def ran(entry: str, question: Any, folder: Path) -> Any:  # noqa: ANN401 -- whatever JSON can say
    """What a program answers to a question, both as JSON; it imports installed packages and files of any folder.

    Its default export is a function of the question; `folder` is one to write to.
    """
    program = (
        f"import answer from {json.dumps(str(folder / 'entry.tsx'))};"
        'import { readFileSync } from "node:fs";'
        'const question = JSON.parse(readFileSync(0, "utf8"));'
        "Promise.resolve(answer(question)).then((told) => process.stdout.write(JSON.stringify(told)));"
    )
    (folder / "entry.tsx").write_text(entry, encoding="utf-8")
    out = folder / "entry.mjs"
    options = ["--bundle", "--format=esm", "--platform=node", "--jsx=automatic"]
    # Some packages still ask with `require`, which a module has to make for itself.
    made = 'import { createRequire as asking } from "node:module"; const require = asking(import.meta.url);'
    options.append(f"--banner:js={made}")
    subprocess.run(
        [_esbuild(), *options, "--log-level=error", f"--outfile={out}"],
        input=program,
        cwd=HERE,
        env={**os.environ, "NODE_PATH": str(MODULES)},
        text=True,
        check=True,
        timeout=120,
    )
    done = run(out, text=json.dumps(question))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
