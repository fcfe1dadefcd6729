"""A browser for pages with vendors' own SDKs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.errors import TagwrightError
from generator.verify import Testbed, open_testbed


@pytest.fixture(scope="session")
def testbed() -> Iterator[Testbed]:
    """A browser that is open for visits. Firefox does not show what a beacon carries."""
    try:
        with open_testbed("chromium") as testbed:
            yield testbed
    except TagwrightError as error:
        pytest.exit(f"Error: {error}", returncode=error.exit_code)
