"""The documentation of the rules on tables, in the form that a rule's docstring has.

The tables are of the example decision's criteria. All that a table's finding tells of its place is
the column, so that nothing is marked.
"""

_TABLE = """\
    id,cost,reach,support
    station,60,3500,split
    hall,50,2000,opposed
    today,40,500,opposed
"""
_PASSES = f"""\
Passes:

    # register.csv
{_TABLE}"""

TEXTS: dict[str, str] = {
    "UKJ601": f"""\
The table cannot be read.

There is nothing of its name, or what is there is not what its name says: Parquet, CSV, a workbook
(.xlsx), or a table of a DuckDB database. A folder's files have to have the same columns of the same
types, and a column can be in a table only once, since which of two is meant cannot be said. Nothing
else in the table is checked until it can be read.

CSV has a row of column names, and may be in UTF-8, UTF-16 or Windows-1252, with commas, semicolons,
tabs or vertical bars between cells. Blank rows are skipped, columns without a name left out, and a
row that is cut short misses its last cells; that is told in a note. A row with more cells than the
columns is refused, since what belongs where cannot be said. Of a workbook the first sheet is read,
up to a million cells, a per cent as it is shown.

Fails:

    # register.csv
    id,cost,reach,support,cost
    station,60,3500,split,62

{_PASSES}""",
    "UKJ602": f"""\
A column that the criteria need is not in the table.

Every criterion without criteria below it needs a column of performances, or two that give a range,
and options need one that identifies them. A column is looked for by the criterion's id, without
regard to case and blanks around it where only one can be meant; `--column cost=RunCost` names one
that is called otherwise, and `--id` the column of ids. The hint names the column that comes
nearest. The criteria whose columns are there are checked.

Fails:

    # register.csv
    id,costs,reach,support
    station,60,3500,split

{_PASSES}""",
    "UKJ603": f"""\
A column holds another type than its criterion takes.

A scale of numbers takes a column of numbers. Text that looks like numbers is often text for a
reason, such as a thousands separator or a unit in some rows, and sorts and adds up as text wherever
else it is used; store it as numbers. Only in CSV and workbooks is each number read from its text. A
scale of levels takes the levels' names.

Fails:

    # register.parquet, in which cost is text
{_TABLE}
Passes:

    # register.parquet
{_TABLE}""",
    "UKJ604": f"""\
The table has columns, but no rows.

There is nothing to rank. Mostly a filter in the step before has let nothing through, or an export
broke off after its first line; a ranking of nothing would hide that.

Fails:

    # register.csv
    id,cost,reach,support

{_PASSES}""",
    "UKJ605": f"""\
A row has no id.

What is written out for a row is found by its id, and so is the row itself by whoever asks why it
came where it did. A row without one cannot be referred to; `ukjapan score` refuses such a table.

Fails:

    # register.csv
    id,cost,reach,support
    station,60,3500,split
    ,50,2000,opposed
    today,40,500,opposed

{_PASSES}""",
    "UKJ606": f"""\
Several rows have the same id.

Either one option is in the table twice, and takes up two ranks, or two options cannot be told
apart. A join in the step before that met a key twice is how it usually happens. `ukjapan score`
refuses such a table.

Fails:

    # register.csv
    id,cost,reach,support
    station,60,3500,split
    hall,50,2000,opposed
    station,60,3500,split

{_PASSES}""",
    "UKJ607": f"""\
A row states no performance on a criterion: its cell is empty, or has blanks alone.

The option is left unranked and counted, since what is not known is not worth nothing. With
`--allow-missing` it is ranked on what its value could be, from worst to best. Where many rows lack
the same performance, ask whether the criterion is one that the register can judge by.

Fails:

    # register.csv
    id,cost,reach,support
    station,60,3500,split
    hall,,2000,opposed
    today,40,500,opposed

{_PASSES}""",
    "UKJ608": f"""\
Where a number belongs stands something else: text, infinity, or what is no number (NaN).

Infinities and NaN come from divisions by nought in the step before, text from units, per cent
signs, separators between thousands and notes. None of them has a place on a scale, so that the
option is left unranked. The message shows the texts that are there most often, and how often. A
performance that is not known (`n/a`, `-`, `tbc`) is an empty cell; `--allow-missing` ranks such
options.

Fails:

    # register.csv
    id,cost,reach,support
    station,60,3500,split
    hall,n/a,2000,opposed
    today,40,500,opposed

{_PASSES}""",
    "UKJ609": f"""\
A cell names a level that the criterion's scale does not have.

Its value is not known, and the option is left unranked. The message counts the words that stand
there; the hint says which level each may be meant for. Levels are matched without regard to case
and blanks around them, and to the letter where two levels are the same but for that.

Fails:

    # register.csv
    id,cost,reach,support
    station,60,3500,spilt
    hall,50,2000,opposed
    today,40,500,opposed

{_PASSES}""",
    "UKJ610": f"""\
A performance lies beyond the ends of its scale.

The ends were fixed when the weights were set, and the weights say what the swing between them is
worth. Beyond them the row is a mistake, a number in another unit for instance, or the scale is too
short for the register and has to be set again, with its weight. The option is left unranked until
then.

Fails:

    # register.csv
    id,cost,reach,support
    station,60000,3500,split
    hall,50,2000,opposed
    today,40,500,opposed

{_PASSES}""",
    "UKJ611": """\
A range does not hold its performance, or its ends are no numbers.

The column with the suffix for the least has to be at most the performance, the one for the greatest
at least as much; where only a range is stated its low end comes first. Ends that were swapped, or
in another unit, are the usual reasons. The option is left unranked.

Fails:

    # register.csv
    id,cost,cost_low,cost_high,reach,support
    station,60,65,55,3500,split
    hall,50,45,55,2000,opposed
    today,40,40,40,500,opposed

Passes:

    # register.csv
    id,cost,cost_low,cost_high,reach,support
    station,60,55,65,3500,split
    hall,50,45,55,2000,opposed
    today,40,40,40,500,opposed
""",
    "UKJ612": f"""\
Every row does the same on a criterion whose scale takes its ends from the table.

There is no span between the least and the most, so that every value is 0 and the criterion's weight
does nothing but lower all values alike. Give the scale ends of its own, `worst` and `best`, or drop
the criterion.

Fails:

    # criteria.yaml
    criteria:
      - id: cost
        scale: {{better: lower, unit: £k a year}}
    # register.csv
    id,cost,reach,support
    station,60,3500,split
    hall,60,2000,opposed
    today,60,500,opposed

Passes:

    # criteria.yaml
    criteria:
      - id: cost
        scale: {{better: lower, unit: £k a year}}
    # register.csv
{_TABLE}""",
    "UKJ613": f"""\
The span of a column is wider than numbers can hold, on a scale that takes its ends from the table.

One row with a number of hundreds of digits makes every other performance on the criterion look the
same. It is a mistake, or a code that stands for "not known"; an empty cell says that.

Fails:

    # criteria.yaml
    criteria:
      - id: cost
        scale: {{better: lower, unit: £k a year}}
    # register.parquet
    id,cost,reach,support
    station,1e308,3500,split
    hall,-1e308,2000,opposed
    today,40,500,opposed

Passes:

    # criteria.yaml
    criteria:
      - id: cost
        scale: {{better: lower, unit: £k a year}}
    # register.parquet
{_TABLE}""",
    "UKJ614": f"""\
Of a range the table has one end alone.

A range takes two columns, the least and the greatest, such as `cost_low` and `cost_high`. Where one
of them is not there, the range ends at the performance itself on that side; mostly the other column
was left behind, or is called otherwise.

Fails:

    # register.csv
    id,cost,cost_low,reach,support
    station,60,55,3500,split
    hall,50,45,2000,opposed
    today,40,40,500,opposed

{_PASSES}""",
}
