"""Vendors' SDKs from npm as files that a script element loads: `python tests/sdk/bundle.py FOLDER [SLUG]…`.

What a package has ready is copied; modules are bundled with esbuild from the `entry` in requests.toml.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from generator import catalog
from generator.model import Platform, Sdk

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


def bundle(platform: Platform, folder: Path) -> None:
    """Every SDK of the platform, into the folder."""
    known = catalog.requests(platform)
    for sdk in known.sdk if known else ():
        _check_version(sdk)
        target = folder / f"{sdk.name}.js"
        if sdk.script:
            shutil.copyfile(MODULES / sdk.package / sdk.script, target)
        else:
            _bundled(sdk, target)


def pinned() -> dict[str, str]:
    """The packages that are installed for the tests, and their versions."""
    manifest = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    return dict(manifest["dependencies"])


def _check_version(sdk: Sdk) -> None:
    manifest = json.loads((MODULES / sdk.package / "package.json").read_text(encoding="utf-8"))
    assert manifest["version"] == sdk.version, f"{sdk.package}: requests.toml says {sdk.version}"


def _bundled(sdk: Sdk, target: Path) -> None:
    # The native program: the one in node_modules/.bin needs Node.js to find it.
    program = next(MODULES.glob("@esbuild/*/bin/esbuild"))
    options = ["--bundle", "--minify", "--format=iife", "--platform=browser", "--log-level=error"]
    defines = ['--define:process.env.NODE_ENV="production"', "--define:global=window"]
    subprocess.run(
        [program, *options, *defines, f"--outfile={target}"],
        input=sdk.entry,
        cwd=HERE,
        text=True,
        check=True,
        timeout=120,
    )


if __name__ == "__main__":
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for slug in sys.argv[2:] or sorted(catalog.find()):
        bundle(catalog.load(slug), out)
