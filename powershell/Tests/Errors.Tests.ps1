BeforeDiscovery {
    $faults = @(
        @{ Cmdlet = 'Get-OMSGatewayConfig'; Given = @{ Name = 'Port' }; Id = 'UnknownSetting'; Target = 'Port' }
        @{ Cmdlet = 'Set-OMSGatewayConfig'; Given = @{ Name = 'LogLevel'; Value = 'LOUD' }; Id = 'InvalidSetting'
            Target = 'LOUD' }
        @{ Cmdlet = 'Set-OMSGatewayConfig'; Given = @{ Name = 'Port'; Value = 1 }; Id = 'UnknownSetting'
            Target = 'Port' }
        @{ Cmdlet = 'Set-OMSGatewayRelayProxy'; Given = @{ Address = 'ftp://p' }; Id = 'InvalidSetting'
            Target = 'ftp://p' }
        @{ Cmdlet = 'Get-OMSGatewayAllowedHost'; Given = @{ HostName = 'x.example' }; Id = 'NotInList'
            Target = 'x.example' }
        @{ Cmdlet = 'Add-OMSGatewayAllowedHost'; Given = @{ HostName = 'a..b' }; Id = 'InvalidSetting'
            Target = 'a..b' }
        @{ Cmdlet = 'Remove-OMSGatewayAllowedHost'; Given = @{ HostName = '' }; Id = 'EmptyValue'
            Target = 'AllowedHosts' }
        @{ Cmdlet = 'Get-OMSGatewayAllowedClientCertificate'; Given = @{ Subject = 'x' }; Id = 'NotInList'
            Target = 'x' }
        @{ Cmdlet = 'Add-OMSGatewayAllowedClientCertificate'; Given = @{ Subject = 'CN="a' }; Id = 'InvalidSetting'
            Target = 'CN="a' }
        @{ Cmdlet = 'Remove-OMSGatewayAllowedClientCertificate'; Given = @{ Subject = '' }; Id = 'EmptyValue'
            Target = 'AllowedClientCertificates' }
        @{ Cmdlet = 'Get-OMSGatewayServiceUrl'; Given = @{ Location = 'Atlantis' }; Id = 'UnknownLocation'
            Target = 'Atlantis' }
        @{ Cmdlet = 'Get-OMSGatewayForbiddenHost'; Given = @{ LogPath = 'absent.log' }; Id = 'NoFile'
            Target = 'absent.log' }
        @{ Cmdlet = 'Get-OMSGatewayConnection'; Given = @{}; Id = 'NotRunning' }
        @{ Cmdlet = 'Get-OMSGatewayTunnel'; Given = @{ LogPath = 'Env:x' }; Id = 'NoFile'; Target = 'Env:x' }
        @{ Cmdlet = 'Get-OMSGatewayTunnel'; Given = @{}; Id = 'LogFolderMissing' }
        @{ Cmdlet = 'Get-OMSGatewayTunnel'; Given = @{ LogPath = '/absent' }; Id = 'NoFolder' }
        @{ Cmdlet = 'Export-OMSGatewayReport'; Given = @{ Path = 'r.html'; LogPath = '/absent' }; Id = 'NoFolder' }
        @{ Cmdlet = 'Export-OMSGatewayReport'; Given = @{ Path = '.'; LogPath = '.'; Force = $true }
            Id = 'NotWritable' }
        @{ Cmdlet = 'Export-OMSGatewaySettings'; Given = @{ Path = '.'; Force = $true }; Id = 'NotWritable' }
        @{ Cmdlet = 'Export-OMSGatewaySettings'; Given = @{ Path = ' ' }; Id = 'NoFile' }
        @{ Cmdlet = 'Get-OMSGatewayAllowedHost'; Given = @{ HostName = 'x.example'; Effective = $true }
            Id = 'NotInList'; Target = 'x.example' }
        @{ Cmdlet = 'Save-OMSGatewayDiagnostic'; Given = @{ Path = 'Env:x' }; Id = 'NoFile'; Target = 'Env:x' }
        @{ Cmdlet = 'Save-OMSGatewayDiagnostic'; Given = @{ Path = 'absent/x.zip' }; Id = 'NotWritable' }
    )
    $starts = @(
        @{ Cmdlet = 'Get-OMSGatewayConfig'; Given = @{} }
        @{ Cmdlet = 'Set-OMSGatewayConfig'; Given = @{ Name = 'ListenPort'; Value = 8081; PassThru = $true } }
        @{ Cmdlet = 'Get-OMSGatewayRelayProxy'; Given = @{} }
        @{ Cmdlet = 'Set-OMSGatewayRelayProxy'
            Given = @{ Address = 'p'; Username = 'u'; Password = 'x'; PassThru = $true } }
        @{ Cmdlet = 'Get-OMSGatewayAllowedHost'; Given = @{} }
        @{ Cmdlet = 'Add-OMSGatewayAllowedHost'; Given = @{ HostName = 'a.example'; PassThru = $true } }
        @{ Cmdlet = 'Remove-OMSGatewayAllowedHost'; Given = @{ HostName = 'a.example' } }
        @{ Cmdlet = 'Get-OMSGatewayAllowedClientCertificate'; Given = @{} }
        @{ Cmdlet = 'Add-OMSGatewayAllowedClientCertificate'; Given = @{ Subject = 'x'; PassThru = $true } }
        @{ Cmdlet = 'Remove-OMSGatewayAllowedClientCertificate'; Given = @{ Subject = 'x' } }
        @{ Cmdlet = 'Get-OMSGatewayTunnel'; Given = @{ LogPath = '.' } }
        @{ Cmdlet = 'Test-OMSGateway'; Given = @{} }
        @{ Cmdlet = 'Export-OMSGatewayReport'
            Given = @{ Path = (Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath "$([guid]::NewGuid()).html")
                LogPath = '.' } }
    )
}

BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')
    Reset-GatewaySetting
    $cli = $env:OMSGATEWAY_CLI
    Mock -ModuleName 'OmsGateway' -CommandName 'Find-FirewallRule'

    function Get-Fault {
        # What a call leaves in the variable of ErrorVariable and in $Error.
        param([string] $Cmdlet, [hashtable] $Given)

        $global:Error.Clear()
        $variable = $null
        try {
            & $Cmdlet @Given -ErrorVariable 'variable' -ErrorAction 'SilentlyContinue' | Out-Null
        } catch {
            Write-Debug -Message $_
        }
        @{ Variable = @($variable); Errors = @($global:Error) }
    }
}

Describe 'An error of <Cmdlet> (<Id>)' -ForEach $faults {
    It 'is one record that names the cmdlet, the line and the wrong value' {
        $fault = Get-Fault -Cmdlet $Cmdlet -Given $Given
        $fault.Variable.Count | Should -Be 1
        $fault.Errors.Count | Should -Be 1
        $record = $fault.Errors[0]
        $record.FullyQualifiedErrorId | Should -BeExactly "$Id,$Cmdlet"
        $record.InvocationInfo.MyCommand.Name | Should -BeExactly $Cmdlet
        $record.InvocationInfo.ScriptName | Should -Be $PSCommandPath
        $record.InvocationInfo.Line | Should -Match '@Given -ErrorVariable'
        if ($Target) {
            $record.TargetObject | Should -Be $Target
        }
    }
}

Describe 'Without the gateway''s program, <Cmdlet>' -ForEach $starts {
    BeforeAll {
        $env:OMSGATEWAY_CLI = Join-Path -Path $TestDrive -ChildPath 'absent'
    }

    AfterAll {
        $env:OMSGATEWAY_CLI = $cli
    }

    It 'has one error' {
        $fault = Get-Fault -Cmdlet $Cmdlet -Given $Given
        $fault.Variable.Count | Should -Be 1
        $fault.Errors.Count | Should -Be 1
        $fault.Errors[0].FullyQualifiedErrorId | Should -BeExactly "ProgramFailed,$Cmdlet"
        $fault.Errors[0].TargetObject | Should -Be $env:OMSGATEWAY_CLI
    }
}

Describe 'With a program that hangs, <Cmdlet>' -ForEach $starts {
    BeforeAll {
        $env:OMSGATEWAY_CLI = New-Program -Name 'hangs' -Shell 'exec sleep 600' -Batch 'ping -n 600 127.0.0.1 >NUL'
        & (Get-Module -Name 'OmsGateway') { $script:ProgramPatience = 0.1 }
    }

    AfterAll {
        $env:OMSGATEWAY_CLI = $cli
        & (Get-Module -Name 'OmsGateway') { $script:ProgramPatience = 60 }
    }

    It 'ends with one error' {
        $fault = Get-Fault -Cmdlet $Cmdlet -Given $Given
        $fault.Errors.Count | Should -Be 1
        $fault.Errors[0].FullyQualifiedErrorId | Should -BeExactly "ProgramHung,$Cmdlet"
    }
}

