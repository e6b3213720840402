"""Broken calculators, and the checks that have to find them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .advanced_calculator_server import Calculator, Parser, plain
from .faults import Fault, altering, errors_as_plain_json, with_status, without_header
from .serving import ProblemError, Reply, Request


class FloatArithmetic(Calculator):
    """Reckons in binary fractions."""

    def result(self, expression: str) -> str:
        number: Any = float
        return repr(Parser(expression, number).evaluate()).removesuffix(".0")


class Exponents(Calculator):
    """Writes a number as Python does."""

    def result(self, expression: str) -> str:
        return str(Parser(expression).evaluate().normalize())


class NegativeZero(Calculator):
    """Writes a minus before zero."""

    def result(self, expression: str) -> str:
        value = Parser(expression).evaluate()
        return f"-{plain(value)}" if value.is_zero() and value.is_signed() else plain(value)


class Evaluating(Calculator):
    """Hands the expression to eval, once the parser has accepted it or found it to be Python."""

    def result(self, expression: str) -> str:
        try:
            return plain(Parser(expression).evaluate())
        except ProblemError:
            if expression == "2 ** 3":
                return str(eval(expression, {"__builtins__": {}}))
            raise


class FlatParser(Parser):
    """Knows no precedence: everything goes from left to right."""

    def sum(self) -> Decimal:
        value = self.signed()
        while sign := self.take("+-*/"):
            value = self.apply(sign, value, self.signed())
        return value

    def apply(self, sign: str, left: Decimal, right: Decimal) -> Decimal:
        return {"+": left + right, "-": left - right, "*": left * right, "/": left / (right or Decimal(1))}[sign]


class RightParser(Parser):
    """Subtracts from the right."""

    def sum(self) -> Decimal:
        value = self.product()
        sign = self.take("+-")
        if not sign:
            return value
        return value + self.sum() if sign == "+" else value - self.sum()


class RecursiveParser(Parser):
    """Uses stack for every minus."""

    def signed(self) -> Decimal:
        return -self.signed() if self.take("-") else self.factor()


class LenientParser(Parser):
    """Closes what was left open."""

    def take(self, wanted: str) -> str:
        return super().take(wanted) or (")" if wanted == ")" and self.at == len(self.text) else "")


def parsing_with(parser: type[Parser]) -> type[Calculator]:
    """A calculator with another parser."""

    class Other(Calculator):
        """Evaluates with the other parser; what it cannot survive gets 500, as in a web framework."""

        def result(self, expression: str) -> str:
            try:
                return plain(parser(expression).evaluate())
            except RecursionError:
                raise ProblemError(500, "Something went wrong.") from None

    return Other


class NoPosition(Calculator):
    """Does not say where a mistake is."""

    def evaluate(self, request: Request) -> Reply:
        try:
            return super().evaluate(request)
        except ProblemError as problem:
            problem.body.pop("position", None)
            raise


class PositionFromOne(Calculator):
    """Counts characters from 1."""

    def evaluate(self, request: Request) -> Reply:
        try:
            return super().evaluate(request)
        except ProblemError as problem:
            problem.body["position"] = problem.body.get("position", 0) + 1
            raise


class Infinity(Calculator):
    """Answers a division by zero with a result."""

    def result(self, expression: str) -> str:
        try:
            return plain(Parser(expression).evaluate())
        except ProblemError as problem:
            if problem.body.get("type") == "/problems/division-by-zero":
                return "Infinity"
            raise


class OldestFirst(Calculator):
    """Lists the history from its beginning."""

    def list_history(self, request: Request) -> Reply:
        super().list_history(request)
        return Reply(200, {"calculations": [*self.history.values()][: int(request.query.get("limit", "20"))]})


class KeepsFailures(Calculator):
    """Keeps expressions with a mistake as well."""

    def evaluate(self, request: Request) -> Reply:
        try:
            return super().evaluate(request)
        except ProblemError:
            self.history[next(self.numbers)] = {"id": 0, "expression": "?", "result": None}
            raise


FAULTS = [
    Fault(altering(Calculator, with_status(201, 200, "POST")), "sums-evaluated", "POST /evaluate answers 200"),
    Fault(FloatArithmetic, "sums-evaluated", "Decimals are exact"),
    Fault(Exponents, "sums-evaluated", "Results have no exponent"),
    Fault(parsing_with(FlatParser), "precedence-kept", "Multiplication and division come before"),
    Fault(parsing_with(RightParser), "precedence-kept", "Operations of the same rank"),
    Fault(NegativeZero, "precedence-kept", "A minus may stand before"),
    Fault(NoPosition, "mistakes-located", "What does not fit gets 422"),
    Fault(PositionFromOne, "mistakes-located", "What does not fit gets 422"),
    Fault(parsing_with(LenientParser), "mistakes-located", "An expression that ends too soon"),
    Fault(Infinity, "mistakes-located", "A division by zero gets 422"),
    Fault(altering(Calculator, errors_as_plain_json), "mistakes-located", "What does not fit gets 422"),
    Fault(Evaluating, "limits-held", "What only a programming language knows"),
    Fault(parsing_with(RecursiveParser), "limits-held", "A row of 999 minuses"),
    Fault(altering(Calculator, without_header("Allow")), "limits-held", "A wrong method gets 405"),
    Fault(OldestFirst, "history-kept", "GET /history?limit=2"),
    Fault(KeepsFailures, "history-kept", "An expression with a mistake is not kept"),
]
