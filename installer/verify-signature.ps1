# Verifies the signature of the program $Path: its digest, its certificate, and the time of the signature.
param([Parameter(Mandatory)] [string] $Path)

$signature = Get-AuthenticodeSignature -LiteralPath $Path
if ($signature.Status -ne 'Valid') {
    [Console]::Error.WriteLine("${Path}: $($signature.StatusMessage)")
    exit 1
}
