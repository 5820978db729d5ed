function ConvertTo-RelayCredential {
    # The setting RelayProxyCredentials of these proxies, each with the credential at its place.
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [pscredential[]] $Credential,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [string[]] $Address
    )

    if ($Credential.Count -ne $Address.Count) {
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'CredentialCount' -Category 'InvalidArgument' -Target 'Credential' `
            -Message ($Messages.CredentialCount -f $Credential.Count, $Address.Count)
    }
    for ($i = 0; $i -lt $Address.Count; $i++) {
        $user = $Credential[$i].UserName
        if ($Credential[$i] -eq [pscredential]::Empty -or -not $user) {
            continue
        }
        $secret = $Credential[$i].GetNetworkCredential().Password
        if (-not $secret) {
            Stop-Cmdlet -Cmdlet $Cmdlet -Id 'CredentialIncomplete' -Category 'InvalidArgument' `
                -Target (Hide-Secret -Name 'RelayProxyUsername' -Text $user) -Message $Messages.CredentialIncomplete
        }
        if ($user.Contains(':')) {
            $shown = Hide-Secret -Name 'RelayProxyUsername' -Text $user
            Stop-Cmdlet -Cmdlet $Cmdlet -Id 'InvalidSetting' -Category 'InvalidArgument' -Target $shown -Message (
                $Messages.InvalidSetting -f 'RelayProxyUsername', $shown, ($Messages['ExpectedUserName'] -f 256))
        }
        "$($Address[$i])=${user}:$secret"
    }
}

function Get-RelayAddress {
    # The addresses of the relay proxies that are set.
    [OutputType([string])]
    param([Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet)

    (Get-ByName -Settings (Get-GatewaySetting -Cmdlet $Cmdlet))['RelayProxyAddress'].value
}
