// The code of a letter that came with the address, behind the #: it goes into the form and out of the address at once, so
// that neither the history of the browser nor anybody who is sent the address has it. Servers never get that part.
"use strict";

(() => {
  const form = document.querySelector("[data-code-form]");

  function take() {
    const brought = location.hash.slice(1);
    // A code has letters, digits and dashes; a place on the page, such as #main, is shorter.
    if (!/^[\w-]{20,60}$/.test(brought)) return;
    history.replaceState(null, "", location.pathname + location.search);
    form.elements.namedItem("code").value = brought;
    form.requestSubmit();
  }

  take();
  addEventListener("hashchange", take);
})();
