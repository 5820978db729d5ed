BeforeDiscovery {
    $languages = 'cs', 'de', 'en-US', 'es', 'fr', 'hu', 'it', 'ja', 'ko', 'nl', 'pl', 'pt-BR', 'pt-PT', 'ru', 'zh-Hans',
        'zh-Hant'
    $cultures = @($languages | ForEach-Object { @{ Culture = $_; Language = $_ } }) + @(
        @{ Culture = 'de-AT'; Language = 'de' }
        @{ Culture = 'en-GB'; Language = 'en-US' }
        @{ Culture = 'es-MX'; Language = 'es' }
        @{ Culture = 'fr-CA'; Language = 'fr' }
        @{ Culture = 'pt'; Language = 'pt-BR' }
        @{ Culture = 'pt-AO'; Language = 'pt-PT' }
        @{ Culture = 'zh'; Language = 'zh-Hans' }
        @{ Culture = 'zh-CN'; Language = 'zh-Hans' }
        @{ Culture = 'zh-SG'; Language = 'zh-Hans' }
        @{ Culture = 'zh-TW'; Language = 'zh-Hant' }
        @{ Culture = 'zh-HK'; Language = 'zh-Hant' }
        @{ Culture = 'zh-MO'; Language = 'zh-Hant' }
        @{ Culture = 'nb-NO'; Language = 'en-US' }
        @{ Culture = 'tr-TR'; Language = 'en-US' }
        @{ Culture = 'ar'; Language = 'en-US' }
        @{ Culture = ''; Language = 'en-US' }
    )
}

BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')
    $module = Join-Path -Path $PSScriptRoot -ChildPath '../OmsGateway'

    function Get-Text {
        param([string] $Language)

        Import-PowerShellDataFile -LiteralPath (Join-Path -Path $module -ChildPath "$Language/OmsGateway.Strings.psd1")
    }

    function Get-Key {
        # In the order of the file.
        param([string] $Language)

        $file = Join-Path -Path $module -ChildPath "$Language/OmsGateway.Strings.psd1"
        [regex]::Matches([System.IO.File]::ReadAllText($file), '(?m)^    (\w+) = ').ForEach({ $_.Groups[1].Value })
    }

    function Get-Placeholder {
        param([string] $Text)

        ([regex]::Matches($Text, '\{\d\}').Value | Sort-Object -Unique) -join ''
    }

    function Get-Problem {
        # The problems that the command line finds in the settings.
        param([string] $Settings)

        $json = $Settings | & $env:OMSGATEWAY_CLI config check --json
        (ConvertFrom-Json -InputObject $json).error.problems
    }

    function Invoke-InCulture {
        # Runs a script as a user of this culture, with the module imported.
        param([string] $Culture, [scriptblock] $Script)

        $thread = [System.Threading.Thread]::CurrentThread
        $before = $thread.CurrentUICulture
        try {
            $thread.CurrentUICulture = $Culture
            Import-Module -Name (Join-Path -Path $module -ChildPath 'OmsGateway.psd1') -Force
            & $Script
        } finally {
            $thread.CurrentUICulture = $before
        }
    }

    Reset-GatewaySetting
    $english = Get-Text -Language 'en-US'
    # The keys in "$Messages.Key", and those named by codes of the command line.
    $used = Get-ChildItem -LiteralPath $module -Recurse -Filter '*.ps*1' |
        Select-String -Pattern '\$Messages\.([A-Z]\w+)' -AllMatches | ForEach-Object { $_.Matches } |
        ForEach-Object { $_.Groups[1].Value } | Sort-Object -Unique
}

Describe 'The texts in <_>' -ForEach $languages {
    BeforeAll {
        $texts = Get-Text -Language $_
    }

    It 'are the same as in English, in the same order' {
        Get-Key -Language $_ | Should -Be @(Get-Key -Language 'en-US')
    }

    It 'have the placeholders of the English ones' {
        $english.Keys | Where-Object {
            (Get-Placeholder -Text $texts[$_]) -ne (Get-Placeholder -Text $english[$_])
        } | Should -BeNullOrEmpty
    }

    It 'are translated' {
        if ($_ -ne 'en-US') {
            $english.Keys | Where-Object { $texts[$_] -eq $english[$_] } | Should -BeNullOrEmpty
        }
    }
}

