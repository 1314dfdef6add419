"""Finding a thing by what a person typed: its id, the beginning of one, or its name."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from ukjapan_cli.diagnostics import InputError

BLANKS = " \t\n\v\f\r\u00a0"
"""What around a text is no part of it, where a text is taken from a cell of a table."""


class UnknownNameError(InputError, LookupError):
    """Nothing, or more than one thing, answers to a name.

    Attributes:
        kind: what was looked for, such as `option`.
        given: what was typed.
        candidates: the ids it could have meant, best first; empty where nothing is near.
    """

    def __init__(
        self, kind: str, given: str, candidates: Iterable[str] = (), *, ambiguous: bool = False
    ) -> None:
        self.kind = kind
        self.given = given
        self.candidates = tuple(candidates)
        self.ambiguous = ambiguous
        if ambiguous:
            shown = ", ".join(self.candidates[:5]) + (", …" if len(self.candidates) > 5 else "")
            super().__init__(f"'{given}' could be more than one {kind}: {shown}")
        elif self.candidates:
            super().__init__(f"no {kind} is called '{given}'; did you mean '{self.candidates[0]}'?")
        else:
            super().__init__(f"no {kind} is called '{given}'")


def plainly(name: str) -> str:
    """A name without regard to case and to blanks around it."""
    return name.strip(BLANKS).lower()


def by_plain_name(names: Iterable[str]) -> dict[str, str]:
    """Each name by what it is without regard to that, but for those that are then the same."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(plainly(name), []).append(name)
    return {plain: alike[0] for plain, alike in found.items() if len(alike) == 1}


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a person who typed `word` most likely meant, if one is near."""
    wanted = _plain(word)
    by_plain = {_plain(candidate): candidate for candidate in candidates}
    found = get_close_matches(wanted, by_plain, n=1, cutoff=0.6)
    return by_plain[found[0]] if found else None


def slip(word: str, candidates: Iterable[str]) -> str | None:
    """The one candidate that `word` is a slip of the pen for: so alike that nobody need be asked.

    The words differ in case and spaces, or in one letter that is missing, added, wrong or swapped
    with its neighbour, inside a part of four letters or more. What a digit, a short part or a first
    letter tells apart (`site-2`, `plan-b`, `rail` and `mail`) is no slip; nor is what could be a
    slip for two candidates.
    """
    wanted = _joined(word).split("-")
    found = [candidate for candidate in candidates if _is_slip(wanted, _joined(candidate))]
    return found[0] if len(found) == 1 else None


def _is_slip(wanted: list[str], candidate: str) -> bool:
    if abs(sum(map(len, wanted)) + len(wanted) - 1 - len(candidate)) > 1:
        return False
    meant = candidate.split("-")
    if len(meant) != len(wanted):
        return False
    differing = [pair for pair in zip(wanted, meant, strict=True) if pair[0] != pair[1]]
    return not differing or (len(differing) == 1 and _is_one_letter_off(*differing[0]))


def _is_one_letter_off(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) < 4 or len(long) - len(short) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), None)
    if start is None:
        return not long[-1].isdigit()
    if short[start].isdigit() or long[start].isdigit():
        return False
    if len(short) < len(long):
        return start > 0 and short[start:] == long[start + 1 :]
    swapped = long[start + 1 : start + 2] + long[start] + long[start + 2 :]
    is_wrong = start > 0 and short[start + 1 :] == long[start + 1 :]
    return is_wrong or short[start:] == swapped


def find(kind: str, given: str, names: Mapping[str, str]) -> str:
    """The id that `given` means among `names`, which maps ids to names.

    An exact id wins, then an exact name, then a beginning that only one id has; names and
    beginnings count in any case.

    Raises:
        UnknownNameError: nothing matches, or several do.
    """
    if given in names:
        return given
    wanted = given.strip().casefold()
    by_name = [id_ for id_, name in names.items() if name.casefold() == wanted]
    if len(by_name) == 1:
        return by_name[0]
    matches = by_name or [id_ for id_ in names if wanted and id_.casefold().startswith(wanted)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise UnknownNameError(kind, given, matches, ambiguous=True)
    raise UnknownNameError(kind, given, _meant(given, names))


def _meant(given: str, names: Mapping[str, str]) -> list[str]:
    """The one id that somebody could have meant: near it, near its name, or with it inside."""
    near = nearest(given, names)
    if near is not None:
        return [near]
    named = nearest(given, names.values())
    wanted = given.strip().casefold()
    holding = [
        id_
        for id_, name in names.items()
        if name == named or (wanted and wanted in f"{id_} {name.casefold()}")
    ]
    return holding if len(holding) == 1 else []


def _plain(word: str) -> str:
    return _joined(word)[:100]


def _joined(word: str) -> str:
    return word.strip().casefold().replace("_", "-").replace(" ", "-")
