"""What a snippet costs a page that runs it for the first time, in bare loops. See bench/README.md."""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Mapping

from playwright.sync_api import Page, sync_playwright

from generator import build, catalog, settings
from generator.model import Client
from generator.verify import browsers, stub, visitors

#: per client: the shortest code that reads its decisions and pushes each onto `dataLayer`
BARE: Mapping[str, str] = {
    "classic": """(function () {
  var optimizely = window.optimizely, state = optimizely.data.state, active = state.activeExperiments;
  window.dataLayer = window.dataLayer || [];
  for (var i = 0; i < active.length; i++) {
    dataLayer.push({
      experiment: optimizely.data.experiments[active[i]].name,
      variation: state.variationNamesMap[active[i]]
    });
  }
})();""",
    "web": """(function () {
  var campaigns = window.optimizely.get("state").getCampaignStates({ isActive: true });
  window.dataLayer = window.dataLayer || [];
  for (var id in campaigns) {
    dataLayer.push({
      experiment: campaigns[id].experiment.name,
      variation: campaigns[id].variation.name
    });
  }
})();""",
    "edge": """(function () {
  var experiments = window.optimizelyEdge.get("state").getActiveExperiments();
  window.dataLayer = window.dataLayer || [];
  for (var id in experiments) {
    dataLayer.push({ experiment: experiments[id].name, variation: experiments[id].variation.name });
  }
})();""",
}

#: one repetition per call: a fresh realm, the client, then the script that is measured
RUN = """([client, code]) => {
  const frame = document.createElement("iframe");
  document.body.appendChild(frame);
  const page = frame.contentDocument;
  const add = (text) => {
    const script = page.createElement("script");
    script.text = text;
    const start = performance.now();
    page.documentElement.appendChild(script);
    return performance.now() - start;
  };
  const took = (add(client), add(code + "\\n/* " + Math.random() + " */;'" + Math.random() + "'"));
  const list = frame.contentWindow.dataLayer || frame.contentWindow.mixpanel || [];
  const sent = list.length;
  frame.remove();
  return [took * 1000, sent];
}"""

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def main() -> None:
    """Measure and print one line per client and number of experiments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", default="mixpanel")
    parser.add_argument("--repeat", type=int, default=150)
    parser.add_argument("--experiments", type=int, nargs="*", default=[1, 10, 100, 1000])
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser, _ = browsers.launch(playwright, "chromium")
        page = browser.new_page()
        page.route("**/*", lambda route: route.fulfill(body="<body></body>", headers=HEADERS))
        page.goto("https://bench.example/")
        for client in BARE:
            for count in arguments.experiments:
                measure(page, arguments.platform, client, count, arguments.repeat)
        browser.close()


def measure(page: Page, slug: str, client: str, count: int, repeat: int) -> None:
    """Print what the snippet built for all clients, and the one built for this client, cost beside a bare loop."""
    codes = {
        "empty": "",
        "bare": BARE[client],
        "auto": snippet(slug, "auto"),
        client: snippet(slug, client),
    }
    took = run(
        page,
        stub.script(client, visitors.many(count)),
        codes,
        count,
        repeat if count < 1000 else repeat // 5,
    )
    empty = took["empty"]
    bare = took["bare"] - empty
    row = "  ".join(
        f"{name} {took[name] - empty:7.0f} µs = {(took[name] - empty) / bare:5.2f}"
        for name in ("auto", client)
    )
    print(f"{client:8} {count:5} experiments   bare {bare:6.0f} µs   {row}", flush=True)


def run(
    page: Page, client: str, codes: Mapping[str, str], count: int, repeat: int
) -> Mapping[str, float]:
    """The median of each kind in µs; the kinds take turns."""
    took: dict[str, list[float]] = {name: [] for name in codes}
    for _ in range(repeat):
        for name, code in codes.items():
            time, sent = page.evaluate(RUN, [client, code])
            if sent != (0 if name == "empty" else count):
                message = f"{name} sent {sent} of {count}"
                raise RuntimeError(message)
            took[name].append(time)
    return {name: statistics.median(times) for name, times in took.items()}


def snippet(slug: str, client: Client | str) -> str:
    """The minified reader of a platform with its default settings."""
    platform = catalog.load(slug)
    chosen = settings.resolve(platform, {})
    return build.snippet(platform, "reader", client, chosen).minified  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
