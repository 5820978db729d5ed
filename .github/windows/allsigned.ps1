# Signs a copy of the installed module with a certificate that this computer trusts for the time being, and loads it
# where only signed scripts may run. Without signatures the copy must not load.
$ErrorActionPreference = 'Stop'
$folder = "$env:TEMP\allsigned\OmsGateway"
[void] (New-Item -Path $folder -ItemType Directory)
Copy-Item -Path 'C:\Program Files\WindowsPowerShell\Modules\OmsGateway\*' -Destination $folder -Recurse
$scripts = Get-ChildItem -Path $folder -Recurse -Include *.ps1, *.psm1, *.psd1, *.ps1xml

function Test-Module($Shell) {
    # Windows PowerShell would end at the first line on standard error.
    $ErrorActionPreference = 'Continue'
    $said = & $Shell -NoProfile -NonInteractive -ExecutionPolicy AllSigned -Command `
        "Import-Module -Name '$folder\OmsGateway.psd1' -ErrorAction Stop; (Get-OMSGatewayConfig ListenPort).Value" 2>&1
    Write-Verbose -Message "${Shell}: $said" -Verbose
    $LASTEXITCODE -eq 0 -and "$said" -match '^\d+$'
}

$certificate = New-SelfSignedCertificate -Type CodeSigningCert -Subject 'CN=OMS Gateway test' `
    -CertStoreLocation Cert:\CurrentUser\My
try {
    foreach ($name in 'Root', 'TrustedPublisher') {
        $store = [Security.Cryptography.X509Certificates.X509Store]::new($name, 'LocalMachine')
        $store.Open('ReadWrite')
        $store.Add($certificate)
        $store.Close()
    }
    foreach ($script in $scripts) {
        # A build with a certificate has signed the file already.
        $text = [IO.File]::ReadAllText($script.FullName)
        $unsigned = $text -replace '(?s)\r?\n(# SIG #|<!-- SIG #) Begin signature block.*', "`r`n"
        [IO.File]::WriteAllText($script.FullName, $unsigned, [Text.UTF8Encoding]::new($true))
    }
    foreach ($shell in 'powershell.exe', 'pwsh.exe') {
        if (Test-Module $shell) { throw "$shell loads the module without signatures" }
    }
    foreach ($script in $scripts) {
        $signature = Set-AuthenticodeSignature -LiteralPath $script.FullName -Certificate $certificate `
            -HashAlgorithm SHA256
        if ($signature.Status -ne 'Valid') { throw "${script}: $($signature.StatusMessage)" }
    }
    foreach ($shell in 'powershell.exe', 'pwsh.exe') {
        if (-not (Test-Module $shell)) { throw "$shell does not load the signed module" }
    }
} finally {
    foreach ($store in 'LocalMachine\Root', 'LocalMachine\TrustedPublisher', 'CurrentUser\My') {
        Remove-Item -Path "Cert:\$store\$($certificate.Thumbprint)" -ErrorAction SilentlyContinue
    }
}
