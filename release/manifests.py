"""The manifests of a release for package managers."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

SCHEMA = "1.10.0"
IDENTIFIER = "OMSGateway.OMSGateway"
DESCRIPTION = ("A Windows service that lets machines without internet access reach Azure Monitor through one"
               " controlled, verified HTTP CONNECT forward proxy.")


@dataclass(frozen=True)
class Package:
    """A package of the release: one language."""

    file: str
    language: str
    sha256: str
    product_code: str


@dataclass(frozen=True)
class Release:
    version: str
    date: str
    repository: str
    packages: list[Package]
    notes: str

    def url(self, file: str) -> str:
        return f"{self.repository}/releases/download/v{self.version}/{file}"

    @property
    def english(self) -> Package:
        return next(package for package in self.packages if package.language == "en-US")


def winget(release: Release) -> dict[str, dict]:
    """The documents of winget's manifest by the name of their schema."""
    common = {"PackageIdentifier": IDENTIFIER, "PackageVersion": release.version}
    ends = {"ManifestVersion": SCHEMA}
    return {
        "version": common | {"DefaultLocale": "en-US", "ManifestType": "version"} | ends,
        "installer": common | {
            "InstallerType": "wix",
            "Scope": "machine",
            "InstallModes": ["interactive", "silent", "silentWithProgress"],
            "InstallerSwitches": {"Custom": "LicenseAccepted=1"},
            "UpgradeBehavior": "install",
            "ElevationRequirement": "elevatesSelf",
            "MinimumOSVersion": "10.0.0.0",
            "ReleaseDate": release.date,
            "Installers": [{
                "Architecture": "x64",
                "InstallerLocale": package.language,
                "InstallerUrl": release.url(package.file),
                "InstallerSha256": package.sha256.upper(),
                "ProductCode": package.product_code,
            } for package in release.packages],
            "ManifestType": "installer",
        } | ends,
        "defaultLocale": common | {
            "PackageLocale": "en-US",
            "Publisher": "OMS Gateway contributors",
            "PackageName": "OMS Gateway",
            "PackageUrl": release.repository,
            "PublisherSupportUrl": f"{release.repository}/blob/main/SUPPORT.md",
            "License": "Apache-2.0",
            "LicenseUrl": f"{release.repository}/blob/main/LICENSE",
            "ShortDescription": DESCRIPTION,
            "Tags": ["azure-monitor", "log-analytics", "proxy"],
            "ReleaseNotes": release.notes[:10000],
            "ReleaseNotesUrl": f"{release.repository}/releases/tag/v{release.version}",
            "ManifestType": "defaultLocale",
        } | ends,
    }


def nuspec(release: Release) -> str:
    """Chocolatey's description of the package, in NuGet's format."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2015/06/nuspec.xsd">
  <metadata>
    <id>oms-gateway</id>
    <version>{release.version}</version>
    <title>OMS Gateway</title>
    <authors>OMS Gateway contributors</authors>
    <projectUrl>{escape(release.repository)}</projectUrl>
    <licenseUrl>{escape(release.repository)}/blob/main/LICENSE</licenseUrl>
    <requireLicenseAcceptance>true</requireLicenseAcceptance>
    <description>{escape(DESCRIPTION)}</description>
    <releaseNotes>{escape(release.repository)}/releases/tag/v{release.version}</releaseNotes>
    <tags>azure-monitor log-analytics proxy</tags>
  </metadata>
  <files>
    <file src="tools\\**" target="tools" />
  </files>
</package>
"""


def chocolatey_install(release: Release) -> str:
    package = release.english
    return f"""$ErrorActionPreference = 'Stop'
$package = @{{
    PackageName    = 'oms-gateway'
    FileType       = 'msi'
    Url64bit       = '{release.url(package.file)}'
    Checksum64     = '{package.sha256}'
    ChecksumType64 = 'sha256'
    SilentArgs     = '/qn LicenseAccepted=1'
    ValidExitCodes = @(0, 3010)
}}
Install-ChocolateyPackage @package
"""


def chocolatey_uninstall() -> str:
    return """$ErrorActionPreference = 'Stop'
[array] $keys = Get-UninstallRegistryKey -SoftwareName 'OMS Gateway'
foreach ($key in $keys) {
    Uninstall-ChocolateyPackage -PackageName 'oms-gateway' -FileType 'msi' -SilentArgs "$($key.PSChildName) /qn" `
        -ValidExitCodes @(0, 1605, 3010)
}
"""


def yaml(document: dict, kind: str) -> str:
    """A manifest as YAML: strings in quotes, so that no value is taken for a number or a date."""
    lines = [f"# yaml-language-server: $schema=https://aka.ms/winget-manifest.{kind}.{SCHEMA}.schema.json"]
    _write(document, "", lines)
    return "\n".join(lines) + "\n"


def _write(value: dict, indent: str, lines: list[str]) -> None:
    for name, item in value.items():
        if isinstance(item, dict):
            lines.append(f"{indent}{name}:")
            _write(item, indent + "  ", lines)
        elif isinstance(item, list):
            lines.append(f"{indent}{name}:")
            for element in item:
                inner: list[str] = []
                if isinstance(element, dict):
                    _write(element, indent + "  ", inner)
                else:
                    inner.append(f"{indent}  {_quoted(element)}")
                lines.append(f"{indent}- {inner[0].strip()}")
                lines.extend(inner[1:])
        else:
            lines.append(f"{indent}{name}: {_quoted(item)}")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
