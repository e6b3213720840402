// "The way to …": the reader chooses a path, a topic or a lesson and sees what is still missing, in order.

import {element, fill, inline} from "./elements.js";
import {STATES, stateOf, wayTo} from "./learning.js";
import {makePace} from "./pace.js";
import {valueOf} from "./record.js";

const SHOWN = 8;

export function mountWay(app) {
  const {index, store} = app;
  return [...document.querySelectorAll("[data-way]")].map(slot => {
    const select = makeChooser(index);
    const pace = makePace(app, "this way");
    const list = element("ol");
    const rest = element("details", {className: "rm-why"}, element("summary"), element("ol", {start: SHOWN + 1}));
    const empty = element("p", null, "Nothing is missing: you have all of it.");
    const choice = element("label", {className: "rm-row"}, "The way to", select);
    slot.replaceChildren(choice, pace.element, empty, list, rest);
    select.onchange = () => store.change("settings", "goal", select.value);
    const wanted = decodeURIComponent(location.hash).replace(/^#way=/, "");
    if (index.scopes.has(wanted)) {
      store.change("settings", "goal", wanted);
      setTimeout(() => select.focus());
    }
    return record => {
      const goal = valueOf(record, "settings", "goal");
      const scope = index.scopes.get(goal) ?? index.scopes.get(select.options[0].value);
      const way = wayTo(index, scope, record);
      select.value = scope.name;
      pace.show(scope, record);
      empty.hidden = way.length > 0;
      const steps = way.map(item => renderStep(app, item, way, record));
      fill(list, ...steps.slice(0, SHOWN));
      fill(rest.lastChild, ...steps.slice(SHOWN));
      rest.hidden = steps.length <= SHOWN;
      rest.firstChild.textContent = `And ${steps.length - SHOWN} more`;
    };
  });
}

function makeChooser({data, items, scopes}) {
  const option = (name, text) => element("option", {value: name}, text ?? scopes.get(name).title);
  const group = (label, options) => element("optgroup", {label}, ...options);
  return element("select", null,
    group("Learning paths", data.paths.map(path => option(`path:${path.id}`))),
    ...data.topics.map(topic => group(topic.title, [
      option(`topic:${topic.id}`, `${topic.title}: all of it`),
      ...topic.lessons.map(lesson => option(`lesson:${topic.id}/${lesson.id}`)),
    ])),
    group("Projects", data.projects.map(project => option(`project:${project.id}`))));
}

// Each step says for which later step it is needed.
function renderStep({url}, item, way, record) {
  const later = way.find(each => each.requires.some(([key]) => key === item.key));
  const because = later?.requires.find(([key]) => key === item.key)[1];
  const begun = stateOf(item, record) === "learning" ? ` (${STATES.learning.join(" ")})` : "";
  const reason = later ? [" for ", ...inline(later.title), ": ", ...inline(because)] : [];
  return element("li", null,
    element("a", {href: url(item.page)}, ...inline(item.title)),
    element("span", {className: "rm-muted"}, begun, ...reason));
}
