"""What the whole shipped catalogue keeps to, platform by platform."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import build, catalog, settings
from generator.model import DANGERS, Platform
from generator.resources import javascript

PLATFORMS = catalog.platforms()
PACKAGE = Path(catalog.__file__).parent

each_platform = pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.slug)

#: words of ours that are a platform's slug or global as well
OURS = {"analytics", "generic", "beacon", "meta", "segment"}


@each_platform
def test_each_danger_is_answered_by_a_scenario_or_has_its_reason(platform: Platform) -> None:
    assert platform.analytics
    answered = {danger for s in catalog.scenarios(platform) for danger in s.answers}
    explained = set(platform.analytics.dangers)

    assert answered | explained == set(DANGERS)
    assert not answered & explained
    assert all(reason.strip() for reason in platform.analytics.dangers.values())


@each_platform
def test_each_setting_is_set_by_a_scenario_and_changes_the_snippet(platform: Platform) -> None:
    scenarios = catalog.scenarios(platform)
    usual = settings.resolve(platform, {}, examples=True)
    plain = build.snippet(platform, "reader", "auto", usual)

    for name in platform.settings:
        given = [
            s.settings for s in scenarios if s.settings.get(name) not in (None, usual.values[name])
        ]
        assert given, f"no scenario sets {name!r} to something else"
        chosen = settings.resolve(platform, given[0], examples=True)
        changed = build.snippet(platform, "reader", "auto", chosen)
        assert changed.minified != plain.minified
        assert changed.readable != plain.readable
        assert _is_read(name, platform)


def _is_read(setting: str, platform: Platform) -> bool:
    body = (platform.folder / "analytics.js").read_text(encoding="utf-8")
    ready = platform.analytics.ready if platform.analytics else None
    return f"settings.{setting}" in body + (ready or "")


@each_platform
def test_each_setting_changes_what_is_seen(platform: Platform) -> None:
    """A scenario that sets it expects other calls than one without any settings, of the same visitor."""
    scenarios = catalog.scenarios(platform)
    usual = {(s.visitor, s.sdk, s.names): s.expect for s in reversed(scenarios) if not s.settings}

    for name in platform.settings:
        told = [s for s in scenarios if name in s.settings]
        if all(usual.get((s.visitor, s.sdk, s.names)) == s.expect for s in told):
            # Where and when the calls arrive can be all that changes: a renamed global, a longer wait.
            assert platform.analytics
            holes = [
                *platform.analytics.reads,
                *platform.analytics.records,
                platform.analytics.ready or "",
            ]
            assert any(name in hole for hole in holes), f"{name!r} changes nothing that is seen"


@each_platform
def test_each_platform_says_where_its_facts_come_from(platform: Platform) -> None:
    assert platform.analytics
    assert platform.docs.startswith("https://")
    assert platform.analytics.consent
    assert all(limit.source.startswith("https://") for limit in platform.analytics.limits)


@each_platform
def test_a_platform_that_is_not_active_says_why(platform: Platform) -> None:
    assert platform.status == "active" or (platform.reason and len(platform.reason) > 20)


def test_there_are_at_least_52_active_platforms() -> None:
    assert sum(platform.status == "active" for platform in PLATFORMS) >= 52


def test_no_file_of_ours_names_a_platform() -> None:
    slugs = {platform.slug for platform in PLATFORMS} - OURS

    found = [
        f"{path.relative_to(PACKAGE)}: {text}"
        for path in PACKAGE.rglob("*.py")
        if "deliver" not in path.parts
        for text in _strings(path)
        if text in slugs
    ]

    assert not found


def test_no_frame_and_no_part_of_the_runtime_names_an_sdk() -> None:
    names = {
        name.split(".")[0]
        for platform in PLATFORMS
        if platform.analytics
        for name in (*platform.analytics.reads, *platform.analytics.records)
        if "{" not in name
    }
    names -= OURS | {"document", "window", "console", "navigator", "location"}
    found = [
        f"{path.name}: {name}"
        for room in ("frames", "runtime")
        for path in (javascript() / room).rglob("*.js")
        if "consent" not in path.parts
        for name in names
        if re.search(rf"\b{re.escape(name)}\b", _code(path))
    ]

    assert not found


def _strings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _code(path: Path) -> str:
    """The file without its comments: they may give reasons."""
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
