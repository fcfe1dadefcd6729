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
from generator.model import Artifact, Client, Platform, Settings, Target

NAME = "manifest.json"

#: raised only when what reads manifests would break
VERSION = 1

#: of what is built; the tool's own is another
LICENSE = "0BSD"

Entry = Mapping[str, Any]


def of_platform(
    platform: Platform,
    chosen: Settings,
    client: Client,
    files: Mapping[Target, Sequence[Artifact]],
) -> Entry:
    """The entry of one platform: `files` are the artifacts of each target."""
    entry = {
        "docs": platform.docs,
        "license": LICENSE,
        "name": platform.name,
        "reason": platform.reason,
        "roles": list(platform.roles),
        "settings_digest": chosen.digest,
        "settings_schema": f"{platform.slug}/settings.schema.json",
        "status": platform.status,
        "targets": {target: of_target(client, found) for target, found in files.items()},
        "version": platform.version,
    }
    return {k: v for k, v in {**entry, **_facts(platform, chosen)}.items() if v is not None}


def of_target(client: Client, artifacts: Sequence[Artifact]) -> Entry:
    """The entry of one program in its forms."""
    return {"client": client, "files": [_file(artifact) for artifact in artifacts]}


def whole(platforms: Mapping[str, Entry], integrator: Entry | None) -> Artifact:
    """`manifest.json` of all entries."""
    content: dict[str, Any] = {
        "generator": {"engine": engine.ENGINE, "name": "tagwright", "version": __version__},
        "manifest_version": VERSION,
        "platforms": platforms,
    }
    if integrator:
        content["integrator"] = integrator
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
    targets = [manifest["integrator"]] if "integrator" in manifest else []
    for platform in manifest["platforms"].values():
        yield from _inside(platform["settings_schema"])
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


def _facts(platform: Platform, chosen: Settings) -> Mapping[str, Any]:
    """What reviewers of privacy and security ask, for the settings built with."""
    role = platform.analytics
    if not role:
        return {}
    values = chosen.values
    queue = [role.queue] if role.queue else []
    asked = [
        n
        for who, ns in catalog.consent_reads().items()
        if f"consent_{who}" in chosen.features
        for n in ns
    ]
    origins = {_origin(settings.fill(address, values)) for address in role.sends}
    hosts = {f"{k}-src": list(v) for k, v in role.csp.model_dump().items() if v}
    return {
        "consent": role.consent,
        "csp": {
            "adds": {"connect-src": sorted(origins)} if origins else {},
            "platform_needs": hosts,
        },
        "globals": {
            "reads": sorted({settings.fill(name, values) for name in (*role.reads, *asked)}),
            "writes": sorted({settings.fill(name, values) for name in (*role.writes, *queue)}),
        },
        "limits": [limit.model_dump() for limit in role.limits],
        "storage": [],  # no cookie and nothing in the browser's storage is written
    }


def _origin(address: str) -> str:
    return "/".join(address.split("/")[:3])


def _file(artifact: Artifact) -> Entry:
    digest = hashlib.sha384(artifact.content).digest()
    return {
        "bytes": len(artifact.content),
        "dialect": "es5",
        "gzip": gzipped(artifact.content),
        "integrity": f"sha384-{base64.b64encode(digest).decode('ascii')}",
        "min": artifact.path.endswith(".min.js"),
        "path": artifact.path,
        "sha256": hashlib.sha256(artifact.content).hexdigest(),
    }
