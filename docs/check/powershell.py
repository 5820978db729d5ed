"""Checks the PowerShell of documents with PowerShell itself, and runs the blocks that do not need Windows."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from output import matches

MODULE = "OMSGateway"
SPAN = re.compile(r"`(?P<text>[A-Z][a-z]+-[A-Z]\w+[^`\n]*)`")
ROW = re.compile(r"^\| `(?P<cmdlet>[A-Z][a-z]+-OMSGateway\w*)` \|(?P<parameters>.*)\|$", re.MULTILINE)
PARAMETER = re.compile(r"`(-[A-Z]\w+)`")


def check(blocks, markdown, folder, work):
    """A text for each problem in the blocks of a document and in the commands that its sentences name."""
    typed = [(block, command) for block in blocks for command in block.commands()]
    texts = [_text(str(block), command.text, not block.excuse) for block, command in typed]
    texts += [_text(f"`{text}`", text, False) for text in _named(markdown)]
    if not texts:
        return
    results = _results(texts, folder, work)
    for result in results:
        for problem in result["Problems"]:
            yield f"{result['Place']}: {problem}"
    for (block, command), result in zip(typed, results):
        if block.language == "console" and not block.excuse and not matches(command.shown, result["Output"]):
            shown = "\n".join(command.shown)
            yield f"{block}: {command.text}The document shows:\n{shown}\nPowerShell prints:\n{result['Output']}"


def _named(markdown):
    """Commands in sentences, and each cmdlet of a table with all the parameters of its row."""
    text = re.sub(r"```.*?```", "", markdown, flags=re.DOTALL)
    yield from (span["text"] for span in SPAN.finditer(text))
    for row in ROW.finditer(text):
        yield " ".join([row["cmdlet"], *PARAMETER.findall(row["parameters"])])


def _text(place, text, run):
    return {"Place": place, "Text": text, "Run": run}


def _results(texts, folder, work):
    file = work / "blocks.json"
    file.write_text(json.dumps(texts))
    environment = os.environ | {
        "PSModulePath": str(_modules(folder, work)), "OMSGATEWAY_CLI": str(folder / "script/oms-gateway"),
        "OMSGATEWAY_CONFIG": str(_settings(work))}
    subprocess.run(
        ["pwsh", "-NoLogo", "-NoProfile", "-NonInteractive", "-File", Path(__file__).with_name("Test-Block.ps1"),
         "-Path", file, "-Module", MODULE], cwd=work, env=environment, check=True)
    return json.loads(file.read_text())


def _modules(folder, work):
    """A folder that has the module under the name that administrators type, because letter case matters on Linux."""
    module = work / "modules" / MODULE
    if not module.exists():
        shutil.copytree(folder / "powershell/OmsGateway", module)
        (module / "OmsGateway.psd1").rename(module / f"{MODULE}.psd1")
    return module.parent


def _settings(work):
    settings = work / "gateway.properties"
    settings.touch()
    return settings
