BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')
    $address = 'http://www.myproxy.com:8080'

    function ConvertTo-Secret {
        param([string] $Text)

        [System.Net.NetworkCredential]::new('', $Text).SecurePassword
    }
}

Describe 'Set-OMSGatewayRelayProxy' {
    BeforeEach {
        Reset-GatewaySetting
    }

    It 'sets address, user name and password as existing scripts do' {
        Set-OMSGatewayRelayProxy -Address http://www.myproxy.com:8080 -Username user1 -Password 123
        $proxy = Get-OMSGatewayRelayProxy
        $proxy.Address | Should -Be $address
        $proxy.Username | Should -Be 'user1'
        $proxy.HasPassword | Should -BeTrue
    }

    It 'takes a SecureString' {
        Set-OMSGatewayRelayProxy -Address $address -Username 'user1' -Password (ConvertTo-Secret -Text 's3cret')
        (Get-OMSGatewayRelayProxy).HasPassword | Should -BeTrue
    }

    It 'takes a credential' {
        $credential = [pscredential]::new('DOMAIN\user1', (ConvertTo-Secret -Text 's3cret'))
        Set-OMSGatewayRelayProxy -Address $address -Credential $credential
        (Get-OMSGatewayRelayProxy).Username | Should -Be 'DOMAIN\user1'
    }

    It 'takes a new credential for the proxy that is set' {
        Set-OMSGatewayRelayProxy -Address $address
        Set-OMSGatewayRelayProxy -Username 'user2' -Password 'x'
        (Get-OMSGatewayRelayProxy).Address | Should -Be $address
        (Get-OMSGatewayRelayProxy).Username | Should -Be 'user2'
    }

    It 'removes the credential when only an address is given' {
        Set-OMSGatewayRelayProxy -Address $address -Username 'user1' -Password 'x'
        Set-OMSGatewayRelayProxy -Address 'http://other.example:3128'
        $proxy = Get-OMSGatewayRelayProxy
        $proxy.Address | Should -Be 'http://other.example:3128'
        $proxy.Username | Should -BeNullOrEmpty
        $proxy.HasPassword | Should -BeFalse
    }

    It 'clears everything with an empty address' {
        Set-OMSGatewayRelayProxy -Address $address -Username 'user1' -Password 'x'
        Set-OMSGatewayRelayProxy -Address ""
        $proxy = Get-OMSGatewayRelayProxy
        $proxy.Address | Should -BeNullOrEmpty
        $proxy.Username | Should -BeNullOrEmpty
        $proxy.HasPassword | Should -BeFalse
    }

    It 'takes several proxies, in their order' {
        Set-OMSGatewayRelayProxy -Address 'http://b:8080', 'a:3128', 'c' -Credential (
            [pscredential]::new('user1', (ConvertTo-Secret -Text 's3cret')))
        $proxies = @(Get-OMSGatewayRelayProxy)
        $proxies | Select-Object -ExpandProperty 'Address' | Should -BeExactly 'http://b:8080', 'a:3128', 'c'
        $proxies.Username | Should -BeExactly 'user1', 'user1', 'user1'
        $proxies.HasPassword | Should -Not -Contain $false
        Set-OMSGatewayRelayProxy -Address 'a:1; b:2'
        Get-OMSGatewayRelayProxy | Select-Object -ExpandProperty 'Address' | Should -BeExactly 'a:1', 'b:2'
        @(Get-OMSGatewayRelayProxy).HasPassword | Should -Not -Contain $true
    }

    It 'takes a credential for each proxy, or none' {
        $credentials = [pscredential]::new('DOM\one', (ConvertTo-Secret -Text 's3:=cret')), [pscredential]::Empty,
            [pscredential]::new('three', (ConvertTo-Secret -Text 's3cret3'))
        $said = Set-OMSGatewayRelayProxy -Address 'http://a:8080', 'b', 'c' -Credential $credentials -PassThru `
            -Verbose 4>&1
        $proxies = @(Get-OMSGatewayRelayProxy)
        $proxies[0].Username | Should -BeExactly 'DOM\one'
        $proxies[1].Username | Should -BeNullOrEmpty
        $proxies[1].HasPassword | Should -BeFalse
        $proxies[2].Username | Should -BeExactly 'three'
        $proxies[2].HasPassword | Should -BeTrue
        $shown = @($said) + @(Get-OMSGatewayConfig) + @($proxies) | Format-List -Property '*' | Out-String
        $shown | Should -Not -Match 's3'
        [System.IO.File]::ReadAllText($SettingsFile) | Should -Not -Match 's3'
        Set-OMSGatewayRelayProxy -Credential ($credentials[2], $credentials[2], $credentials[0])
        @(Get-OMSGatewayRelayProxy).Username | Should -BeExactly 'three', 'three', 'DOM\one'
        Set-OMSGatewayRelayProxy -Address ''
        (Get-OMSGatewayConfig -Name 'RelayProxyCredentials').IsDefault | Should -BeTrue
    }

    It 'refuses credentials of another number than proxies, and those that would be read otherwise' {
        $one = [pscredential]::new('u', (ConvertTo-Secret -Text 'x'))
        { Set-OMSGatewayRelayProxy -Address 'a', 'b', 'c' -Credential $one, $one } |
            Should -Throw -ErrorId 'CredentialCount,Set-OMSGatewayRelayProxy'
        $colon = [pscredential]::new('u:s3cret', (ConvertTo-Secret -Text 'x'))
        { Set-OMSGatewayRelayProxy -Address 'a', 'b' -Credential $one, $colon } |
            Should -Throw -ErrorId 'InvalidSetting,Set-OMSGatewayRelayProxy' -ExpectedMessage '*"u:`*`*`*`*`*`*`*`*"*'
        (Get-OMSGatewayRelayProxy).Address | Should -BeNullOrEmpty
    }

    It 'keeps all passwords when the proxies come back through the pipeline' {
        $one = [pscredential]::new('u', (ConvertTo-Secret -Text 'x'))
        $two = [pscredential]::new('v', (ConvertTo-Secret -Text 'y'))
        Set-OMSGatewayRelayProxy -Address 'a', 'b' -Credential $one, $two
        Get-OMSGatewayRelayProxy | Sort-Object -Property 'Address' -Descending | Set-OMSGatewayRelayProxy
        $proxies = @(Get-OMSGatewayRelayProxy)
        $proxies | Select-Object -ExpandProperty 'Address' | Should -BeExactly 'b', 'a'
        $proxies.Username | Should -BeExactly 'v', 'u'
        Get-OMSGatewayConfig | Set-OMSGatewayConfig -Force
        @(Get-OMSGatewayRelayProxy).Username | Should -BeExactly 'v', 'u'
    }

    It 'never shows the password' {
        $said = Set-OMSGatewayRelayProxy -Address $address -Username 'u' -Password 's3cret' -PassThru -Verbose 4>&1 |
            Format-List -Property '*' | Out-String
        $shown = Get-OMSGatewayConfig | Format-List -Property '*' | Out-String
        $said + $shown | Should -Not -Match 's3cret'
        [System.IO.File]::ReadAllText($SettingsFile) | Should -Not -Match 's3cret'
    }

    It 'refuses an address that is none, and keeps the previous one' {
        Set-OMSGatewayRelayProxy -Address $address
        { Set-OMSGatewayRelayProxy -Address 'ftp://proxy' } |
            Should -Throw -ErrorId 'InvalidSetting,Set-OMSGatewayRelayProxy' -ExpectedMessage '*ftp://proxy*'
        (Get-OMSGatewayRelayProxy).Address | Should -Be $address
    }

    It 'refuses a user name or a password alone' {
        { Set-OMSGatewayRelayProxy -Address $address -Username 'u' } |
            Should -Throw -ErrorId 'CredentialIncomplete,Set-OMSGatewayRelayProxy'
        { Set-OMSGatewayRelayProxy -Address $address -Password 'x' } |
            Should -Throw -ErrorId 'CredentialIncomplete,Set-OMSGatewayRelayProxy'
    }

    It 'refuses a credential for no proxy' {
        { Set-OMSGatewayRelayProxy -Address '' -Username 'u' -Password 'x' } |
            Should -Throw -ErrorId 'CredentialWithoutAddress,Set-OMSGatewayRelayProxy'
    }

    It 'refuses to set nothing' {
        { Set-OMSGatewayRelayProxy } | Should -Throw -ErrorId 'NothingToSet,Set-OMSGatewayRelayProxy'
    }

    It 'changes nothing with WhatIf' {
        Set-OMSGatewayRelayProxy -Address $address -WhatIf
        (Get-OMSGatewayRelayProxy).Address | Should -BeNullOrEmpty
    }
}
