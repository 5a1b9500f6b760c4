// Words that are not saved yet stay in this tab: when the network is gone, or when somebody was signed out. They are
// saved before the page is left, and belong to the person who typed them. Without this script the form is an ordinary
// one that saves with its button.
"use strict";

const RETRY_MS = 15000;
// Whoever types on without a pause is saved this often, and whoever leaves waits this long at most.
const LONGEST_UNSAVED_MS = 4000;
const LONGEST_LEAVING_MS = 3000;
const form = document.querySelector("form[data-sheet]");

if (form) {
  const banner = document.getElementById("unsaved");
  const own = `kenbaar:${form.dataset.person}:`;
  const keyOf = (section) => `${own}${form.dataset.sheet}${section}`;
  const key = keyOf(form.dataset.section);
  const changedAt = new Map();
  const unsavedSince = new Map();
  const savedAs = new Map();
  let submitted = false;
  let leaving = null;

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

  // What somebody typed, apart from the answer that they had before them when they began.
  const typed = (fact, pairs = written(fact)) => JSON.stringify(pairs.filter(([name]) => name !== `f.${fact}.seen`));
  const save = (fact) => fieldset(fact)?.dispatchEvent(new Event("kenbaar:save"));

  function tell(words) {
    banner.textContent = words;
    banner.hidden = !words;
  }

  function note(event) {
    const fact = factOf(event.target);
    if (!fact || !event.target.name) return;
    const now = Date.now();
    changedAt.set(fact, now);
    if (savedAs.get(fact) === typed(fact)) return forget(fact, now);
    keep({ ...kept(), [fact]: written(fact) });
    if (!unsavedSince.has(fact)) unsavedSince.set(fact, now);
    if (now - unsavedSince.get(fact) > LONGEST_UNSAVED_MS) save(fact);
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
    // What another person left in this tab is theirs: it is neither shown nor saved.
    for (const each of Object.keys(sessionStorage)) {
      if (each.startsWith("kenbaar:") && !each.startsWith(own)) sessionStorage.removeItem(each);
    }
    for (const [fact, pairs] of Object.entries(kept())) {
      if (!fieldset(fact)) continue;
      if (typed(fact) === typed(fact, pairs)) {
        forget(fact, Infinity);
        continue;
      }
      const values = new Map(pairs);
      const chosen = new Set(pairs.map((pair) => pair.join("\n")));
      for (const each of controls(fact)) {
        // The answer that the writer had before them goes back too: who changed it since is not overruled.
        if (["radio", "checkbox"].includes(each.type)) each.checked = chosen.has(`${each.name}\n${each.value}`);
        else if (values.has(each.name)) each.value = values.get(each.name);
      }
      some = true;
      save(fact);
    }
    if (some) tell(form.dataset.back);
  }

  // Do something that leaves the page, after what was typed is saved; say whether there was anything to save.
  function leave(go) {
    const facts = new Set(Object.keys(kept()).filter(fieldset));
    if (!facts.size) return false;
    leaving = { facts, go };
    facts.forEach(save);
    window.setTimeout(left, LONGEST_LEAVING_MS);
    return true;
  }

  function left() {
    const { go } = leaving ?? {};
    leaving = null;
    go?.();
  }

  form.addEventListener("input", note);
  form.addEventListener("change", note);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const here = !link || link.target || link.pathname === window.location.pathname;
    if (here || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (leave(() => window.location.assign(link.href))) event.preventDefault();
  });

  document.addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (target !== form) {
      if (leave(() => target.requestSubmit(submitter))) event.preventDefault();
      return;
    }
    const chosen = submitter?.value.startsWith("settle:") && factOf(submitter);
    if (chosen && kept()[chosen]) {
      // Who chooses has seen all of what they choose between: what was just typed comes first.
      event.preventDefault();
      save(chosen);
      return;
    }
    submitted = true;
  });

  // The page goes on while it is hidden, so what comes back belongs in it; once it goes, nobody hears the answer.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") Object.keys(kept()).forEach(save);
  });
  window.addEventListener("pagehide", () => {
    if (submitted) return;
    for (const [fact, pairs] of Object.entries(kept())) {
      const token = form.elements.csrfmiddlewaretoken.value;
      const body = new URLSearchParams([["csrfmiddlewaretoken", token], ["only", fact], ...pairs]);
      fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, keepalive: true });
    }
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!banner.hidden && !submitted && !leaving && Object.keys(kept()).length) event.preventDefault();
  });

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, requestConfig } = event.detail;
    const fact = factOf(elt);
    requestConfig.askedAt = Date.now();
    if (fact && submitted) event.preventDefault();
    if (fact) requestConfig.words = typed(fact);
    unsavedSince.delete(fact);
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
    const asked = requestConfig.words && factOf(elt);
    if (!asked) return;
    if ((changedAt.get(asked) || 0) <= requestConfig.askedAt) leaving?.facts.delete(asked);
    const fact = xhr.getResponseHeader("X-Kenbaar-Field");
    if (!fact) {
      const out = xhr.status === 403 || xhr.responseURL.includes("/aanmelden/");
      tell(!xhr.status ? form.dataset.lost : out ? form.dataset.out : form.dataset.failed);
    } else {
      answered(fact, xhr, requestConfig);
    }
    if (leaving && !leaving.facts.size) left();
  });

  function answered(fact, xhr, requestConfig) {
    const wrong = xhr.getResponseHeader("X-Kenbaar-Saved") === "no";
    const place = fieldset(fact);
    place?.classList.toggle("ask--wrong", wrong);
    if (!wrong) {
      place?.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
      savedAs.set(fact, requestConfig.words);
      forget(fact, requestConfig.askedAt);
    }
  }

  window.setInterval(() => {
    if (!banner.hidden) Object.keys(kept()).forEach(save);
  }, RETRY_MS);

  // The script of the fields must be there before words that are put back can be saved.
  window.addEventListener("load", putBack);
}
