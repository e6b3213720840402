// What a reader knows already, from the answers to two questions of each topic.

// `results` are [lesson, right] pairs. Who answers a lesson's question knows what it builds on; what builds on a lesson
// whose question went wrong is still to be learned, and a topic without a mistake is known as a whole.
export function proposeSkips(index, results, isOpen) {
  const wrong = results.filter(([, right]) => !right).map(([key]) => key);
  const right = results.filter(([, right]) => right).map(([key]) => key);
  const known = new Set(right.flatMap(key => [...before(index, key)]));
  const flawed = new Set(wrong.map(topicOf));
  for (const topic of new Set(right.map(topicOf))) {
    if (!flawed.has(topic)) for (const item of index.scopes.get(`topic:${topic}`).items) known.add(item.key);
  }
  const unknown = key => wrong.some(lesson => topicOf(lesson) === topicOf(key) && before(index, key).has(lesson));
  return [...index.items.values()].filter(item => known.has(item.key) && !unknown(item.key) && isOpen(item));
}

export const topicOf = key => key.split("/")[0];

// A lesson and all that it builds on.
function before(index, key, found = new Set()) {
  if (!found.has(key)) {
    found.add(key);
    for (const [required] of index.items.get(key).requires) before(index, required, found);
  }
  return found;
}
