"""A Content-Security-Policy in, what it lets through out. Pure.

Source expressions and the directives that stand in for others are those of https://www.w3.org/TR/CSP3/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

#: what is asked where a policy lacks the directive
_FALLBACK: Mapping[str, Sequence[str]] = {
    "script-src": ("script-src-elem", "script-src", "default-src"),
    "connect-src": ("connect-src", "default-src"),
    "img-src": ("img-src", "default-src"),
    "frame-src": ("frame-src", "child-src", "default-src"),
}


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy, and where it was seen: "the response header" or "a <meta>"."""

    text: str
    where: str

    def forbids(self, directive: str, url: str, page: str) -> str:
        """The directive and its sources, as they stand, when they let no request to `url` through; else nothing.

        `url` may have a `*` for the first label of its host; then any of its hosts is enough. A script is let
        through by a nonce or a hash as well, which no address tells: policies that use them forbid none here.
        """
        name, sources = self._sources(directive)
        if sources is None:
            return ""
        if directive == "script-src" and any(_is_key(source) for source in sources):
            return ""
        if any(_matches(source, url, page) for source in sources):
            return ""
        return " ".join([name, *sources])

    def _sources(self, directive: str) -> tuple[str, Sequence[str] | None]:
        directives: dict[str, Sequence[str]] = {}
        for part in self.text.split(";"):
            name, *sources = part.split()[:1] + part.split()[1:] if part.split() else [""]
            if name:
                directives.setdefault(name.lower(), sources)
        for name in _FALLBACK[directive]:
            if name in directives:
                return name, directives[name]
        return "", None


def read(headers: Mapping[str, str], metas: Iterable[str]) -> Sequence[Policy]:
    """Every policy that holds on a page; those that only report hold nothing back."""
    # A header that was sent twice arrives as one, with commas or line ends; a policy has neither.
    sent = headers.get("content-security-policy", "").replace("\n", ",").split(",")
    found = [Policy(text.strip(), "the response header") for text in sent]
    found += [Policy(text.strip(), "a <meta> element") for text in metas]
    return tuple(policy for policy in found if policy.text)


def _is_key(source: str) -> bool:
    source = source.lower()
    return source == "'strict-dynamic'" or source.startswith(
        ("'nonce-", "'sha256-", "'sha384-", "'sha512-")
    )


def _matches(source: str, url: str, page: str) -> bool:
    wanted = urlsplit(url)
    if source.lower() == "'self'":
        own = urlsplit(page)
        return (own.hostname, own.port) == (wanted.hostname, wanted.port)
    if source.startswith("'"):
        return False
    if source == "*":
        return wanted.scheme in _PORTS
    if source.endswith(":"):
        return source[:-1].lower() == wanted.scheme
    known = urlsplit(source if "://" in source else f"//{source}")
    host, _, port = known.netloc.lower().partition(":")
    return (
        (not known.scheme or _is_scheme(known.scheme, wanted.scheme))
        and _is_host(host, (wanted.hostname or "").lower())
        and (port in ("", "*") or port == str(wanted.port or _PORTS.get(wanted.scheme)))
        and _is_path(known.path, wanted.path)
    )


def _is_path(allowed: str, wanted: str) -> bool:
    """Of a host alone nobody knows what will be asked for there: any path may be."""
    if allowed in ("", "/") or not wanted.strip("/"):
        return True
    return wanted.startswith(allowed) if allowed.endswith("/") else wanted == allowed


_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def _is_scheme(allowed: str, wanted: str) -> bool:
    """A policy for http lets https through, too."""
    return wanted == allowed or (allowed, wanted) in {("http", "https"), ("ws", "wss")}


def _is_host(allowed: str, wanted: str) -> bool:
    """Whether a host is let through; of a host with `*`, whether one of them is."""
    if wanted.startswith("*."):
        within = wanted[1:]
        return allowed.removeprefix("*").endswith(within) or (
            allowed.startswith("*.") and within.endswith(allowed[1:])
        )
    return wanted.endswith(allowed[1:]) if allowed.startswith("*.") else wanted == allowed
