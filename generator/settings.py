"""A Platform and a customer's values in, checked Settings out; and the form that a customer fills in."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator import catalog, toml
from generator.errors import SettingsError, nearest, refuse, shown
from generator.model import Platform, Setting, Settings, Value

#: setting, the value that is not its default, and the parts of the frame it chooses
_FEATURES: tuple[tuple[str, Value, str], ...] = (
    ("holdback", "report", "report_holdback"),
    ("report_again", "view", "report_again"),
    ("debug", True, "debug"),
)

#: what stands in code as it is, in any string of any language around it
_PLAIN = re.compile(r"[\w $.,:-]*", re.ASCII)

# Shorter than what Python refuses to turn into a number; what JavaScript cannot hold is refused later.
_INTEGER = re.compile(r"[+-]?[0-9]{1,400}")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def resolve(
    platform: Platform,
    given: Mapping[str, Any],
    where: Path | None = None,
    table: toml.Place = (),
    *,
    examples: bool = False,
) -> Settings:
    """Every setting of the platform with the value given, or else its default.

    `where` and `table` say which file the values come from. With `examples`, an example stands in for a
    value that a customer has to give.

    Raises:
        SettingsError: values that are unknown, missing or unfit; all at once, with file, table and key.
    """
    declared = declare(platform)
    chosen = {
        name: _chosen(setting, given.get(name), examples) for name, setting in declared.items()
    }
    refuse(_told(list(_problems(platform, declared, given, chosen)), where, table))
    return _settings(platform, chosen)


def declare(platform: Platform) -> Mapping[str, Setting]:
    """The settings a customer can give for this platform: its own, then those that every platform has."""
    role = platform.analytics
    shared = catalog.shared_settings() if role else {}
    waits = role and role.ready
    return {**platform.settings, **{n: s for n, s in shared.items() if waits or n != "timeout"}}


def parse(platform: Platform, pairs: Iterable[str]) -> Mapping[str, Value]:
    """Values as typed on a command line, `NAME=VALUE`, turned into the types of the platform's settings.

    Raises:
        SettingsError: a pair has no `=`; all of them at once.
    """
    declared = declare(platform)
    parts = [pair.partition("=") for pair in pairs]
    refuse(
        SettingsError(f"{shown(name)} is not NAME=VALUE", help=f"write: --set {name}=VALUE")
        for name, sign, _ in parts
        if not sign
    )
    return {n.strip(): _parsed(declared.get(n.strip()), text) for n, _, text in parts}


def schema(platform: Platform) -> Mapping[str, Any]:
    """The platform's settings as flat JSON Schema 2020-12, so that any form can be made from it.

    Keywords are those that WordPress, Drupal, Tag Manager and Optimizely know in some form.
    """
    declared = declare(platform)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": platform.name,
        "type": "object",
        "properties": {name: dict(_property(setting)) for name, setting in declared.items()},
        "required": [name for name, setting in declared.items() if setting.required],
        "additionalProperties": False,
    }


def fill(text: str, values: Mapping[str, Value]) -> str:
    """A global's name with `{array}` replaced by the value of the setting `array`."""
    return re.sub(r"\{(\w+)\}", lambda hole: str(values.get(hole[1], hole[0])), text)


def _chosen(setting: Setting, given: Any, examples: bool) -> Any:  # noqa: ANN401, FBT001 -- not checked yet
    if given is None:
        return setting.example if setting.required and examples else setting.default
    # 5.0 and 5 are one number to JavaScript, so they give one digest.
    whole = isinstance(given, float) and given.is_integer() and setting.type == "number"
    return int(given) if whole else given


def _settings(platform: Platform, chosen: Mapping[str, Value]) -> Settings:
    own = {name: chosen[name] for name in platform.settings}
    waiting = {"timeout": chosen["timeout"]} if "timeout" in chosen else {}
    asking: dict[str, Value] = {}
    features = {f for name, value, f in _FEATURES if chosen.get(name) == value}
    declared = declare(platform)
    values = {**own, **waiting}
    answers = {name: v for name, v in values.items() if _is_known(declared[name], v)}
    if platform.analytics and chosen["consent"] != "none":
        # What a part needs to know is the category to ask for; whom to ask is the part's own.
        features.add(f"consent_{chosen['consent']}")
        answers["consent"] = asking["consent"] = platform.analytics.consent
        if chosen["consent"] == "function":
            asking["consent_function"] = chosen["consent_function"]
    text = json.dumps(chosen, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode("ascii")).hexdigest()[:8]
    return Settings({**values, **asking}, frozenset(features), digest, answers)


def _is_known(setting: Setting, value: Value) -> bool:
    """Whether a value is one of a few that the platform itself has written, and plain enough for code."""
    few = setting.type == "boolean" or setting.enum or value == setting.default
    return bool(few) and bool(_PLAIN.fullmatch(str(value)))


def _problems(
    platform: Platform,
    declared: Mapping[str, Setting],
    given: Mapping[str, Any],
    chosen: Mapping[str, Any],
) -> Iterator[tuple[str, str, str | None]]:
    """Key, what is wrong with it, and help."""
    for name in given:
        if name not in declared:
            yield name, *_unknown(platform, name, declared)
    for name, setting in declared.items():
        if chosen[name] is None:
            yield name, f"{name!r} is missing", f"give it a value, such as {shown(setting.example)}"
        elif name in given:
            misfit = setting.misfit(chosen[name])
            if misfit:
                yield name, f"{name!r} {misfit[0]}", misfit[1]
    if chosen.get("consent") == "function" and chosen["consent_function"] == "":
        what = "'consent' is 'function', but 'consent_function' names none"
        yield "consent", what, f"name it, such as {shown(declared['consent_function'].example)}"


def _unknown(platform: Platform, name: str, declared: Mapping[str, Setting]) -> tuple[str, str]:
    if name in catalog.shared_settings():
        return (
            f"{platform.slug!r} has no setting {name!r}: it waits for nothing",
            f"leave {name!r} out",
        )
    return f"{platform.slug!r} has no setting {shown(name)}", nearest(name, declared)


def _told(
    problems: Sequence[tuple[str, str, str | None]], where: Path | None, table: toml.Place
) -> Iterator[SettingsError]:
    document = toml.read(where, SettingsError) if problems and where else None
    for key, what, advice in problems:
        line = document.line((*table, key)) if document else None
        yield SettingsError(what + toml.heading(table), where, line, advice)


def _parsed(setting: Setting | None, text: str) -> Value:
    """The text as the setting's type; left as it is, to be refused with the others, when it is not one."""
    if setting and setting.type == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if setting and setting.type in ("integer", "number") and _INTEGER.fullmatch(text):
        return int(text)
    if setting and setting.type == "number" and _NUMBER.fullmatch(text):
        return float(text)
    return text


def _property(setting: Setting) -> Iterator[tuple[str, Any]]:
    yield "type", setting.type
    yield "title", setting.title
    yield "description", setting.description
    if setting.default is not None:
        yield "default", setting.default
    if setting.enum is not None:
        yield "enum", list(setting.enum)
    if setting.pattern is not None:
        yield "pattern", setting.pattern
    for key, limit in (("minimum", setting.minimum), ("maximum", setting.maximum)):
        if limit is not None:
            yield key, int(limit) if limit.is_integer() else limit
    if setting.example is not None:
        yield "examples", [setting.example]
