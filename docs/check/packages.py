"""Finds properties in the documents' command lines of `msiexec` that the package does not have."""

import re

LINE = re.compile(r"^msiexec .*$", re.MULTILINE)
PROPERTY = re.compile(r"\b([A-Za-z]+)=")
DEFINED = re.compile(r'<Property Id="([A-Z]+)" Secure="yes"')


def unknown(blocks, root):
    """A text for each property that no WiX source defines as public, in capitals."""
    defined = {name for file in root.glob("installer/wix/*.wxs") for name in DEFINED.findall(file.read_text())}
    for block in blocks:
        for line in LINE.findall(block.text):
            for name in PROPERTY.findall(re.sub(r'"[^"]*"', "", line)):
                if name.upper() not in defined:
                    yield f"{block}: there is no property {name}"
