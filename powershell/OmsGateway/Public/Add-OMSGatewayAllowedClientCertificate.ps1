function Add-OMSGatewayAllowedClientCertificate {
    <#
    .SYNOPSIS
    Allows further client certificates.

    .DESCRIPTION
    Adds subjects to the list AllowedClientCertificates: all of them or, if one of them is wrong, none. A subject
    that is there already is named in a warning. The service takes the change up within two seconds, without a restart.

    .PARAMETER Subject
    The subjects: a whole distinguished name, or a common name alone.

    .PARAMETER PassThru
    Answers the whole list as it is after the change.

    .PARAMETER Force
    Does not ask for confirmation, whatever $ConfirmPreference says.

    .EXAMPLE
    Add-OMSGatewayAllowedClientCertificate -Subject mycert

    Allows certificates with the common name mycert.

    .EXAMPLE
    Add-OMSGatewayAllowedClientCertificate -Subject 'CN=agent1, OU=Servers, O=Contoso'

    Allows certificates with exactly this subject.

    .EXAMPLE
    Get-ChildItem -Path Cert:\LocalMachine\My | Add-OMSGatewayAllowedClientCertificate

    Allows the certificates of a store.

    .INPUTS
    System.String, or objects with a property Subject.

    .OUTPUTS
    None or, with PassThru, System.String.

    .LINK
    Get-OMSGatewayAllowedClientCertificate
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([string])]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [ValidateNotNullOrEmpty()]
        [string[]] $Subject,

        [switch] $PassThru,

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
            Edit-GatewayList -Cmdlet $PSCmdlet -Action 'add' -Name 'AllowedClientCertificates' `
                -Elements $elements -Force:$Force -PassThru:$PassThru
        } catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
