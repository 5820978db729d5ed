function Read-SettingsFile {
    # The settings in a file of JSON: texts or, for the default, null.
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string] $Path
    )

    $read = Invoke-Attempt -Script { , (ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($Path))) }
    if (-not (Test-Failure -Result $read) -and
        $read.PSObject.BaseObject -isnot [System.Management.Automation.PSCustomObject]) {
        $read = Invoke-Attempt -Script { throw 'JSON {}' }
    }
    if (Test-Failure -Result $read) {
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'NotSettings' -Category 'InvalidData' -Target $Path `
            -Message ($Messages.NotSettings -f $Path, (Get-Reason -Failure $read))
    }
    $changes = [System.Collections.Specialized.OrderedDictionary]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($property in $read.PSObject.Properties) {
        $changes[$property.Name] = $null
        if ($null -ne $property.Value -and @($property.Value).Count -gt 0) {
            $changes[$property.Name] = @($property.Value | ForEach-Object { ConvertTo-Text -Value $_ })
        }
    }
    $changes
}
