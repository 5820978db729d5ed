function Get-OMSGatewayRelayProxy {
    <#
    .SYNOPSIS
    Gets the relay (upstream) proxies of the gateway.

    .DESCRIPTION
    Gets the proxies through which the gateway connects to servers, in the order in which it uses them, and the user
    name for each. The password is never shown. If the gateway connects directly, the only object has no address.

    .EXAMPLE
    Get-OMSGatewayRelayProxy

    Shows the relay proxies.

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
