"""Write a large project: `python tests/bench/corpus.py DIR --clients N [--seed S]`.

The agency, its plans, people, prose and brand are the specimen's; the clients are made up. They differ as clients do: in
zone, language, plan and state, in what they were promised beyond their plan, in contacts, goals, booked calls, closures
and hours of their own. A few are long. The same seed gives the same bytes, and a larger project begins with the clients
of a smaller one.
"""

from __future__ import annotations

import argparse
import shutil
from datetime import date, timedelta
from pathlib import Path
from random import Random

import yaml

SPECIMEN = Path(__file__).parents[2] / "content"
DAY = date(2026, 11, 30)
"""The day that the benchmarks speak of: a Monday, between two closures of the agency."""


def words(text: str) -> list[str]:
    """Take a text apart."""
    return text.split()


FIRST = words(
    """Alder Amber Aspen Beacon Birch Bluff Bramble Briar Canyon Cedar Cinder Clover Copper Coral Cypress Dogwood
Drift Elm Ember Fern Finch Foxglove Garnet Granite Hawthorn Hazel Heron Hickory Holly Iris Ivory Jasper Lark Laurel
Linden Maple Marlow Meadow Mesa Moss Oakley Ochre Orchard Osprey Pebble Pinyon Poplar Quarry Quill Raven Redwood Rowan
Sable Sage Sorrel Spruce Starling Sycamore Tamarack Thistle Verbena Willow Wren Yarrow"""
)
KINDS = {
    "en": ["Realty", "Homes", "Properties", "Estates", "Lofts", "Lettings", "Land Company", "Residences", "Brokers"],
    "es": ["Bienes Raíces", "Inmobiliaria", "Propiedades", "Casas", "Fincas", "Viviendas"],
}
ZONES = words(
    """America/Denver America/New_York America/Chicago America/Los_Angeles America/Phoenix America/Anchorage
Pacific/Honolulu America/Toronto America/Vancouver America/Halifax America/St_Johns America/Mexico_City America/Bogota
America/Lima America/Santiago America/Argentina/Buenos_Aires America/Sao_Paulo America/Edmonton America/Winnipeg
America/Regina America/Puerto_Rico America/Costa_Rica Europe/London Europe/Dublin Europe/Lisbon Pacific/Auckland"""
)
GIVEN = words(
    "Ada Ben Carla Dana Elif Felix Gina Hugo Inés Jonas Kira Liam Marta Noor Omar Paula Quinn Rosa Samir Tess"
)
FAMILY = words(
    "Abbott Brandt Castro Duarte Ellis Fuentes Gray Haddad Iversen Jansen Keane Lozano Mbeki Novak Ortiz Park"
)
PERSONS = [f"{given} {family}" for given in GIVEN for family in FAMILY]
SAID = {
    "en": {
        "roles": ["Owner", "Broker", "Office manager", "Marketing"],
        "goals": ["{} qualified leads a month", "{} viewings a month that start on the site", "{} new listing pages"],
        "steps": ["The pages for {} new listings", "Photos of {} homes", "The texts for {} neighborhoods"],
        "likes": [
            "Send anything with a price to both owners.",
            "A short call is better than a long e-mail.",
            "Please change nothing on the site on Friday afternoon.",
            "Write the reason beside each number.",
        ],
        "closure": "Office move",
        "hours": "Hours agreed with you",
        "line": ("Your own line", "whatever cannot wait"),
        "calls": {"growth": "strategy call", "premier": "strategy call"},
        "scope": ("Each new text in two languages", "Your clients speak both."),
    },
    "es": {
        "roles": ["Directora", "Corredor", "Oficina", "Ventas"],
        "goals": ["{} llamadas al mes", "{} visitas al mes que empiezan en el sitio", "{} páginas nuevas de viviendas"],
        "steps": ["Las páginas de {} viviendas nuevas", "Fotos de {} casas", "Los textos de {} barrios"],
        "likes": [
            "Una llamada corta antes que un correo largo.",
            "Los precios se envían a las dos personas.",
            "El viernes por la tarde no se cambia nada.",
            "Junto a cada número va su razón.",
        ],
        "closure": "Mudanza de la oficina",
        "hours": "Horario acordado contigo",
        "line": ("Tu propia línea", "lo que no puede esperar"),
        "calls": {},  # booked calls are named as the plan names them, in the agency's language
        "scope": ("Cada texto nuevo en dos idiomas", "Tus clientes hablan los dos."),
    },
}
BETTER = (
    {"commitments": {"question": {"acknowledge": "30 business minutes", "first_reply": "{} business hours"}}},
    {"commitments": {"project": {"first_reply": "{} business hours"}}},
    {"commitments": {"change": {"acknowledge": "30 business minutes", "first_reply": "{} business hours"}}},
    {"appointments": {"reschedule": {"notice": "{} business hours"}}},
    {"appointments": {"cancel": {"notice": "{} business hours"}}},
    {"appointments": {"book": {"horizon": "2{} weeks"}}},
)
"""What some clients were promised beyond their plan."""


def write_project(folder: Path, clients: int, seed: int = 1) -> list[str]:
    """Write a project into a folder that has none yet, and give the ids of its clients."""
    shutil.copytree(SPECIMEN, folder / "content", ignore=shutil.ignore_patterns("clients"))
    home = folder / "content" / "clients"
    home.mkdir()
    written: list[str] = []
    taken: set[str] = set()
    for number in range(clients):
        name, values = client(Random(f"{seed} {number}"), taken)
        ident = slug(name)
        text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=110)
        (home / f"{ident}.yaml").write_text(text, "utf-8")
        written.append(ident)
    return written


