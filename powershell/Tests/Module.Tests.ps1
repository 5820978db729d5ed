BeforeDiscovery {
    $folder = Join-Path -Path $PSScriptRoot -ChildPath '../OmsGateway'
    $manifest = Import-PowerShellDataFile -Path (Join-Path -Path $folder -ChildPath 'OmsGateway.psd1')
    $cmdlets = $manifest.FunctionsToExport
}

BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')
    Reset-GatewaySetting
}

Describe 'The module' {
    It 'is imported by the full path of its manifest' {
        (Get-Module -Name 'OmsGateway').ModuleType | Should -Be 'Script'
    }

    It 'exports the cmdlets of its manifest and nothing else' {
        $manifest = Join-Path -Path $PSScriptRoot -ChildPath '../OmsGateway/OmsGateway.psd1'
        $exported = (Get-Command -Module 'OmsGateway').Name | Sort-Object
        $exported | Should -Be ((Import-PowerShellDataFile -Path $manifest).FunctionsToExport | Sort-Object)
    }

    It 'is found by name, in any case that the file system permits, with its help topic' {
        $before = $env:PSModulePath
        try {
            $folder = Split-Path -Path $PSScriptRoot -Parent
            $env:PSModulePath = $folder + [System.IO.Path]::PathSeparator + $before
            Get-Module -ListAvailable -Name 'OMSGateway' | Should -Not -BeNullOrEmpty
            Get-Help -Name 'about_OmsGateway' | Out-String | Should -Match 'OMS Gateway'
        } finally {
            $env:PSModulePath = $before
        }
    }
}

Describe 'The cmdlet <_>' -ForEach $cmdlets {
    It 'has an approved verb' {
        (Get-Command -Name $_).Verb | Should -BeIn (Get-Verb).Verb
    }

    It 'has a synopsis and examples' {
        $help = Get-Help -Name $_ -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 0
    }

    It 'has help for each parameter' {
        # WhatIf and Confirm are PowerShell's own parameters, which have no description.
        $own = (Get-Help -Name $_ -Full).parameters.parameter | Where-Object { $_.name -notin 'WhatIf', 'Confirm' }
        foreach ($parameter in $own) {
            ($parameter.description | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because $parameter.name
        }
    }
}

Describe 'Without a usable command line' {
    AfterEach {
        $env:OMSGATEWAY_CLI = $cli
    }

    BeforeEach {
        $cli = $env:OMSGATEWAY_CLI
    }

    It 'names the program that cannot be started' {
        $env:OMSGATEWAY_CLI = Join-Path -Path $TestDrive -ChildPath 'absent'
        { Get-OMSGatewayConfig } |
            Should -Throw -ErrorId 'ProgramFailed,Get-OMSGatewayConfig' -ExpectedMessage '*absent*'
    }

    It 'asks for an administrator when the settings may not be read' {
        $json = '{"error":{"code":"AccessDenied","message":"HKLM","problems":[]}}'
        $env:OMSGATEWAY_CLI = New-Program -Name 'denied' -Shell "echo '$json'; exit 1" -Batch "echo $json"
        $caught = { Get-OMSGatewayConfig } | Should -Throw -PassThru -ErrorId 'AccessDenied,Get-OMSGatewayConfig' `
            -ExpectedMessage '*HKLM*'
        $caught.CategoryInfo.Category | Should -Be 'PermissionDenied'
    }

    It 'names the setting that a policy sets' {
        $json = '{"error":{"code":"SetByPolicy","message":"x","problems":[{"name":"ListenPort","code":"ByPolicy"}]}}'
        $env:OMSGATEWAY_CLI = New-Program -Name 'refuses' -Shell "echo '$json'; exit 1" -Batch "echo $json"
        $caught = { Set-OMSGatewayConfig -Name 'ListenPort' -Value 1 } | Should -Throw -PassThru `
            -ErrorId 'SetByPolicy,Set-OMSGatewayConfig' -ExpectedMessage 'ListenPort is set by a policy*'
        $caught.CategoryInfo.Category | Should -Be 'PermissionDenied'
    }

    It 'says so when the program gives no answer' {
        $env:OMSGATEWAY_CLI = (Get-Command -Name 'whoami' -CommandType 'Application' | Select-Object -First 1).Path
        { Get-OMSGatewayConfig } | Should -Throw -ErrorId 'NoAnswer,Get-OMSGatewayConfig'
    }
}

Describe 'Completion' {
    It 'offers the names of settings' {
        $line = 'Set-OMSGatewayConfig -Name Listen'
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText |
            Should -Be 'ListenAddress', 'ListenPort'
    }

    It 'offers the hosts that can be removed' {
        Add-OMSGatewayAllowedHost -Host 'a.example', 'b.example'
        & (Get-Module -Name 'OmsGateway') { $CompletionCache.Until = [datetime]::MinValue }
        $line = 'Remove-OMSGatewayAllowedHost -Host '
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText |
            Should -Be 'a.example', 'b.example'
    }

    It 'quotes locations' {
        $line = 'Get-OMSGatewayServiceUrl -Location West'
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText |
            Should -Be "'West Europe'"
    }

    It 'offers the services' {
        $line = 'Get-OMSGatewayServiceUrl -Service '
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Sort-Object |
            Should -Be 'Agent', 'ArcGateway', 'AzureArc', 'AzureMonitorAgent', 'DefenderForEndpoint', 'JobRuntimeData',
                'UpdateManager'
    }
}
