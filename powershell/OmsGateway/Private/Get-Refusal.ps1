# Event 105 has several meanings; this wording means a forbidden host. Host names have no parentheses. Other ports than
# 443 are left out, because allowing the host would not help.
$RefusalLine = '^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[\d+\] ERROR GatewayLogic - ' +
    '(?:and \d+ further warnings of (?:this client|all clients), the last: )?' +
    'Target host \((?<host>[^\s()]+)\) is forbidden\. .*Port 443, client (?<client>\S+)' +
    '(?: \(tunnel \d+\))?(?: \((?<more>\d+) more like this\))?$'

function New-Refusal {
    # The count of repeats does not include the first event, which has a separate line.
    param([string] $HostName, [string] $Client, [datetime] $Time, [string] $Repeats)

    $requests = 1
    if ($Repeats) {
        $requests = [int] $Repeats
    }
    [pscustomobject]@{
        Host = $HostName
        Client = $Client -replace ':\d+$', '' -replace '[\[\]]', ''
        Time = $Time
        Requests = $requests
    }
}

function Get-RefusalFromEventLog {
    param([Parameter(Mandatory)] [datetime] $Since)

    $filter = @{ LogName = 'OMS Gateway Log'; Id = 105; StartTime = $Since }
    try {
        $records = @(Get-WinEvent -FilterHashtable $filter -ErrorAction Stop)
    } catch {
        if ($_.FullyQualifiedErrorId -like 'NoMatchingEventsFound*') {
            return
        }
        throw
    }
    foreach ($record in $records) {
        # The first string is the event's line.
        if ([string] $record.Properties[0].Value -match $RefusalLine) {
            New-Refusal -HostName $Matches['host'] -Client $Matches['client'] -Time $record.TimeCreated `
                -Repeats $Matches['more']
        }
    }
}

function Get-RefusalFromFile {
    param(
        [Parameter(Mandatory)] [datetime] $Since,
        [Parameter(Mandatory)] [string[]] $Path
    )

    $culture = [System.Globalization.CultureInfo]::InvariantCulture
    Select-String -Path $Path -Pattern $RefusalLine -Encoding 'UTF8' -CaseSensitive -ErrorAction Stop | ForEach-Object {
        $groups = $_.Matches[0].Groups
        $time = [datetime]::ParseExact($groups['time'].Value, 'yyyy-MM-dd HH:mm:ss', $culture)
        if ($time -ge $Since) {
            New-Refusal -HostName $groups['host'].Value -Client $groups['client'].Value -Time $time `
                -Repeats $groups['more'].Value
        }
    }
}
