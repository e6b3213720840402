// What tests ask of a page in a browser. Each function gives a list of complaints or a number.
globalThis.audit = (() => {
  const shown = element => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length > 0;
  const name = element => element.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  let shift = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
  }).observe({type: "layout-shift", buffered: true});

  // How far things moved by themselves: the sum of all shifts, which is never less than the score of Web Vitals.
  const layoutShift = () => shift;

  const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

  const openAll = () => document.querySelectorAll("details").forEach(details => { details.open = true; });

  async function accessibility() {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const {violations} = await axe.run(document, {resultTypes: ["violations"], runOnly: {type: "tag", values: tags}});
    return violations.map(({id, nodes}) => `${id} (${nodes.length}): ${nodes[0].html.replace(/\s+/g, " ").slice(0, 160)}`);
  }

  const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";

  // One radio button of a group is reached with Tab, the others with the arrows.
  const group = element => element.type === "radio" ? document.querySelector(`[name="${element.name}"]`) : element;

  function controls() {
    const found = [...document.querySelectorAll(CONTROLS)].filter(element => shown(element) && !element.disabled && element.tabIndex >= 0);
    return new Set(found.map(group));
  }

  let waiting, hidden;
  function beginTabbing() {
    waiting = controls();
    hidden = [];
    document.activeElement.blur();
  }

  // Whether another element has the focus; it has to be within the width of the screen.
  function tabbed() {
    const element = document.activeElement;
    if (!element || element === document.body) return false;
    waiting.delete(group(element));
    const {left, right} = element.getBoundingClientRect();
    const seen = shown(element) && right > 0 && left < innerWidth;
    if (!seen && element.tagName !== "INPUT") hidden.push(name(element));
    return true;
  }

  const unreached = () => [...waiting].map(name);
  const unseen = () => hidden;

  const moving = () => document.getAnimations().filter(animation => animation.playState === "running")
    .map(animation => `${animation.animationName ?? animation.transitionProperty}: ${name(animation.effect.target)}`);

  return {accessibility, beginTabbing, layoutShift, moving, openAll, overflow, tabbed, unreached, unseen};
})();
