function Export-OMSGatewayReport {
    <#
    .SYNOPSIS
    Writes an HTML page on the state of the gateway and its last days.

    .DESCRIPTION
    Writes one HTML file that needs nothing else: state and settings without passwords, the verdicts of Test-OMSGateway,
    connections, throughput, refusals and memory over time, the busiest clients and hosts, the most refused hosts with
    the command that would allow each, and the latest errors with advice. The page contains host names and client
    addresses: check it before you send it.

    .PARAMETER Path
    The file to write.

    .PARAMETER Days
    How many days to show, from 1 to 35. The default is 7.

    .PARAMETER LogPath
    The log folder to read. The default is that of the running gateway or, on Windows, of the service.

    .PARAMETER Force
    Replaces an existing file, and does not ask for confirmation.

    .EXAMPLE
    Export-OMSGatewayReport -Path report.html

    Writes a report on the last week and returns the file.

    .EXAMPLE
    Export-OMSGatewayReport -Path report.html -Days 35 -Force | Invoke-Item

    Writes a report on the last 35 days, and opens it in the browser.

    .OUTPUTS
    System.IO.FileInfo

    .LINK
    Test-OMSGateway

    .LINK
    Get-OMSGatewayTunnel
    #>
    [CmdletBinding(SupportsShouldProcess,
        HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType([System.IO.FileInfo])]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline)]
        [Alias('FullName', 'PSPath', 'LiteralPath')]
        [psobject] $Path,

        [Parameter(Position = 1)]
        [ValidateRange(1, 35)]
        [int] $Days = 7,

        [psobject] $LogPath,

        [switch] $Force
    )

    process {
        $ConfirmPreference = Get-ConfirmPreference -Cmdlet $PSCmdlet -Force:$Force
        $given = Get-PathText -Cmdlet $PSCmdlet -InputObject $Path -Property 'Path'
        $target = Resolve-NewFile -Cmdlet $PSCmdlet -Path $given
        $arguments = @('report', '--days', $Days) + (Get-LogFolderArgument -Cmdlet $PSCmdlet -LogPath $LogPath)
        Assert-Replaceable -Cmdlet $PSCmdlet -Path $target -Force:$Force
        if (-not (Confirm-Change -Cmdlet $PSCmdlet -Target $target -Action $Messages.ActionReport)) {
            return
        }
        Write-WholeFile -Cmdlet $PSCmdlet -Path $target -Content {
            param($Cmdlet)
            (Invoke-GatewayCommand -Cmdlet $Cmdlet -Arguments $arguments).html
        }
    }
}
