"""Pages as trees: enough of HTML for those of the site, whose rows, cells and items may be left open."""

from bisect import bisect_right
from html.parser import HTMLParser
from operator import attrgetter

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
CLOSED_BY = {
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "li": {"li"},
    "tbody": {"tr", "td", "th", "thead", "tbody"},
}


ORDER = attrgetter("order")


class Node:
    """An element: its tag, attributes, and what stands in it, elements and texts."""

    def __init__(self, tag, attrs, above):
        self.tag, self.attrs, self.above, self.children = tag, attrs, above, []
        self.classes = (attrs.get("class") or "").split()
        self.held = {}
        self.order = self.last = 0
        self.page = {}

    def hold(self, shown):
        """Notes that a text which stands in it was held against the calculation: its first place that was not is taken out of what is left."""
        for node, at, left in self.left() if shown else ():
            found = left.find(shown)
            while found >= 0 and not stands_alone(left, found, found + len(shown)):
                found = left.find(shown, found + 1)
            if found >= 0:
                node.held[at] = f"{left[:found]}¤{left[found + len(shown):]}"
                return True
        return False

    def hold_all(self, shown):
        """Notes it of every place where the text stands."""
        while self.hold(shown):
            pass

    def left(self):
        """The texts in it without what was held: the element of each, which of its children it is, and the text."""
        for at, child in enumerate(self.children):
            if isinstance(child, str):
                yield self, at, self.held.get(at, child)
            else:
                yield from child.left()

    def every(self, tag, of_class=None):
        """The elements below of a tag, and a class if one is given, in the order of the page."""
        named = self.page.get(tag, ())
        for node in named[bisect_right(named, self.order, key=ORDER) : bisect_right(named, self.last, key=ORDER)]:
            if of_class is None or of_class in node.classes:
                yield node

    def first(self, tag, of_class=None):
        """The first of these, None without any."""
        return next(self.every(tag, of_class), None)

    def text(self):
        """All text in it, remarks apart from what they stand beside."""
        return "".join(c if isinstance(c, str) else " " * c.is_remark() + c.text() for c in self.children)

    def is_remark(self):
        """Whether it is a smaller line of its own."""
        return self.tag == "small" or "sub" in self.classes

    def own_text(self):
        """The text that stands in it directly."""
        return "".join(c for c in self.children if isinstance(c, str)).strip()

    def within(self, tag):
        """The nearest element of a tag that it stands in."""
        node = self.above
        while node is not None and node.tag != tag:
            node = node.above
        return node


def stands_alone(text, start, end):
    """Whether a piece of a text is no part of a longer number."""
    before, after = text[:start][-1:], text[end : end + 2]
    return not (before.isdigit() or before == "/" or after[:1].isdigit() or after[:1] == "/" or after[:1] in (".", ",") and after[1:].isdigit())


class Tree(HTMLParser):
    """Builds the tree of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("", {}, None)
        self.feed(text)
        self.close()
        self.number(self.root, 0, {})

    def number(self, node, order, page):
        """Numbers the elements in the order of the page, and lists them by tag, so that those below one are found at once."""
        node.order, node.page = order, page
        page.setdefault(node.tag, []).append(node)
        for child in node.children:
            if isinstance(child, Node):
                order = self.number(child, order + 1, page)
        node.last = order
        return order

    def handle_starttag(self, tag, attrs):
        while self.at.tag in CLOSED_BY.get(tag, ()):
            self.at = self.at.above
        node = Node(tag, dict(attrs), self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Node(tag, dict(attrs), self.at))

    def handle_endtag(self, tag):
        node = self.at
        while node is not None and node.tag != tag:
            node = node.above
        if node is not None and node.above is not None:
            self.at = node.above

    def handle_data(self, data):
        self.at.children.append(data.replace("\xa0", " "))


def read_page(path):
    """A page as a tree."""
    with open(path, encoding="utf-8") as file:
        return Tree(file.read()).root
