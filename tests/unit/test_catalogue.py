"""What the whole shipped catalogue keeps to, platform by platform."""

from __future__ import annotations

import ast
import gzip
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from generator import build, catalog, render, settings
from generator.model import DANGERS, EXTENSION, ROLES, Platform, Role, Scenario
from generator.resources import javascript

PLATFORMS = catalog.platforms()
PACKAGE = Path(catalog.__file__).parent

each_role = pytest.mark.parametrize(
    ("platform", "role"),
    [pytest.param(p, role, id=f"{p.slug}-{role}") for p in PLATFORMS for role in p.roles],
)
each_platform = pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.slug)

#: words of ours that are a platform's slug or global as well
OURS = {"analytics", "generic", "beacon", "cookie", "meta", "segment"}


@each_platform
def test_each_danger_is_answered_by_a_scenario_or_has_its_reason(platform: Platform) -> None:
    if not platform.analytics:
        pytest.skip("it receives no decisions")
    answered = {danger for s in catalog.scenarios(platform) for danger in s.answers}
    explained = set(platform.analytics.dangers)

    assert answered | explained == set(DANGERS)
    assert not answered & explained
    assert all(reason.strip() for reason in platform.analytics.dangers.values())


@each_platform
def test_each_role_has_scenarios(platform: Platform) -> None:
    assert {scenario.role for scenario in catalog.scenarios(platform)} == set(platform.roles)


@each_role
def test_each_setting_is_set_by_a_scenario_and_changes_the_snippet(
    platform: Platform, role: Role
) -> None:
    target = ROLES[role].targets[0]
    usual = settings.resolve(platform, {}, role=role, examples=True)
    plain = build.snippet(platform, target, "auto", usual)

    for name in own_settings(platform, role):
        given = [
            s.settings
            for s in scenarios_of(platform, role)
            if s.settings.get(name) not in (None, usual.values[name])
        ]
        assert given, f"no scenario sets {name!r} to something else"
        chosen = settings.resolve(platform, given[0], role=role, examples=True)
        changed = build.snippet(platform, target, "auto", chosen)
        assert changed.minified != plain.minified
        assert changed.readable != plain.readable
        assert _is_read(name, platform, role)


def own_settings(platform: Platform, role: Role) -> list[str]:
    return [name for name in settings.declare(platform, role) if name in platform.settings]


def scenarios_of(platform: Platform, role: Role) -> list[Scenario]:
    return [scenario for scenario in catalog.scenarios(platform) if scenario.role == role]


def _is_read(setting: str, platform: Platform, role: Role) -> bool:
    body = (platform.folder / f"{role}.js").read_text(encoding="utf-8")
    return f"settings.{setting}" in body + (platform.played[role].ready or "")


@each_role
def test_each_setting_changes_what_is_seen(platform: Platform, role: Role) -> None:
    """A scenario that sets it expects other calls than one without any settings, of the same visitor."""
    scenarios = scenarios_of(platform, role)
    usual = {(s.visitor, s.sdk, s.names): s.expect for s in reversed(scenarios) if not s.settings}
    played = platform.played[role]

    for name in own_settings(platform, role):
        told = [s for s in scenarios if name in s.settings]
        if all(usual.get((s.visitor, s.sdk, s.names)) == s.expect for s in told):
            # Where and when the calls arrive can be all that changes: a renamed global, a longer wait.
            holes = [*played.reads, *played.records, played.ready or ""]
            assert any(name in hole for hole in holes), f"{name!r} changes nothing that is seen"


@each_role
def test_each_role_says_where_its_facts_come_from(platform: Platform, role: Role) -> None:
    played = platform.played[role]
    assert platform.docs.startswith("https://")
    assert played.consent
    assert all(limit.source.startswith("https://") for limit in played.limits)


@each_role
def test_an_audience_is_small(platform: Platform, role: Role) -> None:
    if role != "audience":
        pytest.skip("another role")
    chosen = settings.resolve(platform, {}, role=role, examples=True)

    code = build.snippet(platform, "audience", "auto", chosen).minified

    assert len(gzip.compress(code.encode("ascii"), 9, mtime=0)) <= 1100


@each_role
def test_no_body_has_a_name_that_its_frame_needs(platform: Platform, role: Role) -> None:
    for target in ROLES[role].targets:
        if target != EXTENSION:
            code = render.render(platform, target, features={"debug", "consent_google"}).code
            names = re.findall(r"^  (?:function|var) (\w+)", code, re.MULTILINE)
            assert len(names) == len(set(names))


#: what frames declare beside that where settings are read on the page: the embed form and the extension
OPEN = {
    "auditors",
    "category",
    "chosen",
    "declared",
    "filled",
    "given",
    "managers",
    "required",
    "slug",
}


@each_role
def test_no_body_has_a_name_that_the_embed_form_needs(platform: Platform, role: Role) -> None:
    names = re.findall(r"^(?:function|var) (\w+)", render.read_body(platform, role), re.MULTILINE)

    assert set(names) & OPEN == set()


@each_platform
def test_a_platform_that_is_not_active_says_why(platform: Platform) -> None:
    assert platform.status == "active" or (platform.reason and len(platform.reason) > 20)


def test_there_are_at_least_52_active_platforms() -> None:
    assert sum(p.status == "active" and "analytics" in p.roles for p in PLATFORMS) >= 52


@pytest.mark.parametrize(("role", "least"), [("audience", 18), ("conversion", 3)])
def test_enough_active_platforms_play_a_role_each_with_a_document_that_is_cited(
    role: Role, least: int
) -> None:
    active = [p for p in PLATFORMS if p.status == "active" and role in p.roles]

    assert len(active) >= least
    assert not [platform.slug for platform in active if not set(_cited(platform, role))]


def _cited(platform: Platform, role: Role) -> Iterator[str]:
    """Documents of what is read: above the role's scenarios, beside the data, or of a platform of this role alone."""
    parts = (platform.folder / "scenarios.toml").read_text(encoding="utf-8").split("[[scenario]]")
    texts = [
        line
        for (above, _), scenario in zip(pairwise(parts), catalog.scenarios(platform), strict=True)
        for line in above.splitlines()
        if scenario.role == role and line.startswith("#")
    ]
    texts += [file.read_text(encoding="utf-8") for file in platform.folder.glob("data/*.json")]
    if platform.roles == (role,):
        texts.append(platform.docs)
    for address in re.findall(r"https://[^\s\"')]+", "\n".join(texts)):
        if "optimizely.com" not in address and ".example" not in address:
            yield address


#: what knows who sends webhooks and whose exports are read, whether or not a platform here has the same name
_OUTSIDE = ("exports.py", "sources.py")


def test_no_file_of_ours_names_a_platform() -> None:
    slugs = {platform.slug for platform in PLATFORMS} - OURS

    found = [
        f"{path.relative_to(PACKAGE)}: {text}"
        for path in PACKAGE.rglob("*.py")
        if "deliver" not in path.parts and path.name not in _OUTSIDE
        for text in _strings(path)
        if text in slugs
    ]

    assert not found


def test_no_frame_and_no_part_of_the_runtime_names_an_sdk() -> None:
    names = {
        name.split(".")[0]
        for platform in PLATFORMS
        for played in platform.played.values()
        for name in (*played.reads, *played.records)
        if "{" not in name
    }
    names -= OURS | {"console", "document", "fetch", "location", "navigator", "window"}
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
