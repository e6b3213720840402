// Loads an engine's files in its worker, and tells the page how much has come.

const BASE = new URL("./engines/", import.meta.url);

// As it was before a worker diverts what its engine fetches.
const fetchPlain = fetch.bind(self);

export const addressOf = path => new URL(path, BASE).href;

async function answerOf(address) {
  let answer;
  try {
    answer = await fetchPlain(address);
  } catch {
    throw new Error(`${nameOf(address)} did not arrive; is there a connection?`);
  }
  if (!answer.ok) throw new Error(`${nameOf(address)}: the server answered ${answer.status}`);
  return answer;
}

const nameOf = address => address.split("/").pop();

function counted(answer) {
  const count = new TransformStream({
    transform(chunk, controller) {
      postMessage({loaded: chunk.length});
      controller.enqueue(chunk);
    },
  });
  return answer.body.pipeThrough(count);
}

export const fetchCounted = async (path, type) =>
  new Response(counted(await answerOf(addressOf(path))), {headers: {"Content-Type": type}});

export const fetchPacked = async (path, type = "application/octet-stream") => {
  const packed = counted(await answerOf(addressOf(`${path}.gzip`)));
  return new Response(packed.pipeThrough(new DecompressionStream("gzip")), {headers: {"Content-Type": type}});
};

export async function fetchText(address) {
  return (await answerOf(new URL(address, import.meta.url).href)).text();
}
