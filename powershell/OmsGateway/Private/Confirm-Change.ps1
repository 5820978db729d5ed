function Confirm-Change {
    # Whether the user wants a change, as ShouldProcess of the cmdlet decides. A loss is a change of high impact.
    [OutputType([bool])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string] $Target,
        [Parameter(Mandatory)] [string] $Action,
        [switch] $IsLoss
    )

    if (-not $IsLoss -and -not $WhatIfPreference -and $VerbosePreference -eq 'SilentlyContinue' -and
        "$ConfirmPreference" -in 'None', 'High') {
        # ShouldProcess would neither ask nor say anything, thousands of times.
        return $true
    }
    $answer = Invoke-Attempt -Script {
        if ($IsLoss) {
            Confirm-Loss -Target $Target -Action $Action
        } else {
            $Cmdlet.ShouldProcess($Target, $Action)
        }
    }
    if (Test-Failure -Result $answer) {
        # For instance, there is nobody to ask.
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'NotConfirmed' -Category 'OperationStopped' -Target $Target `
            -Message ($Messages.NotConfirmed -f $Target, (Get-Reason -Failure $answer))
    }
    [bool] $answer
}

function Confirm-Loss {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    [OutputType([bool])]
    param([string] $Target, [string] $Action)

    $PSCmdlet.ShouldProcess($Target, $Action)
}

function Get-ConfirmPreference {
    # With Force, a cmdlet does not ask, unless Confirm is given, too.
    [OutputType([string])]
    param([Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet, [switch] $Force)

    if ($Force -and -not $Cmdlet.MyInvocation.BoundParameters.ContainsKey('Confirm')) {
        return 'None'
    }
    $ConfirmPreference
}

function Hide-Secret {
    # A value for a setting as it may be shown: a password never, also where nobody expects one.
    [OutputType([string])]
    param([Parameter(Mandatory)] [string] $Name, [string] $Text)

    $hidden = '********'
    switch ($Name) {
        { $_ -in $SecretSettings } { $hidden }
        'RelayProxyUsername' { $Text -creplace '(?s):.*', ":$hidden" }
        'AllowedClientCertificates' {
            # Subjects have mail addresses.
            $Text -creplace '(?s)([A-Za-z][A-Za-z0-9+.-]*:[/\\]{2}).*(?:@|%(?:25)*40)', "`$1$hidden@"
        }
        default {
            # The user information of an address, and its query.
            $Text -creplace '(?s)^([A-Za-z][A-Za-z0-9+.-]*://)?.*(?:@|%(?:25)*40)', "`$1$hidden@" `
                -creplace '(?s)\?.*', "?$hidden"
        }
    }
}

function Hide-AllSecrets {
    # The same for several values, of which thousands have nothing to hide.
    [OutputType([string])]
    param([Parameter(Mandatory)] [string] $Name, [AllowNull()] [string[]] $Text)

    if ($Name -like 'RelayProxy*' -or $Text -cmatch '[@?%]') {
        $Text = @($Text | Where-Object { $_ } | ForEach-Object { Hide-Secret -Name $Name -Text $_ })
    }
    $Text
}
