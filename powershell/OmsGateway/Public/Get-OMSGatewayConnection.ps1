function Get-OMSGatewayConnection {
    <#
    .SYNOPSIS
    Gets the connections that are open in the running gateway.

    .DESCRIPTION
    Gets the open connections of clients with their hosts, times, bytes and TLS sessions, the oldest first. The cmdlet
    asks the running service, which needs administrator rights.

    .PARAMETER Client
    The addresses of the clients to get; wildcards are permitted. The default is all clients. A client without a
    connection is no error, because nobody can tell an address that is wrong from a client that is quiet.

    .PARAMETER HostName
    The hosts to get; wildcards are permitted. The default is all hosts, and connections that have none yet. A host
    without a connection is no error. The alias is Host.

    .EXAMPLE
    Get-OMSGatewayConnection

    Shows all connections.

    .EXAMPLE
    Get-OMSGatewayConnection -Client 10.0.0.* | Format-List

    Shows everything that is known of the connections of some clients.

    .EXAMPLE
    Get-OMSGatewayConnection | Where-Object { $_.Idle.TotalMinutes -gt 5 }

    Shows the connections without traffic for more than five minutes.

    .OUTPUTS
    OMSGateway.Connection: Tunnel (a number that events have, too), State (request, dialling, handshake, open, or
    draining if the connection ends once what is under way has arrived), Client, ClientPort, Host, Server, RelayProxy,
    Since, Duration, Idle, BytesFromClient, BytesToClient, TlsVersion, Verified.

    .LINK
    Get-OMSGatewayTunnel
    #>
    [CmdletBinding(HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType('OMSGateway.Connection')]
    param(
        [Parameter(Position = 0)]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]] $Client = '*',

        [Parameter(Position = 1)]
        [Alias('Host')]
        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]] $HostName = '*'
    )

    Invoke-GatewayCommand -Cmdlet $PSCmdlet -Arguments 'connections' |
        Select-Tunnel -Client $Client -HostName $HostName |
        ForEach-Object { ConvertTo-Connection -Record $_ -Type 'OMSGateway.Connection' }
}
