function Get-OMSGatewayRelayProxy {
    <#
    .SYNOPSIS
    Gets the relay (upstream) proxy of the gateway.

    .DESCRIPTION
    Gets the proxy through which the gateway connects to servers, and the user name for it. The password is never shown.
    Address is empty if the gateway connects directly.

    .EXAMPLE
    Get-OMSGatewayRelayProxy

    Shows the relay proxy.

    .OUTPUTS
    OMSGateway.RelayProxy: Address, Username, HasPassword.

    .LINK
    Set-OMSGatewayRelayProxy
    #>
    [CmdletBinding(HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType('OMSGateway.RelayProxy')]
    param()

    ConvertTo-RelayProxyObject -Settings (Get-ByName -Settings (Get-GatewaySetting -Cmdlet $PSCmdlet))
}
