SELECT 1 AS int, -2.50::numeric AS numeric, 1.5::float8 AS float, 3::bigint AS "a big one", 7::smallint AS s, 'x'::text AS t, true AS yes, NULL AS nothing;
SELECT ARRAY[1, 2, NULL] AS list, '{"a": [1, 2], "b": null}'::jsonb AS data, '{"a":1}'::json AS plain, 'a'::char(3) AS padded, '\x01ff'::bytea AS bytes;
SELECT timestamptz '2026-01-04 12:00:00+01' AS moment, timestamp '2026-01-04 12:00:00.5' AS local, date '2026-01-04' AS day, time '09:30' AS hour, interval '1 day 02:00' AS span;
SELECT money '12.30' AS price, 42::oid AS oid, '10.0.0.1'::inet AS host, int4range(1, 5) AS range, point(1, 2) AS p, 'a' || chr(9) || 'b' AS tab;
SELECT 'NaN'::numeric AS nan, 'Infinity'::float8 AS inf, 1e20::float8 AS large, 0.1::float4 AS small, 12345678901234567890.123::numeric AS long;
SELECT ROW(1, 'a b', NULL) AS row, 'Desk lamp'::regtype;
SELECT 'customers'::regclass AS relation, current_date > '2020-01-01' AS later, 'é' AS accent, '日本' AS wide, 'a👍b' AS emoji, 'x' AS after;
