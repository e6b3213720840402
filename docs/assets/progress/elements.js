// Small helpers for the DOM. Text of the roadmap is only ever set as text.

export function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// Only `code` in backticks is marked up.
export const inline = text => text.split("`").map((part, i) => i % 2 ? element("code", null, part) : part);

export const button = (text, onclick, className = "") => element("button", {type: "button", onclick, className}, text);

// Replaces what a list shows; the focus stays on the link that had it.
export function fill(parent, ...children) {
  const focused = parent.contains(document.activeElement) && document.activeElement.href;
  parent.replaceChildren(...children);
  if (focused) [...parent.querySelectorAll("a")].find(link => link.href === focused)?.focus();
}

// A native bar with its figures in words.
export function makeBar(label) {
  const bar = element("progress", {"aria-label": label});
  const words = element("span", {className: "rm-muted"});
  const show = (sum, text) => {
    bar.max = sum.of || 1;
    bar.value = sum.of ? sum.ticked : 1;
    words.textContent = text;
  };
  return {parts: [bar, words], show};
}

export function download(name, type, text) {
  const href = URL.createObjectURL(new Blob([text], {type}));
  element("a", {href, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}
