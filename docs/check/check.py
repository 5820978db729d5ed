#!/usr/bin/env python3
"""Runs the commands in the documents of a clone, and prints every difference from the documents."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import links
import names
import packages
import powershell
import shell
import stand_in
from blocks import blocks

POWERSHELL = shutil.which("pwsh")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clone", type=Path)
    parser.add_argument("documents", nargs="*", help="only these")
    arguments = parser.parse_args()
    root = arguments.clone.resolve()
    documents = arguments.documents or _documents(root)
    counts, problems = Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        variables = stand_in.start(Path(folder))
        for document in documents:
            begin = time.monotonic()
            work = Path(folder) / document.replace("/", "-")
            work.mkdir()
            found = list(_check(document, root, work, variables, counts))
            print(f"{document}: {len(found)} problems, {time.monotonic() - begin:.0f} s", flush=True)
            problems += found
    if not arguments.documents:
        problems += names.missing(root)
    for problem in problems:
        print(f"\n{problem}", file=sys.stderr)
    print("documents: " + ", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    if not POWERSHELL:
        print("documents: no PowerShell was checked or run, as there is no pwsh on the path")
    return 1 if problems or ("CI" in os.environ and not POWERSHELL) else 0


def _documents(root):
    """The documents to check: README first, because readers begin there, then the others by name."""
    files = subprocess.run(["git", "ls-files", "*.md"], cwd=root, check=True, capture_output=True, text=True)
    return sorted(files.stdout.split(), key=lambda name: (name != "README.md", name))


def _check(document, root, work, variables, counts):
    markdown = (root / document).read_text()
    found = blocks(document, markdown)
    of_kind = {kind: [block for block in found if block.kind == kind] for kind in ("shell", "powershell", "bat")}
    for kind in ("shell", "powershell"):
        if kind == "shell" or POWERSHELL:
            counts[f"{kind} blocks run"] += sum(not block.excuse for block in of_kind[kind])
        counts[f"{kind} blocks marked as not to be run here"] += sum(bool(block.excuse) for block in of_kind[kind])
    counts["bat blocks for Windows"] += len(of_kind["bat"])
    yield from links.broken(document, root)
    yield from shell.run(found, root, work, variables)
    if POWERSHELL:
        yield from powershell.check(of_kind["powershell"], markdown, root, work)
    yield from packages.unknown(of_kind["bat"], root)


if __name__ == "__main__":
    sys.exit(main())
