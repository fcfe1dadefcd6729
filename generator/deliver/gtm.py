"""Google Tag Manager: tags to import, and with a server of yours community templates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.deliver import naming, readme, refusal
from generator.deliver.escape import json_in_html
from generator.deliver.package import template
from generator.deliver.parcel import Item, Parcel, Placement
from generator.errors import refuse
from generator.model import Artifact, Consent, Role

PLACEMENT = Placement(
    "at the end of <body>, once Tag Manager has loaded",
    can_be_first=False,
    note="Decisions made before are read and reported then.",
)

#: GTM's own triggers: All Pages, and Initialization - All Pages, which comes before it
_TRIGGERS: Mapping[Role, str] = {
    "analytics": "2147479553",
    "audience": "2147479573",
    "conversion": "2147479553",
}

#: what Consent Mode calls our categories: https://support.google.com/tagmanager/answer/10718549
_CONSENT: Mapping[Consent, str] = {
    "advertising": "ad_storage",
    "analytics": "analytics_storage",
    "functional": "functionality_storage",
    "personalization": "personalization_storage",
}

_CATEGORIES: Mapping[Role, tuple[str, ...]] = {
    "analytics": ("EXPERIMENTATION", "ANALYTICS"),
    "audience": ("EXPERIMENTATION", "PERSONALIZATION"),
    "conversion": ("EXPERIMENTATION", "CONVERSIONS"),
}

#: every entity of an export has them; import gives it those of the container it comes into
_NOBODY = {"accountId": "0", "containerId": "0"}

#: what names of tags cannot hold: import answers "The name contains invalid character"
_NOT_IN_NAMES = re.compile(r"""[:<>&"']+""")

_FOLDER = "1"

#: the global that the embed form reads
_GLOBAL = "tagwrightSettings"

_VARIABLE = "in a form of Tag Manager's {{…}} is a variable"

#: how a permission writes its values: https://developers.google.com/tag-platform/tag-manager/templates/permissions
_STRING, _LIST, _MAP, _BOOLEAN = 1, 2, 3, 8


def files(parcel: Parcel) -> Iterable[Artifact]:
    """`container.json` to import; with `base`, a template per snippet and the script to host for it."""
    yield Artifact("container.json", _written(_container(parcel)))
    base = str(parcel.options["base"])
    if base:
        refuse(refusal.holding(parcel, ["{{"], _VARIABLE, "leave 'base' out: then it is text"))
        for item in parcel.items:
            yield from _template(item, base)
    yield readme.of("gtm", parcel, PLACEMENT)


# -- the container: the customer's settings are in the code -------------------------------------------------


def _container(parcel: Parcel) -> Mapping[str, Any]:
    """An export of a container, as GTM writes it, format 2."""
    path = "accounts/0/containers/0"
    return {
        "exportFormatVersion": 2,
        "exportTime": "2000-01-01 00:00:00",
        "containerVersion": {
            **_NOBODY,
            "path": f"{path}/versions/0",
            "containerVersionId": "0",
            "container": {
                **_NOBODY,
                "path": path,
                "name": "tagwright",
                "publicId": "GTM-XXXXXXX",
                "usageContext": ["WEB"],
            },
            "folder": [{**_NOBODY, "folderId": _FOLDER, "name": "tagwright", "fingerprint": "0"}],
            "tag": [_tag(number, item) for number, item in enumerate(parcel.items, 1)],
        },
    }


def _tag(number: int, item: Item) -> Mapping[str, Any]:
    return {
        **_NOBODY,
        "tagId": str(number),
        "name": _name(item),
        "type": "html",
        "parameter": [
            {
                "type": "TEMPLATE",
                "key": "html",
                "value": "<script>" + item.snippet.minified.rstrip("\n") + "</script>",
            },
            {"type": "BOOLEAN", "key": "supportDocumentWrite", "value": "false"},
        ],
        "fingerprint": "0",
        "firingTriggerId": [_TRIGGERS[item.role]],
        "parentFolderId": _FOLDER,
        "tagFiringOption": "ONCE_PER_LOAD",
        "monitoringMetadata": {"type": "MAP"},
        "consentSettings": _asked(item),
        "notes": f"{item.purpose}. {_made(item)} The settings are in the code: make it anew to change them.",
    }


def _asked(item: Item) -> Mapping[str, Any]:
    """The consent that GTM asks for, where the snippet does not ask by itself."""
    category = item.platform.played[item.role].consent
    if item.values.get("consent", "none") != "none" or category is None:
        return {"consentStatus": "NOT_NEEDED"}
    kinds = [{"type": "TEMPLATE", "value": _CONSENT[category]}]
    return {"consentStatus": "NEEDED", "consentType": {"type": "LIST", "list": kinds}}


def _name(item: Item) -> str:
    return "tagwright - " + _NOT_IN_NAMES.sub(" ", item.title).strip()


def _made(item: Item) -> str:
    return f"Made by tagwright for {item.platform.name}, version {item.platform.version}."


# -- a community template: its form gives the settings, a hosted script reads them ----------------------------


def _template(item: Item, base: str) -> Iterator[Artifact]:
    script = naming.hashed(item.name, item.embed)
    folder = f"{item.name}-template"
    code = f"{base.rstrip('/')}/{script}"
    yield Artifact(f"hosted/{script}", item.embed.encode("ascii"))
    yield Artifact(f"{folder}/template.tpl", "\n\n".join(_sections(item, code)).encode())
    yield Artifact(f"{folder}/metadata.yaml", _metadata(item))
    yield Artifact(f"{folder}/LICENSE", template("gtm", "LICENSE"))


