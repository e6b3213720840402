// What the theme leaves to the mouse: tables that scroll, and labels that are shown as buttons.

const scrolling = ".md-typeset__scrollwrap";
const sizes = new ResizeObserver(() => {
  for (const box of document.querySelectorAll(scrolling)) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});

// In HTML itself, a label may not be a button. The theme presses one that has the focus at Enter.
const labels = {__drawer: "Menu", __search: "Search"};

addEventListener("keydown", event => {
  if (event.key !== " " || !event.target.matches("label[role=button]")) return;
  event.preventDefault();
  event.target.click();
});

export function mountKeyboard() {
  for (const [id, name] of Object.entries(labels)) {
    const label = document.querySelector(`.md-header__button[for=${id}]`);
    label?.setAttribute("role", "button");
    label?.setAttribute("aria-label", name);
    if (label) label.tabIndex = 0;
  }
  const article = document.querySelector("article");
  if (article?.querySelector("table")) sizes.observe(article);
  return [];
}
