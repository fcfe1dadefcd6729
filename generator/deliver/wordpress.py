"""WordPress: a plugin with Optimizely's snippet, the platforms, a settings page and headline experiments."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from generator import __version__, catalog, render, resources, settings
from generator import compile as engine
from generator.deliver import pot, readme, sections
from generator.deliver.archive import zipped
from generator.deliver.package import template, template_paths
from generator.deliver.parcel import Item, Parcel, Placement
from generator.model import Artifact, Client, Role, Setting

PLACEMENT = Placement(
    "first in <head>: Optimizely's snippet at wp_head -1000, the platforms at -999",
    can_be_first=True,
    note="Only what the theme prints before wp_head, such as <meta charset>, stands before it.",
)

#: the plugin's settings page asks for what is missing
ASKS = True

#: without a platform it places Optimizely's snippet and has the headline box
ALONE = True

#: the plugin's folder and text domain
_SLUG: Final = "tagwright"

#: what stands for the version in the plugin's own files
_NO_VERSION: Final = "0.0.0"

#: what a role does, for whoever switches it on
_ROLES: Final[Mapping[Role, str]] = {
    "analytics": "Report decisions",
    "audience": "Give visitor data to Optimizely",
    "conversion": "Connect conversions",
}

#: the programs that hide a page that does not wait, by the client they are compiled for
_HIDERS: Final[Mapping[str, Client]] = {"hide.js": "web", "hide.edge.js": "edge"}

_OWN: Final = "general.schema.json"
_INSTALL: Final = "install.schema.json"


def files(parcel: Parcel) -> Iterable[Artifact]:
    """`tagwright.zip` to upload, and a README."""
    yield Artifact("tagwright.zip", zipped(_inside(parcel)))
    yield readme.of("wordpress", parcel, PLACEMENT)


def _inside(parcel: Parcel) -> Iterator[Artifact]:
    """The plugin's folder."""
    made = {**_programs(parcel), **_written(parcel)}
    made |= {f"schemas/{path}": _json(schema) for path, schema in _schemas(parcel).items()}
    made["tagwright.json"] = _json(
        {"addresses": sections.addresses(), "sections": _sections(parcel)}
    )
    made["languages/tagwright.pot"] = pot.template(_texts(parcel, made), f"Tagwright {__version__}")
    for path, text in made.items():
        yield Artifact(f"{_SLUG}/{path}", text.encode("utf-8"))


def _written(parcel: Parcel) -> Mapping[str, str]:
    """The plugin's own files: as they stand in templates, but for version and platforms."""
    prefix = f"{_SLUG}/"
    paths = [path for path in template_paths("wordpress") if path.startswith(prefix)]
    found = {path: template("wordpress", path).decode("utf-8") for path in paths}
    names = sorted({item.platform.name for item in parcel.items}) or ["none yet"]
    holes = {
        _NO_VERSION: __version__,
        "TAGWRIGHT_PLATFORMS": ", ".join(names),
        "TAGWRIGHT_SERVICES": "\n\n".join(_services(parcel)),
    }
    filled = {f"{prefix}readme.txt": holes, f"{prefix}tagwright.php": {_NO_VERSION: __version__}}
    return {
        path.removeprefix(prefix): _filled(text, filled.get(path, {}))
        for path, text in found.items()
    }


def _programs(parcel: Parcel) -> Mapping[str, str]:
    """What runs in browsers: a program for each item, and those with a hole that PHP fills."""
    found = {_script(item): item.embed for item in parcel.items}
    for name, client in _HIDERS.items():
        code = engine.compile(render.library("install", client)).minified
        found[f"scripts/{name}"] = code
    headline = resources.templates() / "optimizely" / "headline.js"
    found["scripts/headline.js"] = headline.read_text(encoding="utf-8")
    return found


