// A folder and one of theme-check's own configurations in, what it finds out: [{check, message, file}].
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { themeCheckRun } from "@shopify/theme-check-node";

const [root, name] = process.argv.slice(2);
const config = join(mkdtempSync(join(tmpdir(), "theme-check-")), "config.yml");

writeFileSync(config, `extends: theme-check:${name}\n`);

const { offenses } = await themeCheckRun(root, config);

process.stdout.write(
  JSON.stringify(offenses.map(({ check, message, uri }) => ({ check, message, file: uri.split("/").pop() })))
);
