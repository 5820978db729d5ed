$FirewallRule = 'OMS Gateway'

function Find-FirewallRule {
    # The inbound rules that setup has made; the program to change them where PowerShell has no cmdlets for the
    # firewall; the error record of a look-up that fails. No rule, if an administrator has removed it: it is not made
    # again.
    $hasCmdlets = Get-Command -Name 'Set-NetFirewallRule' -ErrorAction Ignore
    if (-not $hasCmdlets) {
        return 'netsh.exe'
    }
    $found = @(Invoke-Attempt -Script { Get-NetFirewallRule -DisplayName $FirewallRule -ErrorAction Stop })
    if ($found -and (Test-Failure -Result $found)) {
        if ("$($found[-1].CategoryInfo.Category)" -cne 'ObjectNotFound') {
            $found[-1]
        }
        return
    }
    # PowerShell 7 gets the direction from Windows PowerShell as a number.
    $found | Where-Object { "$($_.Direction)" -in 'Inbound', '1' }
}

function Move-Firewall {
    # Changes the rules to another port, or ends the cmdlet: other ports would lock the clients out.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [object[]] $Rule,
        [Parameter(Mandatory)] [string] $Port,
        [Parameter(Mandatory)] [string] $Before
    )

    $outcome = $Rule
    if (-not (Test-Failure -Result $Rule)) {
        $outcome = Invoke-Attempt -Script { Set-RulePort -Rule $Rule -Port $Port }
    }
    if (Test-Failure -Result $outcome) {
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'FirewallFailed' -Category 'InvalidResult' -Target $Port `
            -Message ($Messages.FirewallFailed -f $Port, (Get-Reason -Failure $outcome), $Before)
    }
    Write-Verbose -Message ($Messages.FirewallChanged -f $FirewallRule, $Port)
}

function Set-RulePort {
    param([Parameter(Mandatory)] [object[]] $Rule, [Parameter(Mandatory)] [string] $Port)

    if ($Rule[0] -is [string]) {
        $answer = & netsh.exe advfirewall firewall set rule "name=$FirewallRule" 'dir=in' new 'protocol=TCP' `
            "localport=$Port"
        if ($LASTEXITCODE -ne 0) {
            throw ($answer -join ' ').Trim()
        }
    } else {
        $Rule | Set-NetFirewallRule -Protocol 'TCP' -LocalPort $Port -Confirm:$false -WhatIf:$false -ErrorAction Stop
    }
}
