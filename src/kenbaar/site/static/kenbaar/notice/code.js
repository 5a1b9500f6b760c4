// The code of a letter that came with the address, behind the #: it goes into the form and out of the address at once, so
// that neither the history of the browser nor anybody who is sent the address has it. Servers never get that part. A page
// without that form, such as an explanation that is open already, makes way for the one that has it.
"use strict";

(() => {
  const form = document.querySelector("[data-code-form]");

  function take() {
    const brought = location.hash.slice(1);
    // A code has letters, digits and dashes; a place on the page, such as #main, is shorter.
    if (!/^[\w-]{20,60}$/.test(brought)) return;
    history.replaceState(null, "", location.pathname + location.search);
    if (form) {
      form.elements.namedItem("code").value = brought;
      form.requestSubmit();
    } else {
      location.replace(`${location.pathname}?#${brought}`);
    }
  }

  take();
  addEventListener("hashchange", take);
})();