def _sections(parcel: Parcel) -> Mapping[str, Any]:
    """The settings page: see `tagwright_sections` in includes/sections.php, which reads this."""
    own = {name: parcel.options[name] for name in _own_settings()}
    project = parcel.options["project_id"]
    platforms = {
        f"platform-{slug}": _section(list(items))
        for slug, items in groupby(_grouped(parcel), lambda item: item.platform.slug)
    }
    return {
        "install": {
            "title": "Optimizely's snippet",
            "schemas": {"install": f"schemas/{_INSTALL}"},
            "roles": {"install": {"title": "Put it on the page", "on": True}},
            "values": {"project_id": project} if project else {},
            "long": [],
        },
        **platforms,
        "general": {
            "title": "Editors",
            "schemas": {"general": f"schemas/{_OWN}"},
            "roles": {},
            "values": own,
            "long": [],
        },
    }


def _section(items: list[Item]) -> Mapping[str, Any]:
    """One platform's part of the page, whatever roles of it are in the parcel."""
    platform = items[0].platform
    declared = [settings.declare(platform, item.role) for item in items]
    return {
        "title": platform.name,
        "slug": platform.slug,
        "docs": platform.docs,
        "schemas": {item.role: f"schemas/{_schema(item)}" for item in items},
        "roles": {
            item.role: {"title": _ROLES[item.role], "on": True, "script": _script(item)}
            for item in items
        },
        "values": {name: value for item in items for name, value in item.values.items()},
        "long": sorted({name for one in declared for name, s in one.items() if s.format}),
    }


def _schemas(parcel: Parcel) -> Mapping[str, Mapping[str, Any]]:
    return {
        _INSTALL: settings.schema_of("Optimizely's snippet", catalog.delivery_settings("install")),
        _OWN: settings.schema_of("Editors", _own_settings()),
        **{_schema(item): item.schema for item in parcel.items},
    }


def _own_settings() -> Mapping[str, Setting]:
    """What the page asks of the plugin itself; the project's id is asked with Optimizely's snippet."""
    declared = catalog.delivery_settings("wordpress")
    return {name: setting for name, setting in declared.items() if name != "project_id"}


def _services(parcel: Parcel) -> Iterator[str]:
    """What a visitor's browser may talk to, platform by platform, as wordpress.org wants it told."""
    for slug, items in groupby(_grouped(parcel), lambda item: item.platform.slug):
        platform, entry = next(items).platform, parcel.entries[slug]
        needs: Mapping[str, Iterable[str]] = entry["csp"]["platform_needs"]
        hosts = sorted({host for some in needs.values() for host in some})
        said = (
            f"What visitors saw or are is told to, or read from, {platform.name}'s own script on your pages, which sends it"
            f" on{' (' + ', '.join(hosts) + ')' if hosts else ''}. This plugin does not load that script. Documentation, with"
            f" the way to terms and privacy policy: {platform.docs}"
        )
        yield f"= {platform.name} =\n\n{said}"


def _texts(parcel: Parcel, made: Mapping[str, str]) -> Iterator[pot.Text]:
    """What the site's language says otherwise: the PHP files' texts, and the page's."""
    for path in sorted(path for path in made if path.endswith(".php")):
        yield from pot.in_php(made[path], path, _SLUG)
    for section in _sections(parcel).values():
        titles = (section["title"], *(role["title"] for role in section["roles"].values()))
        yield from (pot.Text(title, "tagwright.json") for title in titles)
    for path, schema in _schemas(parcel).items():
        for told in schema["properties"].values():
            yield pot.Text(told["title"], f"schemas/{path}")
            yield pot.Text(told["description"], f"schemas/{path}")


def _grouped(parcel: Parcel) -> list[Item]:
    """The items, those of one platform side by side."""
    return sorted(parcel.items, key=lambda item: item.platform.slug)


def _script(item: Item) -> str:
    return f"snippets/{item.platform.slug}.{item.target}.js"


def _schema(item: Item) -> str:
    return f"{item.platform.slug}.{item.role}.schema.json"


def _filled(text: str, holes: Mapping[str, str]) -> str:
    for hole, value in holes.items():
        text = text.replace(hole, value)
    return text


def _json(value: object) -> str:
    """As PHP reads it; the order is that of the page."""
    return json.dumps(value, indent=2, allow_nan=False) + "\n"
