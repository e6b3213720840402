"""The shop's data is the same everywhere, as dirty as its page says, and PostgreSQL takes it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import astuple, fields
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
import shop

from tests.building import PROJECT

SHOP = PROJECT / "docs" / "shop"
Rows = list[shop.Customer] | list[shop.Product] | list[shop.Order] | list[shop.OrderLine] | list[shop.Payment]
TABLES: dict[str, Rows] = {
    "customers": shop.customers,
    "products": shop.products,
    "orders": shop.orders,
    "order_lines": shop.order_lines,
    "payments": shop.payments,
}
PRODUCTS = {product.id: product for product in shop.products}
CUSTOMERS = {customer.id: customer for customer in shop.customers}
ORDERS = {order.id: order for order in shop.orders}

TOTALS: dict[int, Decimal] = defaultdict(Decimal)
for line in shop.order_lines:
    TOTALS[line.order_id] += line.quantity * line.unit_price
PAID: dict[int, list[Decimal]] = defaultdict(list)
for payment in shop.payments:
    PAID[payment.order_id].append(payment.amount)


def test_two_processes_make_the_same_bytes() -> None:
    def run(hash_seed: str) -> bytes:
        program = "import shop, sys; sys.stdout.buffer.write(shop.as_sql().encode())"
        environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(SHOP)}
        return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True).stdout

    assert run("1") == run("2") == shop.as_sql().encode()


def test_it_has_this_many_rows() -> None:
    assert {table: len(rows) for table, rows in TABLES.items()} == {
        "customers": 500,
        "products": 60,
        "orders": 3000,
        "order_lines": 7645,
        "payments": 2913,
    }
    for rows in (shop.customers, shop.products, shop.orders, shop.payments):
        assert [row.id for row in rows] == list(range(1, len(rows) + 1))
    assert shop.products[0].name == "Desk lamp"
    assert set(Counter(product.category for product in shop.products).values()) == {10}


def test_foreign_keys_resolve() -> None:
    assert {order.customer_id for order in shop.orders} <= CUSTOMERS.keys() | {None}
    assert {line.order_id for line in shop.order_lines} <= ORDERS.keys()
    assert {line.product_id for line in shop.order_lines} <= PRODUCTS.keys()
    assert {payment.order_id for payment in shop.payments} <= ORDERS.keys()


def test_customers_are_as_dirty_as_the_page_says() -> None:
    accounts = Counter(customer.email.lower() for customer in shop.customers)
    assert Counter(accounts.values()) == {1: 492, 2: 4}
    assert len({customer.email for customer in shop.customers}) == 500
    assert all(customer.email.isascii() for customer in shop.customers)
    assert sum(customer.city is None for customer in shop.customers) == 41
    assert sum(customer.name != customer.name.strip() for customer in shop.customers) == 6
    assert all(
        customer.name == customer.name.strip() + " " * customer.name.endswith(" ") for customer in shop.customers
    )
    assert len(CUSTOMERS.keys() - {order.customer_id for order in shop.orders}) == 67


def test_orders_are_as_dirty_as_the_page_says() -> None:
    assert sum(order.customer_id is None for order in shop.orders) == 118
    empty = ORDERS.keys() - {line.order_id for line in shop.order_lines}
    assert len(empty) == 8
    assert {ORDERS[order].status for order in empty} == {"new"}
    never = PRODUCTS.keys() - {line.product_id for line in shop.order_lines}
    assert {PRODUCTS[product].name for product in never} == {"Coat rack", "Chalk", "Key cabinet"}


def test_payments_are_as_dirty_as_the_page_says() -> None:
    assert Counter(len(amounts) for amounts in PAID.values()) == {1: 2635, 2: 139}
    wrong = [order for order, amounts in PAID.items() if sum(amounts) != TOTALS[order]]
    assert len(wrong) == 9
    assert all(0 < abs(sum(PAID[order]) - TOTALS[order]) <= TOTALS[order] / 9 for order in wrong)
    assert sum(ORDERS[order].status == "cancelled" for order in PAID) == 7
    assert {ORDERS[order].status for order in ORDERS.keys() - PAID.keys()} == {"new", "cancelled"}
    assert "new" not in {ORDERS[order].status for order in PAID}


def test_prices_rose_once() -> None:
    rise = datetime(2025, 7, 1, tzinfo=UTC)
    before = 0
    for line in shop.order_lines:
        today = PRODUCTS[line.product_id].price
        if ORDERS[line.order_id].placed_at < rise:
            before += 1
            assert line.unit_price == (today * 95 / 100).quantize(Decimal("0.01")) < today
        else:
            assert line.unit_price == today
    assert before == 3142


def test_time_runs_forward() -> None:
    placed = [order.placed_at for order in shop.orders]
    assert placed == sorted(set(placed))
    assert {moment.year for moment in placed} == {2025}
    months = Counter(moment.month for moment in placed)
    assert {month for month, _ in months.most_common(2)} == {11, 12}
    joined = [customer.joined_on for customer in shop.customers]
    assert joined == sorted(joined)
    for order in shop.orders:
        assert order.customer_id is None or CUSTOMERS[order.customer_id].joined_on < order.placed_at.date()
    paid = [payment.paid_at for payment in shop.payments]
    assert paid == sorted(paid)
    assert all(payment.paid_at > ORDERS[payment.order_id].placed_at for payment in shop.payments)


def test_some_sell_much_and_many_sell_little() -> None:
    for numbers in (
        Counter(line.product_id for line in shop.order_lines),
        Counter(order.customer_id for order in shop.orders if order.customer_id),
    ):
        ranked = [number for _, number in numbers.most_common()]
        assert sum(ranked[: len(ranked) // 5]) > sum(ranked) * 2 / 5
        assert ranked[0] > 5 * ranked[len(ranked) // 2]


@pytest.mark.parametrize("table", TABLES)
def test_postgresql_holds_the_same_rows(shop_database: psycopg.Connection, table: str) -> None:
    rows = TABLES[table]
    names = [field.name for field in fields(rows[0])]
    key = "order_id, product_id" if table == "order_lines" else "id"
    cursor = shop_database.execute(f"SELECT * FROM {table} ORDER BY {key}")
    assert [column.name for column in cursor.description or ()] == names
    assert cursor.fetchall() == [astuple(row) for row in rows]


def test_a_new_row_gets_the_next_number(shop_database: psycopg.Connection) -> None:
    for insert, number in (
        ("INSERT INTO customers (email, name, country, joined_on) VALUES ('a@b.c', 'A', 'DE', '2026-01-04')", 501),
        ("INSERT INTO products (sku, name, category, price, stock) VALUES ('X', 'X', 'X', 1, 0)", 61),
        ("INSERT INTO orders (placed_at, status) VALUES (now(), 'new')", 3001),
        (
            "INSERT INTO payments (order_id, amount, method, paid_at) VALUES (1, 1, 'card', now())",
            len(shop.payments) + 1,
        ),
    ):
        with shop_database.transaction(force_rollback=True):
            assert shop_database.execute(f"{insert} RETURNING id").fetchone() == (number,)


@pytest.mark.parametrize(
    "insert",
    [
        "INSERT INTO orders (customer_id, placed_at, status) VALUES (501, now(), 'new')",
        "INSERT INTO orders (placed_at, status) VALUES (now(), 'lost')",
        "INSERT INTO order_lines VALUES (1, 1, 0, 1)",
        "INSERT INTO payments (order_id, amount, method, paid_at) VALUES (1, 0, 'card', now())",
        "UPDATE products SET price = 0",
        "UPDATE products SET stock = -1",
        "UPDATE customers SET email = 'same@example.com'",
        "DELETE FROM products",
    ],
)
def test_postgresql_refuses_what_the_schema_forbids(shop_database: psycopg.Connection, insert: str) -> None:
    with pytest.raises(psycopg.IntegrityError), shop_database.transaction():
        shop_database.execute(insert)


def test_site_offers_one_file_to_load(site: Path) -> None:
    loaded = (site / "shop" / "shop.sql").read_text(encoding="utf-8")
    assert loaded.startswith("SET client_encoding = 'UTF8';")
    assert loaded.endswith((SHOP / "schema.sql").read_text(encoding="utf-8") + "\n" + shop.as_sql())
