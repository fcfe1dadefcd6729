"""What a destination prints into <head>, on the stubbed page: decisions arrive from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.verify import NONCE, Testbed
from tests.deliver.packages import Elements, Values
from tests.deliver.test_pages import VISITS, expected, page, received

#: the settings with which the first thing must happen that each platform's scenarios ask for
VALUES: Values = {
    visit.platform.slug: {
        name: value
        for name, value in visit.settings.values.items()
        if name in visit.platform.settings
    }
    for visit in VISITS
}


def check_arrival(testbed: Testbed, html: str, scripts: Mapping[str, str]) -> None:
    """Fails unless the decisions of every platform arrive; `scripts` are served under `/assets/`.

    The page has a strict policy, so each element that has no nonce gets the page's, as from a site's own filter.
    """
    allowed = html if "nonce=" in html else html.replace("<script ", f'<script nonce="{NONCE}" ')
    for visit in VISITS:
        seen = testbed.observe(page(visit, allowed, scripts))
        assert received(seen) == expected(visit)
        assert seen.errors == ()


def scripts(html: str) -> list[dict[str, str | None]]:
    """The attributes of each script element."""
    return [attributes for tag, attributes in Elements(html).found if tag == "script"]


def settings_of(html: str, slug: str) -> Any:  # noqa: ANN401 -- whatever JSON says
    """What a platform's program reads on the page."""
    (found,) = (one for one in scripts(html) if one.get("data-tagwright") == slug)
    assert found["data-settings"]
    assert "<" not in found["data-settings"], "a browser takes no nonce of the element"
    return json.loads(found["data-settings"])


def optimizely(html: str) -> list[str | None]:
    """The addresses of Optimizely's own snippet."""
    return [one["src"] for one in scripts(html) if "data-tagwright" not in one]
