"""The benchmarks themselves: the made-up clients are the same every time and without fault, and every measure runs.

Nothing here looks at a time.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from charter import pipeline

sys.path.append(str(Path(__file__).parent / "bench"))

import bench_site
import corpus
import hugo_site
import plain
import world


def written(folder: Path, clients: int, seed: int = 1) -> dict[str, bytes]:
    """Write a project, and give its files."""
    corpus.write_project(folder, clients, seed)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestCorpus:
    def test_the_same_seed_gives_the_same_bytes(self, tmp_path: Path) -> None:
        assert written(tmp_path / "one", 25) == written(tmp_path / "other", 25)

    def test_another_seed_gives_other_clients(self, tmp_path: Path) -> None:
        assert written(tmp_path / "one", 5).keys() != written(tmp_path / "other", 5, seed=2).keys()

    def test_a_larger_project_begins_with_the_clients_of_a_smaller_one(self, tmp_path: Path) -> None:
        assert written(tmp_path / "few", 5).items() <= written(tmp_path / "many", 25).items()

    def test_there_is_no_finding_in_it(self, tmp_path: Path) -> None:
        corpus.write_project(tmp_path, 25)
        loaded = pipeline.load(tmp_path, today=lambda _zone: corpus.DAY)
        assert [str(problem) for problem in loaded.problems] == []
        assert len(loaded.clients) == 25

    def test_clients_are_as_different_as_they_are_elsewhere(self, tmp_path: Path) -> None:
        idents = corpus.write_project(tmp_path, 300)
        files = [plain.read(tmp_path / f"content/clients/{ident}.yaml") for ident in idents]
        assert len(set(idents)) == len({one["name"] for one in files}) == 300
        assert len({one["timezone"] for one in files}) >= 20
        assert {one["language"] for one in files} == {"en", "es"}
        assert {one["tier"] for one in files} == {"essential", "growth", "premier"}
        assert {one["state"] for one in files} == {"active", "onboarding", "inactive", "former"}
        better = [one for one in files if {"commitments", "appointments"} & one.keys()]
        assert 0.2 < len(better) / len(files) < 0.45
        assert {"booked", "hours", "calendars", "channels", "preferences"} <= {key for one in files for key in one}
        assert max(len(one["contacts"]) for one in files) == 30


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> world.World:
    """Give a project of a few clients, without Hugo."""
    return world.World(tmp_path_factory.mktemp("bench"), 2, "")


@pytest.mark.slow
@pytest.mark.parametrize("name", bench_site.MEASURES)
def test_every_measure_runs(name: str, small: world.World) -> None:
    rows = list(bench_site.MEASURES[name](small))
    assert rows
    assert all(row.name and row.cost.wall > 0 for row in rows)


@pytest.mark.slow
def test_a_site_is_built_whole_but_for_its_packets(small: world.World) -> None:
    _ = small.cold
    found = [path.name for path in (small.project / "site").rglob("*.*")]
    assert found.count("expectations.html") == found.count("charter.json") == 2
    assert "packet.pdf" not in found


@pytest.mark.slow
def test_the_yardsticks_stand_beside_it(small: world.World) -> None:
    assert list(small.yardsticks) == ["copy", "plain"]
    idents = [path.stem for path in (small.project / "content/clients").iterdir()]
    made = [str(path.relative_to(small.home / "plain")) for path in (small.home / "plain").rglob("*.html")]
    assert sorted(made) == sorted(f"{ident}/{page}.html" for ident in idents for page in ("index", "expectations"))


def test_hugo_gets_the_same_files(tmp_path: Path) -> None:
    (ident,) = corpus.write_project(tmp_path, 1)
    hugo_site.write_site(tmp_path, tmp_path / "hugo")
    for name in ("agency", "tiers/growth", f"clients/{ident}"):
        assert (tmp_path / f"hugo/data/{name}.yaml").read_bytes() == (tmp_path / f"content/{name}.yaml").read_bytes()
    prose = [path.read_text("utf-8") for path in (tmp_path / "hugo/assets/prose").rglob("*.md")]
    assert len(prose) == len(list((tmp_path / "content/prose").rglob("*.md")))
    assert any("[[representative.name]]" in text for text in prose)
    assert not any("{%" in text or "{{" in text for text in prose)


def test_the_table_is_markdown() -> None:
    cost = world.Cost(2.0, 1.5, 80.4)
    rows = [bench_site.Row("first build", cost, 10), bench_site.Row("`--help`", cost, beside="3.0 × an empty Python")]
    lines = bench_site.table(rows, {"copy": world.Cost(0.1, 0.5, 20)}, 10).split("\n")
    assert lines == [
        "|  | clients | wall s | CPU s | peak MiB | CPU ms a client | ÷ copy | beside |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
        "| first build | 10 | 2.00 | 1.50 | 80 | 150.0 | 3.00 |  |",
        "| `--help` | – | 2.00 | 1.50 | 80 | – | – | 3.0 × an empty Python |",
        "| *copy* | 10 | 0.10 | 0.50 | 20 | 50.0 | 1.00 |  |",
    ]


def test_the_machine_is_named() -> None:
    said = bench_site.machine("")
    assert "cores" in said
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}" in said
    assert said.endswith("no Hugo")
