# Signs the program, package or script $Path with the certificate in the environment, and has the time certified.
param([Parameter(Mandatory)] [string] $Path)

$ErrorActionPreference = 'Stop'
$certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new(
    [Convert]::FromBase64String($env:SIGNING_CERTIFICATE), $env:SIGNING_PASSWORD)
$signature = Set-AuthenticodeSignature -LiteralPath $Path -Certificate $certificate -HashAlgorithm SHA256 `
    -IncludeChain All -TimestampServer 'http://timestamp.digicert.com'
if ($signature.Status -ne 'Valid') {
    throw "${Path}: $($signature.StatusMessage)"
}
