function Get-OMSGatewayForbiddenHost {
    <#
    .SYNOPSIS
    Gets the hosts that the gateway has recently refused.

    .DESCRIPTION
    Gets the hosts that clients have requested on port 443 and that the gateway has refused because they are not
    allowed. The output has the number of requests, the clients and the time of the last request, with the most
    requested host first. The cmdlet reads event 105 in the event log "OMS Gateway Log" or, with LogPath, the gateway's
    log files.

    You can pipe the output to Add-OMSGatewayAllowedHost. Check the hosts first, because clients may request any host.

    .PARAMETER Since
    The time of the earliest events to read. The default is 24 hours ago.

    .PARAMETER LogPath
    Log files to read instead of the event log; wildcards are permitted.

    .EXAMPLE
    Get-OMSGatewayForbiddenHost

    Shows the hosts that were refused in the last 24 hours.

    .EXAMPLE
    $refused = Get-OMSGatewayForbiddenHost -Since (Get-Date).AddDays(-7)
    $refused | Where-Object { $_.Host -like '*.azure-automation.net' } | Add-OMSGatewayAllowedHost

    Allows the hosts of Azure Automation that were refused within a week.

    .EXAMPLE
    Get-OMSGatewayForbiddenHost | Out-GridView -PassThru | Add-OMSGatewayAllowedHost

    Lets you select the hosts to allow in a window.

    .OUTPUTS
    OMSGateway.ForbiddenHost: Host, Requests, Clients, LastTime.

    .LINK
    Add-OMSGatewayAllowedHost
    #>
    [CmdletBinding()]
    [OutputType('OMSGateway.ForbiddenHost')]
    param(
        [Parameter(Position = 0)]
        [datetime] $Since = (Get-Date).AddDays(-1),

        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]] $LogPath
    )

    try {
        if ($LogPath) {
            $refusals = @(Get-RefusalFromFile -Since $Since -Path $LogPath)
        } elseif (Test-OnWindows) {
            $refusals = @(Get-RefusalFromEventLog -Since $Since)
        } else {
            throw (New-GatewayError -Id 'LogPathNeeded' -Category 'InvalidArgument' -Message $Messages.LogPathNeeded)
        }
        $refusals | Group-Object -Property Host | ForEach-Object {
            [pscustomobject]@{
                PSTypeName = 'OMSGateway.ForbiddenHost'
                Host = $_.Name
                Requests = [int] ($_.Group | Measure-Object -Property Requests -Sum).Sum
                Clients = @($_.Group | ForEach-Object { $_.Client } | Sort-Object -Unique)
                LastTime = ($_.Group | Sort-Object -Property Time | Select-Object -Last 1).Time
            }
        } | Sort-Object -Property @{ Expression = 'Requests'; Descending = $true }, 'Host'
    } catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
