"""A Platform and a customer's values in, checked Settings out; and the form that a customer fills in."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator import catalog, mapping, toml
from generator.errors import SettingsError, nearest, refuse, shown
from generator.model import Audience, Platform, Role, Setting, Settings, Value

#: setting, the value that is not its default, and the parts of the frame it chooses
_FEATURES: tuple[tuple[str, Value, str], ...] = (
    ("holdback", "report", "report_holdback"),
    ("report_again", "view", "report_again"),
    ("debug", True, "debug"),
)

#: settings that say whom to ask for consent
_ASKING = ("consent", "consent_function")

#: what stands in code as it is, in any string of any language around it
_PLAIN = re.compile(r"[\w $.,:-]*", re.ASCII)

# Shorter than what Python refuses to turn into a number; what JavaScript cannot hold is refused later.
_INTEGER = re.compile(r"[+-]?[0-9]{1,400}")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def resolve(  # noqa: PLR0913 -- values, where they come from, and what they are for
    platform: Platform,
    given: Mapping[str, Any],
    where: Path | None = None,
    table: toml.Place = (),
    *,
    role: Role | None = None,
    examples: bool = False,
) -> Settings:
    """Every setting that the platform's snippets of a role read, with the value given, or else its default.

    Without `role` it is the platform's first. What is given for its other roles is checked and left out. `where`
    and `table` say which file the values come from. With `examples`, an example stands in for a value that a
    customer has to give.

    Raises:
        SettingsError: values that are unknown, missing or unfit; all at once, with file, table and key.
    """
    role = role or platform.roles[0]
    declared = declare(platform, role)
    chosen = {
        name: _chosen(setting, given.get(name), examples=examples)
        for name, setting in declared.items()
    }
    refuse(_told(list(_problems(platform, declared, given, chosen)), where, table))
    return _settings(platform, role, declared, chosen)


def of(
    name: str,
    declared: Mapping[str, Setting],
    given: Mapping[str, Any],
    where: Path | None = None,
    table: toml.Place = (),
) -> Settings:
    """Every setting of a library or a delivery with the value given, or else its default; as `resolve` does for a platform.

    Raises:
        SettingsError: as `resolve`.
    """
    chosen = {key: _chosen(setting, given.get(key)) for key, setting in declared.items()}
    unknown = (
        (key, f"{name!r} has no setting {shown(key)}", nearest(key, declared))
        for key in given
        if key not in declared
    )
    refuse(_told([*unknown, *_misfits(declared, given, chosen)], where, table))
    answers = {key: v for key, v in chosen.items() if _is_known(declared[key], v)}
    return Settings(chosen, frozenset(), _digest(chosen), answers)


def filled_in(
    platform: Platform, given: Mapping[str, Any], role: Role, *, examples: bool = True
) -> Mapping[str, Value]:
    """Every setting of a role by its name, as the form of a CMS would give them: what is not given is its default.

    What a customer has to give is its example, or without `examples` is left out.
    """
    declared = declare(platform, role)
    found = {n: _chosen(one, given.get(n), examples=examples) for n, one in declared.items()}
    return {name: value for name, value in found.items() if value is not None}


def undecided(platform: Platform, role: Role) -> Settings:
    """The settings that the embed form starts from: nothing is chosen, defaults and examples show the types."""
    values = filled_in(platform, {}, role)
    return Settings(values, frozenset({"open"}), _digest(values))


def declare(platform: Platform, role: Role | None = None) -> Mapping[str, Setting]:
    """The settings a customer can give for the platform's snippets of a role: its own, then those that all have.

    Without `role` they are those of all its roles.
    """
    if role is None:
        return {
            name: setting
            for one in platform.roles
            for name, setting in declare(platform, one).items()
        }
    own = {name: one for name, one in platform.settings.items() if role in (one.roles or [role])}
    return {**own, **_shared(platform, role)}


def chooses(platform: Platform, role: Role, given: Mapping[str, Any]) -> bool:
    """Whether these values are for the role too: of one among several, all that only it requires is given."""
    others = {
        name for other in platform.roles if other != role for name in declare(platform, other)
    }
    needed = {name for name, setting in declare(platform, role).items() if setting.required}
    return not others or needed - others <= given.keys()


def _shared(platform: Platform, role: Role) -> Mapping[str, Setting]:
    """The settings that all platforms of a role have; `timeout` only where there is something to wait for."""
    played = platform.played[role]
    found = {n: s for n, s in catalog.shared_settings().items() if role in (s.roles or [role])}
    if not isinstance(played, Audience) and not played.ready:
        del found["timeout"]
    if isinstance(played, Audience):
        found["mapping"] = found["mapping"].model_copy(update={"example": played.example})
    return found


def parse(declared: Mapping[str, Setting], pairs: Iterable[str]) -> Mapping[str, Value]:
    """Values as typed on a command line, `NAME=VALUE`, turned into the types of the settings.

    Raises:
        SettingsError: a pair has no `=`; all of them at once.
    """
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
    told = {role: declare(platform, role) for role in platform.roles}
    found = schema_of(
        platform.name,
        declare(platform),
        lambda name: all(name in settings for settings in told.values()),
    )
    return found if len(told) == 1 else {**found, "roles": dict(_by_role(told))}


def schema_of(
    title: str,
    declared: Mapping[str, Setting],
    is_for_all: Callable[[str], bool] = lambda _: True,
) -> Mapping[str, Any]:
    """The same for settings of anything; what is not for all of it cannot be required."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": {name: dict(_property(setting)) for name, setting in declared.items()},
        "required": [n for n, setting in declared.items() if setting.required and is_for_all(n)],
        "additionalProperties": False,
    }


