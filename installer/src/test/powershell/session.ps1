# Runs the scripts that it reads: each line of standard input is a script in Base64. A script's output goes to the file
# <number>.txt beside this one, with a line for each object: "output: ", "warning: " or "error: " and its text.
function Write-Kind {
    process {
        $kind = 'output'
        if ($_ -is [System.Management.Automation.ErrorRecord]) {
            $kind = 'error'
        } elseif ($_ -is [System.Management.Automation.WarningRecord]) {
            $kind = 'warning'
        }
        '{0}: {1}' -f $kind, ("$_" -replace '\r?\n', ' ')
    }
}

$number = 0
while ($null -ne ($line = [Console]::In.ReadLine())) {
    $number++
    $script = [scriptblock]::Create([System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($line)))
    try {
        $lines = @(. $script 2>&1 3>&1 | Write-Kind)
    } catch {
        $lines = @($_ | Write-Kind)
    }
    $file = Join-Path -Path $PSScriptRoot -ChildPath "$number.txt"
    [System.IO.File]::WriteAllLines("$file.new", [string[]] $lines)
    # The reader waits for this name, so that it never sees half a file.
    [System.IO.File]::Move("$file.new", $file)
}
