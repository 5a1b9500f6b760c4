// The page that verifies: takes files from the site or from the reader, and shows what the verifier found, in words that
// come with the page. Nothing leaves the browser.
"use strict";

(() => {
  const frame = document.querySelector("[data-verifier]");
  const words = JSON.parse(frame.dataset.words);
  const form = frame.querySelector("form");
  const outcome = frame.querySelector("[data-outcome]");
  const status = frame.querySelector("[role=status]");
  const field = (name) => form.elements.namedItem(name);

  class Sorry extends Error {} // The message is a sentence for the reader.

  function element(name, content, className = "") {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...[content].flat());
    return made;
  }

  const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_place, name) => values[name] ?? "");

  function values(verdict) {
    const day = (seconds) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
    return {
      key: verdict.keys.join(", "),
      origin: verdict.origin,
      size: verdict.size,
      entry: verdict.entry,
      numbers: verdict.numbers.join(", "),
      matching: verdict.matching.join(", "),
      last: String(Math.max(0, ...verdict.numbers)),
      notice: verdict.notice,
      steps: verdict.steps.map((one) => `${filled(words.notice_steps[one.step], one)} (${one.at})`).join(", "),
      witnesses: verdict.witnesses.map((one) => `${one.name} (${day(one.at)})`).join(", "),
    };
  }

  function check(one, ofNotice) {
    const kind = { true: "yes", false: "no", null: "not_made" }[one.passed];
    const passed = ofNotice && one.number === 5 ? words.steps_passed : words.passed[one.number];
    const found = one.why ? words.why[one.why] : passed;
    const place = one.where ? ` (${one.where})` : "";
    const mark = filled(words.mark, { mark: words[kind] });
    return element("li", [element("strong", `${mark} `), `${found}${place}`], `checks__check checks__check--${kind}`);
  }

  function sentences(title, list) {
    return list.length === 0
      ? []
      : [element("h2", title, "utrecht-heading-3"), element("ul", list.map((one) => element("li", one)), "plain")];
  }

  function line(leaf) {
    return filled(words.leaf, {
      number: leaf.number,
      step: words.steps[leaf.step],
      on: leaf.on.slice(0, 10),
      recorded: leaf.recorded.slice(0, 10),
    });
  }

  function show(verdict) {
    const failed = verdict.checks.some((one) => one.passed === false);
    const partly = verdict.checks.some((one) => one.why === "no_ed25519");
    const kind = failed ? "false" : partly ? "partly" : "true";
    const known = values(verdict);
    status.textContent = words[kind];
    frame.dataset.verdict = kind;
    outcome.replaceChildren(
      element("h2", words.checks, "utrecht-heading-3"),
      element("ol", verdict.checks.map((one) => check(one, verdict.notice !== "")), "checks"),
      ...(partly && !failed ? [element("p", words.partly_next)] : []),
      ...sentences(words.proven_head, verdict.proven.map((one) => filled(words.proven[one], known))),
      ...sentences(words.not_proven_head, verdict.notProven.map((one) => filled(words.not_proven[one], known))),
      ...sentences(words.leaves_head, verdict.leaves.map(line)),
      ...(failed ? sentences(words.next_head, words.next) : []),
    );
  }

  function sorry(sentence) {
    frame.dataset.verdict = "none";
    status.textContent = sentence;
    outcome.replaceChildren();
  }

  async function run(collect) {
    if (!globalThis.crypto?.subtle) {
      sorry(words.no_crypto);
      return;
    }
    delete frame.dataset.verdict;
    status.textContent = words.busy;
    outcome.replaceChildren();
    try {
      const { receipt, record } = await collect();
      const keys = field("key").value.split(/\s+/).filter(Boolean);
      show(await KenbaarVerifier.verify(receipt, record, keys));
    } catch (error) {
      if (error instanceof KenbaarVerifier.NoteError) sorry(words.bad_key);
      else if (error instanceof Sorry) sorry(error.message);
      else throw error;
    }
  }

  async function bytesOf(file) {
    return new Uint8Array(await file.arrayBuffer());
  }

  async function fetched(address) {
    let response;
    try {
      response = await fetch(address);
    } catch {
      throw new Sorry(words.unreachable);
    }
    // What cannot be given now comes with a sentence of its own.
    if (response.status === 503) throw new Sorry((await response.text()).trim());
    return response.ok ? bytesOf(response) : null;
  }

  async function fromSite() {
    const receipt = await fetched(frame.dataset.receipt);
    if (receipt === null) throw new Sorry(words.no_receipt);
    const path = await KenbaarVerifier.contentPath(receipt);
    return { receipt, record: path ? await fetched(frame.dataset.log + path) : null };
  }

  function fromPage() {
    const [receipt, record] = [frame.dataset.givenReceipt, frame.dataset.givenRecord].map((given) =>
      given ? Uint8Array.from(atob(given), (sign) => sign.charCodeAt(0)) : null,
    );
    return { receipt, record };
  }

  async function fromReader() {
    const [receipt, record] = ["receipt", "record"].map((name) => field(name).files[0]);
    if (!receipt && !frame.dataset.receipt) throw new Sorry(words.choose);
    if (!receipt) return fromSite();
    return { receipt: await bytesOf(receipt), record: record ? await bytesOf(record) : null };
  }

  frame.querySelector("[data-without-script]").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(fromReader);
  });
  if (frame.dataset.givenReceipt) run(fromPage);
  else if (frame.dataset.receipt) run(fromSite);
})();
