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
    [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Password')]
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

        [switch] $PassThru,

        [switch] $Force
    )

    if ($Force -and -not $PSBoundParameters.ContainsKey('Confirm')) {
        $ConfirmPreference = 'None'
    }
    try {
        if ($Credential) {
            $user, $secret = $Credential.UserName, (ConvertTo-PlainText -Secret $Credential.Password)
        } else {
            $user, $secret = $Username, (ConvertTo-PlainText -Secret $Password)
        }
        if ([string]::IsNullOrEmpty($user) -ne [string]::IsNullOrEmpty($secret)) {
            $message = $Messages.CredentialIncomplete
            throw (New-GatewayError -Id 'CredentialIncomplete' -Category 'InvalidArgument' -Message $message)
        }
        $setsAddress = $PSBoundParameters.ContainsKey('Address')
        if ($setsAddress -and -not $Address -and $user) {
            $message = $Messages.CredentialWithoutAddress
            throw (New-GatewayError -Id 'CredentialWithoutAddress' -Category 'InvalidArgument' -Message $message)
        }
        $changes = [ordered]@{}
        if ($setsAddress) {
            $changes['RelayProxyAddress'] = ConvertTo-NullIfEmpty -Text $Address
        }
        if ($setsAddress -or $user) {
            $changes['RelayProxyUsername'] = ConvertTo-NullIfEmpty -Text $user
            $changes['RelayProxyPassword'] = ConvertTo-NullIfEmpty -Text $secret
        }
        if ($changes.Count -eq 0) {
            $message = $Messages.NothingToSet
            throw (New-GatewayError -Id 'NothingToSet' -Category 'InvalidArgument' -Message $message)
        }
        $action = $Messages.ActionSet -f "$Address $user".Trim()
        if (-not $PSCmdlet.ShouldProcess(($changes.Keys -join ', '), $action)) {
            return
        }
        Update-GatewaySetting -Changes $changes | ConvertTo-SettingObject | ForEach-Object {
            Write-SettingChange -Setting $_
        }
        Write-Verbose -Message $Messages.NoRestart
        if ($PassThru) {
            Get-OMSGatewayRelayProxy
        }
    } catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
