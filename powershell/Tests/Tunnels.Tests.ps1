BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')
    Reset-GatewaySetting
}

Describe 'Get-OMSGatewayTunnel' {
    BeforeAll {
        $logs = Join-Path -Path $TestDrive -ChildPath 'logs'
        $now = [datetime]::UtcNow
        $number = 0
        $lines = foreach ($one in @(
            @{ Ago = 30; Client = '10.0.0.1:50001'; Host = 'old.example' }
            @{ Ago = 2; Client = '10.0.0.1:50002'; Host = 'a.example' }
            @{ Ago = 1; Client = '[2001:db8::1]:50003'; Host = 'b.example' }
        )) {
            $number++
            '{{"time":"{0}","seconds":1.5,"end":"client closed","tunnel":{1},"client":"{2}","host":"{3}",' -f
                $now.AddHours(-$one.Ago).ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture), $number,
                $one.Client, $one.Host +
                '"server":"10.1.1.1:443","relay":null,"bytesFromClient":5000000000,"bytesToClient":2,' +
                '"tls":"TLS 1.2","verified":["version","SNI"]}'
        }
        [void] (New-Item -Path $logs -ItemType Directory)
        [System.IO.File]::WriteAllLines((Join-Path -Path $logs -ChildPath 'tunnels.jsonl'), [string[]] $lines)
    }

    It 'gets those of the last day, the earliest first' {
        (Get-OMSGatewayTunnel -LogPath $logs).Host | Should -Be 'a.example', 'b.example'
        (Get-Item -Path $logs | ForEach-Object { Get-OMSGatewayTunnel -LogPath $_ }).Tunnel | Should -Be 2, 3
    }

    It 'gets those since a time, of some clients, to some hosts' {
        (Get-OMSGatewayTunnel -Since (Get-Date).AddDays(-2) -LogPath $logs).Tunnel | Should -Be 1, 2, 3
        (Get-OMSGatewayTunnel (Get-Date).AddDays(-2) '10.0.*' -LogPath $logs).Tunnel | Should -Be 1, 2
        (Get-OMSGatewayTunnel -Client '2001:db8::1', 'x' -LogPath $logs).Tunnel | Should -Be 3
        (Get-OMSGatewayTunnel -Host 'A.*' -LogPath $logs).Tunnel | Should -Be 2
        Get-OMSGatewayTunnel -Host 'c.*' -LogPath $logs | Should -BeNullOrEmpty
    }

    It 'is silent about a client or a host without a tunnel' {
        Get-OMSGatewayTunnel -Client '10.9.9.9' -LogPath $logs -ErrorAction 'Stop' | Should -BeNullOrEmpty
        Get-OMSGatewayTunnel -Host 'c.example' -LogPath $logs -ErrorAction 'Stop' | Should -BeNullOrEmpty
    }

    It 'reads a long log bit by bit' {
        $folder = (New-Item -Path (Join-Path -Path $TestDrive -ChildPath 'long') -ItemType Directory).FullName
        [System.IO.File]::WriteAllLines((Join-Path -Path $folder -ChildPath 'tunnels.jsonl'),
            [string[]] (@($lines[1]) * 999 + $lines[2]))
        $hosts = (Get-OMSGatewayTunnel -LogPath $folder).Host
        $hosts | Should -HaveCount 1000
        $hosts[-2..-1] | Should -Be 'a.example', 'b.example'
        (Get-OMSGatewayTunnel -LogPath $folder | Select-Object -First 1).Host | Should -Be 'a.example'
    }

    It 'gives each value its type' {
        $tunnel = Get-OMSGatewayTunnel -Host 'b.example' -LogPath $logs
        $tunnel.Ended | Should -BeOfType [datetime]
        [math]::Abs(($tunnel.Ended.ToUniversalTime() - $now.AddHours(-1)).TotalSeconds) | Should -BeLessOrEqual 1
        $tunnel.Ended - $tunnel.Since | Should -Be ([timespan]::FromSeconds(1.5))
        $tunnel.Client | Should -Be '2001:db8::1'
        $tunnel.ClientPort | Should -Be 50003
        $tunnel.BytesFromClient | Should -Be 5000000000
        $tunnel.Verified | Should -Be 'version', 'SNI'
    }

    It 'warns of missing tunnels' {
        $folder = (New-Item -Path (Join-Path -Path $TestDrive -ChildPath 'gap') -ItemType Directory).FullName
        [System.IO.File]::WriteAllLines((Join-Path -Path $folder -ChildPath 'tunnels.jsonl'),
            [string[]] ($lines[1], '{"missing":5}', $lines[2], '{"missing":2}'))
        (Get-OMSGatewayTunnel -LogPath $folder 3> $null).Tunnel | Should -Be 2, 3
        Get-Warning { Get-OMSGatewayTunnel -LogPath $folder } |
            Should -Be 'Missing tunnels: 7. The disk was full or too slow.'
    }

    It 'gets nothing from a folder without the file' {
        Get-OMSGatewayTunnel -LogPath $TestDrive | Should -BeNullOrEmpty
    }
}

