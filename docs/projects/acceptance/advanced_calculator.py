"""Acceptance test of the advanced calculator: python3 advanced_calculator.py http://localhost:8000."""

from __future__ import annotations

import sys
from decimal import Decimal

try:
    from checks import Client, Json, Milestone, alike, main, path_to
except ModuleNotFoundError:
    print("Put checks.py from the project's page into the folder of this file.", file=sys.stderr)
    sys.exit(2)

SYNTAX, DIVISION, TOO_LONG, TOO_DEEP = (
    f"/problems/{name}" for name in ("syntax", "division-by-zero", "too-long", "too-deep")
)
PRECISE = Decimal("1e-20")


def expect_result(calculator: Client, expression: str, result: str) -> Json:
    """The calculation that the server has just done, once its result is right."""
    answer = calculator.send("POST", "/evaluate", {"expression": expression})
    calculation = answer.record(200, {"expression": expression, "result": result})
    calculator.clean_up_later(path_to("history", calculation["id"]))
    return calculation


def expect_problem(calculator: Client, expression: str, kind: str, position: int | None = None) -> None:
    """End the check unless an expression gets 422 with this type and position."""
    answer = calculator.send("POST", "/evaluate", {"expression": expression})
    found = answer.problem(422)
    answer.members(found, {"type": kind})
    if position is not None:
        answer.members(found, {"position": position})


SUMS_EVALUATED = Milestone("sums-evaluated")


@SUMS_EVALUATED.check
def answers_with_a_calculation(calculator: Client) -> None:
    """POST /evaluate answers 200 with the calculation."""
    expect_result(calculator, "1 + 2", "3")


@SUMS_EVALUATED.check
def knows_four_operations(calculator: Client) -> None:
    """It adds, subtracts, multiplies and divides."""
    for expression, result in {"17 + 25": "42", "17 - 25": "-8", "6 * 7": "42", "10 / 4": "2.5"}.items():
        expect_result(calculator, expression, result)


@SUMS_EVALUATED.check
def is_exact(calculator: Client) -> None:
    """Decimals are exact: 0.1 + 0.2 is 0.3."""
    for expression, result in {"0.1 + 0.2": "0.3", "1.1 * 1.1": "1.21", "0.3 - 0.1": "0.2"}.items():
        expect_result(calculator, expression, result)


@SUMS_EVALUATED.check
def keeps_long_numbers(calculator: Client) -> None:
    """Results of up to 28 digits are exact."""
    expect_result(calculator, "12345678901234567890 * 2", "24691357802469135780")
    expect_result(calculator, "9999999999999999999999999999 - 1", "9999999999999999999999999998")


@SUMS_EVALUATED.check
def writes_numbers_plainly(calculator: Client) -> None:
    """Results have no exponent and no needless zero."""
    for expression, result in {"2.50 * 2": "5", "10 * 10": "100", "0.0 - 0": "0", "1 / 10000000": "0.0000001"}.items():
        expect_result(calculator, expression, result)


@SUMS_EVALUATED.check
def divides_precisely(calculator: Client) -> None:
    """A quotient that never ends is right to 20 digits."""
    answer = calculator.send("POST", "/evaluate", {"expression": "2 / 3"})
    found = answer.record(200, {"expression": "2 / 3"})
    calculator.clean_up_later(path_to("history", found["id"]))
    text = answer.json_object(200).get("result")
    plain = isinstance(text, str) and text.startswith("0.6") and text[2:].isdecimal()
    close = plain and abs(Decimal(str(text)) * 3 - 2) < 3 * PRECISE
    answer.require(close, '"result": "0.66666666666666666666..."')


PRECEDENCE_KEPT = Milestone("precedence-kept")


@PRECEDENCE_KEPT.check
def multiplies_first(calculator: Client) -> None:
    """Multiplication and division come before addition and subtraction."""
    for expression, result in {"2 + 3 * 4": "14", "2 * 3 + 4": "10", "20 - 8 / 4": "18"}.items():
        expect_result(calculator, expression, result)


@PRECEDENCE_KEPT.check
def works_from_the_left(calculator: Client) -> None:
    """Operations of the same rank go from left to right."""
    for expression, result in {"10 - 4 - 3": "3", "100 / 10 / 2": "5", "2 / 4 * 8": "4", "5 - 2 + 1": "4"}.items():
        expect_result(calculator, expression, result)


@PRECEDENCE_KEPT.check
def obeys_parentheses(calculator: Client) -> None:
    """Parentheses come first, also inside one another."""
    for expression, result in {"(2 + 3) * 4": "20", "2 * (3 + (4 - 1) * 2)": "18", "((7))": "7"}.items():
        expect_result(calculator, expression, result)


@PRECEDENCE_KEPT.check
def negates(calculator: Client) -> None:
    """A minus may stand before a number, a parenthesis or another minus; 0 * -1 is 0."""
    negative = {"-3 + 5": "2", "2 * -3": "-6", "-(2 + 3)": "-5", "--4": "4", "1 - -1": "2", "0 * -1": "0"}
    for expression, result in negative.items():
        expect_result(calculator, expression, result)


@PRECEDENCE_KEPT.check
def needs_no_spaces(calculator: Client) -> None:
    """Spaces between the parts may be left out or added."""
    for expression in ("1+2*3", " 1 +2  * 3 "):
        expect_result(calculator, expression, "7")


MISTAKES_LOCATED = Milestone("mistakes-located")


@MISTAKES_LOCATED.check
def locates_what_does_not_fit(calculator: Client) -> None:
    """What does not fit gets 422 and its position."""
    for expression, position in {"2 + * 3": 4, "2 $ 3": 2, "2 3": 2, "1.2.3": 3, "(1 + )": 5, "()": 1}.items():
        expect_problem(calculator, expression, SYNTAX, position)


