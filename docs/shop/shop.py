"""The shop's data: one year of a small web shop, the same on every machine.

`customers`, `products`, `orders`, `order_lines` and `payments` hold a record for each row of the tables in schema.sql,
and `as_sql()` writes them as INSERT statements. The people are invented. Money is in euros, times are in UTC.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody with an account."""

    id: int
    email: str
    name: str
    city: str | None
    country: str
    joined_on: date


@dataclass(frozen=True, slots=True)
class Product:
    """Something that the shop sells, at today's price."""

    id: int
    sku: str
    name: str
    category: str
    price: Decimal
    stock: int


@dataclass(frozen=True, slots=True)
class Order:
    """What a customer, or a guest without an account, ordered at once."""

    id: int
    customer_id: int | None
    placed_at: datetime
    status: str
    coupon: str | None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A product of an order, at the price of that time."""

    order_id: int
    product_id: int
    quantity: int
    unit_price: Decimal


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in for an order."""

    id: int
    order_id: int
    amount: Decimal
    method: str
    paid_at: datetime


# How much there is, and what is dirty on purpose: real data is never clean.
CUSTOMERS = 500
ORDERS = 3000
CITY_UNKNOWN = 41  # customers whose city is NULL
SPACE_AFTER_NAME = 6  # customers whose name ends with a space
SIGNED_UP_TWICE = 4  # customers who have a second account; its email differs only in upper and lower case
GUEST_ORDERS = 118  # orders whose customer_id is NULL
WITHOUT_LINES = 8  # orders without a line; none of them was paid
NEVER_ORDERED = ("Coat rack", "Chalk", "Key cabinet")  # products that nobody wants
PAID_TWICE = 139  # orders that were paid in two parts
PAID_WRONG = 9  # orders whose payment is a tenth too low or too high
CANCELLED_BUT_PAID = 7  # orders that were cancelled although they were paid, and nobody gave the money back

TODAY = date(2026, 1, 4)  # the day that the data shows; the last order is of 31 December
PRICES_ROSE = date(2025, 7, 1)  # before, each product cost 5 % less: older lines differ from today's prices

_FIRST_NAMES = (
    "Ada Agnieszka Aisha Alva Amira Anders Anja Antoine Bartosz Beatriz Björn Camille Carmen Chidi Clara Daan Dario "
    "Ebba Elif Emeka Esther Fatima Femke Freya Giulia Hanna Hugo Ines Ivo Jana Jonas Juan Kasia Kenji Lars Lea Linh "
    "Łukasz Maja Malik Marek Mei Nadia Niko Nour Olga Pablo Priya Rafael Ravi Sara Sofie Sven Tariq Tomasz Yara Zoë"
)
_LAST_NAMES = (
    "Abad Adeyemi Albers Amaral Andersson Baran Beck Bernard Bianchi Brandt Cabral Cheng Cieślak Costa Dahl Dijkstra "
    "Duarte Durand Ekström Farouk Fontaine Fuchs Galindo Haddad Hansen Hoang Izquierdo Jansen Kaya Keller Kowal "
    "Krause Lindqvist Lourenço Marchetti Mendes Meyer Moreau Mulder Nair Navarro Nowicki O'Connor Okoro Ortega Perrin "
    "Rossi Roux Salgado Sato Schröder Sjöberg Tanaka Vega Visser Wójcik Yilmaz Zając"
)
_CITIES = {  # by country, the one with the most customers first
    "DE": ("Berlin", "Hamburg", "Munich", "Cologne", "Leipzig"),
    "FR": ("Paris", "Lyon", "Nantes", "Toulouse"),
    "PL": ("Warsaw", "Kraków", "Gdańsk", "Wrocław"),
    "ES": ("Madrid", "Valencia", "Seville", "Bilbao"),
    "NL": ("Amsterdam", "Utrecht", "Rotterdam"),
    "SE": ("Stockholm", "Malmö", "Uppsala"),
    "IT": ("Milan", "Bologna"),
    "AT": ("Vienna", "Graz"),
    "DK": ("Copenhagen", "Aarhus"),
    "PT": ("Lisbon", "Porto"),
    "IE": ("Dublin", "Cork"),
}
_COUNTRY_WEIGHTS = (26, 16, 15, 12, 9, 7, 5, 4, 3, 2, 1)
_ASCII = str.maketrans("äåąćçęëłńóöśüżź", "aaacceelnoosuzz", "'")

