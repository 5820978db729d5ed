# The settings for completion, and until when they are used again.
$CompletionCache = @{ Until = [datetime]::MinValue; Settings = @(); Locations = @() }

function Get-CompletionSetting {
    # All settings by name, those of the last seconds; none if they cannot be read.
    [OutputType([hashtable])]
    param()

    if ([datetime]::UtcNow -gt $CompletionCache.Until) {
        $found = @(Invoke-Attempt -Script { Get-SettingForCompletion })
        $CompletionCache.Settings = @($found | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] })
        $CompletionCache.Until = [datetime]::UtcNow.AddSeconds(5)
    }
    Get-ByName -Settings @($CompletionCache.Settings)
}

function Get-SettingForCompletion {
    [CmdletBinding()]
    param()

    Get-GatewaySetting -Cmdlet $PSCmdlet
}

function Get-CompletionLocation {
    # The locations of Azure Automation; none if the command line does not answer.
    [OutputType([string])]
    param()

    if (-not $CompletionCache.Locations) {
        $found = @(Invoke-Attempt -Script { Get-HostForCompletion })
        if (-not (Test-Failure -Result $found)) {
            $CompletionCache.Locations = @($found.location | Select-Object -Unique)
        }
    }
    $CompletionCache.Locations
}

function Get-HostForCompletion {
    [CmdletBinding()]
    param()

    Get-ServiceHost -Cmdlet $PSCmdlet -Service 'Agent'
}

function Get-Completion {
    # The candidates that begin with the word, quoted where PowerShell's completion needs quotes.
    [OutputType([System.Management.Automation.CompletionResult])]
    param([string] $Word, [string[]] $Candidates)

    $start = $Word.Trim("'", '"')
    $sorted = [System.Collections.Generic.SortedSet[string]]::new([string[]] @($Candidates | Where-Object { $_ }),
        [StringComparer]::OrdinalIgnoreCase)
    foreach ($candidate in $sorted) {
        if ($candidate.StartsWith($start, [StringComparison]::OrdinalIgnoreCase)) {
            $text = $candidate
            if ($candidate -cmatch '[^\w.*$-]') {
                $text = "'" + $candidate.Replace("'", "''") + "'"
            }
            [System.Management.Automation.CompletionResult]::new($text, $candidate, 'ParameterValue', $candidate)
        }
    }
}

function Get-ValueCandidate {
    # The values that a setting can have, if they are few; otherwise the present one.
    [OutputType([string])]
    param([object] $Setting)

    if ($Setting.code -ceq 'Choice') {
        $choices = $Setting.facts[0] -split ', '
        if ('true' -cin $choices) {
            $choices = $choices | ForEach-Object { "`$$_" }
        }
        $choices
    } else {
        $Setting.value
    }
}

function Register-GatewayCompletion {
    $ofSettings = {
        param($commandName, $parameterName, $wordToComplete)
        Get-Completion -Word $wordToComplete -Candidates (Get-CompletionSetting).Values.name
    }
    $ofValues = {
        param($commandName, $parameterName, $wordToComplete, $commandAst, $fakeBoundParameters)
        if ($fakeBoundParameters['Name']) {
            $setting = (Get-CompletionSetting)[[string] $fakeBoundParameters['Name']]
            Get-Completion -Word $wordToComplete -Candidates (Get-ValueCandidate -Setting $setting)
        }
    }
    $ofHosts = {
        param($commandName, $parameterName, $wordToComplete)
        Get-Completion -Word $wordToComplete -Candidates (Get-CompletionSetting)['AllowedHosts'].value
    }
    $ofSubjects = {
        param($commandName, $parameterName, $wordToComplete)
        Get-Completion -Word $wordToComplete -Candidates (Get-CompletionSetting)['AllowedClientCertificates'].value
    }
    $ofLocations = {
        param($commandName, $parameterName, $wordToComplete)
        Get-Completion -Word $wordToComplete -Candidates (Get-CompletionLocation)
    }
    Register-ArgumentCompleter -CommandName 'Get-OMSGatewayConfig', 'Set-OMSGatewayConfig' -ParameterName 'Name' `
        -ScriptBlock $ofSettings
    Register-ArgumentCompleter -CommandName 'Set-OMSGatewayConfig' -ParameterName 'Value' -ScriptBlock $ofValues
    Register-ArgumentCompleter -CommandName 'Get-OMSGatewayAllowedHost', 'Remove-OMSGatewayAllowedHost' `
        -ParameterName 'HostName' -ScriptBlock $ofHosts
    Register-ArgumentCompleter -ParameterName 'Subject' -ScriptBlock $ofSubjects -CommandName `
        'Get-OMSGatewayAllowedClientCertificate', 'Remove-OMSGatewayAllowedClientCertificate'
    Register-ArgumentCompleter -CommandName 'Get-OMSGatewayServiceUrl' -ParameterName 'Location' `
        -ScriptBlock $ofLocations
}
