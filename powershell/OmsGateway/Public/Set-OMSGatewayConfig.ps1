function Set-OMSGatewayConfig {
    <#
    .SYNOPSIS
    Changes settings of the gateway.

    .DESCRIPTION
    Changes a setting or, from the pipeline, several settings at once. If one of them is wrong, none is changed. The
    service applies the change within two seconds, without a restart and without closing a connection.

    A change of ListenPort also changes the inbound rule "OMS Gateway" of Windows Firewall. If the rule cannot be
    changed, the cmdlet restores the setting and reports the error.

    .PARAMETER Name
    The setting. Get-OMSGatewayConfig shows all of them, and Get-OMSGatewayConfig | Format-List their descriptions.

    .PARAMETER Value
    The new value. For a list, the values replace all its elements. $null resets the setting to its default.

    .PARAMETER PassThru
    Returns the settings after the change.

    .PARAMETER Force
    Does not ask for confirmation, whatever $ConfirmPreference says.

    .EXAMPLE
    Set-OMSGatewayConfig -Name ListenPort -Value 8080

    Makes the gateway listen on port 8080, and opens this port in Windows Firewall instead of the previous one.

    .EXAMPLE
    Set-OMSGatewayConfig -Name LogLevel -Value DEBUG -Verbose

    Writes every request and TLS session to the event log, and describes the change.

    .EXAMPLE
    Set-OMSGatewayConfig -Name MinimumTlsVersion -Value $null -PassThru

    Resets a setting to its default and shows it.

    .EXAMPLE
    Import-Clixml -Path gateway.xml | Set-OMSGatewayConfig

    Applies the settings that Get-OMSGatewayConfig | Export-Clixml -Path gateway.xml has saved.

    .INPUTS
    Objects with the properties Name and Value.

    .OUTPUTS
    None or, with PassThru, OMSGateway.Setting.

    .LINK
    Get-OMSGatewayConfig
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType('OMSGateway.Setting')]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipelineByPropertyName)]
        [Alias('Key')]
        [ValidateNotNullOrEmpty()]
        [string] $Name,

        [Parameter(Mandatory, Position = 1, ValueFromPipelineByPropertyName)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [string[]] $Value,

        [switch] $PassThru,

        [switch] $Force
    )

    begin {
        if ($Force -and -not $PSBoundParameters.ContainsKey('Confirm')) {
            $ConfirmPreference = 'None'
        }
        $changes = [ordered]@{}
    }
    process {
        if ($MyInvocation.ExpectingInput -and $Name -eq 'RelayProxyPassword' -and -not $Value) {
            # The value comes from Get-OMSGatewayConfig, which does not show passwords.
            Write-Warning -Message $Messages.PasswordKept
            return
        }
        $shown = $Value -join ', '
        if ($Name -eq 'RelayProxyPassword') {
            $shown = '********'
        }
        if ($PSCmdlet.ShouldProcess($Name, ($Messages.ActionSet -f $shown))) {
            $changes[$Name] = $Value
        }
    }
    end {
        if ($changes.Count -eq 0) {
            return
        }
        try {
            $portBefore = $null
            if ($changes.Contains('ListenPort') -and (Test-OnWindows)) {
                $portBefore = Get-GatewaySetting | Where-Object { $_.name -eq 'ListenPort' }
            }
            $settings = @(Update-GatewaySetting -Changes $changes | ConvertTo-SettingObject)
            if ($portBefore) {
                $port = ($settings | Where-Object { $_.Name -eq 'ListenPort' }).Value
                Sync-FirewallPort -Port $port -Before $portBefore
            }
            foreach ($setting in $settings) {
                Write-SettingChange -Setting $setting
            }
            Write-Verbose -Message $Messages.NoRestart
            if ($PassThru) {
                $settings
            }
        } catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
