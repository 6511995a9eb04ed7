"""Every sentence of a page, each with the element that it stands in."""

import re

INLINE = {"a", "b", "em", "strong", "abbr", "time", "i", "mark"}
ASIDE = {"script", "style", "metadata", "nav", "head", "textarea", "footer", "header", "template"}
APART = {"of", "sub", "tag", "count", "span", "place", "hidden"}


def listed(node):
    """(element, text) of each piece of text that is read by itself, in the order of the page."""
    found = []
    gather(node, found)
    return [(where, re.sub(r"\s+", " ", text).strip()) for where, text in found if text.strip()]


def gather(node, found):
    """Texts directly in an element with what is inline in them; whatever else stands in it by itself."""
    if node.tag in ASIDE:
        return
    if node.tag in ("text", "title", "desc"):
        found.append((node, node.text()))
        return
    buffer = ""
    for child in node.children:
        if isinstance(child, str):
            buffer += child
        elif is_inline(child):
            buffer += child.text()
        else:
            found.append((node, buffer))
            buffer = ""
            gather(child, found)
    found.append((node, buffer))


def is_inline(node):
    """Whether an element is part of the sentence around it."""
    if node.tag == "b" and node.above.tag == "figcaption":
        return False
    plain = node.tag in INLINE or node.tag == "span" and node.above.tag not in ("h1", "h2", "h3", "summary")
    return plain and not APART & set(node.classes) and all(isinstance(c, str) or is_inline(c) for c in node.children)
