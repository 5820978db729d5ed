# Lists all parts of OMS Gateway on this machine.
$paths = 'C:\Program Files\OMS Gateway',
    'C:\Program Files\WindowsPowerShell\Modules\OmsGateway',
    'C:\ProgramData\OMS Gateway',
    'HKLM:\SOFTWARE\OMS Gateway',
    'HKLM:\SOFTWARE\OMS Gateway Setup',
    'HKLM:\SOFTWARE\WOW6432Node\Apache Software Foundation\Procrun 2.0\OMSGatewayService',
    'HKLM:\SYSTEM\CurrentControlSet\Services\OMSGatewayService',
    'HKLM:\SYSTEM\CurrentControlSet\Services\EventLog\OMS Gateway Log'
$paths | Where-Object { Test-Path -LiteralPath $_ }
[Environment]::GetEnvironmentVariable('Path', 'Machine') -split ';' -like '*\OMS Gateway*' |
    ForEach-Object { "$_ on the path" }
Get-NetFirewallRule -DisplayName 'OMS Gateway' -ErrorAction SilentlyContinue | ForEach-Object { 'the firewall rule' }
Get-Counter -ListSet 'Log Analytics Gateway' -ErrorAction SilentlyContinue | ForEach-Object { 'the counters' }
Get-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*' |
    Where-Object { $_.DisplayName -eq 'OMS Gateway' } | ForEach-Object { $_.PSPath }
