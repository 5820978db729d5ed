function Set-OMSGatewayConfig {
    <#
    .SYNOPSIS
    Changes settings of the gateway.

    .DESCRIPTION
    Changes a setting or, from the pipeline, several settings at once. If one of them is wrong, none is changed. The
    service applies the change within two seconds, without a restart and without closing a connection.

    A change of ListenPort or AllowedClients also changes the port or the remote addresses of the inbound rule "OMS
    Gateway" of Windows Firewall. If the rule cannot be changed, no setting is changed. Without a relay proxy there is
    no credential: a change that removes RelayProxyAddress removes RelayProxyUsername, RelayProxyPassword and
    RelayProxyCredentials as well.

    A setting that a policy sets cannot be changed.

    .PARAMETER Name
    The setting; the alias is Key. Get-OMSGatewayConfig shows all of them, and Get-OMSGatewayConfig | Format-List their
    descriptions.

    .PARAMETER Value
    The new value. For a list, the values replace all its elements. $null resets the setting to its default, after a
    confirmation if a list has elements. A blank text, or a variable without a value, is an error. A duration may be a
    TimeSpan.

    .PARAMETER InputObject
    Objects with the properties Name and Value, as returned by Get-OMSGatewayConfig. A setting whose IsDefault is true
    is reset to its default.

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
    Set-OMSGatewayConfig -Name AllowedClients -Value '10.1.0.0/16', '10.2.0.5-10.2.0.9', '127.0.0.1'

    Lets only these clients use the gateway, and narrows the rule of Windows Firewall to them.

    .EXAMPLE
    Set-OMSGatewayConfig -Name MinimumTlsVersion -Value $null -PassThru

    Resets a setting to its default and shows it.

    .EXAMPLE
    Import-Clixml -Path gateway.xml | Set-OMSGatewayConfig

    Applies the settings that Get-OMSGatewayConfig | Export-Clixml -Path gateway.xml has saved.

    .INPUTS
    Objects or tables with the properties Name and Value.

    .OUTPUTS
    None or, with PassThru, OMSGateway.Setting.

    .LINK
    Get-OMSGatewayConfig
    #>
    [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Value',
        HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType('OMSGateway.Setting')]
    param(
        [Parameter(Mandatory, Position = 0, ParameterSetName = 'Value')]
        [Parameter(Position = 0, ParameterSetName = 'Pipeline', ValueFromPipelineByPropertyName)]
        [Alias('Key')]
        [ValidateNotNullOrEmpty()]
        [string] $Name,

        [Parameter(Mandatory, Position = 1, ParameterSetName = 'Value')]
        [Parameter(Position = 1, ParameterSetName = 'Pipeline', ValueFromPipelineByPropertyName)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [psobject[]] $Value,

        [Parameter(Mandatory, ParameterSetName = 'Pipeline', ValueFromPipeline)]
        [AllowNull()]
        [psobject] $InputObject,

        [switch] $PassThru,

        [switch] $Force
    )

    begin {
        $changes = [System.Collections.Specialized.OrderedDictionary]::new([StringComparer]::OrdinalIgnoreCase)
        $isPasswordUnknown = $false
        $isValueGiven = $PSBoundParameters.ContainsKey('Value')
    }
    process {
        foreach ($one in Get-SettingInput -Cmdlet $PSCmdlet -InputObject $InputObject -Bound $PSBoundParameters) {
            if ($one.Name -in $SecretSettings -and -not $isValueGiven -and -not $one.Value -and -not $one.IsDefault) {
                # The value comes from Get-OMSGatewayConfig, which does not show passwords.
                $isPasswordUnknown = $isPasswordUnknown -or $one.Name -eq 'RelayProxyPassword'
                continue
            }
            $texts = $null
            if (-not $one.IsDefault -and $null -ne $one.Value -and
                -not ($one.Value -is [System.Collections.IList] -and $one.Value.Count -eq 0)) {
                $texts = Get-SettingText -Cmdlet $PSCmdlet -Name $one.Name -Value $one.Value
            } elseif ($isValueGiven -and $null -eq $one.Value -and
                (Test-UndefinedValue -Invocation $MyInvocation -Parameter 'Value')) {
                Stop-Cmdlet -Cmdlet $PSCmdlet -Id 'UndefinedValue' -Category 'InvalidArgument' -Target $one.Name `
                    -Message (($Messages.UndefinedValue, $Messages.UseNull -join ' ') -f $one.Name)
            }
            $changes[$one.Name] = $texts
        }
    }
    end {
        if ($isPasswordUnknown -and -not $changes['RelayProxyUsername']) {
            Write-Warning -Message $Messages.PasswordKept
        }
        if ($changes.Count -eq 0) {
            return
        }
        $settings = Edit-GatewaySetting -Cmdlet $PSCmdlet -Changes $changes -IsPasswordUnknown:$isPasswordUnknown `
            -Force:$Force
        if ($settings -and $PassThru) {
            foreach ($name in $changes.Keys) {
                $settings[$name] | ConvertTo-SettingObject
            }
        }
    }
}
