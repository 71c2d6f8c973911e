"""Compare a reply with what a case in ``acceptance.yml`` expects. The format is described in that file."""

from __future__ import annotations

from typing import Any

TOLERANCE = 0.06


def differences(reply: list[dict[str, Any]], expected: dict[str, Any]) -> list[str]:
    """What is not as expected, in words; empty when all is well."""
    texts = [item["text"] for item in reply if "text" in item]
    answers = [item["custom"] for item in reply if "custom" in item]
    if len(texts) != 1 or len(answers) != 1:
        return [f"{len(texts)} texts and {len(answers)} answers"]
    text, answer = texts[0], answers[0]
    found = list(_kind_and_query(answer, expected))
    no_row_needed = answer["kind"] == "not_available" and None in expected.get("values", ())
    if not no_row_needed:
        found += _rows(answer["rows"], answer, expected)
    found += _computed(answer["computed"], expected)
    facts = {fact["id"] for fact in answer["facts"]}
    found += [
        f"fact {id} is missing (has {sorted(facts)})" for id in expected.get("facts", ()) if id not in facts
    ]
    found += [f"fact {id} should not be there" for id in expected.get("not_facts", ()) if id in facts]
    dates = {deadline["date"] for deadline in answer["deadlines"]}
    found += [
        f"deadline {day} is missing (has {sorted(dates)})"
        for day in expected.get("deadlines", ())
        if day not in dates
    ]
    found += [
        f"text lacks {part!r}"
        for part in expected.get("text_contains", ())
        if part.lower() not in text.lower()
    ]
    found += [f"text has {part!r}" for part in expected.get("text_lacks", ()) if part.lower() in text.lower()]
    if expected.get("chart") and answer["chart"] is None:
        found.append("no chart")
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _kind_and_query(answer: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    found = []
    if "kind" in expected and answer["kind"] not in _listed(expected["kind"]):
        found.append(f"kind is {answer['kind']}, not {expected['kind']}")
    operation = answer["query"].get("operation")
    if "operation" in expected and operation not in _listed(expected["operation"]):
        found.append(f"operation is {operation}, not {expected['operation']}")
    return found


def _rows(rows: list[dict[str, Any]], answer: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    found = []
    for part in ("measure", "benefit", "category"):
        if part in expected:
            has = {row[part] for row in rows} or {answer["query"].get(part)}
            if has != {expected[part]} and not expected.get("values_contained"):
                found.append(f"{part} is {sorted(map(str, has))}, not {expected[part]!r}")
    areas = list(dict.fromkeys(row["area"] for row in rows))
    for area in expected.get("not_areas", ()):
        if area in areas:
            found.append(f"area {area} should not be there")
    if expected.get("values_contained"):
        return found + _contained(rows, expected)
    if "areas" in expected:
        wanted = list(expected["areas"])
        same = sorted(areas) == sorted(wanted) if expected.get("areas_any_order") else areas == wanted
        if not same:
            found.append(f"areas are {areas}, not {wanted}")
    if "periods" in expected:
        periods = list(dict.fromkeys(row["period"] for row in rows))
        if periods != list(expected["periods"]):
            found.append(f"periods are {periods}, not {expected['periods']}")
    if "values" in expected:
        found += _values([row["value"] for row in rows], expected)
    if "status" in expected and any(row["status"] != expected["status"] for row in rows):
        found.append(f"status is {[row['status'] for row in rows]}, not {expected['status']}")
    if "first" in expected:
        first = rows[0] if rows else {}
        found += [
            f"first row's {k} is {first.get(k)}, not {v}"
            for k, v in expected["first"].items()
            if first.get(k) != v
        ]
    return found


def _order(value: Any) -> float:
    return float("-inf") if value is None else float(value)


def _values(values: list[Any], expected: dict[str, Any]) -> list[str]:
    wanted = expected["values"]
    if not wanted:
        return [f"rows hold numbers: {values}"] if any(value is not None for value in values) else []
    if expected.get("values_any_order"):
        same = sorted(values, key=_order) == sorted(wanted, key=_order)
    else:
        same = values == wanted
    return [] if same else [f"values are {values}, not {wanted}"]


def _contained(rows: list[dict[str, Any]], expected: dict[str, Any]) -> list[str]:
    found = []
    for value in expected.get("values", ()):
        if not any(
            row["value"] == value
            and row["measure"] == expected.get("measure", row["measure"])
            and row["area"] in expected.get("areas", [row["area"]])
            and row["period"] in expected.get("periods", [row["period"]])
            and row["category"] == expected.get("category", row["category"])
            for row in rows
        ):
            found.append(
                f"no row with {value} (rows {[(row['area'], row['period'], row['value']) for row in rows]})"
            )
    return found


def _computed(computed: list[dict[str, Any]], expected: dict[str, Any]) -> list[str]:
    found = []
    for kind, value in (expected.get("computed") or {}).items():
        has = [item["value"] for item in computed if item["kind"] == kind]
        if not any(abs(number - value) <= TOLERANCE for number in has):
            found.append(f"computed {kind} is {has}, not {value}")
    return found
