# A stricter mode of the user must not apply here, because JSON from the command line leaves out properties without a
# value.
Set-StrictMode -Version 1.0

# The parents of a culture do not lead to these: Portuguese outside of Brazil is that of Portugal, Portuguese alone is
# that of Brazil, and Chinese alone is simplified.
$culture = switch -Regex -CaseSensitive ($PSUICulture) {
    '^pt$' { 'pt-BR' }
    '^pt-(?!BR$)' { 'pt-PT' }
    '^zh$' { 'zh-Hans' }
    default { $_ }
}
$Messages = $null
if ($culture) {
    # The extension is necessary: PowerShell would take ".Strings" for the extension, and load the manifest.
    Import-LocalizedData -BindingVariable 'Messages' -BaseDirectory $PSScriptRoot -UICulture $culture `
        -FileName 'OmsGateway.Strings.psd1' -ErrorAction SilentlyContinue
}
if (-not $Messages) {
    $Messages = Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'en-US/OmsGateway.Strings.psd1')
}

# The elements of a list setting. As a text, for instance in a CSV file, they are what the command line takes for a
# list.
class OMSGatewayList : System.Collections.Generic.List[string] {
    OMSGatewayList([string[]] $elements) : base($elements) { }

    [string] ToString() {
        return [string]::Join('; ', $this)
    }
}

# What the parameter Credential takes, one or several times: an object, or a user name, for which PowerShell asks the
# password.
class OMSGatewayCredentials : System.Management.Automation.ArgumentTransformationAttribute {
    [object] Transform([System.Management.Automation.EngineIntrinsics] $engine, [object] $given) {
        $one = [System.Management.Automation.CredentialAttribute]::new()
        return [object[]] @(foreach ($credential in $given) { $one.Transform($engine, $credential) })
    }
}

# The settings that are never shown.
$SecretSettings = 'RelayProxyPassword', 'RelayProxyCredentials'

foreach ($folder in 'Private', 'Public') {
    foreach ($file in Get-ChildItem -LiteralPath (Join-Path $PSScriptRoot $folder) -Filter '*.ps1') {
        . $file.FullName
    }
}

Register-GatewayCompletion
