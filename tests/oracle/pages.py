"""Pages as trees: enough of HTML for those of the site, whose rows, cells and items may be left open."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
CLOSED_BY = {
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "li": {"li"},
    "tbody": {"tr", "td", "th", "thead", "tbody"},
}


class Node:
    """An element: its tag, attributes, and what stands in it, elements and texts."""

    def __init__(self, tag, attrs, above):
        self.tag, self.attrs, self.above, self.children = tag, attrs, above, []
        self.classes = (attrs.get("class") or "").split()

    def every(self, tag, of_class=None):
        """The elements below of a tag, and a class if one is given, in the order of the page."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag == tag and (of_class is None or of_class in child.classes):
                    yield child
                yield from child.every(tag, of_class)

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


class Tree(HTMLParser):
    """Builds the tree of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("", {}, None)
        self.feed(text)
        self.close()

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
