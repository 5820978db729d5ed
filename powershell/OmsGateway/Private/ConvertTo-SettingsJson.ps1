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
            $texts = @(foreach ($text in $Value[$name]) { ConvertTo-JsonString -Text $text })
            $json = '[' + ($texts -join ',') + ']'
            if ($texts.Count -eq 1) {
                $json = $texts[0]
            }
        }
        (ConvertTo-JsonString -Text $name) + ':' + $json
    }
    '{' + ($members -join ',') + '}'
}
