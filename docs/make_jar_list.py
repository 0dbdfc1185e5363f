"""Write the list of the jars of a Neo4j release, as Maven resolves them: ``make jars VERSION=5.26.30``.

Maven fetches them into a separate repository below ``build``. The list of the release that the program uses
is kept in ``graph/store/jars``; that of another release is only for a test.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from graph.store.jars import NEO4J_VERSION, digest

ROOT = Path(__file__).resolve().parent.parent
POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>friendcircle</groupId>
  <artifactId>neo4j-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId>\
<version>{version}</version></dependency>
  </dependencies>
</project>
"""


def main(version: str) -> int:
    """Write the list of ``version``; returns 2 if Maven is missing or fails."""
    if shutil.which("mvn") is None:
        print("make jars: Maven is needed (Debian, Ubuntu: apt install maven)", file=sys.stderr)
        return 2
    folder = ROOT / "build" / f"jars-{version}"
    repository = folder / "repository"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pom.xml").write_text(POM.format(version=version), encoding="utf-8")
    listing = folder / "resolved.txt"
    command = [
        "mvn",
        "-q",
        "-B",
        f"-Dmaven.repo.local={repository}",
        "-f",
        str(folder / "pom.xml"),
        "dependency:list",
    ]
    command += ["-DincludeScope=runtime", "-DoutputAbsoluteArtifactFilename=true", f"-DoutputFile={listing}"]
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode:
        return 2
    paths = sorted(
        {Path(name) for name in re.findall(r"/[^\s\x1b]*\.jar", listing.read_text(encoding="utf-8"))}
    )
    lines = [
        f"{digest(path)} {path.stat().st_size} {path.relative_to(repository).as_posix()}" for path in paths
    ]
    target = (
        ROOT / ("graph/store/jars" if version == NEO4J_VERSION else "tests/neo4j") / f"neo4j-{version}.txt"
    )
    target.write_text("\n".join(sorted(lines, key=lambda line: line.split()[2])) + "\n", encoding="utf-8")
    print(f"{target.relative_to(ROOT)}: {len(lines)} jars")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 and sys.argv[1] else NEO4J_VERSION))
