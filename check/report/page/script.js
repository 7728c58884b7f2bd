"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const findings = all(".finding");
  const edges = all(".edge");
  const form = one(".filters");
  let node = "";
  let texts;

  // apply shows the findings that match every filter.
  const apply = () => {
    texts ??= findings.map((f) => [f.dataset.rule, ...[...f.querySelectorAll("summary, .path, pre, .also")].map((e) => e.textContent)].join(" ").toLowerCase());
    const words = one("#q").value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set(all("[name=severity]:checked").map((box) => box.value));
    const rule = one("#rule").value;
    let shown = 0;
    findings.forEach((f, i) => {
      const { severity, rule: of, node: at } = f.dataset;
      f.hidden = !(severities.has(severity) && (!rule || of === rule) && (!node || at === node) && words.every((w) => texts[i].includes(w)));
      shown += !f.hidden;
    });
    one("#shown").value = shown === findings.length ? `${shown} shown` : `${shown} of ${findings.length} shown`;
    one("#none").hidden = shown > 0;
  };

  // choose filters by a node of the graph; "" is all of them.
  const choose = (index, name) => {
    node = index;
    const button = one("#node");
    button.hidden = !index;
    button.textContent = `Only ${name} \u00d7`;
    all("a.node").forEach((a) => a.classList.toggle("chosen", a.dataset.node === index));
    apply();
  };

  // light shows the edges of a node, and no others.
  const light = (index) => {
    edges.forEach((e) => e.classList.toggle("dim", index !== "" && e.dataset.from !== index && e.dataset.to !== index));
  };

  all("a.node").forEach((a) => {
    const index = a.dataset.node;
    for (const event of ["mouseenter", "focus"]) a.addEventListener(event, () => light(index));
    for (const event of ["mouseleave", "blur"]) a.addEventListener(event, () => light(""));
    if (form) a.addEventListener("click", () => choose(index, a.querySelector(".name").textContent));
  });

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((d) => { d.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((d) => { d.open = false; }));

  if (!form) return;
  const open = (yes) => findings.forEach((f) => { if (!f.hidden) f.open = yes; });
  form.addEventListener("submit", (e) => e.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(() => choose("", "")));
  one("#node").addEventListener("click", () => choose("", ""));
  one("#open").addEventListener("click", () => open(true));
  one("#close").addEventListener("click", () => open(false));

  // An address such as report.html#q=shell&rule=tool-undefined&severity=high opens with these filters.
  const wanted = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  if (wanted.size) {
    one("#q").value = wanted.get("q") ?? "";
    one("#rule").value = wanted.get("rule") ?? "";
    if (wanted.has("severity")) all("[name=severity]").forEach((box) => { box.checked = wanted.getAll("severity").includes(box.value); });
    apply();
    one("#findings").scrollIntoView();
  }

  // The keys: / searches, Escape leaves the search, j and k go through what is shown.
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const typing = e.target.matches("input[type=search], select");
    if (typing && e.key === "Escape") e.target.blur();
    if (typing) return;
    if (e.key === "/") {
      e.preventDefault();
      one("#q").focus();
    }
    if (e.key === "j" || e.key === "k") {
      const shown = findings.filter((f) => !f.hidden);
      const at = shown.indexOf(document.activeElement.closest(".finding"));
      shown.at(e.key === "j" ? Math.min(at + 1, shown.length - 1) : Math.max(at - 1, 0))?.querySelector("summary").focus();
    }
  });
})();
