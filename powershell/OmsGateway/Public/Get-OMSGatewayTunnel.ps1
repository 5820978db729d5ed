function Get-OMSGatewayTunnel {
    <#
    .SYNOPSIS
    Gets the tunnels that have ended.

    .DESCRIPTION
    Gets the tunnels that have ended with their clients, hosts, times, bytes and TLS sessions, the earliest first. The
    cmdlet reads the files tunnels.jsonl in the log folder of the gateway, which are written as long as the setting
    TunnelLog is true, and keep the last 60 MB. A warning tells how many tunnels are missing because the disk was full
    or too slow.

    .PARAMETER Since
    The earliest time at which a tunnel has ended. The default is 24 hours ago.

    .PARAMETER Client
    The addresses of the clients to get; wildcards are permitted. The default is all clients. A client without a tunnel
    is no error, because nobody can tell an address that is wrong from a client that was quiet.

    .PARAMETER HostName
    The hosts to get; wildcards are permitted. The default is all hosts. A host without a tunnel is no error. The alias
    is Host.

    .PARAMETER LogPath
    The log folder to read. The default is that of the running gateway or, on Windows, of the service.

    .EXAMPLE
    Get-OMSGatewayTunnel

    Shows the tunnels that have ended in the last 24 hours.

    .EXAMPLE
    Get-OMSGatewayTunnel -Since (Get-Date).AddHours(-1) -Host *.ods.opinsights.azure.com

    Shows the tunnels of the last hour to some hosts.

    .EXAMPLE
    Get-OMSGatewayTunnel | Group-Object -Property Client | Sort-Object -Property Count -Descending

    Shows how many tunnels each client had, with the busiest client first.

    .OUTPUTS
    OMSGateway.Tunnel: Tunnel (a number that events have, too), Ended, End (the reason), Client, ClientPort, Host,
    Server, RelayProxy, Since, Duration, BytesFromClient, BytesToClient, TlsVersion, Verified.

    .LINK
    Get-OMSGatewayConnection
    #>
    [CmdletBinding(HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType('OMSGateway.Tunnel')]
    param(
        [Parameter(Position = 0)]
        [datetime] $Since = (Get-Date).AddDays(-1),

        [Parameter(Position = 1)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]] $Client = '*',

        [Parameter(Position = 2)]
        [Alias('Host')]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]] $HostName = '*',

        [Parameter(ValueFromPipeline)]
        [Alias('LiteralPath', 'PSPath', 'FullName', 'Path')]
        [psobject] $LogPath
    )

    process {
        $time = $Since.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [cultureinfo]::InvariantCulture)
        $arguments = @('tunnels', '--since', $time) + (Get-LogFolderArgument -Cmdlet $PSCmdlet -LogPath $LogPath)
        Invoke-GatewayList -Cmdlet $PSCmdlet -Arguments $arguments |
            Select-Tunnel -Client $Client -HostName $HostName |
            ForEach-Object { ConvertTo-Connection -Record $_ -Type 'OMSGateway.Tunnel' }
    }
}
