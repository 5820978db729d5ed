function Get-GatewayList {
    # The elements of a list setting that one of the names or patterns means, in the order of the list. A name without
    # wildcards that means none is an error that does not end the cmdlet.
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $Wanted
    )

    if ($Wanted.Count -eq 0) {
        return
    }
    $answer = Invoke-GatewayCommand -Cmdlet $Cmdlet -Arguments 'config', 'find', $Name, '-' -Text ($Wanted -join "`n")
    $byName = [System.Collections.Generic.Dictionary[string, string]]::new()
    foreach ($pair in $answer.found) {
        $byName[$pair.given] = $pair.element
    }
    $chosen = [System.Collections.Generic.HashSet[string]]::new()
    foreach ($one in $Wanted) {
        $element = ''
        $isPattern = [WildcardPattern]::ContainsWildcardCharacters($one)
        if ($byName.TryGetValue($one.Trim(), [ref] $element)) {
            [void] $chosen.Add($element)
        } elseif (-not $isPattern) {
            Write-NotInList -Cmdlet $Cmdlet -Name $Name -Element $one
        }
        if ($isPattern) {
            $pattern = Get-Pattern -Text $one
            foreach ($element in $answer.value) {
                if ($pattern.IsMatch($element)) {
                    [void] $chosen.Add($element)
                }
            }
        }
    }
    foreach ($element in $answer.value) {
        if ($chosen.Contains($element)) {
            $element
        }
    }
}

function Write-NotInList {
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [string] $Name, [string] $Element)

    $shown = Hide-Secret -Name $Name -Text $Element
    $Cmdlet.WriteError((New-GatewayError -Id 'NotInList' -Category 'ObjectNotFound' -Target $shown `
        -Message ($Messages.NotThere -f $shown, $Name)))
}

function Get-Pattern {
    # A pattern that means the same to users of all cultures.
    [OutputType([WildcardPattern])]
    param([Parameter(Mandatory)] [string] $Text)

    [WildcardPattern]::new($Text, 'IgnoreCase, CultureInvariant, Compiled')
}
