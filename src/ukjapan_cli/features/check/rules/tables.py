"""The catalogue of what must hold for a table's options to be scored: UKJ6xx."""

from ukjapan_cli.diagnostics import Rule, Severity

UNREADABLE = Rule("UKJ601", "unreadable table")
MISSING_COLUMN = Rule("UKJ602", "missing column")
WRONG_TYPE = Rule("UKJ603", "column of the wrong type")
NO_ROWS = Rule("UKJ604", "table without rows")
NO_ID = Rule("UKJ605", "row without id")
REPEATED_ID = Rule("UKJ606", "id of several rows")
MISSING = Rule("UKJ607", "missing performance", Severity.WARNING)
NO_NUMBER = Rule("UKJ608", "performance that is no number")
UNKNOWN_LEVEL = Rule("UKJ609", "unknown level")
OFF_SCALE = Rule("UKJ610", "row off a scale")
WRONG_RANGE = Rule("UKJ611", "range beside its performance")
NO_RANGE = Rule("UKJ612", "column without range", Severity.WARNING)
TOO_WIDE = Rule("UKJ613", "column too wide for a scale")
HALF_RANGE = Rule("UKJ614", "one end of a range", Severity.WARNING)

RULES = (
    UNREADABLE,
    MISSING_COLUMN,
    WRONG_TYPE,
    NO_ROWS,
    NO_ID,
    REPEATED_ID,
    MISSING,
    NO_NUMBER,
    UNKNOWN_LEVEL,
    OFF_SCALE,
    WRONG_RANGE,
    NO_RANGE,
    TOO_WIDE,
    HALF_RANGE,
)
