BeforeDiscovery {
    $secrets = @(
        @{ Do = { Set-OMSGatewayRelayProxy -Address 'http://user:s3cret@p:1' @Switches } }
        @{ Do = { Set-OMSGatewayConfig -Name 'RelayProxyAddress' -Value 'http://user:s3cret@p:1' @Switches } }
        @{ Do = { Set-OMSGatewayConfig -Name 'RelayProxyUsername' -Value 'user:s3cret' @Switches } }
        @{ Do = { Set-OMSGatewayConfig -Name 'RelayProxyPassword' -Value 's3cret' @Switches } }
        @{ Do = { Set-OMSGatewayRelayProxy -Address 'p' -Username 'u' -Password 's3cret' @Switches } }
        @{ Do = { Add-OMSGatewayAllowedHost 'https://user:s3cret@a.example' @Switches } }
        @{ Do = { Remove-OMSGatewayAllowedHost 'https://user:s3cret@a.example' @Switches } }
        @{ Do = { Add-OMSGatewayAllowedHost "https://user:s3cret@a.example`nb" @Switches } }
        @{ Do = { Add-OMSGatewayAllowedClientCertificate 'https://user:s3cret@a.example' @Switches } }
        @{ Do = { Set-OMSGatewayConfig -Name 'ListenAddress' -Value 'http://user:s3cret@p:1' @Switches } }
        @{ Do = { Set-OMSGatewayConfig -Name 'LogLevel' -Value 'user:s3cret@p' @Switches } }
        @{ Do = { Set-OMSGatewayConfig -Name 'AllowedClients' -Value 'http://user:s3cret@p:1' @Switches } }
        @{ Do = { Get-OMSGatewayAllowedHost 'https://user:s3cret@a.example' -ErrorAction 'Stop' } }
        @{ Do = { Get-OMSGatewayConfig 'https://user:s3cret@a.example' -ErrorAction 'Stop' } }
        @{ Do = { Get-OMSGatewayServiceUrl 'https://user:s3cret@a.example' -ErrorAction 'Stop' } }
    ) | ForEach-Object { $_.Text = "$($_.Do)"; $_ }
}

BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')
    Reset-GatewaySetting
    $line = '2026-01-01 00:00:00 [7] ERROR GatewayLogic - Target host ({0}) is forbidden. ' +
        'Destination server is not in allowed list. Port 443, client 10.0.0.1:1'
    $logs = Join-Path -Path $TestDrive -ChildPath 'logs'
    [void] (New-Item -ItemType 'Directory' -Path $logs)
    Set-Content -LiteralPath (Join-Path -Path $logs -ChildPath 'one.log') -Value ($line -f 'one.example')
    Set-Content -LiteralPath (Join-Path -Path $logs -ChildPath 'two[1].log') -Value ($line -f 'two.example')
    [void] (New-PSDrive -Name 'Logs' -PSProvider 'FileSystem' -Root $logs -Scope 'Global')
}

AfterAll {
    Remove-PSDrive -Name 'Logs' -Scope 'Global'
}

