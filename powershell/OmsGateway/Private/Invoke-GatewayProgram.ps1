function Invoke-GatewayProgram {
    # Runs the gateway's command line. Values from an administrator go to its standard input, in UTF-8, because every
    # user of the machine can see arguments, and java.exe expands an asterisk in arguments to file names.
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory)] [string[]] $Arguments,
        [string] $InputText = ''
    )

    $program = Find-GatewayProgram
    $start = [System.Diagnostics.ProcessStartInfo]::new()
    $start.FileName = $program.Path
    $start.Arguments = @(@($program.Arguments) + $Arguments | ForEach-Object { '"' + $_ + '"' }) -join ' '
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = [System.Text.Encoding]::UTF8
    $start.StandardErrorEncoding = [System.Text.Encoding]::UTF8
    try {
        $process = [System.Diagnostics.Process]::Start($start)
    } catch {
        $message = $Messages.ProgramFailed -f $program.Path, $_.Exception.GetBaseException().Message
        throw (New-GatewayError -Id 'ProgramFailed' -Category 'ResourceUnavailable' -Message $message `
            -Target $program.Path)
    }
    try {
        $output = $process.StandardOutput.ReadToEndAsync()
        $errorOutput = $process.StandardError.ReadToEndAsync()
        try {
            $bytes = [System.Text.Encoding]::UTF8.GetBytes($InputText)
            $process.StandardInput.BaseStream.Write($bytes, 0, $bytes.Length)
            $process.StandardInput.Close()
        } catch [System.IO.IOException] {
            Write-Debug -Message 'The program ended without reading all of its input; its answer says why.'
        }
        # Waits in short slices, so that PowerShell notices Ctrl+C.
        while (-not $process.WaitForExit(200)) { }
        [pscustomobject]@{
            ExitCode = $process.ExitCode
            Output = $output.Result
            ErrorOutput = $errorOutput.Result
        }
    } finally {
        if (-not $process.HasExited) {
            $process.Kill()
        }
        $process.Dispose()
    }
}
