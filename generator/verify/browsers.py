"""The name of a browser in, how to launch it out: the one you name, else Playwright's own, else the system's.

Chromium's smaller headless shell comes before the full browser: a visit takes a third of the time in it.
Firefox from a distribution speaks WebDriver BiDi, which Playwright calls the channel "moz-firefox".
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from generator.errors import EnvironmentMissingError, UnknownNameError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

BrowserName = Literal["chromium", "firefox", "webkit"]
BROWSERS: tuple[BrowserName, ...] = get_args(BrowserName)

#: the system's browsers by the name of their program, best first
SYSTEM: Mapping[BrowserName, Sequence[str]] = {
    "chromium": (
        "chromium-headless-shell",
        "chromium",
        "google-chrome",
        "google-chrome-stable",
        "chromium-browser",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ),
    "firefox": ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"),
    "webkit": (),
}

_DEBIAN: Mapping[BrowserName, str] = {
    "chromium": "chromium-headless-shell",
    "firefox": "firefox-esr",
}

#: Playwright's own list of features, which this one replaces, and those that make a new window's worth of
#: objects for every page; without them a visit takes two thirds of the time
_FEATURES = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "BackForwardCache",
    "DestroyProfileOnBrowserClose",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "ProactivelySwapBrowsingInstance",
    "RenderDocument",
    "Translate",
)

#: one process for all pages halves the time of a visit; the visits' invented origins keep them apart
_CHROMIUM = (
    f"--disable-features={','.join(_FEATURES)}",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-site-isolation-trials",
    "--renderer-process-limit=1",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)

#: likewise: 5 visits a second instead of 3
_FIREFOX: Mapping[str, str | int | bool] = {
    "fission.autostart": False,
    "fission.bfcacheInParent": False,
    "dom.ipc.processCount": 1,
    "browser.sessionhistory.max_total_viewers": 0,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A browser that is there, and the arguments Playwright launches it with."""

    name: BrowserName
    origin: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Engine:
    """A browser that ran."""

    name: str
    version: str
    origin: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def check_name(name: str) -> BrowserName:
    """The name itself.

    Raises:
        UnknownNameError: there is no such browser.
    """
    for known in BROWSERS:
        if name == known:
            return known
    what = f"there is no browser {name!r}"
    raise UnknownNameError(what, help=f"choose one of: {', '.join(BROWSERS)}")


def launch(playwright: Playwright, name: BrowserName, **more: Any) -> tuple[Browser, Engine]:  # noqa: ANN401 -- Playwright's own launch options
    """The browser, started without a window, and what it calls itself; `more` goes to Playwright's launch.

    Raises:
        EnvironmentMissingError: no such browser is on this machine; the help is the one command to run.
    """
    for found in candidates(playwright, name):
        browser = _start(playwright, found, more)
        if browser:
            return browser, Engine(name, browser.version, found.origin)
    what = f"no {name} is on this machine"
    raise EnvironmentMissingError(what, help=f"run: {command(name)}")


def candidates(playwright: Playwright, name: BrowserName) -> Iterator[Found]:
    """The browsers of this name that may be there, in the order in which they are tried.

    Raises:
        EnvironmentMissingError: the environment names a program that does not exist.
    """
    named = _named(name)
    if named:
        yield named
        return
    if _is_managed(Path(getattr(playwright, name).executable_path)):
        yield Found(name, "Playwright's own", _options(name))
    for program in SYSTEM[name]:
        path = shutil.which(program)
        if path:
            yield Found(name, path, _options(name, path))


def command(name: BrowserName) -> str:
    """The one command that puts a browser of this name on this machine."""
    package = _DEBIAN.get(name)
    if package and shutil.which("apt-get") and _is_debian():
        return f"{_sudo()}apt-get install -y {package}"
    return (
        "playwright install --only-shell chromium"
        if name == "chromium"
        else f"playwright install {name}"
    )


def _named(name: BrowserName) -> Found | None:
    variable = f"TAGWRIGHT_{name.upper()}"
    given = os.environ.get(variable)
    if not given:
        return None
    path = shutil.which(given)
    if not path:
        what = f"{variable} names {given!r}, which is no program"
        raise EnvironmentMissingError(
            what, help=f"correct it, or unset it and run: {command(name)}"
        )
    return Found(name, f"{path} ({variable})", _options(name, path))


def _options(name: BrowserName, path: str | None = None) -> Mapping[str, Any]:
    options: dict[str, Any] = {"executable_path": path} if path else {}
    if name == "chromium":
        options["args"] = [*_CHROMIUM, *as_root()]
    if name == "firefox":
        options["firefox_user_prefs"] = dict(_FIREFOX)
    if name == "firefox" and path:
        options["channel"] = "moz-firefox"
    return options


def as_root() -> Sequence[str]:
    """What Chromium has to be told where it is started by root: its sandbox refuses that."""
    return ("--no-sandbox",) if _is_root() else ()


def _is_managed(path: Path) -> bool:
    # With `--only-shell` the path Playwright names is absent, and the shell lies in a folder beside it.
    shells = (
        path.parents[1].parent.glob("chromium_headless_shell-*") if "chromium" in str(path) else ()
    )
    return path.exists() or any(shells)


def _start(playwright: Playwright, found: Found, more: Mapping[str, Any]) -> Browser | None:
    from playwright.sync_api import Error  # noqa: PLC0415 -- heavy

    kind: Callable[..., Browser] = getattr(playwright, found.name).launch
    try:
        return kind(**{**found.arguments, **more})
    except Error as error:
        # A download that was broken off leaves a folder without a browser in it.
        if "Executable doesn't exist" in error.message:
            return None
        what = f"{found.name} does not start: {error.message.strip().splitlines()[0]}"
        raise EnvironmentMissingError(
            what, help=f"it is {found.origin}; run: {command(found.name)}"
        ) from error


def _is_debian() -> bool:
    # Ubuntu's packages of this name only install a snap, which cannot be driven.
    release = Path("/etc/os-release")
    return release.is_file() and "\nID=debian" in "\n" + release.read_text(encoding="utf-8")


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _sudo() -> str:
    return "" if _is_root() else "sudo "
