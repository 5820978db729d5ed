function Edit-GatewayList {
    # Adds elements to a list setting, or removes them, all or none, whoever else writes at the same time.
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [ValidateSet('add', 'remove')] [string] $Action,
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $Elements,
        [switch] $PassThru
    )

    if ($Elements.Count -eq 0) {
        return
    }
    $answer = Invoke-GatewayCommand -Arguments 'config', $Action, $Name, '-' -InputText ($Elements -join "`n")
    $done, $notNeeded = $Messages.Added, $Messages.AlreadyThere
    if ($Action -eq 'remove') {
        $done, $notNeeded = $Messages.Removed, $Messages.NotThere
    }
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
