"""Terminals that run a document's shell commands one after the other, as a reader would."""

import itertools
import os
import select
import signal
import subprocess
import time

PATIENCE = 600
END = 60


class Terminal:
    """A bash that keeps its folder and variables from one command to the next."""

    def __init__(self, folder, work, environment):
        self._work = work
        self._numbers = itertools.count(1)
        reader, writer = os.pipe()
        self._status = os.fdopen(reader)
        self._shell = subprocess.Popen(
            ["bash", "--noprofile", "--norc"], cwd=folder, env=environment, stdin=subprocess.PIPE, text=True,
            pass_fds=[writer], start_new_session=True)
        self._to = writer
        os.close(writer)

    def run(self, text):
        """Runs a command and returns its exit status and its whole output."""
        script, output = self._files(text)
        self._send(f". '{script}' </dev/null >'{output}' 2>&1 {self._to}>&-; echo $? >&{self._to}\n")
        ready, _, _ = select.select([self._status], [], [], PATIENCE)
        if not ready:
            raise TimeoutError(f"not done after {PATIENCE} s: {text.strip()}")
        status = self._status.readline().strip()
        # Without an exit status, the command has ended the shell itself.
        return (int(status) if status else self._shell.wait()), output.read_text(errors="replace")

    def _send(self, line):
        try:
            self._shell.stdin.write(line)
            self._shell.stdin.flush()
        except BrokenPipeError as broken:
            raise ChildProcessError("an earlier command has ended the shell") from broken

    def _files(self, text):
        stem = self._work / f"command-{next(self._numbers)}"
        script = stem.with_suffix(".sh")
        script.write_text(text)
        return script, stem.with_suffix(".out")

    def close(self):
        self._shell.stdin.close()
        self._shell.wait(END)
        self._status.close()


class Running:
    """A command that keeps running in a separate terminal until Ctrl+C."""

    def __init__(self, text, folder, work, environment):
        self._output = work / "running.out"
        with self._output.open("w") as output:
            self._process = subprocess.Popen(
                ["bash", "-c", text], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=_listen_to_ctrl_c)

    def output(self):
        return self._output.read_text(errors="replace")

    def until(self, condition, patience=PATIENCE):
        """Waits for output that meets the condition, and returns whether it has arrived."""
        end = time.monotonic() + patience
        while time.monotonic() < end and self._process.poll() is None:
            if condition(self.output()):
                return True
            time.sleep(0.2)
        return condition(self.output())

    def close(self):
        """Presses Ctrl+C and returns whether the command then ends."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGINT)
        try:
            self._process.wait(END)
            return True
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            return False


def _listen_to_ctrl_c():
    """A shell that runs this script in the background has told it to ignore Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