def slug(name: str) -> str:
    """Give the id of a client of this name."""
    plain = name.lower().replace("í", "i").replace(" & ", " and ")
    return plain.replace(" ", "-")


def client(dice: Random, taken: set[str]) -> tuple[str, dict]:
    """Make up one client: a name that nobody else has, and what its file says."""
    language = "es" if dice.random() < 0.2 else "en"
    said = SAID[language]
    name = _name(dice, language, taken)
    tier = dice.choices(["essential", "growth", "premier"], [45, 40, 15])[0]
    state = dice.choices(["active", "onboarding", "inactive", "former"], [82, 8, 4, 6])[0]
    site = f"{slug(name).replace('-', '')}.example"
    values = {"name": name, "tier": tier, "representative": dice.choice(["daniel", "sofia"])}
    if language == "en":
        values["representative"] = dice.choice(["maya", "daniel", "sofia"])
    values |= {"language": language, "timezone": dice.choice(ZONES), "state": state}
    values |= {"since": DAY - timedelta(dice.randrange(200, 2000)), "website": f"https://{site}"}
    if tier == "premier":
        values["sizes"] = {"agents": dice.randrange(3, 60)}
    is_long = dice.random() < 0.02
    persons = dice.sample(PERSONS, 30 if is_long else dice.randrange(1, 4))
    values["contacts"] = [_contact(dice, said, site, number, person) for number, person in enumerate(persons)]
    if state == "former":
        return name, values | {"until": DAY - timedelta(dice.randrange(20, 180))}
    values |= _work(dice, said, tier, 25 if is_long else dice.randrange(1, 4))
    _add_terms(dice, said, values)
    return name, values


def _name(dice: Random, language: str, taken: set[str]) -> str:
    while True:
        one, other = dice.sample(FIRST, 2)
        name = f"{one} {'y' if language == 'es' else '&'} {other} {dice.choice(KINDS[language])}"
        if name not in taken:
            taken.add(name)
            return name


def _contact(dice: Random, said: dict, site: str, number: int, person: str) -> dict:
    values = {"name": person, "role": dice.choice(said["roles"]), "email": f"contact{number}@{site}"}
    if number == 0:
        values |= {"number": f"+1 303 555 0{dice.randrange(100, 200)}", "approves": "yes"}
    return values


def _work(dice: Random, said: dict, tier: str, many: int) -> dict:
    """Make up the work under way: goals, dates, booked calls and likings."""
    values = {}
    for key, word, count in (("goals", "goal", many), ("milestones", "what", many - 1)):
        texts = said["goals" if key == "goals" else "steps"]
        dates = sorted(DAY + timedelta(dice.randrange(20, 400)) for _ in range(count))
        values[key] = [
            {word: dice.choice(texts).format(number + 3), "by": _workday(by)} for number, by in enumerate(dates)
        ]
    for step in values["milestones"]:
        step["who"] = dice.choice(["we", "you", "both"])
    if tier in said["calls"] and dice.random() < 0.5:
        values["booked"] = [{"what": said["calls"][tier], "at": f"2026-12-{dice.randrange(7, 12):02} 10:00"}]
    values["preferences"] = dice.sample(said["likes"], dice.randrange(len(said["likes"])))
    return {key: found for key, found in values.items() if found}


def _workday(day: date) -> date:
    return day - timedelta(max(0, day.weekday() - 4))


def _add_terms(dice: Random, said: dict, values: dict) -> None:
    """Add what was agreed with this client alone."""
    if dice.random() < 0.3:
        for better in dice.sample(BETTER, dice.randrange(1, 5)):
            _merge(values, better, dice.randrange(1, 4))
    if dice.random() < 0.2:
        values["hours"] = {"mon-fri": dice.choice(["09:00-17:00", "08:00-16:30", "10:00-18:00"])}
    if dice.random() < 0.05:
        closed = {"name": said["closure"], "on": date(2027, 2, dice.randrange(1, 6)), "announced": date(2026, 10, 1)}
        _merge(values, {"calendars": {"office": {"closures": [closed]}}})
    if dice.random() < 0.05:
        hours = {"name": said["hours"], "timezone": values["timezone"], "hours": {"mon-fri": "09:00-17:00"}}
        _merge(values, {"calendars": {"agreed": hours}, "commitments": {"question": {"calendar": "agreed"}}})
    if dice.random() < 0.05:
        name, purpose = said["line"]
        hours = "extended" if values["tier"] == "premier" else "office"
        line = {"name": name, "number": "+1 303 555 0188", "for": purpose}
        _merge(values, {"channels": {"line": line | {"calendar": hours, "visibility": "private"}}})
        _merge(values, {"commitments": {"question": {"channel": "line"}}})
    if dice.random() < 0.1:
        what, why = said["scope"]
        values["scope"] = {"in": [{"what": what, "why": why}]}


def _merge(values: dict, more: dict, number: int = 0) -> None:
    for key, found in more.items():
        if isinstance(found, dict):
            _merge(values.setdefault(key, {}), found, number)
        else:
            values[key] = found.format(number) if isinstance(found, str) else found


def main() -> None:
    """Write the project that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write_project(asked.folder, asked.clients, asked.seed)


if __name__ == "__main__":
    main()
