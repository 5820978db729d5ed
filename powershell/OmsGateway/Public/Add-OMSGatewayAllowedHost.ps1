function Add-OMSGatewayAllowedHost {
    <#
    .SYNOPSIS
    Lets clients reach additional hosts.

    .DESCRIPTION
    Adds hosts to the list AllowedHosts. If one of them is wrong, none is added. A warning names the hosts that are
    already in the list. The service applies the change within two seconds, without a restart.

    .PARAMETER HostName
    The hosts; the alias is Host. A host is a name, an IP address, *.domain for all names below a domain, or a name with
    one star in its first label, such as azgn*.servicebus.windows.net, without scheme and port. The port is always 443.

    .PARAMETER PassThru
    Returns the whole list after the change.

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

    Allows the hosts that Hybrid Runbook Workers of an Automation account in West Europe need, and describes the change.

    .EXAMPLE
    Get-Content -Path hosts.txt | Add-OMSGatewayAllowedHost -Confirm:$false -Force

    Allows the hosts in a file with one host on each line, without confirmation.

    .INPUTS
    System.String, System.Uri, System.Net.IPAddress, or objects with a property Host, HostName, ComputerName,
    DnsHostName or Server. Blank lines are left out; any other object is an error.

    .OUTPUTS
    None or, with PassThru, System.String.

    .LINK
    Get-OMSGatewayAllowedHost
    #>
    [CmdletBinding(SupportsShouldProcess,
        HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType([string])]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline)]
        [Alias('Host')]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [psobject[]] $HostName,

        [switch] $PassThru,

        [switch] $Force
    )

    begin {
        $given = [System.Collections.Generic.List[object]]::new()
    }
    process {
        $given.AddRange(@($HostName))
    }
    end {
        Edit-GatewayList -Cmdlet $PSCmdlet -Action 'add' -Name 'AllowedHosts' -Given $given `
            -Force:$Force -PassThru:$PassThru
    }
}
