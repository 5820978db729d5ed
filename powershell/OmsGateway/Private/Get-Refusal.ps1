# Event 105 has several meanings; this wording means a forbidden host. Host names have no parentheses. Other ports than
# 443 are left out, because allowing the host would not help.
$RefusalLine = '^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[\d+\] ERROR GatewayLogic - ' +
    'Target host \((?<host>[^\s()]+)\) is forbidden\. .*Port 443, client (?<client>\S+?)' +
    '(?: \((?<more>\d+) more like this\))?$'

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
        # The line, then each fact: host, port, client and, for an event that counts repeats, how many.
        $strings = @($record.Properties | ForEach-Object { [string] $_.Value })
        if ($strings.Count -ge 4 -and $strings[0] -match $RefusalLine) {
            $repeats = ''
            if ($strings.Count -gt 4) {
                $repeats = $strings[4]
            }
            New-Refusal -HostName $strings[1] -Client $strings[3] -Time $record.TimeCreated -Repeats $repeats
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
