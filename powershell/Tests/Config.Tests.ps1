BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')
}

Describe 'Get-OMSGatewayConfig' {
    BeforeAll {
        Reset-GatewaySetting
    }

    It 'gets all settings with their defaults' {
        $settings = Get-OMSGatewayConfig
        $settings.Name | Should -Contain 'ListenPort'
        $settings.Name | Should -Contain 'AllowedHosts'
        $settings | Where-Object { -not $_.IsDefault } | Should -BeNullOrEmpty
    }

    It 'gets one by name, in any case, or by Key' {
        (Get-OMSGatewayConfig -Name 'listenport').Value | Should -Be '8080'
        (Get-OMSGatewayConfig -Key 'ListenPort').Value | Should -Be '8080'
        (Get-OMSGatewayConfig 'ListenPort').Name | Should -BeExactly 'ListenPort'
    }

    It 'gets several by pattern and from the pipeline' {
        (Get-OMSGatewayConfig -Name 'Listen*').Count | Should -Be 2
        ('ListenPort', 'LogLevel' | Get-OMSGatewayConfig).Count | Should -Be 2
    }

    It 'gets nothing for a pattern that matches nothing' {
        Get-OMSGatewayConfig -Name 'Nothing*' | Should -BeNullOrEmpty
    }

    It 'names a setting that does not exist' {
        { Get-OMSGatewayConfig -Name 'Port' } |
            Should -Throw -ErrorId 'UnknownSetting,Get-OMSGatewayConfig' -ExpectedMessage '*Port*ListenPort*'
    }

    It 'shows settings as a table' {
        Get-OMSGatewayConfig -Name 'ListenPort' | Out-String | Should -Match 'ListenPort\s+8080'
    }
}

