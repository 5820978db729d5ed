function Add-OMSGatewayAllowedClientCertificate {
    <#
    .SYNOPSIS
    Allows additional client certificates.

    .DESCRIPTION
    Adds subjects to the list AllowedClientCertificates. If one of them is wrong, none is added. A warning names the
    subjects that are already in the list. The service applies the change within two seconds, without a restart.

    .PARAMETER Subject
    The subjects. A subject is a whole distinguished name as Windows or OpenSSL shows it, or a common name
    alone.

    .PARAMETER PassThru
    Returns the whole list after the change.

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
    System.String, or objects with a property Subject, such as certificates. Blank lines are left out; any other object
    is an error.

    .OUTPUTS
    None or, with PassThru, System.String.

    .LINK
    Get-OMSGatewayAllowedClientCertificate
    #>
    [CmdletBinding(SupportsShouldProcess,
        HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType([string])]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [psobject[]] $Subject,

        [switch] $PassThru,

        [switch] $Force
    )

    begin {
        $given = [System.Collections.Generic.List[object]]::new()
    }
    process {
        $given.AddRange(@($Subject))
    }
    end {
        Edit-GatewayList -Cmdlet $PSCmdlet -Action 'add' -Name 'AllowedClientCertificates' -Given $given `
            -Force:$Force -PassThru:$PassThru
    }
}
