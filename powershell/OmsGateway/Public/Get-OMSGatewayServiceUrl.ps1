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
        [ValidateNotNullOrEmpty()]
        [string[]] $Location = '*',

        [Parameter(Position = 1)]
        [ValidateSet('JobRuntimeData', 'Agent')]
        [string[]] $Service = @('JobRuntimeData', 'Agent')
    )

    process {
        foreach ($pattern in $Location) {
            $region = $pattern.Replace(' ', '')
            $found = @($ServiceUrls.Locations | Where-Object {
                $_.Name -like $pattern -or $_.Region -like $pattern -or $_.Region -eq $region
            })
            if ($found.Count -eq 0) {
                $message = $Messages.UnknownLocation -f $pattern, ($ServiceUrls.Locations.Name -join ', ')
                $PSCmdlet.ThrowTerminatingError((New-GatewayError -Id 'UnknownLocation' -Category 'ObjectNotFound' `
                    -Message $message -Target $pattern))
            }
            foreach ($place in $found) {
                foreach ($kind in $Service) {
                    [pscustomobject]@{
                        PSTypeName = 'OMSGateway.ServiceUrl'
                        Location = $place.Name
                        Service = $kind
                        Host = $ServiceUrls.Services[$kind] -f $place.Code
                    }
                }
            }
        }
    }
}
