#!/usr/bin/env python3
"""Writes the sample of a news app: contents, who clicked them, and products.

Reads the tables beside this script,
    clicks/topics.tsv     tag, interest, rate, subjects, sentences (12 interests)
    clicks/products.tsv   interest, title, category, description
and writes
    data/clicks/pages/items.tsv   item, title, text, tags, impressions, clicks
    data/clicks/pages/clicks.tsv  user, item, time (minutes since the app began)
    data/clicks/catalogue.tsv     product, title, category, description
    Tests/References/sample/clicks/items.tsv
                                  item, interest, tagged, clicked: the truth, for tests only

The model of taste, all of it drawn from one seed:
- 360 items, 30 of each interest: 15 subjects, each in two of the frames of FRAMES, with two of the
  interest's six sentences as text. One item in ten has no tag, and one in twelve has a second tag
  of another interest, so that tags alone do not tell the interests apart.
- Within an interest popularity falls with the rank by Zipf's law, exponent 0.8.
- An item's click-through rate is that of its interest times a quality factor exp(N(0, 0.5)).
- 2,000 users, each with one to three interests of weights 6 : 3 : 1. Of a user's clicks one in six
  is noise, drawn from all items by popularity; the others are drawn from the interests, by
  popularity times quality to the user's care for it (0 to 2).
- A user clicks 3 to 24 items, 3 plus a geometric number; times increase over 30 days.
- Three items of each interest have no click: they are new.

Nothing else is read, and every run writes the same bytes. Run it from the root of the repository:
    python3 Tests/References/sample/build_clicks.py
"""

import hashlib
import math
from pathlib import Path
from typing import Dict, Iterable, Iterator, List, NamedTuple, Sequence, Set

TABLES = Path(__file__).resolve().parent / "clicks"
ROOT = Path(__file__).resolve().parents[3]
OUTPUT = ROOT / "data" / "clicks"

USERS = 2000
NEW_ITEMS = 3
NOISE = 1 / 6
MINUTES = 30 * 24 * 60
FRAMES = (
    "What nobody tells you about {}", "{}: a short guide", "Ten things to know about {}",
    "{}, explained", "Why we keep coming back to {}", "The truth about {}", "{} on a small budget",
    "A beginner meets {}", "Everything new about {}", "{} this week", "In praise of {}",
    "The best and the worst of {}",
)


class Draw:
    """Random numbers named by a key: the same with any version of Python."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.count = 0

    def uniform(self) -> float:
        text = "clicks {} {}".format(self.key, self.count)
        self.count += 1
        return int(hashlib.sha256(text.encode()).hexdigest()[:13], 16) / 16 ** 13

    def normal(self) -> float:
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        return radius * math.cos(2 * math.pi * self.uniform())

    def choice(self, weights: Sequence[float]) -> int:
        place = self.uniform() * sum(weights)
        for index, weight in enumerate(weights):
            place -= weight
            if place < 0:
                return index
        return len(weights) - 1

    def shuffled(self, count: int) -> List[int]:
        keys = [(self.uniform(), index) for index in range(count)]
        return [index for _, index in sorted(keys)]


class Item(NamedTuple):
    id: str
    interest: int
    title: str
    text: str
    tags: List[str]
    popularity: float
    quality: float
    rate: float
    is_new: bool


def read_table(name: str) -> Iterator[Dict[str, str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(header, line.split("\t")))


def write_table(path: Path, columns: str, rows: Iterable[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join("\t".join(row) + "\n" for row in [columns.split(), *rows])
    path.write_text(text, encoding="utf-8", newline="\n")


def items(topics: List[Dict[str, str]]) -> List[Item]:
    """The items, numbered in a mixed order, as a content store would."""
    drafts = []
    for interest, topic in enumerate(topics):
        draw = Draw("items of " + topic["interest"])
        ranks = draw.shuffled(30)
        for number in range(30):
            drafts.append((interest, number, ranks[number]))
    order = Draw("numbers").shuffled(len(drafts))
    result = []
    for number, draft in enumerate(order):
        interest, index, rank = drafts[draft]
        topic = topics[interest]
        draw = Draw("{} {}".format(topic["interest"], index))
        subject = topic["subjects"].split("|")[index % 15]
        frame = FRAMES[(7 * (index % 15) + 5 * (index // 15) + interest) % len(FRAMES)]
        title = frame.format(subject)
        sentences = topic["sentences"].split("|")
        first, second = draw.shuffled(len(sentences))[:2]
        tags = [] if draw.uniform() < 0.1 else [topic["tag"]]
        if tags and draw.uniform() < 1 / 12:
            tags.append(topics[(interest + 1 + int(draw.uniform() * 11)) % 12]["tag"])
        quality = math.exp(0.5 * draw.normal())
        result.append(Item(
            "c{:04d}".format(1001 + 3 * number), interest, title[0].upper() + title[1:],
            sentences[first] + " " + sentences[second], tags, (rank + 1) ** -0.8, quality,
            min(0.5, float(topic["rate"]) * quality), rank % 10 == 9))
    return result


def clicks(catalog: List[Item]) -> Iterator[List[str]]:
    """The clicks, user by user, in the order of time."""
    old = [item for item in catalog if not item.is_new]
    popular = [item.popularity for item in old]
    for user in range(USERS):
        draw = Draw("user {}".format(user))
        interests = draw.shuffled(12)[:1 + draw.choice([5, 3, 2])]
        care = 2 * draw.uniform()
        wanted = [
            (0 if item.interest not in interests else (6, 3, 1)[interests.index(item.interest)])
            * item.popularity * item.quality ** care for item in old
        ]
        count = min(24, 3 + int(math.log(1 - draw.uniform()) / math.log(1 - 1 / 5.5)))
        seen: Set[str] = set()
        time = draw.uniform() * MINUTES / 2
        for _ in range(count):
            item = old[draw.choice(popular if draw.uniform() < NOISE else wanted)]
            time += -math.log(1 - draw.uniform()) * MINUTES / 60
            if item.id not in seen:
                seen.add(item.id)
                yield ["u{:04d}".format(user), item.id, str(int(time))]


def shown(item: Item) -> List[str]:
    """The impressions and clicks of an item over all surfaces of the app."""
    if item.is_new:
        return ["0", "0"]
    draw = Draw("shown " + item.id)
    impressions = int(4000 + 60000 * item.popularity * (0.5 + draw.uniform()))
    deviation = math.sqrt(impressions * item.rate * (1 - item.rate))
    return [str(impressions), str(max(0, round(impressions * item.rate + deviation * draw.normal())))]


def main() -> None:
    topics = list(read_table("topics.tsv"))
    catalog = items(topics)
    pages = OUTPUT / "pages"
    write_table(
        pages / "items.tsv", "item title text tags impressions clicks",
        [[item.id, item.title, item.text, "|".join(item.tags), *shown(item)] for item in catalog])
    rows = list(clicks(catalog))
    write_table(pages / "clicks.tsv", "user item time", rows)
    clicked = {row[1] for row in rows}
    write_table(
        TABLES / "items.tsv", "item interest tagged clicked",
        [[item.id, topics[item.interest]["interest"], str(int(bool(item.tags))),
          str(int(item.id in clicked))] for item in catalog])
    products = [
        [row["title"].lower().replace("'", "").replace(",", "").replace(" ", "-"), row["title"],
         row["category"], row["description"]] for row in read_table("products.tsv")
    ]
    write_table(OUTPUT / "catalogue.tsv", "product title category description", sorted(products))


if __name__ == "__main__":
    main()
