"""Source in, Script out; Script + Settings in, Snippet out. The only module that knows the JavaScript tools.

Terser and acorn run in V8 (mini-racer). Every text passes the ES5 gate before and after it is minified; esbuild,
where this machine has it, reads it too, as a second opinion. Values never pass through any of them: the
code has a hole, and a value enters it last, as escaped JSON.
"""

from __future__ import annotations

import atexit
import ctypes
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from importlib import metadata
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator import resources
from generator.errors import EnvironmentMissingError, ScriptError, combine
from generator.model import Origin, Script, Settings, Snippet, Source, Value

if TYPE_CHECKING:
    from py_mini_racer import MiniRacer

#: npm packages of the engine, as `package.json` pins them; other versions make other bytes
PACKAGES: Mapping[str, str] = {"acorn": "8.19.0", "terser": "5.51.2"}

#: what stands in manifests: the same engine makes the same bytes
ENGINE = ", ".join(f"{name} {version}" for name, version in PACKAGES.items())

_FILES: Mapping[str, str] = {
    "acorn": "acorn/dist/acorn.js",
    "terser": "terser/dist/bundle.min.js",
}

_HOLE = "TAGWRIGHT_SETTINGS"
_DIGEST = "TAGWRIGHT_DIGEST"

#: far beyond what any snippet takes; a minifier that hangs must not hang a build
_TIMEOUT = 60

#: what ends a script element or opens a comment in it, and what Tag Manager reads as a variable
_UNSAFE = {
    "</script": "ends the script element it stands in",
    "<!--": "opens a comment in HTML",
    "{{": "is read as a variable by Tag Manager",
}
_UNSAFE_TEXT = re.compile("|".join(map(re.escape, _UNSAFE)), re.IGNORECASE)

#: what else ends a script element, Tag Manager's `{{`, and control characters that JSON leaves as they are
_ESCAPED = re.compile(r"[<>&\x7f]|(?<=\{)\{")

_NAME = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)

#: ES5 7.6.1; a bare key may be one of them, old parsers and some hosts refuse it
_RESERVED = frozenset(
    "break case catch class const continue debugger default delete do else enum export extends false finally"  # noqa: SIM905 -- reads better
    " for function if implements import in instanceof interface let new null package private protected public"
    " return static super switch this throw true try typeof var void while with yield".split()
)


def compile(source: Source, answers: Mapping[str, Value] = MappingProxyType({})) -> Script:  # noqa: A001 -- the step's name in the design
    """Code proved to be ES5, readable and minified, both in ASCII and with the holes of the source.

    The minified code is fitted to `answers`, settings whose values are known already, and to what the body reads.

    Raises:
        ScriptError: it does not parse, is not ES5, or holds what a page cannot; each at its own file and line.
        EnvironmentMissingError: the engine is not installed.
    """
    _refuse(list(_problems(source)))
    readable = _call("inAscii", source.code).rstrip("\n") + "\n"
    order = {"code": readable, "body": _body(source), "answers": dict(answers)}
    fit = json.loads(_call("fit", json.dumps(order)))
    minified = _call("minified", fit["code"]) + "\n"
    _check_engine(source, readable, minified)
    return Script(source.name, readable, minified, frozenset(fit["fixed"]))


def splice(script: Script, settings: Settings) -> Snippet:
    """The Script with a customer's settings in its holes."""
    values = settings.values
    asked = {name: value for name, value in values.items() if name not in script.fixed}
    return Snippet(
        script.name,
        _filled(script.readable, literal(values, minified=False), settings.digest),
        _filled(script.minified, literal(asked, minified=True), settings.digest),
    )


def literal(values: Mapping[str, Value], *, minified: bool) -> str:
    """An ES5 object literal in ASCII, keys sorted, in which no value ends a string or a script element."""
    if minified:
        pairs = (f"{_key(name)}:{_short(values[name])}" for name in sorted(values))
        return "{" + ",".join(pairs) + "}"
    lines = ",\n".join(f"  {_key(name)}: {_json(values[name])}" for name in sorted(values))
    return f"{{\n{lines}\n}}" if lines else "{}"


