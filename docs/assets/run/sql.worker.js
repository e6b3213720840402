// PostgreSQL in a worker: one database, which begins as the shop.

import {addressOf, fetchPacked} from "./fetching.js";
import {lineOfPosition} from "./psql.js";
import {serve} from "./serving.js";
import {splitStatements} from "./statements.js";

const MOST_ROWS = 10_000;

// The same plans as in the tests; see tests/running/postgres.py.
const SETTINGS = ["search_path=\"$user\", public", "exit_on_error=false", "log_checkpoints=false", "jit=off", "autovacuum=off",
  "timezone=UTC", "io_method=sync", "max_worker_processes=0", "max_parallel_workers=0", "max_parallel_workers_per_gather=0",
  "max_parallel_maintenance_workers=0"];

async function load() {
  const [{PGlite, protocol}, wasm, files, shop] = await Promise.all([
    import(addressOf("sql/index.js")),
    fetchPacked("sql/pglite.wasm", "application/wasm").then(answer => WebAssembly.compileStreaming(answer)),
    fetchPacked("sql/pglite.data").then(answer => answer.blob()),
    fetchPacked("sql/shop.tar").then(answer => answer.blob()),
  ]);
  const options = {
    pgliteWasmModule: wasm,
    initdbWasmModule: wasm, // never used, as the shop comes with a data directory; without it, the engine fetches one
    fsBundle: files,
    loadDataDir: shop,
    startParams: ["--single", "-F", "-O", "-j", ...SETTINGS.flatMap(setting => ["-c", setting])],
  };
  const engine = {
    send: text => engine.database.execProtocol(protocol.serialize.query(text), {throwOnError: false}),
    begin: async () => {
      engine.database = await PGlite.create(options);
    },
  };
  await engine.begin();
  return engine;
}

async function reset(engine) {
  await engine.database.close();
  await engine.begin();
}

async function run(engine, {text}, show) {
  let failed = false;
  for (const statement of splitStatements(text)) {
    if (statement.command) {
      const message = `"${statement.command}" is a command of psql, the program, which the page does not have`;
      show({error: {severity: "ERROR", message}, line: statement.line});
      failed = true;
      continue;
    }
    const {messages} = await engine.send(statement.text);
    for (const answer of answersOf(messages, statement)) {
      failed ||= "error" in answer;
      show(answer);
    }
  }
  return {failed};
}

// The server's messages to answers as psql.js knows them.
function* answersOf(messages, statement) {
  let table;
  let copied = false;
  for (const message of messages) {
    if (message.name === "rowDescription") {
      table = {columns: message.fields.map(field => ({name: field.name, type: field.dataTypeID})), rows: []};
    } else if (message.name === "dataRow") table.rows.push(message.fields);
    else if (message.name === "copyData") {
      yield {text: new TextDecoder().decode(message.chunk)};
      copied = true;
    } else if (message.name === "commandComplete") {
      if (!copied) yield {...table && cut(table), tag: message.text};
      table = undefined;
      copied = false;
    } else if (message.name === "error" || message.name === "notice") {
      const {severity, message: words, detail, hint, position, internalPosition, internalQuery} = message;
      const line = statement.line + (position ? lineOfPosition(statement.text, position) - 1 : 0);
      const told = {severity, message: words, detail, hint, position, internalPosition, internalQuery};
      yield {[message.name]: told, statement: statement.text, line};
    }
  }
}

// More rows than anybody reads would only stop the page.
const cut = table => table.rows.length > MOST_ROWS ? {...table, rows: table.rows.slice(0, MOST_ROWS), left: table.rows.length - MOST_ROWS} : table;

serve(load, {run, reset});
