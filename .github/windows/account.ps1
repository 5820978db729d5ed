# Gives the installed service an account of this computer and takes it back, with the right to log on as a service.
param([Parameter(Mandatory)] [string] $Package)

$ErrorActionPreference = 'Stop'
$name = 'OmsGatewayTest'
$account = ".\$name"
$password = 'Aa1!' + [guid]::NewGuid()
$virtual = 'NT SERVICE\OMSGatewayService'

function Assert-Account($Account, $HasRight) {
    $service = Get-CimInstance -ClassName Win32_Service -Filter "Name='OMSGatewayService'"
    if ($service.StartName -ne $Account) { throw $service.StartName }
    if ($service.State -ne 'Running') { throw $service.State }
    secedit.exe /export /cfg rights.inf /areas USER_RIGHTS | Out-Null
    $right = "$(Select-String -Path rights.inf -Pattern 'SeServiceLogonRight')"
    if (($right -match "$name|$sid") -ne $HasRight) { throw $right }
}

function Invoke-Setup($Step, $Option, $Properties = @(), $ExitCode = 0) {
    & "$PSScriptRoot\setup.ps1" $Step $Option $Package -Properties $Properties -ExitCode $ExitCode
}

net.exe user $name $password /add
$sid = (Get-LocalUser -Name $name).SID.Value
try {
    Invoke-Setup account-missing-password /i "SERVICEACCOUNT=$account" 1603
    Invoke-Setup account-wrong-password /i "SERVICEACCOUNT=$account", 'SERVICEPASSWORD=wrong' 1603
    Invoke-Setup account-unknown /i "SERVICEACCOUNT=$account-2", 'SERVICEPASSWORD=wrong' 1603
    Assert-Account $virtual $false
    Invoke-Setup account /i "SERVICEACCOUNT=$account", "SERVICEPASSWORD=$password"
    Assert-Account $account $true
    if (Select-String -Path account.log -Pattern $password -SimpleMatch) { throw 'the password is in the log' }
    Invoke-Setup account-kept /i 'PORTNUMBER=8082'
    Assert-Account $account $true
    Invoke-Setup account-repaired /fa
    Assert-Account $account $true
    Invoke-Setup account-virtual /i "SERVICEACCOUNT=`"$virtual`""
    Assert-Account $virtual $false
} finally {
    net.exe user $name /delete
}
