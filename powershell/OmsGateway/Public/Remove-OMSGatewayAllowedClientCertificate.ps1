function Remove-OMSGatewayAllowedClientCertificate {
    <#
    .SYNOPSIS
    No longer allows client certificates.

    .DESCRIPTION
    Removes subjects from the list AllowedClientCertificates, all in one step and in any spelling. Warnings name the
    subjects that are not in the list, and elements that stay and still allow a part of what is removed, such as the
    common name of a removed subject. The service applies the change within two seconds, without a restart. Open
    connections stay open.

    .PARAMETER Subject
    The subjects, as Get-OMSGatewayAllowedClientCertificate shows them.

    .PARAMETER Force
    Does not ask for confirmation, whatever $ConfirmPreference says.

    .EXAMPLE
    Remove-OMSGatewayAllowedClientCertificate -Subject mycert

    Removes one subject.

    .EXAMPLE
    Get-OMSGatewayAllowedClientCertificate | Remove-OMSGatewayAllowedClientCertificate -WhatIf

    Shows what would be removed.

    .INPUTS
    System.String, or objects with a property Subject, such as certificates. Blank lines are left out; any other object
    is an error.

    .OUTPUTS
    None.

    .LINK
    Get-OMSGatewayAllowedClientCertificate
    #>
    [CmdletBinding(SupportsShouldProcess,
        HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [psobject[]] $Subject,

        [switch] $Force
    )

    begin {
        $given = [System.Collections.Generic.List[object]]::new()
    }
    process {
        $given.AddRange(@($Subject))
    }
    end {
        Edit-GatewayList -Cmdlet $PSCmdlet -Action 'remove' -Name 'AllowedClientCertificates' -Given $given `
            -Force:$Force
    }
}
