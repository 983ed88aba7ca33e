"""What is shipped: the wheel holds the program, templates and specimen, the sdist what belongs, and the wheel works."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


def tracked(folder: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    return {name for name in listed if name}


def test_the_wheel_holds_all_that_the_program_needs_and_nothing_else(dist: Path) -> None:
    [wheel] = dist.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    inside = {name for name in names if not name.split("/")[0].endswith(".dist-info")}
    shipped = {f"charter/_shipped/{name}" for name in tracked("templates") | tracked("content")}
    assert inside == shipped | tracked("charter")


def test_the_sdist_holds_what_belongs(dist: Path) -> None:
    [sdist] = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    tops = {name.split("/")[0] for name in names}
    assert tops <= {
        "charter",
        "templates",
        "content",
        "tests",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "pyproject.toml",
        "PKG-INFO",
        ".gitignore",
    }
    assert not [name for name in names if "__pycache__" in name or name.startswith(("site/", ".charter/"))]
    assert tracked("charter") | tracked("templates") | tracked("content") <= names


@pytest.fixture(scope="module")
def installed(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked by pip into a folder of its own that comes before the checkout."""
    [wheel] = dist.glob("*.whl")
    home = tmp_path_factory.mktemp("installed")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(home),
        str(wheel),
    ]
    subprocess.run(pip, check=True)
    return home


def test_the_installed_wheel_starts_a_project_and_builds_it(installed: Path, tmp_path: Path) -> None:
    def charter(*words: str) -> str:
        env = {**os.environ, "PYTHONPATH": str(installed)}
        run = subprocess.run(
            [sys.executable, "-m", "charter", *words],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    env = {**os.environ, "PYTHONPATH": str(installed)}
    where = subprocess.run(
        [sys.executable, "-c", "import charter; print(charter.__file__)"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(installed))
    assert "charter serve" in charter("init", "agency")
    charter("check", "--strict", "--project", "agency")
    charter("build", "--project", "agency")
    pages = sorted(
        path.relative_to(tmp_path / "agency/site").as_posix() for path in (tmp_path / "agency/site").rglob("*.html")
    )
    clients = sorted(path.stem for path in (tmp_path / "agency/content/clients").glob("*.yaml"))
    assert len(pages) == 2 * len(clients) + len(("index.html", "404.html"))
    assert sum(page.endswith("/expectations.html") for page in pages) == len(clients)