Describe 'A path' {
    BeforeEach {
        Push-Location -LiteralPath $logs
    }

    AfterEach {
        Pop-Location
    }

    It 'of a log may be <_>' -ForEach 'one.log', './one.log', 'Logs:/one.log', 'two[1].log', 'Logs:/two[1].log',
        '*.log', '[ot]*.log' {
        $expected = if ($_ -like '*one.log') { 'one.example' } elseif ($_ -like '*1?.log') { 'two.example' } else {
            'one.example', 'two.example' }
        (Get-OMSGatewayForbiddenHost -Since '2026-01-01' -LogPath $_).Host | Should -Be $expected
        Set-Location -Path 'Env:'
        (Get-OMSGatewayForbiddenHost -Since '2026-01-01' -LogPath $_).Host | Should -Be $expected
    }

    It 'of a log may be a folder, which means the gateway''s own files in it' {
        $folder = Join-Path -Path $TestDrive -ChildPath 'a [1] folder'
        [void] (New-Item -ItemType 'Directory' -Path $folder)
        Set-Content -LiteralPath (Join-Path -Path $folder -ChildPath 'gateway.log') -Value ($line -f 'new.example')
        Set-Content -LiteralPath (Join-Path -Path $folder -ChildPath 'gateway.log.1') -Value ($line -f 'old.example')
        Set-Content -LiteralPath (Join-Path -Path $folder -ChildPath 'service.log') -Value ($line -f 'x.example')
        (Get-OMSGatewayForbiddenHost -Since '2026-01-01' -LogPath $folder).Host |
            Should -Be 'new.example', 'old.example'
        { Get-OMSGatewayForbiddenHost -LogPath (Join-Path -Path $folder -ChildPath '..') -ErrorAction 'Stop' } |
            Should -Throw -ErrorId 'NoFile,Get-OMSGatewayForbiddenHost'
    }

    It 'of any kind may come from the pipeline and by the name LiteralPath' {
        $saved = 's[1].json' | Export-OMSGatewaySettings
        { Get-Item -LiteralPath 's[1].json' | Import-OMSGatewaySettings } | Should -Not -Throw
        { Import-OMSGatewaySettings -LiteralPath 's[1].json' } | Should -Not -Throw
        $page = [pscustomobject]@{ FullName = 'r[1].html' } | Export-OMSGatewayReport -LogPath '.'
        Get-Item -Path '.' | Get-OMSGatewayTunnel | Should -BeNullOrEmpty
        $saved.Name, $page.Name | Should -Be 's[1].json', 'r[1].html'
        $saved, $page | ForEach-Object { Remove-Item -LiteralPath $_.FullName }
    }

    It 'of a log may come from the pipeline: <_>' -ForEach 'Get-Item -LiteralPath ''two[1].log''',
        '[pscustomobject]@{ FullName = ''two[1].log'' }', '''two[1].log''',
        'Select-String -LiteralPath ''two[1].log'' -Pattern two' {
        (Invoke-Expression -Command $_ | Get-OMSGatewayForbiddenHost -Since '2026-01-01').Host |
            Should -Be 'two.example'
    }

    It 'of an archive may be <Path>' -ForEach @(
        @{ Path = 'a.zip'; Name = 'a.zip' }
        @{ Path = './b[1].zip'; Name = 'b[1].zip' }
        @{ Path = 'Logs:/c.zip'; Name = 'c.zip' }
        @{ Path = '.'; Name = 'OmsGateway-*.zip' }
    ) {
        Mock -ModuleName 'OmsGateway' -CommandName 'Write-DiagnosticFile'
        Set-Location -Path 'Env:'
        $saved = Save-OMSGatewayDiagnostic -Path $Path
        $saved.DirectoryName | Should -Be (Get-Item -LiteralPath $logs).FullName
        $saved.Name.Replace('[', '(').Replace(']', ')') | Should -BeLike $Name.Replace('[', '(').Replace(']', ')')
        Remove-Item -LiteralPath $saved.FullName
        $piped = Get-Item -LiteralPath $logs | Save-OMSGatewayDiagnostic
        $piped.Name | Should -BeLike 'OmsGateway-*.zip'
        Remove-Item -LiteralPath $piped.FullName
    }

    It 'of an archive is checked before the work' {
        Mock -ModuleName 'OmsGateway' -CommandName 'Write-DiagnosticFile' -MockWith { throw 'work' }
        { Save-OMSGatewayDiagnostic -Path 'absent/x.zip' } | Should -Throw -ErrorId 'NotWritable,*'
        { Save-OMSGatewayDiagnostic -Path 'one.log' } | Should -Throw -ErrorId 'FileExists,*'
        { Save-OMSGatewayDiagnostic -Path 'Env:x' } | Should -Throw -ErrorId 'NoFile,*'
        { Save-OMSGatewayDiagnostic -Path 'x.zip' -LogPath 'absent*' -ErrorAction 'Stop' } |
            Should -Throw -ErrorId 'NoFile,*'
        Get-ChildItem -LiteralPath $logs -Filter '*.tmp' | Should -BeNullOrEmpty
    }
}

Describe 'A password' {
    It 'is in no output of <Text>' -ForEach $secrets {
        Reset-GatewaySetting
        foreach ($Switches in @{ WhatIf = $true; Verbose = $true }, @{ Verbose = $true; Confirm = $false }) {
            $said = try {
                . $Do *>&1 | Out-String
            } catch {
                "$_ $($_.TargetObject)"
            }
            $said | Should -Not -Match 's3cret'
        }
    }
}

