"""``python -m tests.cohorts.spark``: the printed query on a local Spark, row by row against the engine.

Apart from the suite: PySpark is a large download, and needs Java.
"""

import sys
import tempfile
from pathlib import Path

from pyspark.sql import SparkSession

from tests.cohorts.tables import one_by_one, sheets, write_csv
from triage.cohorts.query import outcome_sql
from triage.engine.compiled import compile_ruleset
from triage.resources import shipped
from triage.ruleset.load import load_ruleset

ROWS = 5_000


def main() -> int:
    """Print how many rows were compared. The status is 1 if Spark says something else of one."""
    compiled = compile_ruleset(load_ruleset(shipped("rules.yaml")))
    rows = sheets(compiled.ruleset, ROWS, seed=11, spoilt=0.2)
    expected = {row["id"]: (o, p) for row, (o, _, p) in zip(rows, one_by_one(compiled, rows), strict=True)}
    with tempfile.TemporaryDirectory() as folder:
        spark = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.log.level", "OFF")
            .getOrCreate()
        )
        spark.read.csv(str(write_csv(Path(folder) / "in.csv", rows)), header=True).createOrReplaceTempView("answers")
        found = spark.sql(outcome_sql(compiled.ruleset, "spark", "answers", ["id"])).collect()
        version = spark.version
        spark.stop()
    got = {id_: (outcome, problem) for id_, outcome, problem in found}
    wrong = [id_ for id_ in expected if got.get(id_) != expected[id_]]
    print(f"Spark {version}: {len(found):,} rows, {len(wrong):,} that differ from the engine")
    return int(bool(wrong) or len(found) != ROWS)


if __name__ == "__main__":
    sys.exit(main())
