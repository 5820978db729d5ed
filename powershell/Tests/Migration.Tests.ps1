BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')
    $script = Join-Path -Path $PSScriptRoot -ChildPath '../Export-OMSGatewayMigration.ps1'
    $file = Join-Path -Path $TestDrive -ChildPath 'migration.json'

    function Export-StandIn {
        # Runs the script where only a stand-in for the module of Microsoft's gateway is. Returns the warnings.
        param([string] $Module, [switch] $Force)

        $folder = Join-Path -Path $TestDrive -ChildPath 'Modules/OMSGateway'
        [void] (New-Item -ItemType Directory -Path $folder -Force)
        [System.IO.File]::WriteAllText((Join-Path -Path $folder -ChildPath 'OMSGateway.psm1'), $Module)
        $shell = [powershell]::Create()
        try {
            [void] $shell.AddScript({
                param($script, $file, $modules, $force)
                $before = $env:PSModulePath
                $env:PSModulePath = $modules
                try {
                    & $script -Path $file -Force:$force -WarningVariable warnings -WarningAction SilentlyContinue
                    $warnings
                } finally {
                    $env:PSModulePath = $before
                }
            }).AddArgument($script).AddArgument($file).AddArgument((Split-Path -Path $folder -Parent)).AddArgument(
                [bool] $Force)
            $shell.Invoke()
            $shell.Streams.Error | ForEach-Object { throw $_ }
        } finally {
            $shell.Dispose()
        }
    }

    $original = @'
function Get-OMSGatewayConfig { param($Key) 8443 }
function Get-OMSGatewayRelayProxy { [pscustomobject]@{ Address = 'http://proxy.contoso.com:3128'; Username = 'user1' } }
function Get-OMSGatewayAllowedHost { 'www.test.com'; [pscustomobject]@{ Host = 'www.contoso.com' } }
function Get-OMSGatewayAllowedClientCertificate { 'CN=a;b, O=Größe'; [pscustomobject]@{ Subject = 'mycert' } }
'@
}

