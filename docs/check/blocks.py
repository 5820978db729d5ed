"""The code blocks of a Markdown document, and their markers, which say how to run them."""

import re
from dataclasses import dataclass, field

FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[\w-]*)\s*$")
MARKERS = re.compile(r"|no, .+|exits with \d+|it keeps running|the command that keeps running prints this")
MARKER = re.compile(r"^\s*<!-- run: (?P<text>.+) -->\s*$")
PROMPTS = {"$ ": "shell", "PS> ": "powershell"}
LANGUAGES = {"sh": "shell", "powershell": "powershell", "bat": "bat"}
# These blocks are for reading, not for typing.
TEXTS = {"text", "bicep", "haproxy", "ini", "json", "kusto", "properties", "xml", "yaml"}


@dataclass
class Command:
    """A command as typed in the document, and the output that the document shows for it."""

    text: str
    shown: list[str] = field(default_factory=list)


@dataclass
class Block:
    document: str
    line: int
    language: str
    text: str
    marker: str

    def __str__(self):
        return f"{self.document}:{self.line}"

    @property
    def kind(self):
        """`shell`, `powershell`, `bat`, or `text` for blocks that nobody types."""
        if self.language == "console":
            return PROMPTS[self._prompt()]
        if self.language in TEXTS:
            return "text"
        if self.language not in LANGUAGES:
            known = ", ".join(sorted(["console", *LANGUAGES, *TEXTS]))
            raise ValueError(f"{self}: the language is '{self.language}' (expected: {known})")
        return LANGUAGES[self.language]

    @property
    def excuse(self):
        """The reason why the block is not run here, or an empty text."""
        return self.marker.removeprefix("no, ") if self.marker.startswith("no, ") else ""

    def commands(self):
        """The commands of a session, each with its output. Any other block is one command without output."""
        if self.language != "console":
            return [Command(self.text)]
        prompt = self._prompt()
        commands = []
        for line in self.text.splitlines():
            if line.startswith(prompt):
                commands.append(Command(line.removeprefix(prompt) + "\n"))
            else:
                commands[-1].shown.append(line)
        return commands

    def _prompt(self):
        for prompt in PROMPTS:
            if self.text.startswith(prompt):
                return prompt
        raise ValueError(f"{self}: a session begins with one of the prompts {list(PROMPTS)}")


def blocks(document, markdown):
    """All fenced blocks of a document, in order. An indented block loses its indentation."""
    found = []
    lines = markdown.splitlines()
    marker = ""
    index = 0
    while index < len(lines):
        fence = FENCE.match(lines[index])
        if fence:
            end = index + 1
            while end < len(lines) and lines[end].strip() != "```":
                end += 1
            if end == len(lines):
                raise ValueError(f"{document}:{index + 1}: the block has no end")
            indent = len(fence["indent"])
            text = "".join(line[indent:] + "\n" for line in lines[index + 1:end])
            if not MARKERS.fullmatch(marker):
                raise ValueError(f"{document}:{index + 1}: '{marker}' is no marker")
            found.append(Block(document, index + 1, fence["language"], text, marker))
            index = end
        mark = MARKER.match(lines[index])
        if mark:
            marker = mark["text"]
        elif lines[index].strip():
            marker = ""
        index += 1
    return found
