/* c */ SELECT nosuch;
-- x
/* multi
line */ SELECT
 nosuch /* in */ , 2;
SELECT 1 AS a