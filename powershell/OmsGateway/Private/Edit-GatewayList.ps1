function Edit-GatewayList {
    # Adds the elements that the user confirms to a list setting, or removes them: all or none, even if another program
    # writes at the same time.
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [ValidateSet('add', 'remove')] [string] $Action,
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $Elements,
        [switch] $PassThru,
        [switch] $Force
    )

    if ($Force -and -not $Cmdlet.MyInvocation.BoundParameters.ContainsKey('Confirm')) {
        $ConfirmPreference = 'None'
    }
    $question, $done, $notNeeded = $Messages.ActionAdd, $Messages.Added, $Messages.AlreadyThere
    if ($Action -eq 'remove') {
        $question, $done, $notNeeded = $Messages.ActionRemove, $Messages.Removed, $Messages.NotThere
    }
    $confirmed = @($Elements | Where-Object { $Cmdlet.ShouldProcess($_, ($question -f $Name)) })
    if ($confirmed.Count -eq 0) {
        return
    }
    $answer = Invoke-GatewayCommand -Arguments 'config', $Action, $Name, '-' -InputText ($confirmed -join "`n")
    foreach ($element in $answer.unchanged) {
        Write-Warning -Message ($notNeeded -f $element, $Name)
    }
    foreach ($element in $answer.changed) {
        Write-Verbose -Message ($done -f $element, $Name)
    }
    if ($answer.changed) {
        Write-Verbose -Message $Messages.NoRestart
    }
    if ($PassThru) {
        $answer.value
    }
}
