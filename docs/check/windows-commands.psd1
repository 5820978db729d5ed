# Commands and parameters that the documents use and that PowerShell has on Windows only, as Microsoft documents them
# (learn.microsoft.com/powershell/module/).
@{
    'Get-AuthenticodeSignature' = @('LiteralPath')
    'Get-AzLoadBalancer' = @('ResourceGroupName', 'Name')
    'Get-Counter' = @('Counter', 'SampleInterval', 'Continuous')
    'Get-NetFirewallPortFilter' = @()
    'Get-NetFirewallRule' = @('DisplayName')
    'Get-Service' = @('Name')
    'Get-WinEvent' = @('LogName', 'MaxEvents', 'FilterHashtable')
    'netsh' = @()
    'New-Object' = @('ComObject')
    'Out-GridView' = @('PassThru')
    'Restart-Service' = @('Name')
    'Set-AzLoadBalancer' = @('LoadBalancer')
}