def problems(code: str) -> Sequence[Mapping[str, Any]]:
    """What keeps a program from being ES5: `line`, `column` (from 0), `message`, `help`; empty when nothing does."""
    found: Sequence[Mapping[str, Any]] = json.loads(_call("gate", code))
    return found


@cache
def second_parser() -> str | None:
    """The version of esbuild-py when it takes part on this machine, else None: some have no wheel."""
    return metadata.version("esbuild-py") if _esbuild() else None


def engine_version() -> str:
    """The engine and its host, as they run here.

    Raises:
        EnvironmentMissingError: it is not installed.
    """
    _engine()
    return f"{ENGINE}, mini-racer {metadata.version('mini-racer')}"


# -- proof ------------------------------------------------------------------------------------------------


def _problems(source: Source) -> Iterator[ScriptError]:
    """First each file alone, so that none leans on its neighbours; then all of them together."""
    wrong = [error for lines in _files(source) for error in _wrong(source, lines)]
    yield from wrong
    if not wrong:
        every = range(len(source.origins))
        yield from _wrong(source, every)
        yield from _unsafe(source)
        yield from _holes(source)


def _files(source: Source) -> Iterator[Sequence[int]]:
    """The lines of each file that was included whole."""
    files: dict[object, list[int]] = {}
    frames = resources.javascript() / "frames"
    for number, origin in enumerate(source.origins):
        if frames not in origin.file.parents:
            files.setdefault(origin.file, []).append(number)
    return iter(files.values())


def _body(source: Source) -> str:
    """The functions of a source, without the frame around them: those of the platform and those it may call."""
    frames = resources.javascript() / "frames"
    lines = zip(source.code.split("\n"), source.origins, strict=False)
    return "\n".join(line for line, origin in lines if frames not in origin.file.parents)


def _wrong(source: Source, lines: Sequence[int]) -> Iterator[ScriptError]:
    text = source.code.split("\n")
    for found in problems("\n".join(text[number] for number in lines)):
        origin = source.origins[lines[min(found["line"], len(lines)) - 1]]
        column = found["column"] - origin.indent + 1
        yield _error(found["message"], origin, max(column, 1), found["help"])


def _unsafe(source: Source) -> Iterator[ScriptError]:
    for line, origin in zip(source.code.split("\n"), source.origins, strict=False):
        for match in _UNSAFE_TEXT.finditer(line):
            text = match.group()
            what = f"the code holds {text!r}, which {_UNSAFE[text.lower()]}"
            advice = f"write {text[0]!r} + {text[1:]!r} in a string, or put a space between in code"
            yield _error(what, origin, match.start() - origin.indent + 1, advice)


def _holes(source: Source) -> Iterator[ScriptError]:
    """A body that names a hole would get a customer's settings in the middle of it."""
    frames = resources.javascript() / "frames"
    for line, origin in zip(source.code.split("\n"), source.origins, strict=False):
        for hole in (_HOLE, _DIGEST):
            if hole in line and frames not in origin.file.parents:
                what = f"the name {hole!r} belongs to the frames"
                yield _error(what, origin, line.index(hole) - origin.indent + 1, "choose another")


def _error(what: str, origin: Origin, column: int, advice: str | None) -> ScriptError:
    return ScriptError(what, origin.file, origin.line, advice, column=column)


def _refuse(errors: Sequence[ScriptError]) -> None:
    error = combine(errors)
    if error:
        raise error


def _check_engine(source: Source, readable: str, minified: str) -> None:
    """What the engine made is as safe as what it was given: else the engine is wrong, not a person."""
    for text in (readable, minified):
        # Fewer is right: settings that no code reads are left out.
        more = any(text.count(hole) > source.code.count(hole) for hole in (_HOLE, _DIGEST))
        if more or problems(text) or _UNSAFE_TEXT.search(text) or not text.isascii():
            what = f"the engine makes unsafe code of {source.name!r}"
            raise ScriptError(what, help=f"report this with the platform's folder: {ENGINE}")
        if not _second_opinion(text):
            what = f"esbuild does not parse what acorn takes in {source.name!r}"
            raise ScriptError(what, help="report this with the platform's folder")


