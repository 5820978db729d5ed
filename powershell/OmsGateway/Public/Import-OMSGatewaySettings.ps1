function Import-OMSGatewaySettings {
    <#
    .SYNOPSIS
    Applies the settings in a file to the gateway.

    .DESCRIPTION
    Applies a file from Export-OMSGatewaySettings, or from Export-OMSGatewayMigration.ps1, which exports the settings of
    Microsoft's gateway. All settings of the file are changed, or none; settings that the file does not name stay as
    they are. The service applies the change within two seconds.

    A file has no password. The password that is stored for the same user is kept, and so are the credentials of single
    relay proxies that are stored for the same users. Otherwise, a warning names the command that asks for passwords.

    .PARAMETER Path
    The file; wildcards are permitted, and a name with brackets means the file of this name, if there is one. Files may
    come from the pipeline.

    .PARAMETER PassThru
    Returns the settings of the file after the change.

    .PARAMETER Force
    Does not ask for confirmation, whatever $ConfirmPreference says.

    .EXAMPLE
    Import-OMSGatewaySettings -Path gateway.json

    Applies the settings of another gateway.

    .EXAMPLE
    Import-OMSGatewaySettings -Path gateway.json -WhatIf

    Shows what would change.

    .OUTPUTS
    None or, with PassThru, OMSGateway.Setting.

    .LINK
    Export-OMSGatewaySettings
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseSingularNouns', '',
        Justification = 'The settings are applied as a whole.')]
    [CmdletBinding(SupportsShouldProcess,
        HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType('OMSGateway.Setting')]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline)]
        [Alias('FullName', 'PSPath', 'LiteralPath')]
        [ValidateNotNullOrEmpty()]
        [psobject] $Path,

        [switch] $PassThru,

        [switch] $Force
    )

    process {
        $given = Get-PathText -Cmdlet $PSCmdlet -InputObject $Path -Property 'Path'
        foreach ($file in Resolve-ExistingFile -Cmdlet $PSCmdlet -Path $given) {
            $changes = Read-SettingsFile -Cmdlet $PSCmdlet -Path $file
            $names = @($changes.Keys)
            $relayUsers = @($changes['RelayProxyCredentials'] | Where-Object { $_ })
            if ($relayUsers -notmatch '^[^=]+=[^:]+$') {
                # Credentials, with their passwords.
                $relayUsers = @()
            }
            $settings = Edit-GatewaySetting -Cmdlet $PSCmdlet -Changes $changes -Force:$Force -RelayUser $relayUsers `
                -IsPasswordUnknown:([bool] $changes['RelayProxyUsername'])
            if ($settings) {
                Write-Verbose -Message ($Messages.SettingsImported -f $file)
                if ($PassThru) {
                    foreach ($name in $names) {
                        $settings[$name] | ConvertTo-SettingObject
                    }
                }
            }
        }
    }
}
