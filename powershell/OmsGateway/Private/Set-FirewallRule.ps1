$FirewallRule = 'OMS Gateway'
# In characters. The firewall takes no list of any length.
$LongestAddresses = 8000

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

function Get-FirewallChange {
    # What the rules need for those of the settings that concern them: values for the parameters of the rule. Where no
    # clients are set, neither now nor before, the rule keeps its addresses: an administrator may have narrowed it. A
    # policy may have set clients since the rule was changed last.
    [OutputType([hashtable])]
    param(
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Changes,
        [Parameter(Mandatory)] [hashtable] $Settings,
        # What the settings were or will be.
        [Parameter(Mandatory)] [hashtable] $Others
    )

    $change = @{}
    if ($Changes.Contains('ListenPort')) {
        $change.LocalPort = $Settings['ListenPort'].value
    }
    $clients = @($Settings['AllowedClients'].value | Where-Object { $_ })
    $isPolicy = $Settings['AllowedClients'].source -ceq 'Policy'
    if ($isPolicy -or ($Changes.Contains('AllowedClients') -and ($clients -or $Others['AllowedClients'].value))) {
        $change.RemoteAddress = $clients
        if (-not $clients -or ($clients -join ',').Length -gt $LongestAddresses) {
            $change.RemoteAddress = @('Any')
        }
    }
    $change
}

function Update-Firewall {
    # Changes the rules, or ends the cmdlet: another port would lock the clients out, and other clients would be let in.
    # Returns what undoes the change.
    [OutputType([hashtable])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [object[]] $Rule,
        [Parameter(Mandatory)] [hashtable] $Change,
        [Parameter(Mandatory)] [hashtable] $Before
    )

    $undo = @()
    $outcome = $Rule
    if (-not (Test-Failure -Result $outcome)) {
        $outcome = @(Invoke-Attempt -Script { Get-RuleState -Rule $Rule -Before $Before })
    }
    if (-not (Test-Failure -Result $outcome)) {
        $undo = $outcome
        $outcome = Invoke-Attempt -Script { Set-RuleState -Rule $Rule -Change $Change }
    }
    if (Test-Failure -Result $outcome) {
        Restore-Firewall -State $undo
        $message = if ($Change.ContainsKey('LocalPort')) {
            $Messages.FirewallFailed -f $Change.LocalPort, (Get-Reason -Failure $outcome), $Before.LocalPort
        } else {
            $Messages.FirewallClientsFailed -f (Get-Reason -Failure $outcome)
        }
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'FirewallFailed' -Category 'InvalidResult' -Target $FirewallRule `
            -Message $message
    }
    if ($Change.ContainsKey('LocalPort')) {
        Write-Verbose -Message ($Messages.FirewallChanged -f $FirewallRule, $Change.LocalPort)
    }
    if ($Change.ContainsKey('RemoteAddress')) {
        Write-Verbose -Message ($Messages.FirewallClientsChanged -f $FirewallRule, ($Change.RemoteAddress -join ', '))
    }
    $undo
}

function Get-RuleState {
    # The rules with what they are now; an administrator may have narrowed one of them. Without cmdlets, with what the
    # settings say.
    [OutputType([hashtable])]
    param([Parameter(Mandatory)] [object[]] $Rule, [Parameter(Mandatory)] [hashtable] $Before)

    foreach ($one in $Rule) {
        $state = $Before.Clone()
        if ($one -isnot [string] -and $state.ContainsKey('RemoteAddress')) {
            $state.RemoteAddress = @(($one | Get-NetFirewallAddressFilter -ErrorAction Stop).RemoteAddress)
        }
        @{ Rule = $one; Change = $state }
    }
}

function Restore-Firewall {
    param([AllowEmptyCollection()] [hashtable[]] $State)

    foreach ($one in $State) {
        [void] (Invoke-Attempt -Script { Set-RuleState -Rule @($one.Rule) -Change $one.Change })
    }
}

function Set-RuleState {
    param([Parameter(Mandatory)] [object[]] $Rule, [Parameter(Mandatory)] [hashtable] $Change)

    if ($Rule[0] -is [string]) {
        $arguments = @(
            if ($Change.ContainsKey('LocalPort')) {
                "localport=$($Change.LocalPort)"
            }
            if ($Change.ContainsKey('RemoteAddress')) {
                "remoteip=$($Change.RemoteAddress -join ',')"
            }
        )
        $answer = & netsh.exe advfirewall firewall set rule "name=$FirewallRule" 'dir=in' new 'protocol=TCP' @arguments
        if ($LASTEXITCODE -ne 0) {
            throw ($answer -join ' ').Trim()
        }
    } else {
        $Rule | Set-NetFirewallRule -Protocol 'TCP' @Change -Confirm:$false -WhatIf:$false -ErrorAction Stop
    }
}
