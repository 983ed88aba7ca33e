"""The plain way, as a yardstick: two pages a client, without checks, dates or care: `python plain.py PROJECT OUT`."""

import sys
from pathlib import Path

import jinja2
import markdown
import yaml

PAGE = """{% macro show(value) %}{% if value is mapping %}<dl>{% for key, one in value.items() %}<dt>{{ key }}</dt>
<dd>{{ show(one) }}</dd>{% endfor %}</dl>{% elif value is string or value is not iterable %}{{ value }}{% else %}
<ul>{% for one in value %}<li>{{ show(one) }}</li>{% endfor %}</ul>{% endif %}{% endmacro %}
<!doctype html><html lang="{{ client.language }}"><meta charset="utf-8"><title>{{ client.name }}</title>
<h1>{{ client.name }}</h1><p>{{ agency.name }}, {{ tier }}</p>
{% for name in parts %}<section id="{{ name }}"><h2>{{ name }}</h2>{{ prose.get(name, "") | safe }}
{{ show(all.get(name)) if all.get(name) }}</section>{% endfor %}
<table>{% for request, row in all.commitments.items() %}<tr><th>{{ all.requests[request].name }}</th>
<td>{{ show(row) }}</td></tr>{% endfor %}</table></html>"""
HANDBOOK = "requests people questions messages lifecycle remedies cover complaints privacy fair_use goals preferences"
EXPECTATIONS = "expectations calendars channels appointments contacts booked milestones"


def read(path: Path) -> dict:
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def laid(under: dict, over: dict) -> dict:
    both = under | over
    for key in under.keys() & over.keys():
        if isinstance(under[key], dict) and isinstance(over[key], dict):
            both[key] = laid(under[key], over[key])
    return both


def main(project: Path, out: Path) -> None:
    """Write the pages."""
    content = project / "content"
    shared = read(content / "agency.yaml")
    shared |= {name: read(content / f"{name}.yaml") for name in ("people", "departments")}
    tiers = {path.stem: laid(shared, read(path)) for path in (content / "tiers").glob("*.yaml") if "." not in path.stem}
    pages = {"index": [*shared["handbook"], *HANDBOOK.split()], "expectations": EXPECTATIONS.split()}
    env = jinja2.Environment(autoescape=True, undefined=jinja2.ChainableUndefined)
    page = env.from_string(PAGE)
    texts = {path: env.from_string(path.read_text("utf-8")) for path in (content / "prose").glob("*/*.md")}
    for path in (content / "clients").glob("*.yaml"):
        client = read(path)
        values = laid(tiers[client["tier"]], client)
        values |= {"client": client | {client["state"]: True}, "tier": client["tier"], "all": values}
        values["representative"] = shared["people"][client["representative"]]
        mine = {file.stem: text for file, text in texts.items() if file.parent.name == client["language"]}
        values["prose"] = {name: markdown.markdown(text.render(values)) for name, text in mine.items()}
        (out / path.stem).mkdir(parents=True)
        for name, parts in pages.items():
            (out / path.stem / f"{name}.html").write_text(page.render(values, parts=parts), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
