// Keeps the record in the browser's storage. Every write first reads what another tab may have written. Where the
// storage does not work, the record lives on in memory and `onproblem` is told why: "full", "forbidden", "unreadable".

import {cleared, emptyRecord, merge, nextTime, readRecord, stamped, withEntry, withRenames, writeRecord} from "./record.js";

export function openStore(key, renames) {
  const store = {record: emptyRecord(), onchange() {}, onproblem() {}, load, change, add, reset, undo: null, now, setAside};
  let stored = null;
  let locked = false; // there is a text that we can neither read nor set aside: it must not be overwritten

  function now() {
    return nextTime(store.record, Math.floor(Date.now() / 1000));
  }

  function load() {
    read();
    write(); // what two tabs wrote in the same moment is whole again
    store.onchange();
  }

  function change(name, entry, value) {
    read();
    store.record = withEntry(store.record, name, entry, value, now());
    write();
    store.onchange();
  }

  function add(record) {
    read();
    store.record = merge(store.record, withRenames(record, renames));
    write();
    store.onchange();
  }

  // `undo` brings everything back, until the page is left.
  function reset() {
    read();
    const before = store.record;
    store.record = cleared(before, now());
    store.undo = () => {
      store.undo = null;
      add(stamped(before, now()));
    };
    write();
    store.onchange();
  }

  function read() {
    attempt(() => {
      stored = localStorage.getItem(key);
      if (stored === null) return;
      try {
        store.record = merge(store.record, withRenames(readRecord(stored), renames));
        locked = false;
      } catch {
        locked = true;
        keepUnreadable(stored);
        localStorage.removeItem(key);
        stored = null;
        locked = false;
      }
    });
  }

  function write() {
    const text = writeRecord(store.record);
    if (locked || text === stored || (stored === null && text === writeRecord(emptyRecord()))) return;
    attempt(() => {
      localStorage.setItem(key, text);
      stored = text;
    });
  }

  function keepUnreadable(text) {
    store.onproblem("unreadable");
    if (setAside().some(([, kept]) => kept === text)) return;
    localStorage.setItem(`${key}.unreadable.${setAside().length + 1}`, text);
  }

  // The texts that could not be read, as [key, text].
  function setAside() {
    return attempt(() => Object.keys(localStorage).filter(name => name.startsWith(`${key}.unreadable.`)).sort()
      .map(name => [name, localStorage.getItem(name)])) ?? [];
  }

  function attempt(action) {
    try {
      return action();
    } catch (error) {
      store.onproblem(error.name === "QuotaExceededError" ? "full" : "forbidden");
      return null;
    }
  }

  return store;
}
