"""What a snippet must do with a visitor's data on a real page: docs/design.md, section 4 and the rules of section 5."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

import pytest
from world import DENIED, PROTOTYPE, World, observe

from generator import catalog, settings
from generator.model import Client, Platform, Role
from generator.verify import Observation, Step, Testbed
from generator.verify.judge import Expectation, judge
from generator.verify.observation import running

CLIENTS = ("classic", "web", "edge")
PLACES: Mapping[str, Mapping[str, Any]] = {
    "before": {"placement": "before"},
    "after": {},
    "late": {"at": 3_000},
}
TARGETED = "9000000008"
BOTH = "industry -> attribute:industry\nindustry -> dimension:9000000801"

USER = {"type": "user", "attributes": {"industry": "Retail"}}
DIMENSION = ["setDimensionValue", "9000000801", "Retail"]

each_client = pytest.mark.parametrize("client", CLIENTS)
each_place = pytest.mark.parametrize("place", PLACES)


def world(
    profile: str = "web",
    data: str = '{ "industry": "Retail" }',
    mapping: str = BOTH,
    **more: Any,  # noqa: ANN401 -- what a World has
) -> World:
    """A page whose object `visitor` is `data`, and that hears what Optimizely is told."""
    more.setdefault("settings", {})
    return World(
        profile,
        target="audience",
        platform="global-object",
        visitor="targeted",
        options={"hears": True, **more.pop("options", {})},
        before=[*more.pop("before", []), Step("page", f"window.visitor = {data};")],
        **{**more, "settings": {"object": "visitor", "mapping": mapping, **more["settings"]}},
    )


def told(seen: Observation) -> list[Any]:
    """What Optimizely was told, in order."""
    return [call.args[0] for call in seen.calls if call.call == "optimizely.push"]


def changing(code: str, at: float) -> Step:
    """The page changes its data, at a moment of its time in ms."""
    return Step("page", code, at)


def kept(
    values: Mapping[str, Any],
    *,
    mapping: str = BOTH,
    days: float = 1,
    **more: str,
) -> Step:
    """What an earlier page has kept in the browser's storage."""
    platform = catalog.load("global-object")
    given = {"object": "visitor", "mapping": mapping, "cache_days": 7, **more}
    digest = settings.resolve(platform, given).digest
    code = f"""
    var entry = {{ until: new Date().getTime() + {days} * 864e5, told: {json.dumps(values)} }};
    localStorage.setItem("tagwright-global-object", JSON.stringify({{ "{digest}": entry }}));"""
    return Step("page", f"(function () {{{code}}})();")


def storage_at_the_end(name: str = "tagwright-global-object") -> Step:
    """Writes down what is in the browser's storage, once the page has come to rest."""
    code = f"__tagwrightTestbed.record('stored', [localStorage.getItem('{name}')]);"
    return Step("page", code, 70_000)


def stored(seen: Observation) -> Any:  # noqa: ANN401 -- what was kept
    (text,) = [call.args[0] for call in seen.calls if call.call == "stored"]
    return text and json.loads(text)


# -- the road into each client ---------------------------------------------------------------------------


@each_client
@each_place
@pytest.mark.parametrize("built", ["auto", "own"])
def test_each_client_is_told_in_its_own_way(
    testbed: Testbed, client: Client, place: str, built: str
) -> None:
    seen = observe(
        testbed, world(client, client="auto" if built == "auto" else client, **PLACES[place])
    )

    if place == "before" and built == "auto":
        # Which client it will be is not known yet.
        assert told(seen) == [DIMENSION, USER]
    else:
        assert told(seen) == [DIMENSION if client == "classic" else USER]
    decided = place == "before" and client != "edge"
    assert running(seen) == ({TARGETED} if decided else set())


@pytest.mark.parametrize("built", CLIENTS)
@each_client
@pytest.mark.parametrize("place", ["after", "late"])
def test_a_snippet_for_one_client_tells_no_other_that_is_there(
    testbed: Testbed, client: Client, built: Client, place: str
) -> None:
    if {client, built} == {"web", "edge"}:
        pytest.skip("an Edge page has Web's queue")

    seen = observe(testbed, world(client, client=built, **PLACES[place]))

    assert bool(told(seen)) is (client == built)


