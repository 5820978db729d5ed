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
        { Get-OMSGatewayConfig -Name 'Port' -ErrorAction 'Stop' } |
            Should -Throw -ErrorId 'UnknownSetting,Get-OMSGatewayConfig' -ExpectedMessage '*Port*ListenPort*'
    }

    It 'says where a value comes from' {
        Set-OMSGatewayConfig -Name 'LogLevel' -Value 'INFO'
        (Get-OMSGatewayConfig -Name 'LogLevel', 'ListenPort').Source | Should -Be @('Local', 'Default')
        Get-OMSGatewayConfig -Name 'LogLevel' | Format-List | Out-String | Should -Match 'Source +: Local'
        Reset-GatewaySetting
    }

    It 'shows settings as a table' {
        Get-OMSGatewayConfig -Name 'ListenPort' | Out-String | Should -Match 'ListenPort\s+8080'
    }
}

Describe 'Set-OMSGatewayConfig' {
    BeforeEach {
        Reset-GatewaySetting
        # Tests must not change the rule of this machine.
        Mock -ModuleName 'OmsGateway' -CommandName 'Find-FirewallRule' -MockWith { 'the rule' }
        Mock -ModuleName 'OmsGateway' -CommandName 'Set-RuleState'
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
        Set-OMSGatewayConfig -Name AllowedHosts -Value @() -Force
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
        Set-OMSGatewayConfig -Name AllowedHosts -Value $null -Force
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

Describe 'The firewall rule' {
    BeforeAll {
        # PowerShell has these cmdlets on Windows only.
        $made = @(foreach ($name in 'Get-NetFirewallRule', 'Set-NetFirewallRule', 'Get-NetFirewallAddressFilter') {
            if (-not (Get-Command -Name $name -ErrorAction 'Ignore')) {
                Set-Item -Path "function:global:$name" -Value {
                    param($DisplayName, $Protocol, $LocalPort, $RemoteAddress, [switch] $Confirm, [switch] $WhatIf)
                    "$DisplayName $Protocol $LocalPort $RemoteAddress $Confirm $WhatIf"
                }
                $name
            }
        })
    }

    AfterAll {
        $made | ForEach-Object { Remove-Item -Path "function:global:$_" }
    }

    BeforeEach {
        Reset-GatewaySetting
        [System.IO.File]::WriteAllText($SettingsFile, "ListenPort=26001`n")
        Mock -ModuleName 'OmsGateway' -CommandName 'Test-OnWindows' -MockWith { $true }
        Mock -ModuleName 'OmsGateway' -CommandName 'Get-NetFirewallRule' -MockWith {
            [pscustomobject]@{ Name = 'in'; Direction = 'Inbound' }
            [pscustomobject]@{ Name = 'out'; Direction = 'Outbound' }
        }
        Mock -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule'
        Mock -ModuleName 'OmsGateway' -CommandName 'Get-NetFirewallAddressFilter' -MockWith {
            [pscustomobject]@{ RemoteAddress = '192.0.2.0/24' }
        }
    }

    It 'follows the clients' {
        $said = Set-OMSGatewayConfig AllowedClients '10.0.0.0/8', '::ffff:192.0.2.1 - ::ffff:192.0.2.9', '::1' `
            -Verbose 4>&1 | Out-String
        $said | Should -Match '10\.0\.0\.0/8, 192\.0\.2\.1-192\.0\.2\.9, ::1'
        Set-OMSGatewayConfig -Name AllowedClients -Value $null -Confirm:$false
        foreach ($addresses in '10.0.0.0/8,192.0.2.1-192.0.2.9,::1', 'Any') {
            Should -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -Exactly 1 -ParameterFilter {
                $RemoteAddress -join ',' -ceq $addresses -and $null -eq $LocalPort
            }
        }
    }

    It 'is open again after an import without clients' {
        $file = Join-Path -Path $TestDrive -ChildPath 'open.json'
        [System.IO.File]::WriteAllText($file, '{"AllowedClients":[]}')
        Set-OMSGatewayConfig -Name AllowedClients -Value '10.0.0.0/8'
        Import-OMSGatewaySettings -Path $file -Force
        Should -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -Exactly 1 -ParameterFilter {
            $RemoteAddress -ceq 'Any'
        }
    }

    It 'keeps the addresses that an administrator gave it while no clients are set' {
        $file = Join-Path -Path $TestDrive -ChildPath 'still.json'
        [System.IO.File]::WriteAllText($file, '{"AllowedClients":[],"ListenPort":"26003"}')
        Import-OMSGatewaySettings -Path $file -Force
        Should -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -Exactly 1 -ParameterFilter {
            $LocalPort -eq 26003 -and $null -eq $RemoteAddress
        }
        Should -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -Exactly 1
    }

    It 'is open, with a warning, when the clients are too many for it' {
        $clients = 1..700 | ForEach-Object { "10.111.$(100 + [math]::Floor($_ / 100)).$(100 + $_ % 100)" }
        Get-Warning -Command { Set-OMSGatewayConfig -Name AllowedClients -Value $clients } |
            Should -BeLike '*too long for the firewall rule*'
        Should -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -Exactly 1 -ParameterFilter {
            $RemoteAddress -ceq 'Any'
        }
        (Get-OMSGatewayConfig -Name AllowedClients).Value.Count | Should -Be 700
    }

    It 'and the clients stay as they were when one of them cannot be changed' {
        [System.IO.File]::WriteAllText($SettingsFile, "AllowedClients=10.0.0.1`n")
        Mock -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -MockWith {
            if ($RemoteAddress -ceq '10.0.0.2') {
                throw 'the rule is locked'
            }
        }
        { Set-OMSGatewayConfig -Name AllowedClients -Value 10.0.0.2 } | Should -Throw `
            -ErrorId 'FirewallFailed,Set-OMSGatewayConfig' -ExpectedMessage '*the rule is locked*AllowedClients*'
        Get-SettingValue -Name 'AllowedClients' | Should -Be '10.0.0.1'
        Mock -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -MockWith {
            if ($RemoteAddress -ceq '10.0.0.3') {
                [System.IO.File]::WriteAllBytes($env:OMSGATEWAY_CONFIG, [byte[]] (0xff, 0xfe, 0))
            }
        }
        { Set-OMSGatewayConfig -Name AllowedClients -Value 10.0.0.3 } | Should -Throw
        Should -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -ParameterFilter {
            $RemoteAddress -ceq '192.0.2.0/24'
        }
    }

    It 'follows the port' {
        Set-OMSGatewayConfig -Name ListenPort -Value 26002
        Should -Invoke -ModuleName 'OmsGateway' -CommandName 'Get-NetFirewallRule' -ParameterFilter {
            $DisplayName -eq 'OMS Gateway'
        }
        Should -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -Exactly 1 -ParameterFilter {
            $LocalPort -eq '26002' -and $Protocol -eq 'TCP'
        }
    }

    It 'is found by a direction that is a number' {
        Mock -ModuleName 'OmsGateway' -CommandName 'Get-NetFirewallRule' -MockWith {
            [pscustomobject]@{ Direction = 1 }
            [pscustomobject]@{ Direction = 2 }
        }
        Set-OMSGatewayConfig -Name ListenPort -Value 26002
        Should -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -Exactly 1
    }

    It 'is left alone by other settings, by WhatIf and by a wrong value' {
        Set-OMSGatewayConfig -Name LogLevel -Value WARN
        Set-OMSGatewayConfig -Name ListenPort -Value 26002 -WhatIf
        { Set-OMSGatewayConfig -Name ListenPort -Value 'text' } | Should -Throw
        Should -Not -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule'
    }

    It 'keeps all settings as they were when it cannot be changed' {
        $before = [System.IO.File]::ReadAllText($SettingsFile)
        Mock -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -MockWith { throw 'the rule is locked' }
        { @{ ListenPort = '26002'; LogLevel = 'WARN' }.GetEnumerator() | Set-OMSGatewayConfig } | Should -Throw `
            -ErrorId 'FirewallFailed,Set-OMSGatewayConfig' -ExpectedMessage '*the rule is locked*26001*'
        [System.IO.File]::ReadAllText($SettingsFile) | Should -Be $before
    }

    It 'is not taken for missing when it cannot be looked up' {
        Mock -ModuleName 'OmsGateway' -CommandName 'Get-NetFirewallRule' -MockWith { throw 'the service is stopped' }
        { Set-OMSGatewayConfig -Name ListenPort -Value 26002 } | Should -Throw `
            -ErrorId 'FirewallFailed,Set-OMSGatewayConfig' -ExpectedMessage '*the service is stopped*26001*'
        Get-SettingValue -Name 'ListenPort' | Should -Be 26001
    }

    It 'is not made again, and a caller who takes that for an error has the previous port' {
        Mock -ModuleName 'OmsGateway' -CommandName 'Get-NetFirewallRule' -MockWith {
            Write-Error -Message 'no rule' -Category 'ObjectNotFound' -ErrorAction 'Stop'
        }
        { Set-OMSGatewayConfig -Name ListenPort -Value 26002 -WarningAction 'Stop' } | Should -Throw
        Get-SettingValue -Name 'ListenPort' | Should -Be 26001
        Get-Warning -Command { Set-OMSGatewayConfig -Name ListenPort -Value 26002 } |
            Should -BeLike '*OMS Gateway*26002*'
        Get-SettingValue -Name 'ListenPort' | Should -Be 26002
    }

    It 'goes back when the settings cannot be written' {
        Mock -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -MockWith {
            if ($LocalPort -eq '26002') {
                [System.IO.File]::WriteAllBytes($env:OMSGATEWAY_CONFIG, [byte[]] (0xff, 0xfe, 0))
            }
        }
        { Set-OMSGatewayConfig -Name ListenPort -Value 26002 } |
            Should -Throw -ErrorId 'StoreUnavailable,Set-OMSGatewayConfig'
        Should -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-NetFirewallRule' -ParameterFilter {
            $LocalPort -eq '26001'
        }
    }

    It 'is changed by netsh where there are no cmdlets for it' {
        Mock -ModuleName 'OmsGateway' -CommandName 'Get-Command' -ParameterFilter { $Name -eq 'Set-NetFirewallRule' }
        Mock -ModuleName 'OmsGateway' -CommandName 'Set-RuleState'
        Set-OMSGatewayConfig -Name ListenPort -Value 26002
        Should -Invoke -ModuleName 'OmsGateway' -CommandName 'Set-RuleState' -ParameterFilter {
            $Rule[0] -eq 'netsh.exe' -and $Change.LocalPort -eq '26002'
        }
    }
}
