function Write-DiagnosticFile {
    # Writes a file for each kind of information. Information that cannot be collected becomes a line in problems.txt.
    param(
        [Parameter(Mandatory)] [string] $Folder,
        [AllowEmptyCollection()] [string[]] $LogPath
    )

    $log = @{}
    if ($LogPath) {
        $log['LogPath'] = $LogPath
    }
    $report = @(Invoke-Attempt -Script { Get-Diagnosis })[-1]
    $parts = [ordered]@{
        'settings.json' = { (Get-Part -Report $report).settings | ConvertTo-SettingObject | ConvertTo-Json }
        'test.json' = { (Get-Part -Report $report).test.checks | ConvertTo-TestResult | ConvertTo-Json }
        'versions.txt' = { (Get-Part -Report $report).versions | Format-List; $PSVersionTable | Format-List }
        'forbidden-hosts.json' = { Get-OMSGatewayForbiddenHost @log | ConvertTo-Json }
    }
    if ($LogPath) {
        $parts['log.txt'] = { Get-Content -LiteralPath $LogPath -Encoding 'UTF8' -Tail 20000 }
    }
    if (Test-OnWindows) {
        $parts['events.txt'] = { Get-RecentEvent }
        $parts['service.txt'] = { Get-CimInstance -ClassName 'Win32_Service' -Filter "Name = 'OMSGatewayService'" |
            Format-List -Property 'Name', 'State', 'StartMode', 'StartName', 'PathName', 'ExitCode', 'ProcessId' }
        $parts['counters.txt'] = { (Get-Counter -Counter '\Log Analytics Gateway\*').CounterSamples |
            Format-List -Property 'Path', 'CookedValue' }
        $parts['firewall.txt'] = { Get-NetFirewallRule -DisplayName $FirewallRule | Get-NetFirewallPortFilter |
            Format-List -Property 'InstanceID', 'Protocol', 'LocalPort' }
    }
    foreach ($name in $parts.Keys) {
        Save-Text -Folder $Folder -Name $name -Write $parts[$name]
    }
}

function Get-Diagnosis {
    [CmdletBinding()]
    param()

    Invoke-GatewayCommand -Cmdlet $PSCmdlet -Arguments 'diagnose'
}

function Get-Part {
    param([object] $Report)

    if (Test-Failure -Result $Report) {
        throw $Report
    }
    $Report
}

function Get-RecentEvent {
    Get-WinEvent -LogName 'OMS Gateway Log' -MaxEvents 5000 | ForEach-Object {
        '{0:o} {1} {2}' -f $_.TimeCreated, $_.Id, @($_.Properties | ForEach-Object { $_.Value })[0]
    }
}

function Save-Text {
    param(
        [Parameter(Mandatory)] [string] $Folder,
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [scriptblock] $Write
    )

    $ErrorActionPreference = 'Stop'
    $text = Invoke-Attempt -Script { & $Write | Out-String -Width 400 }
    if (Test-Failure -Result $text) {
        $reason = Get-Reason -Failure $text
        $problem = '{0}: {1}{2}' -f $Name, $reason, [Environment]::NewLine
        [System.IO.File]::AppendAllText((Join-Path -Path $Folder -ChildPath 'problems.txt'), $problem)
        Write-Warning -Message ($Messages.DiagnosticMissing -f $Name, $reason)
    } else {
        [System.IO.File]::WriteAllText((Join-Path -Path $Folder -ChildPath $Name), $text)
    }
}