Describe 'The work of <Cmdlet>' -ForEach $starts {
    BeforeAll {
        $count = Join-Path -Path $TestDrive -ChildPath 'starts.txt'
        $env:OMSGATEWAY_CLI = New-Program -Name 'counts' -Shell "echo x >>'$count'`nexec '$cli' `"`$@`"" `
            -Batch "echo x>>`"$count`"`r`ncall `"$cli`" %*"
    }

    AfterAll {
        $env:OMSGATEWAY_CLI = $cli
    }

    It 'starts the program once' {
        Reset-GatewaySetting
        Mock -ModuleName 'OmsGateway' -CommandName 'Test-OnWindows' -MockWith { $true }
        Remove-Item -LiteralPath $count -ErrorAction 'Ignore'
        & $Cmdlet @Given 3>$null | Out-Null
        @(Get-Content -LiteralPath $count).Count | Should -Be 1
    }
}

Describe 'A Get cmdlet with a wrong name among several' {
    It 'returns the others, with an error for each wrong one: <_>' -ForEach @(
        '''LogLevel'', ''X'', ''Y'' | Get-OMSGatewayConfig'
        'Get-OMSGatewayConfig LogLevel, X, Y'
        'Get-OMSGatewayAllowedHost a.example, X, Y'
        'Get-OMSGatewayAllowedClientCertificate cert, X, Y'
        'Get-OMSGatewayServiceUrl ''West Europe'', X, Y -Service Agent'
        'Get-OMSGatewayForbiddenHost -LogPath gateway.log, X, Y'
    ) {
        Push-Location -LiteralPath $TestDrive
        try {
            Set-Content -LiteralPath 'gateway.log' -Value ('2026-01-01 00:00:00 [7] ERROR GatewayLogic - Target host ' +
                '(a.example) is forbidden. Destination server is not in allowed list. Port 443, client 10.0.0.1:1')
            [System.IO.File]::WriteAllText($SettingsFile, "AllowedHosts=a.example`nAllowedClientCertificates=cert`n")
            $command = $_.Replace('gateway.log, X, Y', 'gateway.log, X, Y -Since 2026-01-01')
            $found = Invoke-Expression -Command "$command -ErrorVariable 'faults' -ErrorAction SilentlyContinue"
            @($found).Count | Should -Be 1
            $faults.Count | Should -Be 2
            $faults.TargetObject | Should -Be 'X', 'Y'
        } finally {
            Pop-Location
        }
    }

    It 'is silent about a pattern that matches nothing: <_>' -ForEach @(
        'Get-OMSGatewayConfig X*', 'Get-OMSGatewayAllowedHost X*', 'Get-OMSGatewayAllowedClientCertificate X*'
        'Get-OMSGatewayServiceUrl X*'
    ) {
        Invoke-Expression -Command "$_ -ErrorAction Stop" | Should -BeNullOrEmpty
    }
}

Describe 'A warning that the caller turns into an error' {
    It 'comes before the change' {
        [System.IO.File]::WriteAllText($SettingsFile, "AllowedHosts=a.example`n")
        { Add-OMSGatewayAllowedHost 'a.example', 'b.example' -WarningAction 'Stop' } | Should -Throw
        Get-OMSGatewayAllowedHost | Should -Be 'a.example'
    }
}

Describe 'A question that nobody can answer' {
    It 'is an error of the cmdlet' {
        # The host of this session cannot ask.
        $session = [powershell]::Create()
        try {
            [void] $session.AddScript({
                param($manifest)
                Import-Module -Name $manifest
                Set-OMSGatewayConfig -Name 'LogLevel' -Value 'WARN' -Confirm
            }).AddArgument((Join-Path -Path $PSScriptRoot -ChildPath '../OmsGateway/OmsGateway.psd1'))
            [void] $session.Invoke()
            $session.Streams.Error.Count | Should -Be 1
            $record = $session.Streams.Error[0]
            $record.FullyQualifiedErrorId | Should -Be 'NotConfirmed,Set-OMSGatewayConfig'
            $record.Exception.Message | Should -Not -Match 'ShouldProcess'
        } finally {
            $session.Dispose()
        }
    }
}
