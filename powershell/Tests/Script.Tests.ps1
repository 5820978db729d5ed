BeforeDiscovery {
    $root = Split-Path -Path (Split-Path -Path $PSScriptRoot -Parent) -Parent
    $scripts = 'powershell', '.github' | ForEach-Object {
        Get-ChildItem -LiteralPath (Join-Path -Path $root -ChildPath $_) -Recurse -File
    } | Where-Object { $_.Extension -in '.ps1', '.psm1', '.psd1' } | ForEach-Object {
        @{ File = $_.FullName.Substring($root.Length + 1).Replace('\', '/') }
    }
    $ofModule = @($scripts | Where-Object { $_.File -like 'powershell/OmsGateway/*' -and $_.File -notlike '*.psd1' })
    $public = @($ofModule | Where-Object { $_.File -like '*/Public/*' })
    $workflows = @(@{ File = '.github/workflows/windows.yml' })
}

BeforeAll {
    . (Join-Path -Path $PSScriptRoot -ChildPath 'TestGateway.ps1')
    $root = Split-Path -Path (Split-Path -Path $PSScriptRoot -Parent) -Parent
    $only7 = @{
        Ast = 'TernaryExpressionAst', 'PipelineChainAst'
        Token = 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'Clean'
        Number = '^0b|^(?!0x).*\d(u|y|uy|s|us|ul|n)(kb|mb|gb|tb|pb)?$'
        Escape = '(?<!`)(``)*`(e|u\{)'
    }
    # Cmdlets that PowerShell has on Windows only.
    $ofWindows = 'Get-CimInstance', 'Get-Counter', 'Get-NetFirewallAddressFilter', 'Get-NetFirewallPortFilter',
        'Get-NetFirewallRule', 'Get-WinEvent', 'Set-NetFirewallRule', 'netsh.exe'
    $automatic = '_', 'args', 'confirmpreference', 'erroractionpreference', 'false', 'lastexitcode', 'matches',
        'myinvocation', 'null', 'pscmdlet', 'psboundparameters', 'psscriptroot', 'psuiculture', 'psversiontable',
        'true', 'global:error', 'this', 'verbosepreference', 'whatifpreference'
    # A variable with one of these names would hide PowerShell's own, or cannot be set.
    $reserved = 'args', 'error', 'event', 'home', 'host', 'input', 'matches', 'pid', 'pshome', 'sender', 'this'

    function Read-Script {
        param([string] $Text)

        $tokens, $problems = $null
        $tree = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $tokens, [ref] $problems)
        [pscustomobject]@{ Tree = $tree; Tokens = $tokens; Problems = @($problems | ForEach-Object { $_.Message }) }
    }

    function Find-Ast {
        param([object] $Tree, [string] $Type)

        $Tree.FindAll({ $args[0].GetType().Name -eq $Type }.GetNewClosure(), $true)
    }

    function Get-SyntaxProblem {
        # Syntax that PowerShell, or Windows PowerShell 5.1, cannot read.
        param([string] $Text)

        $script = Read-Script -Text $Text
        $script.Problems
        foreach ($node in $script.Tree.FindAll({ $true }, $true)) {
            if ($node.GetType().Name -in $only7.Ast -or $node.Background -or $node.GenericTypeArguments) {
                "not known to Windows PowerShell: $($node.Extent.Text)"
            }
        }
        foreach ($token in $script.Tokens) {
            $kind = "$($token.Kind)"
            if ($kind -in $only7.Token -or ($kind -eq 'Number' -and $token.Text -match $only7.Number) -or
                ($kind -like '*StringExpandable' -and $token.Text -match $only7.Escape)) {
                "not known to Windows PowerShell: $($token.Text)"
            }
        }
    }

    function Get-VariableProblem {
        # Variables that nothing sets, and those that must not be set.
        param([object] $Tree, [string[]] $Known)

        $set = @(Get-SetVariable -Tree $Tree)
        $set | Where-Object { $_ -in $reserved } | ForEach-Object { "`$$_ belongs to PowerShell" }
        Find-Ast -Tree $Tree -Type 'VariableExpressionAst' |
            Where-Object { -not $_.VariablePath.IsDriveQualified -and
                $_.VariablePath.UserPath -notin $set + $Known + $automatic } |
            ForEach-Object { "nothing sets `$$($_.VariablePath.UserPath)" }
    }

    function Get-SetVariable {
        param([object] $Tree)

        $targets = @(Find-Ast -Tree $Tree -Type 'AssignmentStatementAst' | ForEach-Object {
            Find-Ast -Tree $_.Left -Type 'VariableExpressionAst' |
                Where-Object { $_.Parent.GetType().Name -notin 'IndexExpressionAst', 'MemberExpressionAst' }
        })
        $loops = @(Find-Ast -Tree $Tree -Type 'ForEachStatementAst' | ForEach-Object { $_.Variable })
        $parameters = @(Find-Ast -Tree $Tree -Type 'ParameterAst' | ForEach-Object { $_.Name })
        $targets + $loops + $parameters | ForEach-Object { $_.VariablePath.UserPath }
    }

    function Get-CommandProblem {
        # Commands and parameters that do not exist.
        param([object] $Tree, [switch] $OnlyOurs)

        foreach ($use in Find-Ast -Tree $Tree -Type 'CommandAst') {
            $name = $use.GetCommandName()
            # Another test may have put a function in the place of a cmdlet of Windows.
            if (-not $name -or $name -in $ofWindows -or ($OnlyOurs -and $name -notmatch 'OMSGateway|^\.\\.*\.ps1$')) {
                continue
            }
            # A workflow runs scripts from the root.
            $name = $name -replace '^\.\\', "$root/"
            $command = & (Get-Module -Name 'OmsGateway') { Get-Command -Name $args[0] -ErrorAction 'Ignore' } $name
            if (-not $command) {
                "unknown command $name"
            } elseif ($command -and $command.CommandType -ne 'Application') {
                $given = $use.CommandElements | Where-Object { $_.GetType().Name -eq 'CommandParameterAst' }
                foreach ($parameter in $given.ParameterName) {
                    try {
                        [void] $command.ResolveParameter($parameter)
                    } catch {
                        "$name has no parameter $parameter"
                    }
                }
            }
        }
    }

    function Get-Text {
        param([string] $File)

        [System.IO.File]::ReadAllText((Join-Path -Path $root -ChildPath $File))
    }
}

Describe 'What tells the syntax of PowerShell 7 from that of Windows PowerShell' {
    It 'refuses <_>' -ForEach '$a ? 1 : 2', '$a ?? 1', '$a ??= 1', '${a}?.b', '${a}?[0]', 'a && b', 'a || b', 'a &',
        '1u', '0b1', '2ulkb', '"`e"', '"`u{41}"', '$a.B[int]()', 'function a { clean { } }', 'if (' {
        Get-SyntaxProblem -Text $_ | Should -Not -BeNullOrEmpty
    }

    It 'takes <_>' -ForEach 'if ($a) { 1 } else { 2 }', '0xfe', '5kb', '1L', '''`e''', '"``e"', 'a | b; & c',
        '$a[0].b()' {
        Get-SyntaxProblem -Text $_ | Should -BeNullOrEmpty
    }
}

Describe '<File>' -ForEach $scripts {
    It 'is read by PowerShell and by Windows PowerShell 5.1' {
        Get-SyntaxProblem -Text (Get-Text -File $File) | Should -BeNullOrEmpty
    }

    It 'has a byte-order mark if, and only if, not all is ASCII' {
        # Windows PowerShell reads a file without the mark in the machine's code page.
        $bytes = [System.IO.File]::ReadAllBytes((Join-Path -Path $root -ChildPath $File))
        $isMarked = $bytes.Count -gt 2 -and $bytes[0] -eq 0xef -and $bytes[1] -eq 0xbb -and $bytes[2] -eq 0xbf
        $isMarked | Should -Be ((Get-Text -File $File) -match '[^\x00-\x7f]')
    }

    It 'has no apostrophe that PowerShell takes for the end of a string, and no long line' {
        $text = Get-Text -File $File
        $text | Should -Not -Match '[\u2018-\u201b]'
        if ($File -notlike '*.Strings.psd1') {
            $text -split '\r?\n' | Where-Object { $_.Length -gt 120 } | Should -BeNullOrEmpty
        }
    }
}

Describe '<File> of the module' -ForEach $ofModule {
    It 'uses variables that something sets, and commands and parameters that there are' {
        $shared = 'Messages', 'AutomationServices', 'RefusalLine', 'HostProperties', 'ProgramPatience', 'FirewallRule',
            'LongestAddresses', 'CompletionCache', 'SecretSettings'
        $tree = (Read-Script -Text (Get-Text -File $File)).Tree
        Get-VariableProblem -Tree $tree -Known $shared | Should -BeNullOrEmpty
        Get-CommandProblem -Tree $tree | Should -BeNullOrEmpty
    }
}

Describe '<File> of a cmdlet' -ForEach $public {
    BeforeAll {
        $tree = (Read-Script -Text (Get-Text -File $File)).Tree
        $functions = @(Find-Ast -Tree $tree -Type 'FunctionDefinitionAst')
        $help = $functions[0].GetHelpContent()
    }

    It 'holds the function of its name' {
        $functions.Name | Should -BeExactly ([System.IO.Path]::GetFileNameWithoutExtension($File))
    }

    It 'describes in its help what it has, and nothing else' {
        $help.Synopsis, $help.Description, $help.Examples, $help.Outputs | Should -Not -BeNullOrEmpty
        $declared = @($functions[0].Body.ParamBlock.Parameters | ForEach-Object { $_.Name.VariablePath.UserPath })
        @($help.Parameters.Keys | Sort-Object) | Should -Be @($declared | Sort-Object)
    }

    It 'has examples that work' {
        foreach ($example in $help.Examples) {
            $code = ($example -split '\r?\n\s*\r?\n')[0]
            Get-SyntaxProblem -Text $code | Should -BeNullOrEmpty -Because $code
            Get-CommandProblem -Tree (Read-Script -Text $code).Tree -OnlyOurs | Should -BeNullOrEmpty -Because $code
        }
    }
}

Describe 'The steps of <File>' -ForEach $workflows {
    It 'are PowerShell, with cmdlets and parameters that there are' {
        $text = (Get-Text -File $File).Replace("`r", '')
        $steps = [regex]::Matches($text, '(?m)^( +)run: (?:\|\n(?<script>(?:\1 .*\n|\n)+)|(?<script>[^|\n].*))')
        $steps.Count | Should -Be ([regex]::Matches($text, '\brun: (?!\n)').Count)
        foreach ($step in $steps) {
            $script = Read-Script -Text $step.Groups['script'].Value
            $script.Problems | Should -BeNullOrEmpty -Because $step.Value
            Get-CommandProblem -Tree $script.Tree -OnlyOurs | Should -BeNullOrEmpty -Because $step.Value
        }
    }
}

Describe 'The manifest' {
    It 'exports a function for each file' {
        $module = Join-Path -Path $root -ChildPath 'powershell/OmsGateway'
        $files = (Get-ChildItem -LiteralPath (Join-Path -Path $module -ChildPath 'Public')).BaseName | Sort-Object
        $manifest = Import-PowerShellDataFile -LiteralPath (Join-Path -Path $module -ChildPath 'OmsGateway.psd1')
        $manifest.FunctionsToExport | Should -Be $files
    }
}

Describe 'The home of the product' {
    BeforeAll {
        $productHome = ([xml] (Get-Content -LiteralPath (Join-Path -Path $root -ChildPath 'pom.xml') -Raw)
            ).project.properties.'product.home'
    }

    It 'is that of the module' {
        $manifest = Import-PowerShellDataFile -LiteralPath (
            Join-Path -Path $root -ChildPath 'powershell/OmsGateway/OmsGateway.psd1')
        $manifest.PrivateData.PSData.ProjectUri | Should -Be $productHome
        $manifest.PrivateData.PSData.ReleaseNotes | Should -Be "$productHome/blob/main/CHANGELOG.md"
    }

    It 'has the help of each cmdlet, under a heading that there is' {
        $anchors = Get-Content -LiteralPath (Join-Path -Path $root -ChildPath 'README.md') |
            Where-Object { $_ -match '^#+ ' } |
            ForEach-Object { ($_ -replace '^#+ ').ToLowerInvariant() -replace '[^\w -]' -replace ' ', '-' }
        foreach ($command in Get-Command -Module 'OmsGateway') {
            $address, $anchor = $command.HelpUri -split '#'
            $address | Should -Be $productHome -Because $command.Name
            $anchor | Should -BeIn $anchors -Because $command.Name
        }
    }
}
