SELECT id, name FROM customers WHERE id < 0;
SELECT FROM customers LIMIT 2;
SELECT FROM customers WHERE false;
SELECT 'one' || chr(10) || 'two' || chr(10) || 'three' AS lines, 1 AS n, 'a' || chr(10) || 'b' AS more;
SELECT 1 AS "two
lines", 2 AS b;
SELECT '' AS empty, NULL AS nothing, ' ' AS space;
SELECT repeat('x', 90) AS wide, 1 AS n;
VALUES (1, 'a'), (22, 'bcd');
TABLE products LIMIT 3;
SHOW timezone;
SHOW datestyle;
SELECT 1 AS a; SELECT 2 AS a
