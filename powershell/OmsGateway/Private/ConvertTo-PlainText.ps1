function ConvertTo-PlainText {
    # Accepts a SecureString or, for scripts written for the original gateway, any text or number.
    [OutputType([string])]
    param([object] $Secret)

    if ($Secret -is [securestring]) {
        return [System.Net.NetworkCredential]::new('', $Secret).Password
    }
    [string] $Secret
}

function ConvertTo-NullIfEmpty {
    # Null means a setting's default.
    param([string] $Text)

    if ($Text) {
        return $Text
    }
    $null
}
