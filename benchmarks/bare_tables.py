"""The register scored by hand, in each engine's own words and in NumPy: what tables.py compares.

`python -m benchmarks.bare_tables WHAT FOLDER` runs one of them; see `WAYS`. The scripts give what
`table score` gives: the best, the counts of what keeps the rest from a rank, the mean
contributions, and every option with `--out`; they refuse ids that repeat. They hold all that they
rank in memory, as who writes such a script does.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.register import GATE, LEVELS, POINTS, Column, columns, write

TOP = 10
RUNS = 5


def _slopes() -> list[tuple[float, float, float, float]]:
    """Start, end, value at the start and slope of each segment."""
    return [(x0, x1, y0, (y1 - y0) / (x1 - x0)) for (x0, y0), (x1, y1) in pairwise(POINTS)]


# --- Polars ---------------------------------------------------------------------------------------


def polars_ends(table: str) -> dict[str, tuple[float, float]]:
    """The least and the greatest performance on each local scale."""
    import polars as pl

    local = [c.id for c in columns() if c.kind == "local"]
    finite = {i: pl.col(i).filter(pl.col(i).is_finite()) for i in local}
    ends = pl.scan_parquet(table).select(
        *(number.min().alias(f"low {i}") for i, number in finite.items()),
        *(number.max().alias(f"high {i}") for i, number in finite.items()),
    )
    (row,) = ends.collect(engine="streaming").to_dicts()
    return {i: (row[f"low {i}"], row[f"high {i}"]) for i in local}


def polars_worth(column: Column, ends: dict[str, tuple[float, float]]) -> Any:
    """The value on a criterion."""
    import polars as pl

    here = pl.col(column.id)
    match column.kind:
        case "falling":
            return 100.0 - here
        case "points":
            *inner, (start, _, value, slope) = _slopes()
            worth = (here - start) * slope + value
            for start, end, value, slope in reversed(inner):
                worth = pl.when(here < end).then((here - start) * slope + value).otherwise(worth)
            return worth
        case "levels":
            return here.replace_strict(LEVELS, default=None, return_dtype=pl.Float64)
        case "local":
            low, high = ends[column.id]
            return (here - low) / (high - low) * 100.0
        case _:
            return here


def polars_unusable(column: Column) -> Any:
    """Whether a performance is there that has no value."""
    import polars as pl

    here = pl.col(column.id)
    if column.kind == "levels":
        return here.is_not_null() & ~here.is_in(list(LEVELS))
    if column.kind == "local":
        return ~here.is_finite()
    return ~here.is_between(0.0, 100.0)


def polars_frame(table: str, **more: Any) -> Any:
    """What every option is written with but its rank, as one lazy frame; and more columns."""
    import polars as pl

    def ids(flags: Iterable[tuple[Column, pl.Expr]]) -> pl.Expr:
        told = (pl.when(flag).then(pl.lit(column.id)) for column, flag in flags)
        return pl.concat_str(*told, separator=", ", ignore_nulls=True)

    all_of_them, ends = columns(), polars_ends(table)
    gated = [c for c in all_of_them if c.kind == "gated"]
    found = pl.scan_parquet(table).select(
        pl.col("id").alias("option"),
        pl.col("id").alias("name"),
        ids((c, pl.col(c.id) < GATE) for c in gated).alias("failed"),
        ids((c, pl.col(c.id).is_null()) for c in all_of_them).alias("missing"),
        ids((c, polars_unusable(c)) for c in all_of_them).alias("unusable"),
        *(
            pl.when(~polars_unusable(c))
            .then(polars_worth(c, ends) * c.share)
            .alias(f"contribution:{c.id}")
            for c in all_of_them
        ),
        **more,
    )
    total = pl.sum_horizontal(pl.col("^contribution:.*$"), ignore_nulls=False)
    return found.with_columns(value=total)


def polars_refuses_repeated(table: str) -> None:
    """Stop where an id is there twice."""
    import polars as pl

    if pl.scan_parquet(table).select(pl.col("id").is_duplicated().any()).collect().item():
        raise SystemExit("an id is there twice")


def polars_figures(table: str) -> tuple[Any, Any]:
    """The frame of all options, and one row of figures on it."""
    import polars as pl

    flags = {f"no {c.id}": pl.col(c.id).is_null() for c in columns()}
    flags |= {f"bad {c.id}": polars_unusable(c) for c in columns()}
    found = polars_frame(table, **flags)
    is_ranked = (pl.col("failed") == "") & pl.col("value").is_not_null()
    figures = found.select(
        pl.len(),
        is_ranked.sum().alias("ranked"),
        (pl.col("failed") != "").sum(),
        pl.col(*flags).sum(),
        pl.col("^contribution:.*$").filter(is_ranked).mean(),
    )
    return found, figures


def polars_top(folder: Path) -> None:
    """The best ten, and the rest in figures."""
    import polars as pl

    table = f"{folder}/register.parquet"
    polars_refuses_repeated(table)
    found, figures = polars_figures(table)
    best = found.filter(failed="").top_k(TOP, by="value")
    print(*pl.collect_all([best, figures], engine="streaming"))


def polars_out(folder: Path) -> None:
    """Every option, ranked."""
    import polars as pl

    table, out = f"{folder}/register.parquet", folder / "bare.parquet"
    polars_refuses_repeated(table)
    best = pl.when(pl.col("failed") == "").then(pl.col("value").round(9))
    found = polars_frame(table).with_columns(rank=best.rank("min", descending=True))
    is_tied = pl.col("rank").is_duplicated() & pl.col("rank").is_not_null()
    found.with_columns(last="rank", tied=is_tied).sink_parquet(out, compression="zstd")
    print(pl.scan_parquet(out).bottom_k(TOP, by="rank").collect(engine="streaming"))


def polars_expression(folder: Path) -> None:
    """The figures, and the values of all options and what they are made of, part by part."""
    found, figures = polars_figures(f"{folder}/register.parquet")
    figures.collect(engine="streaming")
    options = found.drop("^(no|bad) .*$")
    for part in options.collect_batches(engine="streaming", maintain_order=True, chunk_size=20_000):
        part.to_arrow()


# --- DuckDB ---------------------------------------------------------------------------------------


def duckdb_unusable(column: Column) -> str:
    """Whether a performance is there that has no value."""
    here = f'"{column.id}"'
    if column.kind == "levels":
        return f"{here} not in ({', '.join(map(repr, LEVELS))})"
    return f"not isfinite({here})" if column.kind == "local" else f"not {here} between 0 and 100"


def duckdb_ends(connection: Any, table: str) -> dict[str, tuple[float, float]]:
    """The least and the greatest performance on each local scale."""
    local = [c.id for c in columns() if c.kind == "local"]
    both = (f'{end}("{i}") filter (isfinite("{i}"))' for i in local for end in ("min", "max"))
    (row,) = connection.execute(f"select {', '.join(both)} from '{table}'").fetchall()
    return dict(zip(local, zip(row[::2], row[1::2], strict=True), strict=True))


def sql(table: str, ends: dict[str, tuple[float, float]], *more: str) -> str:
    """The values of all options and what they are made of; and more columns."""
    all_of_them = columns()

    def worth(column: Column) -> str:
        here = f'"{column.id}"'
        match column.kind:
            case "falling":
                return f"100.0 - {here}"
            case "points":
                cases = [
                    (end, f"({here} - {start}) * {slope!r}::double + {value}")
                    for start, end, value, slope in _slopes()
                ]
                whens = " ".join(f"when {here} < {end} then {then}" for end, then in cases[:-1])
                return f"case {whens} else {cases[-1][1]} end"
            case "levels":
                whens = " ".join(f"when '{name}' then {v}::double" for name, v in LEVELS.items())
                return f"case {here} {whens} end"
            case "local":
                low, high = ends[column.id]
                return f"({here} - {low!r}::double) / {high - low!r}::double * 100.0"
            case _:
                return here

    def ids(flags: Iterable[tuple[Column, str]]) -> str:
        told = (f"case when {flag} then '{column.id}' end" for column, flag in flags)
        return f"concat_ws(', ', {', '.join(told)})"

    shown = ", ".join(
        [
            ids((c, f'"{c.id}" < {GATE}') for c in all_of_them if c.kind == "gated") + " as failed",
            ids((c, f'"{c.id}" is null') for c in all_of_them) + " as missing",
            ids((c, duckdb_unusable(c)) for c in all_of_them) + " as unusable",
            *(
                f"case when not ({duckdb_unusable(c)}) then ({worth(c)}) * {c.share!r}::double end "
                f'as "contribution:{c.id}"'
                for c in all_of_them
            ),
            *more,
        ]
    )
    total = " + ".join(f'"contribution:{c.id}"' for c in all_of_them)
    return (
        f"with made as (select id as option, id as name, {shown} from '{table}') "
        f"select *, {total} as value from made"
    )


def duckdb_refuses_repeated(connection: Any, table: str) -> None:
    """Stop where an id is there twice."""
    twice = f"select 1 where (select count(*) > count(distinct id) from '{table}')"
    if connection.execute(twice).fetchall():
        raise SystemExit("an id is there twice")


def duckdb_figures(table: str, ends: dict[str, tuple[float, float]]) -> tuple[str, str]:
    """The query of all options, and one of figures on it."""
    flags = {f'"no {c.id}"': f'"{c.id}" is null' for c in columns()}
    flags |= {f'"bad {c.id}"': duckdb_unusable(c) for c in columns()}
    made = sql(table, ends, *(f"{flag} as {name}" for name, flag in flags.items()))
    is_ranked = "failed = '' and value is not null"
    figures = [
        f"count(*) filter ({condition})" for condition in (is_ranked, "failed <> ''", *flags)
    ]
    figures += [f'avg("contribution:{c.id}") filter ({is_ranked})' for c in columns()]
    return made, f"select count(*), {', '.join(figures)} from ({made})"


def duckdb_top(folder: Path) -> None:
    """The best ten, and the rest in figures."""
    import duckdb

    table, connection = f"{folder}/register.parquet", duckdb.connect()
    duckdb_refuses_repeated(connection, table)
    made, figures = duckdb_figures(table, duckdb_ends(connection, table))
    print(connection.sql(figures).fetchall())
    best = f"from ({made}) where failed = '' order by value desc nulls last limit {TOP}"
    print(connection.sql(best).fetchall())


def duckdb_out(folder: Path) -> None:
    """Every option, ranked."""
    import duckdb

    table, out = f"{folder}/register.parquet", f"{folder}/bare.parquet"
    connection = duckdb.connect(config={"temp_directory": str(folder)})
    duckdb_refuses_repeated(connection, table)
    connection.execute(
        f"copy (with scored as ({sql(table, duckdb_ends(connection, table))}), "
        "placed as (select *, case when failed = '' then round(value, 9) end as best from scored) "
        "select * exclude (best, place), case when best is not null then place end as rank, "
        "rank as last, best is not null and count(*) over (partition by place) > 1 as tied "
        "from (select *, rank() over (order by best desc nulls last) as place from placed)) "
        f"to '{out}' (format parquet, compression zstd)"
    )
    print(connection.sql(f"from '{out}' order by rank nulls last limit {TOP}").fetchall())


def duckdb_expression(folder: Path) -> None:
    """The figures, and the values of all options and what they are made of, part by part."""
    import duckdb

    table, connection = f"{folder}/register.parquet", duckdb.default_connection()
    ends = duckdb_ends(connection, table)
    connection.sql(duckdb_figures(table, ends)[1]).fetchall()
    for _ in connection.sql(sql(table, ends)).to_arrow_reader(20_000):
        pass


def same(folder: Path) -> None:
    """Stop where the script wrote of an option what the command did not; numbers to 1e-9."""
    import duckdb

    numbers = ["value", *(f"contribution:{c.id}" for c in columns())]
    texts = ["name", "rank", "last", "failed", "missing", "unusable"]
    differs = [f'mine."{text}" is distinct from hand."{text}"' for text in texts]
    differs += [
        f'(mine."{n}" is null) <> (hand."{n}" is null) or abs(mine."{n}" - hand."{n}") > 1e-9'
        for n in numbers
    ]
    differs.append("coalesce(mine.tied, false) <> hand.tied")  # ours: null where not ranked
    ((count,),) = duckdb.sql(
        f"select count(*) from '{folder}/scored.parquet' mine "
        f"full join '{folder}/bare.parquet' hand on mine.option = hand.option "
        f"where mine.option is null or hand.option is null or {' or '.join(differs)}"
    ).fetchall()
    if count:
        raise SystemExit(f"{count:,} options are not the same")


# --- the same frames as this program makes them, without its ranks --------------------------------


def ours(name: str, folder: Path) -> Callable[[], object]:
    """The figures, the values and what they are made of, as `table score` works them out."""
    from ukjapan_cli.features.table.analysis.columns import Asked
    from ukjapan_cli.features.table.analysis.model import table_model
    from ukjapan_cli.features.table.arguments import open_criteria
    from ukjapan_cli.features.table.engines.engine import engine_for, source_for
    from ukjapan_cli.features.table.engines.stored import stored

    decision = open_criteria(folder / "criteria.yaml", None, None)
    source = source_for(f"{folder}/register.parquet", name)
    engine = engine_for(source, name, None)
    with stored(source) as files:  # Parquet, which stays where it is
        table = engine.open(files)

    def work() -> None:
        model = table_model(decision, *table, Asked(), engine.row)
        for _ in engine.batches(model.options(model.summary(engine.row))):
            pass

    return work


def expressions(name: str, folder: Path) -> None:
    """Print seconds of ours and of the hand-written one, in turn in this process.

    Then the same for a register of one row, which is what planning takes.
    """
    hand = {"polars": polars_expression, "duckdb": duckdb_expression}[name]
    with TemporaryDirectory() as one:
        write(Path(one), 1)
        for table in (folder, Path(one)):
            whole, by_hand = ours(name, table), partial(hand, table)
            whole()
            pairs = [(_seconds(whole), _seconds(by_hand)) for _ in range(RUNS)]
            print(*(statistics.median(times) for times in zip(*pairs, strict=True)))


# --- libraries on arrays that are loaded ----------------------------------------------------------


def loaded(folder: Path) -> Any:
    """The performances as one matrix; levels as numbers, missing and unusable ones as NaN."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    file = pq.ParquetFile(folder / "register.parquet")
    levels = pa.array(LEVELS)
    found = np.empty((file.metadata.num_rows, len(columns())))
    row = 0
    for batch in file.iter_batches(100_000):
        for place, column in enumerate(columns()):
            cells = batch.column(column.id)
            if column.kind == "levels":
                places = pc.fill_null(pc.index_in(cells, levels), len(levels))
                cells = np.array([*LEVELS.values(), np.nan])[places]
            is_usable = (np.asarray(cells) >= 0) & (np.asarray(cells) <= 100)
            found[row : row + batch.num_rows, place] = np.where(is_usable, cells, np.nan)
        row += batch.num_rows
    return found


