"""What only a passphrase opens: the same bytes each time, read alike by others, and refused when a single bit differs."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64decode, b64encode
from hashlib import pbkdf2_hmac, sha256

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from charter.secret import Secret
from charter.vault.sealing import ROUNDS, STEP, Key, WrongPhraseError, as_script, inner, opened, padded, typed

SECRET = Secret(b"Zk3vQ9pL2xR8sT1uW7yB4nM6cD5fG0hJ")
PHRASE = "rbnj-gngy-fcwz-jdkx-zdkz"
KEY = Key.of(PHRASE, SECRET, "harbor", 1)
TEXT = "Harbor & Pine – “quotes”, ñ, 日本\n".encode()
VECTOR = {
    "charter": 1,
    "iterations": 600000,
    "salt": "r40tg3HXAEc2e931bb/y2A==",
    "iv": "CAjqi4zck1iAFzQC",
    "sha256 of data": "49b9b13dbe959d629479b69621da754eca38cf2561497dae4b9451a54c437877",
}
"""What one file is locked to, for ever: a change of it would lock out readers of pages that are kept elsewhere."""
NODE = """
const { webcrypto: { subtle } } = require("crypto");
const [sealed, phrase, file] = JSON.parse(require("fs").readFileSync(0, "utf8")), bytes = (text) => Buffer.from(text, "base64");
(async () => {
  const known = await subtle.importKey("raw", Buffer.from(phrase), "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt: bytes(sealed.salt), iterations: sealed.iterations };
  const key = await subtle.deriveKey(way, known, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const additionalData = Buffer.from(`charter ${sealed.charter} ${file}`);
  const whole = Buffer.from(await subtle.decrypt({ name: "AES-GCM", iv: bytes(sealed.iv), additionalData }, key, bytes(sealed.data)));
  process.stdout.write(whole.subarray(4, 4 + whole.readUInt32BE(0)));
})().catch((error) => { console.error(error.name); process.exit(1); });
"""


def sealed(file: str = "index.html", data: bytes = TEXT) -> dict:
    return KEY.sealed(file, data)


def by_node(it: dict, phrase: str, file: str) -> subprocess.CompletedProcess[bytes]:
    node = shutil.which("node") or pytest.skip("no Node on this machine")
    return subprocess.run(
        [node, "-e", NODE], input=json.dumps([it, phrase, file]).encode(), capture_output=True, check=False
    )


def test_it_is_always_the_same() -> None:
    it = sealed()
    digest = sha256(b64decode(it.pop("data"))).hexdigest()
    assert {**it, "sha256 of data": digest} == VECTOR


def test_a_fresh_key_locks_to_the_same_bytes() -> None:
    assert Key.of(PHRASE, SECRET, "harbor", 1).sealed("index.html", TEXT) == sealed()


@pytest.mark.parametrize("file", ["index.html", "packet.pdf.locked.js"])
def test_python_opens_what_it_locked(file: str) -> None:
    it = sealed(inner(file))
    data = (
        as_script(it) if file.endswith(".js") else b"<script>" + json.dumps(it).replace(" ", "").encode() + b"</script>"
    )
    assert opened(file, data, PHRASE) == TEXT
    assert opened(file, data, f"  {PHRASE} ") == TEXT


def test_a_browsers_own_cryptography_opens_it() -> None:
    done = by_node(sealed("packet.pdf"), PHRASE, "packet.pdf")
    assert (done.returncode, done.stdout) == (0, TEXT)
    assert by_node(sealed("packet.pdf"), PHRASE + "x", "packet.pdf").returncode == 1
    assert by_node(sealed("packet.pdf"), PHRASE, "index.html").returncode == 1


def test_what_a_browser_locked_python_opens() -> None:
    script = NODE.replace('["decrypt"]', '["encrypt"]').replace("subtle.decrypt(", "subtle.encrypt(")
    script = script.replace("whole.subarray(4, 4 + whole.readUInt32BE(0))", 'whole.toString("base64")')
    node = shutil.which("node") or pytest.skip("no Node on this machine")
    it = {**sealed(), "data": b64encode(padded(b"by another")).decode()}
    given_ = json.dumps([it, PHRASE, "index.html"]).encode()
    done = subprocess.run([node, "-e", script], input=given_, capture_output=True, check=True)
    assert opened("index.html", as_script({**it, "data": done.stdout.decode()}), PHRASE) == b"by another"


def test_it_is_what_the_standards_say() -> None:
    it = sealed()
    whole = b64decode(it["data"])
    key = pbkdf2_hmac("sha256", PHRASE.encode(), b64decode(it["salt"]), it["iterations"], 32)
    cipher = Cipher(algorithms.AES(key), modes.GCM(b64decode(it["iv"]), whole[-16:])).decryptor()
    cipher.authenticate_additional_data(b"charter 1 index.html")
    plain = cipher.update(whole[:-16]) + cipher.finalize()
    assert plain == len(TEXT).to_bytes(4, "big") + TEXT + b"\0" * (STEP - 4 - len(TEXT))


def test_openssl_stretches_the_phrase_alike() -> None:
    program = shutil.which("openssl") or pytest.skip("no OpenSSL on this machine")
    told = [f"pass:{PHRASE}", f"hexsalt:{KEY.salt.hex()}", f"iter:{ROUNDS}", "digest:SHA256"]
    options = [word for option in told for word in ("-kdfopt", option)]
    done = subprocess.run(
        [program, "kdf", "-keylen", "32", *options, "PBKDF2"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("an OpenSSL that stretches nothing")
    mine = pbkdf2_hmac("sha256", PHRASE.encode(), KEY.salt, ROUNDS, 32)
    assert bytes.fromhex(done.stdout.strip().replace(":", "")) == mine


def flipped(text: str, at: int) -> str:
    data = bytearray(b64decode(text))
    data[at] ^= 1
    return b64encode(bytes(data)).decode()


CHANGED = {
    "version": lambda it: {**it, "charter": 2},
    "version as text": lambda it: {**it, "charter": "1"},
    "no version": lambda it: {key: it[key] for key in it if key != "charter"},
    "fewer rounds": lambda it: {**it, "iterations": 1000},
    "fewer rounds by one": lambda it: {**it, "iterations": ROUNDS - 1},
    "more rounds": lambda it: {**it, "iterations": ROUNDS + 1},
    "rounds without end": lambda it: {**it, "iterations": 10**12},
    "rounds as text": lambda it: {**it, "iterations": "600000"},
    "salt": lambda it: {**it, "salt": flipped(it["salt"], 0)},
    "short salt": lambda it: {**it, "salt": b64encode(b64decode(it["salt"])[:8]).decode()},
    "iv": lambda it: {**it, "iv": flipped(it["iv"], 11)},
    "long iv": lambda it: {**it, "iv": it["iv"] * 2},
    "first byte": lambda it: {**it, "data": flipped(it["data"], 0)},
    "last byte": lambda it: {**it, "data": flipped(it["data"], -17)},
    "tag": lambda it: {**it, "data": flipped(it["data"], -1)},
    "cut": lambda it: {**it, "data": b64encode(b64decode(it["data"])[:-STEP]).decode()},
    "empty": lambda it: {**it, "data": ""},
    "no base64": lambda it: {**it, "data": "?" + it["data"][1:]},
    "no data": lambda it: {key: it[key] for key in it if key != "data"},
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_whatever_was_changed_is_refused(change) -> None:
    with pytest.raises(WrongPhraseError):
        opened("packet.pdf.locked.js", as_script(change(sealed("packet.pdf"))), PHRASE)


def test_wrong_phrase_and_change_say_the_same() -> None:
    data = as_script(sealed("packet.pdf"))
    with pytest.raises(WrongPhraseError) as wrong:
        opened("packet.pdf.locked.js", data, "another phrase")
    with pytest.raises(WrongPhraseError) as changed:
        opened("packet.pdf.locked.js", as_script(CHANGED["tag"](sealed("packet.pdf"))), PHRASE)
    assert str(wrong.value) == str(changed.value)


@pytest.mark.parametrize("elsewhere", ["calendar.ics.locked.js", "index.html", "Packet.pdf.locked.js", "packet.pdf.js"])
def test_a_file_that_was_moved_is_refused(elsewhere: str) -> None:
    data = as_script(sealed("packet.pdf"))
    assert opened("packet.pdf.locked.js", data, PHRASE) == TEXT
    with pytest.raises(WrongPhraseError):
        opened(elsewhere, data, PHRASE)


@pytest.mark.parametrize("data", [b"", b"nothing", b'{"charter":', b'{"charter":1}', b'{"charter":[]}', b"\xff" * 99])
def test_what_is_not_locked_is_refused(data: bytes) -> None:
    with pytest.raises(WrongPhraseError):
        opened("index.html", data, PHRASE)


def test_nothing_is_used_twice() -> None:
    """Each text has an IV of its own under each key, for with one that came twice both could be read."""
    other = Key.of(PHRASE, SECRET, "harbor", 2)
    every = [sealed(), sealed("changes.html"), sealed(data=TEXT + b"."), other.sealed("index.html", TEXT)]
    assert len({it["iv"] for it in every}) == len(every)
    assert len({it["data"][:64] for it in every}) == len(every)
    assert [it["salt"] == sealed()["salt"] for it in every] == [True, True, True, False]
    assert len({Key.of(PHRASE, SECRET, *one).salt for one in (("harbor", 1), ("harbor", 2), ("pine", 1))}) == 3
    assert Key.of(PHRASE, Secret(b"another secret, as long as it has to be"), "harbor", 1).salt != KEY.salt


def test_nothing_of_the_key_is_told() -> None:
    assert repr(KEY) == f"Key(salt={KEY.salt!r})"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=9000), st.sampled_from(["index.html", "packet.pdf", "a"]))
def test_every_file_comes_back_and_its_length_tells_little(data: bytes, file: str) -> None:
    it = KEY.sealed(file, data)
    assert len(b64decode(it["data"])) == -(-(len(data) + 4) // STEP) * STEP + 16
    assert opened(f"{file}.locked.js", as_script(it), PHRASE) == data


@pytest.mark.parametrize(
    "spelling", ["Café  am See 12", " Cafe\u0301 am See 12", "Café\u00a0am\u3000See 12\t", "Café am See １２"]
)
def test_it_counts_what_is_meant_however_it_is_typed(spelling: str) -> None:
    assert typed(spelling) == "Café am See 12"


@pytest.mark.parametrize(
    "heard",
    [
        "kzvm-tqbf-hwrn-xpdg-jscy",
        "KZVM TQBF HWRN XPDG JSCY",
        "Kzvmtqbfhwrnxpdgjscy",
        "kzvm–tqbf–hwrn–xpdg–jscy ",
        "kzvm-tqbf hwrn - xpdg-jscy",
    ],
)
def test_a_made_one_counts_as_it_is_heard(heard: str) -> None:
    assert typed(heard) == "kzvm-tqbf-hwrn-xpdg-jscy"


def test_other_words_count_as_they_are_written() -> None:
    assert typed("Blue-Kettle, seven rivers") == "Blue-Kettle, seven rivers"
