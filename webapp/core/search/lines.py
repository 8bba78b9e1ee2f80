"""Several texts of one thing in one column: any part of each is found; one or two characters, where a word begins."""

import re
from itertools import chain

from webapp.core.inputs.text import fold

LINE = "\n\n"
"""What each text begins with. With what follows it makes trigrams, so that a short text is sought like any."""
MOST = 8_000
"""So much of it all is kept; whoever writes it waits for its trigrams."""
_SHORT = 2
_WORD = re.compile(r"[^\W_]+")


def together(*texts: str | None) -> str:
    """The texts as one, folded, with the beginnings of their words; nothing if none says anything."""
    lines = dict.fromkeys(filter(None, (plain(text) for text in texts if text)))
    heads = chain.from_iterable((word[:_SHORT] for word in _WORD.findall(line)) for line in lines)
    begun = {line[:_SHORT] for line in lines}
    more = [head for head in dict.fromkeys(heads) if not any(one.startswith(head) for one in begun)]
    return "".join(LINE + one for one in (*lines, *more))[:MOST]


def plain(text: str) -> str:
    """A text as it is found: folded, with single spaces."""
    return " ".join(fold(text).split())


def sought(text: str) -> str:
    """What is looked for to find a text: a short one where a text or a word begins."""
    key = plain(text)
    return (LINE + key)[-_SHORT - 1 :] if len(key) <= _SHORT else key
