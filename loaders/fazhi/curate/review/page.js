"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const body = document.body;
  const help = byId("help");
  const filter = byId("filter");
  const panes = [byId("text"), byId("record")];
  const beside = matchMedia("(min-width: 60.01rem)");
  // The links that Enter and clicks started from, the latest last.
  const trail = [];

  const isVisible = (element) => element.getClientRects().length > 0;

  function stops(pane) {
    const open = body.classList.contains("only-open");
    const chosen = pane === panes[0] ? (open ? "a.mark.open[id]" : "a.mark[id]") : "a.quote";
    return [...pane.querySelectorAll(chosen)].filter(isVisible);
  }

  function piecesOf(link) {
    return panes[0].querySelectorAll(`[data-mark="${link.dataset.mark}"]`);
  }

  // What a link leads to: the quotes of a mark, or the mark of a quote.
  function counterparts(link) {
    const ids = link.dataset.quotes?.split(" ") ?? [link.hash.slice(1)];
    return ids.map(byId).filter(Boolean);
  }

  function light(link) {
    for (const lit of document.querySelectorAll("[aria-current]")) {
      lit.removeAttribute("aria-current");
    }
    for (const end of [link, ...counterparts(link)]) {
      const whole = end.dataset.mark ? piecesOf(end) : [end, end.closest(".card")];
      for (const part of whole) part?.setAttribute("aria-current", "true");
    }
  }

  function show(element) {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center" });
  }

  function jump(link) {
    const [target] = counterparts(link);
    if (!target) return;
    // A target that the filter hides is shown by turning the filter off.
    if (!isVisible(target)) setFilter(false);
    trail.push(link);
    const inner = target.matches(".card") ? target.querySelector("a.quote") : null;
    show(inner ?? target);
  }

  function step(by) {
    const active = document.activeElement;
    const pane = panes[1].contains(active) ? panes[1] : panes[0];
    const all = stops(pane);
    if (!all.length) return;
    const at = all.findIndex((stop) => stop === active || (active.dataset.mark && stop.dataset.mark === active.dataset.mark));
    if (at >= 0) {
      show(all[(at + by + all.length) % all.length]);
      return;
    }
    const follows = (stop) => active.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = pane.contains(active) ? all.findIndex(follows) : 0;
    show(all[by > 0 ? Math.max(next, 0) : (next > 0 ? next : all.length) - 1]);
  }

  function setFilter(on) {
    body.classList.toggle("only-open", on);
    filter.setAttribute("aria-pressed", String(on));
    const left = document.querySelectorAll(".card.open").length;
    byId("status").textContent = on ? `${left} 处待处理 open` : "";
  }

  document.addEventListener("focusin", (event) => {
    const link = event.target.closest("a.mark, a.quote");
    if (!link) return;
    light(link);
    const [target] = counterparts(link);
    if (beside.matches && target) (target.closest(".card") ?? target).scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && panes.some((pane) => pane.contains(link))) {
      event.preventDefault();
      jump(link);
      return;
    }
    const quote = event.target.closest(".card")?.querySelector("a.quote");
    if (quote && getSelection().isCollapsed) jump(quote);
  });

  filter.addEventListener("click", () => setFilter(!body.classList.contains("only-open")));
  byId("help-button").addEventListener("click", () => help.showModal());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const isStop = document.activeElement.matches("a.mark, a.quote");
    const steps = { j: 1, k: -1, ...(isStop && { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }) };
    if (event.key in steps) step(steps[event.key]);
    else if (event.key === "Escape" && trail.length) show(trail.pop());
    else if (event.key === "f") filter.click();
    else if (event.key === "?") help.showModal();
    else return;
    event.preventDefault();
  });

  if (!document.querySelector(".card.open")) body.classList.add("all-well");
})();
