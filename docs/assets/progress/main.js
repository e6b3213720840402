// Starts everything, and again after each page that the theme brings in without a full load.

import {mountBars} from "./bars.js";
import {mountChecklists} from "./checklists.js";
import {mountKeeping} from "./keeping.js";
import {mountKeyboard} from "./keyboard.js";
import {mountLessons} from "./lessons.js";
import {mountMarks} from "./marks.js";
import {makeNotices} from "./notices.js";
import {mountOverview} from "./overview.js";
import {mountReady} from "./ready.js";
import {indexRoadmap} from "./roadmap.js";
import {openStore} from "./store.js";
import {mountWay} from "./way.js";

const root = new URL("..", document.currentScript.src);
const url = page => new URL(page, root).href;
const index = indexRoadmap(globalThis.roadmap);
const {say, warn} = makeNotices(url);
// The path keeps apart the guides that share a host.
const key = `progress:${root.pathname}`;
const store = openStore(key, index.data.renames);
const app = {index, store, url, say};
const behaviors = [mountChecklists, mountBars, mountLessons, mountMarks, mountReady, mountWay, mountOverview, mountKeeping, mountKeyboard];

let updates = [];
let mounted = false;
store.onproblem = warn;
store.onchange = () => updates.forEach(update => update(store.record));

function mount() {
  mounted = true;
  updates = [];
  updates = behaviors.flatMap(behavior => behavior(app));
  store.load();
  for (const whole of document.querySelectorAll(".rm-whole")) whole.classList.add("rm-live");
}

// What another script of the guide adds.
export function add(...more) {
  behaviors.push(...more);
  if (mounted) mount();
}

addEventListener("storage", event => {
  if (event.key === key || event.key === null) store.load();
});
addEventListener("pageshow", event => {
  if (event.persisted) store.load();
});
addEventListener("hashchange", () => {
  if (/^#(way|import)=/.test(location.hash)) mount();
});

// The theme tells here which page is shown; without it, there is only this one.
if (globalThis.document$) globalThis.document$.subscribe(mount);
else mount();
