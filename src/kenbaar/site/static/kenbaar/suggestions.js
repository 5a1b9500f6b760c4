// Suggestions while typing: a combobox with a listbox (WAI-ARIA Authoring Practices). Without this script the field
// is an ordinary search field, and everything still works.
"use strict";

const WAIT_MS = 150;
const SHORTEST = 2;

function addSuggestions(frame) {
  const input = frame.querySelector("input");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  const [one, many, none] = input.dataset.words.split("|");
  let timer = 0;
  let asked = "";
  let active = -1;

  list.id = `${input.id}-suggestions`;
  list.className = "utrecht-listbox suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", many);
  list.hidden = true;
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  frame.querySelector(".search__row").append(list);
  frame.append(status);

  const options = () => [...list.children];

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(position) {
    options().forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === position));
      option.classList.toggle("utrecht-listbox__option--selected", place === position);
    });
    active = position;
    if (position < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    input.setAttribute("aria-activedescendant", options()[position].id);
    options()[position].scrollIntoView({ block: "nearest" });
  }

  function go(option) {
    if (option.dataset.url) {
      // The API gives permanent addresses; the reader stays on the site where they are.
      const { pathname, search } = new URL(option.dataset.url, window.location.href);
      window.location.assign(pathname + search);
      return;
    }
    input.value = option.dataset.label;
    close();
    input.form.requestSubmit();
  }

  function show(suggestions) {
    list.replaceChildren(
      ...suggestions.map((suggestion, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.className = `utrecht-listbox__option utrecht-listbox__option--html-li suggestion suggestion--${suggestion.kind}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.label = suggestion.label;
        // The API names the public address; within the site we stay on the host that the reader is on.
        option.dataset.url = suggestion.url && new URL(suggestion.url).pathname;
        option.textContent = suggestion.label;
        return option;
      }),
    );
    list.hidden = suggestions.length === 0;
    active = -1;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    const count = suggestions.length;
    status.textContent = count === 0 ? none : `${count} ${count === 1 ? one : many}`;
  }

  async function ask() {
    const words = input.value.trim();
    if (words === asked) return;
    asked = words;
    if (words.length < SHORTEST) {
      close();
      return;
    }
    const query = new URLSearchParams({ q: words, language: document.documentElement.lang });
    try {
      const response = await fetch(`${frame.dataset.suggestions}?${query}`);
      const suggestions = response.ok ? await response.json() : [];
      if (words === asked && document.activeElement === input) show(suggestions);
    } catch {
      close(); // No suggestions is no reason to disturb anybody.
    }
  }

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, WAIT_MS);
  });

  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = options().length - 1;
    if (event.key === "ArrowDown") choose(active === last ? -1 : active + 1);
    else if (event.key === "ArrowUp") choose(active === -1 ? last : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) go(options()[active]);
    else return;
    event.preventDefault();
  });

  // The mouse goes down before the field loses focus, so the choice is known before the list closes.
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll("[data-suggestions]").forEach(addSuggestions);
