function Add-OMSGatewayAllowedHost {
    <#
    .SYNOPSIS
    Lets clients reach further hosts.

    .DESCRIPTION
    Adds hosts to the list AllowedHosts: all of them or, if one of them is wrong, none. A host that is there already is
    named in a warning. The service takes the change up within two seconds, without a restart.

    .PARAMETER HostName
    The hosts: a name, an IP address, or *.domain for all names below a domain. Without scheme and port; the port is
    always 443.

    .PARAMETER PassThru
    Answers the whole list as it is after the change.

    .PARAMETER Force
    Does not ask for confirmation, whatever $ConfirmPreference says.

    .EXAMPLE
    Add-OMSGatewayAllowedHost -Host www.test.com

    Allows one host.

    .EXAMPLE
    Add-OMSGatewayAllowedHost '*.blob.core.windows.net'

    Allows all hosts below a domain.

    .EXAMPLE
    Get-OMSGatewayServiceUrl -Location 'West Europe' | Add-OMSGatewayAllowedHost -Verbose

    Allows what Hybrid Runbook Workers of an Automation account in West Europe need, and says what was changed.

    .EXAMPLE
    Get-Content -Path hosts.txt | Add-OMSGatewayAllowedHost -Confirm:$false -Force

    Allows the hosts in a file, one a line, without a question.

    .INPUTS
    System.String, or objects with a property Host.

    .OUTPUTS
    None or, with PassThru, System.String.

    .LINK
    Get-OMSGatewayAllowedHost
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([string])]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [Alias('Host')]
        [ValidateNotNullOrEmpty()]
        [string[]] $HostName,

        [switch] $PassThru,

        [switch] $Force
    )

    begin {
        $elements = [System.Collections.Generic.List[string]]::new()
    }
    process {
        $elements.AddRange($HostName)
    }
    end {
        try {
            Edit-GatewayList -Cmdlet $PSCmdlet -Action 'add' -Name 'AllowedHosts' `
                -Elements $elements -Force:$Force -PassThru:$PassThru
        } catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
