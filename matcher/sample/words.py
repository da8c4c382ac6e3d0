"""Vocabularies from which people, districts and schools are invented."""

# fmt: off
FIRST_NAMES = (
    "Abena", "Adèle", "Alma", "Amir", "Anders", "Annika", "Arturo", "Beatriz", "Björn", "Brita", "Calvin",
    "Carmen", "Chidi", "Clara", "Dalia", "Darius", "Deepa", "Dmitri", "Edith", "Elías", "Elin", "Emeka",
    "Esther", "Farah", "Felix", "Frida", "Gloria", "Grant", "Greta", "Hana", "Hector", "Henrik", "Imani",
    "Ingrid", "Isaac", "Ivy", "Jamal", "Joaquín", "Judith", "Kaito", "Karin", "Kwame", "Leila", "Linnea",
    "Lorenzo", "Mai", "Marcus", "Marit", "Mateo", "Nadia", "Nils", "Noor", "Odette", "Omar", "Paloma",
    "Petra", "Priya", "Rafael", "Renée", "Rosa", "Samir", "Sigrid", "Søren", "Talia", "Tomás", "Ulla",
    "Vera", "Viktor", "Winona", "Xiomara", "Yusuf", "Zora",
)
LAST_NAMES = (
    "Aaberg", "Abdullahi", "Almeida", "Arnesen", "Bakke", "Beauchamp", "Bergquist", "Brandvold", "Briggs",
    "Castañeda", "Chaudhry", "Clearwater", "Coleman", "D'Souza", "Dvořák", "Ekström", "Escobedo", "Fairbanks",
    "Farouk", "Fitzgerald", "Fujimoto", "Gallagher", "Goodwin", "Grönlund", "Gutiérrez", "Haugen", "Hayashi",
    "Hernández", "Holmquist", "Huynh", "Ibarra", "Iversen", "Jankowski", "Jaramillo", "Jefferson", "Kaplan",
    "Khang", "Kowalczyk", "Lachance", "Lindqvist", "Lofgren", "Mbeki", "McAllister", "Mendoza", "Moua",
    "Nakamura", "Nyström", "O'Hara", "Okafor", "Ólafsson", "Oyelaran", "Pacheco", "Pelletier", "Petrov",
    "Ramaswamy", "Redwing", "Rosenthal", "Saarinen", "Sandoval", "Schaefer", "Sjöberg", "Solheim", "Thao",
    "Thorsgaard", "Underhill", "Vasquez", "Villanueva", "Wetherell", "Whitfield", "Yamada", "Zieliński",
    "Zimmer",
)
DISTRICT_FIRST = (
    "Willow", "Amber", "Heron", "Lark", "Juniper", "Copper", "Sable", "Linden", "Thistle", "Bramble",
    "Larkspur", "Marigold", "Otter", "Falcon", "Plover", "Bittern", "Tamarack", "Hazel", "Birchwood", "Alder",
    "Fern", "Clover", "Sorrel", "Yarrow", "Aster", "Goldenrod", "Bluestem", "Sedge", "Cattail", "Kestrel",
    "Osprey", "Wren", "Finch", "Sparrow", "Teal", "Loon", "Marten", "Lynx", "Lantern", "Anvil", "Millstone",
    "Barley", "Candle", "Hearth", "Saddle", "Wagon", "Bellflower", "Sumac",
)
DISTRICT_SECOND = (
    "Prairie", "Hollow", "Crossing", "Meadow", "Ridge", "Bluff", "Landing", "Glen", "Grove", "Springs",
    "Ford", "Narrows", "Point", "Harbor", "Heights", "Vale", "Fields", "Marsh", "Bend", "Run", "Brook",
    "Dell", "Terrace", "Orchard", "Knoll", "Pass", "Portage", "Shore", "Slope", "Summit", "Trail", "Mill",
    "Bridge", "Bay", "Cove", "Flats", "Forks", "Gap", "Gate", "Island", "Junction", "Moor", "Pond", "Quarry",
    "Rapids", "Steppe", "Timbers", "View",
)
DISTRICT_BEFORE = (
    "North", "South", "East", "West", "Upper", "Lower", "Old", "New", "Great", "Little", "Long", "Broad",
    "High", "Deep", "Far", "Near", "Fair", "Clear", "Bright", "Still", "Quiet", "Wild", "Cold", "Warm", "Early",
    "Late", "Hidden", "Distant", "Open", "Green", "Blue", "Grey", "Golden", "Silver", "Crystal", "Stone", "Sandy",
    "Rocky", "Mossy", "Misty", "Sunny", "Shady", "Windy", "Snowy", "Rainy", "Dusty", "Twin", "Middle", "Outer",
    "Inner", "Central", "Royal", "Pleasant", "Merry", "Noble", "Gentle", "Rolling", "Running", "Winding",
    "Round",
)
SCHOOLS = (
    "Acorn", "Bluebell", "Candlewood", "Dragonfly", "Everbright", "Foxglove", "Gristmill", "Hopyard",
    "Inkwell", "Kingbird", "Lodestar", "Moonstone", "Nutmeg", "Oriole", "Periwinkle", "Quillwort",
    "Riverstone", "Skylark", "Tallgrass", "Upland", "Violet", "Whistler", "Yellowwood", "Zephyr",
)
# fmt: on

DISTRICT_ENDINGS = {"Public Schools": 4, "School District": 4, "Area Schools": 1, "Community Schools": 1}

CONFLICT_KINDS = {"past_mismatch": 40, "former_supervisor": 28, "declared": 16, "relative": 12, "business": 4}

CONFLICT_NOTES = {
    "past_mismatch": "ended early by agreement in 2024-25",
    "former_supervisor": "supervised until June 2024",
    "declared": "asked not to be paired",
    "relative": "cousins",
    "business": "own a lake cabin together",
}

URGENT_REASONS = {
    "took over in the middle of the year": 3,
    "the only administrator in the building": 2,
    "two changes of principal in one year": 1,
}
