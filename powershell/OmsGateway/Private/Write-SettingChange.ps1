function Write-SettingChange {
    # With -Verbose, writes the new value of a setting, but never a password.
    param([Parameter(Mandatory)] [object] $Setting)

    $shown = $Setting.Value -join ', '
    if ($Setting.Name -eq 'RelayProxyPassword' -and -not $Setting.IsDefault) {
        $shown = '********'
    }
    if ($Setting.IsDefault) {
        Write-Verbose -Message ($Messages.SettingReset -f $Setting.Name, $shown)
    } else {
        Write-Verbose -Message ($Messages.SettingChanged -f $Setting.Name, $shown)
    }
}
