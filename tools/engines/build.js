// Lays out what the reader's browser needs of the engines: `node build.js FOLDER`, with the shop's SQL on standard input.
// Large files are compressed here, because not every host compresses them. Their names do not end in .gz, which
// some hosts would declare as an encoding.

import {spawnSync} from "node:child_process";
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";

const PGLITE = "node_modules/@electric-sql/pglite/dist";
const PYODIDE = "node_modules/pyodide";
const folder = process.argv[2];
process.chdir(import.meta.dirname);

const pack = (to, bytes) => writeFileSync(join(folder, `${to}.gzip`), gzipSync(bytes, {level: 9}));

// A module and all that it imports; its maps are not published.
function copyModules(from, name, to, done = new Set()) {
  if (done.has(name)) return;
  done.add(name);
  const text = readFileSync(join(from, name), "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "");
  writeFileSync(join(folder, to, name), text);
  for (const [, imported] of text.matchAll(/\b(?:from|import)"\.\/([\w-]+\.js)"/g)) copyModules(from, imported, to, done);
}

function makeSnapshot() {
  const {status, stdout, stderr} = spawnSync(process.execPath, ["snapshot.js"], {
    input: readFileSync(0),
    maxBuffer: 2 ** 28,
    timeout: 120_000,
  });
  if (status) throw new Error(`the snapshot could not be made: ${stderr}`);
  return stdout;
}

for (const engine of ["sql", "python"]) mkdirSync(join(folder, engine), {recursive: true});
copyModules(PGLITE, "index.js", "sql");
for (const name of ["pglite.wasm", "pglite.data"]) pack(`sql/${name}`, readFileSync(join(PGLITE, name)));
pack("sql/shop.tar", makeSnapshot());

for (const name of ["pyodide.mjs", "pyodide.asm.mjs", "python_stdlib.zip"]) {
  copyFileSync(join(PYODIDE, name), join(folder, "python", name));
}
pack("python/pyodide.asm.wasm", readFileSync(join(PYODIDE, "pyodide.asm.wasm")));
// Packages beyond the standard library come from another host and are left out of the list.
const {info} = JSON.parse(readFileSync(join(PYODIDE, "pyodide-lock.json"), "utf8"));
writeFileSync(join(folder, "python", "pyodide-lock.json"), JSON.stringify({info, packages: {}}));
