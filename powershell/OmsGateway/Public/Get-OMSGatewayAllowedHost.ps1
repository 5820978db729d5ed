function Get-OMSGatewayAllowedHost {
    <#
    .SYNOPSIS
    Gets the hosts that the administrator has allowed.

    .DESCRIPTION
    Gets the elements of the list AllowedHosts. The gateway also allows the hosts of this machine's own agent, which are
    not in the list.

    .PARAMETER HostName
    The hosts to get; wildcards are permitted. The default is all hosts. The alias is Host.

    .EXAMPLE
    Get-OMSGatewayAllowedHost

    Shows the list.

    .EXAMPLE
    Get-OMSGatewayAllowedHost -Host *.azure-automation.net

    Shows some of the elements.

    .OUTPUTS
    System.String

    .LINK
    Add-OMSGatewayAllowedHost

    .LINK
    Remove-OMSGatewayAllowedHost
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Position = 0, ValueFromPipeline)]
        [Alias('Host')]
        [SupportsWildcards()]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [psobject[]] $HostName = '*'
    )

    begin {
        $given = [System.Collections.Generic.List[object]]::new()
    }
    process {
        if ($null -eq $HostName) {
            $given.Add($null)
        }
        foreach ($one in $HostName) {
            $given.Add($one)
        }
    }
    end {
        $wanted = Get-SettingText -Cmdlet $PSCmdlet -Name 'AllowedHosts' -Value $given `
            -AllowNone:$MyInvocation.ExpectingInput
        Get-GatewayList -Cmdlet $PSCmdlet -Name 'AllowedHosts' -Wanted $wanted
    }
}
