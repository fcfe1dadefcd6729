"""The plugin on a real WordPress: installed, filled in, seen in a browser, used by editors, removed.

Requests cost a second each there, so a test asks much of one page.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, Route

from generator import config, deliver
from generator.optimizely import experiments
from generator.optimizely.auth import Credentials, Login
from generator.optimizely.client import Client
from generator.optimizely.experiments import Headline
from generator.optimizely.fake import Fake, Fault, Running, State
from generator.optimizely.fake import running as running_fake
from generator.optimizely.secret import Secret
from generator.verify import Testbed, stub, visitors
from tests.deliver import php
from tests.deliver.site import Forms, Scripts, Site, running
from tests.rest.conftest import PROJECT, TOKEN, seed
from tests.rest.test_experiments import ran

# one WordPress serves them all
pytestmark = pytest.mark.xdist_group("wordpress")

#: plain; with a setting that is required and slots; with a required number; in three roles
PLATFORMS = ("mixpanel", "adobe-analytics", "google-analytics-classic", "segment")

PAGE = "/wp-admin/options-general.php?page=tagwright"
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- {{x}} {% y %} <?php ?> ${z} ]]> @a %s %1$s",
    'it\'s \\ back \\\\ "quoted" \u2028 \U0001f388 \x7f',
    "&lt;&amp;&#34; &amp;amp;",
    "x" * 10_000,
)


@pytest.fixture(scope="module")
def fake() -> Iterator[Running]:
    """An Optimizely that the site's server asks."""
    with running_fake(Fake()) as found:
        yield found


@pytest.fixture(scope="module")
def package() -> bytes:
    """The zip, as it is uploaded."""
    parcel = deliver.parcel("wordpress", config.Config(), PLATFORMS)
    return next(f.content for f in deliver.package("wordpress", parcel) if f.path.endswith(".zip"))


