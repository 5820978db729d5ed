"""Compares the output of a command with the output in a document."""

import re

VARIES = [
    (re.compile(r"^NOTE: Picked up JDK_JAVA_OPTIONS: .*\n", re.MULTILINE), ""),
    (re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \[\d+\]"), "DATE [THREAD]"),
    (re.compile(r"(?<=client )\S+:\d+\b"), "CLIENT"),
]


def normal(text):
    """The text without the parts that vary: an event's date and thread, a client's address, Java's options."""
    for pattern, name in VARIES:
        text = pattern.sub(name, text)
    return text


def pattern(shown):
    """A pattern for the shown text: `…` matches any text in a line or, alone on a line, any number of lines."""
    lines = []
    for line in _lines("\n".join(shown)).splitlines():
        if line.strip() == "…":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append("[^\n]*".join(re.escape(part) for part in line.split("…")) + r"\n")
    return re.compile("".join(lines))


def matches(shown, output):
    """Whether the whole output matches the shown text."""
    return pattern(shown).fullmatch(_lines(output)) is not None


def begins(shown, output):
    """Whether the output of a command that still runs contains the shown text, possibly with more."""
    return pattern(shown).match(_lines(output)) is not None


def _lines(output):
    text = "\n".join(line.rstrip() for line in normal(output).splitlines()).strip("\n")
    return text + "\n" if text else ""
