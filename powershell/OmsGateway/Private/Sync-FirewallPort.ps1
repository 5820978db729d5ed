function Sync-FirewallPort {
    # Changes the firewall rule after ListenPort, or restores ListenPort, because a mismatch would lock clients out.
    param(
        [Parameter(Mandatory)] [int] $Port,
        [Parameter(Mandatory)] [object] $Before
    )

    try {
        Set-FirewallPort -Port $Port
    } catch {
        $reason = $_.Exception.Message
        $outcome = $Messages.FirewallFailedRestored -f $Port, $reason, $Before.value
        $previous = $Before.value
        if ($Before.isDefault) {
            $previous = $null
        }
        try {
            [void] (Update-GatewaySetting -Changes @{ ListenPort = $previous })
        } catch {
            $outcome = $Messages.FirewallFailed -f $Port, $reason
        }
        throw (New-GatewayError -Id 'FirewallFailed' -Category 'InvalidResult' -Message $outcome -Target $Port)
    }
}

function Set-FirewallPort {
    # A rule that the administrator has removed is not created again.
    param([Parameter(Mandatory)] [int] $Port)

    $name = 'OMS Gateway'
    if (Get-Command -Name 'Set-NetFirewallRule' -ErrorAction SilentlyContinue) {
        $rules = @(Get-NetFirewallRule -DisplayName $name -ErrorAction SilentlyContinue |
            Where-Object { "$($_.Direction)" -eq 'Inbound' })
        if ($rules.Count -eq 0) {
            Write-Warning -Message ($Messages.NoFirewallRule -f $name, $Port)
            return
        }
        $rules | Set-NetFirewallRule -Protocol 'TCP' -LocalPort "$Port" -Confirm:$false -ErrorAction Stop
    } else {
        $answer = & netsh.exe advfirewall firewall set rule "name=$name" 'dir=in' new 'protocol=TCP' "localport=$Port"
        if ($LASTEXITCODE -ne 0) {
            throw ($answer -join ' ').Trim()
        }
    }
    Write-Verbose -Message ($Messages.FirewallChanged -f $name, $Port)
}
