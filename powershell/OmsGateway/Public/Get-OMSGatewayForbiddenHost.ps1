function Get-OMSGatewayForbiddenHost {
    <#
    .SYNOPSIS
    Gets the hosts that clients have lately asked for in vain.

    .DESCRIPTION
    Gets the hosts that the gateway has refused, on port 443, because they are not allowed, the most wanted first: how
    often, by which clients, and when for the last time. It reads event 105 in the event log "OMS Gateway Log" or, with
    LogPath, the gateway's log files.

    The output goes into Add-OMSGatewayAllowedHost. Look at it first: a client may have asked for anything.

    .PARAMETER Since
    The time from which on events count; the last 24 hours if not given.

    .PARAMETER LogPath
    Log files to read in place of the event log; wildcards are permitted.

    .EXAMPLE
    Get-OMSGatewayForbiddenHost

    Shows what was refused in the last 24 hours.

    .EXAMPLE
    $refused = Get-OMSGatewayForbiddenHost -Since (Get-Date).AddDays(-7)
    $refused | Where-Object { $_.Host -like '*.azure-automation.net' } | Add-OMSGatewayAllowedHost

    Allows those of the hosts refused within a week that belong to Azure Automation.

    .EXAMPLE
    Get-OMSGatewayForbiddenHost | Out-GridView -PassThru | Add-OMSGatewayAllowedHost

    Lets you pick the hosts to allow in a window.

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
