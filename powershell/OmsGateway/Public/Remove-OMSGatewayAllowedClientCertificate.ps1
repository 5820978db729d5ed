function Remove-OMSGatewayAllowedClientCertificate {
    <#
    .SYNOPSIS
    No longer allows client certificates.

    .DESCRIPTION
    Removes subjects from the list AllowedClientCertificates, all in one step. A warning names the subjects that are not
    in the list. The service applies the change within two seconds, without a restart. Open connections stay open.

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
    System.String, or objects with a property Subject.

    .OUTPUTS
    None.

    .LINK
    Get-OMSGatewayAllowedClientCertificate
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [ValidateNotNullOrEmpty()]
        [string[]] $Subject,

        [switch] $Force
    )

    begin {
        $elements = [System.Collections.Generic.List[string]]::new()
    }
    process {
        $elements.AddRange($Subject)
    }
    end {
        try {
            Edit-GatewayList -Cmdlet $PSCmdlet -Action 'remove' -Name 'AllowedClientCertificates' `
                -Elements $elements -Force:$Force
        } catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
