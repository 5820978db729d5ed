function Export-OMSGatewaySettings {
    <#
    .SYNOPSIS
    Saves the settings of the gateway to a file.

    .DESCRIPTION
    Saves all settings to a file, for another gateway or as a backup. A setting that has its default is saved as such:
    its import resets it. The password of the relay proxy is not saved; of the credentials of single relay proxies, the
    users are.

    .PARAMETER Path
    The file. It is JSON, as "oms-gateway config import" reads it.

    .PARAMETER Force
    Replaces the file if it exists, without confirmation.

    .EXAMPLE
    Export-OMSGatewaySettings -Path gateway.json

    Saves the settings. On another gateway, Import-OMSGatewaySettings -Path gateway.json applies them.

    .OUTPUTS
    System.IO.FileInfo

    .LINK
    Import-OMSGatewaySettings
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseSingularNouns', '',
        Justification = 'The settings are saved as a whole.')]
    [CmdletBinding(SupportsShouldProcess,
        HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType([System.IO.FileInfo])]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline)]
        [Alias('FullName', 'PSPath', 'LiteralPath')]
        [ValidateNotNullOrEmpty()]
        [psobject] $Path,

        [switch] $Force
    )

    process {
        $ConfirmPreference = Get-ConfirmPreference -Cmdlet $PSCmdlet -Force:$Force
        $given = Get-PathText -Cmdlet $PSCmdlet -InputObject $Path -Property 'Path'
        $target = Resolve-NewFile -Cmdlet $PSCmdlet -Path $given
        Assert-Replaceable -Cmdlet $PSCmdlet -Path $target -Force:$Force
        $settings = [ordered]@{}
        foreach ($one in Get-GatewaySetting -Cmdlet $PSCmdlet) {
            $isSecret = [bool] $one.PSObject.Properties['isSet']
            if (-not $isSecret -or $one.PSObject.Properties['users']) {
                $settings[$one.name] = $null
                if (-not $one.isDefault) {
                    $settings[$one.name] = @(if ($isSecret) { ConvertTo-RelayUser -Setting $one } else { $one.value })
                }
            }
        }
        if (-not (Confirm-Change -Cmdlet $PSCmdlet -Target $target -Action $Messages.ActionSave)) {
            return
        }
        Write-WholeFile -Cmdlet $PSCmdlet -Path $target -Content { (ConvertTo-SettingsJson -Value $settings) + "`n" }
    }
}
