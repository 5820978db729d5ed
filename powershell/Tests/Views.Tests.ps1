BeforeDiscovery {
    $widths = 80, 120 | ForEach-Object { @{ Width = $_ } }
}

BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')
    $workspace = '8a1b2c3d-1234-4a5b-9c8d-0123456789ab'
    # The longest host name of Log Analytics.
    $hostName = "$workspace.agentsvc.azure-automation.net"
    $subject = "CN=$workspace, CN=agent-with-a-long-name.contoso.com, OU=Microsoft Monitoring Agent, O=Microsoft, C=US"
    $addresses = '10.0.0.1', '2001:db8:1234:5678:9abc:def0:1234:5678', '2001:db8:1234:5678:9abc:def0:1234:5679'
    $time = [datetime]::new(2026, 11, 23, 15, 47, 15)

    Reset-GatewaySetting
    Set-OMSGatewayConfig -Name 'AllowedHosts' -Value $hostName, '*.blob.core.windows.net'
    Add-OMSGatewayAllowedClientCertificate -Subject $subject, 'mycert'
    Set-OMSGatewayRelayProxy -Address "http://$($hostName):8080" -Username 'DOMAIN\user1' -Password 's3cret'
    $log = Join-Path -Path $TestDrive -ChildPath 'gateway.log'
    Set-Content -LiteralPath $log -Encoding 'UTF8' -Value ($addresses | ForEach-Object {
        '{0:yyyy-MM-dd HH:mm:ss} [7] ERROR GatewayLogic - Target host ({1}) is forbidden. ' -f $time, $hostName +
            "Destination server is not in allowed list. Port 443, client [$_]:50001"
    })
    $samples = @{
        'OMSGateway.Setting' = @(Get-OMSGatewayConfig)
        'OMSGateway.RelayProxy' = @(Get-OMSGatewayRelayProxy)
        'OMSGateway.ForbiddenHost' = @(Get-OMSGatewayForbiddenHost -LogPath $log -Since $time)
        'OMSGateway.EffectiveHost' = @(Get-OMSGatewayAllowedHost -Effective)
        'OMSGateway.Connection' = @([pscustomobject]@{
            since = '2026-11-23T15:47:15Z'; seconds = 754321.5; idleSeconds = 12345.6; state = 'handshake'
            tunnel = 1234567; client = "[$($addresses[1])]:50001"; host = $hostName; server = '10.1.2.3:443'
            relay = $null; bytesFromClient = 5000000000; bytesToClient = 17; tls = 'TLS 1.2'
            verified = 'version', 'SNI'
        } | & (Get-Module -Name 'OmsGateway') {
            ConvertTo-Connection -Record @($input)[0] -Type 'OMSGateway.Connection'
        })
        'OMSGateway.Tunnel' = @([pscustomobject]@{
            time = '2026-11-23T15:47:15Z'; seconds = 1.5; end = 'server closed'; tunnel = 1234567
            client = '10.0.0.1:50001'; host = $hostName; server = '10.1.2.3:443'; relay = 'proxy:8080'
            bytesFromClient = 1; bytesToClient = 2; tls = $null; verified = $null
        } | & (Get-Module -Name 'OmsGateway') { ConvertTo-Connection -Record @($input)[0] -Type 'OMSGateway.Tunnel' })
        'OMSGateway.ServiceUrl' = @(Get-OMSGatewayServiceUrl)
        'OMSGateway.TestResult' = @([pscustomobject]@{
            check = 'host'; target = $hostName; passed = $false
            detail = 'its certificate is not trusted on this machine, perhaps because a proxy opens TLS: ' +
                'PKIX path building failed: unable to find valid certification path to requested target'
        } | & (Get-Module -Name 'OmsGateway') { $input | ConvertTo-TestResult })
    }

    function Get-Shown {
        # The output in a window of this width.
        param([object[]] $Sample, [int] $Width)

        $text = $Sample | Out-String -Width $Width
        $text -split '\r?\n' | Where-Object { $_.Length -gt $Width } | Should -BeNullOrEmpty
        $text | Should -Not -Match "\u2026|\.\.\."
        $text
    }

    function Assert-Column {
        # Checks that a table has each text in full in a column of its own, possibly wrapped.
        param([string[]] $Expected, [string] $Text)

        $lines = @($Text -split '\r?\n' | Where-Object { $_.Trim() } | ForEach-Object { $_.PadRight(200) })
        $rows = $lines | Select-Object -Skip 2
        $rules = [regex]::Matches($lines[1], '-+')
        # A number on the right of its column begins before the rule under its name.
        $starts = @(0) + @(for ($i = 1; $i -lt $rules.Count; $i++) {
            $start = $rules[$i].Index
            while ($rows | Where-Object { $_[$start - 1] -ne ' ' }) {
                $start--
            }
            $start
        }) + 200
        $columns = for ($i = 0; $i -lt $rules.Count; $i++) {
            ($rows.ForEach({ $_.Substring($starts[$i], $starts[$i + 1] - $starts[$i]) }) -join '') -replace '\s'
        }
        foreach ($one in $Expected) {
            ($columns -join '|').Contains($one -replace '\s') | Should -BeTrue -Because "'$one' is in:`n$Text"
        }
    }

    function Assert-Shown {
        # Checks that the output has each text in full, possibly wrapped.
        param([string[]] $Expected, [string] $Text)

        foreach ($one in $Expected) {
            ($Text -replace '\s').Contains($one -replace '\s') | Should -BeTrue -Because "'$one' is in:`n$Text"
        }
    }
}

