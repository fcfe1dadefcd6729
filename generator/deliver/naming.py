"""Names of files that are cached for ever: they change with what is in them."""

from __future__ import annotations

import hashlib

#: hexadecimal digits of a file's hash in its name
_DIGITS = 8


def hashed(stem: str, code: str) -> str:
    """The name of a script: `mixpanel` becomes `mixpanel.3f9c1a2b.js`."""
    return f"{stem}.{hashlib.sha256(code.encode('ascii')).hexdigest()[:_DIGITS]}.js"
