SELECT nam FROM customers;
-- a comment before it
SELECT id,
	nosuch
FROM customers;
SELEC 1;
SELECT 1 +;
SELECT 'a string; with a semicolon' AS text, $tag$ a ; b $tag$ AS dollar, "no such" FROM customers;
INSERT INTO products (sku, name, category, price, stock) VALUES ('x', 'y', 'z', -1, 0);
INSERT INTO customers (email, name, country, joined_on) VALUES ('new@example.com', NULL, 'DE', '2026-01-01');
DELETE FROM products WHERE id = 1;
SELECT 1 / 0 AS nothing;
SELECT customers.id, customers.name, customers.country, customers.city, customers.joined_on, customers.nosuch FROM customers WHERE customers.id = 1;
SELECT o.nosuch, customers.id, customers.name, customers.country, customers.city, customers.joined_on FROM customers AS o WHERE customers.id = 1;
SELECT * FROM custmers;
SELECT count(*) FROM customers GROUP BY;
CREATE TABLE t (id int PRIMARY KEY);
INSERT INTO t VALUES (1), (1);
CREATE TABLE IF NOT EXISTS t (id int);
DROP TABLE IF EXISTS nosuch;
DO $$ BEGIN RAISE NOTICE 'hello %', 1; RAISE WARNING 'careful' USING HINT = 'a hint', DETAIL = 'a detail'; END $$;
DO $$ BEGIN ASSERT 1 = 2, 'they differ'; END $$;
DO $$ BEGIN PERFORM nosuch FROM customers; END $$;
SELECT abs('x');
SELECT 'é日本', nosuch FROM customers;
BEGIN;
SELECT 1 / 0;
SELECT 1 AS one;
ROLLBACK;
SELECT upper(1, 2);
SELECT 'abc'::int;
SELECT unterminated
