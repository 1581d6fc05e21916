"""Posters drawn from a title where there is no licensed picture.

The slug alone seeds the drawing, through SHA-256, so that an entry keeps its
poster for ever and on every machine. Colours are names, ``p0`` the ground to
``p6`` the subtitle; static/css/tokens.css holds the palettes. Numbers are whole,
because a template prints fractions in the reader's locale.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

PALETTES = ("night", "brick", "pine", "dust", "harbour", "plum", "fog", "lamp")
SIZES = {"work": (200, 300), "person": (200, 250), "organisation": (200, 200)}

MARGIN = 16
TITLE_SIZES = ((38, 2), (34, 3), (30, 3), (26, 4), (22, 5), (18, 5), (15, 6))
SUBTITLE_SIZE = 10
NARROW = frozenset("iljtfrI.,:;'’!|()-‘“” ")
WIDE = frozenset("mwMWOQGDHNUKA&@%—")


@dataclass(frozen=True)
class Shape:
    kind: str
    paint: str
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    radius: int = 0
    points: str = ""


@dataclass(frozen=True)
class Line:
    text: str
    x: int
    y: int
    size: int
    paint: str = "p5"
    anchor: str = ""


@dataclass(frozen=True)
class Poster:
    kind: str
    title: str
    palette: str
    composition: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]


class Dice:
    """An endless row of numbers that a text alone decides."""

    def __init__(self, seed: str) -> None:
        self.seed = seed.encode("utf-8", "surrogatepass")
        self.turn = 0

    def roll(self, low: int, high: int) -> int:
        """The next number from low to high, both included."""
        digest = hashlib.sha256(b"%s/%d" % (self.seed, self.turn)).digest()
        self.turn += 1
        return low + int.from_bytes(digest[:6], "big") % (high - low + 1)

    def pick(self, options: tuple[str, ...]) -> str:
        return options[self.roll(0, len(options) - 1)]


def poster(title: str, slug: str, subtitle: str = "", kind: str = "work") -> Poster:
    """A drawn poster: portrait for a work or person, square for an organisation.

    Raises KeyError for a kind that SIZES lacks.
    """
    width, height = SIZES[kind]
    dice = Dice(slug)
    palette = dice.pick(PALETTES)
    composition = dice.pick(tuple(COMPOSITIONS[kind]))
    if kind == "work":
        lines = title_lines(title, subtitle, width - 2 * MARGIN)
        top = lines[-1].y + 14 if lines else MARGIN
    else:
        lines = monogram(title, width, height)
        top = 0
    shapes = COMPOSITIONS[kind][composition](dice, width, height, top)
    return Poster(
        kind, title, palette, composition, width, height, tuple(shapes), lines
    )


# Lettering


def letter_width(text: str, size: int) -> float:
    """The width of a line set in Newsreader, rather too much than too little."""
    narrow = sum(letter in NARROW for letter in text)
    wide = sum(letter in WIDE for letter in text)
    capital = sum(letter.isupper() and letter not in WIDE for letter in text)
    other = len(text) - narrow - wide - capital
    return size * (0.33 * narrow + 0.82 * wide + 0.68 * capital + 0.56 * other)


def wrap(text: str, size: int, width: int) -> list[str]:
    """The text in lines no wider than width; a word that is wider is cut."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and letter_width(joined, size) <= width:
            lines[-1] = joined
            continue
        while letter_width(word, size) > width and len(word) > 1:
            cut = max(1, int(len(word) * width / letter_width(word, size)) - 1)
            lines.append(word[:cut])
            word = word[cut:]
        lines.append(word)
    return lines


def title_lines(title: str, subtitle: str, width: int) -> tuple[Line, ...]:
    """The title as large as it fits without cutting a word, then the subtitle."""
    for size, most in TITLE_SIZES:
        texts = wrap(title, size, width)
        whole = all(letter_width(word, size) <= width for word in title.split())
        if whole and len(texts) <= most:
            break
    if len(texts) > most:
        texts = [*texts[: most - 1], texts[most - 1][:-1] + "…"]

    lines: list[Line] = []
    y = MARGIN
    for text in texts:
        y += round(size * (1.02 if lines else 0.86))
        lines.append(Line(text, MARGIN, y, size))
    for number, text in enumerate(wrap(subtitle, SUBTITLE_SIZE + 1, width)[:2]):
        y += 13 if number else 20
        lines.append(Line(text, MARGIN, y, SUBTITLE_SIZE, "p6"))
    return tuple(lines)


def initials(title: str) -> str:
    """First letters of the first and the last word: "Renée Ballard" gives RB."""
    words = [word for word in title.split() if word[0].isalnum()] or title.split()
    return "".join(word[0] for word in dict.fromkeys(words[:1] + words[-1:])).upper()