Describe 'Get-OMSGatewayConnection' {
    BeforeAll {
        function Get-UnusedPort {
            # Below the ports that the system gives to clients, so that none of them takes it meanwhile.
            for (;;) {
                $port = Get-Random -Minimum 2000 -Maximum 8000
                $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, $port)
                try {
                    $listener.Start()
                    return $port
                } catch [System.Net.Sockets.SocketException] {
                    # Another program has it.
                    continue
                } finally {
                    $listener.Stop()
                }
            }
        }
    }

    It 'asks the running gateway' {
        $port = Get-UnusedPort
        [System.IO.File]::WriteAllText($SettingsFile, "ListenAddress=127.0.0.1`nListenPort=$port`n")
        $log = Join-Path -Path $TestDrive -ChildPath 'run.log'
        $gateway = Start-Process -FilePath $env:OMSGATEWAY_CLI -ArgumentList 'run' -PassThru `
            -RedirectStandardOutput $log -RedirectStandardError "$log.err"
        $client = [System.Net.Sockets.TcpClient]::new()
        try {
            for ($i = 0; $i -lt 3000 -and -not (Select-String -Path $log -Pattern 'has started' -Quiet); $i++) {
                Start-Sleep -Milliseconds 100
            }
            Get-OMSGatewayConnection | Should -BeNullOrEmpty
            $client.Connect('127.0.0.1', $port)
            for ($i = 0; $i -lt 50 -and -not ($found = Get-OMSGatewayConnection); $i++) { }
            $found.State | Should -Be 'request'
            $found.ClientPort | Should -Be $client.Client.LocalEndPoint.Port
            $found.Idle | Should -BeOfType [timespan]
            Get-OMSGatewayConnection -Client '10.*' | Should -BeNullOrEmpty
            Get-OMSGatewayConnection -Host 'x' -ErrorAction 'Stop' | Should -BeNullOrEmpty
        } finally {
            $client.Dispose()
            $gateway.Kill()
            $gateway.WaitForExit()
        }
    }
}

Describe 'Export-OMSGatewayReport' {
    BeforeAll {
        $file = Join-Path -Path $TestDrive -ChildPath 'report.html'
    }

    It 'writes a page with state, verdicts, charts and settings' {
        Set-OMSGatewayRelayProxy -Address 'http://proxy.example:1' -Username 'u' -Password 's3cret-geheim'
        (Export-OMSGatewayReport -Path $file -LogPath $TestDrive).Name | Should -Be 'report.html'
        $page = [System.IO.File]::ReadAllText($file)
        $page | Should -BeLike '<!DOCTYPE html>*<svg *Throughput*proxy.example*</html>*'
        $page | Should -Not -Match 's3cret'
        Get-ChildItem -LiteralPath $TestDrive -Filter '*.tmp' | Should -BeNullOrEmpty
    }

    It 'replaces a file only with Force, and writes nothing with WhatIf' {
        [System.IO.File]::WriteAllText($file, 'old')
        { Export-OMSGatewayReport -Path $file -LogPath $TestDrive } |
            Should -Throw -ErrorId 'FileExists,Export-OMSGatewayReport'
        Export-OMSGatewayReport -Path $file -LogPath $TestDrive -Force -WhatIf
        [System.IO.File]::ReadAllText($file) | Should -Be 'old'
        Export-OMSGatewayReport -Path $file -Days 1 -LogPath $TestDrive -Force | Out-Null
        [System.IO.File]::ReadAllText($file) | Should -Match 'Settings in force'
    }

    It 'refuses a folder that is not there' {
        { Export-OMSGatewayReport -Path 'absent/report.html' -LogPath $TestDrive } |
            Should -Throw -ErrorId 'NotWritable,Export-OMSGatewayReport'
    }
}