_PRODUCTS = {
    "Lighting": "Desk lamp 34.90, Floor lamp 89.00, Clip lamp 19.90, Night light 12.50, LED strip 24.00, "
    "Paper lantern 9.90, Reading light 15.90, Bulb 60 W 4.50, Bulb 100 W 5.90, Table lantern 29.00",
    "Furniture": "Office chair 189.00, Standing desk 429.00, Footrest 39.00, Bookshelf 119.00, Filing cabinet 149.00, "
    "Stool 45.00, Monitor stand 34.00, Coat rack 59.00, Side table 69.00, Desk mat 22.00",
    "Paper": "Notebook A5 6.90, Notebook A4 8.90, Sketchbook 12.90, Sticky notes 3.20, Printer paper 5.50, "
    "Envelopes 4.20, Index cards 3.90, Wall planner 14.50, Pocket diary 11.90, Wrapping paper 4.90",
    "Writing": "Pencil 1.20, Ballpoint pen 2.40, Fountain pen 39.90, Marker set 13.90, Highlighter 1.90, Eraser 0.90, "
    "Sharpener 2.20, Ink bottle 9.50, Chalk 3.50, Brush pen 7.80",
    "Storage": "Storage box 14.90, Letter tray 11.50, Pen cup 8.50, Cable box 17.90, Drawer insert 13.50, "
    "Ring binder 4.80, Magazine file 6.50, Hook set 7.20, Wicker basket 21.00, Key cabinet 27.00",
    "Kitchen": "Coffee mug 9.90, Teapot 32.00, French press 36.50, Water bottle 18.90, Lunch box 16.50, "
    "Chopping board 24.90, Tea towel 7.50, Bread knife 27.90, Egg timer 8.90, Kettle 44.00",
}
_MONTH_WEIGHTS = (8, 7, 8, 8, 8, 7, 7, 7, 9, 10, 15, 17)
_HOUR_WEIGHTS = (1, 1, 1, 1, 1, 2, 4, 6, 7, 7, 8, 8, 9, 8, 7, 7, 8, 9, 10, 11, 11, 8, 5, 2)

# Only random() is used: of it alone Python promises that a seed gives the same numbers in every version.
_random = Random(2025).random


def _below(count: int) -> int:
    return int(_random() * count)


def _one_of(items: Sequence[T]) -> T:
    return items[_below(len(items))]


def _shuffled(items: Sequence[T]) -> list[T]:
    return sorted(items, key=lambda _: _random())


def _wheel(items: Sequence[T], weights: Sequence[float]) -> Callable[[], T]:
    """A wheel of fortune: each turn gives one of the items, the heavier ones more often."""
    sums = list(accumulate(weights))
    return lambda: items[bisect(sums, _random() * sums[-1])]


def _favorites(items: Sequence[T], softness: int) -> Callable[[], T]:
    """A wheel on which the few are chosen often and the many seldom, as sales go (Zipf's law, softened)."""
    return _wheel(_shuffled(items), [1 / (rank + softness) for rank in range(1, len(items) + 1)])


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


def _make_customers() -> list[Customer]:
    first_names, last_names = _FIRST_NAMES.split(), _LAST_NAMES.split()
    country = _wheel(tuple(_CITIES), _COUNTRY_WEIGHTS)
    taken: set[str] = set()
    made = []
    for i, day in enumerate(sorted(_below(1095) for _ in range(CUSTOMERS)), start=1):
        name, home = f"{_one_of(first_names)} {_one_of(last_names)}", country()
        joined_on = date(2023, 1, 1) + timedelta(days=day)
        made.append(Customer(i, _new_email(name, taken), name, _one_of(_CITIES[home]), home, joined_on))
    return _soiled(made)


def _new_email(name: str, taken: set[str]) -> str:
    """An address that nobody has yet, in small letters; people of the same name are told apart by a number."""
    local = name.lower().translate(_ASCII).replace(" ", ".")
    number = next(n for n in range(1, CUSTOMERS) if f"{local}{n}" not in taken)
    taken.add(f"{local}{number}")
    return f"{local}{number if number > 1 else ''}@example.{_one_of(('com', 'org', 'net'))}"


def _soiled(clean: list[Customer]) -> list[Customer]:
    """The same customers with second accounts, names that end with a space, and cities that nobody knows."""
    made = list(clean)
    numbers = _shuffled(range(CUSTOMERS))
    for pair in range(SIGNED_UP_TWICE):
        first, second = sorted(numbers[2 * pair : 2 * pair + 2])
        local, _, domain = made[first].email.partition("@")
        again = replace(made[first], id=made[second].id, joined_on=made[second].joined_on)
        made[second] = replace(again, email=f"{local.title()}@{domain}")
    for i in _shuffled(range(CUSTOMERS))[:SPACE_AFTER_NAME]:
        made[i] = replace(made[i], name=f"{made[i].name} ")
    for i in _shuffled(range(CUSTOMERS))[:CITY_UNKNOWN]:
        made[i] = replace(made[i], city=None)
    return made


def _make_products() -> list[Product]:
    made: list[Product] = []
    for category, entries in _PRODUCTS.items():
        for i, entry in enumerate(entries.split(", "), start=1):
            name, _, price = entry.rpartition(" ")
            sku = f"{category[:2].upper()}-{i:02}"
            made.append(Product(len(made) + 1, sku, name, category, Decimal(price), _below(12) * _below(15)))
    return made


