"""The library for Optimizely CMS: without .NET at hand, what a grammar and a reader can tell of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

import pytest
import tree_sitter
import tree_sitter_c_sharp

from generator.verify import NONCE, Testbed
from tests.deliver.heads import VALUES
from tests.deliver.packages import PACKAGED, made
from tests.deliver.test_pages import VISITS, expected, page, received


@cache
def parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_c_sharp.language()))


def faults(node: tree_sitter.Node) -> Iterator[str]:
    """Where the grammar does not fit."""
    if node.type == "ERROR" or node.is_missing:
        yield f"line {node.start_point.row + 1}: {node.type}"
    for child in node.children:
        yield from faults(child)


def sources() -> dict[str, bytes]:
    files = made("episerver", PACKAGED)
    return {path: content for path, content in files.items() if path.endswith(".cs")}


@pytest.mark.parametrize("path", sources())
def test_a_source_has_no_error_of_syntax(path: str) -> None:
    assert list(faults(parser().parse(sources()[path]).root_node)) == []


def test_the_grammar_finds_an_error_of_syntax() -> None:
    assert list(faults(parser().parse(b"class A { void B( { } }").root_node))


def test_what_the_code_reads_of_the_data_is_there() -> None:
    files = made("episerver", PACKAGED)
    told = json.loads(files["Tagwright/tagwright.json"])
    text = b"".join(sources().values()).decode()

    def required(name: str) -> set[str]:
        body = re.search(rf"class {name}\n\{{(.*?)\n\}}", text, re.DOTALL)
        assert body
        found = re.findall(r"public required \S+(?: \S+>)? (\w+) \{", body[1])
        return {name[:1].lower() + name[1:] for name in found}

    section = told["platforms"]["mixpanel"]
    assert required("TagwrightPackage") == {"addresses", "optimizely", "platforms"} <= told.keys()
    assert required("TagwrightSection") == {"title", "fields", "values", "roles"} <= section.keys()
    program = section["roles"]["analytics"]
    assert required("TagwrightProgram") == {"file", "fields", "required"} <= program.keys()
    assert required("TagwrightField") == {"type"} <= section["fields"]["event"].keys()


def test_decisions_arrive_from_a_client_resource(testbed: Testbed) -> None:
    """TagwrightClientResources.cs wraps a program in a function whose argument holds the settings."""
    files = made("episerver", VALUES)
    platforms = json.loads(files["Tagwright/tagwright.json"])["platforms"]

    for visit in VISITS:
        slug = visit.platform.slug
        section = platforms[slug]
        (program,) = section["roles"].values()
        code = files[f"Tagwright/wwwroot/{program['file']}"].decode().rstrip()
        told = json.dumps({slug: section["values"]})
        inline = f"(function (tagwrightSettings) {{\n{code}\n}})({told});"
        seen = testbed.observe(page(visit, f'<script nonce="{NONCE}">{inline}</script>', {}))
        assert received(seen) == expected(visit)
        assert seen.errors == ()
