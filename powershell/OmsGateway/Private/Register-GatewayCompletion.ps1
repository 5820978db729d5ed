function Get-Completion {
    # The candidates that begin with the word, quoted where PowerShell's completion needs quotes.
    [OutputType([System.Management.Automation.CompletionResult])]
    param(
        [string] $Word,
        [string[]] $Candidates
    )

    $start = $Word.Trim("'", '"')
    foreach ($candidate in $Candidates | Sort-Object -Unique) {
        if ($candidate.StartsWith($start, [StringComparison]::OrdinalIgnoreCase)) {
            $text = $candidate
            if ($candidate -match '[^\w.*-]') {
                $text = "'" + $candidate.Replace("'", "''") + "'"
            }
            [System.Management.Automation.CompletionResult]::new($text, $candidate, 'ParameterValue', $candidate)
        }
    }
}

function Register-GatewayCompletion {
    $ofSettings = {
        param($commandName, $parameterName, $wordToComplete)
        Get-Completion -Word $wordToComplete -Candidates (Get-GatewaySetting).name
    }
    $ofHosts = {
        param($commandName, $parameterName, $wordToComplete)
        Get-Completion -Word $wordToComplete -Candidates (Get-GatewayList -Name 'AllowedHosts' -Pattern '*')
    }
    $ofSubjects = {
        param($commandName, $parameterName, $wordToComplete)
        $subjects = Get-GatewayList -Name 'AllowedClientCertificates' -Pattern '*'
        Get-Completion -Word $wordToComplete -Candidates $subjects
    }
    $ofLocations = {
        param($commandName, $parameterName, $wordToComplete)
        Get-Completion -Word $wordToComplete -Candidates $ServiceUrls.Locations.Name
    }
    Register-ArgumentCompleter -CommandName 'Get-OMSGatewayConfig', 'Set-OMSGatewayConfig' -ParameterName 'Name' `
        -ScriptBlock $ofSettings
    Register-ArgumentCompleter -CommandName 'Get-OMSGatewayAllowedHost', 'Remove-OMSGatewayAllowedHost' `
        -ParameterName 'HostName' -ScriptBlock $ofHosts
    Register-ArgumentCompleter -ParameterName 'Subject' -ScriptBlock $ofSubjects -CommandName `
        'Get-OMSGatewayAllowedClientCertificate', 'Remove-OMSGatewayAllowedClientCertificate'
    Register-ArgumentCompleter -CommandName 'Get-OMSGatewayServiceUrl' -ParameterName 'Location' `
        -ScriptBlock $ofLocations
}
