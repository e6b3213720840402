EXPLAIN (COSTS OFF) SELECT * FROM customers WHERE id = 1;
EXPLAIN SELECT o.id FROM orders AS o JOIN customers AS c ON c.id = o.customer_id WHERE c.country = 'DE';
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) SELECT country, count(*) FROM customers GROUP BY country HAVING count(*) > 100;
EXPLAIN (FORMAT JSON, COSTS OFF) SELECT 1;
