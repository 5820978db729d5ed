function Get-SettingInput {
    # Name and value of a setting, given by parameters or in an object from the pipeline.
    [OutputType([hashtable])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [AllowNull()] [object] $InputObject,
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Bound
    )

    if (-not $Bound.ContainsKey('InputObject')) {
        return @{ Name = $Bound['Name']; Value = $Bound['Value']; IsDefault = $false }
    }
    # Windows PowerShell passes the array of a JSON text on as one object.
    $objects = @($InputObject)
    if ($null -ne $InputObject -and $InputObject.PSObject.BaseObject -is [System.Collections.IList]) {
        $objects = $InputObject.PSObject.BaseObject
    }
    foreach ($one in $objects) {
        $name, $value, $isDefault = $Bound['Name'], $Bound['Value'], $false
        if (-not $name) {
            $name = Get-InputProperty -InputObject $one -Property 'Name', 'Key'
        }
        if (-not $Bound.ContainsKey('Value') -or $null -eq $Bound['Value']) {
            $value = Get-InputProperty -InputObject $one -Property 'Value'
        }
        if ($name -isnot [string] -or ($null -eq $value -and -not $Bound.ContainsKey('Value') -and
                -not (Find-InputProperty -InputObject $one -Property 'Value'))) {
            Stop-WrongInput -Cmdlet $Cmdlet -InputObject $one -Property 'Name', 'Value' -IsObjectNeeded
        }
        # A value that was edited in a file counts.
        $default = Get-InputProperty -InputObject $one -Property 'Default'
        $isDefault = "$(Get-InputProperty -InputObject $one -Property 'IsDefault')" -eq 'True' -and
            (@($value) -join '; ') -ceq (@($default) -join '; ')
        @{ Name = $name; Value = $value; IsDefault = $isDefault }
    }
}
