"""The PHP that several destinations share: `templates/php/`, in the namespace of each."""

from __future__ import annotations

from typing import Final

from generator import resources

#: the line that names the namespace, in the file as it stands
_NAMESPACE: Final = "namespace Tagwright;"


def package(namespace: str) -> bytes:
    r"""`Package.php`, in a namespace such as `Drupal\tagwright`."""
    text = (resources.templates() / "php" / "Package.php").read_text(encoding="utf-8")
    before, line, after = text.partition(_NAMESPACE)
    assert line
    return f"{before}namespace {namespace};{after}".encode()


def pattern(text: str) -> str:
    """A portable regular expression as `preg_match` reads it: `$` is the very end, characters are those of UTF-8."""
    return f"#{text.replace('#', chr(92) + '#')}#uD"
