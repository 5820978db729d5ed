function Save-OMSGatewayDiagnostic {
    <#
    .SYNOPSIS
    Saves information about the gateway for support in a zip file.

    .DESCRIPTION
    Saves the settings without passwords, the last events, the counters, the versions, the state of the service and of
    the firewall rule, and the result of Test-OMSGateway. The file problems.txt in the archive names information that
    could not be collected. The archive contains host names, client addresses and certificate subjects: check it before
    you send it.

    .PARAMETER Path
    The zip file, or a folder for a file whose name has the machine and the time. The default is the current folder.

    .PARAMETER LogPath
    Log files to add; wildcards are permitted. On Windows, the event log is always added.

    .PARAMETER Force
    Replaces an existing file, and does not ask for confirmation.

    .EXAMPLE
    Save-OMSGatewayDiagnostic

    Saves an archive in the current folder and returns the file.

    .EXAMPLE
    Save-OMSGatewayDiagnostic -Path C:\Temp\gateway.zip -Force

    Saves an archive under this name and replaces an existing one.

    .OUTPUTS
    System.IO.FileInfo

    .LINK
    Test-OMSGateway
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([System.IO.FileInfo])]
    param(
        [Parameter(Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Path = '.',

        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]] $LogPath,

        [switch] $Force
    )

    if ($Force -and -not $PSBoundParameters.ContainsKey('Confirm')) {
        $ConfirmPreference = 'None'
    }
    $folder = $null
    try {
        $target = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
        if (Test-Path -LiteralPath $target -PathType Container) {
            $name = 'OmsGateway-{0}-{1:yyyyMMdd-HHmmss}.zip' -f [Environment]::MachineName, (Get-Date)
            $target = Join-Path -Path $target -ChildPath $name
        }
        if ((Test-Path -LiteralPath $target) -and -not $Force) {
            $message = $Messages.FileExists -f $target
            throw (New-GatewayError -Id 'FileExists' -Category 'ResourceExists' -Message $message -Target $target)
        }
        if (-not $PSCmdlet.ShouldProcess($target, $Messages.ActionSave)) {
            return
        }
        $folder = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath ([guid]::NewGuid())
        [void] [System.IO.Directory]::CreateDirectory($folder)
        $archive = "$folder.zip"
        Write-DiagnosticFile -Folder $folder -LogPath $LogPath
        Add-Type -AssemblyName 'System.IO.Compression.FileSystem'
        [System.IO.Compression.ZipFile]::CreateFromDirectory($folder, $archive)
        Move-Item -LiteralPath $archive -Destination $target -Force:$Force -Confirm:$false -ErrorAction Stop
        Get-Item -LiteralPath $target
    } catch {
        $PSCmdlet.ThrowTerminatingError($_)
    } finally {
        if ($folder) {
            Remove-Item -LiteralPath $folder, "$folder.zip" -Recurse -Force -Confirm:$false `
                -ErrorAction SilentlyContinue
        }
    }
}
