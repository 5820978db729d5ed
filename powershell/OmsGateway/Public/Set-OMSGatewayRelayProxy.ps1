function Set-OMSGatewayRelayProxy {
    <#
    .SYNOPSIS
    Sets or clears the relay (upstream) proxy of the gateway.

    .DESCRIPTION
    Sets the proxy through which the gateway connects to servers, and the credential for it. An address without a
    credential means a proxy without authentication, so a stored credential is removed. With an empty address, the
    gateway connects directly. A credential without an address is for the proxy that is already set.

    The service applies the change within two seconds, without a restart. The password is passed on standard input and
    stored encrypted. It is in no log.

    .PARAMETER Address
    The proxy: http://host:port, host:port, a host or an IP address. The default port is 80. "" means no proxy.

    .PARAMETER Username
    The user name, together with Password.

    .PARAMETER Password
    The password: a SecureString or, for scripts written for the original gateway, plain text.

    .PARAMETER Credential
    User name and password in one object, as returned by Get-Credential.

    .PARAMETER InputObject
    A relay proxy, as returned by Get-OMSGatewayRelayProxy. Its password is not known: the stored one is kept for the
    same user name; otherwise, a warning asks for the credential.

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
        [string] $Address,

        [Parameter(ParameterSetName = 'Password')]
        [AllowNull()]
        [AllowEmptyString()]
        [string] $Username,

        [Parameter(ParameterSetName = 'Password')]
        [AllowNull()]
        [object] $Password,

        [Parameter(Mandatory, ParameterSetName = 'Credential')]
        [pscredential]
        [System.Management.Automation.Credential()] $Credential,

        [Parameter(ValueFromPipeline)]
        [AllowNull()]
        [psobject] $InputObject,

        [switch] $PassThru,

        [switch] $Force
    )

    process {
        $user, $secret, $isPasswordUnknown = $Username, $null, $false
        if ($Credential) {
            $user, $secret = $Credential.UserName, $Credential.GetNetworkCredential().Password
        } elseif ($null -ne $Password) {
            $secret = ConvertTo-Text -Value $Password
        }
        $setsAddress = $PSBoundParameters.ContainsKey('Address')
        if ($MyInvocation.ExpectingInput) {
            $piped = Find-InputProperty -InputObject $InputObject -Property 'Address'
            if (-not $piped) {
                Stop-WrongInput -Cmdlet $PSCmdlet -InputObject $InputObject -Property 'Address'
            }
            if (-not $setsAddress) {
                $setsAddress, $Address = $true, [string] $piped.Value
            }
            if (-not $user) {
                $user = [string] (Get-InputProperty -InputObject $InputObject -Property 'Username')
                $isPasswordUnknown = $user -and -not $secret
            }
        }
        if ([string]::IsNullOrEmpty($user) -ne [string]::IsNullOrEmpty($secret) -and -not $isPasswordUnknown) {
            Stop-Cmdlet -Cmdlet $PSCmdlet -Id 'CredentialIncomplete' -Category 'InvalidArgument' `
                -Target (Hide-Secret -Name 'RelayProxyUsername' -Text $user) -Message $Messages.CredentialIncomplete
        }
        if ($setsAddress -and -not $Address.Trim() -and $user) {
            Stop-Cmdlet -Cmdlet $PSCmdlet -Id 'CredentialWithoutAddress' -Category 'InvalidArgument' `
                -Target 'Address' -Message $Messages.CredentialWithoutAddress
        }
        $changes = [ordered]@{}
        if ($setsAddress) {
            $changes['RelayProxyAddress'] = @($Address.Trim() | Where-Object { $_ })
        }
        if ($setsAddress -or $user) {
            $changes['RelayProxyUsername'] = @($user | Where-Object { $_ })
            $changes['RelayProxyPassword'] = @($secret | Where-Object { $_ })
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
        }
        $settings = Edit-GatewaySetting -Cmdlet $PSCmdlet -Changes $changes -Together -Force:$Force `
            -IsPasswordUnknown:$isPasswordUnknown
        if ($settings -and $PassThru) {
            ConvertTo-RelayProxyObject -Settings $settings
        }
    }
}