def numpy_values(table: Any) -> Any:
    """The matrix's values, in place."""
    import numpy as np

    for place, column in enumerate(columns()):
        here = table[:, place]
        match column.kind:
            case "falling":
                np.subtract(100, here, out=here)
            case "points":
                here[:] = np.interp(here, *zip(*POINTS, strict=True))
            case "local":
                low, high = np.nanmin(here), np.nanmax(here)
                here -= low
                here *= 100 / (high - low)
    return table


def numpy_ranks(folder: Path) -> Callable[[], object]:
    """Values, gates, sums and ranks."""
    import numpy as np

    table = loaded(folder)

    def work() -> None:
        passes = table[:, -1] >= GATE
        total = numpy_values(table) @ np.array([c.share for c in columns()])
        order = np.argsort(np.where(passes & ~np.isnan(total), -total, np.inf), kind="stable")
        ranks = np.empty(len(order), dtype=np.int64)
        ranks[order] = np.arange(1, len(order) + 1)

    return work


def _valued(folder: Path) -> Any:
    import numpy as np

    return np.nan_to_num(numpy_values(loaded(folder)))  # the libraries know no missing performance


def _as_it_is(values: Any, cost: bool) -> Any:  # noqa: ARG001 (pymcdm names it)
    return values


def pymcdm_ranks(folder: Path) -> Callable[[], object]:
    """The weighted sum of the values as pymcdm has it, and its ranks."""
    import numpy as np
    from pymcdm.methods import WSM

    table, method = _valued(folder), WSM(normalization_function=_as_it_is)
    shares, types = np.array([c.share for c in columns()]), np.ones(table.shape[1])
    return lambda: method.rank(method(table, shares / shares.sum(), types))


