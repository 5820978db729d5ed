# For the BeforeAll of each file of tests: imports the module, with the settings in a separate file.
Import-Module -Name (Join-Path -Path $PSScriptRoot -ChildPath '../OmsGateway/OmsGateway.psd1') -Force
# Otherwise, an administrator would test the installed program.
& (Get-Module -Name 'OmsGateway') { function script:Test-Elevated { $false } }

$SettingsFile = Join-Path -Path $TestDrive -ChildPath 'gateway.properties'
$env:OMSGATEWAY_CONFIG = $SettingsFile

function Reset-GatewaySetting {
    Get-ChildItem -LiteralPath $TestDrive -Filter 'gateway.*' -Force | Remove-Item -Force
    [System.IO.File]::WriteAllText($SettingsFile, '')
}

function Get-SettingValue {
    param([string] $Name)

    (Get-OMSGatewayConfig -Name $Name).Value
}

function Get-Warning {
    # The warnings of a command, as texts.
    param([scriptblock] $Command)

    $warnings = & $Command 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }
    $warnings.Message
}

function New-Program {
    # A program for OMSGATEWAY_CLI that is a script of this system's shell.
    param([string] $Name, [string] $Shell, [string] $Batch)

    $onWindows = [Environment]::OSVersion.Platform -eq 'Win32NT'
    $path = Join-Path -Path $TestDrive -ChildPath $Name
    if ($onWindows) {
        [System.IO.File]::WriteAllText("$path.cmd", "@echo off`r`n$Batch`r`n")
        return "$path.cmd"
    }
    [System.IO.File]::WriteAllText($path, "#!/bin/sh`n$Shell`n")
    chmod +x $path
    $path
}
