/* a comment; with a semicolon /* and one inside; */ */
SELECT 1 AS a; -- and ; one behind
CREATE FUNCTION twice(n int) RETURNS int
BEGIN ATOMIC
  SELECT CASE WHEN n = 0 THEN 0; ELSE 2 END;
END;
CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql
BEGIN ATOMIC
  SELECT CASE WHEN n IS NULL THEN 0 ELSE 2 * n END;
END;
SELECT twice(4);
CREATE RULE quiet AS ON DELETE TO payments DO INSTEAD (SELECT 1; SELECT 2);
SELECT E'it\'s; fine' AS e, 'it''s; fine' AS s, $$; ' "$$ AS d, "id" FROM products WHERE id = 1;
CREATE FUNCTION thrice(n int) RETURNS int LANGUAGE plpgsql AS $f$
BEGIN
  -- it's
  RETURN 3 * n;
END;
$f$;
;
SELECT thrice(2) AS "a ""quoted"" name";
