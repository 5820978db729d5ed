"""Makes the files of a release from built packages, and checks them. script/release calls this program."""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import cyclonedx.schema._res as cyclonedx_schemas
import fastjsonschema

import manifests

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(__file__).parent / "schemas"
MSI = "oms gateway.msi"
POM = "{http://maven.apache.org/POM/4.0.0}"


def project_version() -> str:
    return ElementTree.parse(ROOT / "pom.xml").findtext(f"{POM}version")


def project_url() -> str:
    return ElementTree.parse(ROOT / "pom.xml").findtext(f"{POM}properties/{POM}product.home")


def notes(version: str) -> str:
    """The part of CHANGELOG.md about this version."""
    sections = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)
    for section in sections[1:]:
        title, _, text = section.partition("\n")
        if title.strip() == version:
            return text.strip()
    raise SystemExit(f"CHANGELOG.md: no section (expected: ## {version})")


def msi_property(msi: Path, name: str) -> str:
    table = subprocess.run(["msiinfo", "export", msi, "Property"], check=True, capture_output=True, text=True).stdout
    return next(line.split("\t")[1] for line in table.splitlines() if line.startswith(f"{name}\t"))


def collect(built: Path, target: Path, version: str) -> list[manifests.Package]:
    """Copies the packages under names of their own."""
    packages = []
    for msi in sorted(built.glob(f"**/{MSI}")):
        folder = msi.parent.relative_to(built).as_posix()
        if folder.count("/") or folder == "msi":
            continue
        language = "en-US" if folder == "." else folder
        if msi_property(msi, "ProductVersion") != version:
            raise SystemExit(f"{msi}: another version (expected: {version})")
        name = f"oms-gateway-{version}-{language}.msi"
        shutil.copyfile(msi, target / name)
        packages.append(manifests.Package(name, language, sha256(msi), msi_property(msi, "ProductCode")))
    if len(packages) != 16:
        raise SystemExit(f"{built}: {len(packages)} packages (expected: 16)")
    return packages


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write_manifests(release: manifests.Release, target: Path) -> None:
    winget = target / "winget"
    winget.mkdir()
    suffixes = {"version": "", "installer": ".installer", "defaultLocale": ".locale.en-US"}
    for kind, document in manifests.winget(release).items():
        schema = json.loads((SCHEMAS / f"winget.{kind}.json").read_text("utf-8"))
        fastjsonschema.compile(schema)(document)
        (winget / f"{manifests.IDENTIFIER}{suffixes[kind]}.yaml").write_text(manifests.yaml(document, kind), "utf-8")
    tools = target / "chocolatey" / "tools"
    tools.mkdir(parents=True)
    nuspec = tools.parent / "oms-gateway.nuspec"
    nuspec.write_text(manifests.nuspec(release), "utf-8")
    subprocess.run(["xmllint", "--noout", "--schema", SCHEMAS / "nuspec.xsd", nuspec], check=True,
                   stderr=subprocess.DEVNULL)
    (tools / "chocolateyInstall.ps1").write_text(manifests.chocolatey_install(release), "utf-8")
    (tools / "chocolateyUninstall.ps1").write_text(manifests.chocolatey_uninstall(), "utf-8")


def policies(packages: Path) -> Path:
    """The folder with the administrative template, which is beside the packages or, in a build, in the image."""
    for folder in (packages / "PolicyDefinitions", packages / "windows" / "PolicyDefinitions"):
        if folder.is_dir():
            if not (folder / "OMSGateway.admx").is_file() or len(list(folder.glob("??-??/OMSGateway.adml"))) != 16:
                raise SystemExit(f"{folder}: not complete (expected: OMSGateway.admx, OMSGateway.adml in 16 languages)")
            return folder
    raise SystemExit(f"{packages}: no PolicyDefinitions")


def check_sbom(sbom: Path) -> None:
    """Checks the bill of materials against CycloneDX's schema: it names each jar of the package, and Java."""
    folder = Path(cyclonedx_schemas.__file__).parent
    document = json.loads(sbom.read_text("utf-8"))
    schema = json.loads((folder / f"bom-{document['specVersion']}.SNAPSHOT.schema.json").read_text("utf-8"))
    local = {"http": lambda uri: json.loads((folder / uri.rsplit("/", 1)[1]).read_text("utf-8"))}
    fastjsonschema.compile(schema, handlers=local)(document)
    names = [component["name"] for component in document["components"]]
    expected = {"netty-handler", "log4j-core", "jna", "picocli", "jackson-jr-objects", "commons-daemon", "OpenJDK"}
    missing = expected - set(names)
    if missing:
        raise SystemExit(f"{sbom}: nothing on {', '.join(sorted(missing))}")
    unlicensed = [component["name"] for component in document["components"] if not component.get("licenses")]
    if unlicensed:
        raise SystemExit(f"{sbom}: no licence for {', '.join(unlicensed)}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--packages", type=Path, required=True, help="the folder with the packages and the SBOM")
    arguments.add_argument("--target", type=Path, required=True, help="the folder to make")
    options = arguments.parse_args()

    version = project_version()
    tag = os.environ.get("GITHUB_REF_NAME")
    if os.environ.get("GITHUB_REF_TYPE") == "tag" and tag != f"v{version}":
        raise SystemExit(f"tag {tag} (expected: v{version}, the version in pom.xml)")
    target = options.target
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)

    sbom = target / f"oms-gateway-{version}.cdx.json"
    shutil.copyfile(options.packages / "sbom.cdx.json", sbom)
    check_sbom(sbom)
    shutil.make_archive(str(target / f"oms-gateway-{version}-policy-definitions"), "zip", policies(options.packages))
    text = notes(version)
    date = subprocess.run(["git", "log", "-1", "--format=%cs"], check=True, capture_output=True, text=True,
                          cwd=ROOT).stdout.strip()
    release = manifests.Release(version, date, project_url(), collect(options.packages, target, version), text)
    write_manifests(release, target)
    (target / "notes.md").write_text(text + "\n", "utf-8")
    published = sorted(file for file in target.iterdir() if file.suffix in (".msi", ".json", ".zip"))
    sums = "".join(f"{sha256(file)}  {file.name}\n" for file in published)
    (target / "SHA256SUMS").write_text(sums, "utf-8")
    print(f"{target}: version {version}, {len(release.packages)} packages")


if __name__ == "__main__":
    sys.exit(main())
