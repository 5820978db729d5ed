function Get-OMSGatewayServiceUrl {
    <#
    .SYNOPSIS
    Gets the hosts that Microsoft's agents and services need.

    .DESCRIPTION
    Gets the hosts that the public pages of Microsoft list for a service. You can pipe the output to
    Add-OMSGatewayAllowedHost. Warnings name the hosts that the gateway cannot carry, because they use plain HTTP on
    port 80 or no proxy, and the patterns that would allow the hosts of all customers.

    JobRuntimeData and Agent are services of Azure Automation, in the location of the Automation account. Workers that
    were registered automatically, for Update Management, need JobRuntimeData. Workers that were registered with the
    registration cmdlet also need Agent.

    Hosts with a private endpoint are reached directly, without the gateway.

    .PARAMETER Location
    The locations, such as "West Europe" or westeurope. Wildcards are permitted for JobRuntimeData and Agent, and the
    default is all their locations. AzureMonitorAgent and ArcGateway need the location of the computers.

    .PARAMETER Service
    JobRuntimeData, Agent, AzureMonitorAgent, AzureArc, ArcGateway, DefenderForEndpoint or UpdateManager, or several of
    them. The default is JobRuntimeData and Agent.

    .PARAMETER WorkspaceId
    The Log Analytics workspaces; AzureMonitorAgent needs them.

    .PARAMETER Cloud
    Public, USGovernment or China. The default is Public.

    .EXAMPLE
    Get-OMSGatewayServiceUrl

    Shows all locations and hosts of Azure Automation.

    .EXAMPLE
    Get-OMSGatewayServiceUrl -Location 'West Europe' -Service JobRuntimeData | Add-OMSGatewayAllowedHost

    Allows the hosts that automatically registered workers need.

    .EXAMPLE
    Get-OMSGatewayServiceUrl -Location 'North Central US' | Add-OMSGatewayAllowedHost

    Allows the hosts that workers registered with the registration cmdlet need.

    .EXAMPLE
    Get-OMSGatewayServiceUrl -Service AzureArc, UpdateManager | Add-OMSGatewayAllowedHost

    Allows the hosts that computers connected by Azure Arc need, and those of their updates.

    .EXAMPLE
    $workspace = '00000000-1111-2222-3333-444444444444'
    Get-OMSGatewayServiceUrl westeurope AzureMonitorAgent -WorkspaceId $workspace | Add-OMSGatewayAllowedHost

    Allows the hosts of Azure Monitor Agents in West Europe that send to a workspace.

    .OUTPUTS
    OMSGateway.ServiceUrl: Location, Service, Host.

    .LINK
    Add-OMSGatewayAllowedHost
    #>
    [CmdletBinding(HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType('OMSGateway.ServiceUrl')]
    param(
        [Parameter(Position = 0, ValueFromPipeline)]
        [SupportsWildcards()]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [psobject[]] $Location = '*',

        [Parameter(Position = 1)]
        [ValidateSet('JobRuntimeData', 'Agent', 'AzureMonitorAgent', 'AzureArc', 'ArcGateway', 'DefenderForEndpoint',
            'UpdateManager')]
        [string[]] $Service = @('JobRuntimeData', 'Agent'),

        [guid[]] $WorkspaceId,

        [ValidateSet('Public', 'USGovernment', 'China')]
        [string] $Cloud = 'Public'
    )

    begin {
        $given = [System.Collections.Generic.List[string]]::new()
    }
    process {
        foreach ($one in ConvertTo-Element -Cmdlet $PSCmdlet -InputObject @($Location) -Property 'Location') {
            $given.Add($one)
        }
    }
    end {
        if ($given.Count -eq 0) {
            return
        }
        $common = @{ Cmdlet = $PSCmdlet; Location = $given.ToArray(); Cloud = $Cloud }
        $automation = @($Service | Where-Object { $_ -in $AutomationServices })
        $others = @($Service | Where-Object { $_ -notin $AutomationServices })
        $found = @(
            if ($automation) {
                Get-AutomationHost @common -Service $automation
            }
            if ($others) {
                Get-RegionalHost @common -Service $others -WorkspaceId $WorkspaceId
            }
        )
        foreach ($one in $found) {
            New-OutputObject -Type 'OMSGateway.ServiceUrl' -Property ([ordered]@{
                Location = $one.location
                Service = $one.service
                Host = $one.host
            })
        }
    }
}
