"""The ES5 gate, the holes, and what becomes of code on its way to a page."""

import gzip
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from generator import catalog, render, resources, settings
from generator import compile as engine
from generator.catalog import load
from generator.errors import ScriptError
from generator.model import Origin, Script, Settings, Source, Value

FRAME = resources.javascript() / "frames" / "reader.js"
BODY = Path("acme/analytics.js")


@pytest.fixture(scope="module")
def v8() -> Iterator[MiniRacer]:
    with MiniRacer() as v8:
        yield v8


def source_of(body: str) -> Source:
    """A body inside a function, as a frame puts it there: two columns in, at lines of its own."""
    lines = body.split("\n")
    inner = "".join(f"  {line}\n" if line else "\n" for line in lines)
    origins = [Origin(BODY, number, 2) for number in range(1, len(lines) + 1)]
    code = f'(function (settings) {{ "use strict";\n{inner}}})(TAGWRIGHT_SETTINGS, "TAGWRIGHT_DIGEST");\n'
    return Source("acme/reader.js", code, (Origin(FRAME, 1, 0), *origins, Origin(FRAME, 2, 0)))


def refusal(body: str) -> str:
    with pytest.raises(ScriptError) as caught:
        engine.compile(source_of(body))
    return str(caught.value)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("const x = 1;", "'const'"),
        ("let x = 1;", "'let'"),
        ("f(() => 1);", "an arrow function"),
        ("f(`x`);", "a template literal"),
        ("f({ a });", "a shorthand property"),
        ("f({ a() {} });", "a shorthand method"),
        ("f({ [a]: 1 });", "a computed property"),
        ("f(...a);", "'...'"),
        ("a?.b;", "'?.'"),
        ("a ?? b;", "'??'"),
        ("a ||= b;", "'||='"),
        ("a ** b;", "'**'"),
        ("for (var a of b) f(a);", "'for … of'"),
        ("class A {}", "a class"),
        ("function* f() {}", "a generator"),
        ("async function f() {}", "an async function"),
        ("try { f(); } catch { g(); }", "'catch' without a name"),
        ("var { a } = b;", "destructuring"),
        ("function f(a = 1) {}", "a default value"),
        ("f(/a/u);", "a newer regular expression"),
        ("f(1_000);", "'_' in a number"),
        ("f(0b1);", "a binary or octal number"),
        ("f(1n);", "a BigInt"),
        ("f('\u2028');", "a raw U+2028 or U+2029 in a string"),
    ],
)
def test_what_is_newer_than_es5_is_refused_by_its_name(code: str, name: str) -> None:
    assert refusal(f"var first;\n{code}").startswith(f"{name} is newer than ES5\n")


def test_an_error_is_reported_at_the_bodys_own_line_and_column() -> None:
    assert refusal("var a;\n\nvar b = `x`;") == (
        "a template literal is newer than ES5\n"
        "  --> acme/analytics.js:3:9\n"
        "  help: write ES5: snippets run in every browser"
    )


@pytest.mark.parametrize("code", ["}", "{", "});(function () {", "foo(;", "return 1;"])
def test_a_body_has_to_be_whole_without_the_frame_around_it(code: str) -> None:
    assert "--> acme/analytics.js:2:" in refusal(f"var a;\n{code}")


def test_all_functions_declared_in_blocks_are_refused_at_once() -> None:
    told = refusal("if (a) { function f() {} }\nwhile (b) { function g() {} }")

    assert told.count("a function is declared in a block") == 2
    assert "analytics.js:1:10" in told
    assert "analytics.js:2:13" in told


@pytest.mark.parametrize("text", ["</script", "</SCRIPT", "<!--", "{{"])
def test_text_that_a_page_would_read_is_refused(text: str) -> None:
    assert f"the code holds {text!r}" in refusal(f'f("{text}");')


@pytest.mark.parametrize("hole", ["TAGWRIGHT_SETTINGS", "TAGWRIGHT_DIGEST"])
def test_a_body_cannot_name_a_hole(hole: str) -> None:
    assert "belongs to the frames" in refusal(f"f({hole});")


def test_every_character_outside_ascii_arrives_as_an_escape(v8: MiniRacer) -> None:
    body = "var grüße = 'é価🎉\\é\\\\ü' + /^[ä\\ö]+$/.test('äö'); // ß\nout =\u00a0grüße;"

    script = engine.compile(source_of(body))

    for form in (script.readable, script.minified):
        assert form.isascii()
        v8.eval("var out;")
        v8.eval(form.replace("TAGWRIGHT_SETTINGS", "{}").replace("\\u00a0", " "))
        assert v8.eval("out") == "é価🎉é\\ütrue"


