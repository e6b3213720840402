// "With N hours a week, … takes A to B weeks", and the same plan for a calendar.

import {renderCalendar} from "./calendar.js";
import {button, download, element} from "./elements.js";
import {span, tally, wayTo, weeksFor} from "./learning.js";
import {valueOf} from "./record.js";

export function makePace({index, store, url}, what) {
  const hours = element("input", {type: "number", min: 1, max: 80, "aria-label": "Hours a week"});
  const words = element("span");
  const plan = button("Plan for your calendar (.ics)", () => {
    const items = wayTo(index, scope, store.record);
    const steps = items.map(item => ({...item, url: url(item.page), hours: tally([item], store.record).hours}));
    const site = location.host + new URL(url("")).pathname;
    download("plan.ics", "text/calendar", renderCalendar(steps, perWeek(), new Date(), new Date(), site));
  });
  let scope;
  const perWeek = () => Number(valueOf(store.record, "settings", "hours")) || 5;
  hours.onchange = () => {
    if (hours.reportValidity() && hours.value) store.change("settings", "hours", hours.value);
  };
  const show = (shown, record) => {
    scope = shown;
    if (hours !== document.activeElement) hours.value = perWeek();
    const items = wayTo(index, scope, record);
    const weeks = weeksFor(tally(items, record).hours, perWeek());
    plan.hidden = !items.length;
    words.textContent = items.length
      ? ` hours a week, what is left of ${what} takes about ${span(weeks, "week")}.`
      : ` hours a week: nothing is left of ${what}.`;
  };
  const sentence = element("label", {className: "rm-pace"}, "With ", hours, words);
  return {element: element("div", {className: "rm-row"}, sentence, plan), show};
}
