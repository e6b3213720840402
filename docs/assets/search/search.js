// Stands between the theme and its search: nothing of it is fetched before a reader turns to it, and queries are put well.

import {foundWords, toQuery, wordsOf} from "./query.js";

const QUERY = 2; // the kinds of messages between the theme and its worker
const RESULT = 3;
const PlainWorker = window.Worker;

const opened = new Promise(resolve => {
  document.getElementById("__search").addEventListener("change", resolve, {once: true});
});

class SearchWorker extends EventTarget {
  constructor(address) {
    super();
    this.address = address;
    this.words = [];
    if (location.protocol === "file:") this.start(); // it lies on the disk, and the theme has to see whether it starts
  }

  start() {
    this.worker = new PlainWorker(this.address);
    this.worker.addEventListener("message", ({data}) => this.answer(data));
  }

  postMessage(message) {
    if (!this.worker) this.start();
    if (message.type !== QUERY) return this.worker.postMessage(message);
    this.words = wordsOf(message.data);
    this.worker.postMessage({...message, data: toQuery(message.data)});
  }

  answer(data) {
    if (data.type === RESULT) for (const part of data.data.items.flat()) part.terms = foundWords(this.words, part.terms);
    this.dispatchEvent(new MessageEvent("message", {data}));
  }
}

window.Worker = function (address, options) {
  return /\/workers\/search\./.test(address) ? new SearchWorker(address) : new PlainWorker(address, options);
};

window.XMLHttpRequest = class extends XMLHttpRequest {
  open(method, address, ...more) {
    this.waits = String(address).endsWith("/search/search_index.json");
    super.open(method, address, ...more);
  }

  send(body) {
    if (this.waits) opened.then(() => super.send(body));
    else super.send(body);
  }
};
