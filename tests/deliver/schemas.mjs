// A schema of draft 4 and values in, whether each is allowed out, by the validator that Adobe's own checker uses.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const validator = createRequire(createRequire(import.meta.url).resolve("@adobe/reactor-validator"));
const Ajv = validator("ajv-draft-04");
const { schema, values } = JSON.parse(readFileSync(0, "utf8"));
const allows = new Ajv().compile(schema);

process.stdout.write(JSON.stringify(values.map((value) => allows(value))));
