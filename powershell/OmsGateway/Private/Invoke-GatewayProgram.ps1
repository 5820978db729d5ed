# Seconds without any output after which the program is hung.
$ProgramPatience = 60

function Start-GatewayProgram {
    # Starts the gateway's command line. Values from an administrator go to its standard input, in UTF-8, because every
    # user of the machine can see arguments, and java.exe expands an asterisk in arguments to file names.
    [OutputType([hashtable])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string[]] $Arguments
    )

    $program = Find-GatewayProgram
    if (-not $program) {
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'GatewayNotFound' -Category 'ObjectNotFound' `
            -Message $Messages.GatewayNotFound
    }
    $start = [System.Diagnostics.ProcessStartInfo]::new()
    $start.FileName = $program.Path
    $start.Arguments = @(@($program.Arguments) + $Arguments | ForEach-Object {
        # A backslash in front of the closing quote would be a part of it.
        '"' + ($_ -creplace '(\\+)$', '$1$1') + '"'
    }) -join ' '
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = [System.Text.Encoding]::UTF8
    $start.StandardErrorEncoding = [System.Text.Encoding]::UTF8
    $process = Invoke-Attempt -Script { [System.Diagnostics.Process]::Start($start) }
    if (Test-Failure -Result $process) {
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'ProgramFailed' -Category 'ResourceUnavailable' -Target $program.Path `
            -Message ($Messages.ProgramFailed -f $program.Path, (Get-Reason -Failure $process))
    }
    @{ Process = $process; Path = $program.Path; ErrorOutput = $process.StandardError.ReadToEndAsync() }
}

function Send-GatewayInput {
    # Gives the program a part of its input. A program that has ended without reading it says why in its answer.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [hashtable] $Program,
        [string] $Text = '',
        [switch] $Last
    )

    $stream = $Program.Process.StandardInput.BaseStream
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($Text)
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    [void] (Invoke-Attempt -Script {
        $writing = $stream.WriteAsync($bytes, 0, $bytes.Length)
        while (-not $writing.Wait(200) -and $clock.Elapsed.TotalSeconds -lt $ProgramPatience) { }
        if ($writing.IsCompleted) {
            $stream.Flush()
            if ($Last) {
                $Program.Process.StandardInput.Close()
            }
        }
    })
    if ($clock.Elapsed.TotalSeconds -ge $ProgramPatience) {
        Stop-HungProgram -Cmdlet $Cmdlet -Program $Program
    }
}

function Receive-GatewayLine {
    # The program's next line; none at its end. A minute without one ends the cmdlet.
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [hashtable] $Program
    )

    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $reading = $Program.Process.StandardOutput.ReadLineAsync()
    # Waits in short slices, so that PowerShell notices Ctrl+C.
    while (-not $reading.Wait(200)) {
        if ($clock.Elapsed.TotalSeconds -ge $ProgramPatience) {
            Stop-HungProgram -Cmdlet $Cmdlet -Program $Program
        }
    }
    $reading.Result
}

function Receive-GatewayAnswer {
    # The object that the program prints next as JSON. Its errors, no answer, and a minute without output end the
    # cmdlet.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [hashtable] $Program
    )

    $output = ''
    for ($answer = $null; $null -eq $answer; ) {
        $line = Receive-GatewayLine -Cmdlet $Cmdlet -Program $Program
        if ($null -eq $line) {
            Stop-WithoutAnswer -Cmdlet $Cmdlet -Program $Program -Output $output
        }
        if ($line.Trim() -ceq '[]') {
            # ConvertFrom-Json would return nothing.
            $answer = @()
        } elseif ($line -cmatch '^\s*[\[{].*[\]}]\s*$') {
            $parsed = Invoke-Attempt -Script { , (ConvertFrom-Json -InputObject $line) }
            if (-not (Test-Failure -Result $parsed)) {
                $answer = $parsed
            }
        }
        $output += $line + [Environment]::NewLine
    }
    if ($answer.PSObject.Properties['error']) {
        $Cmdlet.ThrowTerminatingError((ConvertFrom-GatewayError -Failure $answer.error))
    }
    , $answer
}

function Stop-WithoutAnswer {
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [hashtable] $Program, [string] $Output)

    [void] $Program.Process.WaitForExit(5000)
    $code = '?'
    if ($Program.Process.HasExited) {
        $code = $Program.Process.ExitCode
    }
    $said = $Output
    if ($Program.ErrorOutput.Wait(5000)) {
        $said = $Program.ErrorOutput.Result + $Output
    }
    Stop-Cmdlet -Cmdlet $Cmdlet -Id 'NoAnswer' -Category 'InvalidResult' -Target $Program.Path `
        -Message ($Messages.NoAnswer -f $code, $said.Trim())
}

function Stop-HungProgram {
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [hashtable] $Program)

    Stop-Cmdlet -Cmdlet $Cmdlet -Id 'ProgramHung' -Category 'OperationTimeout' -Target $Program.Path `
        -Message ($Messages.ProgramHung -f $Program.Path, $ProgramPatience)
}

function Stop-GatewayProgram {
    # Without further input, the program ends by itself and changes nothing; one that does not is killed.
    param([Parameter(Mandatory)] [hashtable] $Program)

    [void] (Invoke-Attempt -Script { $Program.Process.StandardInput.Close() })
    if (-not $Program.Process.WaitForExit(1000)) {
        [void] (Invoke-Attempt -Script {
            # Windows PowerShell cannot end the program's own children.
            if ($Program.Process.Kill.OverloadDefinitions.Count -gt 1) {
                $Program.Process.Kill($true)
            } else {
                $Program.Process.Kill()
            }
        })
    }
    $Program.Process.Dispose()
}

function Invoke-GatewayCommand {
    # The object that a command prints as JSON. The text is the command's input.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string[]] $Arguments,
        [string] $Text = ''
    )

    $program = Start-GatewayProgram -Cmdlet $Cmdlet -Arguments ($Arguments + '--json')
    try {
        Send-GatewayInput -Cmdlet $Cmdlet -Program $program -Text $Text -Last
        $answer = Receive-GatewayAnswer -Cmdlet $Cmdlet -Program $program
    } finally {
        Stop-GatewayProgram -Program $program
    }
    $answer
}

function Invoke-GatewayList {
    # The objects of an array that a command prints as JSON, one on each line, as they arrive. A large array would need
    # many times its length as one text.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string[]] $Arguments
    )

    $program = Start-GatewayProgram -Cmdlet $Cmdlet -Arguments ($Arguments + '--json')
    try {
        Send-GatewayInput -Cmdlet $Cmdlet -Program $program -Text '' -Last
        $texts = [System.Collections.Generic.List[string]]::new()
        for ($atEnd = $false; -not $atEnd; ) {
            $line = Receive-GatewayLine -Cmdlet $Cmdlet -Program $program
            if ($null -eq $line) {
                Stop-WithoutAnswer -Cmdlet $Cmdlet -Program $program -Output ($texts -join [Environment]::NewLine)
            }
            $texts.Add($line.TrimStart('[').TrimEnd(',', ']'))
            $atEnd = $line -cmatch '\]$|^\{"error":.*\}$'
            if ($atEnd -or $texts.Count -ge 200) {
                foreach ($one in ConvertFrom-Json -InputObject "[$($texts -join ',')]") {
                    if ($one.PSObject.Properties['error']) {
                        $Cmdlet.ThrowTerminatingError((ConvertFrom-GatewayError -Failure $one.error))
                    }
                    $one
                }
                $texts.Clear()
            }
        }
    } finally {
        Stop-GatewayProgram -Program $program
    }
}
