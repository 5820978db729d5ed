function Get-OMSGatewayAllowedHost {
    <#
    .SYNOPSIS
    Gets the hosts that the administrator has allowed.

    .DESCRIPTION
    Gets the elements of the list AllowedHosts. Hosts that the gateway has learned from this machine's own agent are not
    among them.

    .PARAMETER HostName
    The hosts to get; wildcards are permitted. Without it, all of them.

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
