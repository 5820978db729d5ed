<#
.SYNOPSIS
Exports the settings of Microsoft's Log Analytics gateway for OMS Gateway.

.DESCRIPTION
Writes port, relay proxy, allowed hosts, allowed client certificates and log level of Microsoft's gateway on this
computer to a file. Import-OMSGatewaySettings, or Setup with the property SETTINGSFILE, applies the file.

The script is complete by itself, needs Windows PowerShell 5.1, and changes nothing. A password cannot be exported: set
it with Set-OMSGatewayRelayProxy -Credential after the import.

.PARAMETER Path
The file to write.

.PARAMETER Force
Replaces the file if it exists.

.EXAMPLE
.\Export-OMSGatewayMigration.ps1 -Path C:\Migration\gateway.json

.OUTPUTS
System.IO.FileInfo
#>
[CmdletBinding()]
[OutputType([System.IO.FileInfo])]
param(
    [Parameter(Mandatory, Position = 0)]
    [ValidateNotNullOrEmpty()]
    [string] $Path,

    [switch] $Force
)

Set-StrictMode -Version 1.0
$ErrorActionPreference = 'Stop'

function Get-Property {
    # The value of the first of these properties, or keys of a dictionary; null without any.
    param([object] $InputObject, [string[]] $Name)

    $dictionary = $InputObject -as [System.Collections.IDictionary]
    foreach ($one in $Name) {
        if ($dictionary -and $dictionary.Contains($one)) {
            return $dictionary[$one]
        }
        if (-not $dictionary -and $InputObject.PSObject.Properties[$one]) {
            return $InputObject.PSObject.Properties[$one].Value
        }
    }
}

function Get-Setting {
    # The settings that the gateway shows, by name. Some versions show the port alone.
    $settings = @{}
    foreach ($one in @(Get-OMSGatewayConfig)) {
        $name = Get-Property -InputObject $one -Name 'Name', 'Key'
        if ($name) {
            $settings["$name"] = "$(Get-Property -InputObject $one -Name 'Value')"
        } elseif ($one -is [System.Collections.IDictionary]) {
            foreach ($key in $one.Keys) {
                $settings["$key"] = "$($one[$key])"
            }
        } elseif ("$one" -match '^\s*(?:(\w+)\s*[:=]\s*)?(\S+)\s*$') {
            $key = 'ListenPort'
            if ($Matches[1]) {
                $key = $Matches[1]
            }
            $settings[$key] = $Matches[2]
        }
    }
    $settings
}

function Get-Element {
    # The texts of a list: texts themselves, or those in one of the properties.
    param([object[]] $InputObject, [string[]] $Property)

    foreach ($one in $InputObject) {
        $text = $one
        if ($one -isnot [string]) {
            $text = Get-Property -InputObject $one -Name $Property
        }
        if ("$text".Trim()) {
            "$text".Trim()
        }
    }
}

function ConvertTo-JsonText {
    # Windows PowerShell and PowerShell 7 would write other characters differently.
    param([string] $Text)

    '"' + [regex]::Replace($Text, '[^ !#-\[\]-~]', { param($match) '\u{0:x4}' -f [int] [char] $match.Value }) + '"'
}

$target = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
if ((Test-Path -LiteralPath $target) -and -not $Force) {
    throw "The file '$target' exists. Use -Force to replace it."
}
if (-not (Get-Command -Name 'Get-OMSGatewayConfig' -ErrorAction Ignore)) {
    Import-Module -Name 'OMSGateway'
}

$settings = Get-Setting
$relay = @(Get-OMSGatewayRelayProxy) | Where-Object { $_ } | Select-Object -First 1
$address = @(Get-Element -InputObject $relay -Property 'Address', 'Uri', 'Proxy')
$user = @(if ($relay -and $relay -isnot [string]) {
    Get-Element -InputObject $relay -Property 'Username', 'User'
})
$lists = [ordered]@{
    AllowedHosts = @(Get-Element -InputObject @(Get-OMSGatewayAllowedHost) -Property 'Host', 'HostName', 'Name')
    AllowedClientCertificates = @(Get-Element -InputObject @(Get-OMSGatewayAllowedClientCertificate) `
        -Property 'Subject', 'Name')
}

$members = @(
    if ($settings['ListenPort']) {
        '"ListenPort": ' + (ConvertTo-JsonText -Text $settings['ListenPort'])
    }
    if ($settings['LogLevel']) {
        $level = $settings['LogLevel'].ToUpperInvariant() -replace '^WARNING$', 'WARN'
        if ($level -in 'DEBUG', 'INFO', 'WARN', 'ERROR') {
            '"LogLevel": ' + (ConvertTo-JsonText -Text $level)
        } else {
            Write-Warning -Message "The log level '$level' has no equivalent and was left out."
        }
    }
    foreach ($name in $lists.Keys) {
        # A semicolon in a subject must follow a backslash.
        $texts = @($lists[$name])
        if ($name -eq 'AllowedClientCertificates') {
            $texts = @($texts | ForEach-Object { $_ -replace '(?<!\\);', '\;' })
        }
        "`"$name`": [" + (@($texts | ForEach-Object { ConvertTo-JsonText -Text $_ }) -join ', ') + ']'
    }
    if ($address) {
        '"RelayProxyAddress": ' + (ConvertTo-JsonText -Text $address[0])
    }
    if ($user) {
        '"RelayProxyUsername": ' + (ConvertTo-JsonText -Text $user[0])
        Write-Warning -Message 'The password of the relay proxy cannot be exported. Set it after the import.'
    }
)
[System.IO.File]::WriteAllText($target, "{`n  " + ($members -join ",`n  ") + "`n}`n")
Write-Warning -Message ('OMS Gateway has stricter defaults: it refuses TLS 1.0 and TLS 1.1 (MinimumTlsVersion) and ' +
    'clients that do not name the server (AllowMissingSni), and closes idle tunnels after 10 minutes (IdleTimeout).')
Get-Item -LiteralPath $target