def skcriteria_ranks(folder: Path) -> Callable[[], object]:
    """The weighted sum of the values as scikit-criteria has it, and its ranks."""
    from skcriteria import mkdm
    from skcriteria.agg.simple import WeightedSumModel

    table, shares = _valued(folder), [c.share for c in columns()]
    objectives = [max] * len(shares)
    return lambda: WeightedSumModel().evaluate(mkdm(table, objectives, weights=shares)).rank_


def on_arrays(load: Callable[[Path], Callable[[], object]], folder: Path) -> None:
    """Print the seconds of the work itself, in no more than 8 GB."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    try:
        print(_seconds(load(folder)))
    except MemoryError:
        print("out of memory")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


WAYS: dict[str, Callable[[Path], None]] = {
    "polars-top": polars_top,
    "polars-out": polars_out,
    "polars-expression": lambda folder: expressions("polars", folder),
    "duckdb-top": duckdb_top,
    "duckdb-out": duckdb_out,
    "duckdb-expression": lambda folder: expressions("duckdb", folder),
    "same": same,
    "numpy": lambda folder: on_arrays(numpy_ranks, folder),
    "pymcdm": lambda folder: on_arrays(pymcdm_ranks, folder),
    "skcriteria": lambda folder: on_arrays(skcriteria_ranks, folder),
}

if __name__ == "__main__":
    WAYS[sys.argv[1]](Path(sys.argv[2]))
