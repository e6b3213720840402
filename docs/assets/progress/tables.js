// The theme lets a wide table scroll; who has only a keyboard must be able to reach it for that.

const scrollable = ".md-typeset__scrollwrap";
const observer = new ResizeObserver(() => {
  for (const box of document.querySelectorAll(scrollable)) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});

export function mountTables() {
  const article = document.querySelector("article");
  if (article?.querySelector("table")) observer.observe(article);
  return [];
}
