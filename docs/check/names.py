"""Finds names in texts of the product that do not exist: cmdlets, scripts, commands of `oms-gateway`."""

import re
import subprocess

CMDLET = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+-OMSGateway[A-Za-z]*")
COMMAND = re.compile(r"\boms-gateway(?:\.cmd)? (?:--config \S+ )?(?P<words>[a-z]+(?: [a-z]+)?)")
SCRIPT = re.compile(r"(?<![\w/])(?:\./)?script/[a-z-]+\b")
LISTED = re.compile(r"^  ([a-z]+)(?:,| {2})", re.MULTILINE)
TEXTS = re.compile(r".*\.(java|properties|mc|wxl|md|ps1|psd1|psm1|ps1xml|txt|cmd)")
NOT_SHOWN = re.compile(r"(^|/)(src/test|Tests)/|^CHANGELOG")


def missing(root):
    """A text for each name of a command that does not exist."""
    cmdlets = {file.stem for place in ("OmsGateway/Public/*.ps1", "*.ps1") for file in root.glob("powershell/" + place)}
    commands = _commands(root)
    sub = {command: _commands(root, command) for command in commands & {"config", "eventlog"}}
    files = subprocess.run(["git", "ls-files"], cwd=root, check=True, capture_output=True, text=True).stdout.split("\n")
    for name in files:
        if not TEXTS.fullmatch(name) or NOT_SHOWN.search(name):
            continue
        text = (root / name).read_text(encoding="utf-8-sig")
        for cmdlet in CMDLET.findall(text):
            if cmdlet not in cmdlets:
                yield f"{name}: there is no cmdlet {cmdlet}"
        for script in SCRIPT.findall(text):
            if not (root / script).exists():
                yield f"{name}: there is no {script}"
        for match in COMMAND.finditer(text):
            first, _, second = match["words"].partition(" ")
            if first not in commands or (second and first in sub and second not in sub[first]):
                yield f"{name}: there is no command oms-gateway {match['words']}"


def _commands(root, *of):
    """The commands that the program's own help lists."""
    line = [root / "script/oms-gateway", *of, "--help"]
    text = subprocess.run(line, check=True, capture_output=True, text=True).stdout
    return set(LISTED.findall(text[text.index("Commands:"):]))
