"""Which browser is started, in which order they are tried, and the one command that brings a missing one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.errors import EnvironmentMissingError, UnknownNameError
from generator.verify import browsers
from generator.verify.browsers import BROWSERS, BrowserName, Engine, Found, candidates, command

playwright = pytest.importorskip("playwright.sync_api")

Programs = Callable[..., None]


class Kind:
    """A browser of Playwright's; what `launch` was asked for is written down."""

    def __init__(self, path: Path, fails: str = "") -> None:
        self.executable_path = str(path)
        self.fails = fails
        self.launched: list[dict[str, Any]] = []

    def launch(self, **options: Any) -> Any:  # noqa: ANN401 -- Playwright's own
        self.launched.append(options)
        if self.fails:
            raise playwright.Error(self.fails)
        return SimpleNamespace(version="1.2.3")


def driver(path: Path, fails: str = "") -> Any:  # noqa: ANN401 -- stands in for Playwright
    return SimpleNamespace(**{name: Kind(path / name / "bin" / name, fails) for name in BROWSERS})


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any browser, on which we are no administrator."""
    for name in BROWSERS:
        monkeypatch.delenv(f"TAGWRIGHT_{name.upper()}", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(browsers, "_is_root", lambda: False)
    monkeypatch.setattr(browsers, "_is_debian", lambda: False)


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> Programs:
    """The programs that there are."""

    def install(*names: str) -> None:
        monkeypatch.setattr(
            shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None
        )

    return install


def origins(path: Path, name: BrowserName) -> list[str]:
    return [found.origin for found in candidates(driver(path), name)]


def managed(path: Path, name: BrowserName) -> None:
    """Playwright's own browser is there."""
    program = path / name / "bin" / name
    program.parent.mkdir(parents=True)
    program.touch()


# -- which one --------------------------------------------------------------------------------------------


def test_without_any_browser_there_is_no_candidate(tmp_path: Path) -> None:
    assert [origins(tmp_path, name) for name in BROWSERS] == [[], [], []]


def test_playwright_s_own_comes_before_the_system_s(tmp_path: Path, programs: Programs) -> None:
    managed(tmp_path, "chromium")
    programs("chromium", "google-chrome")

    assert origins(tmp_path, "chromium") == [
        "Playwright's own",
        "/usr/bin/chromium",
        "/usr/bin/google-chrome",
    ]


def test_the_headless_shell_comes_before_the_whole_browser(
    tmp_path: Path, programs: Programs
) -> None:
    programs("chromium", "chromium-headless-shell")

    assert origins(tmp_path, "chromium")[0] == "/usr/bin/chromium-headless-shell"


def test_playwright_s_shell_counts_where_the_browser_was_not_downloaded(tmp_path: Path) -> None:
    (tmp_path / "chromium_headless_shell-1234").mkdir()

    assert origins(tmp_path, "chromium") == ["Playwright's own"]


