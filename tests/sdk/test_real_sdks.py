"""Snippets proved on the vendors' own SDKs: the request that leaves the browser carries the experiment."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import catalog
from generator.model import Platform
from generator.verify import Testbed, prove, real
from tests.sdk.bundle import bundle, pinned

PLATFORMS = real.able(catalog.platforms())

#: who has to arrive: one experiment, several, a redirect, awkward names
VISITORS = {"in_one_experiment", "in_two_experiments", "after_a_redirect", "with_awkward_names"}

each_platform = pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.slug)


@each_platform
def test_the_request_of_the_real_sdk_carries_the_experiment(
    testbed: Testbed, platform: Platform, tmp_path: Path
) -> None:
    bundle(platform, tmp_path)

    results = list(prove(real.plan([platform], tmp_path), testbed, tmp_path))

    told = [
        f"{result.visit.name}, {result.visit.variant}, {result.visit.scenario.sdk}:\n{finding}"
        for result in results
        for finding in result.verdict.findings
    ]
    assert not told, "\n\n".join(told)


@each_platform
def test_every_kind_of_visitor_arrives(platform: Platform) -> None:
    if not platform.analytics:
        pytest.skip("it receives no decisions")
    known = catalog.requests(platform)

    assert known is not None
    assert {a.visitor for a in known.arrives if a.rows and a.role == "analytics"} >= VISITORS


def test_what_three_vendors_own_sdks_know_of_a_visitor_reaches_optimizely() -> None:
    proved = {
        platform.slug
        for platform in PLATFORMS
        if (known := catalog.requests(platform))
        for arrival in known.arrives
        if arrival.role == "audience" and arrival.rows
    }

    assert proved >= {"segment", "mparticle", "treasure-data"}


def test_every_sdk_is_pinned_where_it_is_installed() -> None:
    wanted = {
        sdk.package: sdk.version
        for platform in PLATFORMS
        if (known := catalog.requests(platform))
        for sdk in known.sdk
    }

    assert wanted.items() <= pinned().items()
