function Set-OMSGatewayRelayProxy {
    <#
    .SYNOPSIS
    Sets or clears the relay (upstream) proxies of the gateway.

    .DESCRIPTION
    Sets the proxy through which the gateway connects to servers, and the credential for it. Of several proxies, the
    next one serves while the ones before it cannot. An address without a credential means a proxy without
    authentication, so a stored credential is removed. With an empty address, the gateway connects directly. A
    credential without an address is for the proxies that are already set.

    The service applies the change within two seconds, without a restart. The password is passed on standard input and
    stored encrypted. It is in no log.

    .PARAMETER Address
    The proxy: http://host:port, host:port, a host or an IP address. The default port is 80. "" means no proxy.
    Several proxies are in the order in which the gateway uses them.

    .PARAMETER Username
    The user name, together with Password.

    .PARAMETER Password
    The password: a SecureString or, for scripts written for the original gateway, plain text.

    .PARAMETER Credential
    User name and password in one object, as returned by Get-Credential: one for all proxies, or one for each of them in
    their order, of which [pscredential]::Empty means none.

    .PARAMETER InputObject
    Relay proxies, as returned by Get-OMSGatewayRelayProxy. Their passwords are not known: those of several proxies stay
    as they are. That of a single one is kept for the same user name; otherwise, a warning asks for the credential.

    .PARAMETER PassThru
    Returns the relay proxy after the change.

    .PARAMETER Force
    Does not ask for confirmation, whatever $ConfirmPreference says.

    .EXAMPLE
    Set-OMSGatewayRelayProxy -Address http://www.myproxy.com:8080 -Credential (Get-Credential)

    Sets a proxy with authentication and prompts for user name and password.

    .EXAMPLE
    Set-OMSGatewayRelayProxy -Address http://www.myproxy.com:8080 -Username user1 -Password 123

    The same, as in scripts written for the original gateway.

    .EXAMPLE
    Set-OMSGatewayRelayProxy -Address http://www.myproxy.com:8080

    Sets a proxy without authentication.

    .EXAMPLE
    Set-OMSGatewayRelayProxy -Address http://proxy1.contoso.com:8080, http://proxy2.contoso.com:8080

    Sets two proxies. The second one serves while the first one cannot.

    .EXAMPLE
    Set-OMSGatewayRelayProxy -Address proxy1:8080, proxy2:8080 -Credential (Get-Credential), (Get-Credential)

    The same, with a user for each proxy.

    .EXAMPLE
    Set-OMSGatewayRelayProxy -Address ""

    Clears the proxy and its credential.

    .OUTPUTS
    None or, with PassThru, OMSGateway.RelayProxy.

    .LINK
    Get-OMSGatewayRelayProxy
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingUsernameAndPasswordParams', '',
        Justification = 'Scripts written for the original gateway; Credential stands beside it.')]
    [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Password',
        HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType('OMSGateway.RelayProxy')]
    param(
        [Parameter(Position = 0)]
        [AllowNull()]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [string[]] $Address,

        [Parameter(ParameterSetName = 'Password')]
        [AllowNull()]
        [AllowEmptyString()]
        [string] $Username,

        [Parameter(ParameterSetName = 'Password')]
        [AllowNull()]
        [object] $Password,

        [Parameter(Mandatory, ParameterSetName = 'Credential')]
        [OMSGatewayCredentials()]
        [pscredential[]] $Credential,

        [Parameter(ValueFromPipeline)]
        [AllowNull()]
        [psobject] $InputObject,

        [switch] $PassThru,

        [switch] $Force
    )

    begin {
        $piped = [System.Collections.Generic.List[psobject]]::new()
    }
    process {
        if ($MyInvocation.ExpectingInput) {
            $piped.Add($InputObject)
        }
    }
    end {
        if ($MyInvocation.ExpectingInput -and $piped.Count -eq 0) {
            return
        }
        $user, $secret, $isPasswordUnknown, $own = $Username, $null, $false, @()
        if ($Credential.Count -eq 1) {
            $user, $secret = $Credential[0].UserName, $Credential[0].GetNetworkCredential().Password
        } elseif ($null -ne $Password) {
            $secret = ConvertTo-Text -Value $Password
        }
        $setsAddress = $PSBoundParameters.ContainsKey('Address')
        $addresses = @($Address | ForEach-Object { "$_".Trim() } | Where-Object { $_ })
        $keepsCredentials = $false
        if ($MyInvocation.ExpectingInput) {
            $found = @(foreach ($one in $piped) {
                $property = Find-InputProperty -InputObject $one -Property 'Address'
                if (-not $property) {
                    Stop-WrongInput -Cmdlet $PSCmdlet -InputObject $one -Property 'Address'
                }
                [string] $property.Value
            })
            if (-not $setsAddress) {
                $setsAddress, $addresses = $true, @($found | ForEach-Object { $_.Trim() } | Where-Object { $_ })
            }
            $keepsCredentials = $piped.Count -gt 1 -and -not $user -and -not $Credential
            if (-not $user -and $piped.Count -eq 1) {
                $user = [string] (Get-InputProperty -InputObject $piped[0] -Property 'Username')
                $isPasswordUnknown = $user -and -not $secret
            }
        }
        if ([string]::IsNullOrEmpty($user) -ne [string]::IsNullOrEmpty($secret) -and -not $isPasswordUnknown) {
            Stop-Cmdlet -Cmdlet $PSCmdlet -Id 'CredentialIncomplete' -Category 'InvalidArgument' `
                -Target (Hide-Secret -Name 'RelayProxyUsername' -Text $user) -Message $Messages.CredentialIncomplete
        }
        if ($setsAddress -and -not $addresses -and ($user -or $Credential)) {
            Stop-Cmdlet -Cmdlet $PSCmdlet -Id 'CredentialWithoutAddress' -Category 'InvalidArgument' `
                -Target 'Address' -Message $Messages.CredentialWithoutAddress
        }
        if ($Credential.Count -gt 1) {
            $own = @(ConvertTo-RelayCredential -Cmdlet $PSCmdlet -Credential $Credential -Address $(
                if ($setsAddress) { $addresses } else { Get-RelayAddress -Cmdlet $PSCmdlet }))
        }
        $changes = [ordered]@{}
        if ($setsAddress) {
            $changes['RelayProxyAddress'] = $addresses
        }
        if (($setsAddress -or $user -or $own) -and -not $keepsCredentials) {
            $changes['RelayProxyUsername'] = @($user | Where-Object { $_ })
            $changes['RelayProxyPassword'] = @($secret | Where-Object { $_ })
            $changes['RelayProxyCredentials'] = $own
        }
        if ($changes.Count -eq 0) {
            Stop-Cmdlet -Cmdlet $PSCmdlet -Id 'NothingToSet' -Category 'InvalidArgument' `
                -Message $Messages.NothingToSet
        }
        foreach ($name in @($changes.Keys)) {
            if ($changes[$name].Count -eq 0) {
                $changes[$name] = $null
            }
        }
        if ($isPasswordUnknown) {
            $changes.Remove('RelayProxyPassword')
            $changes.Remove('RelayProxyCredentials')
        }
        $settings = Edit-GatewaySetting -Cmdlet $PSCmdlet -Changes $changes -Together -Force:$Force `
            -IsPasswordUnknown:$isPasswordUnknown
        if ($settings -and $PassThru) {
            ConvertTo-RelayProxyObject -Settings $settings
        }
    }
}