def monogram(title: str, width: int, height: int) -> tuple[Line, ...]:
    letters = initials(title)
    if not letters:
        return ()
    size = min(112, round((width - 4 * MARGIN) / letter_width(letters, 1)))
    baseline = height // 2 + round(size * 0.34)
    return (Line(letters, width // 2, baseline, size, "p5", "middle"),)


# Shapes


def rect(paint: str, x: int, y: int, width: int, height: int) -> Shape:
    return Shape("rect", paint, x=x, y=y, width=width, height=height)


def circle(paint: str, x: int, y: int, radius: int) -> Shape:
    return Shape("circle", paint, x=x, y=y, radius=radius)


def polygon(paint: str, *points: tuple[int, int]) -> Shape:
    return Shape("polygon", paint, points=" ".join(f"{x},{y}" for x, y in points))


# Compositions of a work. Each keeps clear of the title, above top.


def skyline(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    shapes = []
    low = max(top + 24, height // 2)
    if dice.roll(0, 1):
        moon = dice.roll(12, 22)
        shapes.append(circle("p4", dice.roll(40, width - 40), low + 4, moon))
    for paint, roof in (("p1", low), ("p2", low + 46), ("p3", low + 84)):
        x = -dice.roll(0, 12)
        while x < width:
            broad = dice.roll(18, 40)
            y = roof + dice.roll(0, 58)
            shapes.append(rect(paint, x, y, broad, height - y))
            for _ in range(dice.roll(0, 3) if paint != "p3" else 0):
                pane_x = x + dice.roll(5, broad - 9)
                shapes.append(rect("p4", pane_x, y + dice.roll(10, 44), 4, 6))
            x += broad + dice.roll(2, 7)
    return shapes


def waves(
    dice: Dice, width: int, height: int, crest: int, swell: int
) -> tuple[tuple[int, int], ...]:
    """The outline of ground whose upper edge rises and falls around crest."""
    step = width // 10
    heights = [crest + dice.roll(-swell, swell) for _ in range(4)]
    edge = []
    for number in range(11):
        place = number * 3 / 10
        left = min(int(place), 2)
        share = place - left
        ease = share * share * (3 - 2 * share)
        y = heights[left] * (1 - ease) + heights[left + 1] * ease
        edge.append((number * step, round(y)))
    return ((0, height), *edge, (width, height))


def tide(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    low = max(top + 34, height // 2 - 10)
    shapes = [circle("p4", dice.roll(50, width - 50), low + 8, dice.roll(22, 34))]
    deep = (height - low) // 5
    for number, paint in enumerate(("p1", "p2", "p1", "p3")):
        crest = low + 22 + number * deep
        shapes.append(polygon(paint, *waves(dice, width, height, crest, 7)))
    return shapes


def hills(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    low = max(top + 40, height // 2 + 8)
    shapes = [circle("p4", dice.roll(34, width - 34), low - 6, dice.roll(10, 18))]
    for number, paint in enumerate(("p1", "p2", "p3")):
        crest = low + 20 + number * (height - low) // 4
        shapes.append(polygon(paint, *waves(dice, width, height, crest, 26)))
    return shapes


def panes(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    columns = dice.roll(4, 6)
    gap = 6
    side = (width - 2 * MARGIN - gap * (columns - 1)) // columns
    tall = round(side * 1.35)
    rows = (height - MARGIN - top + gap) // (tall + gap)
    shapes = []
    for row in range(rows):
        y = height - MARGIN - tall - row * (tall + gap)
        for column in range(columns):
            chance = dice.roll(1, 12)
            paint = "p4" if chance == 1 else "p2" if chance < 5 else "p1"
            x = MARGIN + column * (side + gap)
            shapes.append(rect(paint, x, y, side, tall))
            if paint == "p4":
                shapes.append(rect("p0", x, y + tall // 2, side, 2))
    return shapes


def blinds(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    low = max(top, height // 3)
    pitch = dice.roll(13, 18)
    slat = round(pitch * 0.72)
    lit = dice.roll(3, 6)
    glow_x = dice.roll(0, width // 3)
    glow = dice.roll(width // 3, width // 2)
    shapes = []
    for number, y in enumerate(range(low, height, pitch)):
        paint = "p2" if number % lit == lit - 1 else "p1"
        shapes.append(rect(paint, 0, y, width, slat))
        if 2 <= number <= 2 + lit:
            shapes.append(rect("p4", glow_x + number * 5, y + slat, glow, pitch - slat))
    shapes.append(rect("p3", dice.roll(150, 182), low, 3, height - low))
    return shapes


def rings(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    x = dice.roll(40, width - 40)
    reach = height - top - 10
    y = top + 10 + reach * dice.roll(50, 70) // 100
    shapes = []
    radius = min(y - top - 6, 120)
    step = dice.roll(13, 19)
    for number in range(7):
        if radius < 6:
            break
        paint = ("p1", "p0", "p2", "p0", "p1", "p0", "p1")[number]
        shapes.append(circle(paint, x, y, radius))
        radius -= step
    shapes.append(circle("p4", x, y, dice.roll(5, 9)))
    return shapes


def rain(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    lean = dice.roll(30, 60) * (1 if dice.roll(0, 1) else -1)
    lit = dice.roll(2, 8)
    shapes = []
    x = -60
    number = 0
    while x < width + 60:
        broad = dice.roll(4, 18)
        start = top + 8 + dice.roll(0, 90)
        paint = "p4" if number == lit else dice.pick(("p1", "p1", "p2", "p3"))
        if paint == "p4":
            broad = 5
        tilt = lean * (height - start) // height
        shapes.append(
            polygon(
                paint,
                (x + tilt, start),
                (x + tilt + broad, start),
                (x + broad, height),
                (x, height),
            )
        )
        x += broad + dice.roll(3, 9)
        number += 1
    return shapes


def board(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    """Sheets on a wall, joined by a thread."""
    low = max(top + 6, height // 3)
    deep = height - low
    spots = []
    shapes = []
    for number in range(6):
        x = 34 + (number % 2) * 92 + dice.roll(-12, 20)
        y = low + (number // 2) * deep // 3 + dice.roll(14, deep // 3 - 28)
        w, h = dice.roll(24, 34), dice.roll(26, 38)
        lean = dice.roll(-4, 4)
        paint = ("p1", "p2", "p1", "p2", "p1", "p3")[(number + lean) % 6]
        corners = ((x - w, y - lean), (x + w, y + lean), (x + w - lean, y + h + lean))
        shapes.append(polygon(paint, *corners, (x - w - lean, y + h - lean)))
        spots.append((x, y + 5))
    for (x1, y1), (x2, y2) in zip(spots, spots[1:], strict=False):
        shapes.append(polygon("p4", (x1, y1), (x1, y1 + 1), (x2, y2 + 1), (x2, y2)))
    shapes += [circle("p4", x, y, 3) for x, y in spots]
    return shapes


# Compositions behind a monogram.


def disc(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    x, y = dice.roll(50, width - 50), dice.roll(70, height - 60)
    return [
        circle("p1", x, y, dice.roll(84, 104)),
        circle("p4", width - x, dice.roll(20, 40), dice.roll(7, 12)),
        rect("p3", 0, height - dice.roll(18, 34), width, 34),
    ]


def halves(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    left, right = dice.roll(height // 5, height), dice.roll(0, height // 2)
    notch = dice.roll(18, 40)
    return [
        polygon("p1", (0, left), (width, right), (width, height), (0, height)),
        polygon("p4", (0, height), (0, height - notch), (notch, height)),
    ]


def columns(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    shapes = []
    count = dice.roll(4, 7)
    broad = width // count + 1
    for number in range(count):
        y = dice.roll(0, height // 2)
        paint = ("p1", "p2")[number % 2]
        shapes.append(rect(paint, number * broad, y, broad, height - y))
    shapes.append(rect("p4", dice.roll(0, count - 1) * broad, height - 8, broad, 8))
    return shapes


def frame(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    inset = dice.roll(12, 20)
    line = dice.roll(3, 8)
    inner = inset + line
    return [
        rect("p4", inset, inset, width - 2 * inset, height - 2 * inset),
        rect("p1", inner, inner, width - 2 * inner, height - 2 * inner),
    ]


def quarters(dice: Dice, width: int, height: int, top: int) -> list[Shape]:
    corners = ((0, 0), (width, 0), (0, height), (width, height))
    first = dice.roll(0, 3)
    (x1, y1), (x2, y2) = corners[first], corners[3 - first]
    return [
        circle("p1", x1, y1, dice.roll(120, 170)),
        circle("p3", x2, y2, dice.roll(50, 90)),
        circle("p4", x2, y2, dice.roll(14, 30)),
    ]


Composition = Callable[[Dice, int, int, int], list[Shape]]

COMPOSITIONS: dict[str, dict[str, Composition]] = {
    "work": {
        draw.__name__: draw
        for draw in (skyline, tide, hills, panes, blinds, rings, rain, board)
    },
    "person": {draw.__name__: draw for draw in (disc, halves, columns)},
    "organisation": {draw.__name__: draw for draw in (frame, quarters, halves)},
}
