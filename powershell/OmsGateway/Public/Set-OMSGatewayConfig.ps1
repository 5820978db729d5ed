function Set-OMSGatewayConfig {
    <#
    .SYNOPSIS
    Changes settings of the gateway.

    .DESCRIPTION
    Changes a setting or, from the pipeline, several at once: all of them or, if one of them is wrong, none. The service
    takes the change up within two seconds, without a restart and without closing a connection.

    With ListenPort, the inbound rule "OMS Gateway" of Windows Firewall is changed, too. If that fails, the setting is
    put back and an error says why.

    .PARAMETER Name
    The setting. Get-OMSGatewayConfig shows all of them, and Get-OMSGatewayConfig | Format-List their descriptions.

    .PARAMETER Value
    The new value; several for a list, which they replace. $null stands for the default.

    .PARAMETER PassThru
    Answers the settings as they are after the change.

    .PARAMETER Force
    Does not ask for confirmation, whatever $ConfirmPreference says.

    .EXAMPLE
    Set-OMSGatewayConfig -Name ListenPort -Value 8080

    Makes the gateway listen on port 8080, and opens this port in Windows Firewall in place of the previous one.

    .EXAMPLE
    Set-OMSGatewayConfig -Name LogLevel -Value DEBUG -Verbose

    Writes every request and TLS session to the event log, and says what was changed.

    .EXAMPLE
    Set-OMSGatewayConfig -Name MinimumTlsVersion -Value $null -PassThru

    Puts a setting back to its default and shows it.

    .EXAMPLE
    Import-Clixml -Path gateway.xml | Set-OMSGatewayConfig

    Takes over the settings that Get-OMSGatewayConfig | Export-Clixml -Path gateway.xml has kept.

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
            # Get-OMSGatewayConfig, where this comes from, does not show it.
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