# -- settings ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _pieces(code: str) -> Sequence[str]:
    """The code cut at its holes; every second piece is a hole."""
    return re.split(f"({_HOLE}|{_DIGEST})", code)


def _filled(code: str, settings: str, digest: str) -> str:
    values = {_HOLE: settings, _DIGEST: digest}
    return "".join(values.get(piece, piece) for piece in _pieces(code))


def _key(name: str) -> str:
    return name if _NAME.fullmatch(name) and name not in _RESERVED else _json(name)


def _short(value: Value) -> str:
    if isinstance(value, bool):
        return "!0" if value else "!1"
    return _json(value)


def _json(value: Value) -> str:
    text = json.dumps(value, ensure_ascii=True, allow_nan=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


# -- the tools --------------------------------------------------------------------------------------------


def _call(function: str, code: str) -> str:
    """What a function of the engine makes of a text."""
    # JSON is an expression of JavaScript, so the text arrives as it is, lone surrogates included.
    answer = _engine().eval(f"{function}({json.dumps(code)})", timeout_sec=_TIMEOUT)
    return str(answer)


@cache
def _engine() -> MiniRacer:
    """V8 with terser, acorn and our own functions in it; about 0.1 s, once per process."""
    from py_mini_racer import MiniRacer  # noqa: PLC0415 -- not needed while Scripts are remembered

    # In a thread of its own: it would share an event loop that runs in this one, such as Playwright's,
    # and wait for itself. Closed before Python ends: V8 calls back once more, and then there is nobody.
    with ThreadPoolExecutor(1) as thread:
        engine = thread.submit(MiniRacer).result()
    atexit.register(engine.close)
    engine.eval("var sourceMap = {};")
    for name, file in _FILES.items():
        path = resources.npm(file)
        _check_version(name, path.parent.parent / "package.json")
        engine.eval(path.read_text(encoding="utf-8"))
    for path in resources.engine():
        engine.eval(path.read_text(encoding="utf-8"))
    return engine


def _check_version(name: str, manifest: Any) -> None:  # noqa: ANN401 -- a Path
    wanted = PACKAGES[name]
    try:
        found = json.loads(manifest.read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        found = None
    if found != wanted:
        what = f"the JavaScript engine needs {name} {wanted}, found {found or 'none'}"
        raise EnvironmentMissingError(
            what, help="in a checkout run: npm ci; else: pip install tagwright"
        )


@cache
def _esbuild() -> Callable[[bytes], bytes | None] | None:
    """Esbuild's parser, or None where there is none.

    Its library is loaded without its Python module, which imports distutils, gone since Python 3.12.
    """
    try:
        files = metadata.files("esbuild-py") or ()
        path = next(
            file.locate() for file in files if re.fullmatch(r"_esbuild.*\.(so|pyd)", file.name)
        )
        library = ctypes.CDLL(str(path))
        transform, free = library.transform, library.free
    except (metadata.PackageNotFoundError, StopIteration, OSError, AttributeError):
        return None
    transform.argtypes, transform.restype = [ctypes.c_char_p], ctypes.c_void_p
    free.argtypes, free.restype = [ctypes.c_void_p], None

    def parsed(code: bytes) -> bytes | None:
        answer = transform(code)
        if answer is None:
            return None
        try:
            return ctypes.string_at(answer)
        finally:
            free(answer)

    return parsed


def _second_opinion(code: str) -> bool:
    """Whether esbuild parses it, or is not there to ask; it answers a syntax error with an empty text."""
    parser = _esbuild()
    return parser is None or bool(parser(f"0;{code}".encode()))
