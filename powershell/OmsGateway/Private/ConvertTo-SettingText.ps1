# The properties that hold a host, in the objects of common commands and files.
$HostProperties = 'Host', 'HostName', 'ComputerName', 'DnsHostName', 'Server'

function Find-InputProperty {
    # The first of these properties, or keys of a dictionary, with its value; nothing without any.
    param([object] $InputObject, [string[]] $Property)

    if ($null -eq $InputObject) {
        return
    }
    $dictionary = $InputObject.PSObject.BaseObject -as [System.Collections.IDictionary]
    foreach ($name in $Property) {
        if ($null -ne $dictionary) {
            foreach ($key in $dictionary.Keys) {
                if ($name -eq $key) {
                    return @{ Value = $dictionary[$key] }
                }
            }
        } elseif ($InputObject.PSObject.Properties[$name]) {
            return @{ Value = $InputObject.PSObject.Properties[$name].Value }
        }
    }
}

function Get-InputProperty {
    # The value of the first of these properties; null without any.
    param([object] $InputObject, [string[]] $Property)

    $found = Find-InputProperty -InputObject $InputObject -Property $Property
    if ($found) {
        return , $found.Value
    }
}

function ConvertTo-Text {
    # The text of a value that is a text, number, Boolean, duration or the like by itself; null for any other object.
    param([object] $Value)

    $base = $Value.PSObject.BaseObject
    $invariant = [System.Globalization.CultureInfo]::InvariantCulture
    if ($base -is [string] -or $base -is [char]) {
        return [string] $base
    }
    if ($base -is [bool] -or $base -is [switch]) {
        return ([bool] $base).ToString().ToLowerInvariant()
    }
    if ($base -is [timespan]) {
        $milliseconds = $base.Ticks / [timespan]::TicksPerMillisecond
        foreach ($unit in @{ m = 60000 }, @{ s = 1000 }, @{ ms = 1 }) {
            $name, $length = @($unit.Keys)[0], @($unit.Values)[0]
            if ($milliseconds % $length -eq 0 -and ($milliseconds -ne 0 -or $name -ceq 's')) {
                return ($milliseconds / $length).ToString($invariant) + $name
            }
        }
        return $milliseconds.ToString($invariant) + 'ms'
    }
    if ($base -is [securestring]) {
        return [System.Net.NetworkCredential]::new('', $base).Password
    }
    if ($base -is [enum] -or $base -is [version] -or $base -is [ipaddress]) {
        return $base.ToString()
    }
    if ($base -is [System.ValueType] -and $base -is [System.IFormattable] -and $base -isnot [datetime] -and
        $base -isnot [guid]) {
        # A number on the command line keeps its spelling, such as 1.0.
        return [string] $Value
    }
    $null
}

function ConvertTo-Element {
    # The texts that objects from the user mean: texts themselves, or those in one of the properties. Blank texts, such
    # as blank lines of a file, are left out. Anything else ends the cmdlet.
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [AllowNull()] [AllowEmptyCollection()] [object[]] $InputObject,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $Property
    )

    foreach ($one in $InputObject) {
        if ($one -is [string] -and $one -cmatch '^[!-~]+$' -and -not $one.StartsWith('System.')) {
            # Most of thousands of elements need no more.
            $one
            continue
        }
        $value = $one
        if ($null -ne $one -and $one.PSObject.BaseObject -isnot [string]) {
            $base = $one.PSObject.BaseObject
            if ($base -is [uri]) {
                $value = $base.OriginalString
                if ('Host' -in $Property) {
                    $value = $null
                    if ($base.IsAbsoluteUri) {
                        $value = $base.IdnHost
                    }
                }
            } else {
                $value = ConvertTo-Text -Value $one
                if ($null -eq $value) {
                    $value = Get-InputProperty -InputObject $one -Property $Property
                    if ($base -is [System.Collections.IList]) {
                        $value = $base
                    }
                }
            }
        }
        if ($value -is [System.Collections.IList]) {
            ConvertTo-Element -Cmdlet $Cmdlet -InputObject $value -Property $Property
            continue
        }
        $text = ConvertTo-Text -Value $value
        if ($null -eq $text -or $text -cmatch '^System\.\w+\[\]$') {
            Stop-WrongInput -Cmdlet $Cmdlet -InputObject $one -Property $Property
        }
        if ($text -cmatch '[\r\n]') {
            $line = Hide-Secret -Name 'a line' -Text ($text -creplace '(?s)[\r\n].*', '')
            Stop-Cmdlet -Cmdlet $Cmdlet -Id 'SeveralLines' -Category 'InvalidArgument' -Target $one `
                -Message ($Messages.SeveralLines -f $line)
        }
        if ($text.Trim()) {
            $text
        }
    }
}

function Stop-WrongInput {
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [object] $InputObject,
        [string[]] $Property
    )

    $type = '$null'
    if ($null -ne $InputObject) {
        $type = $InputObject.PSObject.TypeNames[0]
    }
    $message = $Messages.WrongInput -f $type
    if ($Property) {
        $message = $Messages.WrongInputProperty -f $type, ($Property -join ', ')
    }
    Stop-Cmdlet -Cmdlet $Cmdlet -Id 'WrongInput' -Category 'InvalidType' -Target $InputObject -Message $message
}

function Get-SettingText {
    # The texts for a setting. Nothing but blanks is an error, because it would empty a list.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string] $Name,
        [AllowNull()] [AllowEmptyCollection()] [object[]] $Value,
        [switch] $AllowNone
    )

    $property = switch ($Name) {
        'AllowedHosts' { $HostProperties }
        'AllowedClientCertificates' { 'Subject' }
    }
    $texts = @(ConvertTo-Element -Cmdlet $Cmdlet -InputObject $Value -Property @($property | Where-Object { $_ }))
    if ($texts.Count -eq 0 -and -not $AllowNone) {
        $message = $Messages.EmptyValue -f $Name
        if ($Cmdlet.MyInvocation.MyCommand.Name -ceq 'Set-OMSGatewayConfig') {
            $message += ' ' + ($Messages.UseNull -f $Name)
        }
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'EmptyValue' -Category 'InvalidArgument' -Target $Name -Message $message
    }
    if ($Name -like '*TlsVersion') {
        # A variable with the number 1.0 has lost its spelling.
        $texts = @($texts -creplace '^(\d)$', '$1.0')
    }
    , $texts
}

function Test-UndefinedValue {
    # Whether the value of a parameter is null by accident: the user's line gives a variable or an expression for it
    # that has no value, and not $null itself.
    [OutputType([bool])]
    param([Parameter(Mandatory)] [System.Management.Automation.InvocationInfo] $Invocation, [string] $Parameter)

    $frame = Get-PSCallStack | Where-Object { $_.InvocationInfo -ne $Invocation -and $_.Position -and
        $_.Position.Text -match [regex]::Escape($Invocation.InvocationName) } | Select-Object -First 1
    if (-not $frame) {
        return $false
    }
    $tokens, $problems = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseInput($frame.Position.Text, [ref] $tokens,
        [ref] $problems)
    $command = $tree.Find({
        $args[0] -is [System.Management.Automation.Language.CommandAst] -and
            $args[0].GetCommandName() -eq $Invocation.InvocationName
    }, $true)
    if (-not $command) {
        return $false
    }
    $given = [System.Management.Automation.Language.StaticParameterBinder]::BindCommand($command, $true)
    $argument = $given.BoundParameters[$Parameter].Value
    # A splatted table says null itself.
    $null -ne $argument -and $argument.Extent.Text -ne '$null' -and -not $argument.Splatted
}
