// How a worker serves the page: it loads its engine, then does one thing after the other.

// `load` gives the engine; `tasks` are functions of (engine, message, show), by their names in messages.
export function serve(load, tasks) {
  let engine;
  const answer = async ({id, task, ...message}) => {
    try {
      engine ??= await load();
    } catch (error) {
      postMessage({broken: error.message});
      return;
    }
    postMessage({id, started: true});
    try {
      const result = await tasks[task](engine, message, item => postMessage({id, item}));
      postMessage({id, done: true, result});
    } catch (error) {
      postMessage({broken: error.message});
    }
  };
  let last = Promise.resolve();
  addEventListener("message", ({data}) => {
    last = last.then(() => answer(data));
  });
  // Where a policy forbids WebAssembly, an engine neither loads nor fails: its complaint comes here.
  addEventListener("unhandledrejection", event => postMessage({broken: String(event.reason?.message ?? event.reason)}));
}
