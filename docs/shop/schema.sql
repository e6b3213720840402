-- The shop's tables, for PostgreSQL 18. shop.py makes the rows that fill them.
-- The only indexes are those of keys: the lesson on indexes adds the others.

CREATE TABLE customers (
    id        int  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email     text NOT NULL UNIQUE,
    name      text NOT NULL,
    city      text,                    -- NULL: not known
    country   text NOT NULL,           -- ISO 3166-1, such as 'DE'
    joined_on date NOT NULL
);

CREATE TABLE products (
    id       int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku      text           NOT NULL UNIQUE,
    name     text           NOT NULL,
    category text           NOT NULL,
    price    numeric(10, 2) NOT NULL CHECK (price > 0),  -- today's price, in euros
    stock    int            NOT NULL CHECK (stock >= 0)
);

-- The plural is not only style: ORDER is a reserved word.
CREATE TABLE orders (
    id          int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id int REFERENCES customers,  -- NULL: ordered as a guest
    placed_at   timestamptz NOT NULL,
    status      text        NOT NULL CHECK (status IN ('new', 'paid', 'shipped', 'delivered', 'cancelled')),
    coupon      text                       -- a code for a gift in the parcel; it changes no price
);

CREATE TABLE order_lines (
    order_id   int            NOT NULL REFERENCES orders ON DELETE CASCADE,
    product_id int            NOT NULL REFERENCES products,
    quantity   int            NOT NULL CHECK (quantity > 0),
    unit_price numeric(10, 2) NOT NULL CHECK (unit_price >= 0),  -- the price when it was ordered
    PRIMARY KEY (order_id, product_id)
);

CREATE TABLE payments (
    id       int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id int            NOT NULL REFERENCES orders,
    amount   numeric(10, 2) NOT NULL CHECK (amount > 0),
    method   text           NOT NULL CHECK (method IN ('card', 'transfer', 'wallet')),
    paid_at  timestamptz    NOT NULL
);
