# For Invoke-ScriptAnalyzer: the oldest PowerShell that Windows has, and today's, have to be able to read all scripts.
@{
    IncludeRules = @('PSUseCompatibleSyntax')
    Rules = @{
        PSUseCompatibleSyntax = @{
            Enable = $true
            TargetVersions = @('5.1', '7.4')
        }
    }
}
