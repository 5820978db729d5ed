function Edit-GatewayList {
    # Adds the elements that the user confirms to a list setting, or removes them: all or none, even if another program
    # writes at the same time.
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [ValidateSet('add', 'remove')] [string] $Action,
        [Parameter(Mandatory)] [string] $Name,
        [object[]] $Given,
        [switch] $PassThru,
        [switch] $Force
    )

    $isPiped = $Cmdlet.MyInvocation.ExpectingInput
    $elements = Get-SettingText -Cmdlet $Cmdlet -Name $Name -Value $Given -AllowNone:$isPiped
    if (-not $elements) {
        return
    }
    $ConfirmPreference = Get-ConfirmPreference -Cmdlet $Cmdlet -Force:$Force
    $question, $done, $notNeeded = $Messages.ActionAdd, $Messages.Added, $Messages.AlreadyThere
    if ($Action -ceq 'remove') {
        $question, $done, $notNeeded = $Messages.ActionRemove, $Messages.Removed, $Messages.NotThere
    }
    $program = Start-GatewayProgram -Cmdlet $Cmdlet -Arguments 'config', $Action, $Name, '-', '--preview', '--json'
    try {
        Send-GatewayInput -Cmdlet $Cmdlet -Program $program -Text (($elements -join "`n") + "`n`n")
        $answer = Receive-GatewayAnswer -Cmdlet $Cmdlet -Program $program
        foreach ($element in Hide-AllSecrets -Name $Name -Text $answer.unchanged) {
            Write-Warning -Message ($notNeeded -f $element, $Name)
        }
        Write-WideWarning -Wide $answer.wide
        if ($answer.overlapping) {
            Write-Warning -Message ($Messages.StillAllowed -f $Name, ($answer.overlapping -join '; '))
        }
        $elements = @($answer.changed)
        $shown = @(Hide-AllSecrets -Name $Name -Text $elements)
        $confirmed = @(for ($i = 0; $i -lt $elements.Count; $i++) {
            if (Confirm-Change -Cmdlet $Cmdlet -Target $shown[$i] -Action ($question -f $Name)) {
                $elements[$i]
            }
        })
        if ($confirmed.Count -gt 0) {
            Send-GatewayInput -Cmdlet $Cmdlet -Program $program -Text ($confirmed -join "`n") -Last
            $answer = Receive-GatewayAnswer -Cmdlet $Cmdlet -Program $program
        } elseif ($answer.changed) {
            return
        }
    } finally {
        Stop-GatewayProgram -Program $program
    }
    foreach ($element in Hide-AllSecrets -Name $Name -Text $confirmed) {
        Write-Verbose -Message ($done -f $element, $Name)
    }
    if ($confirmed) {
        Write-Verbose -Message $Messages.NoRestart
    }
    if ($PassThru) {
        $answer.value
    }
}

function Write-WideWarning {
    # Warns of hosts that open those of more than one organization.
    param([AllowNull()] [AllowEmptyCollection()] [object[]] $Wide)

    foreach ($one in $Wide | Where-Object { $_ }) {
        $text = $Messages.WideBelow -f $one.host, $one.suffix
        if ($one.services) {
            $text = $Messages.WideCustomers -f $one.host, ($one.services -join ', ')
        }
        Write-Warning -Message $text
    }
}
