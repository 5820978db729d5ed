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
# The profile of the virtual account; its SID is made of the service's name.
$profiles = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList'
$sid = 'S-1-5-80-1904136137-1979377742-768396267-4009604827-1382213832'
Get-Item -Path "$profiles\$sid*" -ErrorAction SilentlyContinue | ForEach-Object { $_.Name }
Get-Item -Path 'C:\Users\OMSGatewayService*', 'C:\Windows\ServiceProfiles\OMSGatewayService*' `
    -ErrorAction SilentlyContinue | ForEach-Object { $_.FullName }
[Environment]::GetEnvironmentVariable('Path', 'Machine') -split ';' -like '*\OMS Gateway*' |
    ForEach-Object { "$_ on the path" }
Get-NetFirewallRule -DisplayName 'OMS Gateway' -ErrorAction SilentlyContinue | ForEach-Object { 'the firewall rule' }
Get-Counter -ListSet 'Log Analytics Gateway' -ErrorAction SilentlyContinue | ForEach-Object { 'the counters' }
Get-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*' |
    Where-Object { $_.DisplayName -eq 'OMS Gateway' } | ForEach-Object { $_.PSPath }
