"""Artifacts and the facts of their platforms in, `manifest.json` out; and a manifest in, its files out."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from generator import __version__, catalog, settings
from generator import compile as engine
from generator.model import (
    Artifact,
    Client,
    Conversion,
    Platform,
    Played,
    Role,
    Settings,
    Target,
    role_of,
)

NAME = "manifest.json"

#: the key under which a package's manifest says which delivery it is
PACKAGE = "delivery"

#: raised only when what reads manifests would break
VERSION = 1

#: of what is built; the tool's own is another
LICENSE = "0BSD"

Entry = Mapping[str, Any]


def of_platform(
    platform: Platform,
    chosen: Mapping[Role, Settings],
    client: Client,
    files: Mapping[Target, Sequence[Artifact]],
) -> Entry:
    """The entry of one platform: `chosen` are the settings of each role, `files` the artifacts of each target.

    What differs from role to role is told of the first; a target of another role has its own.
    """
    first, *others = chosen
    entry = {
        "docs": platform.docs,
        "license": LICENSE,
        "name": platform.name,
        "reason": platform.reason,
        "roles": list(platform.roles),
        "settings_schema": f"{platform.slug}/settings.schema.json",
        "status": platform.status,
        "targets": {
            target: {
                **of_target(client, found),
                **(_facts(platform, role_of(target), chosen) if role_of(target) in others else {}),
            }
            for target, found in files.items()
        },
        "version": platform.version,
    }
    return {k: v for k, v in {**entry, **_facts(platform, first, chosen)}.items() if v is not None}


def of_target(client: Client, artifacts: Sequence[Artifact]) -> Entry:
    """The entry of one program in its forms."""
    return {"client": client, "files": [_file(artifact) for artifact in artifacts]}


def of_library(name: str, client: Client, artifacts: Sequence[Artifact]) -> Entry:
    """The entry of a library: its programs, and where its settings are described if it has some."""
    schema = f"{name}.schema.json"
    files = [artifact for artifact in artifacts if artifact.path != schema]
    entry = of_target(client, files)
    return entry if len(files) == len(artifacts) else {**entry, "settings_schema": schema}


def whole(platforms: Mapping[str, Entry], others: Mapping[str, Entry]) -> Artifact:
    """`manifest.json` of all entries: those of the platforms, and of the libraries or of a delivery."""
    content: dict[str, Any] = {
        "generator": {"engine": engine.ENGINE, "name": "tagwright", "version": __version__},
        "manifest_version": VERSION,
        "platforms": platforms,
        **others,
    }
    return Artifact(NAME, encoded(content, sort=True))


def encoded(content: Mapping[str, Any], *, sort: bool) -> bytes:
    """JSON for people and machines: two spaces, LF, one at the end."""
    return (json.dumps(content, indent=2, sort_keys=sort) + "\n").encode("ascii")


def decoded(content: bytes) -> Mapping[str, Any] | None:
    """A manifest of ours, or None when it is none, or of a version that is not known."""
    try:
        found = json.loads(content)
        ours = found["generator"]["name"] == "tagwright" and found["manifest_version"] == VERSION
        list(paths(found))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return found if ours else None


def paths(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Every file of the folder that the manifest stands in, itself included; none outside of it."""
    yield NAME
    targets = [manifest[name] for name in (*catalog.libraries(), PACKAGE) if name in manifest]
    for described in (*targets, *manifest["platforms"].values()):
        if "settings_schema" in described:
            yield from _inside(described["settings_schema"])
    for platform in manifest["platforms"].values():
        targets += platform["targets"].values()
    for target in targets:
        for file in target["files"]:
            yield from _inside(file["path"])


def gzipped(content: bytes) -> int:
    """Bytes of the content as servers send it; the same on every machine."""
    return len(gzip.compress(content, 9, mtime=0))


def _inside(path: str) -> Iterator[str]:
    parts = PurePosixPath(path).parts
    if parts and ".." not in parts and not re.search(r"^/|[\\:]", path):
        yield path


def _facts(platform: Platform, role: Role, chosen: Mapping[Role, Settings]) -> Mapping[str, Any]:
    """What reviewers of privacy and security ask of a role's snippets, for the settings built with."""
    played, values = platform.played[role], chosen[role].values
    asked = [
        n
        for who, ns in catalog.consent_reads().items()
        if f"consent_{who}" in chosen[role].features
        for n in ns
    ]
    origins = {_origin(settings.fill(address, values)) for address in played.sends}
    hosts = {f"{k}-src": list(v) for k, v in played.csp.model_dump().items() if v}
    return {
        "consent": played.consent,
        "csp": {
            "adds": {"connect-src": sorted(origins)} if origins else {},
            "platform_needs": hosts,
        },
        "globals": {
            "reads": sorted({settings.fill(name, values) for name in (*played.reads, *asked)}),
            "writes": sorted({settings.fill(name, values) for name in played.creates}),
        },
        "limits": [limit.model_dump() for limit in played.limits],
        "settings_digest": chosen[role].digest,
        "storage": _storage(platform, played, chosen[role]),
    }


def _storage(platform: Platform, played: Played, chosen: Settings) -> Sequence[str]:
    """What is written into cookies and the browser's storage."""
    if isinstance(played, Conversion):
        return [settings.fill(name, chosen.values) for name in played.stores]
    return [f"localStorage {settings.storage(platform)}"] if chosen.values.get("cache_days") else []


def _origin(address: str) -> str:
    return "/".join(address.split("/")[:3])


def _file(artifact: Artifact) -> Entry:
    digest = hashlib.sha384(artifact.content).digest()
    return {
        "bytes": len(artifact.content),
        # The file of an extension is JSON around its program.
        "dialect": "json" if artifact.path.endswith(".json") else "es5",
        "embed": artifact.path.endswith(".embed.min.js"),
        "gzip": gzipped(artifact.content),
        "integrity": f"sha384-{base64.b64encode(digest).decode('ascii')}",
        "min": artifact.path.endswith(".min.js"),
        "path": artifact.path,
        "sha256": hashlib.sha256(artifact.content).hexdigest(),
    }