Describe 'Set-OMSGatewayConfig' {
    BeforeEach {
        Reset-GatewaySetting
        # Tests must not change the rule of this machine.
        Mock -ModuleName 'OmsGateway' -CommandName 'Set-FirewallPort'
    }

    It 'sets a value, by Name, by Key and by position' {
        Set-OMSGatewayConfig -Name ListenPort -Value 26001
        Get-SettingValue -Name 'ListenPort' | Should -Be '26001'
        Set-OMSGatewayConfig -Key ListenPort -Value 26002
        Get-SettingValue -Name 'ListenPort' | Should -Be '26002'
        Set-OMSGatewayConfig ListenPort 26003
        Get-SettingValue -Name 'ListenPort' | Should -Be '26003'
    }

    It 'keeps a number as it was written' {
        Set-OMSGatewayConfig -Name MinimumTlsVersion -Value 1.0
        Get-SettingValue -Name 'MinimumTlsVersion' | Should -Be '1.0'
    }

    It 'sets <Name> to <Value>' -ForEach @(
        @{ Name = 'AllowMissingSni'; Value = $true; Expected = 'true' }
        @{ Name = 'LogLevel'; Value = 'debug'; Expected = 'DEBUG' }
        @{ Name = 'IdleTimeout'; Value = '2m'; Expected = '2m' }
    ) {
        Set-OMSGatewayConfig -Name $Name -Value $Value
        Get-SettingValue -Name $Name | Should -Be $Expected
    }

    It 'sets a list' {
        Set-OMSGatewayConfig -Name AllowedHosts -Value 'a.example', 'b.example'
        Get-OMSGatewayAllowedHost | Should -Be 'a.example', 'b.example'
    }

    It 'empties a list' {
        Set-OMSGatewayConfig -Name AllowedHosts -Value 'a.example', 'b.example'
        Set-OMSGatewayConfig -Name AllowedHosts -Value @()
        Get-OMSGatewayAllowedHost | Should -BeNullOrEmpty
    }

    It 'puts a setting back to its default' {
        Set-OMSGatewayConfig -Name LogLevel -Value WARN
        Set-OMSGatewayConfig -Name LogLevel -Value $null
        (Get-OMSGatewayConfig -Name LogLevel).IsDefault | Should -BeTrue
    }

    It 'keeps characters that a command line or a code page could change' {
        $subject = 'CN=' + [char] 0x00e4 + [char] 0x65e5 + ', O="a \ b %PATH% $x `"'
        Set-OMSGatewayConfig -Name AllowedClientCertificates -Value $subject
        Get-OMSGatewayAllowedClientCertificate | Should -BeExactly $subject
    }

    It 'refuses <Value> for <Name>, and changes nothing' -ForEach @(
        @{ Name = 'ListenPort'; Value = 'text' }
        @{ Name = 'ListenPort'; Value = '70000' }
        @{ Name = 'LogLevel'; Value = 'LOUD' }
        @{ Name = 'AllowedHosts'; Value = 'https://a.example/' }
        @{ Name = 'MinimumTlsVersion'; Value = '3.0' }
    ) {
        $caught = { Set-OMSGatewayConfig -Name $Name -Value $Value } | Should -Throw -PassThru `
            -ErrorId 'InvalidSetting,Set-OMSGatewayConfig' -ExpectedMessage "*$Value*"
        $caught.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $caught.TargetObject | Should -Be $Value
        (Get-OMSGatewayConfig -Name $Name).IsDefault | Should -BeTrue
    }

    It 'names a setting that does not exist' {
        { Set-OMSGatewayConfig -Name Port -Value 1 } | Should -Throw -ErrorId 'UnknownSetting,Set-OMSGatewayConfig'
    }

    It 'sets all or, if one is wrong, none' {
        $good = [pscustomobject]@{ Name = 'LogLevel'; Value = 'WARN' }
        $bad = [pscustomobject]@{ Name = 'ListenPort'; Value = 'text' }
        { $good, $bad | Set-OMSGatewayConfig } | Should -Throw -ErrorId 'InvalidSetting,Set-OMSGatewayConfig'
        Get-SettingValue -Name 'LogLevel' | Should -Be 'INFO'
    }

    It 'takes over exported settings and leaves the password alone' {
        Set-OMSGatewayRelayProxy -Address 'http://proxy.example:8080' -Username 'u' -Password 's'
        Add-OMSGatewayAllowedHost 'a.example'
        $file = Join-Path -Path $TestDrive -ChildPath 'export.xml'
        Get-OMSGatewayConfig | Export-Clixml -Path $file
        Set-OMSGatewayConfig -Name AllowedHosts -Value $null
        Get-Warning -Command { Import-Clixml -Path $file | Set-OMSGatewayConfig } | Should -Not -BeNullOrEmpty
        Get-OMSGatewayAllowedHost | Should -Be 'a.example'
        (Get-OMSGatewayRelayProxy).HasPassword | Should -BeTrue
    }

    It 'changes nothing with WhatIf' {
        Set-OMSGatewayConfig -Name LogLevel -Value WARN -WhatIf
        Get-SettingValue -Name 'LogLevel' | Should -Be 'INFO'
    }

    It 'does not ask with Force, or with Confirm off' {
        $before = $global:ConfirmPreference
        try {
            $global:ConfirmPreference = 'Low'
            Set-OMSGatewayConfig -Name LogLevel -Value WARN -Force
            Set-OMSGatewayConfig -Name LogLevel -Value ERROR -Confirm:$false
        } finally {
            $global:ConfirmPreference = $before
        }
        Get-SettingValue -Name 'LogLevel' | Should -Be 'ERROR'
    }

    It 'answers the setting with PassThru, and nothing without it' {
        (Set-OMSGatewayConfig -Name LogLevel -Value WARN -PassThru).Value | Should -Be 'WARN'
        Set-OMSGatewayConfig -Name LogLevel -Value WARN | Should -BeNullOrEmpty
    }

    It 'says with Verbose what was changed' {
        $said = Set-OMSGatewayConfig -Name LogLevel -Value WARN -Verbose 4>&1 | Out-String
        $said | Should -Match 'LogLevel'
        $said | Should -Match 'WARN'
    }
}

Describe 'The firewall rule of ListenPort' {
    BeforeEach {
        Reset-GatewaySetting
        Mock -ModuleName 'OmsGateway' -CommandName 'Set-FirewallPort'
        Mock -ModuleName 'OmsGateway' -CommandName 'Test-OnWindows' -MockWith { $true }
    }

    It 'follows the port' {
        Set-OMSGatewayConfig -Name ListenPort -Value 26001
        Should -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-FirewallPort' -ParameterFilter { $Port -eq 26001 }
    }

    It 'is left alone by other settings' {
        Set-OMSGatewayConfig -Name LogLevel -Value WARN
        Should -Not -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-FirewallPort'
    }

    It 'puts the port back when it cannot be changed' {
        Set-OMSGatewayConfig -Name ListenPort -Value 26001
        Mock -ModuleName 'OmsGateway' -CommandName 'Set-FirewallPort' -MockWith { throw 'the rule is locked' }
        { Set-OMSGatewayConfig -Name ListenPort -Value 26002 } | Should -Throw `
            -ErrorId 'FirewallFailed,Set-OMSGatewayConfig' -ExpectedMessage '*the rule is locked*26001*'
        Get-SettingValue -Name 'ListenPort' | Should -Be '26001'
    }
}
