"""Every program in a package for a tag manager is ES5 to Closure Compiler, with which Tag Manager checks tags."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping

from tests.deliver.packages import PACKAGED, made
from tests.sdk import closure


def programs() -> Iterator[tuple[str, str]]:
    """Each program by its package and file, inside what its destination puts around it."""
    gtm = made("gtm", PACKAGED, base="https://cdn.example.com/js/")
    for tag in json.loads(gtm["container.json"])["containerVersion"]["tag"]:
        html = next(one["value"] for one in tag["parameter"] if one["key"] == "html")
        yield f"gtm: {tag['name']}", html.removeprefix("<script>").removesuffix("</script>")
    yield from _scripts("gtm", gtm)
    for name, code in _scripts("tealium", made("tealium", PACKAGED)):
        yield name, f"utag.extension = function (a, b) {{\n{code}\n}};"
    yield from _scripts("shopify", made("shopify", PACKAGED))
    (package,) = (f for path, f in made("adobe-tags", PACKAGED).items() if path.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    yield from _scripts(
        "adobe-tags", {p: file for p, file in files.items() if p.startswith("src/")}
    )


def _scripts(delivery: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for path, content in files.items():
        if path.endswith(".js"):
            yield f"{delivery}: {path}", content.decode("ascii")


def test_every_program_is_es5_to_closure() -> None:
    found = dict(programs())

    assert len(found) == 5 * len(PACKAGED)
    assert closure.refusals(found) == {}


def test_closure_would_refuse_what_tag_manager_refuses() -> None:
    code = dict(programs())["tealium: mixpanel.extension.js"]
    newer = {
        "a function in a block": code.replace("(a, b) {", "(a, b) { if (a) { function f() {} }"),
        "const": code.replace("(a, b) {", "(a, b) { const c = a;"),
    }

    assert closure.refusals(newer).keys() == newer.keys()
