BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')
    Reset-GatewaySetting
}

Describe 'Get-OMSGatewayServiceUrl' {
    It 'knows ten locations and two services' {
        $all = Get-OMSGatewayServiceUrl
        $all.Count | Should -Be 20
        @($all.Location | Sort-Object -Unique).Count | Should -Be 10
        @($all.Host | Sort-Object -Unique).Count | Should -Be 20
    }

    It 'answers <Expected> for <Location> and <Service>' -ForEach @(
        @{ Location = 'West Europe'; Service = 'JobRuntimeData'; Expected = 'we-jobruntimedata-prod-su1' }
        @{ Location = 'west europe'; Service = 'Agent'; Expected = 'we-agentservice-prod-1' }
        @{ Location = 'northcentralus'; Service = 'Agent'; Expected = 'ncus-agentservice-prod-1' }
        @{ Location = 'Canada Central'; Service = 'Agent'; Expected = 'cc-agentservice-prod-1' }
        @{ Location = 'Southeast Asia'; Service = 'JobRuntimeData'; Expected = 'sea-jobruntimedata-prod-su1' }
    ) {
        (Get-OMSGatewayServiceUrl -Location $Location -Service $Service).Host |
            Should -Be "$Expected.azure-automation.net"
    }

    It 'takes patterns and the pipeline' {
        (Get-OMSGatewayServiceUrl -Location '* US*' -Service 'Agent').Count | Should -Be 3
        ('Japan', 'Australia' | Get-OMSGatewayServiceUrl).Count | Should -Be 4
    }

    It 'names a location that it does not know' {
        { Get-OMSGatewayServiceUrl -Location 'Atlantis' -ErrorAction 'Stop' } | Should -Throw `
            -ErrorId 'UnknownLocation,Get-OMSGatewayServiceUrl' -ExpectedMessage '*Atlantis*West Europe*'
    }
}

Describe 'Get-OMSGatewayServiceUrl for other services' {
    AfterAll {
        Reset-GatewaySetting
    }

    It 'gives hosts that the gateway takes, and warns of those that it cannot carry' {
        $warnings = Get-Warning -Command {
            Get-OMSGatewayServiceUrl -Service AzureArc, DefenderForEndpoint | Add-OMSGatewayAllowedHost
        }
        $hosts = Get-OMSGatewayAllowedHost
        $hosts | Should -Contain 'azgn*.servicebus.windows.net'
        $hosts | Should -Contain '*.endpoint.security.microsoft.com'
        $hosts | Should -Not -Contain '*.blob.core.windows.net'
        $warnings -like 'AzureArc*`*.blob.core.windows.net*all customers*' | Should -HaveCount 1
        $warnings -like 'DefenderForEndpoint*ctldl.windowsupdate.com*port 80*' | Should -HaveCount 1
        $warnings -like 'DefenderForEndpoint*`*.wns.windows.com*without any proxy*' | Should -HaveCount 1
        $warnings -like '*waconazure*' | Should -BeNullOrEmpty
    }

    It 'fills in locations and workspaces, in each cloud' {
        $id = '00000000-1111-2222-3333-444444444444'
        $found = Get-OMSGatewayServiceUrl 'West Europe', 'eastus' AzureMonitorAgent -WorkspaceId $id `
            -WarningAction Ignore
        $found.Host | Should -Contain 'westeurope.handler.control.monitor.azure.com'
        $found.Host | Should -Contain 'eastus.handler.control.monitor.azure.com'
        $found.Host | Should -Contain "$id.ods.opinsights.azure.com"
        (Get-OMSGatewayServiceUrl 'usgovvirginia' AzureMonitorAgent -WorkspaceId $id -Cloud USGovernment).Host |
            Should -Contain "$id.ods.opinsights.azure.us"
    }

    It 'says what is missing' {
        { Get-OMSGatewayServiceUrl -Service AzureMonitorAgent } | Should -Throw `
            -ErrorId 'LocationMissing,Get-OMSGatewayServiceUrl' -ExpectedMessage '*Location*'
        { Get-OMSGatewayServiceUrl -Service AzureMonitorAgent -Location westeurope } | Should -Throw `
            -ErrorId 'WorkspaceIdMissing,Get-OMSGatewayServiceUrl' -ExpectedMessage '*WorkspaceId*'
        { Get-OMSGatewayServiceUrl -Service ArcGateway -Location x -Cloud China } | Should -Throw `
            -ErrorId 'NotInCloud,Get-OMSGatewayServiceUrl'
        { Get-OMSGatewayServiceUrl -Service AzureArc -Location 'a"b' -ErrorAction Stop } | Should -Throw `
            -ErrorId 'UnknownLocation,Get-OMSGatewayServiceUrl'
    }
}

Describe 'Get-OMSGatewayForbiddenHost' {
    BeforeAll {
        $log = Join-Path -Path $TestDrive -ChildPath 'gateway.log'
        $now = Get-Date -Format 'yyyy-MM-dd HH:mm:ss'
        $refused = '{0} [7] ERROR GatewayLogic - Target host ({1}) is forbidden. ' +
            'Destination server is not in allowed list. Port 443, client {2} (tunnel 12)'
        Set-Content -LiteralPath $log -Encoding 'UTF8' -Value @(
            ($refused -f '2020-02-28 13:19:05', 'old.example', '10.0.0.1:50000')
            ($refused -f $now, 'a.example', '10.0.0.1:50001')
            ($refused -f $now, 'b.example', '10.0.0.1:50002')
            ($refused -f $now, 'b.example', '[2001:db8::1]:50003')
            (($refused -f $now, 'b.example', '10.0.0.1:50002') + ' (7 more like this)')
            ($refused -f $now, 'd.example', '10.0.0.1:50006').Replace('- Target',
                '- and 80 further warnings of this client, the last: Target')
            ($refused -f $now, 'c.example', '10.0.0.1:50005').Replace('Port 443', 'Port 80')
            "$now [7] ERROR GatewayLogic - Target port (80) is forbidden. Host c.example, client 10.0.0.1:50004"
            "$now [7] INFO GatewayServer - Service has started"
        )
    }

    AfterAll {
        # If PowerShell has no Get-WinEvent, a test below has defined one.
        Remove-Item -Path 'function:Get-WinEvent' -ErrorAction 'Ignore'
    }

    It 'counts by host, the most wanted first' {
        $hosts = Get-OMSGatewayForbiddenHost -LogPath $log
        $hosts.Host | Should -Be 'b.example', 'a.example', 'd.example'
        $hosts[0].Requests | Should -Be 9
        $hosts[0].Clients | Should -Be '10.0.0.1', '2001:db8::1'
        $hosts[0].LastTime | Should -BeOfType [datetime]
    }

    It 'looks back as far as asked' {
        (Get-OMSGatewayForbiddenHost -LogPath $log -Since '2020-01-01').Host | Should -Contain 'old.example'
    }

    It 'feeds Add-OMSGatewayAllowedHost' {
        Get-OMSGatewayForbiddenHost -LogPath $log | Add-OMSGatewayAllowedHost
        Get-OMSGatewayAllowedHost | Should -Be 'b.example', 'a.example', 'd.example'
    }

    It 'names a log that is not there' {
        $absent = Join-Path -Path $TestDrive -ChildPath 'absent.log'
        { Get-OMSGatewayForbiddenHost -LogPath $absent -ErrorAction 'Stop' } |
            Should -Throw -ExpectedMessage '*absent.log*'
    }

    It 'reads the event log on Windows' {
        if (-not (Get-Command -Name 'Get-WinEvent' -ErrorAction SilentlyContinue)) {
            function global:Get-WinEvent {
                param([hashtable] $FilterHashtable)
                $FilterHashtable
            }
        }
        Mock -ModuleName 'OmsGateway' -CommandName 'Test-OnWindows' -MockWith { $true }
        Mock -ModuleName 'OmsGateway' -CommandName 'Get-WinEvent' -MockWith {
            $line = '2020-02-28 13:19:05 [7] ERROR GatewayLogic - Target host (a.example) is forbidden. ' +
                'Destination server is not in allowed list. Port 443, client 10.0.0.1:50001 ' +
                '(tunnel 5) (3 more like this)'
            [pscustomobject]@{
                TimeCreated = [datetime]'2020-02-28 13:19:05'
                Properties = $line, 'a.example', '443', '10.0.0.1:50001', '5', '3' | ForEach-Object { @{ Value = $_ } }
            }
        }
        $found = Get-OMSGatewayForbiddenHost
        $found.Host | Should -Be 'a.example'
        $found.Requests | Should -Be 3
        $found.Clients | Should -Be '10.0.0.1'
    }
}

Describe 'Test-OMSGateway' {
    BeforeAll {
        [System.IO.File]::WriteAllText($SettingsFile, 'ListenPort=1')
    }

    It 'answers a verdict on each thing' {
        $results = Test-OMSGateway
        $results.Check | Should -Contain 'settings'
        ($results | Where-Object { $_.Check -eq 'settings' }).Passed | Should -BeTrue
        ($results | Where-Object { $_.Check -eq 'service' }).Passed | Should -BeFalse
    }

    It 'tells the age of Java, and warns of more than a year' {
        $java = Test-OMSGateway -WarningVariable warnings -WarningAction SilentlyContinue |
            Where-Object { $_.Check -eq 'java' }
        $java.Passed | Should -BeTrue
        $java.Detail | Should -Match '^released on \d{4}-\d\d-\d\d'
        @($warnings).Count | Should -Be ([int] ($java.Detail -match 'more than a year ago'))
    }

    It 'answers a Boolean when quiet' {
        Test-OMSGateway -Quiet | Should -BeFalse
    }
}

Describe 'Save-OMSGatewayDiagnostic' {
    BeforeAll {
        Add-Type -AssemblyName 'System.IO.Compression.FileSystem'
        Set-OMSGatewayRelayProxy -Address 'http://127.0.0.1:1' -Username 'u' -Password 's3cret'
        $archive = Join-Path -Path $TestDrive -ChildPath 'support.zip'

        function Expand-Text {
            param([string] $Path)

            $zip = [System.IO.Compression.ZipFile]::OpenRead($Path)
            try {
                foreach ($entry in $zip.Entries) {
                    $reader = [System.IO.StreamReader]::new($entry.Open())
                    "== $($entry.FullName)"
                    $reader.ReadToEnd()
                    $reader.Dispose()
                }
            } finally {
                $zip.Dispose()
            }
        }
    }

    It 'saves settings, verdicts and versions, and no password' {
        (Save-OMSGatewayDiagnostic -Path $archive -WarningAction SilentlyContinue).FullName | Should -Be $archive
        $text = Expand-Text -Path $archive | Out-String
        $text | Should -Match '== settings.json'
        $text | Should -Match '== test.json'
        $text | Should -Match '== versions.txt'
        $text | Should -Match 'RelayProxyPassword'
        $text | Should -Not -Match 's3cret'
    }

    It 'replaces a file only with Force' {
        { Save-OMSGatewayDiagnostic -Path $archive } |
            Should -Throw -ErrorId 'FileExists,Save-OMSGatewayDiagnostic' -ExpectedMessage '*support.zip*'
        Save-OMSGatewayDiagnostic -Path $archive -Force -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
    }

    It 'finds a name for a folder' {
        $saved = Save-OMSGatewayDiagnostic -Path $TestDrive -WarningAction SilentlyContinue
        $saved.Name | Should -BeLike 'OmsGateway-*.zip'
    }

    It 'saves nothing with WhatIf' {
        $other = Join-Path -Path $TestDrive -ChildPath 'other.zip'
        Save-OMSGatewayDiagnostic -Path $other -WhatIf
        Test-Path -LiteralPath $other | Should -BeFalse
    }

    It 'saves no value of a setting that it does not know' {
        [System.IO.File]::AppendAllText($SettingsFile, "`nRelayProxyAuth=user:s3cret`nRelayProxy Password=s3cret`n")
        $saved = Save-OMSGatewayDiagnostic -Path $archive -Force -WarningAction SilentlyContinue
        $text = Expand-Text -Path $saved.FullName | Out-String
        $text | Should -Match 'RelayProxyAuth'
        $text | Should -Not -Match 's3cret'
    }
}
