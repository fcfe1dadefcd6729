"""Pages of a visitor's choosing, with a platform on them that only says what it was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator import build, catalog, render, settings
from generator import compile as engine
from generator.extension import integration
from generator.model import Client, Target, Value, role_of
from generator.verify import Observation, Step, Testbed, TestPage, pages, stub, visitors

PROBES = Path(__file__).parent / "probes"

#: the SDK that takes what the probe says
SDK = "window.probe = function () { __tagwrightTestbed.record('probe', arguments); }; probe.loaded = true;"

#: pages that are hostile, as the faults have them
PROTOTYPE = pages.fault_code("extended_prototypes")
DENIED = pages.fault_code("denied_cookies") + pages.fault_code("denied_storage")

NAMES = {"classic": "classic", "web": "web", "edge": "edge"}


@dataclass(frozen=True)
class World:
    """What is on a page; `replace` makes another of it.

    Attributes:
        profile: how Optimizely is on the page.
        client: the client the snippet is built for.
        before: scripts that stand before everything else.
        at: the page's time in ms at which the snippet comes, or None for its place in line.
        category: what consent the platform says it needs, where that is not what its folder says.
    """

    profile: str = "web"
    visitor: str | Mapping[str, Any] = "in_one_experiment"
    client: Client = "auto"
    target: Target = "reader"
    platform: str = "probe"
    settings: Mapping[str, Value] | None = None
    names: Mapping[str, str] | None = None
    options: Mapping[str, Any] | None = None
    placement: str = "after"
    at: float | None = None
    times: int = 1
    before: Sequence[Step] = ()
    after: Sequence[Step] = ()
    sdk: bool = True
    minified: bool = True
    category: str | None = None

    def but(self, **changes: Any) -> World:  # noqa: ANN401 -- any attribute
        """The same world with some things changed."""
        return replace(self, **changes)

    def page(self) -> TestPage:
        """The page to open."""
        ours = [self._ours(name, code) for _ in range(self.times) for name, code in self._scripts()]
        sdk = [Step("sdk", SDK)] if self.sdk else []
        client = [self._optimizely()] if self.profile != "none" else []
        is_first = self.placement == "before" or self.target == "extension"
        steps = [*ours, *client] if is_first else [*client, *ours]
        return TestPage((*self.before, *sdk, *steps, *self.after), title=str(self.visitor))

    def _ours(self, name: str, code: str) -> Step:
        return Step(name, code, self.at)

    def _scripts(self) -> list[tuple[str, str]]:
        platform = catalog.load(self.platform, (PROBES,))
        if self.category and platform.analytics:
            role = platform.analytics.model_copy(update={"consent": self.category})
            platform = platform.model_copy(update={"analytics": role})
        chosen = settings.resolve(platform, self.settings or {}, role=role_of(self.target))
        snippet = build.snippet(platform, self.target, self.client, chosen)
        code = snippet.minified if self.minified else snippet.readable
        if self.target == "extension":
            values = settings.filled_in(platform, self.settings or {}, "analytics")
            code = pages.integrated(integration(platform, values, code))
        scripts = [("snippet", code)]
        if self.target == "integrator":
            library = engine.compile(render.library("integrator", self.client))
            scripts.insert(0, ("integrator", library.minified))
        return scripts

    def _optimizely(self) -> Step:
        known = visitors.load(self.visitor) if isinstance(self.visitor, str) else self.visitor
        code = stub.script(self.profile, known, names=self.names, options=self.options)
        return Step("optimizely", code)


def said(seen: Observation) -> list[str]:
    """The names of the calls, in order."""
    return [str(call.args[0]) for call in seen.calls]


def decisions(seen: Observation) -> list[Mapping[str, Any]]:
    """The decisions that were reported, in order."""
    return [call.args[1] for call in seen.calls if call.args[0] == "decision"]


def experiments(seen: Observation) -> list[str]:
    """The ids of the experiments that were reported, in order."""
    return [str(decision["experimentId"]) for decision in decisions(seen)]


def observe(testbed: Testbed, world: World) -> Observation:
    """What is seen there; nothing of it may be an error of ours."""
    seen = testbed.observe(world.page())
    assert seen.errors == ()
    return seen