@pytest.fixture(scope="module")
def installed(
    fake: Running, package: bytes, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A WordPress with the plugin, uploaded and activated by its administrator, who stays logged in."""
    with running(tmp_path_factory.mktemp("site"), fake.root) as site:
        site.login()
        sent = Forms(site.get("/wp-admin/plugin-install.php?tab=upload")).form("update.php")
        zipped = {"pluginzip": ("tagwright.zip", package, "application/zip")}
        done = site.client.post(
            "/wp-admin/update.php?action=upload-plugin", data=sent, files=zipped
        )
        link = next(link for link in Forms(done.text).links if "action=activate" in link)
        assert "Plugin activated" in site.get(f"/wp-admin/{link}")
        # no guide stands before the editor, and there are users who may less
        site.run(
            "update_user_meta(1, 'wp_persisted_preferences', array('core' => array('welcomeGuide' => false),"
            " 'core/edit-post' => array('welcomeGuide' => false), '_modified' => '2030-01-01T00:00:00.000Z'));"
            "foreach (array('editor', 'author') as $role) {"
            " wp_insert_user(array('user_login' => $role, 'user_pass' => 'password', 'role' => $role)); } return 1;"
        )
        yield site
        assert site.complaints() == []


@pytest.fixture
def site(installed: Site, fake: Running) -> Site:
    """The same, on which nothing is saved, and an Optimizely that knows nothing."""
    fake.fake.state = State()
    seed(fake)
    installed.store(tagwright_settings=None, tagwright_token={"token": ""}, tagwright_test=None)
    return installed


def field(section: str, name: str) -> str:
    return f"tagwright_settings[{section}][values][{name}]"


def switch(section: str, role: str) -> str:
    return f"tagwright_settings[{section}][on][{role}]"


def save(site: Site, page: str = "", **sections: Mapping[str, str]) -> str:
    """The page after somebody changed these fields on it and sent the form."""
    sent = Forms(page or site.get(PAGE)).form("options.php")
    for section, values in sections.items():
        for name, value in values.items():
            key = field(section.replace("_", "-"), name)
            assert key in sent, key
            sent[key] = value
    return send(site, sent)


def send(site: Site, sent: Mapping[str, str]) -> str:
    return site.client.post("/wp-admin/options.php", data=dict(sent)).text


def stored(**sections: Mapping[str, Any]) -> dict[str, Any]:
    """The option that holds these values."""
    return {name.replace("_", "-"): {"values": values} for name, values in sections.items()}


def notices(page: str) -> list[str]:
    """What the page says of the last save."""
    found = re.findall(r"settings-error[^>]*>.*?<strong>(.*?)</strong>", page, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", text)) for text in found]


def given(script: Mapping[str, str]) -> Any:  # noqa: ANN401 -- JSON
    """The settings that a script on the page is given."""
    return json.loads(script["data-settings"])


def front(site: Site, path: str = "/", client: httpx.Client | None = None) -> Scripts:
    return Scripts((client or site.browser()).get(path).text)


# -- files --------------------------------------------------------------------------------------------------


def test_every_file_is_php_that_old_and_new_ones_read(package: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        packed.extractall(tmp_path)
    files = sorted(tmp_path.rglob("*.php"))
    broken = tmp_path / "broken.php"
    broken.write_text("<?php\nfoo(;\n")

    assert len(files) > 8
    assert php.complaints(files, tmp_path) == []
    assert len(php.complaints([*files, broken], tmp_path)) == 2


def test_wordpress_reads_the_template_for_translators(site: Site, package: bytes) -> None:
    found = site.run(
        "require_once ABSPATH . WPINC . '/pomo/po.php'; $po = new PO();"
        "$po->import_from_file(WP_PLUGIN_DIR . '/tagwright/languages/tagwright.pot');"
        "return array_map(function($e){return $e->singular;}, array_values($po->entries));"
    )

    assert "%s is required." in found
    assert (
        "The page's function to ask for consent is not named: nothing is reported until it is."
        in found
    )
    assert "Event name" in found
    assert "Put it on the page" in found
    assert "" not in found


# -- settings -----------------------------------------------------------------------------------------------


def test_the_form_has_a_field_for_each_setting(site: Site, package: bytes) -> None:
    page = Forms(site.get(PAGE))
    sent = page.form("options.php")

    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        told = json.loads(packed.read("tagwright/tagwright.json"))
        for id_, section in told["sections"].items():
            for path in section["schemas"].values():
                for name, schema in json.loads(packed.read(f"tagwright/{path}"))[
                    "properties"
                ].items():
                    key = field(id_, name)
                    default = schema.get("default", "")
                    shown = sent.get(key, "")
                    text = (
                        {True: "1", False: "0"}.get(default)
                        if schema["type"] == "boolean"
                        else str(default)
                    )
                    assert shown == text, key
    slot = page.inputs[field("platform-google-analytics-classic", "slot")]
    assert (slot["type"], slot["step"], slot["min"], slot["max"]) == ("number", "1", "1", "5")
    assert page.inputs[field("platform-segment", "cache_days")]["step"] == "any"
    assert {
        switch("platform-segment", r) for r in ("analytics", "audience", "conversion")
    } < sent.keys()


def test_what_fits_is_saved_and_reaches_the_page_as_it_was_written(site: Site) -> None:
    mapping = "traits.plan -> attribute:plan\ntraits.size = big -> attribute:size_big"
    page, pages = "", []
    for first, second, third in (HOSTILE[:3], (*HOSTILE[3:], "plain")):
        page = save(
            site,
            page,
            install={"project_id": "5935064"},
            platform_mixpanel={"event": first, "ids": "1", "holdback": "report"},
            platform_adobe_analytics={"variable": "eVar5", "link_name": second},
            platform_google_analytics_classic={"slot": "3"},
            platform_segment={
                "mapping": mapping.replace("\n", "\r\n"),
                "cache_days": "0.5",
                "events": third,
            },
        )
        assert notices(page) == ["Settings saved."]
        assert Forms(page).form("options.php")[field("platform-mixpanel", "event")] == first
        pages.append((first, second, third, front(site).ours()))

    for first, second, third, scripts in pages:
        found = [given(script) for script in scripts if "data-settings" in script]
        adobe, google, mixpanel, *segment = found
        assert (mixpanel["event"], mixpanel["ids"], mixpanel["holdback"]) == (first, True, "report")
        assert adobe["link_name"] == second
        assert google["slot"] == 3
        assert segment[2]["events"] == third
        assert (segment[1]["mapping"], segment[1]["cache_days"]) == (mapping, 0.5)


def test_what_does_not_fit_is_refused_and_the_old_value_stays(site: Site) -> None:
    good = stored(install={"project_id": "5935064"}, platform_adobe_analytics={"variable": "eVar5"})
    site.store(tagwright_settings=good)
    sent = Forms(site.get(PAGE)).form("options.php")
    wrong = {
        field("install", "project_id"): "5935064\n",
        field("install", "client"): "mobile",
        field("install", "timeout"): "11",
        field("platform-adobe-analytics", "variable"): "",
        field("platform-adobe-analytics", "delimiter"): "too long",
        field("platform-adobe-analytics", "timeout"): "soon",
        field("platform-google-analytics-classic", "slot"): "2.5",
        field("platform-mixpanel", "ids"): "perhaps",
        field("platform-mixpanel", "consent"): "function",
        field("platform-segment", "mapping"): "<b>no mapping</b>",
        field("platform-segment", "cache_days"): "1e300",
    }
    page = site.client.post("/wp-admin/options.php", data={**sent, **wrong}).text
    found = notices(page)
    after = Forms(page).form("options.php")

    assert len(found) == len(wrong)
    for part in (
        "Optimizely's snippet: Project or snippet id ends with a line break.",
        "Adobe Analytics: Variable is required.",
        "Adobe Analytics: Delimiter does not match pattern",
        "Mixpanel: The page's function to ask for consent is not named",
        "Segment: Mapping does not match pattern",
    ):
        assert any(part in one for one in found), (part, found)
    assert "<b>no mapping" not in page
    wrong.pop(field("platform-mixpanel", "consent"))
    assert {key: after[key] for key in wrong} == {key: sent[key] for key in wrong}


def test_a_number_that_browsers_cannot_tell_and_bytes_that_are_no_text_are_refused(
    site: Site,
) -> None:
    found = site.run(
        "$n = array('type' => 'integer', 'title' => 'N'); $s = array('type' => 'string', 'title' => 'S');"
        "$out = array(); foreach (array(array('9007199254740991', $n), array('9007199254740993', $n),"
        ' array("\\xff", $s), array("a\\0b", $s), array("fine", $s)) as $case) {'
        "$v = tagwright_fitting($case[0], $case[1], false); $out[] = is_wp_error($v) ? $v->get_error_message() : $v; } return $out;"
    )

    assert found == [
        9007199254740991,
        "N is larger than the numbers that browsers can tell apart.",
        "S holds bytes that are not text.",
        "S holds bytes that are not text.",
        "fine",
    ]


def test_only_an_administrator_with_a_nonce_saves(site: Site) -> None:
    sent = Forms(site.get(PAGE)).form("options.php")
    sent[field("install", "project_id")] = "1234567"
    forged = site.client.post("/wp-admin/options.php", data={**sent, "_wpnonce": "0123456789"})
    stranger = site.browser().post("/wp-admin/options.php", data=sent)
    editor = site.browser()
    site.login(editor, "editor")
    page = editor.get(PAGE)
    changed = editor.post("/wp-admin/options.php", data=sent)

    assert forged.status_code == 403
    assert "wp-login.php" in str(stranger.url)
    assert (page.status_code, changed.status_code) == (403, 403)
    assert site.run("return get_option('tagwright_settings');") is False


# -- the head -----------------------------------------------------------------------------------------------


def test_optimizely_is_first_and_the_platforms_follow_with_what_they_need(site: Site) -> None:
    good = stored(install={"project_id": "5935064"}, platform_adobe_analytics={"variable": "eVar5"})
    site.store(tagwright_settings=good)
    page = site.get(PAGE)
    head = front(site)
    ours = head.ours()

    assert page.count("It does not run yet.") == 2
    assert "It does not run yet. Missing: First slot." in page
    assert "It does not run yet. Missing: Mapping." in page
    assert [tag for tag, _ in head.found[:3]] == ["meta", "script", "script"]
    assert head.found[0][1] == {"charset": "UTF-8"}
    assert head.found[1][1]["src"] == "https://cdn.optimizely.com/js/5935064.js"
    assert "integrity" not in head.found[1][1]
    assert head.found[1][1]["data-cfasync"] == "false"
    assert [script.get("data-tagwright") for script in ours] == [
        None,
        "adobe-analytics",
        "mixpanel",
        "segment",
        "segment",
    ], "Segment's audience has no mapping"


def test_what_is_switched_off_is_not_printed(site: Site) -> None:
    site.store(tagwright_settings=stored(install={"project_id": "5935064"}))
    sent = Forms(site.get(PAGE)).form("options.php")
    sent |= {switch("install", "install"): "0", switch("platform-segment", "conversion"): "0"}
    send(site, sent)

    assert [script.get("data-tagwright") for script in front(site).ours()] == [
        "mixpanel",
        "segment",
    ]


def test_each_client_and_loading_has_its_tags(site: Site) -> None:
    edge = {"project_id": "42", "client": "edge", "account_id": "7"}
    site.store(tagwright_settings=stored(install=edge))
    first = front(site).ours()[0]
    late = {"project_id": "42", "loading": "async", "hide": True, "timeout": 3}
    site.store(tagwright_settings=stored(install=late))
    head = front(site)

    assert first["src"] == "https://optimizely-edge.com/edge-client/v1/7/42"
    assert [tag for tag, _ in head.found[:4]] == ["meta", "link", "script", "script"]
    assert head.found[1][1] == {"rel": "preconnect", "href": "https://cdn.optimizely.com"}
    assert '({"src":"https://cdn.optimizely.com/js/42.js","timeout":3})' in head.code[2]
    assert "async" in head.found[3][1]


def test_editors_are_not_counted(site: Site) -> None:
    draft = site.run(
        "return wp_insert_post(array('post_title' => 'Draft', 'post_status' => 'draft'));"
    )
    off = [f"/?p={draft}&preview=true", "/?elementor-preview=1", "/?feed=rss2"]
    site.store(tagwright_settings=stored(install={"project_id": "5935064"}))
    counts = [site.get(path).count("nitro-exclude") for path in off]
    visitor = len(front(site, "/?elementor-preview=1").ours())
    wanted = stored(install={"project_id": "5935064"}, general={"previews": True})
    site.store(tagwright_settings=wanted)
    on = [site.get(path).count("nitro-exclude") for path in off]
    site.store(tagwright_test={"off": 1})

    assert counts == [0, 0, 0]
    assert visitor > 1
    assert on[2] == 0
    assert min(on[:2]) > 1
    assert front(site).ours() == []


@contextmanager
def opened(testbed: Testbed, site: Site, *, logged_in: bool = False) -> Iterator[Page]:
    """A tab of the browser; what is not the site's own is refused, but for Optimizely's snippet, which is the stub."""
    context = testbed._browser.new_context()
    code = stub.script("web", visitors.load("in_one_experiment"))

    def answer(route: Route) -> None:
        url = route.request.url
        if url.startswith("https://cdn.optimizely.com/js/"):
            route.fulfill(content_type="text/javascript; charset=utf-8", body=code)
        elif url.startswith(site.root):
            route.continue_()
        else:
            route.abort()

    context.route("**/*", answer)
    if logged_in:
        for cookie in site.client.cookies.jar:
            value = cookie.value or ""
            context.add_cookies([{"name": cookie.name, "value": value, "url": site.root}])
    try:
        tab = context.new_page()
        tab.set_default_timeout(120_000)
        yield tab
    finally:
        context.close()


def test_a_decision_arrives_from_a_page_with_a_strict_policy(site: Site, testbed: Testbed) -> None:
    site.store(
        tagwright_settings=stored(
            install={"project_id": "5935064"},
            platform_mixpanel={"event": HOSTILE[0]},
            platform_adobe_analytics={"variable": "eVar5"},
        ),
        tagwright_test={"nonce": "dGFnd3JpZ2h0"},
    )
    with opened(testbed, site) as tab:
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(error.message))
        tab.add_init_script(
            "window.seen = [];"
            "window.mixpanel = {push: function (call) { seen.push(call.slice(1)); }};"
            "window.s = {tl: function (a, b, c, data) { seen.push(['tl', data]); }};"
        )
        tab.goto(f"{site.root}/")
        # waiting for a function is eval to the policy
        seen = []
        for _ in range(200):
            tab.wait_for_timeout(50)
            seen = tab.evaluate("window.seen")
            if len(seen) > 1:
                break

    mixpanel = next(data for name, data in seen if name == HOSTILE[0])
    assert mixpanel["Variant name"] == "Blue button"
    adobe = next(data for name, data in seen if name == "tl")
    assert "Blue button" in adobe["eVar5"]
    assert [text for text in said if "tagwright" in text or "optimizely" in text] == []


# -- the token ----------------------------------------------------------------------------------------------


def test_the_token_comes_in_and_never_out(site: Site) -> None:
    def change(page: str, **values: str) -> str:
        sent = Forms(page).form("options.php")
        return send(site, {**sent, **{f"tagwright_token[{n}]": v for n, v in values.items()}})

    read = (
        "global $wpdb; return array(get_option('tagwright_token'), $wpdb->get_var("
        "\"select autoload from {$wpdb->options} where option_name = 'tagwright_token'\"));"
    )
    site.store(tagwright_token=None)
    first = change(site.get(PAGE), token=TOKEN)
    kept = change(first, token="")
    refused = change(kept, token="with a\nline")
    everything = site.get("/wp-admin/options.php")
    then, autoload = site.run(read)
    gone = change(refused, forget="1")

    assert "One is stored." in first
    assert "One is stored." in kept
    assert "characters that no token has" in refused
    assert "tagwright_settings" in everything
    assert not any(TOKEN in page for page in (first, kept, refused, everything, gone))
    assert then == {"token": TOKEN}
    # WordPress calls it "off" since 6.6
    assert autoload in {"no", "off"}
    assert site.run(read)[0] == {"token": ""}
    assert "One is stored." not in gone


# -- headline experiments -----------------------------------------------------------------------------------

TITLE = 'Don\'t "panic" & <em>sell</em> Größe \U0001f388'
READ = "Don’t “panic” & sell Größe \U0001f388"
OTHERS = ['</script><script>alert(1)</script> {{x}} "quoted" \\', "Zweite \u2028 Zeile"]


@pytest.fixture
def post(site: Site) -> int:
    """A published post, on a site that has what the box needs."""
    site.store(
        tagwright_token={"token": TOKEN},
        tagwright_settings=stored(install={"project_id": str(PROJECT)}),
    )
    made: int = site.run(
        f"$title = json_decode({php_text(json.dumps(TITLE))});"
        "return wp_insert_post(wp_slash(array('post_title' => $title, 'post_status' => 'publish', 'post_author' => 1)));"
    )
    return made


def php_text(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{quoted}'"


@pytest.fixture(scope="module")
def nonce(installed: Site) -> str:
    """What WordPress gives its administrator for the REST API."""
    return installed.get("/wp-admin/admin-ajax.php?action=rest-nonce")


@pytest.fixture
def ask(site: Site, post: int, nonce: str) -> Callable[..., httpx.Response]:
    """The box's requests, with the nonce that WordPress gave the editor."""

    def ask(method: str, path: str = "", body: object = None, nonce: str = nonce) -> httpx.Response:
        address = f"/?rest_route=/tagwright/v1/posts/{post}/headline{path}"
        return site.client.request(method, address, json=body, headers={"X-WP-Nonce": nonce})

    return ask


def asked(fake: Running) -> list[tuple[str, str, str, Any]]:
    """What arrived, but for the code of variations and the spaces in conditions."""
    found = []
    for request in fake.state.log("/v2"):
        body = json.loads(request.body) if request.body else {}
        if "conditions" in body:
            body["conditions"] = json.loads(body["conditions"])
        for variation in body.get("variations", []):
            for action in variation["actions"]:
                for change in action["changes"]:
                    change["value"] = "code"
        query = "&".join(sorted(request.query.split("&")))
        found.append((request.method, request.path, query, body))
    return found


def test_the_plugin_asks_optimizely_what_the_command_asks(
    site: Site,
    fake: Running,
    post: int,
    ask: Callable[..., httpx.Response],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = ask("POST", body={"variations": OTHERS, "selector": "h1"})
    assert made.status_code == 200, made.text
    plugin = asked(fake)
    (experiment,) = fake.state.all("experiment")
    codes = [v["actions"][0]["changes"][0]["value"] for v in experiment["variations"][1:]]

    fake.fake.state = State()
    seed(fake)
    for name, value in fake.environment.items():
        monkeypatch.setenv(name, value)
    address = site.run(f"return get_permalink({post});")
    headline = Headline(address, "h1", READ, OTHERS, name=experiment["name"])
    with Client(Credentials(Login(Secret(TOKEN)), "a test")) as client:
        experiments.create_headline(client, PROJECT, headline)

    assert plugin == asked(fake)
    assert len(plugin) == 6
    assert len(experiment["name"]) <= 80
    for code, text in zip(codes, OTHERS, strict=True):
        assert ran(code, f" {READ}\n", "Other") == ([text], "h1")
        assert code.isascii()
        assert "</" not in code.replace("*/", "")


def test_an_experiment_lives_from_the_box_in_the_block_editor(
    site: Site, fake: Running, post: int, testbed: Testbed
) -> None:
    with opened(testbed, site, logged_in=True) as tab:
        tab.on("dialog", lambda dialog: dialog.accept())
        tab.goto(
            f"{site.root}/wp-admin/post.php?post={post}&action=edit", wait_until="domcontentloaded"
        )
        box = tab.locator("#tagwright-box")
        box.locator("textarea").fill("\n".join(OTHERS[:1]))
        shown = box.inner_text()
        _click(box, "Make experiment")
        box.get_by_text("Draft", exact=True).wait_for()
        (experiment,) = fake.state.all("experiment")
        _click(box, "Start")
        box.get_by_text("Running", exact=True).wait_for()
        running_then = fake.state.all("experiment")[0]["status"]
        _click(box, "Show result")
        box.locator("table").wait_for()
        cells = box.locator("td").all_inner_texts()
        _click(box, "Pause")
        box.get_by_text("Paused", exact=True).wait_for()
        paused_then = fake.state.all("experiment")[0]["status"]
        everything = tab.content()
        _click(box, "Archive")
        box.get_by_text("Make experiment").wait_for()

    assert f"Headline: {READ}" in shown
    assert experiment["status"] == "not_started"
    assert [v["name"] for v in experiment["variations"]] == ["Original", OTHERS[0]]
    assert running_then == "running"
    assert cells[:4] == ["Original", "1000", "100", "10.0 %"]
    assert cells[6:] == [OTHERS[0], "1000", "130", "13.0 %", "30.0 % (5.0 % – 55.0 %)", "95.0 %"]
    assert paused_then == "paused"
    assert TOKEN not in everything
    assert fake.state.all("experiment")[0]["status"] == "archived"


def test_the_box_works_in_the_classic_editor(site: Site, post: int, testbed: Testbed) -> None:
    site.store(tagwright_test={"classic": 1})
    with opened(testbed, site, logged_in=True) as tab:
        tab.goto(
            f"{site.root}/wp-admin/post.php?post={post}&action=edit", wait_until="domcontentloaded"
        )
        tab.locator("#tagwright-box textarea").fill(" \n")
        _click(tab.locator("#tagwright-box"), "Make experiment")
        word = tab.locator("#tagwright-box .tagwright-word").inner_text()
        tab.wait_for_function(
            "!/Asking/.test(document.querySelector('.tagwright-word').textContent)"
        )
        word = tab.locator("#tagwright-box .tagwright-word").inner_text()
        classic = tab.locator("#titlewrap").count()

    assert classic == 1
    assert "variations" in word


def _click(box: Locator, text: str) -> None:
    box.get_by_role("button", name=text, exact=True).click()


def test_a_post_is_tested_by_those_who_may_edit_it(
    site: Site, fake: Running, post: int, ask: Callable[..., httpx.Response]
) -> None:
    body = {"variations": ["Other"], "selector": "h1"}
    forged = ask("POST", body=body, nonce="0123456789")
    nobody = site.browser().post(f"/?rest_route=/tagwright/v1/posts/{post}/headline", json=body)
    author = site.browser()
    site.login(author, "author")
    nonce = author.get("/wp-admin/admin-ajax.php?action=rest-nonce").text
    headers = {"X-WP-Nonce": nonce}
    foreign = author.post(
        f"/?rest_route=/tagwright/v1/posts/{post}/headline", json=body, headers=headers
    )

    assert [forged.status_code, nobody.status_code, foreign.status_code] == [403, 401, 403]
    assert fake.state.log() == []


def test_a_headline_is_not_tested_twice_and_nonsense_not_once(
    fake: Running, ask: Callable[..., httpx.Response]
) -> None:
    same = ask("POST", body={"variations": [f" {READ} "], "selector": "h1"})
    blank = ask("POST", body={"variations": ["Other"], "selector": " "})
    first = ask("POST", body={"variations": ["Other"], "selector": "h1"})
    again = ask("POST", body={"variations": ["Another"], "selector": "h1"})
    state = ask("GET").json()

    assert same.json()["message"] == "Two of the headlines are the same."
    assert "selector is empty" in blank.json()["message"]
    assert first.json() == again.json()
    assert len(fake.state.all("experiment")) == 1
    assert state["experiment"]["variations"] == ["Original", "Other"]


def test_what_optimizely_refuses_is_told_without_the_token(
    fake: Running, ask: Callable[..., httpx.Response]
) -> None:
    body = {"variations": ["Other"], "selector": "h1"}
    fake.state.faults.append(Fault("/v2/experiments", status=429, headers={"Retry-After": "1"}))
    assert ask("POST", body=body).status_code == 200
    slow = [r.status for r in fake.state.log("/v2/experiments", "GET")]
    fake.state.faults.append(
        Fault("/v2/experiments", status=409, body=json.dumps({"message": f"a draft {TOKEN}"}))
    )
    draft = ask("POST", "/start")
    fake.state.faults.append(Fault("/v2/experiments", status=200, body="<html>log in</html>"))
    page = ask("POST", "/start")
    fake.state.revoke()
    revoked = ask("POST", "/start")

    assert slow == [429, 200]
    assert draft.status_code == page.status_code == revoked.status_code == 502
    assert "409: a draft … Somebody has changes in draft there" in draft.json()["message"]
    assert "is not Optimizely's" in page.json()["message"]
    assert "a new one" in revoked.json()["message"]


# -- languages, and the end ---------------------------------------------------------------------------------


def test_a_translation_beside_the_template_is_shown(site: Site) -> None:
    languages = site.folder / "wp-content" / "plugins" / "tagwright" / "languages"
    words = "array('Event name' => 'Name des Ereignisses', 'Token' => 'Zugangstoken')"
    (languages / "tagwright-de_DE.l10n.php").write_text(
        f"<?php return array('domain' => 'tagwright', 'language' => 'de', 'messages' => {words});"
    )
    site.run("update_user_meta(1, 'locale', 'de_DE'); return 1;")
    page = site.get(PAGE)
    site.run("delete_user_meta(1, 'locale'); return 1;")
    (languages / "tagwright-de_DE.l10n.php").unlink()

    assert "Name des Ereignisses" in page
    assert "Zugangstoken" in page


def test_nothing_is_left_when_it_is_deleted(site: Site) -> None:
    site.store(tagwright_settings=stored(install={"project_id": "5935064"}))
    site.run("update_post_meta(1, '_tagwright_experiment', array('experiment' => '1')); return 1;")
    plugins = site.get("/wp-admin/plugins.php")
    links = [link for link in Forms(plugins).links if "plugin=tagwright" in link]
    site.get(f"/wp-admin/{next(link for link in links if 'action=deactivate' in link)}")
    nonce = Forms(site.get("/wp-admin/plugins.php")).form("bulk-action-form")["_wpnonce"]
    asked_for = {"checked[]": "tagwright/tagwright.php", "action": "delete-selected"}
    done = site.client.post(
        "/wp-admin/plugins.php", data={**asked_for, "_wpnonce": nonce, "verify-delete": "1"}
    )

    left = site.run(
        "global $wpdb; return array("
        "$wpdb->get_col(\"select option_name from {$wpdb->options} where option_name like 'tagwright%'\"),"
        "$wpdb->get_col(\"select meta_id from {$wpdb->postmeta} where meta_key like '%tagwright%'\"),"
        "file_exists(WP_PLUGIN_DIR . '/tagwright'));"
    )
    assert done.status_code == 200
    assert left == [[], [], False]