def _make_orders() -> list[Order]:
    """Orders in the order of time; a customer orders only after joining."""
    customer = _favorites(customers, softness=6)
    guests = set(_shuffled(range(1, ORDERS + 1))[:GUEST_ORDERS])
    made = []
    for i, placed_at in enumerate(_moments(), start=1):
        buyer = customer()
        while buyer.joined_on >= placed_at.date():
            buyer = customer()
        status, coupon = _status(placed_at), _coupon(placed_at)
        made.append(Order(i, None if i in guests else buyer.id, placed_at, status, coupon))
    return made


def _moments() -> list[datetime]:
    """The times of the orders, no two the same: most in November and December, and few at night."""
    days = [datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=i) for i in range(365)]
    day = _wheel(days, [_MONTH_WEIGHTS[day.month - 1] for day in days])
    hour = _wheel(range(24), _HOUR_WEIGHTS)
    moments: set[datetime] = set()
    while len(moments) < ORDERS:
        moments.add(day() + timedelta(hours=hour(), seconds=_below(3600)))
    return sorted(moments)


def _status(placed_at: datetime) -> str:
    chance = _random()
    if chance < 0.08:
        return "cancelled" if chance < 0.05 else "new"
    days = (TODAY - placed_at.date()).days
    return "paid" if days < 8 else "shipped" if days < 20 else "delivered"


def _coupon(placed_at: datetime) -> str | None:
    season = {4: "SPRING", 5: "SPRING", 12: "ADVENT"}.get(placed_at.month, "WELCOME")
    return season if _random() < 0.12 else None


def _make_order_lines() -> list[OrderLine]:
    sold = _favorites([product for product in products if product.name not in NEVER_ORDERED], softness=3)
    size = _wheel((1, 2, 3, 4, 5, 6), (25, 30, 22, 14, 6, 3))
    quantity = _wheel((1, 2, 3, 4, 5), (62, 22, 9, 4, 3))
    empty = set(_shuffled([order.id for order in orders if order.status == "new"])[:WITHOUT_LINES])
    made = []
    for order in orders:
        chosen: dict[int, Product] = {}
        wanted = 0 if order.id in empty else size()
        while len(chosen) < wanted:
            product = sold()
            chosen[product.id] = product
        for number in sorted(chosen):
            price = _price_on(order.placed_at.date(), chosen[number])
            made.append(OrderLine(order.id, number, quantity(), price))
    return made


def _price_on(day: date, product: Product) -> Decimal:
    return product.price if day >= PRICES_ROSE else _cents(product.price * Decimal("0.95"))


def _make_payments() -> list[Payment]:
    """Payments in the order of time; `id` numbers them when all are there."""
    totals = {order.id: Decimal(0) for order in orders}
    for line in order_lines:
        totals[line.order_id] += line.quantity * line.unit_price
    cancelled = _shuffled([order for order in orders if order.status == "cancelled"])[:CANCELLED_BUT_PAID]
    paid = _shuffled([order for order in orders if order.status in ("paid", "shipped", "delivered")])
    method = _wheel(("card", "wallet", "transfer"), (60, 25, 15))
    made = []
    for i, order in enumerate(paid + cancelled):
        for amount in _amounts(totals[order.id], twice=i < PAID_TWICE, wrong=PAID_TWICE <= i < PAID_TWICE + PAID_WRONG):
            how = method()
            hours = 24 + _below(48) if how == "transfer" else 0
            paid_at = order.placed_at + timedelta(hours=hours, seconds=30 + _below(600))
            made.append(Payment(0, order.id, amount, how, paid_at))
    made.sort(key=lambda payment: (payment.paid_at, payment.order_id))
    return [replace(payment, id=i) for i, payment in enumerate(made, start=1)]


def _amounts(total: Decimal, *, twice: bool, wrong: bool) -> tuple[Decimal, ...]:
    if twice:
        part = _cents(total * (20 + _below(60)) / 100)
        return part, total - part
    return (_cents(total * _one_of((9, 11)) / 10),) if wrong else (total,)


customers = _make_customers()
products = _make_products()
orders = _make_orders()
order_lines = _make_order_lines()
payments = _make_payments()


def as_sql() -> str:
    """The INSERT statements for all rows, in an order that keeps foreign keys, for tables as in schema.sql."""
    return "\n".join(_statements())


def _statements() -> Iterator[str]:
    tables: dict[str, Sequence[Customer | Product | Order | OrderLine | Payment]] = {
        "customers": customers,
        "products": products,
        "orders": orders,
        "order_lines": order_lines,
        "payments": payments,
    }
    for table, rows in tables.items():
        columns = [field.name for field in fields(rows[0])]
        overriding = " OVERRIDING SYSTEM VALUE" if "id" in columns else ""
        yield f"INSERT INTO {table} ({', '.join(columns)}){overriding} VALUES"
        lines = (", ".join(_literal(getattr(row, column)) for column in columns) for row in rows)
        yield "(" + "),\n(".join(lines) + ");\n"
    for table in ("customers", "products", "orders", "payments"):  # a new row gets the next number
        yield f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {len(tables[table])});"
    yield f"ANALYZE {', '.join(tables)};\n"  # so that the planner knows the tables from the start


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, (int, Decimal)):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
