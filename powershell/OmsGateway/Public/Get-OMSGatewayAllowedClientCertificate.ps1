function Get-OMSGatewayAllowedClientCertificate {
    <#
    .SYNOPSIS
    Gets the subjects of client certificates that the administrator has allowed.

    .DESCRIPTION
    Gets the elements of the list AllowedClientCertificates. Certificates of this machine's own workspaces are allowed
    beside them.

    .PARAMETER Subject
    The subjects of client certificates to get; wildcards are permitted. Without it, all of them.

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
