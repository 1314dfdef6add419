"""The catalogue of what must hold for there to be a decision at all: UKJ1xx."""

from ukjapan_cli.diagnostics import Rule, Severity

UNREADABLE = Rule("UKJ101", "unreadable file")
SYNTAX = Rule("UKJ102", "YAML syntax")
DUPLICATE_KEY = Rule("UKJ103", "duplicate key")
UNSUPPORTED = Rule("UKJ104", "unsupported YAML")
MISSING_KEY = Rule("UKJ105", "missing key")
UNKNOWN_KEY = Rule("UKJ106", "unknown key")
WRONG_TYPE = Rule("UKJ107", "wrong type")
AMBIGUOUS = Rule("UKJ108", "ambiguous plain scalar", Severity.WARNING)
NOT_ALLOWED = Rule("UKJ109", "value not allowed")
DUPLICATE_ID = Rule("UKJ110", "duplicate id")
UNKNOWN_REFERENCE = Rule("UKJ111", "unknown reference")
MISSING_SCORE = Rule("UKJ112", "missing score")
OFF_SCALE = Rule("UKJ113", "performance off its scale")
UNUSABLE_SCALE = Rule("UKJ114", "unusable scale")
UNUSABLE_WEIGHTS = Rule("UKJ115", "unusable weights")
IMPOSSIBLE_RANGE = Rule("UKJ116", "impossible range")
IMPOSSIBLE_REQUIREMENTS = Rule("UKJ117", "impossible requirements")
TOO_FEW = Rule("UKJ118", "too few options or criteria")
UNKNOWN_VERSION = Rule("UKJ119", "unknown version")
NO_RANGE = Rule("UKJ120", "local scale without range", Severity.WARNING)
CONTRADICTED = Rule("UKJ121", "value contradicts over_time", Severity.WARNING)
BYTE_ORDER_MARK = Rule("UKJ122", "byte order mark", Severity.WARNING)
NO_PAIR = Rule("UKJ123", "files that make no pair")
DUPLICATE_NAME = Rule("UKJ124", "duplicate name")

RULES = (
    UNREADABLE,
    SYNTAX,
    DUPLICATE_KEY,
    UNSUPPORTED,
    MISSING_KEY,
    UNKNOWN_KEY,
    WRONG_TYPE,
    AMBIGUOUS,
    NOT_ALLOWED,
    DUPLICATE_ID,
    UNKNOWN_REFERENCE,
    MISSING_SCORE,
    OFF_SCALE,
    UNUSABLE_SCALE,
    UNUSABLE_WEIGHTS,
    IMPOSSIBLE_RANGE,
    IMPOSSIBLE_REQUIREMENTS,
    TOO_FEW,
    UNKNOWN_VERSION,
    NO_RANGE,
    CONTRADICTED,
    BYTE_ORDER_MARK,
    NO_PAIR,
    DUPLICATE_NAME,
)
BY_CODE = {rule.code: rule for rule in RULES}
