# SPDX-License-Identifier: GPL-3.0-or-later
"""The words that artists, models and prompts of the seed are made of."""

GIVEN_NAMES = """
    Humberto Amara Leonie Kenji Ingrid Tomás Yusuf Priya Élodie Mateusz Noor Saoirse Bao Chiara Dmitri Fatou
    Gustav Hana Isidora Jorge Katarzyna Lucía Malik Niamh Olafur Paloma Rashid Søren Tuğba Vera Wanjiru
    Xiomara Zdeněk Aiko Benedikt Carmen
    """.split()  # noqa: SIM905 - a list of so many words would fill a page
FAMILY_NAMES = """
    Ventura Okafor Brandt Watanabe Lindqvist Serrano Demir Raghavan Moreau Kowalski Haddad Byrne Nguyen
    Bianchi Volkov Diallo Ekström Park Petrović Almeida Nowak Castillo Osei Gallagher Jónsdóttir Fuentes
    Karimi Østergaard Yildiz Horvat Kamau Delgado Dvořák Sato Falk Ibarra
    """.split()  # noqa: SIM905 - a list of so many words would fill a page
SPECIAL_NAMES = (
    "Humberto Ventura",
    "葛飾 さくら",
    "María de los Ángeles Fernández-Villaverde y Ortiz de Zárate",
    "Ольга Медведева",
    "박서연",
    "ليلى منصور",
    "Wolfgang Amadeus Maximilian von Hohenlohe-Langenburg, Atelier am Schwarzen Meer",
    "X",
    "王小明",
    "Αριάδνη Παπαδοπούλου",
    "O'Brien & Daughters",
    "नंदिनी शर्मा",
)
MEDIA = {
    "vista": ("layered landscape", "gouache", "editorial"),
    "bauhaus": ("geometric", "bauhaus", "poster"),
    "papercut": ("papercut", "collage", "children's books"),
    "woodcut": ("linocut", "woodcut", "print"),
    "mosaic": ("stained glass", "mosaic", "low poly"),
    "botanic": ("botanical", "folk art", "pattern"),
}
SUBJECTS = (
    "quiet mountains",
    "harbour towns",
    "night gardens",
    "foxes and forests",
    "desert light",
    "winter seas",
    "city rooftops",
    "wild meadows",
    "distant planets",
    "tea fields",
    "old lighthouses",
    "river deltas",
)
TRADES = (
    "Editorial illustrator",
    "Printmaker",
    "Picture-book artist",
    "Muralist",
    "Poster designer",
    "Painter",
    "Textile designer",
    "Concept artist",
)
PRAISE = (
    "specializing in {subject}, with a love for bold flat colour.",
    "known for {subject} told in a handful of shapes.",
    "who has drawn {subject} for magazines on three continents.",
    "finding calm in {subject}; every picture starts as a walk outdoors.",
)
MODEL_NAMES = {
    "vista": ("Watercolor", "Horizons", "Far Hills", "Dusk Studies"),
    "bauhaus": ("Geometry", "Posters", "Circles & Squares", "Grid"),
    "papercut": ("Papercut", "Cut & Fold", "Collage", "Paper Theatre"),
    "woodcut": ("Linocut", "Woodblock", "Carved", "Print Room"),
    "mosaic": ("Glass", "Mosaic", "Facets", "Cathedral"),
    "botanic": ("Botanica", "Folk Garden", "Bloom", "Herbarium"),
}
SERVICE_TYPES = ("illustration", "illustration", "illustration", "pattern", "poster")
PROMPTS = (
    "a sunset over mountains with dramatic clouds",
    "a fox sleeping in a birch forest",
    "the sea at night under a full moon",
    "a small city on a hill, morning light",
    "red canyon in the desert heat",
    "snow on the mountains, a cold blue dawn",
    "a lighthouse above stormy waves",
    "spring meadow full of flowers",
    "autumn forest with a winding river",
    "city skyline at dusk, lights in the windows",
    "lavender fields and one lonely tree",
    "birds over a misty lake at sunrise",
    "eine Katze schläft unter dem Apfelbaum 🍎",
    "夜の海と満月",
    "a garden at night,\nfireflies between tall leaves",
    "sailing boats on a green sea",
)
MOTIONS = (
    "camera slowly panning across the scene",
    "gentle zoom towards the sun",
    "leaves moving in a light breeze",
)
