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
    The zip file, or a folder for a file whose name has the machine and the time. The default is the current folder. The
    cmdlet checks the path before it collects anything.

    .PARAMETER LogPath
    Log files to add, or a log folder, of which the files gateway.log* are added. Wildcards are permitted, and a name
    with brackets means the file of this name, if there is one. On Windows, the event log is always added.

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
    [CmdletBinding(SupportsShouldProcess,
        HelpUri = 'https://github.com/oms-gateway/oms-gateway#administer-it-with-powershell')]
    [OutputType([System.IO.FileInfo])]
    param(
        [Parameter(Position = 0, ValueFromPipeline)]
        [Alias('FullName', 'PSPath', 'LiteralPath')]
        [psobject] $Path = '.',

        [Parameter(ValueFromPipelineByPropertyName)]
        [SupportsWildcards()]
        [psobject[]] $LogPath,

        [switch] $Force
    )

    process {
        $ConfirmPreference = Get-ConfirmPreference -Cmdlet $PSCmdlet -Force:$Force
        $given = Get-PathText -Cmdlet $PSCmdlet -InputObject $Path -Property 'Path'
        $target = Resolve-NewFile -Cmdlet $PSCmdlet -Path $given
        if (Test-Path -LiteralPath $target -PathType Container) {
            $time = [datetime]::Now.ToString('yyyyMMdd-HHmmss', [System.Globalization.CultureInfo]::InvariantCulture)
            $target = Join-Path -Path $target -ChildPath "OmsGateway-$([Environment]::MachineName)-$time.zip"
        }
        Assert-Replaceable -Cmdlet $PSCmdlet -Path $target -Force:$Force
        $logs = @(foreach ($one in $LogPath) {
            $log = Get-PathText -Cmdlet $PSCmdlet -InputObject $one -Property 'LogPath'
            Resolve-ExistingFile -Cmdlet $PSCmdlet -Path $log -InFolder 'gateway.log*'
        })
        if (-not (Confirm-Change -Cmdlet $PSCmdlet -Target $target -Action $Messages.ActionSave)) {
            return
        }
        # Shows before the work that the folder is there and can be written to.
        $archive = "$target.$([guid]::NewGuid()).tmp"
        $created = Invoke-Attempt -Script { [System.IO.File]::Open($archive, 'CreateNew').Dispose() }
        Assert-Written -Cmdlet $PSCmdlet -Path $target -Result $created
        $folder = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath ([guid]::NewGuid())
        try {
            [void] [System.IO.Directory]::CreateDirectory($folder)
            Write-DiagnosticFile -Folder $folder -LogPath $logs
            Add-Type -AssemblyName 'System.IO.Compression.FileSystem'
            $saved = Invoke-Attempt -Script {
                [System.IO.File]::Delete($archive)
                [System.IO.Compression.ZipFile]::CreateFromDirectory($folder, $archive)
                Move-Item -LiteralPath $archive -Destination $target -Force:$Force -Confirm:$false -ErrorAction Stop
            }
            Assert-Written -Cmdlet $PSCmdlet -Path $target -Result $saved
            Get-Item -LiteralPath $target
        } finally {
            Remove-Item -LiteralPath $folder, $archive -Recurse -Force -Confirm:$false -ErrorAction Ignore
        }
    }
}
