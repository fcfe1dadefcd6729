"""Which files a snippet is made of, and where each of its lines comes from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import __version__, catalog, render
from generator.errors import PlatformError, UnknownNameError
from generator.model import CLIENTS, EXTENSION, Client, Platform, Source, Target
from generator.resources import javascript
from tests.unit.conftest import BODY, TOML, MakePlatform

RUNTIME = javascript() / "runtime"
READY = TOML.replace('queue   = "acme"', 'ready = "window.acme"')


@pytest.fixture
def platform(make_platform: MakePlatform) -> Platform:
    return catalog.read(make_platform())


def files(source: Source) -> set[str]:
    """The parts of the runtime that a source has."""
    inside = {o.file for o in source.origins if o.file.is_relative_to(RUNTIME)}
    return {path.relative_to(RUNTIME).as_posix() for path in inside}


def rendered(
    make_platform: MakePlatform, body: str, toml: str = TOML, slug: str = "acme"
) -> Source:
    return render.render(catalog.read(make_platform(slug, toml, body)))


def test_every_line_is_where_its_origin_says(platform: Platform) -> None:
    source = render.render(platform)
    lines = source.code.removesuffix("\n").split("\n")
    seen = 0

    assert len(lines) == len(source.origins)
    for line, origin in zip(lines, source.origins, strict=True):
        if origin.line:
            written = origin.file.read_text(encoding="utf-8").split("\n")[origin.line - 1]
            assert line == (" " * origin.indent + written).rstrip()
            seen += 1
    assert seen > 50


def test_the_body_is_in_the_code_as_it_stands(platform: Platform) -> None:
    source = render.render(platform)

    body = [o for o in source.origins if o.file == platform.folder / "analytics.js"]
    assert [origin.line for origin in body] == list(range(1, BODY.count("\n") + 1))


@pytest.mark.parametrize(
    "line",
    [
        "//@ sourceMappingURL=acme.js.map",
        "//@ end",
        "//@ 3 2 /somewhere.js",
        "/*% endraw %*/",
        "//% include 'x'",
        "// [[ platform.slug ]]",
        "/*# a comment #*/",
    ],
)
def test_nothing_in_a_body_is_read_as_a_template(make_platform: MakePlatform, line: str) -> None:
    source = rendered(make_platform, f"{line}\n{BODY}")

    at = source.code.split("\n").index(f"  {line}")
    assert source.origins[at].line == 1
    assert source.origins[at].file.name == "analytics.js"


def test_a_line_that_goes_on_in_a_string_is_not_indented(make_platform: MakePlatform) -> None:
    source = rendered(make_platform, f'var text = "one \\\ntwo";\n{BODY}')

    assert '\nvar text = "one \\\ntwo";\n' in source.code


def test_a_body_may_begin_with_a_byte_order_mark_and_end_lines_as_windows_does(
    make_platform: MakePlatform,
) -> None:
    source = rendered(make_platform, "\ufeff" + BODY.replace("\n", "\r\n"))

    assert "\ufeff" not in source.code
    assert "\r" not in source.code


def test_blank_lines_never_follow_each_other(platform: Platform) -> None:
    code = render.render(platform).code

    assert "\n\n\n" not in code
    assert code.endswith(";\n")


@pytest.mark.parametrize("client", ["classic", "web", "edge"])
def test_a_snippet_for_one_client_has_no_code_of_the_others(
    platform: Platform, client: Client
) -> None:
    own = {"classic": {"readClassic.js"}, "web": {"running/web.js"}, "edge": {"running/edge.js"}}
    every = set.union(*own.values(), {"running/auto.js"})

    for target in ("reader", "integrator"):
        parts = files(render.render(platform, target, client))

        assert parts & every == own[client]
        if client != "classic":
            assert "redirectInCookie.js" not in parts


def test_a_snippet_for_every_client_reads_all_of_them(platform: Platform) -> None:
    assert {"readClassic.js", "readStates.js"} <= files(render.render(platform))


@pytest.mark.parametrize(
    ("target", "feature", "part"),
    [
        ("reader", "debug", "attempt/debug.js"),
        ("reader", "report_again", "viewOf/view.js"),
        ("reader", "consent_google", "consent/google.js"),
        ("reader", "consent_google", "until.js"),
        ("reader", "consent_tcf", "take/whenAllowed.js"),
        ("integrator", "consent_cookiebot", "consent/cookiebot.js"),
        ("integrator", "consent_onetrust", "take/whenAllowed.js"),
        ("integrator", "consent_function", "answer/decisions.js"),
        ("reader", "report_holdback", "isWanted/always.js"),
        ("integrator", "report_holdback", "isWanted/askedOrHeldBack.js"),
    ],
)
def test_a_feature_changes_the_parts(
    platform: Platform, target: str, feature: str, part: str
) -> None:
    with_it = files(render.render(platform, target, "auto", {feature}))  # type: ignore[arg-type]
    without = files(render.render(platform, target, "auto"))  # type: ignore[arg-type]

    assert part in with_it - without


@pytest.mark.parametrize("who", ["google", "tcf", "onetrust", "cookiebot", "function"])
@pytest.mark.parametrize("target", ["reader", "integrator"])
def test_consent_comes_with_its_own_parts_and_with_no_others(
    platform: Platform, who: str, target: Target
) -> None:
    with_it = files(render.render(platform, target, "auto", {f"consent_{who}"}))
    without = files(render.render(platform, target, "auto"))

    assert {part for part in with_it if part.startswith("consent/")} == {f"consent/{who}.js"}
    assert ("until.js" in with_it) is (who in ("google", "tcf", "function"))
    assert not any("consent" in part for part in without)
    own = {"answer/decisions.js", "until.js", "take/whenAllowed.js"}
    assert own.isdisjoint(without)


@pytest.mark.parametrize("who", ["google", "tcf", "onetrust", "cookiebot", "function"])
def test_no_body_has_a_name_that_consent_needs(who: str) -> None:
    for platform in catalog.platforms():
        # An extension has all of them, each in a function of its own.
        for target in (target for target in platform.targets if target != EXTENSION):
            code = render.render(platform, target, features={f"consent_{who}"}).code
            names = re.findall(r"^  (?:function|var) (\w+)", code, re.MULTILINE)

            assert len(names) == len(set(names)), f"{platform.slug}/{target}"


def test_the_expression_for_ready_is_where_platform_toml_has_it(
    make_platform: MakePlatform,
) -> None:
    source = rendered(make_platform, BODY, READY)

    lines = source.code.split("\n")
    origin = source.origins[lines.index("    return window.acme;")]
    toml = origin.file.read_text(encoding="utf-8").split("\n")[origin.line - 1]
    assert origin.file.name == "platform.toml"
    assert toml[len("    return ") - origin.indent :] == 'window.acme"'


def test_a_body_that_waits_for_nothing_carries_no_waiting(
    make_platform: MakePlatform,
) -> None:
    waits = files(rendered(make_platform, BODY, READY))

    assert "deliver/whenReady.js" in waits
    assert "deliver/whenReady.js" not in files(rendered(make_platform, BODY, TOML, "other"))


@pytest.mark.parametrize(("function", "part"), [("initialize", "begin"), ("finish", "end")])
def test_an_optional_function_is_called_only_where_there_is_one(
    make_platform: MakePlatform, function: str, part: str
) -> None:
    without = files(rendered(make_platform, BODY, READY))
    body = f"{BODY}\nfunction {function}(settings) {{}}\n"
    with_it = files(rendered(make_platform, body, READY, "other"))

    assert f"{part}/nothing.js" in without
    assert f"{part}/{function}.js" in with_it


def test_a_function_in_a_comment_or_a_string_or_another_function_is_none() -> None:
    body = """\
