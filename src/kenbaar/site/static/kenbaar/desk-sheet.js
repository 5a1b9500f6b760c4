// Words that are not saved yet stay in this tab: when the network is gone, or when somebody was signed out. Without
// this script the form is an ordinary one that saves with its button.
"use strict";

const RETRY_MS = 15000;
const form = document.querySelector("form[data-sheet]");

if (form) {
  const banner = document.getElementById("unsaved");
  const keyOf = (section) => `kenbaar:${form.dataset.sheet}${section}`;
  const key = keyOf(form.dataset.section);
  const changedAt = new Map();

  const kept = () => {
    try {
      return JSON.parse(sessionStorage.getItem(key)) || {};
    } catch {
      return {};
    }
  };
  const keep = (facts) => {
    if (Object.keys(facts).length) sessionStorage.setItem(key, JSON.stringify(facts));
    else sessionStorage.removeItem(key);
  };
  const fieldset = (fact) => document.getElementById(`veld-${fact}`);
  const factOf = (element) => element.closest("[data-fact]")?.dataset.fact;
  const controls = (fact) =>
    [...fieldset(fact).querySelectorAll("input, textarea, select")].filter((each) => each.name);
  const written = (fact) =>
    controls(fact)
      .filter((each) => !["radio", "checkbox"].includes(each.type) || each.checked)
      .map((each) => [each.name, each.value]);

  function tell(words) {
    banner.textContent = words;
    banner.hidden = !words;
  }

  function note(event) {
    const fact = factOf(event.target);
    if (!fact || !event.target.name) return;
    changedAt.set(fact, Date.now());
    keep({ ...kept(), [fact]: written(fact) });
  }

  function forget(fact, askedAt) {
    if ((changedAt.get(fact) || 0) > askedAt) return;
    const facts = kept();
    delete facts[fact];
    keep(facts);
    if (!Object.keys(facts).length) tell("");
  }

  function putBack() {
    const done = new URLSearchParams(window.location.search).get("bewaard");
    if (done) sessionStorage.removeItem(keyOf(done));
    let some = false;
    for (const [fact, pairs] of Object.entries(kept())) {
      if (!fieldset(fact)) continue;
      const before = JSON.stringify(written(fact));
      const values = new Map(pairs);
      const chosen = new Set(pairs.map((pair) => pair.join("\n")));
      for (const each of controls(fact)) {
        // The answer that the writer had before them goes back too: who changed it since is not overruled.
        if (["radio", "checkbox"].includes(each.type)) each.checked = chosen.has(`${each.name}\n${each.value}`);
        else if (values.has(each.name)) each.value = values.get(each.name);
      }
      if (JSON.stringify(written(fact)) === before) {
        forget(fact, Infinity);
        continue;
      }
      some = true;
      fieldset(fact).dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (some) tell(form.dataset.back);
  }

  form.addEventListener("input", note);
  form.addEventListener("change", note);

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, requestConfig } = event.detail;
    requestConfig.askedAt = Date.now();
    // The preview is asked for only where there is room to see it.
    if (elt.id === "preview" && elt.offsetParent === null) event.preventDefault();
  });

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (requestConfig.verb === "post" && factOf(requestConfig.elt) && !xhr.getResponseHeader("X-Kenbaar-Field")) {
      event.detail.shouldSwap = false;
    }
    if (["people", "preview"].includes(event.detail.target.id) && xhr.responseURL.includes("/aanmelden/")) {
      event.detail.shouldSwap = false;
    }
  });

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, requestConfig, elt } = event.detail;
    const asked = factOf(elt);
    if (!asked) return;
    const fact = xhr.getResponseHeader("X-Kenbaar-Field");
    if (!fact) {
      tell(xhr.status ? form.dataset.out : form.dataset.lost);
      return;
    }
    const wrong = xhr.getResponseHeader("X-Kenbaar-Saved") === "no";
    const place = fieldset(fact);
    place?.classList.toggle("ask--wrong", wrong);
    if (!wrong) {
      place?.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
      forget(fact, requestConfig.askedAt);
    }
  });

  window.setInterval(() => {
    if (banner.hidden) return;
    for (const fact of Object.keys(kept())) fieldset(fact)?.dispatchEvent(new Event("change", { bubbles: true }));
  }, RETRY_MS);

  // The script of the fields must be there before words that are put back can be saved.
  window.addEventListener("load", putBack);
}
