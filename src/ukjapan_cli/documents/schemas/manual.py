"""The documentation of the rules of structure, in the form that a rule's docstring has."""

TEXTS: dict[str, str] = {
    "UKJ101": """\
The file cannot be read as text.

It is not there, may not be read, is larger than 20 MB, or is not UTF-8, the one encoding that YAML
files are exchanged in. A file that nobody named is not read where it is a link out of its folder,
or no regular file; a folder that may not be looked into is told in its place. Tables and word
processors still save in the encoding of their country, where a pound sign or an accent becomes a
byte that UTF-8 does not have. Nothing else in the file can be checked until it is saved as UTF-8.

Fails:

    # criteria.yaml, saved as Latin-1
    version: 1  # <--
    criteria:
      - id: cost
        scale:
          unit: £k a year

Passes:

    # criteria.yaml, saved as UTF-8
    version: 1
    criteria:
      - id: cost
        scale:
          unit: £k a year
""",
    "UKJ102": """\
The text is not YAML.

What follows the place cannot be read, so that the rest of the file is unchecked until it is fixed.
The usual reasons are a colon with a space after it inside a text, a quotation mark that is not
closed, a tab for an indent, and keys of one level that begin in different columns. A text with
punctuation in it is safe in quotes.

Fails:

    # options.yaml
    options:
      - id: station
        name: The station: upper floor  # <--

Passes:

    # options.yaml
    options:
      - id: station
        name: 'The station: upper floor'
""",
    "UKJ103": """\
A mapping has the same key twice.

YAML forbids it, but most readers keep the last of the two and say nothing: a score corrected at the
top of an option would be undone by the old one further down, and the diff would look right. Keep
the one that is meant.

Fails:

    # options.yaml
    options:
      - id: station
        name: The old station
        name: The ticket hall  # <--

Passes:

    # options.yaml
    options:
      - id: station
        name: The ticket hall
""",
    "UKJ104": """\
The file uses a part of YAML that is not supported.

Merge keys (`<<`) left the language with YAML 1.2, and readers differ on them. Tags such as
`!pounds` mean something to one program only. Many readers refuse a second document in a file, or
pass over it. Keys that are lists, and nesting or aliases without bounds, have no use here. Write
the values out, or name them with a plain alias.

Fails:

    # options.yaml
    options:
      - id: station
        costs: &two-posts {staff: 2}
      - id: hall
        costs:
          <<: *two-posts  # <--

Passes:

    # options.yaml
    options:
      - id: station
        costs: &two-posts {staff: 2}
      - id: hall
        costs: *two-posts
""",
    "UKJ105": """\
A key that must be there is missing.

Every option and criterion has an id, which other parts refer to, and a name, which readers see; an
option has scores, a criterion a weight, a leaf criterion a scale. `low` and `high` come together,
as do `worst` and `best`. The hint says what the key holds; `ukjapan schema` prints all of them.

Fails:

    # options.yaml
    options:
      - id: hall  # <--
        name:  # not there

Passes:

    # options.yaml
    options:
      - id: hall
        name: The school hall
""",
    "UKJ106": """\
A mapping has a key that means nothing here.

Often it is a slip of the pen. If it were passed over, what it was to say would be lost without a
word: here the station could be chosen without the hall that it needs. Where one key is clearly
meant, the hint names it, and `--fix` fixes it. What only people read belongs in a comment.

Fails:

    # options.yaml
    options:
      - id: station
        require: [hall]  # <--

Passes:

    # options.yaml
    options:
      - id: station
        requires: [hall]
""",
    "UKJ107": """\
A value is of another type than its place takes.

A performance on a scale of numbers is a number in the scale's unit, so that the unit stands once,
in the scale; on a scale of levels it is the name of one. Names and reasons are text: one that reads
as a number or a truth value wants quotes.

Fails:

    # options.yaml
    options:
      - id: station
        scores:
          cost: £60k  # <--

Passes:

    # options.yaml
    options:
      - id: station
        scores:
          cost: {value: 60, low: 55, high: 65, because: As quoted., source: quotes p. 1}
""",
    "UKJ108": """\
A word without quotes means one thing here and another to older readers of YAML.

This tool reads YAML 1.2, as editors do. Many programs still read YAML 1.1, where `no`, `on` and `y`
are truth values, `010` is eight, `1:30` is ninety and `1e3` is text. A spreadsheet or a script that
reads the same file would then work with another decision. Keys are text here, even `1`, `true` and
`null`, which are none as values. Quotes settle it for everybody; `--fix` adds them where the word
is text.

Fails:

    # criteria.yaml
    criteria:
      - id: reach
        scale:
          unit: n  # <--

Passes:

    # criteria.yaml
    criteria:
      - id: reach
        scale:
          unit: 'n'
""",
    "UKJ109": """\
A value is of the right type, but not one that is allowed here.

An id has small letters, digits and hyphens, so that it can be typed in a shell and stand in a link;
a date is a day that exists; a number is finite; a role is one that the analyses know. The hint says
what can stand here.

Fails:

    # options.yaml
    options:
      - id: today
        role: reference  # <--

Passes:

    # options.yaml
    options:
      - id: today
        role: baseline
""",
    "UKJ110": """\
Two things of one kind have the same id.

Scores, weights, requirements and sources are found by id: with two of the same, which one is meant
cannot be said. The ids of all criteria and groups form one set, wherever they are in the value
tree. Copying an entry to begin the next one is how it usually happens.

Fails:

    # criteria.yaml
    perspectives:
      - {id: readers, name: The readers, weights: {cost: 30, reach: 45, support: 25}}
      - {id: readers, name: The friends, weights: {cost: 35, reach: 40, support: 25}}  # <--

Passes:

    # criteria.yaml
    perspectives:
      - {id: readers, name: The readers, weights: {cost: 30, reach: 45, support: 25}}
      - {id: friends, name: The friends, weights: {cost: 35, reach: 40, support: 25}}
""",
    "UKJ111": """\
Something is named that is not there.

A score or a perspective names a criterion, a requirement an option, a citation a source, a
performance a level, `checks` a rule. A name that leads nowhere is a judgement that counts for
nothing: here the treasurer's weight for local support would vanish. Only leaf criteria have scores;
a group has those of its criteria.

Fails:

    # criteria.yaml
    perspectives:
      - id: treasurer
        weights: {cost: 50, reach: 30, suport: 20}  # <--

Passes:

    # criteria.yaml
    perspectives:
      - id: treasurer
        weights: {cost: 50, reach: 30, support: 20}
""",
    "UKJ112": """\
An option has no score on a criterion.

An overall value is a sum over all criteria, so that a gap would count as nought or as the average,
and either would be an invention. If nobody knows yet, state a wide range with its reason. To see
what a gap leaves open, `ukjapan score --allow-missing` ranks on everything from worst to best.

Fails:

    # options.yaml
    options:
      - id: hall
        scores:  # <--
          support:  # not there

Passes:

    # options.yaml
    options:
      - id: hall
        scores:
          support: {low: opposed, high: split, because: Half of them wrote., source: survey p. 9}
""",
    "UKJ113": """\
A performance lies outside the scale of its criterion.

A fixed scale says between which ends the swing was weighed. Beyond them a value would be below 0 or
above 100, and the weight would stand for a swing that nobody judged. Either the performance is
wrong, or in other units, or the scale is too narrow: then widen it and weigh the swing again. The
ends of a range may reach beyond the scale; the most likely performance may not.

Fails:

    # options.yaml
    options:
      - id: today
        scores:
          cost: {value: 35, low: 30, high: 40, because: The van alone., source: quotes p. 3}  # <--

Passes:

    # criteria.yaml
    criteria:
      - id: cost
        scale:
          best: 35
    # options.yaml
    options:
      - id: today
        scores:
          cost: {value: 35, low: 30, high: 40, because: The van alone., source: quotes p. 3}
""",
    "UKJ114": """\
A scale does not give a value from 0 to 100.

The worst end must be worth 0 and the best 100, since a swing weight is the worth of the swing
between them (Belton & Stewart, *Multiple criteria decision analysis*, 2002, ch. 5): a scale from 10
to 100 would give the criterion less than its weight. `worst` and `best` must differ, and the values
of `points` must rise all the way or fall all the way.

Fails:

    # criteria.yaml
    criteria:
      - id: support
        scale:
          levels: {opposed: 10, split: 40, behind-it: 100}  # <--

Passes:

    # criteria.yaml
    criteria:
      - id: support
        scale:
          levels: {opposed: 0, split: 40, behind-it: 100}
""",
    "UKJ115": """\
Weights from which no shares can be made.

A weight is a finite number of 0 or more, and among siblings at least one is above 0; so it is among
the criteria with which a perspective shares out the whole, or the part of a group that it names.
With a negative weight a better performance would make an option worse. If less of something is
better, say so in the scale: `worst` above `best`, or `better: lower`.

Fails:

    # criteria.yaml
    criteria:
      - id: cost
        weight: -40  # <--

Passes:

    # criteria.yaml
    criteria:
      - id: cost
        weight: 40
""",
    "UKJ116": """\
A range or a distribution that nothing can follow.

`low`, `value` and `high` must be in order (levels by their values), and a standard deviation or a
parameter of a beta distribution must be above 0. Ends that were swapped, where lower is better, are
the usual reason: `low` is always the smaller number.

Fails:

    # options.yaml
    options:
      - id: station
        scores:
          reach: {value: 3500, low: 3700, high: 3300, because: Buses., source: survey p. 3}  # <--

Passes:

    # options.yaml
    options:
      - id: station
        scores:
          reach: {value: 3500, low: 3300, high: 3700, because: Buses., source: survey p. 3}
""",
    "UKJ117": """\
Requirements and exclusions that cannot be kept.

Options that require each other in a circle are one option, and an option that requires what it
excludes, directly or by way of others, can never be chosen. No package of options could be right
about them.

Fails:

    # options.yaml
    options:
      - id: station
        requires: [hall]  # <--
      - id: hall
        requires: [station]

Passes:

    # options.yaml
    options:
      - id: station
        requires: [hall]
""",
    "UKJ118": """\
There are too few options or criteria for a decision.

Two options at least (the baseline counts) and one criterion are what there is to choose between and
to choose by. A group of criteria has at least one of its own. If there is only one option, the
choice that is really open is between it and business as usual: add that as the baseline.

Fails:

    # options.yaml
    options:  # <--
      - id: station  # not there
      - id: hall  # not there

Passes:

    # options.yaml
    options:
      - id: station
        name: The old station
      - id: hall
        name: The school hall
""",
    "UKJ119": """\
The file is of a version of the format that is not known.

Version 1 is the only one. The number is there so that a later format can change what a key means
without a file being read wrongly: a version that this program does not know is refused, not guessed
at. If the file comes from a newer program, use that one.

Fails:

    # options.yaml
    version: 2  # <--

Passes:

    # options.yaml
    version: 1
""",
    "UKJ120": """\
All options do the same on a local scale.

A local scale runs from the worst of the options to the best. Where all are equal it has no length,
every value on it is 0, and its weight is taken from the other criteria for nothing. Give the scale
`worst` and `best` of its own, which show how good the common performance is, or drop the criterion.

Fails:

    # criteria.yaml
    criteria:
      - id: cost
        scale: {better: lower, unit: £k a year}  # <--
    checks:
      select: [UKJ1]
    # options.yaml
    options:
      - id: station
        scores:
          cost: 50
      - id: hall
        scores:
          cost: 50
      - id: today
        scores:
          cost: 50

Passes:

    # criteria.yaml
    criteria:
      - id: cost
        scale:
          worst: 120
          best: 40
    checks:
      select: [UKJ1]
    # options.yaml
    options:
      - id: station
        scores:
          cost: 50
      - id: hall
        scores:
          cost: 50
      - id: today
        scores:
          cost: 50
""",
    "UKJ121": """\
A score's value is not what its dates give.

`over_time` states the performance by date, straight between the dates, and on the day of `as_of` it
is what counts. A `value` or a range beside it is for the reader; where the two differ, one of them
was left behind when the other was brought up to date, and the reader sees a number that the ranking
does not use. Make them agree, or delete `value`.

Fails:

    # options.yaml
    options:
      - id: station
        scores:
          reach:
            value: 3500  # <--
            low: 3300
            high: 3700
            because: Two bus lines.
            source: survey p. 3
            over_time: {2026-04-01: 3600, 2027-04-01: 3900}

Passes:

    # options.yaml
    options:
      - id: station
        scores:
          reach:
            value: 3600
            low: 3300
            high: 3700
            because: Two bus lines.
            source: survey p. 3
            over_time: {2026-04-01: 3600, 2027-04-01: 3900}
""",
    "UKJ122": """\
The file begins with a byte order mark.

Some editors and spreadsheets put this character, which nobody sees, in front of a UTF-8 file. It is
passed over here, but a shell, a diff or another reader may take it for the beginning of the first
key. Save the file as UTF-8 without it; `--fix` takes it away.

Fails:

    # options.yaml, saved as UTF-8 with a byte order mark
    version: 1  # <--

Passes:

    # options.yaml, saved as UTF-8
    version: 1
""",
    "UKJ123": """\
A folder that is checked does not hold one file of each kind.

A decision is an `options.yaml` and a `criteria.yaml` in one folder; `.yml` is as good as `.yaml`.
With one of them missing, renamed or deleted, nothing of the other can be judged, and every command
that ranks would refuse. With both `options.yaml` and `options.yml` there, nobody can tell which is
meant. Criteria beside a table are whole: its rows are their options (`table check`). A file that
is named by itself is checked by itself.

Fails:

    # options.yaml, without a criteria.yaml beside it
    version: 1  # <--

Passes:

    # options.yaml
    version: 1
    # criteria.yaml
    version: 1
""",
    "UKJ124": """\
Two things of one kind have the same name to a reader.

Results speak of options, criteria, perspectives and levels by their names: with two of the same,
"Plan is first" does not say which. Names are the same if readers see the same: what differs only by
characters without ink, by how an accent is encoded or by the number of spaces does not differ.
Criteria are compared with their siblings. Names that look alike, but not the same, are for UKJ311.

Fails:

    # options.yaml
    options:
      - id: hall
        name: The old station  # <--

Passes:

    # options.yaml
    options:
      - id: hall
        name: The school hall
""",
}
