"""Runs the shell blocks of a document in order, and reports differences from the shown output."""

import os

from output import begins, matches
from terminal import END, Running, Terminal

RUNNING = "it keeps running"
PRINTED = "the command that keeps running prints this"
EXITS = "exits with "


def run(blocks, folder, work, variables):
    """A text for each difference. Blocks of other languages are ignored."""
    environment = os.environ | variables
    terminal = Terminal(folder, work, environment)
    running = None
    try:
        for block in blocks:
            if block.marker == PRINTED:
                yield from _printed(block, running)
            elif block.marker == RUNNING:
                *before, last = block.commands()
                for command in before:
                    yield from _difference(block, command, 0, *terminal.run(command.text))
                running = Running(last.text, folder, work, environment)
                if not running.until(lambda output: begins(last.shown, output)):
                    yield _differs(block, last.text, last.shown, running.output())
            elif block.kind == "shell" and not block.excuse:
                yield from _run(block, terminal)
    finally:
        terminal.close()
        if running and not running.close():
            yield f"{blocks[-1].document}: the command that keeps running does not end at Ctrl+C"


def _run(block, terminal):
    for command in block.commands():
        if block.language == "console":
            expected = int(block.marker.removeprefix(EXITS)) if block.marker.startswith(EXITS) else 0
            yield from _difference(block, command, expected, *terminal.run(command.text))
        else:
            status, output = terminal.run("set -e\n" + command.text + "set +e\n")
            if status != 0:
                yield f"{block}: exits with {status}\n{command.text}{output}"


def _difference(block, command, expected, status, output):
    if status != expected:
        yield f"{block}: {command.text.strip()}\nexits with {status} (expected: {expected})\n{output}"
    elif not matches(command.shown, output):
        yield _differs(block, command.text, command.shown, output)


def _printed(block, running):
    if running is None:
        yield f"{block}: no command of the document keeps running"
    elif not running.until(lambda output: begins(["…", *block.text.splitlines()], output), END):
        yield _differs(block, "", block.text.splitlines(), running.output())


def _differs(block, command, shown, output):
    lines = "\n".join(shown)
    return f"{block}: {command.strip()}\nThe document shows:\n{lines}\nThe command prints:\n{output}"
