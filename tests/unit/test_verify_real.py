"""Visits with vendors' own SDKs: which are planned, what stands on their pages, what is told of them, what keeps them from being made."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from generator import build, catalog
from generator.errors import (
    EnvironmentMissingError,
    PlatformError,
    SettingsError,
    TagwrightError,
    UnknownNameError,
)
from generator.model import Platform, Snippet
from generator.verify import real
from generator.verify.observation import Observation, PageError, Recorded, Request
from generator.verify.testbed import LivePage
from generator.verify.visits import Visit
from tests.unit.conftest import TOML, MakePlatform, every

REQUESTS = """\
[[sdk]]
name    = "acme"
package = "@acme/sdk"
version = "1.2.3"
script  = "dist/acme.js"

[[answer]]
url  = '^https://acme\\.example/settings'
body = '{"on": true}'

[[request]]
url   = '^https://acme\\.example/track'
read  = ["body", "(json)", "*"]
where = { type = "seen" }

[request.fields]
type = ["type"]
name = ["name"]

[[arrives]]
visitor = "in_one_experiment"
rows    = [{ name = "Homepage hero" }]

[[arrives]]
visitor  = "in_two_experiments"
settings = { event = "Viewed" }
rows     = [{ name = "Homepage hero" }, { name = "Checkout flow" }]
"""

SECOND = """
[[sdk]]
name    = "acme-2"
package = "@acme/next"
version = "2.0.0"
entry   = 'import acme from "@acme/next"; window.acme = acme;'
"""

REAL = "function base(name) { base of name; }\nfunction start(name) { start of name; }\n"

#: a platform whose snippet sends requests itself, and what is told of it
SENDING = TOML.replace('queue   = "acme"', 'sends = ["https://acme.example/"]')
SENT = re.sub(r"\[\[sdk\]\]\n(.+\n)+", "", REQUESTS)


@pytest.fixture
def sdks(tmp_path: Path) -> Path:
    """A folder with the SDKs."""
    folder = tmp_path / "sdks"
    folder.mkdir()
    (folder / "acme.js").write_text("/* the SDK */", encoding="utf-8")
    return folder


@pytest.fixture
def platform(
    make_platform: MakePlatform, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Platform]:
    """A platform with this requests.toml, whose snippet is not compiled: that is tested elsewhere."""

    def snippet(platform: Platform, *_: object) -> Snippet:
        return Snippet(platform.slug, "/* readable */", "/* minified */")

    monkeypatch.setattr(build, "snippet", snippet)

    def make(
        requests: str | None = REQUESTS,
        own: str | None = REAL,
        toml: str = TOML,
        slug: str = "acme",
        audience: str | None = None,
    ) -> Platform:
        folder = make_platform(slug, toml=toml)
        files = {"requests.toml": requests, "real.js": own, "audience.js": audience}
        for name, text in files.items():
            if text is not None:
                (folder / name).write_text(text, encoding="utf-8")
        return catalog.read(folder)

    return make


MakeOne = Callable[..., Platform]


class Bed:
    """A testbed that opens no browser: these requests leave it, one after the other."""

    def __init__(self, *requests: Request, errors: Sequence[PageError] = ()) -> None:
        self.requests = requests
        self.errors = tuple(errors)
        self.page = LivePage({})
        self.done: list[bool] = []

    def watch(self, page: LivePage, is_done: Callable[[Sequence[Request]], bool]) -> Observation:
        self.page = page
        self.done = [is_done(self.requests[:end]) for end in range(len(self.requests) + 1)]
        return Observation(errors=self.errors, requests=self.requests)


def page(visit: Visit, folder: Path) -> LivePage:
    bed = Bed()
    real.observe(visit, bed, folder)  # type: ignore[arg-type]
    return bed.page


def scripts(page: LivePage) -> list[str]:
    """The scripts of a page in their order."""
    return re.findall(r"<script[^>]*?(?:src=\"/([^\"]*)\")?>", page.files[""])


def at(stage: str, visits: Sequence[Visit]) -> Visit:
    return next(visit for visit in visits if visit.scenario.sdk == stage)


# -- which visits -----------------------------------------------------------------------------------------


def test_each_arrival_is_planned_at_each_stage(platform: MakeOne, sdks: Path) -> None:
    visits = real.plan([platform()], sdks)

    assert [(visit.name, visit.scenario.sdk) for visit in visits] == [
        (f"real SDK: {name}", stage)
        for name in ("in one experiment", "in two experiments")
        for stage in ("before_base", "late", "ready")
    ]
    assert {visit.variant for visit in visits} == {"reader on web, @acme/sdk 1.2.3"}


def test_each_sdk_of_a_platform_is_planned(platform: MakeOne, sdks: Path) -> None:
    (sdks / "acme-2.js").touch()

    visits = real.plan([platform(REQUESTS + SECOND)], sdks)

    told = [visit.variant.partition(", ")[2] for visit in visits]
    assert told == ["@acme/sdk 1.2.3"] * 6 + ["@acme/next 2.0.0"] * 6


def test_rows_are_the_calls_that_must_be_seen_and_settings_those_of_the_visit(
    platform: MakeOne, sdks: Path
) -> None:
    visit = real.plan([platform()], sdks)[-1]

    assert [(call.call, call.args) for call in visit.calls] == [
        ("request", ({"name": "Homepage hero"},)),
        ("request", ({"name": "Checkout flow"},)),
    ]
    assert visit.settings.values["event"] == "Viewed"
    assert visit.source == ("requests.toml", 25)


def test_a_snippet_that_sends_requests_itself_is_planned_without_an_sdk(
    platform: MakeOne, tmp_path: Path
) -> None:
    visits = real.plan([platform(SENT, None, SENDING)], tmp_path / "gone")

    assert [(visit.variant, visit.scenario.sdk) for visit in visits] == [
        ("reader on web", "absent")
    ] * 2


@pytest.mark.parametrize("pattern", ["*TWO*", "real SDK: in two experiments"])
def test_a_pattern_chooses_visitors(platform: MakeOne, sdks: Path, pattern: str) -> None:
    visits = real.plan([platform()], sdks, pattern)

    assert {visit.scenario.visitor for visit in visits} == {"in_two_experiments"}


def test_able_are_those_with_an_sdk_and_those_that_need_none(platform: MakeOne) -> None:
    platforms = [
        platform(slug="with-an-sdk"),
        platform(SENT, toml=SENDING, slug="sends-itself"),
        platform(SENT, slug="without-an-sdk"),
        platform(None, slug="unknown"),
        platform(None, toml=SENDING, slug="sends-unknown"),
    ]

    assert [able.slug for able in real.able(platforms)] == ["with-an-sdk", "sends-itself"]


# -- what stands on the page ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "order"),
    [
        ("before_base", ["snippet.js", "base.js", "sdk.js", "start.js"]),
        ("late", ["base.js", "snippet.js", "sdk.js", "start.js"]),
        ("ready", ["base.js", "sdk.js", "start.js", "snippet.js"]),
    ],
)
def test_each_stage_has_its_order_after_optimizely(
    platform: MakeOne, sdks: Path, stage: str, order: list[str]
) -> None:
    found = page(at(stage, real.plan([platform()], sdks)), sdks)

    assert scripts(found) == ["optimizely.js", *order]
    assert set(found.files) == {"", "favicon.ico", *scripts(found)}
    assert (found.files["snippet.js"], found.files["sdk.js"]) == ("/* minified */", "/* the SDK */")
    assert "in_one" not in found.files["optimizely.js"]
    assert "Homepage hero" in found.files["optimizely.js"]
    assert not found.lets


def test_base_and_start_are_called_with_the_name_of_the_sdk_and_the_role(
    platform: MakeOne, sdks: Path
) -> None:
    files = page(at("ready", real.plan([platform()], sdks)), sdks).files

    for name in ("base", "start"):
        assert REAL in files[f"{name}.js"]
        assert f'{{ {name}("acme", "analytics"); }}' in files[f"{name}.js"]


def test_without_real_js_the_sdk_stands_alone(platform: MakeOne, sdks: Path) -> None:
    files = page(at("ready", real.plan([platform(own=None)], sdks)), sdks).files

    assert "acme" not in files["base.js"].replace('base("acme", "analytics")', "")


@pytest.mark.parametrize(
    ("stage", "first"), [("before_base", "snippet"), ("late", "own"), ("ready", "own")]
)
def test_a_page_of_your_own_stands_as_it_is_and_may_load_scripts(
    platform: MakeOne, sdks: Path, stage: str, first: str
) -> None:
    own = '<script src="https://cdn.acme.example/acme.js"></script>'
    (sdks / "acme.html").write_text(own, encoding="utf-8")

    found = page(at(stage, real.plan([platform()], sdks)), sdks)

    html = found.files[""]
    assert own in html
    assert (html.index("snippet.js") < html.index(own)) == (first == "snippet")
    assert set(found.files) == {"", "favicon.ico", "optimizely.js", "snippet.js"}
    assert found.lets


def test_without_an_sdk_the_snippet_stands_alone(platform: MakeOne, sdks: Path) -> None:
    (visit, *_) = real.plan([platform(SENT, REAL, SENDING)], sdks)

    assert scripts(page(visit, sdks)) == ["optimizely.js", "snippet.js"]


def test_the_answers_are_those_of_requests_toml(platform: MakeOne, sdks: Path) -> None:
    (answer,) = page(real.plan([platform()], sdks)[0], sdks).answers

    assert (answer.status, answer.type, answer.body) == (200, "application/json", '{"on": true}')


# -- what is told -----------------------------------------------------------------------------------------


def sent(*names: str, url: str = "https://acme.example/track") -> Request:
    events = ", ".join(f'{{"type": "seen", "name": "{name}"}}' for name in names)
    return Request("POST", url, "answered", f'[{events}, {{"type": "click", "name": "x"}}]')


def test_every_row_that_left_the_browser_is_a_call_in_order(platform: MakeOne, sdks: Path) -> None:
    error = PageError("Uncaught Error: no", "snippet.js:1:1", 0)
    bed = Bed(sent("A", "B"), sent("C", url="https://other.example/"), sent("D"), errors=[error])

    seen = real.observe(real.plan([platform()], sdks)[0], bed, sdks)  # type: ignore[arg-type]

    assert seen.calls == tuple(
        Recorded("request", [{"name": name}], 0, number)
        for number, name in enumerate(["A", "B", "D"], 1)
    )
    assert (seen.errors, seen.requests) == ((error,), bed.requests)


def test_a_visit_is_done_when_as_many_rows_have_left_as_must_arrive(
    platform: MakeOne, sdks: Path
) -> None:
    bed = Bed(sent(), sent("A"), sent("B"), sent("C"))

    real.observe(real.plan([platform()], sdks)[-1], bed, sdks)  # type: ignore[arg-type]

    assert bed.done == [False, False, False, True, True]


def test_a_visit_of_which_nothing_must_arrive_is_watched_to_the_end(
    platform: MakeOne, sdks: Path
) -> None:
    nothing = REQUESTS.replace('rows    = [{ name = "Homepage hero" }]', "rows = []")
    bed = Bed(sent("A"))

    seen = real.observe(real.plan([platform(nothing)], sdks)[0], bed, sdks)  # type: ignore[arg-type]

    assert bed.done == [False, False]
    assert len(seen.calls) == 1


# -- an audience ------------------------------------------------------------------------------------------


#: a platform that plays this role alone, and what Optimizely must be told of it
GIVING = f"{TOML.partition('[analytics]')[0]}[audience]\nexample = 'tier -> attribute:tier'\n"
GIVEN = f"""{REQUESTS.partition("[[request]]")[0]}
[[arrives]]
role    = "audience"
visitor = "targeted"
rows    = [{{ type = "user", attributes = {{ tier = "gold" }} }}]
"""


@pytest.fixture
def giving(platform: MakeOne) -> Platform:
    """A platform that gives visitor data."""
    return platform(GIVEN, toml=GIVING, audience="function readVisitor() {}\n")


def told(item: object, url: str = "https://shop.example/told") -> Request:
    return Request("POST", url, "answered", json.dumps(item))


def test_an_audience_is_planned_with_the_snippet_of_its_role(giving: Platform, sdks: Path) -> None:
    visits = real.plan([giving], sdks)

    assert [(v.variant, v.role, v.scenario.sdk) for v in visits] == [
        ("audience on web, @acme/sdk 1.2.3", "audience", stage)
        for stage in ("before_base", "late", "ready")
    ]
    (call,) = visits[0].calls
    assert (call.call, call.args) == (
        "optimizely.push",
        ({"type": "user", "attributes": {"tier": "gold"}},),
    )


def test_on_its_page_optimizely_is_heard_from_the_start(giving: Platform, sdks: Path) -> None:
    found = page(at("ready", real.plan([giving], sdks)), sdks)

    first, second, *others = scripts(found)
    assert (first, second) == ("hearing.js", "optimizely.js")
    assert others == ["base.js", "sdk.js", "start.js", "snippet.js"]
    assert '"hears": true' in found.files["optimizely.js"]
    assert '{ start("acme", "audience"); }' in found.files["start.js"]


def test_what_optimizely_is_told_are_the_calls_and_no_request_of_the_vendors_is(
    giving: Platform, sdks: Path
) -> None:
    user = {"type": "user", "attributes": {"tier": "gold"}}
    bed = Bed(sent("A"), told(user, "https://acme.example/told"), told(user), told(["activate"]))

    seen = real.observe(real.plan([giving], sdks)[0], bed, sdks)  # type: ignore[arg-type]

    assert [(call.call, call.args) for call in seen.calls] == [
        ("optimizely.push", [user]),
        ("optimizely.push", [["activate"]]),
    ]
    assert bed.done == [False, False, False, True, True]


# -- what keeps a plan from being made --------------------------------------------------------------------


def refused(platforms: Sequence[Platform], folder: Path, pattern: str = "*") -> TagwrightError:
    with pytest.raises(TagwrightError) as caught:
        real.plan(platforms, folder, pattern)
    return caught.value


@pytest.mark.parametrize("requests", [None, SENT])
def test_a_platform_without_an_sdk_is_told(
    platform: MakeOne, sdks: Path, requests: str | None
) -> None:
    made = platform(requests)

    error = refused([made], sdks)

    assert isinstance(error, PlatformError)
    assert (error.what, error.where) == ("'acme' names no SDK to prove it with", made.folder)
    assert error.help == "leave it out, or add [[sdk]] to requests.toml"


def test_an_sdk_that_is_not_in_the_folder_is_told_with_where_to_get_it(
    platform: MakeOne, tmp_path: Path
) -> None:
    error = refused([platform(REQUESTS + SECOND)], tmp_path)

    script, entry = every(error)
    assert isinstance(script, EnvironmentMissingError)
    assert script.what == f"there is no acme.js in {str(tmp_path)!r}"
    assert script.help == (
        "copy dist/acme.js of the npm package @acme/sdk 1.2.3, or save your page's code as acme.html"
    )
    assert entry.help == (
        "bundle 'import acme from \"@acme/next\"; window.acme = acme;' with the npm package "
        "@acme/next 2.0.0, or save your page's code as acme-2.html"
    )


@pytest.mark.parametrize(
    ("old", "new", "what", "line", "advice"),
    [
        (
            '"in_two_experiments"',
            '"in_two_experimnts"',
            "there is no visitor 'in_two_experimnts'",
            25,
            "did you mean 'in_two_experiments'?",
        ),
        (
            '"(json)", "*"',
            '"(jsn)", "*"',
            "there is no step '(jsn)'",
            13,
            "did you mean '(json)'?",
        ),
        (
            'name = ["name"]',
            'name = ["name", "(x)"]',
            "there is no step '(x)'",
            18,
            "there are: (json), (form), (lines), (base64), (gunzip), (inflate)",
        ),
        (
            '["body", "(json)", "*"]',
            '["data"]',
            "'read' cannot begin with 'data'",
            13,
            "begin with one of: url, query, body",
        ),
        (
            '["body", "(json)", "*"]',
            "[]",
            "'read' is empty",
            13,
            "begin with one of: url, query, body",
        ),
        (
            'visitor = "in_one_experiment"',
            'visitor = "in_one_experiment"\nrole = "audience"',
            "the platform does not play the role 'audience'",
            20,
            'role = "analytics"',
        ),
        (
            "{ type =",
            "{ typ =",
            "'where' asks for 'typ', which is none of the fields",
            14,
            "did you mean 'type'?",
        ),
    ],
)
def test_what_is_wrong_in_requests_toml_is_told_with_its_line(
    platform: MakeOne, sdks: Path, old: str, new: str, what: str, line: int, advice: str | None
) -> None:
    assert old in REQUESTS
    made = platform(REQUESTS.replace(old, new))

    error = refused([made], sdks)

    assert isinstance(error, PlatformError)
    assert (error.what, error.help) == (what, advice)
    assert (error.where, error.line) == (made.folder / "requests.toml", line)
    assert not error.also


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("example/settings", "example/(settings", 8), ("example/track", "example/track[", 12)],
)
def test_an_address_that_is_no_pattern_is_told_with_its_line(
    platform: MakeOne, sdks: Path, old: str, new: str, line: int
) -> None:
    made = platform(REQUESTS.replace(old, new))

    error = refused([made], sdks)

    assert error.what.startswith(f"'^https://acme\\\\.{new}' is no regular expression: ")
    assert (error.where, error.line) == (made.folder / "requests.toml", line)


@pytest.mark.parametrize(
    ("new", "what"), [("evnt", "'acme' has no setting 'evnt'"), ("event = 5 #", "'event'")]
)
def test_a_setting_that_is_wrong_is_told_with_its_line(
    platform: MakeOne, sdks: Path, new: str, what: str
) -> None:
    table = f'[arrives.settings]\n{new} = "Viewed"\n'
    made = platform(REQUESTS.replace('settings = { event = "Viewed" }\n', "") + table)

    error = refused([made], sdks)

    assert isinstance(error, SettingsError)
    assert what in error.what
    assert (error.where, error.line) == (made.folder / "requests.toml", 28)


def test_a_file_that_says_of_nobody_what_must_arrive_is_told(platform: MakeOne, sdks: Path) -> None:
    made = platform(REQUESTS.partition("[[arrives]]")[0])

    error = refused([made], sdks)

    assert (error.what, error.where) == (
        "nothing says what must arrive",
        made.folder / "requests.toml",
    )
    assert error.help == "add [[arrives]]: a visitor, and rows"


def test_what_breaks_the_contract_is_told(platform: MakeOne, sdks: Path) -> None:
    made = platform(REQUESTS.replace("package", "pakage"))

    error = refused([made], sdks)

    assert isinstance(error, PlatformError)
    assert {(found.where, found.line) for found in every(error)} >= {
        (made.folder / "requests.toml", 3)
    }


def test_what_is_wrong_with_any_platform_is_told_at_once(platform: MakeOne, tmp_path: Path) -> None:
    wrong = REQUESTS.replace('"in_one_experiment"', '"somebody"').replace('"(json)"', '"(jsn)"')

    error = refused([platform(wrong, slug="aa"), platform(None, slug="bb")], tmp_path)

    assert [found.what for found in every(error)] == [
        "there is no step '(jsn)'",
        "there is no visitor 'somebody'",
        f"there is no acme.js in {str(tmp_path)!r}",
        "'bb' names no SDK to prove it with",
    ]


def test_a_pattern_that_matches_nothing_is_told(platform: MakeOne, sdks: Path) -> None:
    error = refused([platform()], sdks, "*three*")

    assert isinstance(error, UnknownNameError)
    assert error.what == "no scenario matches '*three*'"
    assert error.help == "those with a real SDK are named 'real SDK: …'"


def test_no_platform_at_all_is_told(sdks: Path) -> None:
    assert refused([], sdks).what == "no scenario matches '*'"


def test_an_entry_of_many_lines_is_named_and_not_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentMissingError) as caught:
        real.plan([catalog.load("adobe-tags")], tmp_path)

    assert caught.value.help
    assert "\n" not in caught.value.help
    assert caught.value.help.startswith("bundle 'entry' of requests.toml with the npm package @")
