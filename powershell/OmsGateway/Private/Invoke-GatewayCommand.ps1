function Invoke-GatewayCommand {
    # Answers what the command prints as JSON, and throws its errors.
    param(
        [Parameter(Mandatory)] [string[]] $Arguments,
        [string] $InputText = ''
    )

    $result = Invoke-GatewayProgram -Arguments ($Arguments + '--json') -InputText $InputText
    $answer = $null
    try {
        $answer = ConvertFrom-Json -InputObject $result.Output
    } catch {
        Write-Debug -Message $_.Exception.Message
    }
    if ($null -eq $answer) {
        $message = $Messages.NoAnswer -f $result.ExitCode, ($result.ErrorOutput + $result.Output).Trim()
        throw (New-GatewayError -Id 'NoAnswer' -Category 'InvalidResult' -Message $message)
    }
    if ($answer.PSObject.Properties['error']) {
        throw (ConvertFrom-GatewayError -Failure $answer.error)
    }
    $answer
}

function ConvertFrom-GatewayError {
    [OutputType([System.Management.Automation.ErrorRecord])]
    param([Parameter(Mandatory)] [object] $Failure)

    $problems = @($Failure.problems | Where-Object { $_ })
    $category = 'NotSpecified'
    $message = $Failure.message
    switch ($Failure.code) {
        'InvalidSetting' {
            $category = 'InvalidArgument'
            if ($problems.Count -gt 0) {
                $lines = @($problems | ForEach-Object { $Messages.InvalidSetting -f $_.name, $_.value, $_.expected })
                $message = $lines + $Messages.NothingChanged -join [Environment]::NewLine
            }
        }
        'UnknownSetting' {
            $category = 'ObjectNotFound'
            if ($problems.Count -gt 0) {
                $message = $Messages.UnknownSetting -f $problems[0].name, $problems[0].expected
            }
        }
        'AccessDenied' {
            $category = 'PermissionDenied'
            $message = $Messages.AccessDenied -f $message
        }
        'StoreUnavailable' { $category = 'ResourceUnavailable' }
    }
    $target = $problems | ForEach-Object { $_.value } | Select-Object -First 1
    New-GatewayError -Id $Failure.code -Category $category -Message $message -Target $target
}
