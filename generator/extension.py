"""A Platform, its program and values in, the JSON that Optimizely imports as a Custom Analytics Integration out.

The format, as the official samples have it (https://github.com/optimizely/library, folder Integrations; "Using JSON" in
https://docs.developers.optimizely.com/web-experimentation/docs/create-custom-analytics-integration): five keys, each field
of the form with five of its own. Analytics samples have the field types `text` and `dropdown` alone, and every value is
a string. Optimizely runs `track_layer_decision` with the form's values in scope as `extension.<name>`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator import __version__, settings
from generator.errors import SettingsError, refuse
from generator.model import Platform, Setting, Value

#: what a browser takes out of a field of one line
_BREAKS = re.compile(r"[\r\n]+")

#: how a dropdown words a boolean
_ANSWERS = {"true": "Yes", "false": "No"}


def integration(platform: Platform, values: Mapping[str, Value], code: str) -> Mapping[str, Any]:
    """The integration of a platform whose form shows these values until somebody changes them.

    `code` is the program of the target `extension`. A required setting that has no value is an empty field, and the
    program does nothing until it is filled in.

    Raises:
        SettingsError: a value does not fit into a field of the form; all of them at once.
    """
    declared = settings.declare(platform, "analytics")
    texts = {n: _written(one, values[n]) for n, one in declared.items() if n in values}
    refuse(_problems(platform, texts))
    return {
        "plugin_type": "analytics_integration",
        "name": f"{platform.name} (tagwright)",
        "description": f"Reports experiments and variations to {platform.name}: {platform.docs} "
        f"({platform.slug} {platform.version}, tagwright {__version__})",
        "form_schema": [_field(n, one, texts.get(n, "")) for n, one in declared.items()],
        "options": {"track_layer_decision": code},
    }


def untouched(found: Mapping[str, Any]) -> Mapping[str, str]:
    """What an integration's form gives while nobody has changed it: its defaults, by name."""
    return {field["name"]: field["default_value"] for field in found["form_schema"]}


def _field(name: str, setting: Setting, text: str) -> Mapping[str, Any]:
    choices = list(_choices(setting))
    mark = " (required)" if setting.required else ""
    return {
        "name": name,
        "label": f"{setting.title}{mark}: {setting.description}",
        "field_type": "dropdown" if choices else "text",
        "default_value": text,
        "options": {"choices": choices} if choices else None,
    }


def _choices(setting: Setting) -> Iterator[Mapping[str, str]]:
    values: Sequence[Value] = setting.enum or ((True, False) if setting.type == "boolean" else ())
    if values and setting.required:
        # The default has to be one of the choices.
        yield {"value": "", "label": "Choose"}
    for text in map(_text, values):
        label = _ANSWERS[text] if setting.type == "boolean" else text
        yield {"value": text, "label": label}


def _written(setting: Setting, value: Value) -> str:
    """A value as its field has it; lines that may stand in one do."""
    text = _text(value)
    return _BREAKS.sub(" ", text.strip()) if setting.format == "lines" else text


def _text(value: Value) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _problems(platform: Platform, texts: Mapping[str, str]) -> Iterator[SettingsError]:
    for name, text in texts.items():
        if _BREAKS.search(text):
            what = f"{name!r} of {platform.slug!r} holds a line break, and a field of Optimizely's form has one line"
            yield SettingsError(what, help="write it in one line")