var pattern = /[/'"]\\/*/;
/*
function initialize(settings) {}
*/
// function finish(settings) {}
var text = "\\
function finish() {}";
  function finish(settings) {}
function makeRequest (decision, settings) {}
function other() {}
"""

    assert render.functions_in(body) == {"makeRequest"}


def test_a_part_is_added_because_the_body_names_it_and_what_that_names() -> None:
    assert render.parts_in("nameWithId(a, b, 5);") == ("cut", "nameWithId")
    assert render.parts_in("describeInBytes(a, 5);") == (
        "cutBytes",
        "describeInBytes",
        "nameWithIdInBytes",
    )
    assert render.parts_in("// cut(a)\n/* clean */ \"cutBytes\" 'nameWithId'") == ()
    assert render.parts_in("shortcut(a); cutter(b);") == ()


def test_a_quote_or_a_slash_in_a_regular_expression_hides_no_part() -> None:
    assert render.parts_in("""a.replace(/"/, cut("x"));""") == ("cut",)
    assert render.parts_in("""a.replace(/^https?:\\/\\//, '').concat(clean(b));""") == ("clean",)
    assert render.parts_in("""return /[/'"]/.test(a) ? cut(a) : 1;""") == ("cut",)
    assert render.parts_in("""a = b / cut(c) / d;""") == ("cut",)


def test_every_file_is_included_at_most_once(make_platform: MakePlatform) -> None:
    source = rendered(make_platform, f"{BODY}\nvar a = [cut, cutBytes, nameWithId, clean];\n")

    firsts = [origin.file for origin in source.origins if origin.line == 1]
    assert len(firsts) == len(set(firsts))


def test_the_banner_names_the_file_its_version_and_its_licence(platform: Platform) -> None:
    first, _, _ = render.render(platform).code.partition("\n")

    assert first == f"/*! acme 1.0.0 tagwright {__version__} 0BSD */"


def test_no_jinja_and_no_fence_is_left(platform: Platform) -> None:
    for client in CLIENTS:
        code = render.render(platform, "reader", client).code
        assert not any(mark in code for mark in ("//%", "//#", "//@", "[[ ", " ]]"))


def test_an_unknown_client_or_target_is_refused(platform: Platform) -> None:
    with pytest.raises(UnknownNameError, match="there is no client 'all'") as caught:
        render.render(platform, "reader", "all")  # type: ignore[arg-type]
    assert caught.value.help == "choose one of: auto, classic, web, edge"

    with pytest.raises(UnknownNameError, match="there is no target 'raeder'") as caught:
        render.render(platform, "raeder")  # type: ignore[arg-type]
    assert caught.value.help == "did you mean 'reader'?"


def test_a_body_lacks_nothing_it_is_for(make_platform: MakePlatform) -> None:
    folder = make_platform(body="function makeRequests(decision, settings) {}\n")

    with pytest.raises(PlatformError) as caught:
        render.render(catalog.read(folder))

    assert caught.value.what == "the body defines no function 'makeRequest'"
    assert caught.value.where == folder / "analytics.js"


def test_a_body_that_is_not_utf8_is_refused(make_platform: MakePlatform) -> None:
    platform = catalog.read(make_platform())
    path = platform.folder / "analytics.js"
    path.write_bytes(b"// Gr\xf6\xdfe\n")

    with pytest.raises(PlatformError, match=r"'analytics\.js' is not UTF-8"):
        render.render(platform)


def test_a_page_escapes_every_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("<p>{{ name }}</p>\n", encoding="utf-8")
    monkeypatch.setattr(render, "templates", lambda: tmp_path)

    assert render.page("page.html", name="<b>") == "<p>&lt;b&gt;</p>\n"
