function Get-OMSGatewayAllowedHost {
    <#
    .SYNOPSIS
    Gets the hosts that the administrator has allowed.

    .DESCRIPTION
    Gets the elements of the list AllowedHosts. The gateway also allows the hosts of this machine's own agent, which are
    not in the list.

    .PARAMETER HostName
    The hosts to get; wildcards are permitted. The default is all hosts.

    .EXAMPLE
    Get-OMSGatewayAllowedHost

    Shows the list.

    .EXAMPLE
    Get-OMSGatewayAllowedHost -Host *.azure-automation.net

    Shows some of the elements.

    .OUTPUTS
    System.String

    .LINK
    Add-OMSGatewayAllowedHost

    .LINK
    Remove-OMSGatewayAllowedHost
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Position = 0)]
        [Alias('Host')]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]] $HostName = '*'
    )

    try {
        Get-GatewayList -Name 'AllowedHosts' -Pattern $HostName
    } catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
