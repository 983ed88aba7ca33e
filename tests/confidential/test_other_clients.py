"""Whatever is done to one client changes no byte of any other client's files, nor of those that they share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from conftest import SMALL
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lives import DAY
from released import release_all
from test_canaries import ALL_SECTIONS

from charter import pipeline
from charter.cli import cli
from charter.render import ALL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

AGENCY = ALL_SECTIONS.replace("America/Denver", "America/Denver, languages: [en, es, de]").replace(
    "  phone:", "  vip: {address: vip@northlight.example, visibility: private}\n  phone:"
)
AGENCY += "brand: {color: '#7a1f5c', logo: brand/logo.svg}\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'
OTHERS = {
    **SMALL,
    "content/agency.yaml": AGENCY,
    "content/brand/logo.svg": LOGO,
    "content/clients/harbor.yaml": "name: Harbor & Pine\ntier: growth\nrepresentative: maya\nchannels: {own-line: {number: '+1 303 555 0111'}}\n",
    "content/clients/casa.yaml": "name: Casa\ntier: growth\nrepresentative: maya\nlanguage: es\ncontacts: [{name: Eva}]\n",
    "content/prose/en/welcome.md": "Welcome, {{ client.name }}.\n",
    "content/prose/es/welcome.md": "Le damos la bienvenida, {{ client.name }}.\n",
}
MILD = {
    "language": ["es", "de", "en", "xx-YY"],
    "timezone": ["Asia/Tokyo", "America/Denver"],
    "tier": ["growth", "own", "none-such"],
    "channels": [
        {"vip": {"visibility": "client"}},
        {"brook": {"number": "+1 303 555 0122", "visibility": "private"}},
        {"drop": ["vip"]},
    ],
    "people": [
        {"maya": {"name": "Someone Else", "role": "x"}},
        {"ada": {"name": "Ada", "role": "x", "visibility": "internal"}},
    ],
    "calendars": [{"office": {"hours": {"mon": "01:00-02:00"}}}, {"late": {"hours": {"sat": "20:00-22:00"}}}],
    "commitments": [
        {"question": {"first_reply": "3 business hours"}},
        {"urgent": {"channel": "vip", "first_reply": "1 business hour"}},
    ],
    "state": ["former", "onboarding", "inactive", "nonsense"],
    "until": ["2026-12-31", "2020-01-01"],
    "contacts": [[{"name": "Bo", "email": "bo@brook.example", "visibility": "internal"}]],
    "name": ["Brook", "北京" * 90, "Harbor & Pine", "<script>", "{{ agency.name }}"],
    "internal": ["late payers"],
    "rotation": ["7"],
    "fee": [{"amount": "1", "currency": "USD"}],
}
"""What a client's file may say, and what it may say by mistake."""
ROUGH = {
    "brand": [{"color": "#ff0000"}, {"fonts": {"body": "brand/broken.woff2"}}, {"logo": "brand/none.svg"}, "red"],
    "agency": [{"name": "Brook"}, {"timezone": "Asia/Tokyo", "languages": ["de"]}, "Brook"],
    "schema": ["2"],
    "drop": [["brand"], ["agency"], ["channels"], ["people"]],
    "handbook": [["welcome", "none"]],
    "nonsense": ["1"],
    "client": [{"name": "x"}],
}
"""What no client's file may say."""
BESIDE = {
    "content/tiers/own.yaml": "name: Own\nbrand: {color: '#00ff00'}\ncommitments: {question: {first_reply: 2 business days}}\n",
    "content/tiers/own.es.yaml": "name: Propio\n",
    "content/brand/broken.woff2": "wOF2 and no more",
    "content/states/former.yaml": "agency: {name: Gone}\n",
    "content/clients/brook.es.yaml": "name: Arroyo\n",
    "content/clients/.brook.yaml.swp": "x",
}
"""Files that come and go with it."""
FORMS = frozenset(ALL - {"packet"})

keys = st.fixed_dictionaries({}, optional={key: st.sampled_from(values) for key, values in (MILD | ROUGH).items()})
texts = keys.map(
    lambda said: json.dumps({"name": "Brook", "tier": "growth", "representative": "maya"} | said)
) | st.sampled_from(["", "name: [", "- a list", "\ufeffname: x\n", "name: a\nname: b\n", "tier: growth\n"])
clients = st.tuples(
    st.sampled_from(["aaa", "brook", "zzz", "harbor-2"]), texts, st.sets(st.sampled_from(sorted(BESIDE)))
)


