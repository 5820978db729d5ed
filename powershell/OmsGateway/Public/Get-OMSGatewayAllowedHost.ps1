function Get-OMSGatewayAllowedHost {
    <#
    .SYNOPSIS
    Gets the hosts that the administrator has allowed.

    .DESCRIPTION
    Gets the elements of the list AllowedHosts. The gateway also allows the hosts of this machine's own agent, which are
    not in the list; with Effective, the output has them, too.

    .PARAMETER HostName
    The hosts to get; wildcards are permitted. The default is all hosts. The alias is Host.

    .PARAMETER Effective
    Gets all hosts that clients may reach, with the source of each: Local, which is the list; Agent, an agent on this
    machine; Workspace, a workspace of such an agent.

    .EXAMPLE
    Get-OMSGatewayAllowedHost

    Shows the list.

    .EXAMPLE
    Get-OMSGatewayAllowedHost -Effective | Where-Object { $_.Source -ne 'Local' }

    Shows the hosts that are allowed because this machine's agents need them.

    .EXAMPLE
    Get-OMSGatewayAllowedHost -Host *.azure-automation.net

    Shows some of the elements.

    .OUTPUTS
    System.String or, with Effective, OMSGateway.EffectiveHost: Host, Source.

    .LINK
    Add-OMSGatewayAllowedHost

    .LINK
    Remove-OMSGatewayAllowedHost
    #>
    [CmdletBinding(HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType([string])]
    [OutputType('OMSGateway.EffectiveHost')]
    param(
        [Parameter(Position = 0, ValueFromPipeline)]
        [Alias('Host')]
        [SupportsWildcards()]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [psobject[]] $HostName = '*',

        [switch] $Effective
    )

    begin {
        $given = [System.Collections.Generic.List[object]]::new()
    }
    process {
        $given.AddRange(@($HostName))
    }
    end {
        $wanted = Get-SettingText -Cmdlet $PSCmdlet -Name 'AllowedHosts' -Value $given `
            -AllowNone:$MyInvocation.ExpectingInput
        if (-not $Effective) {
            Get-GatewayList -Cmdlet $PSCmdlet -Name 'AllowedHosts' -Wanted $wanted
            return
        }
        $patterns = @($wanted | Where-Object { $_ } | ForEach-Object { Get-Pattern -Text $_ })
        foreach ($one in Invoke-GatewayCommand -Cmdlet $PSCmdlet -Arguments 'hosts', '--effective') {
            if ($patterns | Where-Object { $_.IsMatch($one.host) }) {
                New-OutputObject -Type 'OMSGateway.EffectiveHost' -Property ([ordered]@{
                    Host = $one.host
                    Source = $one.source
                })
            }
        }
    }
}
