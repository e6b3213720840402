// Python in a worker: one interpreter with a folder, in which the page's files and the shop lie.

import {addressOf, fetchCounted, fetchPacked, fetchText} from "./fetching.js";
import {serve} from "./serving.js";

const FOLDER = "/home/pyodide";
const EVERY = 50; // milliseconds between two pieces of output

// A fresh start: no names, no files, none of the modules that were in the folder.
const RESET = `
import importlib, os, shutil, sys
for _name, _module in list(sys.modules.items()):
    if (getattr(_module, "__file__", None) or "").startswith("${FOLDER}/"):
        del sys.modules[_name]
for _entry in os.scandir("${FOLDER}"):
    shutil.rmtree(_entry.path) if _entry.is_dir() else os.remove(_entry.path)
os.chdir("${FOLDER}")
importlib.invalidate_caches()
`;

// The engine asks for its files by name: two of them come counted or unpacked.
function divertFetch() {
  const fetchPlain = self.fetch;
  self.fetch = (resource, options) => {
    const address = String(resource.url ?? resource);
    if (address === addressOf("python/pyodide.asm.wasm")) return fetchPacked("python/pyodide.asm.wasm", "application/wasm");
    if (address === addressOf("python/python_stdlib.zip")) return fetchCounted("python/python_stdlib.zip", "application/zip");
    return fetchPlain(resource, options);
  };
}

async function load() {
  const [{loadPyodide}, block, shop] = await Promise.all([
    import(addressOf("python/pyodide.mjs")),
    fetchText("block.py"),
    fetchText("../../shop/shop.py"),
  ]);
  divertFetch();
  const python = await loadPyodide({indexURL: addressOf("python/"), env: {HOME: FOLDER, PYTHONHASHSEED: "0", TZ: "UTC"}});
  python.setStdin({error: true});
  const names = python.toPy({__name__: "block"});
  python.runPython(block, {globals: names});
  python.runPython(`import sys; sys.path.insert(0, "${FOLDER}")`, {globals: python.toPy({})});
  const engine = {python, shop, runBlock: names.get("run_block")};
  reset(engine);
  return engine;
}

function write({python}, {name, text}) {
  const path = `${FOLDER}/${name}`;
  python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  python.FS.writeFile(path, text);
  python.runPython("import importlib; importlib.invalidate_caches()", {globals: python.toPy({})});
}

function reset(engine) {
  engine.python.runPython(RESET, {globals: engine.python.toPy({})});
  engine.names = engine.python.toPy({__name__: "__main__"});
  write(engine, {name: "shop.py", text: engine.shop});
}

async function run({runBlock, names}, {text}, show) {
  let waiting = "";
  let last = performance.now();
  const flush = () => {
    if (waiting) show({text: waiting});
    waiting = "";
    last = performance.now();
  };
  const take = piece => {
    waiting += piece;
    if (performance.now() - last > EVERY) flush();
  };
  // Where the browser can suspend WebAssembly, asyncio.run() waits as it does elsewhere.
  const outcome = await ("Suspending" in WebAssembly ? runBlock.callPromising(text, names, take) : runBlock(text, names, take));
  flush();
  const [printed, failed] = outcome.toJs();
  outcome.destroy();
  return {failed, line: failed ? lastLine(printed) : undefined};
}

const lastLine = printed => Number([...printed.matchAll(/^Line (\d+): /gm)].pop()?.[1]) || undefined;

serve(load, {run, write, reset});
