# Runs the Pester tests, on Windows PowerShell 5.1 and PowerShell 7, against the command line that OMSGATEWAY_CLI names
# or, without it, that of this build.
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
Import-Module -Name 'Pester' -MinimumVersion '5.0'

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.Exit = $true
$configuration.Output.Verbosity = 'Detailed'
Invoke-Pester -Configuration $configuration
