"""Optimizely's own snippet, first in <head>: the tags, for Web, Edge and Classic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator import build, catalog, settings
from generator.deliver import readme
from generator.deliver.escape import attribute
from generator.deliver.parcel import Parcel, Placement
from generator.errors import SettingsError
from generator.model import Artifact, Client, Value

PLACEMENT = Placement(
    "first in <head>",
    can_be_first=True,
    note="Directly after <head> and <meta charset>, before every other script and style sheet.",
)

#: it makes sense without a platform
ALONE = True

#: where Optimizely serves its snippets: https://docs.developers.optimizely.com/web-experimentation/docs/implement-the-one-line-snippet
_CDN = "https://cdn.optimizely.com"
#: and its microsnippets
_EDGE = "https://optimizely-edge.com"


def files(parcel: Parcel) -> Iterable[Artifact]:
    """`head.html` to paste, and a README."""
    lines = list(tags(parcel.options))
    yield Artifact("head.html", "".join(f"{line}\n" for line in lines).encode("ascii"))
    yield readme.of("install", parcel, PLACEMENT)


def plain(project_id: str, nonce: str = "") -> Iterator[str]:
    """The lines of `<head>` for a project of Optimizely Web: the tag that Optimizely itself shows."""
    declared = catalog.delivery_settings("install")
    chosen = settings.of("install", declared, {"project_id": project_id})
    yield from tags(chosen.values, nonce)


def tags(options: Mapping[str, Value], nonce: str = "") -> Iterator[str]:
    """The lines of `<head>`, in order; `nonce` is an attribute such as ` nonce="…"`, with a space before it.

    No `integrity`: what Optimizely serves changes at each publish, and a browser would then refuse it.

    Raises:
        SettingsError: the settings do not go together.
    """
    address = source(options)
    is_async = options["loading"] == "async"
    if options["hide"] and not is_async:
        what = "'hide' is for a snippet that is loaded with loading = 'async'"
        raise SettingsError(
            what, help="leave 'hide' out: a page that waits for its snippet does not flicker"
        )
    if is_async:
        # A browser that meets the script element on the next line gains nothing from a hint; an async one waits its turn.
        if address.startswith("https://"):
            yield f'<link rel="preconnect" href={attribute(_origin(address))}>'
        if options["hide"]:
            yield f"<script{nonce}>{hider(options)}</script>"
    yield f"<script{' async' if is_async else ''}{nonce} src={attribute(address)}></script>"


def source(options: Mapping[str, Value]) -> str:
    """The address of Optimizely's snippet.

    Raises:
        SettingsError: it cannot be known.
    """
    if options["src"]:
        return str(options["src"])
    if options["client"] != "edge":
        return f"{_CDN}/js/{options['project_id']}.js"
    if not options["account_id"]:
        what = "the microsnippet's address needs 'account_id', or 'src' when it is one of your own"
        raise SettingsError(what, help="set account_id, or src = '/optimizely-edge/<project>.js'")
    return f"{_EDGE}/edge-client/v1/{options['account_id']}/{options['project_id']}"


def hider(options: Mapping[str, Value]) -> str:
    """The program that hides the page, minified, without its last line end."""
    client: Client = "edge" if options["client"] == "edge" else "web"
    given = {"src": source(options), "timeout": options["timeout"]}
    chosen = settings.of("install", catalog.library_settings("install"), given)
    return build.library("install", client, chosen).minified.rstrip("\n")


def _origin(address: str) -> str:
    return "/".join(address.split("/")[:3])
