function Remove-OMSGatewayAllowedHost {
    <#
    .SYNOPSIS
    No longer lets clients reach hosts.

    .DESCRIPTION
    Removes hosts from the list AllowedHosts, all in one step. A warning names the hosts that are not in the list. The
    hosts of this machine's own agent stay allowed. The service applies the change within two seconds, without a
    restart. Open connections stay open.

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
