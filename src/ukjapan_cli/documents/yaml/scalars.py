"""Plain scalars under YAML 1.2's core schema, and which of them YAML 1.1 readers take otherwise.

The core schema is §10.3.2 of the YAML 1.2.2 specification. Dates are text in it. PyYAML's own
resolver is the YAML 1.1 reader that ambiguity is judged by, with the `y` and `n` that the 1.1
specification adds.
"""

import math
import re
from typing import TypeAlias

import yaml

Scalar: TypeAlias = str | int | float | bool | None

_CONSTANTS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_NUMBER_STARTS = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_OCTAL_IN_1_1 = re.compile(r"[-+]?0[0-7]+")
_LONGEST_AMBIGUOUS = 400
_LONGEST_EXACT_INTEGER = 18

_YAML_1_1 = yaml.SafeLoader.yaml_implicit_resolvers
_YAML_1_1_LETTERS = frozenset(("y", "Y", "n", "N"))
_CORE_TAGS = {str: "str", int: "int", float: "float", bool: "bool", type(None): "null"}


def resolve(text: str) -> Scalar:
    """What a plain scalar means: null, a truth value, a number, or the text itself.

    A number too large to hold is infinite; the caller says so to the user.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= _LONGEST_EXACT_INTEGER else float(text)
    if _FLOAT.fullmatch(text):
        return float(text) + 0.0  # -0.0 is 0.0
    if _BASED.fullmatch(text):
        return _of_integer(int(text, 0))
    return text


def _of_integer(number: int) -> int | float:
    try:
        return number if number < 10**_LONGEST_EXACT_INTEGER else float(number)
    except OverflowError:
        return math.inf


def unambiguous(text: str) -> str:
    """A written number as every reader takes it: YAML 1.1 wants a point before an exponent."""
    return text if "." in text else text.replace("e", ".0e")


def is_ambiguous(text: str) -> bool:
    """Whether a YAML 1.1 reader takes this plain scalar for something else than `resolve` does."""
    if text in _YAML_1_1_LETTERS:
        return True
    patterns = _YAML_1_1.get(text[:1], ())
    if not patterns and (not text or text[0] not in _NUMBER_STARTS):
        return False
    if len(text) > _LONGEST_AMBIGUOUS:
        return False
    tag = next((tag for tag, pattern in patterns if pattern.match(text)), "str")
    older = tag.rpartition(":")[2]
    if older in ("timestamp", "merge"):
        return False
    is_integer = _INTEGER.fullmatch(text) or _BASED.fullmatch(text)
    if older != ("int" if is_integer else _CORE_TAGS[type(resolve(text))]):
        return True
    return _OCTAL_IN_1_1.fullmatch(text) is not None and int(text, 8) != int(text)
