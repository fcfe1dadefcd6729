"""Where Optimizely answers. Each place can be another one, for a fake, a proxy or an on-premise installation."""

from __future__ import annotations

import os
from typing import Literal
from urllib.parse import urlsplit

from generator.errors import ConfigError, shown

Version = Literal["v1", "v2"]

#: version -> what the environment's TAGWRIGHT_API is followed by, and the public place
_REST = {
    "v1": ("/experiment/v1", "https://www.optimizelyapis.com/experiment/v1"),
    "v2": ("/v2", "https://api.optimizely.com/v2"),
}


def rest(version: Version, root: str | None = None) -> str:
    """The REST API's address; `root` or TAGWRIGHT_API stands before its version."""
    path, public = _REST[version]
    root = _checked(root, "base") if root else _from("TAGWRIGHT_API")
    return f"{root}{path}" if root else public


def events(*, europe: bool = False) -> str:
    """The Event API's whole address; TAGWRIGHT_EVENTS replaces it."""
    public = f"https://{'eu.' if europe else ''}logx.optimizely.com/v1/events"
    return _from("TAGWRIGHT_EVENTS") or public


def log(project: str | int) -> str:
    """Where Classic's events of a project go, without the query; TAGWRIGHT_LOG replaces it."""
    return _from("TAGWRIGHT_LOG") or f"https://{project}.log.optimizely.com/event"


def oauth(page: Literal["authorize", "token"]) -> str:
    """One of OAuth's two addresses; TAGWRIGHT_OAUTH stands before its last part."""
    return f"{_from('TAGWRIGHT_OAUTH') or 'https://app.optimizely.com/oauth2'}/{page}"


def _from(name: str) -> str:
    value = os.environ.get(name, "")
    return _checked(value, name) if value else ""


def _checked(address: str, name: str) -> str:
    try:
        parts = urlsplit(address)
        is_right = parts.scheme in {"https", "http"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_right = False
    if not is_right or any(mark.isspace() for mark in address):
        what = f"{name} must be an address, not {shown(address)}"
        raise ConfigError(what, help="such as https://api.example")
    return address.rstrip("/")
