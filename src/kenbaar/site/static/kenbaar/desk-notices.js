// Rows are added and taken out without leaving the page. Without this script the same buttons make a new page.
"use strict";

const away = () => document.getElementById("signed-out");

document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target } = event.detail;
  const place = target.id === "beside" ? 'id="beside-part"' : 'id="profile-form"';
  // Whoever was signed out gets the door in place of an answer: what is typed stays.
  const ours = xhr.responseText.includes(place);
  event.detail.shouldSwap = ours;
  event.detail.isError = false;
  if (target.id !== "beside" && away()) away().hidden = ours;
});

document.body.addEventListener("htmx:sendError", (event) => {
  if (event.detail.elt.name === "go" && away()) away().hidden = false;
});

// Where a row was taken out nothing has the focus any more: what was said of it gets it.
document.body.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.querySelector("#writing [role=status]")?.focus();
});