Describe 'The texts' {
    It 'are in these languages and no other' -ForEach @{ Languages = $languages } {
        (Get-ChildItem -LiteralPath $module -Recurse -Filter 'OmsGateway.Strings.psd1').Directory.Name | Sort-Object |
            Should -Be @($Languages | Sort-Object)
    }

    It 'are those that the scripts use' {
        $english.Keys | Where-Object { $_ -notmatch '^(Expected|Description)[A-Z]' } | Sort-Object | Should -Be $used
    }

    It 'describe each setting as the command line does' {
        $settings = ConvertFrom-Json -InputObject (& $env:OMSGATEWAY_CLI config list --json)
        foreach ($setting in $settings) {
            $english["Description$($setting.name)"] | Should -BeExactly $setting.description -Because $setting.name
        }
        @($english.Keys -like 'Description*').Count | Should -Be $settings.Count
    }

    It 'say what is expected as the command line does' {
        $alone = '{"ListenPort":"text","ListenAddress":["::1","::2"],"LogLevel":"LOUD","AllowedHosts":"https://a/",' +
            '"AllowedClientCertificates":"\\","RelayProxyAddress":"ftp://a","RelayProxyUsername":"a:b",' +
            '"RelayProxyPassword":"\u0007","ConnectTimeout":"soon","AllowedClients":["x","10.0.0.1/8"],' +
            '"AllowedServerNames":"x","RelayProxyBypass":"<all>","RelayProxyCredentials":"x"}'
        $together = '{"ListenAddress":"here","MinimumTlsVersion":"1.3","MaximumTlsVersion":"1.2",' +
            '"RelayProxyUsername":"u","RelayProxyAddress":"a","RelayProxyCredentials":["b=u:p","b:80=u:q"]}'
        $lookAlike = '{"AllowedHosts":"\u201ca.example","RelayProxyAddress":"fa\u00df.example"}'
        $problems = $alone, $together, $lookAlike | ForEach-Object { Get-Problem -Settings $_ }
        foreach ($problem in $problems) {
            $english["Expected$($problem.code)"] -f @($problem.facts) | Should -BeExactly $problem.expected
        }
        $problems.code | ForEach-Object { "Expected$_" } | Sort-Object -Unique |
            Should -Be @($english.Keys -like 'Expected*' | Sort-Object)
    }
}

Describe 'A user whose culture is "<Culture>"' -ForEach $cultures {
    BeforeAll {
        $texts = Get-Text -Language $Language
    }

    It 'reads errors and warnings in <Language>' {
        $said = Invoke-InCulture -Culture $Culture -Script {
            & (Get-Module -Name 'OmsGateway') { $Messages }
            [pscustomobject]@{ Name = 'RelayProxyPassword'; Value = '' } | Set-OMSGatewayConfig 3>&1
            try {
                Get-OMSGatewayServiceUrl -Location 'Atlantis' -ErrorAction 'Stop'
            } catch {
                $_
            }
        }
        $said[0].Count | Should -Be $english.Count
        $english.Keys | Where-Object { $said[0][$_] -cne $texts[$_] } | Should -BeNullOrEmpty
        $said[1].Message | Should -BeExactly $texts.PasswordKept
        $said[2].Exception.Message | Should -BeLike ($texts.UnknownLocation -f 'Atlantis', 'North Central US*')
    }
}

Describe 'A computer whose culture is "<Culture>"' -ForEach $cultures {
    It 'gets the package in <Language> by the lines of the documentation' {
        $page = Get-Content -LiteralPath (Join-Path -Path $PSScriptRoot -ChildPath '../../docs/installation.md') -Raw
        $lines = [regex]::Match($page, '(?s)```powershell\r?\n(\$language = .*?)```').Groups[1].Value
        $package = Invoke-InCulture -Culture $Culture -Script ([scriptblock]::Create("$lines`n`$package"))
        $folder = if ($Language -ne 'en-US') { "$Language\" }
        $package | Should -BeExactly "\\server\share\${folder}oms gateway.msi"
    }
}

Describe 'A message in <Language>, with what the command line contributes' -ForEach @(
    @{ Language = 'de' }
    @{ Language = 'ja' }
) {
    BeforeAll {
        $texts = Get-Text -Language $Language
    }

    It 'is in one language' {
        $said = Invoke-InCulture -Culture $Language -Script {
            (Get-OMSGatewayConfig -Name 'ListenPort').Description
            try {
                Set-OMSGatewayConfig -Name 'ListenPort' -Value '70000'
            } catch {
                $_.Exception.Message
            }
            try {
                Set-OMSGatewayConfig -Name 'Port' -Value '1'
            } catch {
                $_.Exception.Message
            }
        }
        $said[0] | Should -BeExactly $texts.DescriptionListenPort
        $expected = $texts.ExpectedWholeNumber -f 1, 65535
        $said[1] | Should -BeExactly ((
            ($texts.InvalidSetting -f 'ListenPort', '70000', $expected), $texts.NothingChanged
        ) -join [Environment]::NewLine)
        $said[2] | Should -BeLike ($texts.UnknownSetting -f 'Port', 'ListenPort, *')
    }
}

Describe 'An error of the command line' {
    It 'is left in English as a whole where a part of it has no translation' {
        $said = Invoke-InCulture -Culture 'de' -Script {
            & (Get-Module -Name 'OmsGateway') {
                $problems = @(
                    [pscustomobject]@{ name = 'a'; value = 'b'; expected = 'c'; code = 'OneValue'; facts = @() }
                    [pscustomobject]@{ name = 'd'; value = 'e'; expected = 'f'; code = $null; facts = @() }
                )
                $failure = [pscustomobject]@{ code = 'InvalidSetting'; message = 'a: b; d: e'; problems = $problems }
                (ConvertFrom-GatewayError -Failure $failure).Exception.Message
                $failure = [pscustomobject]@{ code = 'AccessDenied'; message = 'x: is read-only'; location = $null }
                (ConvertFrom-GatewayError -Failure $failure).Exception.Message
                $failure.location = 'x'
                (ConvertFrom-GatewayError -Failure $failure).Exception.Message
            }
        }
        $said | Should -BeExactly 'a: b; d: e', 'x: is read-only', ((Get-Text -Language 'de').AccessDenied -f 'x')
    }
}
