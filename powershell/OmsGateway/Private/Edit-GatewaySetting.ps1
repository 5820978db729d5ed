function Edit-GatewaySetting {
    # Shows the user what would change, and writes what he confirms: all or nothing. Returns the settings afterwards by
    # name; nothing if nothing was confirmed. The values are texts, or null for the default.
    [OutputType([hashtable])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Changes,
        # A password that belongs to the user name is stored elsewhere, and not known here.
        [switch] $IsPasswordUnknown,
        # The same of the passwords of these users of single relay proxies, as proxy=user.
        [string[]] $RelayUser,
        # One question for all changes.
        [switch] $Together,
        [switch] $Force
    )

    $ConfirmPreference = Get-ConfirmPreference -Cmdlet $Cmdlet -Force:$Force
    Complete-Credential -Changes $Changes
    $user = $Changes['RelayProxyUsername']
    $rules = @()
    $needsFirewall = ($Changes.Contains('ListenPort') -or $Changes.Contains('AllowedClients')) -and (Test-OnWindows)
    if ($needsFirewall) {
        $rules = @(Find-FirewallRule)
    }
    $program = Start-GatewayProgram -Cmdlet $Cmdlet -Arguments 'config', 'apply', '--preview', '--json'
    try {
        if ($IsPasswordUnknown -and $user) {
            $Changes.Remove('RelayProxyUsername')
        }
        if ($RelayUser) {
            $Changes['RelayProxyCredentials'] = $null
        }
        Send-GatewayInput -Cmdlet $Cmdlet -Program $program `
            -Text ((ConvertTo-SettingsJson -Value $Changes) + "`n`n")
        $preview = Receive-GatewayAnswer -Cmdlet $Cmdlet -Program $program
        $before, $after = (Get-ByName -Settings $preview.before), (Get-ByName -Settings $preview.after)
        if (($IsPasswordUnknown -and $user) -or $RelayUser) {
            Add-KeptCredential -Changes $Changes -Before $before -After $after -RelayUser $RelayUser `
                -User $(if ($IsPasswordUnknown) { $user })
        }
        if ($needsFirewall -and -not $rules) {
            Write-Warning -Message ($Messages.NoFirewallRule -f $FirewallRule, $after['ListenPort'].value)
        }
        Write-WideWarning -Wide $preview.wide
        Assert-RelayProxy -Cmdlet $Cmdlet -Changes $Changes -After $after
        if (-not (Confirm-SettingChange -Cmdlet $Cmdlet -Changes $Changes -Before $before -After $after `
                -Together:$Together)) {
            return
        }
        $will = Get-FirewallChange -Changes $Changes -Settings $after -Others $before
        $undo = @()
        if ($rules -and $will.Count -gt 0) {
            $undo = @(Update-Firewall -Cmdlet $Cmdlet -Rule $rules -Change $will `
                -Before (Get-FirewallChange -Changes $Changes -Settings $before -Others $after))
        }
        $text = ConvertTo-SettingsJson -Value $Changes
        $answer = Invoke-Attempt -Script { Complete-Change -Program $program -Text $text }
        if (Test-Failure -Result $answer) {
            Restore-Firewall -State $undo
            Stop-Cmdlet -Cmdlet $Cmdlet -Id ($answer.FullyQualifiedErrorId -creplace ',.*', '') `
                -Category $answer.CategoryInfo.Category -Message $answer.Exception.Message -Target $answer.TargetObject
        }
    } finally {
        Stop-GatewayProgram -Program $program
    }
    $settings = Get-ByName -Settings $answer.after
    if ($undo -and $settings['AllowedClients'].value -and "$($will.RemoteAddress)" -ceq 'Any') {
        Write-Warning -Message $Messages.FirewallClientsTooMany
    }
    foreach ($name in $Changes.Keys) {
        Write-SettingChange -Setting $settings[$name]
    }
    Write-Verbose -Message $Messages.NoRestart
    $settings
}

function Complete-Change {
    # Has an error of its own, which the caller can handle: after an error of the cmdlet itself, nothing more runs.
    [CmdletBinding()]
    param([hashtable] $Program, [string] $Text)

    Send-GatewayInput -Cmdlet $PSCmdlet -Program $Program -Text $Text -Last
    Receive-GatewayAnswer -Cmdlet $PSCmdlet -Program $Program
}

function Complete-Credential {
    # Without a relay proxy there is no credential, either.
    param([System.Collections.IDictionary] $Changes)

    if ($Changes.Contains('RelayProxyAddress') -and -not $Changes['RelayProxyAddress']) {
        foreach ($name in 'RelayProxyUsername', 'RelayProxyPassword', 'RelayProxyCredentials') {
            if (-not $Changes.Contains($name)) {
                $Changes[$name] = $null
            }
        }
    }
}

function Add-KeptCredential {
    # Keeps the passwords that are stored for the same users; otherwise, the relay proxies get no credential.
    param(
        [System.Collections.IDictionary] $Changes,
        [hashtable] $Before,
        [hashtable] $After,
        [string] $User,
        [string[]] $RelayUser
    )

    $keepsUser = $Before['RelayProxyUsername'].value -ceq $User -and $Before['RelayProxyPassword'].isSet
    $stored = @(ConvertTo-RelayUser -Setting $Before['RelayProxyCredentials'])
    $keepsOwn = ($stored -join "`n") -ceq ($RelayUser -join "`n")
    if ($RelayUser -and $keepsOwn) {
        $Changes.Remove('RelayProxyCredentials')
    }
    if ($User) {
        $Changes['RelayProxyUsername'] = if ($keepsUser) { $User }
        if (-not $keepsUser) {
            $Changes['RelayProxyPassword'] = $null
            $After['RelayProxyUsername'].value = $null
        }
    }
    if ($RelayUser -and -not $keepsOwn) {
        $users = foreach ($address in $After['RelayProxyAddress'].value) {
            $own = $RelayUser | Where-Object { $_.StartsWith("$address=", 'Ordinal') } | Select-Object -First 1
            $name = if ($own) { $own.Substring($address.Length + 1) } elseif (-not $keepsUser) { $User }
            if ($name) {
                "$address ($(Hide-Secret -Name 'RelayProxyUsername' -Text $name))"
            }
        }
        Write-Warning -Message ($Messages.CredentialsMissing -f ($users -join ', '))
    } elseif ($User -and -not $keepsUser) {
        Write-Warning -Message ($Messages.PasswordMissing -f (Hide-Secret -Name 'RelayProxyUsername' -Text $User))
    } else {
        Write-Warning -Message $Messages.PasswordKept
    }
}

function Assert-RelayProxy {
    param(
        [System.Management.Automation.PSCmdlet] $Cmdlet,
        [System.Collections.IDictionary] $Changes,
        [hashtable] $After
    )

    if (($Changes['RelayProxyUsername'] -or $Changes['RelayProxyPassword']) -and
        -not $After['RelayProxyAddress'].value) {
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'CredentialWithoutAddress' -Category 'InvalidArgument' `
            -Target 'RelayProxyAddress' -Message $Messages.CredentialWithoutAddress
    }
}

