function Test-OMSGateway {
    <#
    .SYNOPSIS
    Tests whether the gateway can do its work.

    .DESCRIPTION
    Tests the settings, the service, the relay proxy, and whether each allowed host can be reached, and returns a result
    for each. Java's version and the date of its release are a result, too; a release of more than a year ago causes a
    warning. A wildcard such as *.example.com cannot be tested. The test changes nothing.

    .PARAMETER Quiet
    Returns only whether all tests have passed: $true or $false.

    .EXAMPLE
    Test-OMSGateway

    Shows all results.

    .EXAMPLE
    Test-OMSGateway | Where-Object { -not $_.Passed } | Format-List

    Shows the failed tests in full.

    .EXAMPLE
    if (-not (Test-OMSGateway -Quiet)) { Write-Warning 'The gateway needs attention.' }

    For scripts and monitoring.

    .OUTPUTS
    OMSGateway.TestResult: Check, Target, Passed, Detail; or System.Boolean.

    .LINK
    Save-OMSGatewayDiagnostic
    #>
    [CmdletBinding(HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType('OMSGateway.TestResult')]
    [OutputType([bool])]
    param(
        [switch] $Quiet
    )

    $answer = Invoke-GatewayCommand -Cmdlet $PSCmdlet -Arguments 'test'
    if ($Quiet) {
        [bool] $answer.passed
        return
    }
    $answer.checks | Where-Object { $_.warns } | ForEach-Object {
        Write-Warning -Message ($Messages.JavaOld -f $_.target)
    }
    $answer.checks | ConvertTo-TestResult
}
