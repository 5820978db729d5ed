# The services of Azure Automation, which are in some locations only.
$AutomationServices = 'JobRuntimeData', 'Agent'

function Get-ServiceHost {
    # The hosts of services, as returned by the command line. The values were checked, because they go into arguments.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string[]] $Service,
        [string[]] $Location,
        [guid[]] $WorkspaceId,
        [string] $Cloud = 'Public'
    )

    $arguments = @(
        'hosts'
        $Service | ForEach-Object { '--service', $_ }
        $Location | Where-Object { $_ } | ForEach-Object { '--location', $_ }
        $WorkspaceId | Where-Object { $_ } | ForEach-Object { '--workspace-id', $_.ToString() }
        '--cloud', $Cloud
    )
    Invoke-GatewayCommand -Cmdlet $Cmdlet -Arguments $arguments
}

function Get-AutomationHost {
    # The hosts of Azure Automation in the locations that a name or pattern means.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string[]] $Service,
        [Parameter(Mandatory)] [string[]] $Location,
        [string] $Cloud
    )

    $all = @(Get-ServiceHost -Cmdlet $Cmdlet -Service $Service -Cloud $Cloud)
    $places = @($all | ForEach-Object { $_.location } | Select-Object -Unique)
    foreach ($one in $Location) {
        $region = $one.Replace(' ', '')
        $pattern = Get-Pattern -Text $one
        $found = @($all | Where-Object {
            $pattern.IsMatch($_.location) -or $pattern.IsMatch($_.region) -or $_.region -eq $region
        })
        if ($found.Count -eq 0 -and -not [WildcardPattern]::ContainsWildcardCharacters($one)) {
            Write-UnknownLocation -Cmdlet $Cmdlet -Location $one -Expected ($places -join ', ')
        }
        foreach ($place in $places) {
            $found | Where-Object { $_.location -eq $place }
        }
    }
}

function Get-RegionalHost {
    # The hosts of other services. Those that are left out become warnings.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string[]] $Service,
        [Parameter(Mandatory)] [string[]] $Location,
        [guid[]] $WorkspaceId,
        [string] $Cloud
    )

    $regions = @(foreach ($one in $Location) {
        if ($one -cmatch '^[A-Za-z0-9 ]+$') {
            $one
        } elseif ($one -cne '*') {
            Write-UnknownLocation -Cmdlet $Cmdlet -Location $one -Expected 'westeurope, ...'
        }
    })
    $all = @(Get-ServiceHost -Cmdlet $Cmdlet -Service $Service -Location $regions -WorkspaceId $WorkspaceId `
        -Cloud $Cloud)
    foreach ($group in $all | Where-Object { $_.leftOut } | Group-Object -Property 'service', 'leftOut') {
        $first = $group.Group[0]
        $reason = switch -CaseSensitive ($first.leftOut) {
            'AllCustomers' { $Messages.LeftOutAllCustomers }
            'NoProxy' { $Messages.LeftOutNoProxy }
            'Optional' { $Messages.LeftOutOptional }
            'PlainHttp' { $Messages.LeftOutPlainHttp }
        }
        $text = $reason -f $first.service, ($group.Group.host -join ', ')
        if ($first.leftOut -ceq 'Optional') {
            Write-Verbose -Message $text
        } else {
            Write-Warning -Message $text
        }
    }
    $all | Where-Object { -not $_.leftOut }
}

function Write-UnknownLocation {
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [string] $Location, [string] $Expected)

    $shown = Hide-Secret -Name 'Location' -Text $Location
    $Cmdlet.WriteError((New-GatewayError -Id 'UnknownLocation' -Category 'ObjectNotFound' -Target $shown `
        -Message ($Messages.UnknownLocation -f $shown, $Expected)))
}
