"""Names of English-speaking countries' public holidays in languages in which the `holidays` package has none.

Clients of an agency in Denver who read Spanish should not find the days off in English. A holiday that is not here
keeps its English name.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"(?P<name>.+?)(?: \((?P<mark>observed|estimated|observed, estimated|in lieu|substitute day)\))?")
_MARKS = {"es": {"observed": "trasladado"}, "de": {"observed": "nachgeholt"}}
_NAMES = {
    "New Year's Day": ("Año Nuevo", "Neujahr"),
    "Day after New Year's Day": ("Día siguiente al Año Nuevo", "Tag nach Neujahr"),
    "New Year Holiday": ("Fiesta de Año Nuevo", "Neujahrsfeiertag"),
    "New Year's Eve": ("Nochevieja", "Silvester"),
    "Martin Luther King Jr. Day": ("Día de Martin Luther King Jr.", "Martin-Luther-King-Tag"),
    "Martin Luther King Jr.'s Birthday": ("Día de Martin Luther King Jr.", "Martin-Luther-King-Tag"),
    "Susan B. Anthony Day": ("Día de Susan B. Anthony", "Susan-B.-Anthony-Tag"),
    "Lincoln's Birthday": ("Natalicio de Lincoln", "Lincolns Geburtstag"),
    "Washington's Birthday": ("Natalicio de Washington", "Washingtons Geburtstag"),
    "Washington-Lincoln Day": ("Día de Washington y Lincoln", "Washington-Lincoln-Tag"),
    "Presidents' Day": ("Día de los Presidentes", "Tag der Präsidenten"),
    "President's Day": ("Día del Presidente", "Tag des Präsidenten"),
    "Presidents Day": ("Día de los Presidentes", "Tag der Präsidenten"),
    "Mardi Gras": ("Martes de Carnaval", "Fastnachtsdienstag"),
    "Cesar Chavez Day": ("Día de César Chávez", "Cesar-Chavez-Tag"),
    "Good Friday": ("Viernes Santo", "Karfreitag"),
    "Easter Saturday": ("Sábado de Pascua", "Karsamstag"),
    "Easter Sunday": ("Domingo de Pascua", "Ostersonntag"),
    "Easter Monday": ("Lunes de Pascua", "Ostermontag"),
    "Patriots' Day": ("Día de los Patriotas", "Tag der Patrioten"),
    "Arbor Day": ("Día del Árbol", "Tag des Baumes"),
    "Emancipation Day": ("Día de la Emancipación", "Tag der Sklavenbefreiung"),
    "Memorial Day": ("Día de los Caídos", "Gedenktag für die Gefallenen"),
    "Juneteenth National Independence Day": ("Día de la Emancipación (Juneteenth)", "Juneteenth"),
    "Independence Day": ("Día de la Independencia", "Unabhängigkeitstag"),
    "Pioneer Day": ("Día de los Pioneros", "Tag der Pioniere"),
    "Victory Day": ("Día de la Victoria", "Tag des Sieges"),
    "Statehood Day": ("Día del Estado", "Tag des Beitritts"),
    "Labor Day": ("Día del Trabajo", "Tag der Arbeit"),
    "Labour Day": ("Día del Trabajo", "Tag der Arbeit"),
    "Columbus Day": ("Día de Colón", "Kolumbustag"),
    "Indigenous Peoples' Day": ("Día de los Pueblos Indígenas", "Tag der indigenen Völker"),
    "Native Americans' Day": ("Día de los Nativos Americanos", "Tag der amerikanischen Ureinwohner"),
    "American Indian Heritage Day": ("Día de la Herencia Indígena", "Tag des indianischen Erbes"),
    "Native American Heritage Day": ("Día de la Herencia Indígena", "Tag des indianischen Erbes"),
    "Frances Xavier Cabrini Day": ("Día de Francisca Javier Cabrini", "Tag der heiligen Cabrini"),
    "Casimir Pulaski Day": ("Día de Casimir Pulaski", "Casimir-Pulaski-Tag"),
    "Election Day": ("Día de las Elecciones", "Wahltag"),
    "Primary Election Day": ("Día de las Elecciones Primarias", "Tag der Vorwahlen"),
    "Veterans Day": ("Día de los Veteranos", "Tag der Veteranen"),
    "Thanksgiving Day": ("Día de Acción de Gracias", "Erntedankfest"),
    "Thanksgiving": ("Día de Acción de Gracias", "Erntedankfest"),
    "Day After Thanksgiving": ("Día después de Acción de Gracias", "Tag nach dem Erntedankfest"),
    "Friday After Thanksgiving": ("Viernes después de Acción de Gracias", "Freitag nach dem Erntedankfest"),
    "Christmas Eve": ("Nochebuena", "Heiligabend"),
    "Christmas Day": ("Navidad", "Weihnachten"),
    "Day After Christmas": ("Día después de Navidad", "Zweiter Weihnachtstag"),
    "Boxing Day": ("San Esteban (Boxing Day)", "Zweiter Weihnachtstag"),
    "Saint Stephen's Day": ("San Esteban", "Stephanstag"),
    "Saint Patrick's Day": ("San Patricio", "St.-Patricks-Tag"),
    "Saint Andrew's Day": ("San Andrés", "Andreastag"),
    "Saint Brigid's Day": ("Santa Brígida", "Tag der heiligen Brigid"),
    "May Day": ("Primero de Mayo", "Maifeiertag"),
    "May Bank Holiday": ("Festivo de mayo", "Feiertag im Mai"),
    "June Bank Holiday": ("Festivo de junio", "Feiertag im Juni"),
    "August Bank Holiday": ("Festivo de agosto", "Feiertag im August"),
    "October Bank Holiday": ("Festivo de octubre", "Feiertag im Oktober"),
    "Spring Bank Holiday": ("Festivo de primavera", "Frühlingsfeiertag"),
    "Summer Bank Holiday": ("Festivo de verano", "Sommerfeiertag"),
    "Late Summer Bank Holiday": ("Festivo de fin de verano", "Spätsommerfeiertag"),
    "Australia Day": ("Día de Australia", "Australientag"),
    "ANZAC Day": ("Día de ANZAC", "ANZAC-Tag"),
    "Anzac Day": ("Día de ANZAC", "ANZAC-Tag"),
    "Waitangi Day": ("Día de Waitangi", "Waitangi-Tag"),
    "King's Birthday": ("Cumpleaños del Rey", "Geburtstag des Königs"),
    "Family Day": ("Día de la Familia", "Tag der Familie"),
}
_PLACES = {"es": 0, "de": 1}


def named(holiday: str, language: str) -> str:
    """Give the name of a holiday, which the package has in English only, in a language; of two on one date, of both."""
    main = language.replace("_", "-").partition("-")[0]
    if main not in _PLACES:
        return holiday
    return "; ".join(_named(one, main) for one in holiday.split("; "))


def is_named(holiday: str, language: str) -> bool:
    """Whether each holiday of a date has a name of ours in a language."""
    main = language.replace("_", "-").partition("-")[0]
    found = [_MARK.fullmatch(one) for one in holiday.split("; ")]
    return main in _PLACES and all(one and one["name"] in _NAMES for one in found)


def _named(holiday: str, main: str) -> str:
    found = _MARK.fullmatch(holiday)
    names = _NAMES.get(found["name"]) if found else None
    if not (found and names):
        return holiday
    mark = found["mark"]
    return names[_PLACES[main]] + (f" ({_MARKS[main].get(mark, mark)})" if mark else "")