Describe 'Export-OMSGatewayMigration' {
    BeforeEach {
        Reset-GatewaySetting
        Remove-Item -LiteralPath $file -ErrorAction Ignore
        Mock -ModuleName 'OmsGateway' -CommandName 'Find-FirewallRule' -MockWith { 'the rule' }
        Mock -ModuleName 'OmsGateway' -CommandName 'Set-RuleState'
    }

    It 'writes what a real import applies' {
        $said = Export-StandIn -Module $original
        $said -like '*password*' | Should -HaveCount 1
        $said -like '*TLS 1.0*MinimumTlsVersion*IdleTimeout*' | Should -HaveCount 1
        $warning = Get-Warning -Command { Import-OMSGatewaySettings -Path $file }
        $warning | Should -BeLike '*Set-OMSGatewayRelayProxy -Credential "user1"*'
        Get-SettingValue -Name 'ListenPort' | Should -Be 8443
        Get-SettingValue -Name 'RelayProxyAddress' | Should -Be 'http://proxy.contoso.com:3128'
        Get-OMSGatewayAllowedHost | Should -Be 'www.test.com', 'www.contoso.com'
        Get-OMSGatewayAllowedClientCertificate | Should -Be 'CN=a\;b, O=Größe', 'mycert'
    }

    It 'understands settings as <Form>' -ForEach @(
        @{ Form = 'objects'; Code = '[pscustomobject]@{ Name = "ListenPort"; Value = 9000 }
            [pscustomobject]@{ Name = "LogLevel"; Value = "Warning" }' }
        @{ Form = 'keys'; Code = '[pscustomobject]@{ Key = "ListenPort"; Value = "9000" }
            [pscustomobject]@{ Key = "LogLevel"; Value = "WARN" }' }
        @{ Form = 'a table'; Code = '@{ ListenPort = 9000; LogLevel = "warn" }' }
        @{ Form = 'lines'; Code = '"ListenPort: 9000"; "LogLevel = WARN"' }
    ) {
        [void] (Export-StandIn -Module @"
function Get-OMSGatewayConfig { $Code }
function Get-OMSGatewayRelayProxy { }
function Get-OMSGatewayAllowedHost { }
function Get-OMSGatewayAllowedClientCertificate { }
"@)
        Import-OMSGatewaySettings -Path $file
        Get-SettingValue -Name 'ListenPort' | Should -Be 9000
        Get-SettingValue -Name 'LogLevel' | Should -Be 'WARN'
        Get-SettingValue -Name 'RelayProxyAddress' | Should -BeNullOrEmpty
    }

    It 'replaces a file only with Force' {
        [void] (Export-StandIn -Module $original)
        { Export-StandIn -Module $original } | Should -Throw '*exists*'
        { Export-StandIn -Module $original -Force } | Should -Not -Throw
    }
}

Describe 'Export-OMSGatewaySettings and Import-OMSGatewaySettings' {
    BeforeEach {
        Reset-GatewaySetting
        Remove-Item -LiteralPath $file -ErrorAction Ignore
        Mock -ModuleName 'OmsGateway' -CommandName 'Find-FirewallRule' -MockWith { 'the rule' }
        Mock -ModuleName 'OmsGateway' -CommandName 'Set-RuleState'
    }

    It 'carry all settings but the password to another gateway' {
        [System.IO.File]::WriteAllText($SettingsFile, "ListenPort=26001`nAllowedHosts=a.example,*.b.example`n" +
            "AllowedClients=10.0.0.0/8`nAllowMissingSni=true`nIdleTimeout=5m`n")
        Set-OMSGatewayRelayProxy -Address 'proxy:8080' -Username 'u' -Password 's3cret'
        (Export-OMSGatewaySettings -Path $file).FullName | Should -Be (Get-Item -LiteralPath $file).FullName
        [System.IO.File]::ReadAllText($file) | Should -Not -Match 's3cret|RelayProxyPassword'
        $expected = Get-OMSGatewayConfig | Where-Object { $_.Name -notlike 'RelayProxy[UP]*' }
        Reset-GatewaySetting
        [System.IO.File]::WriteAllText($SettingsFile, "MaxConnections=7`nAllowedServerNames=a.example=b.example`n")
        Get-Warning -Command { Import-OMSGatewaySettings -Path $file -Force } | Should -BeLike '*-Credential "u"*'
        foreach ($setting in $expected) {
            "$(Get-SettingValue -Name $setting.Name)" | Should -Be "$($setting.Value)" -Because $setting.Name
        }
    }

    It 'name the users of single relay proxies, whose credentials are not carried' {
        $secret = ConvertTo-SecureString -String 's3cret' -AsPlainText -Force
        Set-OMSGatewayRelayProxy -Address 'a:8080', 'b' -Credential ([pscredential]::Empty),
            ([pscredential]::new('v', $secret))
        Get-Warning -Command { Export-OMSGatewaySettings -Path $file } | Should -BeNullOrEmpty
        [System.IO.File]::ReadAllText($file) | Should -Not -Match 's3cret'
        Get-Warning -Command { Import-OMSGatewaySettings -Path $file -Force } | Should -BeLike '*stays*'
        Get-OMSGatewayRelayProxy | Where-Object { $_.Username -eq 'v' -and $_.HasPassword } | Should -HaveCount 1
        Reset-GatewaySetting
        Get-Warning -Command { Import-OMSGatewaySettings -Path $file -Force } | Should -BeLike '*-Credential: b (v).'
        Get-OMSGatewayRelayProxy | Select-Object -ExpandProperty 'Address' | Should -BeExactly 'a:8080', 'b'
        @(Get-OMSGatewayRelayProxy).HasPassword | Should -Not -Contain $true
    }

    It 'drop the credentials of other relay proxies' {
        $secret = ConvertTo-SecureString -String 's3cret' -AsPlainText -Force
        Set-OMSGatewayRelayProxy -Address 'a', 'b' -Credential ([pscredential]::Empty),
            ([pscredential]::new('v', $secret))
        [System.IO.File]::WriteAllText($file,
            '{"RelayProxyAddress":["a","c"],"RelayProxyUsername":"u","RelayProxyCredentials":["c=w"]}')
        Get-Warning -Command { Import-OMSGatewaySettings -Path $file -Force } |
            Should -BeLike '*-Credential: a (u), c (w).'
        @(Get-OMSGatewayRelayProxy).Username | Where-Object { $_ } | Should -BeNullOrEmpty
        Get-OMSGatewayRelayProxy | Select-Object -ExpandProperty 'Address' | Should -BeExactly 'a', 'c'
    }

    It 'keep the password of the same user' {
        Set-OMSGatewayRelayProxy -Address 'proxy:8080' -Username 'u' -Password 's3cret'
        [void] (Export-OMSGatewaySettings -Path $file)
        Get-Warning -Command { Import-OMSGatewaySettings -Path $file } | Should -BeLike '*password*stays*'
        Get-SettingValue -Name 'RelayProxyUsername' | Should -Be 'u'
    }

    It 'change nothing with a wrong file' -ForEach @(
        @{ Text = 'ListenPort=1'; Id = 'NotSettings' }
        @{ Text = '[1]'; Id = 'NotSettings' }
        @{ Text = '{"ListenPort":"26002","AllowedHosts":"a:443"}'; Id = 'InvalidSetting' }
        @{ Text = '{"ListenPort":"26002","Colour":"blue"}'; Id = 'UnknownSetting' }
    ) {
        [System.IO.File]::WriteAllText($file, $Text)
        { Import-OMSGatewaySettings -Path $file } | Should -Throw -ErrorId "$Id,Import-OMSGatewaySettings"
        [System.IO.File]::ReadAllText($SettingsFile) | Should -BeNullOrEmpty
    }

    It 'say that a file exists, and that there is none' {
        [System.IO.File]::WriteAllText($file, '')
        { Export-OMSGatewaySettings -Path $file } | Should -Throw -ErrorId 'FileExists,Export-OMSGatewaySettings'
        { Import-OMSGatewaySettings -Path "$file.no" -ErrorAction Stop } |
            Should -Throw -ErrorId 'NoFile,Import-OMSGatewaySettings'
        (Export-OMSGatewaySettings -Path $file -Force).Length | Should -BeGreaterThan 2
    }
}
