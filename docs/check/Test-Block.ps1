# Checks PowerShell texts with PowerShell's own parser, and runs the texts that do not need Windows.
# In: a JSON array of objects with Place, Text, Run. Out: the same with Problems and Output.
param([string] $Path, [string] $Module)

$global:ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
$windowsCommands = Import-PowerShellDataFile -LiteralPath "$PSScriptRoot/windows-commands.psd1"
Import-Module -Name $Module
# Keeps the documents' variables apart from those of this script.
$reader = New-Module -ScriptBlock {}

function global:Get-Credential {
    # Nobody can answer a prompt.
    [pscredential]::new('user1', (ConvertTo-SecureString -String '123' -AsPlainText -Force))
}

function Get-ParameterProblem {
    param([string] $Name, [string[]] $Parameter, [bool] $Run)

    $script = "$PSScriptRoot/../../powershell/$($Name -replace '^\.\\')"
    $command = if (Test-Path -LiteralPath $script -PathType Leaf) {
        Get-Command -Name $script
    } else {
        Get-Command -Name $Name -CommandType Cmdlet, Function, Alias, Filter -ErrorAction Ignore
    }
    if (-not $command -and -not $windowsCommands.ContainsKey($Name)) { "there is no command $Name" }
    if (-not $command -and $windowsCommands.ContainsKey($Name) -and $Run) { "$Name needs Windows: mark the block" }
    foreach ($used in $Parameter | Where-Object { $_ -and $_ -notin $windowsCommands[$Name] }) {
        try { $null = $command.ResolveParameter($used) } catch { "$Name has no parameter -$used" }
    }
}

function Get-Problem {
    param([string] $Text, [bool] $Run)

    $errors = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $null, [ref] $errors)
    $errors | ForEach-Object -MemberName Message
    $commands = $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)
    foreach ($command in $commands) {
        $parameters = $command.CommandElements |
            Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } |
            ForEach-Object -MemberName ParameterName
        $name = $command.GetCommandName()
        if ($name) { Get-ParameterProblem -Name $name -Parameter $parameters -Run $Run }
    }
}

$blocks = Get-Content -LiteralPath $Path -Raw | ConvertFrom-Json
foreach ($block in $blocks) {
    $problems = @(Get-Problem -Text $block.Text -Run $block.Run)
    $output = ''
    if ($block.Run -and -not $problems) {
        try {
            $output = . $reader ([scriptblock]::Create($block.Text)) *>&1 | Out-String -Width 120
        } catch {
            $problems = @("fails: $_")
        }
    }
    $block | Add-Member -NotePropertyMembers @{ Problems = $problems; Output = $output }
}
ConvertTo-Json -InputObject @($blocks) | Set-Content -LiteralPath $Path
