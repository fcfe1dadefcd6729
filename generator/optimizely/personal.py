"""A value in, what kind of personal data it looks like out."""

from __future__ import annotations

import re

#: anywhere in a value: `Jo <jo@example.com>`, or several
_EMAIL = re.compile(r"[^\s@]+(?:@|%40)[^\s@]+\.[^\s@.]{2,}")
#: with its country's code, or with the separators that people write; digits alone are as likely an id
_PHONE = re.compile(
    r"(?:\+[1-9]|00[1-9]\d{0,3}[ ().-])[\d ().-]{5,17}\d"
    r"|(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}"
    r"|0\d{1,4}[ /-]\d{2,4}(?:[ /-]\d{2,4}){1,3}"
)
_DIGITS = re.compile(r"\d{7,15}")
_SOCIAL_SECURITY = re.compile(r"\d{3}-\d{2}-\d{4}")
_PHONE_COLUMN = re.compile(r"phone|mobile|telefon|\btel\b|\bfax\b", re.IGNORECASE)


def kind(value: str, column: str = "") -> str | None:
    """What `value` looks like, or None; a column's name makes digits alone a phone number.

    >>> kind("jo@example.com"), kind("+44 20 7946 0958"), kind("20794609"), kind("20794609", "Phone")
    ('an e-mail address', 'a phone number', None, 'a phone number')
    """
    if ("@" in value or "%40" in value) and _EMAIL.search(value):
        return "an e-mail address"
    if _PHONE.fullmatch(value):
        return "a phone number"
    if _SOCIAL_SECURITY.fullmatch(value):
        return "a social security number"
    if column and _DIGITS.fullmatch(value) and _PHONE_COLUMN.search(column):
        return "a phone number"
    return None
