BeforeDiscovery {
    $lists = @(
        @{
            Noun = 'AllowedHost'; Name = 'Host'
            First = 'a.example'; Second = '*.b.example'; Wrong = 'https://c.example'
        }
        @{
            Noun = 'AllowedClientCertificate'; Name = 'Subject'
            First = 'mycert'; Second = 'CN=x, O=y'; Wrong = 'x' * 2000
        }
    )
}

BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')
}

Describe 'The list of <Noun>' -ForEach $lists {
    BeforeAll {
        $get, $add, $remove = "Get-OMSGateway$Noun", "Add-OMSGateway$Noun", "Remove-OMSGateway$Noun"
    }

    BeforeEach {
        Reset-GatewaySetting
    }

    It 'is empty at first' {
        & $get | Should -BeNullOrEmpty
    }

    It 'takes elements by position, by name and from the pipeline' {
        & $add $First
        & $get | Should -Be $First
        & $remove $First
        $named = @{ $Name = $First, $Second }
        & $add @named
        & $get | Should -Be $First, $Second
        & $remove @named
        $First, $Second | & $add
        & $get | Should -Be $First, $Second
        & $get | & $remove
        & $get | Should -BeNullOrEmpty
    }

    It 'takes objects with a property of that name' {
        [pscustomobject]@{ Other = 1; $Name = $First } | & $add
        & $get | Should -Be $First
        [pscustomobject]@{ Other = 1; $Name = $First } | & $remove
        & $get | Should -BeNullOrEmpty
    }

    It 'takes lines of a file' {
        $file = Join-Path -Path $TestDrive -ChildPath 'lines.txt'
        Set-Content -LiteralPath $file -Value $First, $Second
        Get-Content -LiteralPath $file | & $add
        & $get | Should -Be $First, $Second
    }

    It 'takes an empty pipeline' {
        @() | & $add
        @() | & $remove
        & $get | Should -BeNullOrEmpty
    }

    It 'shows what matches a pattern' {
        & $add $First, $Second
        & $get $First.Replace('a', '*') | Should -Contain $First
        & $get 'nothing*' | Should -BeNullOrEmpty
    }

    It 'warns of an element that is there already, and adds the others' {
        & $add $First
        Get-Warning -Command { & $add $First, $Second } | Should -BeLike "*$First*"
        & $get | Should -Be $First, $Second
    }

    It 'warns of an element that is not there, and removes the others' {
        & $add $First
        Get-Warning -Command { & $remove $First, $Second } | Should -Not -BeNullOrEmpty
        & $get | Should -BeNullOrEmpty
    }

    It 'refuses a wrong element and adds none' {
        { & $add $First, $Wrong } | Should -Throw -ErrorId "InvalidSetting,$add"
        & $get | Should -BeNullOrEmpty
    }

    It 'refuses an empty element' {
        { & $add '' } | Should -Throw
    }

    It 'is left as it is with WhatIf' {
        & $add $First -WhatIf
        & $get | Should -BeNullOrEmpty
    }

    It 'takes Force and Confirm as existing scripts give them' {
        $named = @{ $Name = $First }
        & $add @named -Confirm:$false -Force
        & $get | Should -Be $First
        & $remove @named -Confirm:$false -Force
        & $get | Should -BeNullOrEmpty
    }

    It 'is answered with PassThru' {
        & $add $First
        & $add $Second -PassThru | Should -Be $First, $Second
    }
}

Describe 'A spelling of <Noun>' -ForEach @(
    @{ Noun = 'AllowedHost'; Stored = '*.b.example'; Same = '.B.example.', ' *.b.EXAMPLE' }
    @{
        Noun = 'AllowedClientCertificate'; Stored = 'CN=a, O="x  y"'
        Same = 'o=X y,cn=A', '/O=x y/CN=a', 'CN = a , O = x y', 'organizationName=x y, CN=a'
    }
) {
    It 'is found and removed as the element that means the same' {
        foreach ($one in $Same) {
            Reset-GatewaySetting
            & "Add-OMSGateway$Noun" $Stored
            & "Get-OMSGateway$Noun" $one | Should -BeExactly $Stored
            & "Remove-OMSGateway$Noun" $one
            & "Get-OMSGateway$Noun" | Should -BeNullOrEmpty
        }
    }
}

Describe 'An element that still allows a part of what is removed' {
    It 'is named before the change: <Stay>' -ForEach @(
        @{ Noun = 'AllowedHost'; Gone = 'a.example.com'; Stay = '*.example.com' }
        @{ Noun = 'AllowedHost'; Gone = '*.example.com'; Stay = 'a.example.com' }
        @{ Noun = 'AllowedClientCertificate'; Gone = 'CN=agent1, O=x'; Stay = 'agent1' }
        @{ Noun = 'AllowedClientCertificate'; Gone = 'Agent1'; Stay = 'CN=agent1, O=x' }
    ) {
        Reset-GatewaySetting
        & "Add-OMSGateway$Noun" $Gone, $Stay, 'agent2'
        { & "Remove-OMSGateway$Noun" $Gone -WarningAction 'Stop' } | Should -Throw
        & "Get-OMSGateway$Noun" | Should -Be $Gone, $Stay, 'agent2'
        Get-Warning -Command { & "Remove-OMSGateway$Noun" $Gone } | Should -BeLike "*${Noun}s*: $Stay."
        & "Get-OMSGateway$Noun" | Should -Be $Stay, 'agent2'
    }
}

Describe 'Add-OMSGatewayAllowedHost' {
    It 'shows the source of each allowed host' {
        Reset-GatewaySetting
        Add-OMSGatewayAllowedHost -Host 'a.example', 'b.example'
        $found = Get-OMSGatewayAllowedHost -Effective -Host 'A*'
        $found.Host | Should -Be 'a.example'
        $found.Source | Should -Be 'Local'
        (Get-OMSGatewayAllowedHost -Effective).Host | Should -Be 'a.example', 'b.example'
        Get-OMSGatewayAllowedHost -Effective -Host 'c.*' | Should -BeNullOrEmpty
    }

    It 'warns of a host that opens those of others' {
        Reset-GatewaySetting
        Get-Warning -Command { Add-OMSGatewayAllowedHost -Host '*.com', 'a.example', '*.windows.net' } |
            Should -BeLike '"`*.*" allows*'
        Get-Warning -Command { Set-OMSGatewayConfig AllowedHosts '*.blob.core.windows.net' } |
            Should -BeLike '*Azure Blob Storage*'
        Get-OMSGatewayAllowedHost | Should -Be '*.blob.core.windows.net'
    }

    It 'takes what Get-OMSGatewayServiceUrl answers' {
        Reset-GatewaySetting
        Get-OMSGatewayServiceUrl -Location 'West Europe' | Add-OMSGatewayAllowedHost
        Get-OMSGatewayAllowedHost | Should -Be 'we-jobruntimedata-prod-su1.azure-automation.net',
            'we-agentservice-prod-1.azure-automation.net'
    }
}
