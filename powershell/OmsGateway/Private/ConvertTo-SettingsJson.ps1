function ConvertTo-JsonString {
    param([string] $Text)

    if ($Text -cmatch '[^ !#-\[\]-~]') {
        $Text = [regex]::Replace($Text, '[^ !#-\[\]-~]', { param($match) '\u{0:x4}' -f [int] [char] $match.Value })
    }
    '"' + $Text + '"'
}

function ConvertTo-SettingsJson {
    # Returns {"name":"text", "name":["text","text"], "name":null}. ConvertTo-Json of Windows PowerShell would write a
    # text from Get-Content as an object.
    [OutputType([string])]
    param([Parameter(Mandatory)] [System.Collections.IDictionary] $Value)

    $members = foreach ($name in $Value.Keys) {
        $json = 'null'
        if ($null -ne $Value[$name]) {
            $texts = @($Value[$name])
            if ($texts -cmatch '[^ !#-\[\]-~]') {
                $texts = @(foreach ($text in $texts) { ConvertTo-JsonString -Text $text })
            } else {
                $texts = @('"' + ($texts -join "`n").Replace("`n", "`"`n`"") + '"' -split "`n")
            }
            $json = '[' + ($texts -join ',') + ']'
            if ($texts.Count -eq 1) {
                $json = $texts[0]
            }
        }
        (ConvertTo-JsonString -Text $name) + ':' + $json
    }
    '{' + ($members -join ',') + '}'
}
