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
    [CmdletBinding(HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType([string])]
    param(
        [Parameter(Position = 0, ValueFromPipeline)]
        [SupportsWildcards()]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [psobject[]] $Subject = '*'
    )

    begin {
        $given = [System.Collections.Generic.List[object]]::new()
    }
    process {
        $given.AddRange(@($Subject))
    }
    end {
        $wanted = Get-SettingText -Cmdlet $PSCmdlet -Name 'AllowedClientCertificates' -Value $given `
            -AllowNone:$MyInvocation.ExpectingInput
        Get-GatewayList -Cmdlet $PSCmdlet -Name 'AllowedClientCertificates' -Wanted $wanted
    }
}
