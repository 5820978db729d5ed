function Remove-OMSGatewayAllowedHost {
    <#
    .SYNOPSIS
    No longer lets clients reach hosts.

    .DESCRIPTION
    Removes hosts from the list AllowedHosts, all in one step and in any spelling. Warnings name the hosts that are not
    in the list, and elements that stay and still allow a part of what is removed, such as a wildcard. The hosts of this
    machine's own agent stay allowed. The service applies the change within two seconds, without a restart. Open
    connections stay open.

    .PARAMETER HostName
    The hosts, as Get-OMSGatewayAllowedHost shows them. The alias is Host.

    .PARAMETER Force
    Does not ask for confirmation, whatever $ConfirmPreference says.

    .EXAMPLE
    Remove-OMSGatewayAllowedHost -Host www.test.com

    Removes one host.

    .EXAMPLE
    Get-OMSGatewayAllowedHost -Host '*.azure-automation.net' | Remove-OMSGatewayAllowedHost -WhatIf

    Shows which hosts would be removed.

    .INPUTS
    System.String, System.Uri, System.Net.IPAddress, or objects with a property Host, HostName, ComputerName,
    DnsHostName or Server. Blank lines are left out; any other object is an error.

    .OUTPUTS
    None.

    .LINK
    Get-OMSGatewayAllowedHost
    #>
    [CmdletBinding(SupportsShouldProcess,
        HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline)]
        [Alias('Host')]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [psobject[]] $HostName,

        [switch] $Force
    )

    begin {
        $given = [System.Collections.Generic.List[object]]::new()
    }
    process {
        $given.AddRange(@($HostName))
    }
    end {
        Edit-GatewayList -Cmdlet $PSCmdlet -Action 'remove' -Name 'AllowedHosts' -Given $given `
            -Force:$Force
    }
}
