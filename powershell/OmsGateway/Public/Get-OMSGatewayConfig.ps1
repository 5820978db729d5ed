function Get-OMSGatewayConfig {
    <#
    .SYNOPSIS
    Gets the settings of the gateway.

    .DESCRIPTION
    Gets all settings, or the named ones, with their values and sources: Local, Default, or Policy. A policy is of Group
    Policy or device management, and wins over local values. Format-List also shows defaults and descriptions. A
    password is never shown: the settings RelayProxyPassword and RelayProxyCredentials have no value, and their
    IsDefault is false if they are stored.

    .PARAMETER Name
    The settings to get; wildcards are permitted. The default is all settings. The alias is Key.

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
    Get-OMSGatewayConfig | Export-Clixml -Path gateway.xml

    Saves the settings in a file. Set-OMSGatewayConfig can apply them, on this machine or on another one.

    .OUTPUTS
    OMSGateway.Setting: Name, Value (a text, number or Boolean, or several texts in a list), TimeSpan (the value of a
    duration), Default, IsDefault, Source, Description.

    .LINK
    Set-OMSGatewayConfig
    #>
    [CmdletBinding(HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType('OMSGateway.Setting')]
    param(
        [Parameter(Position = 0, ValueFromPipeline)]
        [Alias('Key')]
        [SupportsWildcards()]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [psobject[]] $Name = '*'
    )

    begin {
        $given = [System.Collections.Generic.List[object]]::new()
    }
    process {
        $given.AddRange(@($Name))
    }
    end {
        $wanted = @(ConvertTo-Element -Cmdlet $PSCmdlet -InputObject $given -Property 'Name', 'Key')
        if ($wanted.Count -eq 0) {
            return
        }
        $settings = Get-GatewaySetting -Cmdlet $PSCmdlet
        foreach ($one in $wanted) {
            $pattern = Get-Pattern -Text $one
            $matching = @($settings | Where-Object { $pattern.IsMatch($_.name) })
            if ($matching.Count -eq 0 -and -not [WildcardPattern]::ContainsWildcardCharacters($one)) {
                $shown = Hide-Secret -Name 'Name' -Text $one
                $PSCmdlet.WriteError((New-GatewayError -Id 'UnknownSetting' -Category 'ObjectNotFound' -Target $shown `
                    -Message ($Messages.UnknownSetting -f $shown, ($settings.name -join ', '))))
            }
            $matching | ConvertTo-SettingObject
        }
    }
}
