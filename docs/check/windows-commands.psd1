# Commands and parameters in the documents that PowerShell has only on Windows, as Microsoft documents them
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
