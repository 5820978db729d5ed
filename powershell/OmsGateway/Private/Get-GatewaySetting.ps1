function Get-GatewaySetting {
    # All settings, as returned by the command line.
    param([Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet)

    Invoke-GatewayCommand -Cmdlet $Cmdlet -Arguments 'config', 'list'
}

function ConvertTo-SettingObject {
    param([Parameter(Mandatory, ValueFromPipeline)] [object] $Setting)

    process {
        New-OutputObject -Type 'OMSGateway.Setting' -Property ([ordered]@{
            Name = $Setting.name
            Value = ConvertTo-SettingValue -Setting $Setting -Value $Setting.value
            TimeSpan = ConvertTo-TimeSpan -Setting $Setting
            Default = ConvertTo-SettingValue -Setting $Setting -Value $Setting.default
            IsDefault = $Setting.isDefault
            Source = $Setting.source
            Description = $Messages["Description$($Setting.name)"]
        })
    }
}

function ConvertTo-SettingValue {
    # Numbers and Booleans by their types; a wrong value stays a text.
    param([object] $Setting, [object] $Value)

    if ($Setting.default -is [array]) {
        return , [OMSGatewayList]::new([string[]] @($Value | Where-Object { $null -ne $_ }))
    }
    $typed = switch -CaseSensitive ($Setting.code) {
        'WholeNumber' { $Value -as [int] }
        'Choice' {
            if ($Value -in 'true', 'false' -and $Setting.facts[0] -ceq 'true, false') {
                $Value -eq 'true'
            }
        }
    }
    if ($null -ne $typed -and $null -ne $Value) {
        return $typed
    }
    $Value
}

function ConvertTo-TimeSpan {
    param([object] $Setting)

    if ($Setting.code -ceq 'Duration' -and $Setting.value -match '^(\d+)(ms|s|m|h)$') {
        $milliseconds = @{ ms = 1; s = 1000; m = 60000; h = 3600000 }[$Matches[2]]
        return [timespan]::FromTicks([long] $Matches[1] * $milliseconds * [timespan]::TicksPerMillisecond)
    }
    $null
}

function Get-ByName {
    # Settings of the command line by name.
    [OutputType([hashtable])]
    param([Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Settings)

    $byName = [System.Collections.Hashtable]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($setting in $Settings) {
        $byName[$setting.name] = $setting
    }
    $byName
}

function ConvertTo-RelayProxyObject {
    # One for each relay proxy, in their order; one without an address where there is none.
    param([Parameter(Mandatory)] [hashtable] $Settings)

    $addresses = @($Settings['RelayProxyAddress'].value)
    if (-not $addresses) {
        $addresses = @($null)
    }
    foreach ($address in $addresses) {
        $own = if ($address) { $Settings['RelayProxyCredentials'].users.PSObject.Properties[$address] }
        New-OutputObject -Type 'OMSGateway.RelayProxy' -Property ([ordered]@{
            Address = $address
            Username = if ($own) { $own.Value } else { $Settings['RelayProxyUsername'].value }
            HasPassword = [bool] ($own -or $Settings['RelayProxyPassword'].isSet)
        })
    }
}

function ConvertTo-RelayUser {
    # The users of RelayProxyCredentials as proxy=user, as exported settings have them.
    param([Parameter(Mandatory)] [object] $Setting)

    $Setting.users.PSObject.Properties | ForEach-Object { "$($_.Name)=$($_.Value)" }
}
