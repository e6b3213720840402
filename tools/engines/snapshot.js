// The data directory of a PostgreSQL that holds what the SQL from standard input makes, as a tar file to standard output.

import "./stillness.js";
import {readFileSync, writeFileSync} from "node:fs";
import {PGlite} from "@electric-sql/pglite";

const LAST = [
  // The template that nobody can connect to weighs as much as the shop.
  "UPDATE pg_database SET datistemplate = false WHERE datname = 'template0'",
  "DROP DATABASE template0",
  "VACUUM ANALYZE",
  "CHECKPOINT",
  // An empty log in place of the one that wrote the rows, which nobody needs any more.
  "SELECT pg_switch_wal()",
  "CHECKPOINT",
];

const database = await PGlite.create({startParams: [...PGlite.defaultStartParams, "-c", "wal_recycle=off"]});
await database.exec(readFileSync(0, "utf8"));
for (const statement of LAST) await database.exec(statement);
const data = await database.dumpDataDir("none");
writeFileSync(1, Buffer.from(await data.arrayBuffer()));
process.exit(); // the engine waits for time to pass
