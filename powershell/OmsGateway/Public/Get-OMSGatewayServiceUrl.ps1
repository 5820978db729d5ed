function Get-OMSGatewayServiceUrl {
    <#
    .SYNOPSIS
    Gets the hosts that Azure Automation Hybrid Runbook Workers need.

    .DESCRIPTION
    Gets the hosts of the Azure Automation services in one or several locations. The location is that of the Automation
    account. Workers that were registered automatically, for Update Management, need JobRuntimeData. Workers that were
    registered with the registration cmdlet also need Agent. You can pipe the output to Add-OMSGatewayAllowedHost.

    .PARAMETER Location
    The locations, such as "West Europe" or westeurope; wildcards are permitted. The default is all locations.

    .PARAMETER Service
    JobRuntimeData, Agent, or both. The default is both.

    .EXAMPLE
    Get-OMSGatewayServiceUrl

    Shows all locations and hosts.

    .EXAMPLE
    Get-OMSGatewayServiceUrl -Location 'West Europe' -Service JobRuntimeData | Add-OMSGatewayAllowedHost

    Allows the hosts that automatically registered workers need.

    .EXAMPLE
    Get-OMSGatewayServiceUrl -Location 'North Central US' | Add-OMSGatewayAllowedHost

    Allows the hosts that workers registered with the registration cmdlet need.

    .OUTPUTS
    OMSGateway.ServiceUrl: Location, Service, Host.

    .LINK
    Add-OMSGatewayAllowedHost
    #>
    [CmdletBinding()]
    [OutputType('OMSGateway.ServiceUrl')]
    param(
        [Parameter(Position = 0, ValueFromPipeline)]
        [SupportsWildcards()]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [psobject[]] $Location = '*',

        [Parameter(Position = 1)]
        [ValidateSet('JobRuntimeData', 'Agent')]
        [string[]] $Service = @('JobRuntimeData', 'Agent')
    )

    process {
        foreach ($one in ConvertTo-Element -Cmdlet $PSCmdlet -InputObject @($Location) -Property 'Location') {
            $region = $one.Replace(' ', '')
            $pattern = Get-Pattern -Text $one
            $found = @($ServiceUrls.Locations | Where-Object {
                $pattern.IsMatch($_.Name) -or $pattern.IsMatch($_.Region) -or $_.Region -eq $region
            })
            if ($found.Count -eq 0 -and -not [WildcardPattern]::ContainsWildcardCharacters($one)) {
                $PSCmdlet.WriteError((New-GatewayError -Id 'UnknownLocation' -Category 'ObjectNotFound' -Target $one `
                    -Message ($Messages.UnknownLocation -f $one, ($ServiceUrls.Locations.Name -join ', '))))
            }
            foreach ($place in $found) {
                foreach ($kind in $Service) {
                    New-OutputObject -Type 'OMSGateway.ServiceUrl' -Property ([ordered]@{
                        Location = $place.Name
                        Service = $kind
                        Host = $ServiceUrls.Services[$kind] -f $place.Code
                    })
                }
            }
        }
    }
}
