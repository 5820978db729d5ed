function Get-GatewaySetting {
    # All settings, as returned by the command line.
    Invoke-GatewayCommand -Arguments 'config', 'list'
}

function Get-GatewayList {
    # The elements of a list setting that match one of the patterns.
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [string[]] $Pattern
    )

    $setting = Get-GatewaySetting | Where-Object { $_.name -eq $Name }
    foreach ($element in $setting.value) {
        if ($Pattern | Where-Object { $element -like $_ -or $element -eq $_ }) {
            $element
        }
    }
}

function Update-GatewaySetting {
    # Writes all changes or none, and returns the settings after the change.
    param([Parameter(Mandatory)] [System.Collections.IDictionary] $Changes)

    Invoke-GatewayCommand -Arguments 'config', 'apply' -InputText (ConvertTo-SettingsJson -Value $Changes)
}

function ConvertTo-SettingObject {
    param([Parameter(Mandatory, ValueFromPipeline)] [object] $Setting)

    process {
        [pscustomobject]@{
            PSTypeName = 'OMSGateway.Setting'
            Name = $Setting.name
            Value = $Setting.value
            Default = $Setting.default
            IsDefault = $Setting.isDefault
            Description = $Messages["Description$($Setting.name)"]
        }
    }
}