def test_a_program_that_the_environment_names_is_the_only_candidate(
    tmp_path: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    managed(tmp_path, "firefox")
    programs("firefox", "my-firefox")
    monkeypatch.setenv("TAGWRIGHT_FIREFOX", "my-firefox")

    assert origins(tmp_path, "firefox") == ["/usr/bin/my-firefox (TAGWRIGHT_FIREFOX)"]
    assert origins(tmp_path, "chromium") == []


def test_webkit_is_only_playwright_s_own(tmp_path: Path, programs: Programs) -> None:
    programs("webkit", "safari", "epiphany")
    assert origins(tmp_path, "webkit") == []

    managed(tmp_path, "webkit")
    assert origins(tmp_path, "webkit") == ["Playwright's own"]


# -- how it is started ------------------------------------------------------------------------------------


def test_only_an_administrator_starts_chromium_without_its_sandbox(
    tmp_path: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs("chromium")

    def arguments() -> list[str]:
        (found,) = candidates(driver(tmp_path), "chromium")
        return list(found.arguments["args"])

    assert "--no-sandbox" not in arguments()
    monkeypatch.setattr(browsers, "_is_root", lambda: True)
    assert "--no-sandbox" in arguments()


def test_the_system_s_firefox_speaks_webdriver_bidi_and_playwright_s_does_not(
    tmp_path: Path, programs: Programs
) -> None:
    managed(tmp_path, "firefox")
    programs("firefox-esr")

    own, system = candidates(driver(tmp_path), "firefox")

    assert "channel" not in own.arguments
    assert (system.arguments["channel"], system.arguments["executable_path"]) == (
        "moz-firefox",
        "/usr/bin/firefox-esr",
    )


def test_what_was_started_is_told_with_version_and_origin(
    tmp_path: Path, programs: Programs
) -> None:
    programs("chromium")

    _, engine = browsers.launch(driver(tmp_path), "chromium")

    assert engine == Engine("chromium", "1.2.3", "/usr/bin/chromium")
    assert str(engine) == "chromium 1.2.3"


def test_more_options_reach_playwright(tmp_path: Path, programs: Programs) -> None:
    programs("chromium")
    fake = driver(tmp_path)

    browsers.launch(fake, "chromium", headless=False)

    assert fake.chromium.launched[0]["headless"] is False
    assert fake.chromium.launched[0]["executable_path"] == "/usr/bin/chromium"


def test_a_download_that_was_broken_off_is_passed_over(tmp_path: Path) -> None:
    managed(tmp_path, "webkit")

    with pytest.raises(EnvironmentMissingError) as caught:
        browsers.launch(driver(tmp_path, "Executable doesn't exist at /x"), "webkit")

    assert caught.value.what == "no webkit is on this machine"


# -- messages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BROWSERS)
def test_a_missing_browser_is_told_with_the_one_command(tmp_path: Path, name: BrowserName) -> None:
    with pytest.raises(EnvironmentMissingError) as caught:
        browsers.launch(driver(tmp_path), name)

    assert caught.value.what == f"no {name} is on this machine"
    assert caught.value.help == f"run: {command(name)}"
    assert caught.value.exit_code == 3


def test_a_browser_that_does_not_start_is_told_with_why(tmp_path: Path, programs: Programs) -> None:
    programs("firefox")

    with pytest.raises(EnvironmentMissingError) as caught:
        browsers.launch(driver(tmp_path, "no display\nlong log"), "firefox")

    assert caught.value.what == "firefox does not start: no display"
    assert caught.value.help == "it is /usr/bin/firefox; run: playwright install firefox"


def test_a_program_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAGWRIGHT_CHROMIUM", "chromium-of-mine")

    with pytest.raises(EnvironmentMissingError) as caught:
        browsers.launch(driver(tmp_path), "chromium")

    assert caught.value.what == "TAGWRIGHT_CHROMIUM names 'chromium-of-mine', which is no program"
    assert caught.value.help == f"correct it, or unset it and run: {command('chromium')}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("chromium", "playwright install --only-shell chromium"),
        ("firefox", "playwright install firefox"),
        ("webkit", "playwright install webkit"),
    ],
)
def test_elsewhere_the_command_is_playwright_s(name: BrowserName, text: str) -> None:
    assert command(name) == text


@pytest.mark.parametrize(
    ("root", "name", "text"),
    [
        (True, "chromium", "apt-get install -y chromium-headless-shell"),
        (False, "chromium", "sudo apt-get install -y chromium-headless-shell"),
        (True, "firefox", "apt-get install -y firefox-esr"),
        (True, "webkit", "playwright install webkit"),
    ],
)
def test_on_debian_the_command_is_apt_get_s_where_there_is_a_package(
    programs: Programs, monkeypatch: pytest.MonkeyPatch, root: bool, name: BrowserName, text: str
) -> None:
    programs("apt-get")
    monkeypatch.setattr(browsers, "_is_debian", lambda: True)
    monkeypatch.setattr(browsers, "_is_root", lambda: root)

    assert command(name) == text


def test_a_name_that_is_no_browser_is_told() -> None:
    with pytest.raises(UnknownNameError) as caught:
        browsers.check_name("safari")

    assert caught.value.what == "there is no browser 'safari'"
    assert caught.value.help == "choose one of: chromium, firefox, webkit"
    assert [browsers.check_name(name) for name in BROWSERS] == list(BROWSERS)


def test_a_candidate_without_arguments_has_none_of_another_s() -> None:
    assert Found("webkit", os.sep).arguments == {}
