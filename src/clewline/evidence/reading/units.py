"""Units: what each measures, and how many of the base unit it is.

A table of our own: pint knows far more units than prose uses, takes 0.35 s to import and does not find them
in text; quantulum3 finds them at 7 ms a sentence and reads a range as its middle.
"""

from typing import NamedTuple


class Unit(NamedTuple):
    """What a unit measures, and its size in the base unit of that dimension."""

    dimension: str
    size: float


_DIMENSIONS: dict[str, dict[str, float]] = {
    "share": {"share": 1.0, "%": 0.01, "‰": 0.001, "ppm": 1e-6, "ppb": 1e-9},
    "points": {"pp": 1.0, "bp": 0.01},
    "time": {
        "ns": 1e-9,
        "µs": 1e-6,
        "ms": 1e-3,
        "s": 1.0,
        "min": 60.0,
        "hour": 3600.0,
        "day": 86400.0,
        "week": 604800.0,
        "fortnight": 1209600.0,
        "month": 2629800.0,
        "quarter": 7889400.0,
        "year": 31557600.0,
        "decade": 315576000.0,
        "century": 3155760000.0,
        "millennium": 31557600000.0,
        "kyr": 31557600000.0,
        "Myr": 31557600000000.0,
        "Gyr": 31557600000000000.0,
    },
    "mass": {
        "ng": 1e-9,
        "µg": 1e-6,
        "mg": 1e-3,
        "g": 1.0,
        "kg": 1e3,
        "t": 1e6,
        "kt": 1e9,
        "Mt": 1e12,
        "Gt": 1e15,
        "Gg": 1e9,
        "Tg": 1e12,
        "Pg": 1e15,
        "oz": 28.349523125,
        "lb": 453.59237,
        "st": 6350.29318,
    },
    "length": {
        "nm": 1e-9,
        "µm": 1e-6,
        "mm": 1e-3,
        "cm": 1e-2,
        "m": 1.0,
        "km": 1e3,
        "in": 0.0254,
        "ft": 0.3048,
        "yd": 0.9144,
        "mi": 1609.344,
        "au": 1.495978707e11,
        "ly": 9.4607304725808e15,
        "pc": 3.0856775814913673e16,
        "kpc": 3.0856775814913673e19,
        "Mpc": 3.0856775814913673e22,
    },
    "area": {"mm²": 1e-6, "cm²": 1e-4, "m²": 1.0, "ha": 1e4, "km²": 1e6, "acre": 4046.8564224},
    "volume": {
        "µl": 1e-6,
        "ml": 1e-3,
        "cl": 1e-2,
        "dl": 0.1,
        "l": 1.0,
        "m³": 1e3,
        "cm³": 1e-3,
        "tsp": 0.00492892159375,
        "tbsp": 0.01478676478125,
        "cup": 0.2365882365,
        "pint": 0.56826125,
        "gallon": 4.54609,
    },
    "speed": {"km/h": 1 / 3.6, "m/s": 1.0, "mph": 0.44704, "kn": 0.514444, "km/s": 1e3},
    "temperature": {"°C": 1.0, "K": 1.0},
    "temperature (°F)": {"°F": 1.0},
    "angle": {"°": 1.0, "arcmin": 1 / 60, "arcsec": 1 / 3600, "mas": 1 / 3.6e6},
    "frequency": {"Hz": 1.0, "kHz": 1e3, "MHz": 1e6, "GHz": 1e9},
    "energy": {"J": 1.0, "kJ": 1e3, "MJ": 1e6, "cal": 4.184, "kcal": 4184.0, "Wh": 3600.0, "kWh": 3.6e6}
    | {"MWh": 3.6e9, "GWh": 3.6e12, "TWh": 3.6e15, "eV": 1.602e-19, "keV": 1.602e-16, "MeV": 1.602e-13},
    "power": {"mW": 1e-3, "W": 1.0, "kW": 1e3, "MW": 1e6, "GW": 1e9, "hp": 745.7},
    "voltage": {"mV": 1e-3, "V": 1.0, "kV": 1e3},
    "current": {"mA": 1e-3, "A": 1.0},
    "force": {"N": 1.0, "kN": 1e3, "MN": 1e6},
    "pressure": {"Pa": 1.0, "hPa": 100.0, "kPa": 1e3, "MPa": 1e6, "GPa": 1e9, "bar": 1e5, "mmHg": 133.322},
    "data": {"bit": 0.125, "B": 1.0, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15},
    "substance": {"µmol": 1e-6, "mmol": 1e-3, "mol": 1.0},
    "activity": {"IU": 1.0},
    "sound": {"dB": 1.0},
    "dollar": {"$": 1.0, "¢": 0.01},
    "euro": {"€": 1.0},
    "pound": {"£": 1.0},
    "yen": {"¥": 1.0},
}

UNITS: dict[str, Unit] = {
    sign: Unit(dimension, size) for dimension, signs in _DIMENSIONS.items() for sign, size in signs.items()
}
"""Every unit by its sign."""

_WORDS = frozenset(
    "share points in st au day week month year hour pint cup acre gallon quarter decade century".split()
)
"""Names of units here that are words elsewhere; languages list the words."""

SIGNS: dict[str, str] = {
    **{sign: sign for sign in UNITS if sign not in _WORDS},
    "pp": "pp",
    "ppt": "pp",
    "h": "hour",
    "hr": "hour",
    "hrs": "hour",
    "d": "day",
    "wk": "week",
    "yr": "year",
    "yrs": "year",
    "sec": "s",
    "secs": "s",
    "mins": "min",
    "L": "l",
    "mL": "ml",
    "dL": "dl",
    "mcg": "µg",
    "μg": "µg",
    "μm": "µm",
    "μs": "µs",
    "μl": "µl",
    "μmol": "µmol",
    "lbs": "lb",
    "kph": "km/h",
    "kmh": "km/h",
    "kmph": "km/h",
    "sq km": "km²",
    "m2": "m²",
    "km2": "km²",
    "cm2": "cm²",
    "m3": "m³",
    "cm3": "cm³",
    "º": "°",
    "ºC": "°C",
    "GiB": "GB",
    "MiB": "MB",
    "kB": "KB",
    "USD": "$",
    "US$": "$",
    "EUR": "€",
    "GBP": "£",
}
"""The signs of units as they are written, in letters of the case that they have in all languages."""

PARTS = frozenset({"%", "share"})
"""Units of a part of something."""

CALENDAR = frozenset({"month", "quarter", "year"})
"""Units of time that are longer or shorter by the case: three months may be ninety days."""
