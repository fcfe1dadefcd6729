"""What a platform without an SDK declares: the requests that the snippet itself makes."""

from __future__ import annotations

import dataclasses

import pytest

from generator import catalog, manifest, settings
from generator.errors import PlatformError
from generator.verify.judge import Expectation, judge
from generator.verify.observation import Observation, Request
from tests.unit.conftest import TOML, MakePlatform, Run

SENDS = 'reads   = ["acme"]\nsends   = ["{endpoint}", "https://acme.example:8443/a?b"]'
ENDPOINT = """
[settings.endpoint]
type        = "string"
title       = "Endpoint"
description = "Where to."
required    = true
example     = "https://collect.example/exposures"
"""
SEEN = Observation(requests=(Request("POST", "https://collect.example/exposures?a=1", "refused"),))


@pytest.fixture
def toml() -> str:
    return TOML.replace('reads   = ["acme"]', SENDS) + ENDPOINT


def test_a_request_that_nobody_declared_is_a_finding() -> None:
    (finding,) = judge(SEEN, Expectation()).findings

    assert str(finding) == "request     POST https://collect.example/exposures?a=1"
    assert not judge(SEEN, Expectation(sends=["https://other.example/"])).ok


def test_a_request_to_a_declared_address_is_none() -> None:
    assert judge(SEEN, Expectation(sends=["https://collect.example/exposures"])).ok


def test_what_optimizely_answered_needs_no_declaration() -> None:
    answered = dataclasses.replace(SEEN.requests[0], answer="answered")

    assert judge(Observation(requests=(answered,)), Expectation()).ok


def test_a_manifest_adds_the_origins_to_the_policy(make_platform: MakePlatform, toml: str) -> None:
    platform = catalog.read(make_platform(toml=toml))
    chosen = settings.resolve(platform, {"endpoint": "https://data.shop.example/in/"})

    entry = manifest.of_platform(platform, {"analytics": chosen}, "web", {})

    assert entry["csp"]["adds"] == {
        "connect-src": ["https://acme.example:8443", "https://data.shop.example"]
    }


def test_an_address_names_a_setting_there_is(make_platform: MakePlatform, toml: str) -> None:
    folder = make_platform(toml=toml.replace("{endpoint}", "{end}"))

    with pytest.raises(PlatformError, match=r"'\{end\}' in 'analytics.sends' names no setting"):
        catalog.read(folder)


def test_show_says_where_requests_go(run: Run, make_platform: MakePlatform, toml: str) -> None:
    folders = make_platform(toml=toml).parent
    config = folders / "tagwright.toml"
    config.write_text(f"folders = ['{folders}']\n")

    text = run("show", "acme", "--config", str(config)).stdout

    assert "  sends              {endpoint}, https://acme.example:8443/a?b" in text
    assert "  sends              no request of its own" in run("show", "mixpanel").stdout
