function New-GatewayError {
    [OutputType([System.Management.Automation.ErrorRecord])]
    param(
        [Parameter(Mandatory)] [string] $Id,
        [Parameter(Mandatory)] [System.Management.Automation.ErrorCategory] $Category,
        [Parameter(Mandatory)] [string] $Message,
        [object] $Target
    )

    $exception = [System.InvalidOperationException]::new($Message)
    [System.Management.Automation.ErrorRecord]::new($exception, $Id, $Category, $Target)
}

function Stop-Cmdlet {
    # Ends the cmdlet with an error that names the cmdlet and the user's line. A throw would be recorded a second time.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string] $Id,
        [Parameter(Mandatory)] [System.Management.Automation.ErrorCategory] $Category,
        [Parameter(Mandatory)] [string] $Message,
        [object] $Target
    )

    $Cmdlet.ThrowTerminatingError(
        (New-GatewayError -Id $Id -Category $Category -Message $Message -Target $Target))
}

function Invoke-Attempt {
    # The output of a script or, if it fails, the error record as the last object. The error is in no list of errors:
    # not in $Error, and because of the pipeline not in the variable of -ErrorVariable, either.
    param([Parameter(Mandatory)] [scriptblock] $Script)

    # The script sees the variables of its caller and, in front of them, those of this function.
    $errorsOfBefore = $global:Error.Count
    . {
        try {
            & $Script
        } catch {
            $_
        }
    } | ForEach-Object { $_ }
    while ($global:Error.Count -gt $errorsOfBefore) {
        $global:Error.RemoveAt(0)
    }
}

function Test-Failure {
    param([object] $Result)

    @($Result)[-1] -is [System.Management.Automation.ErrorRecord]
}

function Get-Reason {
    # The cause of a failure, without PowerShell's words around it.
    [OutputType([string])]
    param([Parameter(Mandatory)] [object] $Failure)

    @($Failure)[-1].Exception.GetBaseException().Message
}
