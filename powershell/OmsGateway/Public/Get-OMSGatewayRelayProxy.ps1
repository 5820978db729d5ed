function Get-OMSGatewayRelayProxy {
    <#
    .SYNOPSIS
    Gets the relay (upstream) proxy of the gateway.

    .DESCRIPTION
    Gets the proxy that the gateway's own connections go through, and the user name it signs in with. The password is
    never shown. Address is empty when the gateway connects directly.

    .EXAMPLE
    Get-OMSGatewayRelayProxy

    Shows the relay proxy.

    .OUTPUTS
    OMSGateway.RelayProxy: Address, Username, HasPassword.

    .LINK
    Set-OMSGatewayRelayProxy
    #>
    [CmdletBinding()]
    [OutputType('OMSGateway.RelayProxy')]
    param()

    try {
        $settings = @{}
        Get-GatewaySetting | ForEach-Object { $settings[$_.name] = $_ }
        [pscustomobject]@{
            PSTypeName = 'OMSGateway.RelayProxy'
            Address = $settings['RelayProxyAddress'].value
            Username = $settings['RelayProxyUsername'].value
            HasPassword = [bool] $settings['RelayProxyPassword'].isSet
        }
    } catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
