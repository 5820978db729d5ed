function Get-GatewayList {
    # The elements of a list setting that one of the names or patterns means, in the order of the list. A name without
    # wildcards that means none is an error that does not end the cmdlet.
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $Wanted
    )

    $elements = @((Get-GatewaySetting -Cmdlet $Cmdlet | Where-Object { $_.name -ceq $Name }).value)
    $byForm = [System.Collections.Generic.Dictionary[string, int]]::new([StringComparer]::OrdinalIgnoreCase)
    for ($i = 0; $i -lt $elements.Count; $i++) {
        $byForm[(Get-CommonForm -Name $Name -Text $elements[$i])] = $i
    }
    $found = [System.Collections.Generic.SortedSet[int]]::new()
    foreach ($one in $Wanted) {
        $index = 0
        if ($byForm.TryGetValue((Get-CommonForm -Name $Name -Text $one), [ref] $index)) {
            [void] $found.Add($index)
        } elseif (-not [WildcardPattern]::ContainsWildcardCharacters($one)) {
            $Cmdlet.WriteError((New-GatewayError -Id 'NotInList' -Category 'ObjectNotFound' -Target $one `
                -Message ($Messages.NotThere -f (Hide-Secret -Name $Name -Text $one), $Name)))
            continue
        }
        if ([WildcardPattern]::ContainsWildcardCharacters($one)) {
            $pattern = Get-Pattern -Text $one
            for ($i = 0; $i -lt $elements.Count; $i++) {
                if ($pattern.IsMatch($elements[$i])) {
                    [void] $found.Add($i)
                }
            }
        }
    }
    foreach ($index in $found) {
        $elements[$index]
    }
}

function Get-Pattern {
    # A pattern that means the same to users of all cultures.
    [OutputType([WildcardPattern])]
    param([Parameter(Mandatory)] [string] $Text)

    [WildcardPattern]::new($Text, 'IgnoreCase, CultureInvariant, Compiled')
}

function Get-CommonForm {
    # The same text for spellings of an element that mean the same to the gateway: without regard to blanks around the
    # parts of a subject, or a dot at the end of a host.
    [OutputType([string])]
    param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [AllowEmptyString()] [string] $Text)

    if ($Name -ceq 'AllowedHosts') {
        return $Text.Trim().TrimEnd('.') -creplace '^\*?\.', '*.'
    }
    $Text.Trim() -creplace '\s*([,=+])\s*', '$1'
}
