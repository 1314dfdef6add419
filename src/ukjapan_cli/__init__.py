"""Score policy options against weighted criteria, every number with its reason and its source.

The Python interface: `load` reads a `Decision` from its two files, `score` ranks its options,
`explain` says why one stands where it does, `appraise` runs every analysis that the decision has
data for. A decision can be looked at otherwise before that, with its methods `as_at(date)`,
`seen_from(perspective)` and `reweighted({criterion: weight})`:

    >>> from ukjapan_cli import load, score
    >>> decision = load("options.yaml", "criteria.yaml")
    >>> [standing.option.id for standing in score(decision.seen_from("treasury")).ranking]

Names are imported when they are first used (PEP 562), so that importing the package costs nothing.
"""

from ukjapan_cli.version import __version__ as __version__

TYPE_CHECKING = False  # as typing has it, which takes a while to import

if TYPE_CHECKING:
    from ukjapan_cli.decision.criteria import Criterion
    from ukjapan_cli.decision.decision import Decision, UnusableWeightsError
    from ukjapan_cli.decision.names import UnknownNameError
    from ukjapan_cli.decision.options import Option, Score
    from ukjapan_cli.diagnostics import Diagnostic, InvalidDecisionError
    from ukjapan_cli.documents.load import load
    from ukjapan_cli.features.explain.analysis.explanation import Account, Explanation, explain
    from ukjapan_cli.features.explain.analysis.to_be_first import ScoreChange, WeightChange
    from ukjapan_cli.features.methods.analysis.methods import (
        CrossCheck,
        MethodResult,
        RankChange,
        methods,
    )
    from ukjapan_cli.features.perspectives.analysis.perspectives import (
        NoPerspectivesError,
        Perspectives,
        perspectives,
    )
    from ukjapan_cli.features.portfolio.analysis.model import (
        ImpossiblePackageError,
        UnusableBudgetError,
    )
    from ukjapan_cli.features.portfolio.analysis.portfolio import (
        NoPackageFoundError,
        Portfolio,
        portfolio,
    )
    from ukjapan_cli.features.report.analysis import Appraisal, appraise
    from ukjapan_cli.features.robustness.analysis.robustness import (
        OptionRobustness,
        Robustness,
        TooManyOptionsError,
        robustness,
    )
    from ukjapan_cli.features.sensitivity.analysis.joint_change import Change, JointChange, Obstacle
    from ukjapan_cli.features.sensitivity.analysis.scores import ScoreSensitivity, Swing
    from ukjapan_cli.features.sensitivity.analysis.sensitivity import (
        NotRankedError,
        OneWeight,
        Sensitivity,
        one_weight,
        sensitivity,
    )
    from ukjapan_cli.features.sensitivity.analysis.weights import Flip, WeightSensitivity
    from ukjapan_cli.features.timeline.analysis.timeline import (
        Course,
        DatesOutOfOrderError,
        Timeline,
        TooManyDatesError,
        timeline,
    )
    from ukjapan_cli.features.verdict.analysis import Verdict, verdict
    from ukjapan_cli.model.estimate import Estimate
    from ukjapan_cli.model.sampling.share_draws import ImpossibleWeightsError
    from ukjapan_cli.model.scoring import (
        MissingScoresError,
        NothingRankedError,
        Place,
        Scoring,
        Standing,
        score,
    )

__all__ = [
    "Account",
    "Appraisal",
    "Change",
    "Course",
    "Criterion",
    "CrossCheck",
    "DatesOutOfOrderError",
    "Decision",
    "Diagnostic",
    "Estimate",
    "Explanation",
    "Flip",
    "ImpossiblePackageError",
    "ImpossibleWeightsError",
    "InvalidDecisionError",
    "JointChange",
    "MethodResult",
    "MissingScoresError",
    "NoPackageFoundError",
    "NoPerspectivesError",
    "NotRankedError",
    "NothingRankedError",
    "Obstacle",
    "OneWeight",
    "Option",
    "OptionRobustness",
    "Perspectives",
    "Place",
    "Portfolio",
    "RankChange",
    "Robustness",
    "Score",
    "ScoreChange",
    "ScoreSensitivity",
    "Scoring",
    "Sensitivity",
    "Standing",
    "Swing",
    "Timeline",
    "TooManyDatesError",
    "TooManyOptionsError",
    "UnknownNameError",
    "UnusableBudgetError",
    "UnusableWeightsError",
    "Verdict",
    "WeightChange",
    "WeightSensitivity",
    "appraise",
    "explain",
    "load",
    "methods",
    "one_weight",
    "perspectives",
    "portfolio",
    "robustness",
    "score",
    "sensitivity",
    "timeline",
    "verdict",
]

_HOMES = {
    "features.report.analysis": ("Appraisal", "appraise"),
    "features.explain.analysis.explanation": ("Account", "Explanation", "explain"),
    "features.explain.analysis.to_be_first": ("ScoreChange", "WeightChange"),
    "features.sensitivity.analysis.joint_change": ("Change", "JointChange", "Obstacle"),
    "features.methods.analysis.methods": ("CrossCheck", "MethodResult", "RankChange", "methods"),
    "features.portfolio.analysis.model": ("ImpossiblePackageError", "UnusableBudgetError"),
    "features.perspectives.analysis.perspectives": (
        "NoPerspectivesError",
        "Perspectives",
        "perspectives",
    ),
    "features.portfolio.analysis.portfolio": ("NoPackageFoundError", "Portfolio", "portfolio"),
    "model.estimate": ("Estimate",),
    "features.robustness.analysis.robustness": (
        "OptionRobustness",
        "Robustness",
        "TooManyOptionsError",
        "robustness",
    ),
    "features.sensitivity.analysis.scores": ("ScoreSensitivity", "Swing"),
    "features.sensitivity.analysis.sensitivity": (
        "NotRankedError",
        "OneWeight",
        "Sensitivity",
        "one_weight",
        "sensitivity",
    ),
    "model.scoring": (
        "MissingScoresError",
        "NothingRankedError",
        "Place",
        "Scoring",
        "Standing",
        "score",
    ),
    "features.timeline.analysis.timeline": (
        "Course",
        "DatesOutOfOrderError",
        "Timeline",
        "TooManyDatesError",
        "timeline",
    ),
    "features.verdict.analysis": ("Verdict", "verdict"),
    "model.sampling.share_draws": ("ImpossibleWeightsError",),
    "features.sensitivity.analysis.weights": ("Flip", "WeightSensitivity"),
    "decision.criteria": ("Criterion",),
    "decision.decision": ("Decision", "UnusableWeightsError"),
    "decision.names": ("UnknownNameError",),
    "decision.options": ("Option", "Score"),
    "diagnostics": ("Diagnostic", "InvalidDecisionError"),
    "documents.load": ("load",),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(f"{__name__}.{home}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
