"""Tests the problems that the check of the documents finds, and the texts that it accepts."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import links
import names
import packages
import powershell
import shell
from blocks import blocks
from output import begins, matches

ROOT = Path(__file__).parents[2]


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file


class BlocksTest(unittest.TestCase):
    def test_reads_a_session_with_its_outputs(self):
        (block,) = blocks("a.md", "text\n```console\n$ one\n1\n2\n$ two\n```\n")
        self.assertEqual(block.line, 2)
        self.assertEqual([("one\n", ["1", "2"]), ("two\n", [])], [(c.text, c.shown) for c in block.commands()])

    def test_tells_powershell_by_its_prompt(self):
        (block,) = blocks("a.md", "```console\nPS> Get-Date\n```\n")
        self.assertEqual("powershell", block.kind)

    def test_takes_an_indented_block_without_its_indentation(self):
        (block,) = blocks("a.md", "1. a\n\n   ```sh\n   ls\n     -l\n   ```\n")
        self.assertEqual("ls\n  -l\n", block.text)

    def test_knows_a_marker_only_directly_above_its_block(self):
        text = "<!-- run: no, it needs Azure -->\n```sh\na\n```\n\n<!-- run: no, why -->\ntext\n```sh\nb\n```\n"
        self.assertEqual(["it needs Azure", ""], [block.excuse for block in blocks("a.md", text)])

    def test_refuses_a_language_that_nobody_would_run_or_read(self):
        for fence in ("```", "```bsh"):
            with self.assertRaisesRegex(ValueError, "a.md:1: the language is"):
                print(blocks("a.md", fence + "\n./script/gone\n```\n")[0].kind)

    def test_refuses_a_block_without_end(self):
        with self.assertRaisesRegex(ValueError, "a.md:1: the block has no end"):
            blocks("a.md", "```sh\nls\n")


class OutputTest(unittest.TestCase):
    def test_an_ellipsis_is_anything_within_a_line_or_any_number_of_lines(self):
        self.assertTrue(matches(["a", "…", "b …!"], "a\nx\ny\nb 5!\n"))
        self.assertTrue(matches(["a", "…"], "a\n"))
        self.assertFalse(matches(["b …!"], "b 5\n!\n"))

    def test_all_of_the_output_must_be_shown(self):
        self.assertFalse(matches(["a"], "a\nb\n"))
        self.assertFalse(matches([], "a\n"))
        self.assertFalse(matches(["a", "b"], "a\n"))
        self.assertTrue(begins(["a"], "a\nb\n"))

    def test_an_event_differs_by_date_thread_and_client_only(self):
        shown = ["2026-11-23 15:47:15 [17] ERROR forbidden. Port 443, client 127.0.0.1:33924"]
        self.assertTrue(matches(shown, "2027-01-02 03:04:05 [1] ERROR forbidden. Port 443, client 127.0.0.1:1\n"))
        self.assertFalse(matches(shown, "2027-01-02 03:04:05 [1] ERROR forbidden. Port 444, client 127.0.0.1:1\n"))


class ShellTest(Folder):
    def problems(self, markdown):
        return list(shell.run(blocks("a.md", markdown), self.root, self.root, {}))

    def test_runs_what_is_shown_in_one_terminal(self):
        self.assertEqual([], self.problems("```sh\nmkdir x\ncd x\n```\n```console\n$ basename $PWD\nx\n```\n"))

    def test_finds_a_command_that_is_gone(self):
        (problem,) = self.problems("```sh\n./script/gone\ntrue\n```\n")
        self.assertIn("./script/gone: No such file", problem)

    def test_finds_another_output(self):
        (problem,) = self.problems("```console\n$ echo 502\n403\n```\n")
        self.assertIn("The document shows:\n403\nThe command prints:\n502\n", problem)

    def test_finds_another_exit_status(self):
        (problem,) = self.problems("```console\n$ false\n```\n")
        self.assertIn("exits with 1 (expected: 0)", problem)
        self.assertEqual([], self.problems("<!-- run: exits with 1 -->\n```console\n$ false\n```\n"))

    def test_does_not_run_what_is_marked(self):
        self.assertEqual([], self.problems("<!-- run: no, it needs Azure -->\n```sh\nfalse\n```\n"))

    def test_refuses_a_marker_that_it_does_not_know(self):
        with self.assertRaisesRegex(ValueError, "a.md:2: 'not now' is no marker"):
            blocks("a.md", "<!-- run: not now -->\n```sh\nfalse\n```\n")

    def test_keeps_a_command_running_to_the_end_of_the_document(self):
        text = ("<!-- run: it keeps running -->\n```console\n$ echo up; tail -f log\nup\n```\n"
                "```sh\necho asked >>log\n```\n"
                "<!-- run: the command that keeps running prints this -->\n```text\n{}\n```\n")
        self.write("log", "")
        self.assertEqual([], self.problems(text.format("asked")))
        # A command that has ended prints nothing more.
        (problem,) = self.problems(text.format("refused").replace("tail -f log", "true"))
        self.assertIn("The document shows:\nrefused", problem)


class LinksTest(Folder):
    def test_finds_links_to_nowhere(self):
        self.write("docs/b.md", "# What is `set` up?\n")
        self.write("docs/a.md", "[a](b.md#what-is-set-up) [b](b.md#gone) [c](c.md) ![d](d.svg) [e](https://e.example)\n"
                   "`[f](f)`\n")
        self.assertEqual(
            ["docs/a.md: the link b.md#gone leads to no heading", "docs/a.md: the link c.md leads to no file",
             "docs/a.md: the link d.svg leads to no file"], list(links.broken("docs/a.md", self.root)))

    def test_knows_each_form_of_a_link(self):
        self.write("docs/a.md", '# A\n[a](1.md "title") [b](<2 3.md>) [c](4 5.md) [d][ref] [e](#a "title")\n\n'
                   '[ref]: 6.md\n<img width="9" src="7.png">\n<a href="#gone">f</a>\n')
        self.assertEqual([f"docs/a.md: the link {link} leads to no file"
                          for link in ("1.md", "2 3.md", "4 5.md", "6.md", "7.png")]
                         + ["docs/a.md: the link #gone leads to no heading"],
                         list(links.broken("docs/a.md", self.root)))


class NamesTest(Folder):
    def test_finds_commands_that_do_not_exist(self):
        self.write("powershell/OmsGateway/Public/Get-OMSGatewayConfig.ps1", "")
        program = self.write(
            "script/oms-gateway", "#!/bin/sh\necho Commands:\necho '  config  Settings'\necho '  list    All'\n")
        program.chmod(0o755)
        self.write("a.md", "`oms-gateway config list shows`, oms-gateway config show\n"
                   "Get-OMSGatewayConfig를 Set-OMSGatewayX를, script/gone\n")
        self.write("src/test/b.md", "oms-gateway nonsense\n")
        subprocess.run(["git", "init", "-q"], cwd=self.root, check=True)
        subprocess.run(["git", "add", "."], cwd=self.root, check=True)
        self.assertEqual(
            ["a.md: there is no cmdlet Set-OMSGatewayX", "a.md: there is no script/gone",
             "a.md: there is no command oms-gateway config show"], list(names.missing(self.root)))


class PackagesTest(unittest.TestCase):
    def test_finds_properties_that_setup_does_not_have(self):
        text = '```bat\nmsiexec /i "oms gateway.msi" /qn PORTNUMBER=1 PROXY="a=b" LicenseAccepted=1 PORT=1\n```\n'
        self.assertEqual(["a.md:1: there is no property PORT"], list(packages.unknown(blocks("a.md", text), ROOT)))


@unittest.skipUnless(shutil.which("pwsh"), "no pwsh on the path")
class PowerShellTest(Folder):
    def problems(self, markdown):
        found = [block for block in blocks("a.md", markdown) if block.kind == "powershell"]
        return list(powershell.check(found, markdown, ROOT, self.root))

    def test_finds_what_powershell_would_refuse(self):
        problems = self.problems(
            "```powershell\nGet-Date |\n```\n"
            "```powershell\nGet-OMSGatewayThing\n```\n"
            "<!-- run: no, it needs Windows -->\n```powershell\nGet-Service -Nom x\n```\n"
            "```powershell\nGet-Service x\n```\n"
            "<!-- run: no, it needs Windows -->\n```powershell\nNew-Object -ComObject x\n```\n"
            "`Get-OMSGatewayConfig -Nam` `Get-OMSGatewayConfig -Nom`\n\n"
            "| `Test-OMSGateway` | `-Quiet`, `-Loud` |\n")
        self.assertEqual(
            ["a.md:1: An empty pipe element is not allowed.", "a.md:4: there is no command Get-OMSGatewayThing",
             "a.md:8: Get-Service has no parameter -Nom", "a.md:11: Get-Service needs Windows: mark the block",
             "`Get-OMSGatewayConfig -Nom`: Get-OMSGatewayConfig has no parameter -Nom",
             "`Test-OMSGateway -Quiet -Loud`: Test-OMSGateway has no parameter -Loud"], problems)

    def test_runs_what_needs_no_windows(self):
        problems = self.problems(
            "```powershell\n$a = 1\n```\n```console\nPS> $a + 1\n2\nPS> $a\n3\n```\n```powershell\nthrow 'x'\n```\n")
        self.assertEqual(2, len(problems))
        self.assertIn("The document shows:\n3\nPowerShell prints:\n1", problems[1])
        self.assertEqual("a.md:10: fails: x", problems[0])


if __name__ == "__main__":
    unittest.main()
