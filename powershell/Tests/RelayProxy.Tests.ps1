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
