BeforeDiscovery {
    $adds = @(
        @{ Noun = 'AllowedHost'; Property = 'Host' }
        @{ Noun = 'AllowedClientCertificate'; Property = 'Subject' }
    )
    $changes = @(
        @{ Cmdlet = 'Add-OMSGatewayAllowedHost'; Property = 'Host' }
        @{ Cmdlet = 'Remove-OMSGatewayAllowedHost'; Property = 'Host' }
        @{ Cmdlet = 'Get-OMSGatewayAllowedHost'; Property = 'Host' }
        @{ Cmdlet = 'Add-OMSGatewayAllowedClientCertificate'; Property = 'Subject' }
        @{ Cmdlet = 'Remove-OMSGatewayAllowedClientCertificate'; Property = 'Subject' }
        @{ Cmdlet = 'Get-OMSGatewayAllowedClientCertificate'; Property = 'Subject' }
        @{ Cmdlet = 'Set-OMSGatewayConfig'; Property = 'Name' }
        @{ Cmdlet = 'Set-OMSGatewayRelayProxy'; Property = 'Address' }
        @{ Cmdlet = 'Get-OMSGatewayServiceUrl'; Property = 'Location' }
        @{ Cmdlet = 'Get-OMSGatewayForbiddenHost'; Property = 'LogPath' }
        @{ Cmdlet = 'Save-OMSGatewayDiagnostic'; Property = 'Path' }
    )
}

BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')

    function Get-Certificate {
        param([string] $Subject)

        $key = [System.Security.Cryptography.RSA]::Create(2048)
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new($Subject, $key, 'SHA256',
            [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $request.CreateSelfSigned([datetime]::Now, [datetime]::Now.AddDays(1))
    }
}

Describe 'An object that <Cmdlet> cannot use' -ForEach $changes {
    It 'is one error that names its type and the property: <Type>' -ForEach @(
        @{ Make = { [System.Text.StringBuilder]::new('x') }; Type = 'System.Text.StringBuilder' }
        @{ Make = { @{ Other = 'h' } }; Type = 'System.Collections.Hashtable' }
        @{ Make = { [pscustomobject]@{ Other = 'h' } }; Type = 'System.Management.Automation.PSCustomObject' }
        @{ Make = { $null } ; Type = '$null' }
        @{ Make = { [securestring]::new() }; Type = 'System.Security.SecureString' }
        @{ Make = { 42 }; Type = 'System.Int32' }
        @{ Make = { $true }; Type = 'System.Boolean' }
        @{ Make = { [timespan]::Zero }; Type = 'System.TimeSpan' }
    ) {
        $thing = & $Make
        Mock -ModuleName 'OmsGateway' -CommandName 'Start-GatewayProgram' -MockWith { throw 'started' }
        $caught = { $thing | & $Cmdlet } | Should -Throw -PassThru -ErrorId "WrongInput,$Cmdlet"
        $caught.Exception.Message | Should -Match ([regex]::Escape($Type))
        $caught.Exception.Message | Should -Match $Property
    }
}

Describe 'The text of an object, as CSV files have it' {
    It 'is refused by the type that it names: <_>' -ForEach @(
        'System.Object[]', 'System.Collections.Hashtable', 'System.Collections.Generic.List`1[System.String]'
    ) {
        $caught = { Set-OMSGatewayConfig -Name 'AllowedHosts' -Value $_ } |
            Should -Throw -PassThru -ErrorId 'WrongInput,Set-OMSGatewayConfig'
        $caught.Exception.Message | Should -Match ([regex]::Escape($_))
    }
}

Describe 'A SecureString' {
    It 'is a password and nothing else' {
        Reset-GatewaySetting
        $secret = ConvertTo-SecureString -String 's3cret' -AsPlainText -Force
        { Set-OMSGatewayConfig -Name 'LogLevel' -Value $secret } | Should -Throw -ErrorId 'WrongInput,*'
        { [pscustomobject]@{ Host = $secret } | Add-OMSGatewayAllowedHost } | Should -Throw -ErrorId 'WrongInput,*'
        Set-OMSGatewayRelayProxy -Address 'p' -Username 'u' -Password 'x'
        Set-OMSGatewayConfig -Name 'RelayProxyPassword' -Value $secret
        (Get-OMSGatewayRelayProxy).HasPassword | Should -BeTrue
    }
}

Describe 'The list of <Noun>' -ForEach $adds {
    BeforeEach {
        Reset-GatewaySetting
    }

    It 'takes texts, objects and tables with the property, and texts of a file without its blank lines' {
        $file = Join-Path -Path $TestDrive -ChildPath 'lines.txt'
        Set-Content -LiteralPath $file -Value 'a.example', '', '  ', 'b.example'
        Get-Content -LiteralPath $file | & "Add-OMSGateway$Noun"
        [pscustomobject]@{ $Property = 'c.example'; Other = 1 }, @{ $Property = 'd.example' } | & "Add-OMSGateway$Noun"
        $wanted = 'a.example', 'b.example', 'c.example', 'd.example'
        & "Get-OMSGateway$Noun" | Should -Be $wanted
        & "Get-OMSGateway$Noun" | & "Get-OMSGateway$Noun" | Should -Be $wanted
        $byLine = @{ ($Property -replace '^Host$', 'HostName') = { $_.Line } }
        Import-Csv -LiteralPath $file -Header 'Line' | & "Remove-OMSGateway$Noun" @byLine
        & "Get-OMSGateway$Noun" | Should -Be 'c.example', 'd.example'
    }

    It 'takes no element of several lines' {
        { & "Add-OMSGateway$Noun" "a.example`nb.example" } | Should -Throw -ErrorId "SeveralLines,Add-OMSGateway$Noun"
        { "a`r`nb" | & "Remove-OMSGateway$Noun" } | Should -Throw -ErrorId "SeveralLines,Remove-OMSGateway$Noun"
        foreach ($break in 0x0b, 0x0c, 0x85, 0x2028, 0x2029) {
            { & "Add-OMSGateway$Noun" "a$([char] $break)b" } | Should -Throw -ErrorId 'SeveralLines,*'
        }
    }
}

Describe 'The objects of other commands' {
    BeforeEach {
        Reset-GatewaySetting
    }

    It 'give hosts' {
        [uri] 'https://u.example/path', [ipaddress] '10.0.0.1', [pscustomobject]@{ ComputerName = 'c.example' },
            [pscustomobject]@{ DnsHostName = 'd.example' }, [pscustomobject]@{ Server = 's.example' } |
            Add-OMSGatewayAllowedHost
        Get-OMSGatewayAllowedHost | Should -Be 'u.example', '10.0.0.1', 'c.example', 'd.example', 's.example'
    }

    It 'give the subject of a certificate, by pipeline and by parameter' {
        Get-Certificate -Subject 'CN="a;b", O=x' | Add-OMSGatewayAllowedClientCertificate
        Add-OMSGatewayAllowedClientCertificate -Subject (Get-Certificate -Subject 'CN=c')
        Get-OMSGatewayAllowedClientCertificate | Should -Be 'CN="a;b", O=x', 'CN=c'
        [System.IO.File]::ReadAllText($SettingsFile) | Should -Match 'CN="a;b", O=x;'
        Remove-OMSGatewayAllowedClientCertificate -Subject 'CN="a;b", O=x'
        Get-OMSGatewayAllowedClientCertificate | Should -Be 'CN=c'
    }

    It 'give the location of an Automation account' {
        $account = [pscustomobject]@{ AutomationAccountName = 'a'; Location = 'westeurope' }
        ($account | Get-OMSGatewayServiceUrl).Count | Should -Be 2
    }

    It 'give log files' {
        $line = '2026-01-01 00:00:00 [7] ERROR GatewayLogic - Target host (a.example) is forbidden. ' +
            'Destination server is not in allowed list. Port 443, client 10.0.0.1:1'
        Set-Content -LiteralPath (Join-Path -Path $TestDrive -ChildPath 'a.log') -Value $line
        Set-Content -LiteralPath (Join-Path -Path $TestDrive -ChildPath 'b[1].log') -Value $line
        $files = Get-ChildItem -LiteralPath $TestDrive -Filter '*.log'
        ($files | Get-OMSGatewayForbiddenHost -Since '2026-01-01').Requests | Should -Be 2
    }
}

Describe 'A value that would empty a setting by accident' {
    BeforeEach {
        [System.IO.File]::WriteAllText($SettingsFile, "AllowedHosts=a.example`n")
    }

    It 'is an error: <_>' -ForEach @(
        '''''', ''' ''', '@('''', '' '')', '$undefined', '(Get-Item -Path absent*)', '-Value $undefined'
        '-Value:$undefined', '([pscustomobject]@{ Hosts = $null }).Hosts'
    ) {
        { Invoke-Expression -Command "Set-OMSGatewayConfig AllowedHosts $_ -Force" } | Should -Throw `
            -ErrorId '*Value,Set-OMSGatewayConfig'
        Get-OMSGatewayAllowedHost | Should -Be 'a.example'
    }

    It 'is an error, however the cmdlet is called: <_>' -ForEach @(
        '& Set-OMSGatewayConfig AllowedHosts $undefined -Force'
        '$cmdlet = ''Set-OMSGatewayConfig''; & $cmdlet AllowedHosts $undefined -Force'
        'Set-Alias -Name configure -Value Set-OMSGatewayConfig; configure AllowedHosts $undefined -Force'
        'OmsGateway\Set-OMSGatewayConfig AllowedHosts $undefined -Force'
        '@(1) | ForEach-Object { if ($_) { Set-OMSGatewayConfig AllowedHosts $undefined -Force } }'
        "Set-OMSGatewayConfig ```n  -Name AllowedHosts ```n  -Value `$undefined -Force"
        '$null = Set-OMSGatewayConfig LogLevel $null; Set-OMSGatewayConfig AllowedHosts $undefined -Force'
        '@{ Name = ''AllowedHosts'' } | Set-OMSGatewayConfig -Value $undefined -Force'
    ) {
        { Invoke-Expression -Command $_ } | Should -Throw -ErrorId 'UndefinedValue,Set-OMSGatewayConfig'
        Get-OMSGatewayAllowedHost | Should -Be 'a.example'
    }

    It 'is $null itself, which needs a confirmation' {
        $session = [powershell]::Create()
        try {
            [void] $session.AddScript({
                param($manifest)
                Import-Module -Name $manifest
                Set-OMSGatewayConfig AllowedHosts $null
            }).AddArgument((Join-Path -Path $PSScriptRoot -ChildPath '../OmsGateway/OmsGateway.psd1'))
            [void] $session.Invoke()
            $session.Streams.Error.FullyQualifiedErrorId | Should -Be 'NotConfirmed,Set-OMSGatewayConfig'
        } finally {
            $session.Dispose()
        }
        Get-OMSGatewayAllowedHost | Should -Be 'a.example'
        Set-OMSGatewayConfig AllowedHosts $null -Confirm:$false
        Get-OMSGatewayAllowedHost | Should -BeNullOrEmpty
    }

    It 'needs no confirmation if the list is empty' {
        Set-OMSGatewayConfig AllowedClientCertificates $null
        Set-OMSGatewayConfig LogLevel $null
    }
}

Describe 'A backup as <Way>' -ForEach @(
    @{ Way = 'CSV'; Save = { $input | Export-Csv -Path $args[0] }; Load = { Import-Csv -Path $args[0] } }
    @{ Way = 'JSON'; Save = { $input | ConvertTo-Json | Set-Content -Path $args[0] }
        Load = { Get-Content -Path $args[0] -Raw | ConvertFrom-Json } }
    @{ Way = 'Clixml'; Save = { $input | Export-Clixml -Path $args[0] }; Load = { Import-Clixml -Path $args[0] } }
) {
    BeforeAll {
        $file = Join-Path -Path $TestDrive -ChildPath 'backup'
        Reset-GatewaySetting
        [System.IO.File]::WriteAllText($SettingsFile, "ListenPort=8443`nAllowedHosts=a.example,*.b.example`n" +
            "AllowedClientCertificates=CN=`"a;b`", O=x;mycert`nAllowMissingSni=true`nMinimumTlsVersion=1.0`n" +
            "IdleTimeout=90s`nRelayProxyAddress=http://p:8080`n")
        Set-OMSGatewayRelayProxy -Username 'u' -Password 's3cret'
        $wanted = Get-OMSGatewayConfig | Where-Object { $_.Name -notlike 'RelayProxy[UP]*' } | ConvertTo-Json
        Get-OMSGatewayConfig | & $Save $file
    }

    It 'restores another gateway, which had other settings' {
        Reset-GatewaySetting
        [System.IO.File]::WriteAllText($SettingsFile, "LogLevel=WARN`nListenAddress=127.0.0.1`nDrainTime=1s`n")
        $warnings = @(Get-Warning -Command { & $Load $file | Set-OMSGatewayConfig })
        $warnings.Count | Should -Be 1
        $warnings[0] | Should -BeLike '*Set-OMSGatewayRelayProxy -Credential "u"*'
        Get-OMSGatewayConfig | Where-Object { $_.Name -notlike 'RelayProxy[UP]*' } | ConvertTo-Json | Should -Be $wanted
        (Get-OMSGatewayRelayProxy).Username | Should -BeNullOrEmpty
    }

    It 'keeps the password of the same user' {
        Set-OMSGatewayRelayProxy -Address 'p' -Username 'u' -Password 'x'
        @(Get-Warning -Command { & $Load $file | Set-OMSGatewayConfig }).Count | Should -Be 1
        (Get-OMSGatewayRelayProxy).Username | Should -Be 'u'
        (Get-OMSGatewayRelayProxy).HasPassword | Should -BeTrue
    }
}

Describe 'A credential' {
    BeforeEach {
        Reset-GatewaySetting
    }

    It 'is refused without a relay proxy, in each cmdlet' {
        { Set-OMSGatewayRelayProxy -Username 'u' -Password 'x' } |
            Should -Throw -ErrorId 'CredentialWithoutAddress,Set-OMSGatewayRelayProxy'
        { @{ RelayProxyUsername = 'u'; RelayProxyPassword = 'x' }.GetEnumerator() | Set-OMSGatewayConfig } |
            Should -Throw -ErrorId 'CredentialWithoutAddress,Set-OMSGatewayConfig'
        (Get-OMSGatewayRelayProxy).HasPassword | Should -BeFalse
    }

    It 'goes with the relay proxy' {
        Set-OMSGatewayRelayProxy -Address 'p' -Username 'u' -Password 'x'
        Set-OMSGatewayConfig RelayProxyAddress $null
        (Get-OMSGatewayRelayProxy).Username | Should -BeNullOrEmpty
        (Get-OMSGatewayRelayProxy).HasPassword | Should -BeFalse
    }

    It 'stays when the output of Get is given to Set' {
        Set-OMSGatewayRelayProxy -Address 'p' -Username 'u' -Password 'x'
        Get-OMSGatewayRelayProxy | Set-OMSGatewayRelayProxy -WarningAction 'SilentlyContinue'
        (Get-OMSGatewayRelayProxy).HasPassword | Should -BeTrue
    }
}

Describe 'A value of the type <Type>' -ForEach @(
    @{ Type = 'timespan'; Name = 'IdleTimeout'; Value = [timespan] '00:02:00'; Expected = '2m' }
    @{ Type = 'timespan of zero'; Name = 'DrainTime'; Value = [timespan]::Zero; Expected = '0s' }
    @{ Type = 'timespan of a part of a second'; Name = 'ConnectTimeout'; Value = [timespan] '0:0:1.5'
        Expected = '1500ms' }
    @{ Type = 'double'; Name = 'MinimumTlsVersion'; Value = 1.0; Expected = '1.0' }
    @{ Type = 'version'; Name = 'MaximumTlsVersion'; Value = [version] '1.2'; Expected = '1.2' }
    @{ Type = 'int'; Name = 'MaxConnections'; Value = 1000; Expected = 1000 }
    @{ Type = 'bool'; Name = 'AllowMissingSni'; Value = $true; Expected = $true }
    @{ Type = 'ipaddress'; Name = 'ListenAddress'; Value = [ipaddress] '::1'; Expected = '::1' }
) {
    It 'is stored as it is meant, and returned by type' {
        Reset-GatewaySetting
        $returned = (Set-OMSGatewayConfig -Name $Name -Value $Value -PassThru)
        $returned.Value | Should -BeExactly $Expected
        $returned.Value | Should -BeOfType $Expected.GetType()
        if ($Value -is [timespan]) {
            $returned.TimeSpan | Should -Be $Value
        }
    }
}
