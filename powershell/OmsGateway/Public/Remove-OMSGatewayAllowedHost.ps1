function Remove-OMSGatewayAllowedHost {
    <#
    .SYNOPSIS
    Lets clients no longer reach hosts.

    .DESCRIPTION
    Removes hosts from the list AllowedHosts, all in one step. A host that is not there is named in a warning. Hosts
    that the gateway has learned from this machine's own agent stay allowed. The service takes the change up within two
    seconds, without a restart; connections that are open stay so.

    .PARAMETER HostName
    The hosts, as Get-OMSGatewayAllowedHost shows them.

    .PARAMETER Force
    Does not ask for confirmation, whatever $ConfirmPreference says.

    .EXAMPLE
    Remove-OMSGatewayAllowedHost -Host www.test.com

    Removes one host.

    .EXAMPLE
    Get-OMSGatewayAllowedHost -Host '*.azure-automation.net' | Remove-OMSGatewayAllowedHost -WhatIf

    Shows which hosts would be removed.

    .INPUTS
    System.String, or objects with a property Host.

    .OUTPUTS
    None.

    .LINK
    Get-OMSGatewayAllowedHost
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [Alias('Host')]
        [ValidateNotNullOrEmpty()]
        [string[]] $HostName,

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
            Edit-GatewayList -Cmdlet $PSCmdlet -Action 'remove' -Name 'AllowedHosts' `
                -Elements $elements -Force:$Force
        } catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
