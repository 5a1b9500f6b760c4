// Whether a receipt and a record are what they claim: the numbered checks of docs/log-format.md, with the verdicts and
// reasons of kenbaar/ledger/verifying.py. A test puts the same changed files before both.
"use strict";

const KenbaarVerifier = (() => {
  const { NotCanonical, bytes: canonicalBytes, read, readExact } = KenbaarCanonical;
  const notes = KenbaarNotes;

  const FORMAT = "kenbaar-receipt/1";
  const NOTICE_FORMAT = "kenbaar-notice-receipt/1";
  const LARGEST_RECEIPT = 2 ** 24;
  const LARGEST_RECORD = 2 ** 25;
  const MOST_KEYS = 16;
  const LONGEST_PROOF = 63;
  const MOST_STEPS = 100;
  const LEAF = ["kind", "entry", "number", "previous", "step", "on", "recorded", "body", "content"];
  const DIGEST = /^[0-9a-f]{64}$/;
  const MOMENT = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$/;

  const NOTHING_FOUND = { leaves: [], numbers: [], matching: [], notice: "", steps: [] };

  class Failed extends Error {
    constructor(why, where = "") {
      super(why);
      this.why = why;
      this.where = where;
    }
  }

  function unreadable(where) {
    throw new Failed("receipt_unreadable", where);
  }

  async function at(where, work) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Failed || !(error instanceof Error)) throw error;
      return unreadable(where);
    }
  }

  function members(value, where, names) {
    const fits = value instanceof Map && value.size === names.length && names.every((name) => value.has(name));
    return fits ? value : unreadable(where);
  }

  function several(value, where, most, least = 1) {
    return Array.isArray(value) && value.length >= least && value.length <= most ? value : unreadable(where);
  }

  function text(value, where) {
    return typeof value === "string" ? value : unreadable(where);
  }

  async function readReceipt(data) {
    if (data.length > LARGEST_RECEIPT) unreadable("");
    const value = await at("", () => readExact(data));
    const ofNotice = value instanceof Map && value.get("format") === NOTICE_FORMAT;
    const whole = members(value, "", ["format", "checkpoint", "keys", ...(ofNotice ? ["notice", "steps"] : ["leaves"])]);
    if (!ofNotice && whole.get("format") !== FORMAT) unreadable("/format");
    const note = await at("/checkpoint", () => notes.readNote(notes.encode(text(whole.get("checkpoint"), "/checkpoint"))));
    const checkpoint = await at("/checkpoint", () => notes.readCheckpoint(note.text));
    const keyTexts = several(whole.get("keys"), "/keys", MOST_KEYS);
    const keys = [];
    for (const [number, key] of keyTexts.entries()) {
      const where = `/keys/${number}`;
      keys.push(await at(where, () => notes.readKey(text(key, where), notes.LOG)));
    }
    const signed = { note, checkpoint, keys };
    if (ofNotice) {
      const notice = await readProven(whole.get("notice"), "/notice", "leaf", readCommitment);
      const steps = await readAll(several(whole.get("steps"), "/steps", MOST_STEPS, 0), "/steps", "record", readStep);
      return { ...signed, notice, steps, proofs: [notice, ...steps] };
    }
    const leaves = await readAll(several(whole.get("leaves"), "/leaves", LARGEST_RECEIPT), "/leaves", "leaf", readLeaf);
    return { ...signed, leaves, proofs: leaves };
  }

  async function readAll(values, where, name, readIt) {
    const all = [];
    for (const [number, value] of values.entries()) {
      all.push(await readProven(value, `${where}/${number}`, name, readIt));
    }
    return all;
  }

  // What is proven stands in a member of its own, and becomes `leaf`, with its hash.
  async function readProven(value, where, name, readIt) {
    const one = members(value, where, ["index", name, "proof"]);
    const [index, proof] = [one.get("index"), one.get("proof")];
    if (!Number.isSafeInteger(index) || index < 0) unreadable(`${where}/index`);
    if (!Array.isArray(proof) || proof.length > LONGEST_PROOF) unreadable(`${where}/proof`);
    const leaf = await at(`${where}/${name}`, () => readIt(one.get(name), `${where}/${name}`));
    const hashes = [];
    for (const [number, hash] of proof.entries()) {
      const place = `${where}/proof/${number}`;
      const bytes = await at(place, () => notes.fromBase64(text(hash, place)));
      hashes.push(bytes.length === 32 ? bytes : unreadable(place));
    }
    return { where, index: BigInt(index), leaf, hashes };
  }

  async function hashed(value) {
    // RFC 6962 section 2.1: a leaf can never be taken for a node.
    return notes.sha256([0], canonicalBytes(value));
  }

  async function readCommitment(value, where) {
    const { kind, commitment } = Object.fromEntries(members(value, where, ["kind", "commitment"]));
    if (kind !== "notice/1" || typeof commitment !== "string" || !DIGEST.test(commitment)) unreadable(where);
    return { commitment, hash: await hashed(value) };
  }

  async function readStep(value, where) {
    const corrected = value instanceof Map && value.get("step") === "corrected";
    const names = ["kind", "notice", "step", "at", "salt", ...(corrected ? ["follower"] : [])];
    const step = Object.fromEntries(members(value, where, names));
    const isLeaf = (number) => Number.isSafeInteger(number) && number >= 0;
    const sound =
      step.kind === "kenbaar-notice-step/1" &&
      isLeaf(step.notice) &&
      (!corrected || isLeaf(step.follower)) &&
      ["withdrawn", "corrected", "erased"].includes(step.step) &&
      typeof step.at === "string" &&
      isMoment(step.at) &&
      notes.fromBase64(text(step.salt, where)).length === 16;
    if (!sound) unreadable(where);
    const commitment = notes.toHex(await notes.sha256(canonicalBytes(value)));
    const leaf = new Map([
      ["commitment", commitment],
      ["kind", "notice/1"],
    ]);
    return { ...step, hash: await hashed(leaf) };
  }

  async function readLeaf(value, where) {
    const leaf = Object.fromEntries(members(value, where, LEAF));
    const texts = LEAF.filter((name) => name !== "number");
    const sound =
      leaf.kind === "register/1" &&
      texts.every((name) => typeof leaf[name] === "string") &&
      leaf.entry !== "" &&
      leaf.body !== "" &&
      Number.isSafeInteger(leaf.number) &&
      leaf.number >= 1 &&
      (leaf.previous !== "") === leaf.number > 1 &&
      ["publish", "withdraw", "archive"].includes(leaf.step) &&
      DIGEST.test(leaf.previous || leaf.content) &&
      DIGEST.test(leaf.content) &&
      isMoment(leaf.on) &&
      isMoment(leaf.recorded);
    if (!sound) unreadable(where);
    const hash = await hashed(value);
    return { ...leaf, hash, hex: notes.toHex(hash) };
  }

  function isMoment(written) {
    const [year, month, day] = (MOMENT.exec(written) ?? []).slice(1).map(Number);
    if (!year) return false;
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }

  // RFC 9162 section 2.1.3.2; its numbers below.
  async function isIncluded({ index, leaf, hashes }, size, root) {
    // (1) the leaf is one of the tree
    if (index >= size) return false;
    // (2) and (3) begin at the leaf
    let [node, last, here] = [index, size - 1n, leaf.hash];
    // (4) each hash is the other half of the tree at its height
    for (const other of hashes) {
      if (last === 0n) return false;
      if (node & 1n || node === last) {
        here = await notes.sha256([1], other, here);
        while (node && !(node & 1n)) [node, last] = [node >> 1n, last >> 1n];
      } else {
        here = await notes.sha256([1], here, other);
      }
      [node, last] = [node >> 1n, last >> 1n];
    }
    // (5) nothing is left to climb
    return last === 0n && notes.toHex(here) === notes.toHex(root);
  }

  async function digestOf(record) {
    if (record === null) return "";
    if (record.length > LARGEST_RECORD) throw new Failed("record_unreadable");
    try {
      // Somebody may have saved it with other spaces: the digest is that of the canonical bytes.
      return notes.toHex(await notes.sha256(canonicalBytes(read(record))));
    } catch (error) {
      if (error instanceof NotCanonical) throw new Failed("record_unreadable");
      throw error;
    }
  }

  // The keys that signed; null where this browser cannot tell.
  async function signers(receipt, keys) {
    const ofThisLog = keys.filter((key) => key.name === receipt.checkpoint.origin);
    if (ofThisLog.length === 0) throw new Failed("other_log", "/checkpoint");
    try {
      return await notes.signedBy(receipt.note, ofThisLog);
    } catch (error) {
      if (error instanceof notes.NoEd25519) return null;
      if (error instanceof notes.NoteError) throw new Failed("not_signed", "/checkpoint");
      throw error;
    }
  }

  function chained(leaves) {
    const first = leaves[0].leaf;
    if (leaves.length === 1 && first.number > 1) return { number: 5, passed: null, why: "one_version" };
    if (first.number !== 1) throw new Failed("chain_broken", "/leaves/0");
    for (let number = 1; number < leaves.length; number += 1) {
      const [before, one] = [leaves[number - 1], leaves[number]];
      const follows =
        one.leaf.entry === before.leaf.entry &&
        one.leaf.number === before.leaf.number + 1 &&
        one.leaf.previous === before.leaf.hex &&
        one.index > before.index;
      if (!follows) throw new Failed("chain_broken", `/leaves/${number}`);
    }
    return { number: 5, passed: true };
  }

  function recordCheck(digest, found) {
    if (!digest) return { number: 4, passed: null, why: "no_record" };
    if (!found) throw new Failed("record_not_in_leaves");
    return { number: 4, passed: true };
  }

  function stepped({ notice, steps }) {
    let before = notice.index;
    for (const { where, index, leaf } of steps) {
      if (BigInt(leaf.notice) !== notice.index || index <= before) throw new Failed("steps_broken", where);
      before = index;
    }
    return steps.length ? { number: 5, passed: true } : { number: 5, passed: null, why: "no_steps" };
  }

  function ofEntry(receipt, digest, checks) {
    // (4) the digest of the record stands in one of the leaves
    const leaves = receipt.leaves.map((one) => one.leaf);
    const matching = leaves.filter((leaf) => leaf.content === digest).map((leaf) => leaf.number);
    checks.push(recordCheck(digest, matching.length > 0));
    // (5) the leaves of a history are a chain
    checks.push(chained(receipt.leaves));
    const [record, history] = [digest !== "", checks[4].passed === true];
    return {
      proves: { included: true, record, history },
      leaves: leaves.map(({ number, step, on, recorded }) => ({ number, step, on, recorded })),
      provesNot: { record: !record, history: !history, later: true },
      entry: leaves[0].entry,
      numbers: leaves.map((leaf) => leaf.number),
      matching,
    };
  }

  function ofNotice(receipt, digest, checks) {
    // (4) the digest of the content is the commitment
    checks.push(recordCheck(digest, receipt.notice.leaf.commitment === digest));
    // (5) each step is about this notice, and they are in the order of the log
    checks.push(stepped(receipt));
    const content = digest !== "";
    return {
      proves: { notice: true, notice_content: content, notice_steps: receipt.steps.length > 0 },
      provesNot: { notice_content: !content, notice_later: true },
      notice: String(receipt.notice.index),
      steps: receipt.steps.map(({ leaf }) => ({ step: leaf.step, at: leaf.at, follower: leaf.follower ?? null })),
    };
  }

  function says({ proves, provesNot }, keyGiven, witnessed) {
    const chosen = (table) => Object.keys(table).filter((name) => table[name]);
    return {
      proven: chosen({ signed: true, ...proves, witnessed }),
      notProven: chosen({ key: !keyGiven, ...provesNot, content: true, same_for_all: !witnessed }),
    };
  }

  async function checked(receiptBytes, recordBytes, keys, checks) {
    // (1) both files have the form that they should have
    const receipt = await readReceipt(receiptBytes);
    const digest = await digestOf(recordBytes);
    checks.push({ number: 1, passed: true });

    // (2) a key of the log signed the checkpoint
    const witnesses = keys.filter((key) => key.kind === notes.WITNESS);
    const given = keys.filter((key) => key.kind === notes.LOG);
    const by = await signers(receipt, given.length ? given : receipt.keys);
    checks.push(by ? { number: 2, passed: true } : { number: 2, passed: null, why: "no_ed25519" });

    // (3) each leaf hashes up to the root in the checkpoint
    const { size, root } = receipt.checkpoint;
    for (const one of receipt.proofs) {
      if (!(await isIncluded(one, size, root))) throw new Failed("leaf_not_in_tree", one.where);
    }
    checks.push({ number: 3, passed: true });

    // (4) and (5) depend on what the receipt is of
    const found = (receipt.notice ? ofNotice : ofEntry)(receipt, digest, checks);

    const later = receipt.notice ? "notice_later" : "later";
    const seen = by ? await notes.cosignatures(receipt.note, witnesses) : [];
    return {
      checks,
      // Without a signature, nobody vouches for the tree.
      ...(by ? says(found, given.length > 0, seen.length > 0) : { proven: [], notProven: [later, "content"] }),
      keys: (by ?? []).map((key) => key.text),
      witnesses: seen,
      origin: receipt.checkpoint.origin,
      size: String(size),
      ...NOTHING_FOUND,
      ...found,
    };
  }

  // `keys` are those that the reader has, as texts; without them the keys in the receipt are used.
  async function verify(receiptBytes, recordBytes, keyTexts) {
    const keys = [];
    for (const key of keyTexts) keys.push(await notes.readKey(key, notes.LOG, notes.WITNESS));
    const checks = [];
    try {
      return await checked(receiptBytes, recordBytes, keys, checks);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      checks.push({ number: checks.length + 1, passed: false, why: error.why, where: error.where });
      while (checks.length < 5) checks.push({ number: checks.length + 1, passed: null, why: "not_reached" });
      return { checks, proven: [], notProven: [], keys: [], witnesses: [], ...NOTHING_FOUND };
    }
  }

  // Where the record of the last leaf of a receipt is, below the address of the log; empty for what is no receipt.
  async function contentPath(receiptBytes) {
    try {
      const { leaves } = await readReceipt(receiptBytes);
      if (!leaves) return "";
      const { content } = leaves.at(-1).leaf;
      return `content/${content.slice(0, 2)}/${content}`;
    } catch (error) {
      if (error instanceof Failed) return "";
      throw error;
    }
  }

  return { NoteError: notes.NoteError, contentPath, verify };
})();
