// The code of a letter that came with the address, behind the #: it goes into the form and out of the address at once, so
// that neither the history of the browser nor anybody who is sent the address has it. Servers never get that part. A page
// without that form, such as an explanation that is open already, makes way for the one that has it.
"use strict";

(() => {
  const form = document.querySelector("[data-code-form]");

  function readable(text) {
    try {
      return decodeURIComponent(text).slice(0, 100);
    } catch {
      return text.slice(0, 100);
    }
  }

  function take() {
    const brought = readable(location.hash.slice(1));
    // A code has 24 letters and digits, with whatever was copied along; a place on the page, such as #main, has fewer.
    if (brought.replace(/[^0-9a-z]/gi, "").length < 20) return;
    history.replaceState(null, "", location.pathname + location.search);
    if (form) {
      form.elements.namedItem("code").value = brought;
      form.requestSubmit();
    } else {
      location.replace(`${location.pathname}?#${encodeURIComponent(brought)}`);
    }
  }

  take();
  addEventListener("hashchange", take);
})();
