"""The files for CI systems: valid by their schemas, with no more rights than they need, and their commands run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from jsonschema import Draft7Validator

from charter import shipped
from charter.scaffold import CI, start_project

BIN = Path(sys.executable).parent
QUIET_DAY, OTHER_DAY = "1795968000", "1796054400"
"""Sunday 29 November 2026, on which no page of the specimen changes, and the Monday after it."""
CLIENTS = list((shipped.content() / "clients").glob("*.yaml"))
MARK = "<!-- what charter diff says -->"
has_diff = subprocess.run([BIN / "charter", "diff", "--help"], capture_output=True, check=False).returncode == 0
needs_diff = pytest.mark.skipif(not has_diff, reason="there is no charter diff")


def schema(name: str) -> Draft7Validator:
    text = (files("check_jsonschema") / f"builtin_schemas/vendor/{name}.json").read_text("utf-8")
    return Draft7Validator(json.loads(text))


def read(path: Path) -> dict:
    """Read a file for CI. To YAML, the key `on` is a yes."""
    return {"on" if key is True else key: value for key, value in yaml.safe_load(path.read_text("utf-8")).items()}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project in git, of which the last commit makes a promise better."""
    root = tmp_path_factory.mktemp("ci") / "agency"
    start_project(root)
    client = root / "content/clients/bluebird-lofts.yaml"
    git(root, "init", "--quiet")
    commit(root)
    client.write_text(client.read_text("utf-8") + "preferences: [Call before you write.]\n", "utf-8")
    commit(root)
    return root


