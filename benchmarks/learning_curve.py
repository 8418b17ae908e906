"""How much is gained by learning from 20, 50 and 70 coded units: the learning curve, drawn.

`crossframe evaluate learning EVENT… --coded 20 --coded 50 --coded 70 --table benchmarks/learning_curve.csv`
writes the table, `python benchmarks/learning_curve.py` draws it beside itself.
"""

from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

NAMES = {"stance": "F1 of favor and against", "alpha": "Krippendorff's alpha"}


def draw(curve):
    """Draw the gain over the rules with its interval, a panel for each measure."""
    figure = Figure(figsize=(7.5, 3.2), layout="constrained")
    for axis, (measure, name) in zip(figure.subplots(1, 2), NAMES.items(), strict=True):
        axis.axhline(0, color="0.6", linewidth=1)
        for shift, (reading, marker) in enumerate({"learned": "o", "used": "s"}.items()):
            own = curve[(curve["reading"] == reading) & (curve["measure"] == measure)]
            around = [own["difference"] - own["low"], own["high"] - own["difference"]]
            places = own["coded"] + 1.5 * shift
            axis.errorbar(places, own["difference"], around, marker=marker, label=reading)
        axis.set_xticks(sorted(curve["coded"].unique()))
        axis.set_xlabel("units coded in each event")
        axis.set_title(f"{name}: gain over the rules", fontsize=10)
        axis.legend(fontsize=8, frameon=False, loc="upper left")
    return figure


if __name__ == "__main__":
    folder = Path(__file__).parent
    figure = draw(pd.read_csv(folder / "learning_curve.csv"))
    figure.savefig(folder / "learning_curve.png", dpi=130, metadata={"Software": None})
