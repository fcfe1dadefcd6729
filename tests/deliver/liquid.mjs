// Blocks and the settings a merchant gave them in, the HTML that a shop shows out: [{block, settings}] -> [html].
import { readFileSync } from "node:fs";
import { Liquid } from "liquidjs";

const engine = new Liquid();

engine.registerFilter("asset_url", (name) => `/assets/${name}`);
// Shopify keeps what is between these tags for its editor.
engine.registerTag("schema", {
  parse(_, remaining) {
    while (remaining.length && remaining.shift().name !== "endschema");
  },
  render() {},
});

const asked = JSON.parse(readFileSync(0, "utf8"));
const shown = asked.map(({ block, settings }) => engine.parseAndRenderSync(block, { block: { settings } }));

process.stdout.write(JSON.stringify(shown));
