"""No false alarms on finished sites of many kinds; and an audit that sees nothing says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from audited import build, leaks, pdf, specimen_site, specimen_told, told

from charter.audit import Told, audit, inspect
from charter.audit.leak import Leak

WORLDS = sorted((Path(__file__).parent.parent / "worlds").iterdir())


@pytest.fixture
def built() -> Path:
    """The specimen's site."""
    return specimen_site()


@pytest.fixture
def known() -> Told:
    """What is known of the specimen."""
    return specimen_told()


def test_the_specimen_is_clean(built: Path, known: Told) -> None:
    done = inspect(built, known)
    assert done.leaks == []
    assert (done.clients, done.sealed, done.faint) == (6, [], [])
    assert done.files == len([path for path in built.rglob("*") if path.is_file()])
    assert done.read == sum(path.stat().st_size for path in built.rglob("*") if path.is_file())
    assert done.needles > 100


def test_the_charters_alone_are_enough(built: Path, known: Told) -> None:
    assert audit(built, known.folders) == []


@pytest.mark.parametrize("world", WORLDS, ids=[world.name for world in WORLDS])
def test_other_worlds_are_clean(world: Path, tmp_path: Path) -> None:
    assert inspect(build(world, tmp_path / "site"), told(world)).leaks == []


class TestBlindness:
    @pytest.mark.parametrize("name", ["index.html", "packet.pdf", "charter.json"])
    def test_each_client_is_found_in_each_file_of_its_own(self, built: Path, known: Told, name: str) -> None:
        """Exchange the files of two clients: each is a leak of the one, and shows nothing of the other."""
        done = leaks_of_exchanged(built, known, name)
        assert "audit-blind" in {leak.rule for leak in done}
        assert "client-told" in {leak.rule for leak in done}

    def test_a_packet_in_which_the_client_cannot_be_found(self, known: Told, tmp_path: Path) -> None:
        folder = tmp_path / "site/kestrel-and-lowe"
        folder.mkdir(parents=True)
        (folder / "packet.pdf").write_bytes(pdf(b"(Welcome) Tj"))
        [leak] = leaks(tmp_path / "site", known)
        assert (leak.rule, leak.file) == ("audit-blind", "kestrel-and-lowe/packet.pdf")

    def test_a_client_without_files(self, built: Path, known: Told, tmp_path: Path) -> None:
        shutil.copytree(built, tmp_path / "site")
        shutil.rmtree(tmp_path / "site/kestrel-and-lowe")
        [leak] = inspect(tmp_path / "site", known).leaks
        assert leak.rule == "audit-blind"
        assert leak.sentence(str).startswith("There is no file of `kestrel-and-lowe`.")


def leaks_of_exchanged(built: Path, known: Told, name: str) -> list[Leak]:
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        for one, other in (("kestrel-and-lowe", "juniper-ridge"), ("juniper-ridge", "kestrel-and-lowe")):
            target = Path(place) / one / name
            target.parent.mkdir()
            shutil.copyfile(built / other / name, target)
        return leaks(Path(place), known)