def git(root: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-C", str(root), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "A change")


@pytest.fixture(scope="module")
def github(repository: Path) -> dict:
    return read(repository / CI["github.yml"])


@pytest.fixture(scope="module")
def gitlab(repository: Path) -> dict:
    return read(repository / CI["gitlab.yml"])


@pytest.fixture
def work(repository: Path, tmp_path: Path) -> Path:
    """A checkout, as a job gets it."""
    shutil.copytree(repository, tmp_path / "work")
    return tmp_path / "work"


def run(work: Path, script: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a script as CI systems do: it stops where anything fails."""
    path = os.pathsep.join((str(work.parent / "bin"), str(BIN), os.environ["PATH"]))
    place = {**os.environ, "PATH": path, "RUNNER_TEMP": str(work.parent), "SOURCE_DATE_EPOCH": OTHER_DAY, **env}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=work, env=place, capture_output=True, text=True, check=False)


def step(github: dict, job: str, name: str) -> str:
    return next(step["run"] for step in github["jobs"][job]["steps"] if step.get("name") == name)


class TestGitHubFile:
    def test_it_is_a_workflow(self, github: dict) -> None:
        assert [error.message for error in schema("github-workflows").iter_errors(github)] == []

    def test_each_job_may_do_what_it_needs_and_no_more(self, github: dict) -> None:
        rights = {name: job.get("permissions", github["permissions"]) for name, job in github["jobs"].items()}
        assert rights == {
            "check": {"contents": "read"},
            "changes": {"contents": "read", "pull-requests": "write"},
            "build": {"contents": "read"},
            "publish": {"pages": "write", "id-token": "write"},
        }

    def test_actions_are_of_github_itself_and_of_a_fixed_version(self, github: dict) -> None:
        used = [step["uses"] for job in github["jobs"].values() for step in job["steps"] if "uses" in step]
        assert used
        assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used)
        checkouts = [step for job in github["jobs"].values() for step in job["steps"] if "checkout" in str(step)]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)

    def test_no_command_holds_what_others_have_written(self, github: dict) -> None:
        """A title or a branch that is put into a command could be a command of its own."""
        commands = [step["run"] for job in github["jobs"].values() for step in job["steps"] if "run" in step]
        assert not [command for command in commands if "${{" in command or "secrets" in command]

    def test_nothing_is_published_unless_asked_for(self, github: dict) -> None:
        assert github["jobs"]["publish"]["if"].startswith("vars.CHARTER_PUBLISH == 'pages' && ")

    def test_every_job_ends(self, github: dict) -> None:
        assert all(job["timeout-minutes"] <= 30 for job in github["jobs"].values())

    def test_one_step_installs(self, github: dict) -> None:
        for name in ("check", "changes", "build"):
            assert step(github, name, "Install Charter") == 'pip install --quiet "$CHARTER"'
        assert github["env"]["CHARTER"] == "charter"


class TestGitHubCommands:
    def test_the_check_passes(self, github: dict, work: Path) -> None:
        done = run(work, step(github, "check", "Check everything"))
        assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")

    def test_what_is_wrong_is_shown_at_its_line(self, github: dict, work: Path) -> None:
        (work / "content/clients/new.yaml").write_text("name: New\ntier: growth\nrepresentative: nobody\n")
        done = run(work, step(github, "check", "Check everything"))
        assert done.returncode == 1
        assert "::error file=content/clients/new.yaml,line=3,col=17" in done.stdout

    @pytest.mark.parametrize(
        ("event", "day", "due"),
        [("push", QUIET_DAY, "yes"), ("schedule", QUIET_DAY, "no"), ("schedule", OTHER_DAY, "yes")],
    )
    def test_the_daily_run_builds_only_if_a_page_changes(
        self, github: dict, work: Path, event: str, day: str, due: str
    ) -> None:
        script = step(github, "build", "See whether the pages change today")
        told = work.parent / "output"
        env = {"GITHUB_OUTPUT": str(told), "GITHUB_EVENT_NAME": event, "SOURCE_DATE_EPOCH": day}
        done = run(work, script, **env)
        assert (done.returncode, done.stdout) == (0, "")
        assert told.read_text() == f"is-due={due}\n"

    def test_a_project_that_is_not_known_to_be_unchanged_is_built(self, github: dict, work: Path) -> None:
        (work / "content/agency.yaml").unlink()
        told = work.parent / "output"
        env = {"GITHUB_OUTPUT": str(told), "GITHUB_EVENT_NAME": "schedule"}
        assert run(work, step(github, "build", "See whether the pages change today"), **env).returncode == 0
        assert told.read_text() == "is-due=yes\n"

    def test_the_pages_are_built_where_they_are_taken_from(self, github: dict, work: Path) -> None:
        assert run(work, step(github, "build", "Build the pages")).returncode == 0
        upload = github["jobs"]["build"]["steps"][-1]
        assert len(list((work / upload["with"]["path"]).glob("*/expectations.html"))) == len(CLIENTS)

    def test_nothing_is_published_that_tells_of_another_client(self, github: dict, work: Path) -> None:
        names = [one.get("name") for one in github["jobs"]["build"]["steps"]]
        audit, keep = "See that no client can learn of another", "Keep the pages for a day"
        assert names.index("Build the pages") < names.index(audit) < names.index(keep)
        assert run(work, step(github, "build", "Build the pages")).returncode == 0
        assert run(work, step(github, "build", audit)).returncode == 0
        (work / "site/sitemap.xml").write_text("<urlset/>")
        done = run(work, step(github, "build", audit))
        assert done.returncode == 1
        assert "index-of-clients" in done.stdout

    def test_without_the_secret_nothing_is_built(self, github: dict, work: Path) -> None:
        done = run(work, step(github, "build", "Build the pages"), CHARTER_SECRET="", CI="true")
        assert done.returncode == 2
        assert "CHARTER_SECRET is not set" in done.stderr
        [build] = [step for step in github["jobs"]["build"]["steps"] if step.get("name") == "Build the pages"]
        assert build["env"] == {
            "CHARTER_SECRET": "${{ secrets.CHARTER_SECRET }}",
            "PASSPHRASES": "${{ secrets.CHARTER_PASSPHRASES }}",
        }

    def test_clients_with_a_passphrase_are_built_locked(self, github: dict, work: Path) -> None:
        client = work / "content/clients/bluebird-lofts.yaml"
        client.write_text(client.read_text("utf-8") + "access: passphrase\n", "utf-8")
        script = step(github, "build", "Build the pages")
        assert run(work, script, PASSPHRASES="").returncode == 2
        assert run(work, script, PASSPHRASES="bluebird-lofts: kzvm-tqbf-hwrn-xpdg-jscy").returncode == 0
        assert len(list((work / "site").glob("*/packet.pdf.locked.js"))) == 1

    @needs_diff
    def test_the_promises_are_compared(self, github: dict, work: Path) -> None:
        done = run(work, step(github, "changes", "Compare the promises"))
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert (work.parent / "comment.md").read_text("utf-8").startswith(MARK + "\n")

    @pytest.mark.parametrize(
        ("old", "asked"), [("", "POST repos/a/b/issues/5/comments"), ("77\n78", "PATCH repos/a/b/issues/comments/77")]
    )
    def test_there_is_one_comment(self, github: dict, work: Path, old: str, asked: str) -> None:
        """In the place of GitHub's own program stands one that tells of an old comment, and writes down what it is asked."""
        (work.parent / "bin").mkdir()
        program = work.parent / "bin/gh"
        program.write_text(
            f'#!/bin/sh\ncase "$*" in *--jq*) printf "{old}" ;; *) echo "$@" >> "$RUNNER_TEMP/asked" ;; esac\n'
        )
        program.chmod(0o755)
        env = {"GITHUB_REPOSITORY": "a/b", "NUMBER": "5", "GH_TOKEN": "not-shown"}
        done = run(work, step(github, "changes", "Say it in a comment"), **env)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        [line] = (work.parent / "asked").read_text().splitlines()
        method, place = asked.split()
        assert f"--method {method}" in line
        assert f" {place} " in line
        assert line.endswith(f"--field body=@{work.parent}/comment.md")


class TestGitLabFile:
    def test_it_is_a_pipeline(self, gitlab: dict) -> None:
        assert [error.message for error in schema("gitlab-ci").iter_errors(gitlab)] == []

    def test_nothing_is_published_unless_asked_for(self, gitlab: dict) -> None:
        assert gitlab["pages"]["rules"] == [
            {"if": '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CHARTER_PUBLISH == "pages"'}
        ]
        assert gitlab["pages"]["artifacts"]["paths"] == ["public"]

    def test_one_command_installs(self, gitlab: dict) -> None:
        assert gitlab["default"]["before_script"] == ['pip install --quiet --root-user-action ignore "$CHARTER"']
        assert gitlab["variables"]["CHARTER"] == "charter"


class Notes(BaseHTTPRequestHandler):
    """A stand-in for GitLab's notes on a merge request: `old` are there, `asked` is what has been sent."""

    old: ClassVar[list[dict]] = []
    asked: ClassVar[list[tuple[str, str, bytes]]] = []

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.command != "GET":
            self.asked.append((self.command, self.path, body))
        self.send_response(200 if self.headers["PRIVATE-TOKEN"] == "not-shown" else 401)
        self.end_headers()
        self.wfile.write(json.dumps(self.old).encode())

    do_GET = do_POST = do_PUT = answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def notes():
    Notes.asked.clear()
    Notes.old.clear()
    server = HTTPServer(("127.0.0.1", 0), Notes)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class TestGitLabCommands:
    def job(self, gitlab: dict, name: str) -> list[str]:
        return gitlab[name]["script"]

    def test_the_check_passes_and_leaves_its_report(self, gitlab: dict, work: Path) -> None:
        done = run(work, "\n".join(self.job(gitlab, "check")))
        assert done.returncode == 0
        report = gitlab["check"]["artifacts"]["reports"]["codequality"]
        assert json.loads((work / report).read_text()) == []

    def test_what_is_wrong_fails_and_is_in_the_report(self, gitlab: dict, work: Path) -> None:
        (work / "content/clients/new.yaml").write_text("name: New\ntier: growth\nrepresentative: nobody\n")
        done = run(work, "\n".join(self.job(gitlab, "check")))
        assert done.returncode == 1
        assert "There is no person `nobody`." in done.stdout
        assert "dangling-reference" in (work / "gl-code-quality-report.json").read_text()

    @pytest.mark.parametrize(("source", "code"), [("schedule", 75), ("push", 0)])
    def test_the_daily_run_leaves_published_pages_on_a_quiet_day(
        self, gitlab: dict, work: Path, source: str, code: int
    ) -> None:
        script = "\n".join(self.job(gitlab, "pages"))
        done = run(work, script, CI_PIPELINE_SOURCE=source, SOURCE_DATE_EPOCH=QUIET_DAY)
        assert done.returncode == code, done.stderr
        assert len(list((work / "public").glob("*/expectations.html"))) == (len(CLIENTS) if source == "push" else 0)
        assert gitlab["pages"]["allow_failure"] == {"exit_codes": 75}
        assert ("no file tells of another client" in done.stdout) == (source == "push")

    @needs_diff
    def test_the_promises_are_compared(self, gitlab: dict, work: Path) -> None:
        done = run(work, self.job(gitlab, "changes")[0], CI_MERGE_REQUEST_DIFF_BASE_SHA=git(work, "rev-parse", "HEAD^"))
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert (work / gitlab["changes"]["artifacts"]["paths"][0]).is_file()

    def test_without_a_token_there_is_no_comment(self, gitlab: dict, work: Path) -> None:
        assert run(work, self.job(gitlab, "changes")[1], CHARTER_COMMENT_TOKEN="").returncode == 0

    @pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl")
    @pytest.mark.parametrize(
        ("old", "asked"),
        [
            ([], ("POST", "/projects/3/merge_requests/5/notes")),
            (
                [{"id": 7, "body": "Hm."}, {"id": 8, "body": MARK + "\n"}],
                ("PUT", "/projects/3/merge_requests/5/notes/8"),
            ),
        ],
        ids=["first", "again"],
    )
    def test_there_is_one_comment(self, gitlab: dict, work: Path, notes: str, old: list, asked: tuple) -> None:
        Notes.old[:] = old
        (work / "changes.md").write_text("**Better**: a reply; within a day & more\n")
        env = {"CI_API_V4_URL": notes, "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "5", "no_proxy": "127.0.0.1"}
        done = run(work, self.job(gitlab, "changes")[1], CHARTER_COMMENT_TOKEN="not-shown", **env)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        [(method, path, body)] = Notes.asked
        assert (method, path) == asked
        assert f"{MARK}\n**Better**: a reply; within a day & more\n".encode() in body