@each_client
@each_place
@pytest.mark.parametrize("activate", [False, True])
def test_what_comes_late_counts_at_once_only_when_asked_for(
    testbed: Testbed, client: Client, place: str, activate: bool
) -> None:
    seen = observe(testbed, world(client, settings={"activate": activate}, **PLACES[place]))

    again = [item for item in told(seen) if item in (["activate"], {"type": "activate"})]
    late = place != "before" and client != "edge"
    assert again == (
        [["activate"] if client == "classic" else {"type": "activate"}] if activate and late else []
    )
    if client != "edge":
        assert running(seen) == ({TARGETED} if activate or not late else set())


@each_place
def test_web_that_is_there_never_gets_a_command(testbed: Testbed, place: str) -> None:
    mapping = "\n".join(
        f"industry -> {kind}:x" for kind in ("tag", "dimension", "segment", "audience")
    )

    seen = observe(testbed, world("web", mapping=mapping, **PLACES[place]))

    assert len(told(seen)) == (4 if place == "before" else 0)


@each_place
def test_a_tag_is_for_classic_that_is_not_there_yet(testbed: Testbed, place: str) -> None:
    mapping = "industry -> tag:industry\nindustry -> segment:industry"

    seen = observe(testbed, world("classic", mapping=mapping, **PLACES[place]))

    tag, segment = ["customTag", "industry", "Retail"], ["addToSegment", "industry", "Retail"]
    assert told(seen) == ([tag, segment] if place == "before" else [segment])


def test_a_bundled_page_gets_both(testbed: Testbed) -> None:
    assert told(observe(testbed, world("bundled"))) == [DIMENSION, USER]


def test_edge_is_told_through_its_own_queue(testbed: Testbed) -> None:
    spy = Step(
        "page",
        "optimizelyEdge.push = function (item) { __tagwrightTestbed.record('edge', [item]); };",
        1_000,
    )

    seen = observe(testbed, world("edge", at=3_000, after=[spy]))

    assert [call.args[0] for call in seen.calls if call.call == "edge"] == [USER]


@pytest.mark.parametrize(
    ("kind", "requires"),
    [
        ("tag:plan", {"tag": {"plan": "Retail"}}),
        ("dimension:42", {"dimension": {"42": "Retail"}}),
        ("segment:kind", {"segment": {"kind": "retail"}}),
        ("audience:9000000901", {"audience": "9000000901"}),
        ("attribute:x y-z.1", {"attribute": {"x y-z.1": "Retail"}}),
    ],
)
def test_every_kind_decides_which_experiment_runs(
    testbed: Testbed, kind: str, requires: Mapping[str, Any]
) -> None:
    from generator.verify import visitors  # noqa: PLC0415

    one = world("web" if "attribute" in requires else "classic", mapping=f"industry -> {kind}")
    visitor = visitors.asking(visitors.load("targeted"), requires)

    for place, active in (("before", {TARGETED}), ("after", set())):
        seen = observe(testbed, one.but(visitor=visitor, **PLACES[place]))
        assert running(seen) == active
    other = one.but(visitor=visitor, placement="before", settings={**(one.settings or {})})
    nobody = other.but(before=[Step("page", "window.visitor = { industry: 'Banking' };")])
    if not kind.startswith("audience"):
        assert running(observe(testbed, nobody)) == set()


# -- what is told, and when ------------------------------------------------------------------------------


@each_client
@each_place
def test_two_copies_tell_once(testbed: Testbed, client: Client, place: str) -> None:
    once = observe(testbed, world(client, **PLACES[place]))
    twice = observe(testbed, world(client, times=2, **PLACES[place]))

    assert told(twice) == told(once)


def test_other_settings_are_another_snippet(testbed: Testbed) -> None:
    one, other = world(), world(mapping="industry -> attribute:other")
    scripts = [step for step in other.page().steps if step.name == "snippet"]

    seen = observe(testbed, one.but(after=scripts))

    assert told(seen) == [USER, {"type": "user", "attributes": {"other": "Retail"}}]


@each_client
def test_only_what_has_changed_is_told_again(testbed: Testbed, client: Client) -> None:
    mapping = "\n".join(
        f"{path} -> {kind}:{path}"
        for path in ("a", "b", "c")
        for kind in ("attribute", "dimension", "segment")
    )
    change = changing("visitor = { a: 1, b: 3 };", 4_000)

    seen = observe(testbed, world(client, '{ "a": 1, "b": 2, "c": 3 }', mapping, after=[change]))

    if client == "classic":
        assert told(seen)[6:] == [
            ["setDimensionValue", "b", "3"],
            ["addToSegment", "b", "3"],
            ["setDimensionValue", "c", None],
            ["removeFromSegment", "c", None],
        ]
    else:
        assert told(seen)[1:] == [{"type": "user", "attributes": {"b": 3, "c": None}}]


