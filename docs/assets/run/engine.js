// An engine as the page sees it: a worker that loads on the first task, does one at a time, and can be stopped.

const RUN_LIMIT = 20; // seconds for one task
const LOAD_LIMIT = 60; // seconds without any progress while it loads
const MOST_TEXT = 100_000; // characters of output

export class Stopped extends Error {}

// `bytes` is what loading fetches; `onload` is told how much of it has come, and at the end nothing more.
export function makeEngine({language, name, bytes, onload, limit = RUN_LIMIT, loadLimit = LOAD_LIMIT}) {
  let worker;
  let current;
  let loaded = 0;
  let timer;
  let count = 0;

  const stop = reason => {
    worker?.terminate();
    worker = undefined;
    loaded = 0;
    clearTimeout(timer);
    const task = current;
    current = undefined;
    task?.reject(new Stopped(reason));
  };
  const wait = (seconds, reason) => {
    clearTimeout(timer);
    timer = setTimeout(() => stop(reason), seconds * 1000);
  };
  const waitForLoad = () => wait(loadLimit, `${name} could not be loaded: nothing has come for ${loadLimit} seconds.`);

  const take = item => {
    current.length += item.text?.length ?? 0;
    current.show(item);
    if (current.length > MOST_TEXT) stop(`Stopped after ${MOST_TEXT.toLocaleString("en")} characters of output.`);
  };
  const listen = ({data}) => {
    if (data.broken !== undefined) stop(`${name} does not work here: ${data.broken}`);
    else if (data.loaded) {
      loaded += data.loaded;
      waitForLoad();
      onload({loaded, bytes});
    } else if (!current || data.id !== current.id) return;
    else if (data.started) {
      onload({});
      current.started = performance.now();
      wait(limit, `Stopped: it ran for more than ${limit} seconds.`);
    } else if (data.item) take(data.item);
    else if (data.done) {
      clearTimeout(timer);
      const task = current;
      current = undefined;
      task.resolve({...data.result, milliseconds: performance.now() - task.started});
    }
  };
  const start = () => {
    worker = new Worker(new URL(`./${language}.worker.js`, import.meta.url), {type: "module"});
    worker.onmessage = listen;
    worker.onerror = event => {
      event.preventDefault();
      stop(`${name} could not be loaded. ${event.message ?? "A file of it did not arrive; is there a connection?"}`);
    };
    onload({loaded, bytes});
    waitForLoad();
  };
  // One task; `show` is given its output piece by piece. Raises Stopped, after which the engine starts anew.
  const ask = (task, message = {}, show = () => {}) => new Promise((resolve, reject) => {
    current = {id: ++count, length: 0, show, resolve, reject};
    if (!worker) start();
    worker.postMessage({id: current.id, task, ...message});
  });
  return {ask, stop, isFresh: () => !worker};
}
