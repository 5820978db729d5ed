function New-OutputObject {
    # An object of a type that OmsGateway.Types.ps1xml and OmsGateway.Format.ps1xml describe. It gets its type last,
    # because PowerShell refuses to give a value to a property that the type has already.
    param(
        [Parameter(Mandatory)] [string] $Type,
        [Parameter(Mandatory)] [System.Collections.IDictionary] $Property
    )

    $object = [pscustomobject] $Property
    $object.PSObject.TypeNames.Insert(0, $Type)
    $object
}
