"""Platform + target + client + features in, Source out. The only module that knows Jinja.

Jinja reads the frames and nothing else: bodies and parts are ordinary JavaScript and reach the page as they
stand. Each included file is fenced by two lines that name it; they are taken out again and leave behind where
every line came from, so that an error can be reported in the file that a person edits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import jinja2

from generator import __version__, catalog, settings, toml
from generator.errors import PlatformError, UnknownNameError, nearest
from generator.model import (
    CLIENTS,
    EXTENSION,
    ROLES,
    Client,
    Origin,
    Platform,
    Role,
    Source,
    Target,
    clients_of,
    role_of,
)
from generator.resources import javascript, templates

#: the feature that all others are chosen while the snippet runs, by settings that it reads on the page
OPEN = "open"

_FENCE = re.compile(r"//@ (\d+) (\d+) (-?\d+) (.*)")
# A slash begins a regular expression where a value is expected: after an operator, a bracket or `return`.
_NOT_CODE = re.compile(
    r"""
      /\*.*?\*/ | //[^\n]*
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
    | (?:[(,=:\[!&|?{;+\-*%~^<>] | \breturn) \s* /(?![*/]) (?:\\. | \[(?:\\.|[^\]\\\n])*\] | [^/\\\n\[])+ /
    """,
    re.DOTALL | re.VERBOSE,
)


def render(
    platform: Platform,
    target: Target | None = None,
    client: Client = "auto",
    features: Collection[str] = frozenset(),
) -> Source:
    """The code of one platform for one target, or else its first, and one client, with holes for the settings.

    An extension is for Web whatever the client, and reads its settings from the form: its only feature is "open".

    Raises:
        UnknownNameError: there is no such target or client.
        PlatformError: the body cannot be read, or lacks the function its role is for.
    """
    _check_name("client", client, CLIENTS)
    target = target or platform.targets[0]
    _check_name("target", target, platform.targets)
    if target == EXTENSION:
        _check_extension(client)
        client, features = "web", frozenset({OPEN})
    role = role_of(target)
    text = read_body(platform, role)
    frame = _environment(platform.folder).get_template(f"frames/{target}.js")
    code = frame.render(
        banner=banner(platform.slug, platform.version),
        platform=platform,
        role=platform.played[role],
        body=f"platform/{role}.js",
        target=target,
        client=client,
        features=features,
        consent=_consent(features),
        sees_views=bool({"report_again", OPEN} & set(features))
        and client in ("auto", "web")
        and target in ("reader", EXTENSION),
        errors=_errors(features),
        managers=_managers(),
        functions=functions_in(text, role),
        parts=parts_in(text),
        ready=_ready(platform, role),
        **_asked(platform, role),
    )
    return _source(f"{platform.slug}/{target}.js", code, javascript() / "frames" / f"{target}.js")


def library(name: str, client: Client = "auto") -> Source:
    """The code of a library, which stands on a page without any platform.

    Raises:
        UnknownNameError: there is no such library or client.
    """
    _check_name("library", name, catalog.libraries())
    _check_name("client", client, CLIENTS)
    path = javascript() / "frames" / "libraries" / f"{name}.js"
    frame = _environment(javascript()).get_template(f"frames/libraries/{name}.js")
    code = frame.render(
        banner=banner(name, __version__),
        version=__version__,
        client=client,
        features=frozenset(),
        parts=(),
    )
    return _source(f"{name}.js", code, path)


def page(name: str, /, **values: Any) -> str:  # noqa: ANN401 -- whatever the page shows
    """An HTML page made from `templates/<name>`, every value escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates(), encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name).render(**values)


def banner(name: str, version: str) -> str:
    """One legal line that names what the file is; no date, because same input gives same bytes."""
    return f"{name} {version} tagwright {__version__} 0BSD"


def read_body(platform: Platform, role: Role) -> str:
    """The text of the platform's body for a role.

    Raises:
        PlatformError: it is not there, is not UTF-8, or lacks the function its role is for.
    """
    path = platform.folder / f"{role}.js"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        what = f"there is no {path.name!r}"
        raise PlatformError(what, path, help="save the platform's code there") from error
    except UnicodeDecodeError as error:
        what = f"{path.name!r} is not UTF-8"
        raise PlatformError(what, path, help="save the file as UTF-8") from error
    wanted, found = ROLES[role].functions[0], functions_in(text, role)
    if wanted not in found and ROLES[role].instead not in found:
        what = f"the body defines no function {wanted!r}"
        advice = f"add: function {wanted}({ROLES[role].arguments}) {{ … }}"
        raise PlatformError(what, path, help=advice)
    return text


def functions_in(body: str, role: Role = "analytics") -> frozenset[str]:
    """The functions of the role's contract that a body defines at its top level."""
    code = _NOT_CODE.sub(_blank, body)
    names = re.findall(r"^function\s+(\w+)\s*\(", code, re.MULTILINE)
    return frozenset(names) & frozenset(ROLES[role].functions)


def parts_in(body: str) -> tuple[str, ...]:
    """The shared parts a body names, and those that they name in turn; sorted."""
    shared = _naming_parts()
    found: set[str] = set()
    texts = [body]
    while texts:
        words = set(re.findall(r"[A-Za-z]\w*", _NOT_CODE.sub(_blank, texts.pop())))
        new = (words & shared.keys()) - found
        found |= new
        texts += [shared[name] for name in new]
    return tuple(sorted(found))


@cache
def _naming_parts() -> Mapping[str, str]:
    names = (
        "clean",
        "cookieOf",
        "cut",
        "cutBytes",
        "decoded",
        "describeInBytes",
        "isListed",
        "nameWithId",
        "nameWithIdInBytes",
        "parsed",
        "referrerOf",
        "stored",
        "valueAt",
        "writeCookie",
    )
    folder = javascript() / "runtime"
    return {name: (folder / f"{name}.js").read_text(encoding="utf-8") for name in names}


def _blank(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


def _consent(features: Collection[str]) -> str | None:
    """Who is asked for consent, when somebody is: the name of a part."""
    if OPEN in features:
        return "asSet"
    return next((f.removeprefix("consent_") for f in features if f.startswith("consent_")), None)


def _errors(features: Collection[str]) -> str:
    """Whether errors are shown: the name of a part."""
    return "asSet" if OPEN in features else "debug" if "debug" in features else "quiet"


def _managers() -> Sequence[str]:
    """All who can be asked for consent."""
    return [str(who) for who in catalog.shared_settings()["consent"].enum or () if who != "none"]


def _asked(platform: Platform, role: Role) -> Mapping[str, str]:
    """The names of the settings that a customer has to give, and of those that may not be blank, as JavaScript."""
    declared = settings.declare(platform, role)
    return {
        "required": json.dumps([name for name, one in declared.items() if one.required]),
        "filled": json.dumps([n for n, one in declared.items() if one.misfit("") is not None]),
    }


def _check_extension(client: Client) -> None:
    known = clients_of(EXTENSION)
    if client not in known:
        what = f"there is no {EXTENSION} for client {client!r}: only Optimizely Web runs one"
        raise UnknownNameError(what, help=f"choose one of: {', '.join(known)}")


def _check_name(kind: str, name: str, names: Collection[str]) -> None:
    if name not in names:
        what = f"there is no {kind} {name!r}"
        raise UnknownNameError(
            what, help=nearest(name, names, f"choose one of: {', '.join(names)}")
        )


class _Files(jinja2.BaseLoader):
    """Frames as templates; a template for every other file that puts it in as it stands."""

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002 -- jinja2's
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        if template.startswith("frames/"):
            path = javascript() / template
            return path.read_text(encoding="utf-8"), str(path), lambda: False
        return f"\n[[ fenced({template!r}) ]]\n", template, lambda: False


def _fenced(folder: Path, name: str) -> str:
    """A file indented like the code around it."""
    inside = name.removeprefix("platform/")
    path = javascript() / name if inside == name else folder / inside
    text = path.read_text(encoding="utf-8-sig").rstrip("\n")
    # A line that ends in a backslash goes on in a string: indenting the next would change the string.
    pad = "" if "\\\n" in text else "  "
    lines = [pad + line if line.strip() else "" for line in text.split("\n")]
    return "\n".join([_fence(path, 1, len(pad), len(lines)), *lines])


def _fence(path: Path, line: int, indent: int, count: int) -> str:
    """The line before `count` lines that begin in line `line` of `path`."""
    return f"//@ {count} {line} {indent} {path}"


def _ready(platform: Platform, role: Role) -> str:
    """The function that asks whether the platform takes calls; an error in it is one of `platform.toml`."""
    ready = platform.played[role].ready
    if not ready:
        return ""
    document = toml.read(platform.folder / "platform.toml", PlatformError)
    line = document.line((role, "ready")) or 1
    before = "    return "
    column = document.text.split("\n")[line - 1].find(ready)
    fence = _fence(document.path, line, len(before) - max(column, 0), 1)
    lines = ("  function isReady() {", f"{before}{ready};", "  }")
    return "".join(f"\n{fence}\n{line}" for line in lines)


@cache
def _environment(folder: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=_Files(),
        autoescape=False,  # noqa: S701 -- program text, not HTML; values never pass through here
        undefined=jinja2.StrictUndefined,
        block_start_string="/*%",
        block_end_string="%*/",
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="/*#",
        comment_end_string="#*/",
        line_statement_prefix="//%",
        line_comment_prefix="//#",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["fenced"] = partial(_fenced, folder)
    return environment


def _source(name: str, rendered: str, frame: Path) -> Source:
    lines = list(_without_blanks(_with_origins(rendered.rstrip("\n").split("\n"), frame)))
    code = "".join(f"{line}\n" for line, _ in lines)
    return Source(name, code, tuple(origin for _, origin in lines))


def _with_origins(lines: Sequence[str], frame: Path) -> Iterator[tuple[str, Origin]]:
    """Each line and where it comes from; the fences themselves are taken out."""
    rest = iter(lines)
    for line in rest:
        fence = _FENCE.fullmatch(line)
        if not fence:
            yield line.rstrip(), Origin(frame, 0, 0)
            continue
        count, start, indent = (int(fence[number]) for number in (1, 2, 3))
        path = Path(fence[4])
        for number, inside in enumerate(islice(rest, count), start):
            yield inside.rstrip(), Origin(path, number, indent)


def _without_blanks(lines: Iterable[tuple[str, Origin]]) -> Iterator[tuple[str, Origin]]:
    """Blank lines never follow each other, and never begin."""
    previous = ""
    for line, origin in lines:
        if line or previous:
            yield line, origin
        previous = line
