# Also keeps a stricter mode that the user has set out of the module: answers in JSON lack what does not apply.
Set-StrictMode -Version 1.0

$Messages = Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'en-US/OmsGateway.Strings.psd1')
$translation = @{}
try {
    Import-LocalizedData -BindingVariable 'translation' -BaseDirectory $PSScriptRoot -FileName 'OmsGateway.Strings' `
        -ErrorAction Stop
} catch {
    Write-Debug -Message $_.Exception.Message
}
if ($translation) {
    foreach ($key in $translation.Keys) {
        $Messages[$key] = $translation[$key]
    }
}

$ServiceUrls = Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'ServiceUrls.psd1')

foreach ($folder in 'Private', 'Public') {
    foreach ($file in Get-ChildItem -LiteralPath (Join-Path $PSScriptRoot $folder) -Filter '*.ps1') {
        . $file.FullName
    }
}

Register-GatewayCompletion
