# Event 105 has several meanings; this wording means a forbidden host. Host names have no parentheses. Other ports than
# 443 are left out, because allowing the host would not help.
$RefusalLine = [regex]::new('^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[\d+\] ERROR GatewayLogic - ' +
    '(?:and \d+ further warnings of (?:this client|all clients), the last: )?' +
    'Target host \((?<host>[^\s()]+)\) is forbidden\. .*Port 443, client (?<client>\S+)' +
    '(?: \(tunnel \d+\))?(?: \((?<more>\d+) more like this\))?$', 'CultureInvariant')

function Add-Refusal {
    # Counts the refusal that a line reports, unless it is older. The count of repeats does not include the first event,
    # which has a separate line.
    param(
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Hosts,
        [Parameter(Mandatory)] [datetime] $Since,
        [AllowEmptyString()] [string] $Line,
        [object] $Time
    )

    $match = $RefusalLine.Match($Line)
    if (-not $match.Success) {
        return
    }
    $at = $Time
    if ($null -eq $at) {
        $at = [datetime]::ParseExact($match.Groups['time'].Value, 'yyyy-MM-dd HH:mm:ss',
            [System.Globalization.CultureInfo]::InvariantCulture)
    }
    if ($at -lt $Since) {
        return
    }
    $name = $match.Groups['host'].Value
    $refused = $Hosts[$name]
    if (-not $refused) {
        $refused = @{
            Host = $name; Requests = 0; LastTime = $at
            Clients = [System.Collections.Generic.SortedSet[string]]::new([StringComparer]::Ordinal)
        }
        $Hosts[$name] = $refused
    }
    $requests = 1
    if ($match.Groups['more'].Success) {
        $requests = [int] $match.Groups['more'].Value
    }
    $refused.Requests += $requests
    $client = $match.Groups['client'].Value
    [void] $refused.Clients.Add($client.Substring(0, $client.LastIndexOf(':')).Trim('[', ']'))
    if ($at -gt $refused.LastTime) {
        $refused.LastTime = $at
    }
}

function Add-RefusalOfEventLog {
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Hosts,
        [Parameter(Mandatory)] [datetime] $Since
    )

    $filter = @{ LogName = 'OMS Gateway Log'; Id = 105; StartTime = $Since }
    $records = @(Invoke-Attempt -Script { Get-WinEvent -FilterHashtable $filter -ErrorAction Stop })
    if ($records -and (Test-Failure -Result $records)) {
        if ($records[-1].FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*') {
            $Cmdlet.ThrowTerminatingError((New-GatewayError -Id 'EventLogUnreadable' -Category 'ReadError' `
                -Message (Get-Reason -Failure $records) -Target 'OMS Gateway Log'))
        }
        return
    }
    foreach ($record in $records) {
        # The first string is the event's line.
        Add-Refusal -Hosts $Hosts -Since ([datetime]::MinValue) -Line ([string] $record.Properties[0].Value) `
            -Time $record.TimeCreated
    }
}

function Add-RefusalOfFile {
    # The service may write to the file at the same time.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Hosts,
        [Parameter(Mandatory)] [datetime] $Since,
        [Parameter(Mandatory)] [string] $Path
    )

    $stream = Invoke-Attempt -Script { [System.IO.FileStream]::new($Path, 'Open', 'Read', 'ReadWrite, Delete') }
    if (Test-Failure -Result $stream) {
        $Cmdlet.WriteError((New-GatewayError -Id 'FileUnreadable' -Category 'ReadError' -Target $Path `
            -Message (Get-Reason -Failure $stream)))
        return
    }
    $reader = [System.IO.StreamReader]::new($stream)
    try {
        while ($null -ne ($line = $reader.ReadLine())) {
            if ($line.Contains(') is forbidden. ')) {
                Add-Refusal -Hosts $Hosts -Since $Since -Line $line
            }
        }
    } finally {
        $reader.Dispose()
    }
}