function Confirm-SettingChange {
    # Takes the changes that the user refuses out of the changes, and returns whether there is anything to write.
    [OutputType([bool])]
    param(
        [System.Management.Automation.PSCmdlet] $Cmdlet,
        [System.Collections.IDictionary] $Changes,
        [hashtable] $Before,
        [hashtable] $After,
        [switch] $Together
    )

    $questions = @(foreach ($name in @($Changes.Keys)) {
        $was, $will = ($Before[$name].value -join "`n"), ($After[$name].value -join "`n")
        if ($was -cne $will -or ($After[$name].PSObject.Properties['isSet'] -and
                ($Changes[$name] -or $Before[$name].isSet))) {
            $shown = Hide-AllSecrets -Name $name -Text $Changes[$name]
            # No relay proxy is a setting as any other.
            $isLoss = $will -ceq '' -and $Before[$name].value -is [array] -and $name -ne 'RelayProxyAddress'
            @{ Name = $name; Shown = $shown -join ', '; IsLoss = $isLoss }
        }
    })
    if ($Together -and $questions) {
        $values = $questions | Where-Object { $_.Name -notin $SecretSettings } | ForEach-Object { $_.Shown }
        return Confirm-Change -Cmdlet $Cmdlet -Target ($questions.Name -join ', ') `
            -Action ($Messages.ActionSet -f ($values -join ' ').Trim())
    }
    $isAny = $questions.Count -eq 0 -and -not $WhatIfPreference
    foreach ($question in $questions) {
        if (Confirm-Change -Cmdlet $Cmdlet -Target $question.Name -Action ($Messages.ActionSet -f $question.Shown) `
                -IsLoss:$question.IsLoss) {
            $isAny = $true
        } else {
            $Changes.Remove($question.Name)
        }
    }
    $isAny
}

function Write-SettingChange {
    # With -Verbose, writes the new value of a setting, but never a password.
    param([Parameter(Mandatory)] [object] $Setting)

    if ($VerbosePreference -eq 'SilentlyContinue') {
        return
    }
    $values = @($Setting.value)
    if ($Setting.PSObject.Properties['isSet'] -and $Setting.isSet) {
        $values = @('********')
    }
    $shown = @($values | ForEach-Object { Hide-Secret -Name $Setting.name -Text $_ }) -join ', '
    if ($Setting.isDefault) {
        Write-Verbose -Message ($Messages.SettingReset -f $Setting.name, $shown)
    } else {
        Write-Verbose -Message ($Messages.SettingChanged -f $Setting.name, $shown)
    }
}