def test_only_the_banner_is_left_of_the_comments() -> None:
    body = "// why\nf(settings); /* more */ // and more"
    source = source_of(body)

    minified = engine.compile(
        Source(source.name, "/*! acme */\n" + source.code, (Origin(FRAME, 1, 0), *source.origins))
    ).minified

    assert minified.startswith("/*! acme */\n")
    assert "why" not in minified
    assert "more" not in minified


def test_functions_of_the_scope_are_compiled_at_once_and_run_the_same(v8: MiniRacer) -> None:
    body = "out = twice(4) + twice(5);\nfunction twice(n) { for (var i = 0; i < 1; i++) { n *= 2; } return n; }"

    minified = engine.compile(source_of(body)).minified

    v8.eval("var out;")
    v8.eval(minified.replace("TAGWRIGHT_SETTINGS", "{}"))
    assert v8.eval("out") == 18
    assert "=(function(" in minified


def test_a_setting_arrives_in_every_hole_and_nowhere_else() -> None:
    script = Script("x", "a(TAGWRIGHT_SETTINGS,'TAGWRIGHT_DIGEST')", "b(TAGWRIGHT_SETTINGS)")
    chosen = Settings({"event": "TAGWRIGHT_DIGEST"}, frozenset(), "12345678")

    snippet = engine.splice(script, chosen)

    assert snippet.readable == "a({\n  event: \"TAGWRIGHT_DIGEST\"\n},'12345678')"
    assert snippet.minified == 'b({event:"TAGWRIGHT_DIGEST"})'


def test_a_setting_cannot_end_the_script_element_or_form_a_variable() -> None:
    hostile = "</script><!-- {{x}} {{{y}}} <script> & \u2028\u2029 \x7f\x00 ' \" \\ \n"

    for minified in (True, False):
        text = engine.literal({"event": hostile}, minified=minified)
        assert text.isascii()
        assert not set("<>&\x7f\x00").intersection(text)
        assert "{{" not in text


@given(st.text(st.characters(exclude_categories=[])), st.integers(-(2**53) + 1, 2**53 - 1))
def test_any_text_and_number_arrives_unchanged(v8: MiniRacer, text: str, number: int) -> None:
    values: dict[str, Value] = {
        "text": text,
        "number": number,
        "yes": True,
        "default": False,
        "rate": 0.1,
    }

    for minified in (True, False):
        code = engine.literal(values, minified=minified)
        arrived = v8.eval(f"JSON.stringify({code})")

        assert json.loads(str(arrived)) == values
        assert not engine.problems(f"f({code})")


@pytest.mark.parametrize("client", ["auto", "classic", "web", "edge"])
def test_compiling_twice_gives_the_same_bytes(client: str) -> None:
    source = render.render(load("generic"), "reader", client)  # type: ignore[arg-type]

    assert engine.compile(source) == engine.compile(source)


def fitted(body: str, **answers: Value) -> Script:
    return engine.compile(source_of(body), answers)


def test_an_answer_that_is_known_decides_while_code_is_compiled() -> None:
    body = "function makeRequest(decision, settings) { if (settings.send === 'page') { later(); } else { now(); } }"

    script = fitted(body + " keep(makeRequest);", send="page")

    assert "later" in script.minified
    assert "now" not in script.minified
    assert "now" in script.readable
    assert script.fixed == {"send"}


@pytest.mark.parametrize(
    "use",
    [
        "f(settings[name]);",
        "var s = settings; f(s.send);",
        "f(settings);",
        "other(settings); function other(options) { f(options.send); }",
        "for (var key in settings) { f(key); }",
        "f(settings.send); f(other.send);",
    ],
)
def test_a_setting_that_might_be_read_otherwise_stays_among_the_settings(use: str) -> None:
    script = fitted(f"f(settings.send); {use}", send="page")

    assert script.fixed == set()


def test_a_setting_that_is_written_to_is_left_alone() -> None:
    script = fitted("settings.send = 'x'; f(settings.send);", send="page")

    assert "page" not in script.minified
    assert script.fixed == set()