def _by_role(
    told: Mapping[Role, Mapping[str, Setting]],
) -> Iterator[tuple[Role, Mapping[str, Any]]]:
    """What the snippets of each role read of one platform's settings; no keyword of JSON Schema, so a form passes over it."""
    for role, settings in told.items():
        required = [name for name, setting in settings.items() if setting.required]
        yield role, {"properties": list(settings), "required": required}


def storage(platform: Platform) -> str:
    """The key in the browser's storage under which an audience snippet keeps what it knows, if it may."""
    return f"tagwright-{platform.slug}"


def fill(text: str, values: Mapping[str, Value]) -> str:
    """A global's name with `{array}` replaced by the value of the setting `array`."""
    return re.sub(r"\{(\w+)\}", lambda hole: str(values.get(hole[1], hole[0])), text)


def _chosen(setting: Setting, given: Any, *, examples: bool = False) -> Any:  # noqa: ANN401 -- not checked yet
    if given is None:
        return setting.example if setting.required and examples else setting.default
    # 5.0 and 5 are one number to JavaScript, so they give one digest.
    whole = isinstance(given, float) and given.is_integer() and setting.type == "number"
    return int(given) if whole else given


def _settings(
    platform: Platform, role: Role, declared: Mapping[str, Setting], chosen: Mapping[str, Value]
) -> Settings:
    choosing = {*_ASKING, *(name for name, _, _ in _FEATURES)}
    values = {name: chosen[name] for name in declared if name not in choosing}
    asking: dict[str, Value] = {}
    features = {f for name, value, f in _FEATURES if chosen.get(name) == value}
    answers = {name: v for name, v in values.items() if _is_known(declared[name], v)}
    if chosen["consent"] != "none":
        # What a part needs to know is the category to ask for; whom to ask is the part's own.
        features.add(f"consent_{chosen['consent']}")
        answers["consent"] = asking["consent"] = platform.played[role].consent
        if chosen["consent"] == "function":
            asking["consent_function"] = chosen["consent_function"]
    return Settings({**values, **asking}, frozenset(features), _digest(chosen), answers)


def _digest(chosen: Mapping[str, Value]) -> str:
    text = json.dumps(chosen, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:8]


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
    known = declare(platform)
    for name in given:
        if name not in known:
            yield name, *_unknown(platform, name, known)
    yield from _misfits(declared, given, chosen)
    if chosen.get("consent") == "function" and chosen["consent_function"] == "":
        what = "'consent' is 'function', but 'consent_function' names none"
        yield "consent", what, f"name it, such as {shown(declared['consent_function'].example)}"


def _misfits(
    declared: Mapping[str, Setting], given: Mapping[str, Any], chosen: Mapping[str, Any]
) -> Iterator[tuple[str, str, str | None]]:
    """What is missing, and what does not fit its setting."""
    for name, setting in declared.items():
        if chosen[name] is None:
            yield name, f"{name!r} is missing", f"give it a value, such as {shown(setting.example)}"
        elif name in given:
            for what, advice in setting.misfits(chosen[name]):
                yield name, f"{name!r} {what}", advice


def _unknown(platform: Platform, name: str, declared: Mapping[str, Setting]) -> tuple[str, str]:
    if name == "timeout":
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
    pattern = mapping.PATTERN if setting.format == "mapping" else setting.pattern
    if pattern is not None:
        yield "pattern", pattern
    for key, limit in (("minimum", setting.minimum), ("maximum", setting.maximum)):
        if limit is not None:
            yield key, int(limit) if limit.is_integer() else limit
    if setting.example is not None:
        yield "examples", [setting.example]
