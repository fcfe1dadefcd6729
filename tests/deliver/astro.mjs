// A component of Astro in, JavaScript out: FILE -> code on stdout; what the compiler has to complain about fails.
import { readFileSync } from "node:fs";
import { transform } from "@astrojs/compiler";

const [file] = process.argv.slice(2);
const { code, diagnostics } = await transform(readFileSync(file, "utf8"), {
  filename: file,
  internalURL: "astro/compiler-runtime",
  // as Astro itself asks for it; without, it is code for an older Astro
  resolvePath: (path) => path,
});

if (diagnostics.length) {
  console.error(JSON.stringify(diagnostics));
  process.exitCode = 1;
}
process.stdout.write(code);
