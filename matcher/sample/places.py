"""The regions of the programs, and roughly where they lie."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A region: a box that lies inside it, weights of its people and of its districts' kinds.

    The box reaches `north` and `east` degrees to either side of its middle. The weights of mentors and
    mentees differ, so that some regions are short of seats.
    """

    code: str
    title: str
    latitude: float
    longitude: float
    north: float
    east: float
    mentees: int
    mentors: int
    locales: tuple[int, int, int, int]
    area_code: str


DISTRICT_REACH = 0.03
"""How far people live from the middle of their district at most, in degrees to either side."""

LOCALES = ("rural", "town", "suburb", "city")

SIZES = {
    "rural": (60, 260, 520, 850, 2200),
    "town": (600, 1200, 1800, 2900, 6500),
    "suburb": (1800, 4500, 8500, 15500, 32000),
    "city": (4500, 9500, 18000, 27500, 46000),
}
"""Students of a district by locale: the least, the quartiles and the most."""

MINNESOTA = (
    Region("MASA-1", "Southeast", 43.92, -92.60, 0.28, 0.60, 11, 15, (40, 45, 5, 10), "507"),
    Region("MASA-2", "South Central", 44.05, -94.25, 0.35, 0.50, 11, 9, (50, 50, 0, 0), "507"),
    Region("MASA-3", "Southwest/West Central", 44.30, -95.60, 0.65, 0.65, 13, 16, (70, 30, 0, 0), "320"),
    Region("MASA-4", "Lakes Country", 46.35, -96.00, 0.50, 0.50, 14, 5, (78, 17, 5, 0), "218"),
    Region("MASA-5", "Region Five", 46.40, -94.65, 0.45, 0.45, 6, 6, (75, 25, 0, 0), "218"),
    Region("MASA-6", "Central", 45.55, -93.90, 0.35, 0.80, 10, 14, (40, 36, 20, 4), "320"),
    Region("MASA-7", "Northeast", 47.20, -93.00, 0.50, 0.60, 6, 10, (66, 27, 7, 0), "218"),
    Region("MASA-8", "Northwest", 47.90, -95.75, 0.65, 0.75, 9, 13, (82, 18, 0, 0), "218"),
    Region("MASA-9", "Metro", 44.97, -93.25, 0.25, 0.35, 20, 12, (4, 9, 80, 7), "612"),
)

WASHINGTON = (
    Region("ESD-101", "Northeast", 47.75, -117.60, 0.60, 0.40, 11, 14, (45, 30, 6, 19), "509"),
    Region("ESD-105", "South Central", 46.50, -120.50, 0.35, 0.40, 10, 4, (38, 38, 9, 15), "509"),
    Region("ESD-112", "Southwest", 45.85, -122.45, 0.18, 0.22, 10, 11, (40, 12, 28, 20), "360"),
    Region("ESD-113", "Capital Region", 46.90, -123.20, 0.25, 0.55, 6, 9, (52, 36, 2, 10), "360"),
    Region("ESD-114", "Olympic", 47.70, -122.95, 0.25, 0.35, 4, 4, (42, 25, 18, 15), "360"),
    Region("ESD-121", "Puget Sound", 47.42, -122.20, 0.30, 0.25, 33, 29, (3, 5, 62, 30), "206"),
    Region("ESD-123", "Southeast", 46.30, -118.80, 0.22, 0.55, 7, 4, (35, 20, 20, 25), "509"),
    Region("ESD-171", "North Central", 47.70, -119.90, 0.55, 0.45, 6, 8, (42, 46, 6, 6), "509"),
    Region("ESD-189", "Northwest", 48.30, -122.20, 0.40, 0.20, 14, 16, (22, 22, 46, 10), "360"),
)
