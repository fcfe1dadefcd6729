"""A tree of elements in, an XML document out: two spaces, LF, every value escaped by `escape.xml`."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.deliver import escape


def document(root: Element) -> bytes:
    """The document of a tree; an element has either text or elements.

    Raises:
        SettingsError: a value that XML cannot say.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *_lines(root, "")]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: str) -> Element:
    """A new last element of another, with its text; `xml_lang` is the attribute `xml:lang`."""
    named = {name.replace("xml_", "xml:"): value for name, value in attributes.items()}
    child = Element(tag, named)
    child.text = text
    parent.append(child)
    return child


def _lines(node: Element, indent: str) -> Iterator[str]:
    attributes = "".join(f' {name}="{escape.xml(value)}"' for name, value in node.items())
    start = f"{indent}<{node.tag}{attributes}"
    if len(node):
        yield f"{start}>"
        for child in node:
            yield from _lines(child, f"{indent}  ")
        yield f"{indent}</{node.tag}>"
    elif node.text is None:
        yield f"{start}/>"
    else:
        yield f"{start}>{escape.xml(node.text)}</{node.tag}>"
