"""The browsers that tests open pages in: one of each kind for the whole run, Chromium unless you say otherwise.

`pytest --browser firefox` or TAGWRIGHT_BROWSERS="chromium firefox" chooses others; each test then runs in each, but for
those with vendors' own SDKs: only Chromium shows what their requests carry. There is one of these fixtures for all
folders, because a process can drive one Playwright at a time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, settings

from generator.errors import TagwrightError
from generator.verify import BrowserName, Testbed, check_name, open_testbed

VARIABLE = "TAGWRIGHT_BROWSERS"

# A busy machine must not turn a test red: how long an example takes is nobody's claim.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option of pytest-playwright, where that is not installed."""
    with suppress(ValueError):
        parser.addoption("--browser", action="append", default=[], help="browser to run in")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each test that takes a testbed runs in each browser."""
    if "testbed" in metafunc.fixturenames:
        real = metafunc.definition.path.parent.name == "sdk"
        names = ["chromium"] if real else _browsers(metafunc.config)
        metafunc.parametrize("testbed", names, indirect=True, scope="session")


@pytest.fixture(scope="session")
def testbed(request: pytest.FixtureRequest) -> Iterator[Testbed]:
    """A browser that is open for visits."""
    try:
        with open_testbed(request.param) as testbed:
            yield testbed
    except TagwrightError as error:
        pytest.exit(f"Error: {error}", returncode=error.exit_code)


def _browsers(config: pytest.Config) -> Sequence[BrowserName]:
    named = config.getoption("--browser") or os.environ.get(VARIABLE, "chromium").split()
    try:
        return [check_name(name) for name in dict.fromkeys(named)]
    except TagwrightError as error:
        raise pytest.UsageError(str(error)) from error
