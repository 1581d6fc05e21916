"""What the five stories are about: entries by kind, as `slug: title` or with more.

Stubs are titles that a story only mentions; they have no page.
"""

FRANCHISES = {"bosch-universe": "Bosch universe"}

# As the first story knows them: a title is a fact, and facts come later.
SHOWS = {
    "ballard": "Untitled Renée Ballard Project",
    "bosch": "Bosch",
    "bosch-legacy": "Bosch: Legacy",
    "untitled-j-edgar-project": "Untitled J. Edgar Project",
}

STUBS = {
    "the-closer": "The Closer",
    "the-man-who-fell-to-earth": "The Man Who Fell To Earth",
    "major-crimes": "Major Crimes",
    "your-honor": "Your Honor",
    "neon": "Neon",
    "abbott-elementary": "Abbott Elementary",
}

SEASONS = {
    "bosch": (1,),
    "bosch-legacy": (2, 3),
    "ballard": (1, 2),
}

WORKS = {
    "bosch-novels": "The Bosch novels",
    "ballard-novels": "The Renée Ballard novels",
}

CHARACTERS = {
    "renee-ballard": "Renée Ballard",
    "harry-bosch": "Harry Bosch",
    "samira-parker": "Samira Parker",
}

ORGANISATIONS = {
    "amazon": "Amazon",
    "amazon-studios": "Amazon Studios",
    "amazon-mgm-studios": "Amazon MGM Studios",
    "prime-video": "Prime Video",
    "amazon-freevee": "Amazon Freevee",
    "hieronymus-pictures": "Hieronymus Pictures",
    "fabel-entertainment": "Fabel Entertainment",
    "variety": "Variety",
    "lapd": "LAPD",
    "cold-case-unit": "Cold Case Unit",
}

PEOPLE = {
    "michael-connelly": "Michael Connelly",
    "michael-alaimo": "Michael Alaimo",
    "kendall-sherwood": "Kendall Sherwood",
    "lauren-anderson": "Lauren Anderson",
    "henrik-bastin": "Henrik Bastin",
    "melissa-aouate": "Melissa Aouate",
    "jasmine-russ": "Jasmine Russ",
    "jamie-boscardin-martin": "Jamie Boscardin Martin",
    "trey-batchelor": "Trey Batchelor",
    "theresa-snider": "Theresa Snider",
    "titus-welliver": "Titus Welliver",
    "mimi-rogers": "Mimi Rogers",
    "madison-lintz": "Madison Lintz",
    "denise-g-sanchez": "Denise G. Sanchez",
    "maggie-q": "Maggie Q",
    "mitzi-roberts": "Mitzi Roberts",
    "jet-wilkinson": "Jet Wilkinson",
    "courtney-taylor": "Courtney Taylor",
    "lauren-lancaster": "Lauren Lancaster",
    "john-carroll-lynch": "John Carroll Lynch",
    "michael-mosley": "Michael Mosley",
    "rebecca-field": "Rebecca Field",
    "victoria-moroles": "Victoria Moroles",
    "amy-hill": "Amy Hill",
    "ricardo-chavira": "Ricardo Chavira",
    "noah-bean": "Noah Bean",
    "alain-uy": "Alain Uy",
    "hector-hugo": "Hector Hugo",
    "trish-hofmann": "Trish Hofmann",
}

# Slug: name, department, order on pages.
JOBS = {
    "actor": ("Actor", "cast", 10),
    "showrunner": ("Showrunner", "production", 20),
    "executive-producer": ("Executive producer", "production", 30),
    "co-executive-producer": ("Co-executive producer", "production", 40),
    "director": ("Director", "directing", 50),
}