Describe 'At <Width> columns' -ForEach $widths {
    It 'all settings are shown with their values in full' {
        $text = Get-Shown -Sample $samples['OMSGateway.Setting'] -Width $Width
        $values = $samples['OMSGateway.Setting'] | ForEach-Object { $_.Name; $_.Value }
        Assert-Shown -Text $text -Expected ($values | Where-Object { $_ })
        $text | Should -Match '(?m)^RelayProxyPassword +\*{8}\s*$'
    }

    It 'a list of hosts has each host on a line' {
        $hosts = $samples['OMSGateway.Setting'] | Where-Object { $_.Name -eq 'AllowedHosts' }
        $text = Get-Shown -Sample $hosts -Width $Width
        $text | Should -Match "(?m)^AllowedHosts $([regex]::Escape($hostName))\s*$"
        $text | Should -Match '(?m)^ +\*\.blob\.core\.windows\.net\s*$'
    }

    It 'a list of settings has descriptions and defaults, too' {
        $text = $samples['OMSGateway.Setting'] | Format-List | Out-String -Width $Width
        Assert-Shown -Text $text -Expected ($samples['OMSGateway.Setting'].Description)
        Assert-Shown -Text $text -Expected "Value:$hostName", $subject, 'mycert', 'Default:8080'
        $text | Should -Not -Match 's3cret'
    }

    It 'refused hosts are shown with count, time, and each client on a line' {
        $text = Get-Shown -Sample $samples['OMSGateway.ForbiddenHost'] -Width $Width
        $text | Should -Match "(?m)^Host     : $([regex]::Escape($hostName))\s*$"
        $text | Should -Match '(?m)^Requests : 3\s*$'
        $text | Should -Match "(?m)^LastTime : $([regex]::Escape("$($time.ToString())"))\s*$"
        foreach ($address in $addresses) {
            $text | Should -Match "(?m)^(Clients  :|          ) $([regex]::Escape($address))\s*$"
        }
    }

    It 'a verdict is shown in full' {
        $sample = $samples['OMSGateway.TestResult']
        $text = Get-Shown -Sample $sample -Width $Width
        $text | Should -Match "(?m)^Target : $([regex]::Escape($hostName))\s*$"
        Assert-Shown -Text $text -Expected 'Check:host', 'Passed:False', $sample[0].Detail
    }

    It 'hosts of services are shown in full, by location' {
        $text = Get-Shown -Sample $samples['OMSGateway.ServiceUrl'] -Width $Width
        foreach ($service in $samples['OMSGateway.ServiceUrl']) {
            $text | Should -Match "(?m)^$($service.Service) +$([regex]::Escape($service.Host))\s*$"
            $text | Should -Match "Location: $($service.Location)"
        }
    }

    It 'an allowed host is shown in full, with its source' {
        $text = Get-Shown -Sample $samples['OMSGateway.EffectiveHost'] -Width $Width
        $text | Should -Match "(?m)^Local +$([regex]::Escape($hostName))\s*$"
    }

    It 'a connection is shown in full' {
        $text = Get-Shown -Sample $samples['OMSGateway.Connection'] -Width $Width
        Assert-Column -Text $text -Expected $hostName, $addresses[1], '1234567', 'handshake', '754322', '12346'
        $text = $samples['OMSGateway.Connection'] | Format-List | Out-String -Width $Width
        Assert-Shown -Text $text -Expected 'BytesFromClient:5000000000', 'ClientPort:50001', 'TlsVersion:TLS 1.2'
    }

    It 'a tunnel that has ended is shown in full' {
        $tunnel = $samples['OMSGateway.Tunnel']
        $text = Get-Shown -Sample $tunnel -Width $Width
        $ended = $tunnel[0].Ended.ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture)
        Assert-Column -Text $text -Expected $hostName, '10.0.0.1', '1234567', $ended, 'server closed'
        $tunnel[0].Since | Should -Be $tunnel[0].Ended.AddSeconds(-1.5)
        $tunnel[0].Verified.Count | Should -Be 0
    }

    It 'the relay proxy is shown in full' {
        $text = Get-Shown -Sample $samples['OMSGateway.RelayProxy'] -Width $Width
        Assert-Shown -Text $text -Expected "http://$($hostName):8080", 'DOMAIN\user1', 'HasPassword:True'
    }
}

Describe 'The format file' {
    It 'has a view for each type that the cmdlets make, and each is rendered here' {
        $module = Join-Path -Path $PSScriptRoot -ChildPath '../OmsGateway'
        $views = [xml] (Get-Content -LiteralPath (Join-Path -Path $module -ChildPath 'OmsGateway.Format.ps1xml') -Raw)
        $types = $views.SelectNodes('//ViewSelectedBy/TypeName').'#text' | Sort-Object -Unique
        $made = Get-ChildItem -LiteralPath $module -Recurse -Filter '*.ps1' |
            Select-String -Pattern "-Type '(.*?)'" |
            ForEach-Object { $_.Matches[0].Groups[1].Value } | Sort-Object -Unique
        $types | Should -Be $made
        $types | Should -Be @($samples.Keys | Sort-Object)
    }
}
