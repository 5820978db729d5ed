# Commands and parameters in the documents that PowerShell has only on Windows, as Microsoft documents them
# (learn.microsoft.com/powershell/module/).
@{
    'azcmagent' = @()
    'Get-AuthenticodeSignature' = @('LiteralPath')
    'Get-AzLoadBalancer' = @('ResourceGroupName', 'Name')
    'Get-Counter' = @('Counter', 'SampleInterval', 'Continuous')
    'Get-NetFirewallPortFilter' = @()
    'Get-NetFirewallRule' = @('DisplayName')
    'Get-NetTCPConnection' = @('LocalPort', 'State')
    'Get-Service' = @('Name')
    'Get-WinEvent' = @('LogName', 'MaxEvents', 'FilterHashtable')
    'msiexec' = @()
    'netsh' = @()
    'New-AzConnectedMachineExtension' = @('ResourceGroupName', 'MachineName', 'Location', 'Publisher', 'ExtensionType', 'Name',
        'Setting')
    'New-Object' = @('ComObject')
    'nlb.exe' = @()
    'oms-gateway' = @()
    'Out-GridView' = @('PassThru')
    'Resolve-DnsName' = @('Name')
    'Restart-Service' = @('Name')
    'Set-AzLoadBalancer' = @('LoadBalancer')
    'Set-AzVMExtension' = @('ResourceGroupName', 'VMName', 'Location', 'Publisher', 'ExtensionType', 'Name', 'SettingString')
    'Set-NetFirewallRule' = @('DisplayName', 'RemoteAddress')
    'Test-NetConnection' = @('ComputerName', 'Port')
}
