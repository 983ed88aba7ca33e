"""The commands, as people call them: what they print, what they write, and their exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from charter.cli import cli

DAY = ("--as-of", "2026-11-25")


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=True)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def program(*words: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the program itself, where exit codes and the handling of errors count."""
    place = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **env}
    return subprocess.run(
        [sys.executable, "-m", "charter", *map(str, words)],
        cwd=cwd,
        env=place,
        capture_output=True,
        text=True,
        check=False,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_build_writes_two_pages_a_client_and_their_assets(project) -> None:
    root = project()
    code, out, err = run("build", "--project", root, *DAY)
    assert (code, err) == (0, "")
    assert out.startswith("1 client: ")
    names = set(files(root / "site"))
    assert {"harbor/index.html", "harbor/expectations.html"} <= names
    assert {name for name in names if not name.startswith(("harbor/", "assets/"))} == {
        *("index.html", "404.html", "robots.txt"),
        *(".htaccess", "_headers", "staticwebapp.config.json", "vercel.json"),
    }


def test_the_same_input_and_day_give_the_same_bytes_whatever_the_machine(project, tmp_path: Path) -> None:
    root = project()
    for number, env in enumerate(
        ({"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, {"TZ": "America/Lima", "PYTHONHASHSEED": "2"})
    ):
        done = program("build", "--project", root, "--output", tmp_path / f"out{number}", *DAY, **env)
        assert done.returncode == 0, done.stderr
    assert files(tmp_path / "out0") == files(tmp_path / "out1")


def test_the_day_comes_from_the_environment_if_it_is_not_given(project, tmp_path: Path) -> None:
    root = project()
    program("build", "--project", root, "--output", tmp_path / "told", "--as-of", "2026-11-25")
    done = program("build", "--project", root, "--output", tmp_path / "env", SOURCE_DATE_EPOCH="1795630000")
    assert done.returncode == 0
    assert files(tmp_path / "told") == files(tmp_path / "env")


def test_a_second_build_writes_nothing(project) -> None:
    root = project()
    run("build", "--project", root, *DAY)
    before = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}
    code, out, _ = run("build", "--project", root, *DAY)
    assert code == 0
    assert " 0 files written" in out
    assert {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")} == before


def test_a_failed_build_leaves_the_site_as_it_was(project) -> None:
    root = project()
    run("build", "--project", root, *DAY)
    before = files(root / "site")
    project({"content/clients/harbor.yaml": "name: Harbor\ntier: growht\n"})
    code, _, err = run("build", "--project", root, *DAY)
    assert code == 1
    assert "content/clients/harbor.yaml:2:7" in err
    assert "Nothing was published" in err
    assert files(root / "site") == before


def test_one_broken_client_does_not_stop_another_that_is_named(project) -> None:
    root = project({"content/clients/broken.yaml": "name: Broken\n"})
    assert run("build", "--project", root, *DAY)[0] == 1
    assert not (root / "site").exists()
    code, _, err = run("build", "--project", root, "--client", "harbor", *DAY)
    assert code == 0
    assert "broken.yaml" in err
    assert (root / "site/harbor/index.html").exists()


def test_a_build_of_one_client_leaves_the_others_alone(project) -> None:
    root = project({"content/clients/other.yaml": "name: Other\ntier: growth\nrepresentative: maya\n"})
    run("build", "--project", root, *DAY)
    before = files(root / "site")
    project({"content/clients/harbor.yaml": "name: Harbor Two\ntier: growth\nrepresentative: maya\n"})
    run("build", "--project", root, "--client", "harbor", *DAY)
    after = files(root / "site")
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {name for name in before if name.startswith("harbor/") and "contacts" not in name}


def test_a_build_of_one_client_keeps_the_style_sheet_that_the_others_still_use(project) -> None:
    root = project({"content/clients/other.yaml": "name: Other\ntier: growth\nrepresentative: maya\n"})
    run("build", "--project", root, *DAY)
    before = files(root / "site")
    agency = (root / "content/agency.yaml").read_text().replace("schema: 1", 'schema: 1\nbrand: {color: "#e4002b"}')
    project(
        {
            "content/agency.yaml": agency,
            "content/clients/other.yaml": "name: Other\ntier: growth\nrepresentative: maya\n",
        }
    )
    run("build", "--project", root, "--client", "harbor", *DAY)
    assert (
        before.items()
        >= {name: data for name, data in files(root / "site").items() if name.startswith("other/")}.items()
    )
    assert {name for name in before if name.startswith("assets/")} <= set(files(root / "site"))


def test_a_client_that_is_gone_leaves_no_page_behind(project) -> None:
    root = project({"content/clients/other.yaml": "name: Other\ntier: growth\nrepresentative: maya\n"})
    run("build", "--project", root, *DAY)
    (root / "content/clients/other.yaml").unlink()
    run("build", "--project", root, *DAY)
    assert not (root / "site/other").exists()
    assert (root / "site/harbor/index.html").exists()


def test_check_writes_nothing_and_says_so_in_its_exit_code(project) -> None:
    root = project()
    before = files(root)
    assert run("check", "--project", root, *DAY) == (0, "3 files read, nothing to mend.\n", "")
    project({"content/clients/harbor.yaml": "name: Harbor\ntier: growth\nrepresentative: mya\n"})
    code, out, _ = run("check", "--project", root, *DAY)
    assert code == 1
    assert "Did you mean `maya`?" in out
    assert set(files(root)) == set(before)


def test_warnings_stop_nothing_unless_strict(project) -> None:
    root = project(
        agency__es=None,
    )
    text = (root / "content/agency.yaml").read_text().replace("America/Denver,", "America/Denver, languages: [en, es],")
    project(
        {
            "content/agency.yaml": text,
            "content/clients/harbor.yaml": "name: Puerto\ntier: growth\nrepresentative: maya\nlanguage: es\n",
        }
    )
    assert run("check", "--project", root, *DAY)[0] == 0
    assert run("check", "--strict", "--project", root, *DAY)[0] == 1
    assert run("build", "--strict", "--project", root, *DAY)[0] == 1
    assert run("build", "--project", root, *DAY)[0] == 0


def test_why_prints_the_chain(project) -> None:
    root = project(
        {
            "content/clients/harbor.yaml": "name: Harbor\ntier: growth\nrepresentative: maya\ncommitments: {question: 4 business hours}\n"
        }
    )
    code, out, _ = run("why", "harbor", "commitments.question.first_reply", "--project", root)
    assert code == 0
    assert out.splitlines() == [
        "commitments.question.first_reply: 4 business hours",
        "    content/clients/harbor.yaml:4:15  (client harbor)",
        "      instead of 1 business day  content/tiers/growth.yaml:3:14  (tier growth)",
    ]


def test_why_suggests_the_nearest_path(project) -> None:
    done = program("why", "harbor", "commitments.questoin", "--project", project())
    assert done.returncode == 2
    assert "Did you mean `question`?" in done.stderr


def test_init_copies_the_specimen_and_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    code, out, _ = run("init", tmp_path / "new")
    assert code == 0
    assert out.count("charter ") >= 3
    assert (tmp_path / "new/content/agency.yaml").exists()
    assert "/site/" in (tmp_path / "new/.gitignore").read_text()
    before = files(tmp_path / "new")
    done = program("init", tmp_path / "new")
    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert files(tmp_path / "new") == before


def test_new_client_writes_a_file_that_is_clean_at_once(project) -> None:
    root = project()
    code, out, _ = run("new", "client", 'Léa "Sea" & Söhne: 2', "--project", root)
    assert code == 0
    assert "content/clients/lea-sea-sohne-2.yaml" in out
    assert run("check", "--strict", "--project", root, *DAY)[0] == 0
    done = program("new", "client", "Lea Sea Sohne 2", "--project", root)
    assert (done.returncode, "exists already" in done.stderr) == (2, True)
    done = program("new", "client", "Other", "--tier", "grwth", "--project", root)
    assert (done.returncode, "Did you mean `growth`?" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "--client", "harbour"], "Did you mean `harbor`?"),
        (["build", "--as-of", "tomorrow"], "is not a date"),
        (["why", "nobody"], "There is no client `nobody`"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(project, words: list[str], said: str) -> None:
    done = program(*words, "--project", project())
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_no_project_is_said_in_one_sentence(tmp_path: Path) -> None:
    for words in (["build"], ["check", "--project", str(tmp_path)]):
        done = program(*words, cwd=tmp_path)
        assert done.returncode == 2
        assert "content/agency.yaml" in done.stderr
        assert "Traceback" not in done.stderr


def test_the_project_is_found_upward(project) -> None:
    root = project()
    done = program("check", *DAY, cwd=root / "content/clients")
    assert (done.returncode, done.stdout) == (0, "3 files read, nothing to mend.\n")


def test_colour_only_on_a_terminal(project) -> None:
    root = project({"content/clients/harbor.yaml": "name: Harbor\n"})
    assert "\x1b" not in program("check", "--project", root).stdout


@pytest.mark.parametrize("command", [[], *([name] for name in cli.commands), ["new", "client"]], ids=" ".join)
def test_every_command_has_help_and_stands_in_the_readme(command: list[str]) -> None:
    code, out, _ = run(*command, "--help")
    assert code == 0
    assert len(out.splitlines()) > 4
    assert f"charter {' '.join(command)}".strip() in (Path(__file__).parent.parent / "README.md").read_text("utf-8")


OTHER = "name: Other\ntier: growth\nrepresentative: maya\n"


@pytest.mark.parametrize(
    "mistake",
    [
        "name: X\n tier: [",
        "name: Other\ntier: growth\nrepresentative: myaa\n",
        "tier: growth\nrepresentative: maya\n",
        "name: Other\ntier: grwth\nrepresentative: maya\n",
    ],
)
def test_a_client_that_is_named_is_published_only_if_it_is_sound_itself(project, mistake: str) -> None:
    """A broken file elsewhere hides nothing, and nobody is published with a plan called `?`."""
    root = project({"content/clients/broken.yaml": "name: X\n tier: [", "content/clients/other.yaml": mistake})
    assert run("build", "--project", root, "--client", "other", *DAY)[0] == 1
    assert not (root / "site").exists()
    assert run("build", "--project", root, "--client", "harbor", *DAY)[0] == 0
    assert not (root / "site/other").exists()


def test_a_project_without_clients_publishes_nothing_and_takes_nothing_away(project) -> None:
    root = project()
    run("build", "--project", root, *DAY)
    before = files(root / "site")
    (root / "content/clients").rename(root / "content/client")
    code, _, err = run("build", "--project", root, *DAY)
    assert code == 1
    assert "Did you mean `clients`?" in err
    assert files(root / "site") == before


def test_why_says_where_a_value_was_dropped(project) -> None:
    root = project({"content/clients/harbor.yaml": OTHER + "commitments: {question: {drop: finish}}\n"})
    done = program("why", "harbor", "commitments.question.finish", "--project", root)
    assert done.returncode == 2
    assert "was dropped at content/clients/harbor.yaml:4:32" in done.stderr


def test_why_without_a_path_tells_what_the_client_changes(project) -> None:
    root = project({"content/clients/harbor.yaml": OTHER + "commitments: {question: 4 business hours}\n"})
    code, out, _ = run("why", "harbor", "--project", root)
    assert code == 0
    assert "name: Other" in out
    assert "commitments.question.first_reply: 4 business hours" in out
    assert "Maya Ortiz" not in out


@pytest.mark.parametrize("epoch", ["soon", "²", "99999999999999999999"])
def test_a_bad_source_date_epoch_is_one_sentence(project, epoch: str) -> None:
    done = program("build", "--project", project(), SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_that_lacks_letters_still_gets_the_findings(project) -> None:
    root = project({"content/clients/harbor.yaml": "name: Harbor\n"})
    done = program("check", "--project", root, PYTHONIOENCODING="cp1252")
    assert done.returncode == 1
    assert "missing-key" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no /dev/full")
def test_output_that_cannot_be_written_is_one_sentence(project) -> None:
    root = project({"content/clients/harbor.yaml": "name: Harbor\n"})
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, "-m", "charter", "check", "--project", str(root)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, env=env, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_findings_for_programs(project) -> None:
    root = project({"content/clients/harbor.yaml": "name: Harbor\ntier: growth\nrepresentative: mya\nstate: 100%\n"})
    code, out, _ = run("check", "--format", "json", "--project", root)
    rows = json.loads(out)["findings"]
    assert code == 1
    assert [(row["rule"], row["file"], row["line"], row["column"], row["end_column"]) for row in rows] == [
        ("dangling-reference", "content/clients/harbor.yaml", 3, 17, 20),
        ("bad-value", "content/clients/harbor.yaml", 4, 8, 12),
    ]
    _, out, _ = run("check", "--format", "github", "--project", root)
    assert out.splitlines()[0].startswith(
        "::error file=content/clients/harbor.yaml,line=3,col=17,title=dangling-reference,endColumn=19::"
    )
    assert "`100%25`" in out


ACCEPTED = "channels: {email: {for: a timely answer}}  # accept vague-words: the table says when\n"


def test_accepted_findings_are_counted_and_listed_with_their_reasons(project) -> None:
    root = project({"content/clients/harbor.yaml": OTHER + ACCEPTED})
    code, out, _ = run("check", "--strict", "--project", root)
    assert code == 0
    assert out == "3 files read, nothing to mend.\n1 finding accepted.\n"
    _, out, _ = run("check", "-v", "--project", root)
    assert out.endswith("accepted.\n  content/clients/harbor.yaml:4:25  vague-words: the table says when\n")
    assert run("check", "-q", "--project", root) == (0, "", "")
    assert run("build", "--strict", "--project", root, *DAY)[0] == 0


def test_accepted_findings_for_programs(project) -> None:
    root = project({"content/clients/harbor.yaml": OTHER + ACCEPTED})
    _, out, _ = run("check", "--format", "json", "--project", root)
    row = {"rule": "vague-words", "file": "content/clients/harbor.yaml", "line": 4, "why": "the table says when"}
    assert json.loads(out) == {"findings": [], "accepted": [row]}
    assert run("check", "--format", "github", "--project", root)[1].strip() == ""


def test_a_remark_that_accepts_nothing_counts_only_for_the_clients_that_are_named(project) -> None:
    idle = OTHER + "# accept vague-words: not so\n"
    root = project({"content/clients/harbor.yaml": OTHER, "content/clients/other.yaml": idle})
    code, out, _ = run("check", "--strict", "--project", root)
    assert code == 1
    assert "content/clients/other.yaml:4:1  warning  unused-acceptance" in out
    assert run("check", "--strict", "--client", "harbor", "--project", root)[0] == 0
