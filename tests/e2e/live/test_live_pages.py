"""What is planted on a site of the gallery is found there, and nothing else; on a good site nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from gallery import Site, World, serve
from sites import BROKEN, GOOD

from generator import catalog
from generator.verify import Testbed, live

#: the vendors of the gallery answer at once
PATIENCE = live.Patience(timeout=10, wait=0.8, quiet=0.15, leaves=0.1)

See = Callable[[Site], live.Look]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with serve([*GOOD, *BROKEN]) as address:
        yield address


@pytest.fixture(scope="session")
def world(testbed: Testbed) -> World:
    return World(testbed._browser)


@pytest.fixture(scope="session")
def see(testbed: Testbed, world: World, address: str) -> See:
    """Look at a site of the gallery."""
    visitor = live.Visitor(world, testbed.engine, PATIENCE)  # type: ignore[arg-type]
    platforms = {platform.slug: platform for platform in catalog.platforms()}

    def see(site: Site) -> live.Look:
        world.site = site
        known = live.Known(platforms, site.configured, site.expect)
        return live.look_at(visitor, f"{address}/{site.name}/{site.query}", known)

    return see


def named(site: Site) -> str:
    return site.name


def told(look: live.Look) -> str:
    return "\n".join(map(str, look.findings))


@pytest.mark.parametrize("site", GOOD, ids=named)
def test_a_good_site_has_no_finding(see: See, site: Site) -> None:
    look = see(site)

    assert [one.kind for one in look.findings] == [], told(look)
    assert look.reading.decisions


@pytest.mark.parametrize("site", BROKEN, ids=named)
def test_what_is_planted_is_found_and_nothing_else(see: See, site: Site) -> None:
    look = see(site)

    assert [one.kind for one in look.findings] == list(site.found), told(look)
    assert all(one.help for one in look.findings)
