function Get-OMSGatewayAllowedClientCertificate {
    <#
    .SYNOPSIS
    Gets the subjects of client certificates that the administrator has allowed.

    .DESCRIPTION
    Gets the elements of the list AllowedClientCertificates. The gateway also allows certificates of the workspaces of
    this machine's own agent, which are not in the list.

    .PARAMETER Subject
    The subjects to get; wildcards are permitted. The default is all subjects.

    .EXAMPLE
    Get-OMSGatewayAllowedClientCertificate

    Shows the list.

    .EXAMPLE
    Get-OMSGatewayAllowedClientCertificate -Subject 'CN=*'

    Shows some of the elements.

    .OUTPUTS
    System.String

    .LINK
    Add-OMSGatewayAllowedClientCertificate

    .LINK
    Remove-OMSGatewayAllowedClientCertificate
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Position = 0)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]] $Subject = '*'
    )

    try {
        Get-GatewayList -Name 'AllowedClientCertificates' -Pattern $Subject
    } catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
