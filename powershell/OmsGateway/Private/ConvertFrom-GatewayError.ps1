function ConvertFrom-GatewayError {
    # The error record for an error that the command line reports.
    [OutputType([System.Management.Automation.ErrorRecord])]
    param([Parameter(Mandatory)] [object] $Failure)

    $problems = @($Failure.problems | Where-Object { $_ })
    foreach ($problem in $problems) {
        if ($null -ne $problem.value) {
            $problem.value = Hide-Secret -Name $problem.name -Text $problem.value
        }
    }
    $category = 'NotSpecified'
    # A message is either translated as a whole or left in the command line's English.
    $message = $Failure.message
    switch ($Failure.code) {
        'InvalidSetting' {
            $category = 'InvalidArgument'
            if (@($problems | Where-Object { -not $_.code }).Count -eq 0) {
                $lines = @($problems | ForEach-Object { Format-Problem -Problem $_ })
                $message = $lines + $Messages.NothingChanged -join [Environment]::NewLine
            }
        }
        'UnknownSetting' {
            $category = 'ObjectNotFound'
            $message = Format-Problem -Problem $problems[0]
        }
        'SetByPolicy' {
            $category = 'PermissionDenied'
            $lines = @($problems | ForEach-Object { $Messages.SetByPolicy -f $_.name })
            $message = $lines + $Messages.NothingChanged -join [Environment]::NewLine
        }
        'AccessDenied' {
            $category = 'PermissionDenied'
            if ($Failure.location) {
                $message = $Messages.AccessDenied -f $Failure.location
            }
        }
        'LogFolderMissing' {
            $category = 'InvalidArgument'
            $message = $Messages.LogFolderMissing
        }
        'LocationMissing' {
            $category = 'InvalidArgument'
            $message = $Messages.LocationMissing
        }
        'WorkspaceIdMissing' {
            $category = 'InvalidArgument'
            $message = $Messages.WorkspaceIdMissing
        }
        'NotInCloud' {
            $category = 'InvalidArgument'
            $message = $Messages.NotInCloud
        }
        'NotRunning' {
            $category = 'ResourceUnavailable'
            $message = $Messages.NotRunning
        }
        'StoreUnavailable' { $category = 'ResourceUnavailable' }
    }
    $target = $problems | ForEach-Object { if ($null -ne $_.value) { $_.value } else { $_.name } } |
        Select-Object -First 1
    New-GatewayError -Id $Failure.code -Category $category -Message $message -Target $target
}

function Format-Problem {
    # The text of the module for a code of the command line.
    [OutputType([string])]
    param([Parameter(Mandatory)] [object] $Problem)

    if ($Problem.code -ceq 'SettingName') {
        return $Messages.UnknownSetting -f $Problem.name, ($Problem.facts -join ', ')
    }
    $expected = $Messages["Expected$($Problem.code)"] -f @($Problem.facts)
    $Messages.InvalidSetting -f $Problem.name, $Problem.value, $expected
}
