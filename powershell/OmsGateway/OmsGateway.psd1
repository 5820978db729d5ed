@{
    RootModule = 'OmsGateway.psm1'
    ModuleVersion = '1.0.0'
    GUID = '6b1f6d0e-2f0a-4c53-9f3e-7c1d5a8e42b7'
    Author = 'The OMS Gateway project'
    CompanyName = 'The OMS Gateway project'
    Copyright = 'The OMS Gateway project. Apache License 2.0.'
    Description = 'Administers OMS Gateway: settings, allowed hosts and client certificates, connections, diagnosis.'
    PowerShellVersion = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    TypesToProcess = @('OmsGateway.Types.ps1xml')
    FormatsToProcess = @('OmsGateway.Format.ps1xml')
    FunctionsToExport = @(
        'Add-OMSGatewayAllowedClientCertificate'
        'Add-OMSGatewayAllowedHost'
        'Export-OMSGatewayReport'
        'Export-OMSGatewaySettings'
        'Get-OMSGatewayAllowedClientCertificate'
        'Get-OMSGatewayAllowedHost'
        'Get-OMSGatewayConfig'
        'Get-OMSGatewayConnection'
        'Get-OMSGatewayForbiddenHost'
        'Get-OMSGatewayRelayProxy'
        'Get-OMSGatewayServiceUrl'
        'Get-OMSGatewayTunnel'
        'Import-OMSGatewaySettings'
        'Remove-OMSGatewayAllowedClientCertificate'
        'Remove-OMSGatewayAllowedHost'
        'Save-OMSGatewayDiagnostic'
        'Set-OMSGatewayConfig'
        'Set-OMSGatewayRelayProxy'
        'Test-OMSGateway'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
    PrivateData = @{
        PSData = @{
            Tags = @('OMS', 'LogAnalytics', 'AzureMonitor', 'Gateway', 'Proxy', 'Windows')
            LicenseUri = 'https://www.apache.org/licenses/LICENSE-2.0'
            ProjectUri = 'https://github.com/oms-gateway/oms-gateway'
            ReleaseNotes = 'https://github.com/oms-gateway/oms-gateway/blob/main/CHANGELOG.md'
        }
    }
}
