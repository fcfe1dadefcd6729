"""`kill -9` at 50 random moments of each command that sends. See bench/README.md."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

KILLS = 50


def main() -> None:
    """Run the tests with so many kills; what they find ends this with their exit code."""
    environment = {"TAGWRIGHT_KILLS": str(KILLS), **os.environ}
    command = [sys.executable, "-m", "pytest", "-q", "--durations=0", "tests/rest/test_kills.py"]
    root = Path(__file__).parents[1]
    sys.exit(subprocess.run(command, cwd=root, env=environment, check=False).returncode)  # noqa: S603 -- ours


if __name__ == "__main__":
    main()
