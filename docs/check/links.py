"""Finds broken links of a document to files, pictures and headings of this repository."""

import re

# A link or picture, with or without a title; the definition of a link by reference; an attribute in HTML.
LINK = re.compile(r"""\]\(<?(?P<target>[^)>"]+?)>?(?:\s+"[^"]*")?\)|^ {0,3}\[[^\]]+\]:\s+<?(?P<reference>[^\s>]+)|"""
                  r"""<[a-z]+ [^>]*?\b(?:src|href)="(?P<attribute>[^"]+)\"""", re.MULTILINE)
HEADING = re.compile(r"^#+ +(?P<text>.+?) *$", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def broken(document, root):
    """A text for each broken link."""
    path = root / document
    for match in LINK.finditer(CODE.sub("", path.read_text())):
        link = match["target"] or match["reference"] or match["attribute"]
        target, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = (path.parent / target).resolve() if target else path
        if not file.exists():
            yield f"{document}: the link {link} leads to no file"
        elif anchor and anchor not in anchors(file.read_text()):
            yield f"{document}: the link {link} leads to no heading"


def anchors(markdown):
    """The headings as GitHub names them in addresses."""
    text = re.sub(r"```.*?```", "", markdown, flags=re.DOTALL)
    names = (re.sub(r"[^\w\- ]", "", heading["text"].lower()) for heading in HEADING.finditer(text))
    return {name.replace(" ", "-") for name in names}
