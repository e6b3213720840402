// Look-ups over the roadmap that the generator wrote. An item is what a reader finishes: a lesson or a project.
// A scope is what a bar or a goal speaks of: "topic:sql", "lesson:sql/joins", "path:…", "stop:…", "project:…" or "all".

export function indexRoadmap(data) {
  const items = new Map();
  const scopes = new Map();
  const scope = (name, title, page, keys) =>
    scopes.set(name, {name, title, page, items: [...new Set(keys)].map(key => items.get(key))});
  for (const topic of data.topics) {
    for (const lesson of lessonsOf(topic)) {
      items.set(lesson.key, lesson);
      scope(`lesson:${lesson.key}`, lesson.title, lesson.page, [lesson.key]);
    }
    scope(`topic:${topic.id}`, topic.title, topic.page, keysOf(topic));
  }
  for (const project of data.projects) {
    const ticks = project.milestones.map(([id, text]) => [`${project.id}/${id}`, text]);
    items.set(project.id, {...project, key: project.id, ticks, requires: []});
    scope(`project:${project.id}`, project.title, project.page, [project.id]);
  }
  for (const path of data.paths) {
    scope(`path:${path.id}`, path.title, path.page, path.stops.flatMap(stop => stop.items));
    for (const stop of path.stops) scope(`stop:${path.id}/${stop.id}`, stop.id, path.page, stop.items);
  }
  scope("all", "The whole roadmap", "", items.keys());
  const questions = new Set([...items.values()].flatMap(item => (item.questions ?? []).map(id => `${item.key}/${id}`)));
  return {data, items, scopes, questions, unlocks: invert(items)};
}

const keysOf = topic => topic.lessons.map(lesson => `${topic.id}/${lesson.id}`);

// Each lesson takes the share of its topic's hours that its minutes have: the same rule as on the path pages.
function lessonsOf(topic) {
  const sum = end => topic.lessons.reduce((minutes, lesson) => minutes + lesson.minutes[end], 0);
  return topic.lessons.map(lesson => {
    const key = `${topic.id}/${lesson.id}`;
    const hours = lesson.minutes.map((minutes, end) => topic.hours[end] * minutes / sum(end));
    return {...lesson, key, hours, ticks: lesson.outcomes.map(([id, text]) => [`${key}/${id}`, text])};
  });
}

function invert(items) {
  const unlocks = new Map([...items.keys()].map(key => [key, []]));
  for (const item of items.values()) for (const [before] of item.requires) unlocks.get(before).push(item.key);
  return unlocks;
}
