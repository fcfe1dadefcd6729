"""Projects, the tag that installs one, and who is asking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.errors import ApiError
from generator.optimizely.client import Client
from generator.optimizely.models import Id, Project, read

#: what runs in a browser
_WEB: Final = "web"


def every(client: Client) -> Iterator[Project]:
    """The projects that the token may see."""
    for thing in client.pages("projects"):
        yield read(Project, thing)


def one(client: Client, project: Id) -> Project:
    """A project."""
    return read(Project, client.get(f"projects/{project}"))


def tag(project: Project) -> str:
    """What installs Optimizely on a page: as high in its head as possible, once, unchanged.

    Raises:
        ApiError: the project is not for browsers.
    """
    if project.platform != _WEB:
        what = f"project {project.id} is for {project.platform}, not for web pages"
        raise ApiError(what, help="list the others: tagwright optimizely projects list")
    return f'<script src="https://cdn.optimizely.com/js/{project.id}.js"></script>'


def me(client: Client) -> dict[str, Any]:
    """Who the token belongs to. v1 does not say; being answered is all it proves."""
    if client.api == "v1":
        return {"projects": len(list(every(client)))}
    said = client.get("me") or {}
    profile = said.get("profile") or {}
    account = said.get("current_account") or {}
    return {"id": said.get("id"), "email": profile.get("email"), "account_id": account.get("id")}