def test_a_membership_ends_with_what_it_asked_for(testbed: Testbed) -> None:
    mapping = "ids = 7 -> audience:1\nids = 8 -> audience:2\nvip -> audience:3"
    change = changing("visitor = { ids: [8], vip: false };", 4_000)

    seen = observe(
        testbed, world("classic", '{ "ids": [7, 8], "vip": true }', mapping, after=[change])
    )

    assert told(seen) == [
        ["addToAudience", "1"],
        ["addToAudience", "2"],
        ["addToAudience", "3"],
        ["removeFromAudience", "1"],
        ["removeFromAudience", "3"],
    ]


@pytest.mark.parametrize(("at", "is_found"), [(500, True), (9_000, True), (14_000, False)])
def test_data_are_waited_for_but_not_for_ever(testbed: Testbed, at: float, is_found: bool) -> None:
    late = changing("window.visitor = { industry: 'Retail' };", at)

    seen = observe(testbed, world(data="undefined", after=[late]))

    assert told(seen) == ([USER] if is_found else [])
    assert not [timer for timer in seen.pending if timer.by.startswith("snippet")]


def test_a_timeout_of_none_looks_once(testbed: Testbed) -> None:
    late = changing("window.visitor = { industry: 'Retail' };", 200)

    seen = observe(testbed, world(data="undefined", settings={"timeout": 0}, after=[late]))

    assert told(seen) == []


# -- whatever is on the page -----------------------------------------------------------------------------

ODD = """(function () {
  var odd = {
    good: "Retail", percent: "100% \\"off\\" 'now' <\\/script> {{x}}", unicode: "価格 🎉 Größe", long: Array(10001).join("x"),
    pairs: Array(600).join("🎉🎉"), list: ["b", 2, "a", null, {}, [1], ""], empty: [], nothing: null, blank: "",
    nan: NaN, infinite: -Infinity, zero: 0, no: false, nested: { deep: [{ er: "x" }] }, date: new Date(0),
    call: function () {}, symbol: typeof Symbol === "function" ? Symbol("s") : null, lone: "a\\ud83d", text: "NaN"
  };
  odd.self = odd;
  Object.defineProperty(odd, "thrower", { enumerable: true, get: function () { throw new Error("no"); } });
  Object.defineProperty(odd, "__proto__", { enumerable: true, value: { inherited: "yes" } });
  return odd;
})()"""


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("percent", "100% \"off\" 'now' </script> {{x}}"),
        ("unicode", "価格 🎉 Größe"),
        ("long", "x" * 1024),
        ("pairs", "🎉" * 512),
        ("list", "2,a,b"),
        ("list[1]", 2),
        ("zero", 0),
        ("no", False),
        ("nested.deep[0].er", "x"),
        ("__proto__.inherited", "yes"),
        ("lone", "a"),
        *[
            (path, None)
            for path in (
                *("empty", "nothing", "blank", "nan", "infinite", "nested", "date", "call", "text"),
                *("symbol", "self", "self.self", "thrower", "thrower.x", "nested.none.at.all"),
                *("toString", "constructor.name", "good.length.x", "list[9]", "[", "]", ".", "..a"),
                *("hasOwnProperty", "nested.deep.__proto__.length", "good.toString", "missing"),
            )
        ],
    ],
)
def test_odd_data_are_no_error_and_the_rest_arrives(
    testbed: Testbed, path: str, value: object
) -> None:
    mapping = f"{path} -> attribute:odd\ngood -> attribute:industry"

    seen = observe(testbed, world(data=ODD, mapping=mapping))

    attributes = {"industry": "Retail"} if value is None else {"odd": value, "industry": "Retail"}
    assert told(seen) == [{"type": "user", "attributes": attributes}]


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        ("x" * 21, "x" * 20),
        ("100% sure", "100% sure"),
        ("価格価格", "価格価格"),
        ("a" + "🎉" * 10, "a" + "🎉" * 9),
        ("a\ud83d", "a"),
        ("\ud83dabc", "abc"),
        ("%" * 21, "%" * 20),
    ],
)
def test_a_dimension_has_the_20_characters_that_classic_keeps(
    testbed: Testbed, text: str, arrives: str
) -> None:
    data = json.dumps({"text": text})

    seen = observe(testbed, world("classic", data, "text -> dimension:1"))

    assert told(seen) == [["setDimensionValue", "1", arrives]]


