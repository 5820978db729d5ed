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
        if ($Force -and -not $PSBoundParameters.ContainsKey('Confirm')) {
            $ConfirmPreference = 'None'
        }
        $elements = [System.Collections.Generic.List[string]]::new()
    }
    process {
        foreach ($element in $HostName) {
            if ($PSCmdlet.ShouldProcess($element, ($Messages.ActionRemove -f 'AllowedHosts'))) {
                $elements.Add($element)
            }
        }
    }
    end {
        try {
            Edit-GatewayList -Action 'remove' -Name 'AllowedHosts' -Elements $elements
        } catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
