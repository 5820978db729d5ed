function Select-Tunnel {
    # The records of the command line with one of the clients and one of the hosts. A record that tells of missing
    # tunnels becomes a warning.
    param(
        [Parameter(Mandatory)] [string[]] $Client,
        [Parameter(Mandatory)] [string[]] $HostName,
        [Parameter(ValueFromPipeline)] [object] $Record
    )

    begin {
        $clients = @($Client | ForEach-Object { Get-Pattern -Text $_ })
        $hosts = @($HostName | ForEach-Object { Get-Pattern -Text $_ })
    }
    process {
        if ($Record.PSObject.Properties['missing']) {
            Write-Warning -Message ($Messages.TunnelsMissing -f $Record.missing)
            return
        }
        $address = ConvertTo-EndPoint -Text $Record.client
        if ((Test-AnyMatch -Pattern $clients -Text $address.Address) -and
            (Test-AnyMatch -Pattern $hosts -Text ([string] $Record.host))) {
            $Record
        }
    }
}

function Test-AnyMatch {
    [OutputType([bool])]
    param([WildcardPattern[]] $Pattern, [AllowEmptyString()] [string] $Text)

    foreach ($one in $Pattern) {
        if ($one.IsMatch($Text)) {
            return $true
        }
    }
    $false
}

function ConvertTo-EndPoint {
    # The address and the port of a text such as 10.0.0.1:443 or [2001:db8::1]:443.
    [OutputType([hashtable])]
    param([Parameter(Mandatory)] [string] $Text)

    $colon = $Text.LastIndexOf(':')
    @{ Address = $Text.Substring(0, $colon).Trim('[', ']'); Port = [int] $Text.Substring($colon + 1) }
}

function ConvertTo-Connection {
    # An open connection, or a tunnel that has ended.
    param(
        [Parameter(Mandatory)] [object] $Record,
        [Parameter(Mandatory)] [ValidateSet('OMSGateway.Connection', 'OMSGateway.Tunnel')] [string] $Type
    )

    $client = ConvertTo-EndPoint -Text $Record.client
    $duration = [timespan]::FromSeconds($Record.seconds)
    $property = [ordered]@{ Tunnel = $Record.tunnel }
    if ($Type -ceq 'OMSGateway.Tunnel') {
        $property['Ended'] = ConvertTo-LocalTime -Time $Record.time
        $property['End'] = $Record.end
        $property['Since'] = $property['Ended'] - $duration
    } else {
        $property['State'] = $Record.state
        $property['Since'] = ConvertTo-LocalTime -Time $Record.since
        $property['Idle'] = [timespan]::FromSeconds($Record.idleSeconds)
    }
    $property['Duration'] = $duration
    $property['Client'] = $client.Address
    $property['ClientPort'] = $client.Port
    $property['Host'] = $Record.host
    $property['Server'] = $Record.server
    $property['RelayProxy'] = $Record.relay
    $property['BytesFromClient'] = [long] $Record.bytesFromClient
    $property['BytesToClient'] = [long] $Record.bytesToClient
    $property['TlsVersion'] = $Record.tls
    $property['Verified'] = @($Record.verified | Where-Object { $_ })
    New-OutputObject -Type $Type -Property $property
}

function ConvertTo-LocalTime {
    # PowerShell 7 reads a time in JSON as a time, and Windows PowerShell as a text.
    [OutputType([datetime])]
    param([Parameter(Mandatory)] [object] $Time)

    if ($Time -is [datetime]) {
        return $Time.ToLocalTime()
    }
    [datetimeoffset]::Parse($Time, [cultureinfo]::InvariantCulture).LocalDateTime
}

function Get-LogFolderArgument {
    # The arguments that name a log folder to the command line; none without a folder.
    [OutputType([string])]
    param([Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet, [object] $LogPath)

    if ($null -ne $LogPath) {
        $path = Get-PathText -Cmdlet $Cmdlet -InputObject $LogPath -Property 'LogPath'
        $folder = Resolve-NewFile -Cmdlet $Cmdlet -Path $path
        if (-not (Test-Path -LiteralPath $folder -PathType Container)) {
            Stop-Cmdlet -Cmdlet $Cmdlet -Id 'NoFolder' -Category 'ObjectNotFound' -Target $folder `
                -Message ($Messages.NoFolder -f $folder)
        }
        '--logs'
        $folder
    }
}