@pytest.mark.parametrize(
    "mapping",
    [
        "nonsense\nindustry -> attribute:industry",
        "a -> b\nindustry -> attribute:industry",
        "industry -> unknown:industry\nindustry -> attribute:industry",
        "\n\n  industry   ->   attribute:industry  \r\n\r\n",
        "industry = -> tag:b -> attribute:x\nindustry -> attribute:industry",
        "industry->attribute:industry",
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_lines_that_are_none_cost_themselves_alone(
    testbed: Testbed, mapping: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Forms of other tools hand a mapping over as it is.
    monkeypatch.setattr("generator.mapping.problems", lambda _text: iter(()))

    seen = observe(testbed, world(mapping=mapping, **PLACES[place]))

    assert told(seen) == [USER]


@pytest.mark.parametrize(
    "source",
    [
        "Object.defineProperty(window, 'visitor', { get: function () { throw new Error('no'); } });",
        "window.visitor = null;",
        "window.visitor = 'text';",
        "window.visitor = 0;",
        "window.visitor = new Proxy({}, { get: function () { throw new Error('no'); } });",
        "window.visitor = document;",
        "window.visitor = window;",
    ],
)
@each_client
def test_a_source_that_is_broken_is_no_error(testbed: Testbed, source: str, client: Client) -> None:
    one = world(client)

    seen = observe(testbed, one.but(before=[Step("page", source)]))

    assert told(seen) == []


#: what stands where a source reads, and what it has kept: nothing of its kind, something that throws, something that
#: answers with anything
WRECKS: Mapping[str, tuple[str, str | None]] = {
    "null": ("null", "null"),
    "text": ("'text'", '"text"'),
    "empty": ("{}", "{broken"),
    "thrower": (
        "new Proxy(function () {}, { get: no, apply: no, has: no, getOwnPropertyDescriptor: no })",
        None,
    ),
    "anything": (
        "anything",
        '[null, 7, {"scores": [null, {"product": "length"}]}, {"__proto__": [[]]}]',
    ),
}
WRECK = """
function no() {{ throw new Error("no"); }}
var odd = {odd};
var anything = new Proxy(function () {{}}, {{
  get: function (target, name) {{
    return typeof name === "symbol" ? undefined : name === "length" ? 3 : name === "toJSON" ? undefined : anything;
  }},
  apply: function (target, self, args) {{
    [].forEach.call(args, function (arg) {{
      [undefined, null, 7, "text", [], [null, 7, odd], {{}}, odd].forEach(function (junk) {{
        if (typeof arg === "function") {{ setTimeout(arg, 0, junk, junk); }}
      }});
    }});
    return anything;
  }}
}});
window[{name}] = {wreck};
Storage.prototype.getItem = function () {{
  if ({kept} === null) {{ no(); }}
  return {kept};
}};
document.cookie = {cookie} + "=%E0%A4%A&a=%&=&==;path=/";
"""

#: those that read what is on the page; conversions listen to it as well
READERS = [
    pytest.param(platform, role, id=f"{platform.slug}-{role}")
    for platform in catalog.platforms()
    for role in platform.roles
    if role != "analytics"
]


def wrecked(platform: Platform, role: Role, wreck: str) -> Step:
    """A page on which nothing that this platform reads is as it should be."""
    chosen = settings.resolve(platform, {}, role=role, examples=True).values
    names = [settings.fill(name, chosen) for name in platform.played[role].reads]
    given = next((name.split(".")[0] for name in names), "dataLayer")
    code = WRECK.format(
        odd=ODD,
        name=json.dumps(given),
        wreck=WRECKS[wreck][0],
        kept=json.dumps(WRECKS[wreck][1]),
        cookie=json.dumps(chosen.get("cookie", "utag_main")),
    )
    return Step("page", f"(function () {{{code}}})();")


@pytest.mark.parametrize("wreck", WRECKS)
@pytest.mark.parametrize(("platform", "role"), READERS)
def test_a_platform_of_which_nothing_is_as_it_should_be_is_no_error_and_optimizely_goes_on(
    testbed: Testbed, platform: Platform, role: Literal["audience", "conversion"], wreck: str
) -> None:
    chosen = settings.resolve(platform, {}, role=role, examples=True).values
    mine = {name: value for name, value in chosen.items() if name in platform.settings}
    if role == "audience":
        mapping = f"{chosen['mapping']}\n[0].a -> attribute:a\n__proto__ -> attribute:b"
        mine |= {"mapping": mapping, "activate": True}
    one = World(
        "web",
        target=role,
        platform=platform.slug,
        visitor="in_one_experiment",
        settings=mine,
        before=[wrecked(platform, role, wreck)],
        sdk=False,
    )

    seen = observe(testbed, one)

    assert running(seen) == {"9000000001"}


@pytest.mark.parametrize("profile", ["none", "absent", "opted-out", "disabled", "shim"])
@each_place
def test_without_optimizely_nothing_happens_but_its_queue(
    testbed: Testbed, profile: str, place: str
) -> None:
    seen = observe(testbed, world(profile, **PLACES[place]))

    assert {new.name for new in seen.globals if new.during == "snippet"} <= {
        "optimizely",
        "__tagwright",
    }
    assert not seen.requests or profile != "none"


@pytest.mark.parametrize(
    "broken",
    [
        "window.optimizely = { data: { state: { activeExperiments: 7 } } };",
        "window.optimizely = { get: function () { throw new Error('not now'); }, push: 7 };",
        "window.optimizely = { push: function () { throw new Error('no'); } };",
        "window.optimizelyEdge = { get: 1 };",
        "window.optimizely = 'a text'; window.optimizelyEdge = 7;",
        "window.optimizely = null;",
        "Object.freeze(window.optimizely = []);",
    ],
)
def test_a_broken_client_is_no_error(testbed: Testbed, broken: str) -> None:
    observe(testbed, world("none", before=[Step("page", broken)]))


@each_client
@each_place
def test_pages_that_change_the_language_get_the_same(
    testbed: Testbed, client: Client, place: str
) -> None:
    plain = observe(testbed, world(client, **PLACES[place]))

    seen = observe(testbed, world(client, before=[Step("page", PROTOTYPE)], **PLACES[place]))

    assert told(seen) == told(plain)


def test_where_storage_is_denied_the_data_arrive(testbed: Testbed) -> None:
    one = world(settings={"cache_days": 7}, before=[Step("page", DENIED)])

    assert told(observe(testbed, one)) == [USER]


# -- the browser's storage -------------------------------------------------------------------------------

LINES = BOTH.split("\n")
KEPT = {LINES[0]: "Retail", LINES[1]: "Retail"}


@each_client
def test_what_is_kept_counts_before_the_platform_answers(testbed: Testbed, client: Client) -> None:
    one = world(client, "undefined", settings={"cache_days": 7}, placement="before")

    seen = observe(testbed, one.but(before=[kept(KEPT)]))

    assert told(seen) == [DIMENSION, USER]
    assert running(seen) == (set() if client == "edge" else {TARGETED})


def test_what_has_changed_since_is_told(testbed: Testbed) -> None:
    one = world(data='{ "industry": "Banking" }', settings={"cache_days": 7}, placement="before")
    late = changing("window.visitor = { industry: 'Banking' };", 2_000)

    seen = observe(testbed, one.but(before=[kept(KEPT)], after=[late, storage_at_the_end()]))

    assert told(seen)[1:] == [USER, {"type": "user", "attributes": {"industry": "Banking"}}]
    (entry,) = stored(seen).values()
    assert entry["told"] == {LINES[0]: "Banking", LINES[1]: "Banking"}


def test_what_is_known_is_kept_until_its_day(testbed: Testbed) -> None:
    seen = observe(testbed, world(settings={"cache_days": 7}, after=[storage_at_the_end()]))

    (entry,) = stored(seen).values()
    assert set(entry) == {"until", "told"}
    assert entry["told"] == KEPT


def test_two_snippets_of_a_platform_keep_and_recall_what_each_knows(testbed: Testbed) -> None:
    chosen = {"cache_days": 7}
    one = world(settings=chosen, after=[storage_at_the_end()])
    other = world(mapping="tier -> attribute:tier", settings=chosen)
    scripts = [step for step in other.page().steps if step.name == "snippet"]
    data = Step("page", "window.visitor = { industry: 'Retail', tier: 'gold' };")

    first = observe(testbed, one.but(before=[data, *scripts]))
    entries = stored(first)
    again = Step(
        "page", f"localStorage.setItem('tagwright-global-object', `{json.dumps(entries)}`);"
    )
    nothing = world(data="undefined", settings=chosen).but(before=[again, *scripts])
    second = observe(testbed, nothing)

    assert sorted(len(entry["told"]) for entry in entries.values()) == [1, 2]
    assert told(second) == [{"type": "user", "attributes": {"tier": "gold"}}, USER]


def test_what_is_too_old_of_another_snippet_goes(testbed: Testbed) -> None:
    old = kept(KEPT, mapping="industry -> attribute:other", days=-1)
    one = world(data="undefined", settings={"cache_days": 7}, after=[storage_at_the_end()])

    assert stored(observe(testbed, one.but(before=[old]))) is None


def test_nothing_is_kept_without_being_asked_for(testbed: Testbed) -> None:
    assert stored(observe(testbed, world(after=[storage_at_the_end()]))) is None


@pytest.mark.parametrize(
    "earlier",
    [
        kept(KEPT, days=-1),
        kept(KEPT, mapping="industry -> attribute:other"),
        kept({"constructor": "x", "other -> attribute:other": "y"}),
        Step("page", "localStorage.setItem('tagwright-global-object', '{broken');"),
        Step("page", "localStorage.setItem('tagwright-global-object', 'null');"),
        Step("page", "localStorage.setItem('tagwright-global-object', '[1]');"),
        Step(
            "page",
            "localStorage.setItem('tagwright-global-object', '{\"a\":null,\"until\":9e15}');",
        ),
        Step("page", "localStorage.setItem('tagwright-global-object', '\"text\"');"),
    ],
)
def test_what_is_old_or_not_ours_is_not_told(testbed: Testbed, earlier: Step) -> None:
    one = world(data="undefined", settings={"cache_days": 7})

    assert told(observe(testbed, one.but(before=[earlier]))) == []


# -- consent ---------------------------------------------------------------------------------------------


def asking(answer: str) -> tuple[Mapping[str, Any], Step]:
    """Settings that ask the page's function, and that function."""
    chosen = {"consent": "function", "consent_function": "ask", "cache_days": 7}
    return chosen, Step("page", f"window.ask = function (category, callback) {{ {answer} }};")


@pytest.mark.parametrize(
    ("answer", "pushes"),
    [
        ("return true;", [USER]),
        ("return category === 'personalization';", [USER]),
        ("return false;", []),
        ("", []),
        ("setTimeout(function () { callback(true); }, 20000);", [USER]),
        (
            "setTimeout(function () { callback(false); }, 5000); return true;",
            [USER, {"type": "user", "attributes": {"industry": None}}],
        ),
    ],
)
def test_nothing_is_told_without_consent(testbed: Testbed, answer: str, pushes: list[Any]) -> None:
    chosen, ask = asking(answer)
    one = world(settings=chosen, before=[ask], after=[storage_at_the_end()])

    seen = observe(testbed, one)

    assert told(seen) == pushes
    assert bool(stored(seen)) is (pushes == [USER])


def test_what_is_kept_waits_for_consent_and_goes_with_a_refusal(testbed: Testbed) -> None:
    chosen, ask = asking("return false;")
    one = world(data="undefined", settings=chosen, placement="before")
    earlier = kept(KEPT, consent="function", consent_function="ask")

    seen = observe(testbed, one.but(before=[ask, earlier], after=[storage_at_the_end()]))

    assert told(seen) == []
    assert stored(seen) is None


# -- debug -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ("nested -> attribute:x", "neither text, number, boolean nor a list of them"),
        ("long -> attribute:x", "only 1024 characters of it arrive"),
        ("long -> dimension:x", "only 20 characters of it arrive"),
        ("good -> dimension:x", "not taken by Optimizely on this page"),
        ("nonsense", "not understood in the mapping"),
    ],
)
def test_debug_says_once_what_does_not_arrive(
    testbed: Testbed, mapping: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.mapping.problems", lambda _text: iter(()))
    one = world(data=ODD, mapping=mapping, settings={"debug": True})

    seen = testbed.observe(one.page())

    texts = [message.text for message in seen.console if message.type == "warn"]
    assert len([text for text in texts if says in text and mapping in text]) == 1


def test_without_debug_nothing_is_said(testbed: Testbed) -> None:
    seen = observe(testbed, world(data=ODD, mapping="nested -> attribute:x"))

    assert not [message for message in seen.console if message.by.startswith("snippet")]


# -- the judge can say no --------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", [(), (TARGETED,)])
def test_the_judge_finds_experiments_that_should_not_run_or_should(
    testbed: Testbed, wanted: tuple[str, ...]
) -> None:
    seen = observe(testbed, world(placement="after" if wanted else "before"))

    found = judge(seen, Expectation(runs=wanted, may_change=True, globals=("optimizely",)))

    assert "runs" in {finding.kind for finding in found.findings}
