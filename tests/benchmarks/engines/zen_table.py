"""For GoRules ZEN: one decision table that collects every row that holds, a row for each rule."""

from __future__ import annotations

import json
from typing import Any

from zen import ZenEngine

from tests.benchmarks.engines.flat import Engine, Flat, Plain, flat
from tests.benchmarks.engines.infix import infix
from triage.ruleset.model import RuleSet


def zen_table(ruleset: RuleSet) -> Engine:
    """The rule set as a JSON Decision Model with one table."""
    decision = ZenEngine().create_decision(json.dumps(_model([_row(rule) for rule in flat(ruleset)])))

    def fired(sheet: Plain) -> list[str]:
        return [row["fired"] for row in decision.evaluate(sheet)["result"]]

    return fired


def _model(rows: list[dict[str, str]]) -> dict[str, Any]:
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": "when", "name": "when"}],
        "outputs": [{"id": "then", "name": "then", "field": "fired"}],
        "rules": rows,
    }
    nodes = [("in", "inputNode", {}), ("table", "decisionTableNode", table), ("out", "outputNode", {})]
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [{"id": id, "name": id, "type": type, "content": content} for id, type, content in nodes],
        "edges": [_edge("in", "table"), _edge("table", "out")],
    }


def _edge(start: str, end: str) -> dict[str, str]:
    return {"id": f"{start}-{end}", "type": "edge", "sourceId": start, "targetId": end}


def _row(rule: Flat) -> dict[str, str]:
    return {"_id": rule.id, "when": infix(rule.when), "then": json.dumps(rule.id)}
