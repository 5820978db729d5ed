function Get-OMSGatewayConfig {
    <#
    .SYNOPSIS
    Gets the settings of the gateway.

    .DESCRIPTION
    Gets all settings, or the named ones, with their values. Format-List also shows their defaults and descriptions. A
    password is never shown: the setting RelayProxyPassword has no value, and its IsDefault is false if a password is
    stored.

    .PARAMETER Name
    The settings to get; wildcards are permitted. The default is all settings.

    .EXAMPLE
    Get-OMSGatewayConfig

    Shows all settings.

    .EXAMPLE
    Get-OMSGatewayConfig -Name ListenPort

    Shows the port on which the gateway listens.

    .EXAMPLE
    Get-OMSGatewayConfig | Format-List

    Describes all settings.

    .EXAMPLE
    Get-OMSGatewayConfig | Where-Object { -not $_.IsDefault }

    Shows the settings that differ from their defaults.

    .EXAMPLE
    Get-OMSGatewayConfig | Where-Object { -not $_.IsDefault } | Export-Clixml -Path gateway.xml

    Saves the settings in a file. Set-OMSGatewayConfig can apply them, on this machine or on another one.

    .OUTPUTS
    OMSGateway.Setting: Name, Value (a text, or several in a list), Default, IsDefault, Description.

    .LINK
    Set-OMSGatewayConfig
    #>
    [CmdletBinding()]
    [OutputType('OMSGateway.Setting')]
    param(
        [Parameter(Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [Alias('Key')]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]] $Name = '*'
    )

    begin {
        $patterns = [System.Collections.Generic.List[string]]::new()
    }
    process {
        $patterns.AddRange($Name)
    }
    end {
        try {
            $settings = @(Get-GatewaySetting)
            $found = foreach ($pattern in $patterns) {
                $matching = @($settings | Where-Object { $_.name -like $pattern })
                if ($matching.Count -eq 0 -and -not [WildcardPattern]::ContainsWildcardCharacters($pattern)) {
                    $message = $Messages.UnknownSetting -f $pattern, ($settings.name -join ', ')
                    throw (New-GatewayError -Id 'UnknownSetting' -Category 'ObjectNotFound' -Message $message `
                        -Target $pattern)
                }
                $matching
            }
            $found | ConvertTo-SettingObject
        } catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
