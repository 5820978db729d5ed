# Runs the Pester tests, on Windows PowerShell 5.1 and PowerShell 7, against the command line that OMSGATEWAY_CLI names
# or, without it, that of this build.
param(
    # The oldest usable Pester; the newest one of the same major version runs the tests.
    [version] $Pester = '5.7',

    # A file of tests, or several by a wildcard.
    [string] $Path = $PSScriptRoot
)

$ErrorActionPreference = 'Stop'

$root = Split-Path -Path (Split-Path -Path $PSScriptRoot -Parent) -Parent
if (-not $env:OMSGATEWAY_CLI) {
    $env:OMSGATEWAY_CLI = Join-Path -Path $root -ChildPath 'script/oms-gateway'
    if ([Environment]::OSVersion.Platform -eq 'Win32NT') {
        $env:OMSGATEWAY_CLI = Join-Path -Path $root -ChildPath 'installer\target\windows\oms-gateway.cmd'
    }
}
if (-not (Test-Path -LiteralPath $env:OMSGATEWAY_CLI)) {
    throw "OMSGATEWAY_CLI: $env:OMSGATEWAY_CLI (expected: the gateway's command line, built)"
}
# Each command is a separate process, which is too short for the second compiler.
$env:JDK_JAVA_OPTIONS = '-XX:TieredStopAtLevel=1'

$found = Get-Module -ListAvailable -Name 'Pester' |
    Where-Object { $_.Version -ge $Pester -and $_.Version.Major -eq $Pester.Major } |
    Sort-Object -Property 'Version' -Descending | Select-Object -First 1
if (-not $found) {
    "Pester ${Pester}: not installed (Install-Module -Name Pester -MinimumVersion $Pester)"
    exit 3
}
Import-Module -ModuleInfo $found

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$result = Invoke-Pester -Configuration $configuration

$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
"PowerShell $($PSVersionTable.PSVersion), Pester $((Get-Module -Name 'Pester').Version): " +
    "$($result.PassedCount) passed, $failed failed, $($result.SkippedCount) skipped"
if ($failed -or -not $result.PassedCount) {
    exit 1
}