def _sections(item: Item, src: str) -> Iterator[str]:
    """The sections of `template.tpl`, in GTM's order, each with its heading."""
    sections = {
        "TERMS_OF_SERVICE": template("gtm", "terms.txt").decode("ascii"),
        "INFO": json_in_html(_info(item), 2),
        "TEMPLATE_PARAMETERS": json_in_html([dict(one) for one in parameters(item)], 2),
        "SANDBOXED_JS_FOR_WEB_TEMPLATE": _code(item, src),
        "WEB_PERMISSIONS": json_in_html(list(_permissions(src)), 2),
        "TESTS": "scenarios: []",
        "NOTES": f"{item.purpose}. {_made(item)}",
    }
    for heading, text in sections.items():
        yield f"___{heading}___\n\n{text.rstrip()}\n"


def _info(item: Item) -> Mapping[str, Any]:
    return {
        "type": "TAG",
        "id": "cvt_temp_public_id",
        "version": 1,
        "securityGroups": [],
        "displayName": _name(item),
        "categories": list(_CATEGORIES[item.role]),
        "brand": {"id": "brand_dummy", "displayName": "", "thumbnail": ""},
        "description": f"{item.purpose}.",
        "containerContexts": ["WEB"],
    }


def parameters(item: Item) -> Iterator[Mapping[str, Any]]:
    """The fields of a template's form, one per setting.

    Source: https://developers.google.com/tag-platform/tag-manager/templates/fields
    """
    for name, declared in item.schema["properties"].items():
        given = {"defaultValue": item.values[name]} if name in item.values else {}
        shared = {"name": name, "simpleValueType": True, "help": declared["description"], **given}
        if declared["type"] == "boolean":
            yield {**shared, "type": "CHECKBOX", "checkboxText": declared["title"]}
        elif "enum" in declared:
            choices = [{"value": value, "displayValue": str(value)} for value in declared["enum"]]
            yield {
                **shared,
                "type": "SELECT",
                "displayName": declared["title"],
                "macrosInSelect": False,
                "selectItems": choices,
            }
        else:
            lines = {"lineCount": 5} if item.has_lines(name) else {}
            yield {
                **shared,
                **lines,
                "type": "TEXT",
                "displayName": declared["title"],
                "valueValidators": list(_validators(name, declared, item)),
            }


def _validators(name: str, declared: Mapping[str, Any], item: Item) -> Iterator[Mapping[str, Any]]:
    if name in item.schema["required"]:
        yield {"type": "NON_EMPTY", "errorMessage": "It has to be given."}
    if "pattern" in declared:
        yield {
            "type": "REGEX",
            "args": [_whole(declared["pattern"])],
            "errorMessage": f"It must match {declared['pattern']}.",
        }
    elif declared["type"] == "integer":
        yield {"type": "REGEX", "args": ["^-?[0-9]+$"], "errorMessage": "It must be an integer."}
    elif declared["type"] == "number":
        number = "^-?[0-9]+(?:\\.[0-9]+)?$"
        yield {"type": "REGEX", "args": [number], "errorMessage": "It must be a number."}


def _whole(pattern: str) -> str:
    """The same question, whether a validator looks for a match in the text or asks all of it to be one."""
    anchored = re.fullmatch(r"\^[^|]*(?<!\\)\$", pattern)
    return pattern if anchored else f"^(?:\\s|\\S)*(?:{pattern})(?:\\s|\\S)*$"


def _code(item: Item, src: str) -> str:
    """The sandboxed JavaScript: ours, with what it has to know."""
    declared = item.schema["properties"]
    bounds = {name: _bounds(one) for name, one in declared.items()}
    facts = {
        "ranges": {name: range_ for name, range_ in bounds.items() if range_},
        "settings": list(declared),
        "slug": item.platform.slug,
        "src": src,
    }
    code = template("gtm", "sandbox.js").decode("ascii")
    return code.replace("TAGWRIGHT_FACTS", json_in_html(facts, 2))


def _bounds(declared: Mapping[str, Any]) -> Mapping[str, float]:
    return {key: declared[key] for key in ("minimum", "maximum") if key in declared}


def _permissions(src: str) -> Iterator[Mapping[str, Any]]:
    keys: Mapping[str, str | bool] = {"key": _GLOBAL, "read": True, "write": True, "execute": False}
    entry = {
        "type": _MAP,
        "mapKey": [{"type": _STRING, "string": name} for name in keys],
        "mapValue": [_value(value) for value in keys.values()],
    }
    yield _permission("access_globals", {"keys": {"type": _LIST, "listItem": [entry]}})
    yield _permission("inject_script", {"urls": {"type": _LIST, "listItem": [_value(src)]}})
    yield _permission("logging", {"environments": _value("debug")})


def _value(value: str | bool) -> Mapping[str, Any]:  # noqa: FBT001 -- the value that is meant
    if isinstance(value, bool):
        return {"type": _BOOLEAN, "boolean": value}
    return {"type": _STRING, "string": value}


def _permission(name: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "instance": {
            "key": {"publicId": name, "versionId": "1"},
            "param": [{"key": key, "value": value} for key, value in given.items()],
        },
        "clientAnnotations": {"isEditedByUser": True},
        "isRequired": True,
    }


def _metadata(item: Item) -> bytes:
    """`metadata.yaml`; a JSON string is one of YAML's."""
    texts = {
        "TAGWRIGHT_DOCS": item.platform.docs,
        "TAGWRIGHT_VERSION": f"{item.platform.slug} {item.platform.version}",
    }
    text = template("gtm", "metadata.yaml").decode("ascii")
    for hole, value in texts.items():
        text = text.replace(hole, json.dumps(value))
    return text.encode("ascii")


def _written(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode("ascii")
