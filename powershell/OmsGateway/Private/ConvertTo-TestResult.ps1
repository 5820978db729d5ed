function ConvertTo-TestResult {
    param([Parameter(Mandatory, ValueFromPipeline)] [object] $Check)

    process {
        New-OutputObject -Type 'OMSGateway.TestResult' -Property ([ordered]@{
            Check = $Check.check
            Target = $Check.target
            Passed = [bool] $Check.passed
            Detail = $Check.detail
        })
    }
}
