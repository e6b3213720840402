// Export, import with a preview, a link for another device, reset and undo, and what could not be read.

import {readAnswer, showDay} from "./answers.js";
import {isoDate} from "./calendar.js";
import {button, download, element, fill, inline} from "./elements.js";
import {STATES} from "./learning.js";
import {changes, readRecord, unite, writeRecord} from "./record.js";
import {packText, renderMarkdown, unpackText} from "./sharing.js";

export function mountKeeping(app) {
  return [...document.querySelectorAll("[data-keeping]")].map(slot => {
    const {index, store, say} = app;
    const preview = element("div", {role: "status"});
    const name = ending => `progress-${isoDate(new Date())}.${ending}`;
    const file = element("input", {type: "file", accept: ".json"});
    const undo = button("Undo", () => {
      store.undo();
      say("Everything is back.");
    });
    const aside = element("div");
    file.onchange = async () => {
      if (file.files.length) showImport(app, preview, await file.files[0].text());
      file.value = "";
    };
    const packed = location.hash.match(/^#import=(.+)/)?.[1];
    if (packed) {
      history.replaceState(null, "", "#keep");
      unpackText(packed).catch(() => "").then(text => showImport(app, preview, text));
    }
    slot.replaceChildren(
      element("p", {className: "rm-row"},
        button("Download as JSON", () => download(name("json"), "application/json", writeRecord(store.record, 1))),
        button("Download as Markdown", () => download(name("md"), "text/markdown", renderMarkdown(index, store.record))),
        ...location.protocol === "file:" ? [] : [button("Make a link", () => showLink(app, preview))]),
      element("p", null, element("label", null, "Import a JSON file: ", file)),
      preview,
      element("p", {className: "rm-row"}, button("Clear everything", () => {
        if (!confirm("Clear every tick, state and note in this browser? You can undo it until you leave this page.")) return;
        store.reset();
        say("Everything is cleared.");
        undo.focus();
      }), undo),
      aside);
    return () => {
      undo.hidden = !store.undo;
      fill(aside, ...store.setAside().map(([key, text], i) =>
        button(`Download what could not be read (${i + 1})`, () => download(`${i + 1}-unreadable.json`, "text/plain", text))));
    };
  });
}

async function showLink({store, url}, preview) {
  const link = url(`progress.html#import=${await packText(writeRecord(store.record))}`);
  const field = element("input", {readOnly: true, value: link, "aria-label": "Link with your progress"});
  const advice = link.length > 6000 ? "It is long: where an app cuts it off, use the JSON file." : "";
  preview.replaceChildren(element("p", null, "Open this link on the other device. It holds your notes too. ", advice), field);
  field.focus();
  field.select();
}

function showImport({index, store, say}, preview, text) {
  let united;
  try {
    united = unite(store.record, readRecord(text), store.now());
  } catch {
    preview.replaceChildren(element("p", null, "This is not progress that this page can read. Nothing was changed."));
    return;
  }
  const found = changes(store.record, united).map(change => describe(index, change));
  const close = () => preview.replaceChildren();
  const accept = button("Add this to your progress", () => {
    store.add(united);
    close();
    say(`Imported: ${found.length} changes.`);
  });
  preview.replaceChildren(
    element("p", null, found.length ? `This will change (${found.length}):` : "There is nothing new in it."),
    element("p", {className: "rm-row"}, ...found.length ? [accept] : [], button(found.length ? "Cancel" : "Close", close)),
    element("ul", null, ...found.map(line => element("li", null, ...inline(line)))));
}

function describeAnswer(value) {
  const {right, due} = readAnswer(value);
  return right ? "answered right" : due ? `comes back on ${showDay(due)}` : "not answered";
}

// A change in words; what this guide does not know is named by its key.
function describe({items}, [name, key, before, after]) {
  if (name === "settings") return `${key === "hours" ? "Hours a week" : "Goal"}: ${after}`;
  const item = items.get(key) ?? items.get(key.slice(0, key.lastIndexOf("/")));
  const title = item ? item.title : `${key} (not in this guide, kept)`;
  if (name === "ticks") return `${title}: ${after ? "ticked" : "unticked"}: ${item?.ticks.find(([tick]) => tick === key)?.[1] ?? key}`;
  if (name === "answers") return `${title}: question ${key.slice(key.lastIndexOf("/") + 1)}: ${describeAnswer(after)}`;
  if (name === "notes") return `${title}: note: ${after}`;
  return `${title}: ${STATES[before]?.[1] ?? (before || "as ticked")} → ${STATES[after]?.[1] ?? (after || "as ticked")}`;
}
