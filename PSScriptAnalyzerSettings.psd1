# For Invoke-ScriptAnalyzer: the oldest PowerShell of Windows and the current one must be able to read all scripts.
@{
    IncludeRules = @('PSUseCompatibleSyntax')
    Rules = @{
        PSUseCompatibleSyntax = @{
            Enable = $true
            TargetVersions = @('5.1', '7.4')
        }
    }
}
