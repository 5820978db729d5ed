# All that Unicode takes for the end of a line.
$LineBreak = '[\r\n\v\f\u0085\u2028\u2029]'

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
    if ($base -is [securestring]) {
        return [System.Net.NetworkCredential]::new('', $base).Password
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
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $Property,
        [switch] $IsSecret
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
                # A number or a Boolean is no host, subject or path.
                $isText = -not $Property -or $base -is [ipaddress] -or $base -is [char]
                if (-not $isText -or $null -eq (ConvertTo-Text -Value $one)) {
                    $value = Get-InputProperty -InputObject $one -Property $Property
                    if ($base -is [System.Collections.IList]) {
                        $value = $base
                    }
                }
            }
        }
        if ($value -is [System.Collections.IList]) {
            ConvertTo-Element -Cmdlet $Cmdlet -InputObject $value -Property $Property -IsSecret:$IsSecret
            continue
        }
        $text = ConvertTo-Text -Value $value
        if ($null -eq $text -or ($value -is [securestring] -and -not $IsSecret)) {
            Stop-WrongInput -Cmdlet $Cmdlet -InputObject $one -Property $Property
        }
        if ($text -cmatch '^System\.' -and $null -ne ($text -as [type])) {
            # What becomes of an object where a text is necessary, for instance in a CSV file.
            Stop-WrongInput -Cmdlet $Cmdlet -InputObject $one -Property $Property -Type $text
        }
        if ($text -cmatch $LineBreak) {
            $line = Hide-Secret -Name 'a line' -Text ($text -creplace "(?s)$LineBreak.*", '')
            Stop-Cmdlet -Cmdlet $Cmdlet -Id 'SeveralLines' -Category 'InvalidArgument' -Target $line `
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
        [string[]] $Property,
        [string] $Type = '$null',
        # A text has not the properties.
        [switch] $IsObjectNeeded
    )

    if ($null -ne $InputObject -and -not $PSBoundParameters.ContainsKey('Type')) {
        $Type = $InputObject.PSObject.TypeNames[0]
    }
    $message = $Messages.WrongInput -f $Type
    if ($IsObjectNeeded) {
        $message = $Messages.WrongInputObject -f $Type, ($Property -join ', ')
    } elseif ($Property) {
        $message = $Messages.WrongInputProperty -f $Type, ($Property -join ', ')
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
    $texts = @(ConvertTo-Element -Cmdlet $Cmdlet -InputObject $Value -Property @($property | Where-Object { $_ }) `
        -IsSecret:($Name -eq 'RelayProxyPassword'))
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

    foreach ($frame in Get-PSCallStack | Where-Object { $_.Position }) {
        $command = Find-Command -Extent $frame.Position -Line $Invocation.ScriptLineNumber `
            -Column $Invocation.OffsetInLine
        if ($command) {
            # An alias or a variable that names the cmdlet has no meaning here.
            $arguments = $command.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text }
            $text = @($Invocation.MyCommand.Name) + $arguments -join ' '
            $tree = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref] $null, [ref] $null)
            $command = $tree.EndBlock.Statements[0].PipelineElements[0]
            $given = [System.Management.Automation.Language.StaticParameterBinder]::BindCommand($command, $true)
            $argument = $given.BoundParameters[$Parameter].Value
            # A splatted table says null itself.
            return $null -ne $argument -and $argument.Extent.Text -ne '$null' -and -not $argument.Splatted
        }
    }
    $false
}

function Find-Command {
    # The command at a place of a script, if it is in the part of the script; nothing otherwise.
    param([System.Management.Automation.Language.IScriptExtent] $Extent, [int] $Line, [int] $Column)

    $tree = [System.Management.Automation.Language.Parser]::ParseInput($Extent.Text, [ref] $null, [ref] $null)
    $tree.Find({
        $one = $args[0]
        if ($one -isnot [System.Management.Automation.Language.CommandAst]) {
            return $false
        }
        $inLine = $one.Extent.StartColumnNumber
        if ($one.Extent.StartLineNumber -eq 1) {
            $inLine += $Extent.StartColumnNumber - 1
        }
        $Extent.StartLineNumber + $one.Extent.StartLineNumber - 1 -eq $Line -and $inLine -eq $Column
    }, $true)
}