@MISTAKES_LOCATED.check
def locates_an_early_end(calculator: Client) -> None:
    """An expression that ends too soon gets 422 and its length."""
    for expression in ("", "2 +", "(1 + 2", "-"):
        expect_problem(calculator, expression, SYNTAX, len(expression))


@MISTAKES_LOCATED.check
def locates_a_stray_parenthesis(calculator: Client) -> None:
    """A parenthesis that closes nothing gets 422 and its position."""
    for expression, position in {"1 + 2)": 5, ")": 0}.items():
        expect_problem(calculator, expression, SYNTAX, position)


@MISTAKES_LOCATED.check
def locates_a_division_by_zero(calculator: Client) -> None:
    """A division by zero gets 422 and the position of its slash."""
    for expression, position in {"1 / 0": 2, "6 / 3 / (2 - 2)": 6, "0 / 0.0": 2}.items():
        expect_problem(calculator, expression, DIVISION, position)


LIMITS_HELD = Milestone("limits-held")


@LIMITS_HELD.check
def is_no_programming_language(calculator: Client) -> None:
    """What only a programming language knows gets 422."""
    foreign = {"2 ** 3": 3, "7 // 2": 3, "1_000": 1, "0x10": 1, "1e3": 1, "+1": 0, "abs(1)": 0, "__import__('os')": 0}
    for expression, position in foreign.items():
        expect_problem(calculator, expression, SYNTAX, position)


@LIMITS_HELD.check
def limits_the_length(calculator: Client) -> None:
    """An expression may have 1,000 characters; 1,001 get 422."""
    expect_result(calculator, "1" + "+1" * 499 + " ", "500")
    expect_problem(calculator, "1" + "+1" * 500, TOO_LONG)


@LIMITS_HELD.check
def limits_the_depth(calculator: Client) -> None:
    """Parentheses may be 100 deep; 101 get 422."""
    expect_result(calculator, "(" * 100 + "1" + ")" * 100, "1")
    expect_problem(calculator, "(" * 101 + "1" + ")" * 101, TOO_DEEP)


@LIMITS_HELD.check
def counts_many_minuses(calculator: Client) -> None:
    """A row of 999 minuses is evaluated like any other expression."""
    expect_result(calculator, "-" * 999 + "1", "-1")


@LIMITS_HELD.check
def wants_an_expression(calculator: Client) -> None:
    """An expression that is missing or not a string gets 422."""
    calculator.send("POST", "/evaluate", {}).problem(422)
    calculator.send("POST", "/evaluate", {"expression": 1}).problem(422)


@LIMITS_HELD.check
def tells_broken_json(calculator: Client) -> None:
    """A body that is not JSON gets 400."""
    calculator.send("POST", "/evaluate", b'{"expression": "1').problem(400)


@LIMITS_HELD.check
def refuses_other_requests(calculator: Client) -> None:
    """A wrong method gets 405 and a header Allow; an unknown path gets 404."""
    answer = calculator.send("GET", "/evaluate")
    answer.problem(405)
    answer.header("Allow")
    calculator.send("GET", "/no-such-path").problem(404)


HISTORY_KEPT = Milestone("history-kept")


@HISTORY_KEPT.check
def lists_newest_first(calculator: Client) -> None:
    """GET /history?limit=2 lists the two newest calculations, the newest first."""
    _, second, third = (expect_result(calculator, f"{number} * 10", f"{number}0") for number in (1, 2, 3))
    answer = calculator.send("GET", "/history?limit=2")
    answer.require(alike(answer.objects("calculations"), [third, second]), "the calculations of 3 * 10 and 2 * 10")


@HISTORY_KEPT.check
def lists_twenty_by_default(calculator: Client) -> None:
    """GET /history without a limit lists 20 calculations."""
    for number in range(21):
        expect_result(calculator, f"{number}", f"{number}")
    answer = calculator.send("GET", "/history")
    count = len(answer.objects("calculations"))
    answer.require(count == 20, "20 calculations", f"{count} calculations")


@HISTORY_KEPT.check
def limits_the_list(calculator: Client) -> None:
    """A limit outside 1 to 100, or not a number, gets 422."""
    for limit in ("0", "101", "many"):
        calculator.send("GET", f"/history?limit={limit}").problem(422)


@HISTORY_KEPT.check
def forgets_failures(calculator: Client) -> None:
    """An expression with a mistake is not kept."""
    kept = expect_result(calculator, "8 / 2", "4")
    expect_problem(calculator, "8 / 0", DIVISION)
    answer = calculator.send("GET", "/history?limit=1")
    answer.require(alike(answer.objects("calculations"), [kept]), "the calculation of 8 / 2")


@HISTORY_KEPT.check
def reads_a_calculation(calculator: Client) -> None:
    """GET /history/{id} answers 200 with the calculation."""
    calculation = expect_result(calculator, "8 / 2", "4")
    answer = calculator.send("GET", path_to("history", calculation["id"]))
    answer.members(answer.json_object(200), calculation)


@HISTORY_KEPT.check
def deletes_a_calculation(calculator: Client) -> None:
    """DELETE /history/{id} answers 204; after that, and for an unknown id, there is 404."""
    path = path_to("history", expect_result(calculator, "8 / 2", "4")["id"])
    calculator.send("DELETE", path).expect(204)
    calculator.send("GET", path).problem(404)
    calculator.send("DELETE", path).problem(404)
    calculator.send("GET", "/history/no-such-calculation").problem(404)


if __name__ == "__main__":
    main(SUMS_EVALUATED, PRECEDENCE_KEPT, MISTAKES_LOCATED, LIMITS_HELD, HISTORY_KEPT)
