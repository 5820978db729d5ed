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
    Log files to read instead of the event log, or a log folder, of which the files gateway.log* are read. Wildcards are
    permitted, and a name with brackets means the file of this name, if there is one. Files may come from the pipeline.

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
    [CmdletBinding(HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType('OMSGateway.ForbiddenHost')]
    param(
        [Parameter(Position = 0)]
        [datetime] $Since = (Get-Date).AddDays(-1),

        [Parameter(ValueFromPipeline)]
        [Alias('LiteralPath', 'PSPath', 'FullName', 'Path')]
        [SupportsWildcards()]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [psobject[]] $LogPath
    )

    begin {
        $hosts = [System.Collections.Hashtable]::new([StringComparer]::OrdinalIgnoreCase)
        $isFile = $MyInvocation.ExpectingInput -or $PSBoundParameters.ContainsKey('LogPath')
        $seen = [System.Collections.Generic.HashSet[string]]::new()
    }
    process {
        if ($isFile) {
            foreach ($one in @($LogPath)) {
                $path = Get-PathText -Cmdlet $PSCmdlet -InputObject $one -Property 'LogPath'
                $files = Resolve-ExistingFile -Cmdlet $PSCmdlet -Path $path -InFolder 'gateway.log*'
                foreach ($file in $files | Where-Object { $seen.Add($_) }) {
                    Add-RefusalOfFile -Cmdlet $PSCmdlet -Hosts $hosts -Since $Since -Path $file
                }
            }
        }
    }
    end {
        if (-not $isFile) {
            if (-not (Test-OnWindows)) {
                Stop-Cmdlet -Cmdlet $PSCmdlet -Id 'LogPathNeeded' -Category 'InvalidArgument' `
                    -Message $Messages.LogPathNeeded
            }
            Add-RefusalOfEventLog -Cmdlet $PSCmdlet -Hosts $hosts -Since $Since
        }
        $byRequests = @{ Expression = { -$_.Requests } }, @{ Expression = { $_.Host } }
        $hosts.Values | Sort-Object -Culture 'en-US' -Property $byRequests | ForEach-Object {
            New-OutputObject -Type 'OMSGateway.ForbiddenHost' -Property ([ordered]@{
                Host = $_.Host
                Requests = $_.Requests
                Clients = @($_.Clients)
                LastTime = $_.LastTime
            })
        }
    }
}