TAKE = "take({ client: a(), experimentId: b(), variationName: c() }); keep(makeRequest);\n"


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("function makeRequest(decision) { f(decision.experimentId); }", ["b"]),
        ("function makeRequest(one) { tell(one); }\nfunction tell(it) { f(it.client); }", ["a"]),
        ("function makeRequest(decision) { f({ decision: decision.variationName }); }", ["c"]),
        ("function makeRequest(decision) { f(decision); }", ["a", "b", "c"]),
        ("function makeRequest(decision) { f({ whole: decision }); }", ["a", "b", "c"]),
        ("function makeRequest(decision) { f(decision[key]); }", ["a", "b", "c"]),
        ("function makeRequest(decision) { kept = decision; f(kept.client); }", ["a", "b", "c"]),
        ("function makeRequest() { f(arguments[0].client); }", ["a", "b", "c"]),
        (
            "function makeRequest(decision) { f(decision.client, function () { g(arguments); }); }",
            ["a"],
        ),
        (
            "var list = [];\nfunction makeRequest(decision) { list.push(decision); }",
            ["a", "b", "c"],
        ),
        (
            "function makeRequest(decision) { g(function () { f(decision.client); }); }",
            ["a"],
        ),
    ],
)
def test_a_decision_is_made_without_the_keys_no_body_reads(body: str, kept: list[str]) -> None:
    source = source_of(body)
    frame = Source(source.name, TAKE + source.code, (Origin(FRAME, 1, 0), *source.origins))

    minified = engine.compile(frame).minified

    assert [name for name in "abc" if f"{name}()" in minified] == kept


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("function makeRequest(decision) { f(decision.client, other.client); }", "a"),
        ("function makeRequest(one) { tell(one); }\nfunction tell(it) { f(it.client); }", "a"),
        ("function makeRequest(decision) { f(decision.client); g(decision); }", "client"),
    ],
)
def test_keys_are_short_where_all_of_a_decision_is_followed(body: str, key: str) -> None:
    source = source_of(body + "\nkeep(makeRequest);")
    frame = Source(source.name, TAKE + source.code, (Origin(FRAME, 1, 0), *source.origins))

    minified = engine.compile(frame).minified

    assert f"{{{key}:a()" in minified
    assert minified.count(f".{key}") == 1
    assert minified.count(".client") == body.count("other.client") + (key == "client")


def test_a_decision_is_followed_into_the_shared_parts() -> None:
    minified = engine.compile(render.render(load("universal-analytics"))).minified

    assert ".variationIds" in minified
    assert "audiences" not in minified


@pytest.mark.parametrize(
    "slug", [path.name for path in sorted((resources.javascript() / "platforms").iterdir())]
)
def test_every_answer_of_every_platform_compiles(slug: str) -> None:
    platform = load(slug)
    for name, setting in platform.settings.items():
        for answer in setting.enum or ((True, False) if setting.type == "boolean" else ()):
            chosen = settings.resolve(platform, {name: answer}, examples=True)
            script = engine.compile(render.render(platform), chosen.answers)
            assert name in chosen.answers
            assert engine.problems(engine.splice(script, chosen).minified) == []


@pytest.mark.parametrize(
    ("client", "most"), [("auto", 1300), ("classic", 950), ("web", 900), ("edge", 820)]
)
def test_the_smallest_platform_keeps_to_its_bytes(client: str, most: int) -> None:
    platform = load("mixpanel")
    chosen = settings.resolve(platform, {})
    source = render.render(platform, "reader", client, chosen.features)  # type: ignore[arg-type]
    script = engine.compile(source, chosen.answers)

    minified = engine.splice(script, chosen).minified

    assert len(gzip.compress(minified.encode(), 9, mtime=0)) <= most


def test_every_reader_keeps_to_its_bytes() -> None:
    sizes = {}
    for platform in catalog.platforms():
        chosen = settings.resolve(platform, {}, examples=True)
        script = engine.compile(
            render.render(platform, features=chosen.features), answers=chosen.answers
        )
        minified = engine.splice(script, chosen).minified
        sizes[platform.slug] = len(gzip.compress(minified.encode(), 9, mtime=0))

    assert {slug: size for slug, size in sizes.items() if size > 1450} == {}
    assert statistics.median(sizes.values()) <= 1300


@pytest.mark.parametrize(
    ("client", "foreign"),
    [
        ("classic", ["optimizelyEdge", "getCampaignStates", "getActiveExperiments"]),
        ("web", ["getActiveExperiments", "activeExperiments", "cookie"]),
        ("edge", ["activeExperiments", "getCampaignStates", "cookie"]),
    ],
)
@pytest.mark.parametrize("target", ["reader", "integrator"])
def test_a_snippet_for_one_client_carries_no_code_of_the_others(
    target: str, client: str, foreign: list[str]
) -> None:
    minified = engine.compile(render.render(load("generic"), target, client)).minified  # type: ignore[arg-type]

    for name in foreign:
        assert f".{name}" not in minified


def test_python_ends_after_compiling() -> None:
    code = (
        "from generator import catalog, render, compile\n"
        "compile.compile(render.render(catalog.load('generic')))"
    )

    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_compiling_works_while_an_event_loop_runs() -> None:
    code = (
        "import asyncio\n"
        "from generator import compile\n"
        "async def main(): return compile.problems('a')\n"
        "assert asyncio.run(main()) == []"
    )

    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_the_second_parser_takes_part_where_it_is_installed() -> None:
    pytest.importorskip("importlib.metadata").distribution("esbuild-py")

    assert engine.second_parser() == "0.1.6"
    assert not engine._second_opinion("a b")
    assert engine._second_opinion("a.b")