Describe 'With the culture of Turkey' {
    BeforeAll {
        $thread = [System.Threading.Thread]::CurrentThread
        $before = $thread.CurrentCulture
        $thread.CurrentCulture = 'tr-TR'
        Reset-GatewaySetting
    }

    AfterAll {
        $thread.CurrentCulture = $before
    }

    It 'names mean the same' {
        (Get-OMSGatewayConfig -Name 'LISTENPORT').Name | Should -Be 'ListenPort'
        (Get-OMSGatewayConfig -Name 'LISTEN*').Count | Should -Be 2
        Set-OMSGatewayConfig -Name 'LISTENADDRESS' -Value '127.0.0.1' -PassThru | ForEach-Object { $_.Value } |
            Should -Be '127.0.0.1'
        (Get-OMSGatewayServiceUrl -Location 'SOUTHINDIA', 'CENTRALINDIA' -Service 'AGENT' -ErrorAction 'Ignore').Count |
            Should -Be 1
        Add-OMSGatewayAllowedHost 'TITI.EXAMPLE'
        Get-OMSGatewayAllowedHost 'titi.example' | Should -Be 'TITI.EXAMPLE'
        Get-OMSGatewayAllowedHost 'titi*' | Should -Be 'TITI.EXAMPLE'
    }

    It 'numbers keep their form' {
        (Set-OMSGatewayConfig -Name 'MinimumTlsVersion' -Value ([double] 1.1) -PassThru).Value | Should -Be '1.1'
        (Set-OMSGatewayConfig -Name 'MinimumTlsVersion' -Value 1.2 -PassThru).Value | Should -Be '1.2'
    }

    It 'settings can be completed' {
        $script = 'Set-OMSGatewayConfig -Name lIS'
        (TabExpansion2 -inputScript $script -cursorColumn $script.Length).CompletionMatches.Count | Should -Be 2
    }
}

Describe 'With the calendar of Thailand' {
    It 'an archive has the year of everybody' {
        $thread = [System.Threading.Thread]::CurrentThread
        $before = $thread.CurrentCulture
        Mock -ModuleName 'OmsGateway' -CommandName 'Write-DiagnosticFile'
        try {
            $thread.CurrentCulture = 'th-TH'
            (Save-OMSGatewayDiagnostic -Path $logs).Name | Should -Match "-20\d\d\d{4}-\d{6}\.zip$"
        } finally {
            $thread.CurrentCulture = $before
        }
    }
}

Describe 'The program' {
    BeforeAll {
        $cli = $env:OMSGATEWAY_CLI
        Mock -ModuleName 'OmsGateway' -CommandName 'Find-InstalledProgram' -MockWith { @{ Path = 'installed' } }
    }

    It 'is the installed one for an administrator, and that of the environment for others' {
        $find = { (Find-GatewayProgram).Path }
        Mock -ModuleName 'OmsGateway' -CommandName 'Test-Elevated' -MockWith { $true }
        & (Get-Module -Name 'OmsGateway') $find | Should -Be 'installed'
        Mock -ModuleName 'OmsGateway' -CommandName 'Test-Elevated' -MockWith { $false }
        & (Get-Module -Name 'OmsGateway') $find | Should -Be $cli
    }
}

Describe 'Completion' {
    BeforeAll {
        Reset-GatewaySetting
        $cli = $env:OMSGATEWAY_CLI

        function Get-Completed {
            param([string] $Line)

            (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText
        }
    }

    AfterAll {
        $env:OMSGATEWAY_CLI = $cli
    }

    It 'offers values and properties: <Line>' -ForEach @(
        @{ Line = 'Set-OMSGatewayConfig -Name LogLevel -Value '; Expected = 'DEBUG', 'ERROR', 'INFO', 'WARN' }
        @{ Line = 'Set-OMSGatewayConfig MinimumTlsVersion 1.'; Expected = '1.0', '1.1', '1.2', '1.3' }
        @{ Line = 'Set-OMSGatewayConfig AllowMissingSni '; Expected = '$false', '$true' }
        @{ Line = 'Get-OMSGatewayConfig | Where-Object Is'; Expected = 'IsDefault' }
        @{ Line = 'Get-OMSGatewayRelayProxy | Where-Object Has'; Expected = 'HasPassword' }
        @{ Line = 'Get-OMSGatewayForbiddenHost | Sort-Object Req'; Expected = 'Requests' }
    ) {
        Get-Completed -Line $Line | Should -Be $Expected
    }

    It 'asks the program once in some seconds, and leaves no error' {
        $env:OMSGATEWAY_CLI = Join-Path -Path $TestDrive -ChildPath 'absent'
        Get-Completed -Line 'Set-OMSGatewayConfig -Name Listen' | Should -Be 'ListenAddress', 'ListenPort'
        & (Get-Module -Name 'OmsGateway') { $CompletionCache.Until = [datetime]::MinValue }
        $global:Error.Clear()
        Get-Completed -Line 'Set-OMSGatewayConfig -Name Listen' | Should -BeNullOrEmpty
        $global:Error.Count | Should -Be 0
    }
}
