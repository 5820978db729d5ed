"""Finds broken links of a document to files, pictures and headings of this repository."""

import re

LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ +(?P<text>.+?) *$", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def broken(document, root):
    """A text for each broken link."""
    path = root / document
    for match in LINK.finditer(CODE.sub("", path.read_text())):
        target, _, anchor = match["target"].partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = (path.parent / target).resolve() if target else path
        if not file.exists():
            yield f"{document}: the link {match['target']} leads to no file"
        elif anchor and anchor not in anchors(file.read_text()):
            yield f"{document}: the link {match['target']} leads to no heading"


def anchors(markdown):
    """The headings as GitHub names them in addresses."""
    text = re.sub(r"```.*?```", "", markdown, flags=re.DOTALL)
    names = (re.sub(r"[^\w\- ]", "", heading["text"].lower()) for heading in HEADING.finditer(text))
    return {name.replace(" ", "-") for name in names}
