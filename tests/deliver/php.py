"""PHP without PHP: WebAssembly from npm says what is wrong with files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.deliver import node

#: the PHPs that files are for
OLDEST = "7.4"
NEWEST = "8.3"

_PARSE = """<?php
foreach ( array_slice( $argv, 1 ) as $path ) {
	try {
		token_get_all( file_get_contents( $path ), TOKEN_PARSE );
	} catch ( ParseError $error ) {
		echo $path, ': line ', $error->getLine(), ': ', $error->getMessage(), "\\n";
	}
}
echo "done\\n";
"""


def complaints(files: Sequence[Path], scratch: Path) -> list[str]:
    """What `php -l` says against files, and what the oldest PHP cannot parse; `scratch` is a folder to write to.

    The program's exit code is 0 whatever it finds, so its words are read.
    """
    said = run(NEWEST, "-l", *map(str, files)).splitlines()
    good = [line for line in said if line.startswith("No syntax errors detected")]
    bad = [line for line in said if " error" in line and line not in good]
    assert len(good) + len({line for line in said if "Errors parsing" in line}) == len(files), said
    script = scratch / "parse.php"
    script.write_text(_PARSE, encoding="utf-8")
    *found, last = run(OLDEST, str(script), *map(str, files)).splitlines()
    assert last == "done", found
    return [*bad, *found]


def serialized(value: object) -> str:
    """What PHP's `serialize()` makes of it; WordPress stores options so."""
    if isinstance(value, bool):
        return f"b:{value:d};"
    if isinstance(value, int):
        return f"i:{value};"
    if isinstance(value, str):
        return f's:{len(value.encode())}:"{value}";'
    assert isinstance(value, dict)
    inside = "".join(serialized(key) + serialized(one) for key, one in value.items())
    return f"a:{len(value)}:{{{inside}}}"


def run(version: str, *arguments: str) -> str:
    """What this PHP says."""
    program = node.binary("@php-wasm/cli", "php-wasm.js")
    done = node.run(program, *arguments, environment={"PHP": version})
    return done.stdout + done.stderr