def write(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def made(root: Path, forms: frozenset[str] = FORMS) -> dict[str, dict[str, bytes]]:
    """Make all files, by client; those that all share stand under no name."""
    loaded = pipeline.load(root, today=lambda _: DAY)
    rendered = pipeline.render(loaded, DAY, forms=forms)
    return {ident: {one.path: one.data for one in artifacts} for ident, artifacts in rendered}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, bytes]]]:
    """A project without the client, and all that is made of it."""
    root = write(tmp_path_factory.mktemp("alone"), OTHERS)
    release_all(root, DAY.replace(day=2))
    found = made(root)
    assert set(found) == {"", "casa", "harbor"}
    assert all(len(files) >= 6 for files in found.values())
    return root, found


@given(clients, st.booleans())
@example(
    ("aaa", json.dumps({"name": "B", "tier": "growth", "representative": "maya", "brand": {"color": "#f00"}}), set()),
    False,
)
@example(("aaa", json.dumps({"name": "B", "tier": "growth", "representative": "maya", "drop": ["brand"]}), set()), True)
@example(("aaa", json.dumps({"name": "B", "tier": "own", "representative": "maya"}), {"content/tiers/own.yaml"}), False)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_byte_of_others_changes(
    alone: tuple[Path, dict[str, dict[str, bytes]]], client: tuple[str, str, set[str]], is_released: bool
) -> None:
    root, before = alone
    ident, text, beside = client
    files = {f"content/clients/{ident}.yaml": text, **{name: BESIDE[name] for name in beside}}
    if is_released:
        files[f"history/{ident}/1.json"] = "{}"
    try:
        write(root, files)
        after = made(root)
        after.pop(ident, None)
        assert {name: sorted(files) for name, files in after.items()} == {
            name: sorted(files) for name, files in before.items()
        }
        assert after == before
    finally:
        for name in files:
            (root / name).unlink()


def test_not_even_with_everything_that_can_be_made(tmp_path: Path) -> None:
    root = write(tmp_path, OTHERS)
    release_all(root, DAY.replace(day=2))
    before = made(root, ALL)
    for ident in ("aaa", "zzz"):
        told = {"name": "Brook", "tier": "growth", "representative": "maya", "language": "de", "timezone": "Asia/Tokyo"}
        told |= {"commitments": {"urgent": {"channel": "vip", "first_reply": "1 business hour"}}}
        write(root, {f"content/clients/{ident}.yaml": json.dumps(told)})
        after = made(root, ALL)
        assert any(path.endswith("packet.pdf") for path in after.pop(ident))
        assert after == before
        release_all(root, DAY.replace(day=3))
        assert {name: files for name, files in made(root, ALL).items() if name != ident} == before
        (root / f"content/clients/{ident}.yaml").unlink()


def test_the_site_on_the_disk_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through `charter build`: with the same secret, whoever compares two sites finds one folder more, and no other trace."""
    monkeypatch.setenv("CHARTER_SECRET", "a secret of 32 letters and more: qwertzuiop")
    root, site = write(tmp_path / "project", OTHERS), tmp_path / "site"

    def built() -> dict[str, bytes]:
        done = CliRunner().invoke(cli, ["build", "--project", str(root), "--output", str(site), "--as-of", str(DAY)])
        assert done.exit_code == 0, done.output
        return {one.relative_to(site).as_posix(): one.read_bytes() for one in site.rglob("*") if one.is_file()}

    before = built()
    homes = {path.partition("/")[0] for path in before}
    client = root / "content/clients/brook.yaml"
    for name in ("Brook", "Another name", "Arroyo"):
        client.write_text(
            f"name: {name}\ntier: growth\nrepresentative: maya\nlanguage: {'es' if name == 'Arroyo' else 'en'}\n",
            "utf-8",
        )
        after = built()
        added = {path.partition("/")[0] for path in after} - homes
        assert len(added) == 1
        assert {path: data for path, data in after.items() if path.partition("/")[0] not in added} == before
        assert not any(b"brook" in data.lower() for path, data in before.items())
    client.rename(root / "content/clients/a-new-name.yaml")
    renamed = built()
    assert {path: data for path, data in renamed.items() if path.partition("/")[0] in homes} == before
    (root / "content/clients/a-new-name.yaml").unlink()
    assert built() == before
