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
        $all = @(Invoke-GatewayCommand -Cmdlet $PSCmdlet -Arguments 'hosts', '--effective')
        $patterns = @(foreach ($one in $wanted) {
            $pattern = Get-Pattern -Text $one
            $pattern
            if (-not [WildcardPattern]::ContainsWildcardCharacters($one) -and
                -not ($all | Where-Object { $pattern.IsMatch($_.host) })) {
                Write-NotInList -Cmdlet $PSCmdlet -Name 'AllowedHosts' -Element $one
            }
        })
        foreach ($one in $all | Where-Object { Test-AnyMatch -Pattern $patterns -Text $_.host }) {
            New-OutputObject -Type 'OMSGateway.EffectiveHost' -Property ([ordered]@{
                Host = $one.host
                Source = $one.source
            })
        }
    }
}
