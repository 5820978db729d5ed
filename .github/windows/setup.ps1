# Runs setup without a window, logs to <Name>.log, and fails with this log if the exit code is not as expected.
param(
    [Parameter(Mandatory)] [string] $Name,
    [Parameter(Mandatory)] [string] $Option,
    [Parameter(Mandatory)] [string] $Package,
    [string[]] $Properties = @(),
    [int] $ExitCode = 0
)

$arguments = @($Option, "`"$Package`"", '/qn', '/l*v', "$Name.log") + $Properties
$setup = Start-Process -FilePath msiexec.exe -ArgumentList $arguments -Wait -PassThru
if ($setup.ExitCode -ne $ExitCode) {
    Get-Content -Path "$Name.log"
    throw "$Name exits with $($setup.ExitCode) (expected: $ExitCode)"
}
