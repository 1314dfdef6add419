"""What the robustness command is measured against: NumPy alone draws, multiplies and ranks.

`python bare_smaa.py NUMBERS.npz DRAWS`, where the file has the known values, the rows, columns and
three parameters of triangular ones, and the intervals of the weights. Values, no criteria files;
rank acceptability, nothing else.
"""

import sys

import numpy as np


def main() -> None:
    """Print how often each option is first."""
    numbers, draws = np.load(sys.argv[1]), int(sys.argv[2])
    known, rows, columns = numbers["known"], numbers["rows"], numbers["columns"]
    low, mode, high = numbers["low"], numbers["mode"], numbers["high"]
    least, most = numbers["least"], numbers["most"]
    options, _ = known.shape
    generator = np.random.default_rng(1)
    block = 8192 if known.size < 100 else 2048
    counts = np.zeros((options, options))
    for start in range(0, draws, block):
        size = min(block, draws - start)
        shares = weights(generator, least, most, size)
        if len(rows):
            values = np.repeat(known[None], size, axis=0)
            values[:, rows, columns] = generator.triangular(low, mode, high, (size, len(rows)))
            totals = np.einsum("dnm,dm->dn", values, shares)
        else:
            totals = shares @ known.T
        if options <= 12:
            ranks = (totals[:, :, None] < totals[:, None, :]).sum(axis=2)
        else:
            ranks = np.empty(totals.shape, dtype=np.intp)
            np.put_along_axis(ranks, np.argsort(-totals, axis=1), np.arange(options)[None], axis=1)
        cells = ranks + np.arange(options) * options
        counts += np.bincount(cells.ravel(), minlength=counts.size).reshape(counts.shape)
    print(*(counts[:, 0] / draws).round(4).tolist())


def weights(
    generator: np.random.Generator, least: np.ndarray, most: np.ndarray, size: int
) -> np.ndarray:
    """Uniform shares within intervals: propose all but the last, keep what sums to 1."""
    if not least.any():
        shares = generator.standard_exponential((size, len(least)))
        return shares / shares.sum(axis=1, keepdims=True)
    found, kept = [], 0
    while kept < size:
        shares = generator.uniform(least, most, (size, len(least)))
        shares[:, -1] = 1 - shares[:, :-1].sum(axis=1)
        fits = (shares[:, -1] >= least[-1]) & (shares[:, -1] <= most[-1])
        found.append(shares[fits])
        kept += len(found[-1])
    return np.concatenate(found)[:size]


if __name__ == "__main__":
    main()
