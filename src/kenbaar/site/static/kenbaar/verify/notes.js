// Signed notes, checkpoints and public keys: the same rules as kenbaar/ledger/notes.py, checkpoints.py and cosigning.py.
"use strict";

const KenbaarNotes = (() => {
  const LARGEST_NOTE = 2 ** 18;
  const MOST_SIGNATURES = 100;
  const LARGEST_SIZE = 2n ** 63n - 1n;
  const LOG = 1;
  const WITNESS = 4;
  // The last second of the year 9999.
  const LATEST = 253402300799n;
  const EMPTY_ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  // White space as Python has it, a plus, and control characters: none of them is in the name of a key.
  const NAME = /^[^\s+\x00-\x1f\x85]+$/;
  const KEY = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/;
  const CONTROL = /[\x00-\x09\x0b-\x1f]/;

  class NoteError extends Error {}
  class NoEd25519 extends Error {}

  const encode = (text) => new TextEncoder().encode(text);

  function joined(...parts) {
    const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  async function sha256(...parts) {
    return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
  }

  const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

  function fromBase64(text) {
    let bytes;
    try {
      bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    } catch {
      throw new NoteError("not base64");
    }
    // One text for each sequence of bytes: atob also takes spaces and leaves out padding.
    if (toBase64(bytes) !== text) throw new NoteError("not base64 in its one form");
    return bytes;
  }

  function readNote(bytes) {
    if (bytes.length > LARGEST_NOTE) throw new NoteError("too long");
    const whole = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const border = whole.lastIndexOf("\n\n");
    if (CONTROL.test(whole) || border < 0 || !whole.endsWith("\n") || border + 2 === whole.length) {
      throw new NoteError("not a signed note");
    }
    const lines = whole.slice(border + 2, -1).split("\n");
    if (lines.length > MOST_SIGNATURES) throw new NoteError("too many signatures");
    return { text: whole.slice(0, border + 1), signatures: lines.map(readLine) };
  }

  function readLine(line) {
    const parts = line.split(" ");
    if (parts.length !== 3 || parts[0] !== "—" || !NAME.test(parts[1])) throw new NoteError("no signature line");
    const data = fromBase64(parts[2]);
    if (data.length < 5) throw new NoteError("no signature");
    return { name: parts[1], id: toHex(data.slice(0, 4)), signature: data.slice(4) };
  }

  function readCheckpoint(text) {
    const lines = text.split("\n");
    if (lines.length < 4 || lines.pop() !== "") throw new NoteError("no checkpoint");
    const [origin, size, root, ...extensions] = lines;
    if (!/^(0|[1-9][0-9]{0,18})$/.test(size) || BigInt(size) > LARGEST_SIZE) throw new NoteError("no size");
    const hash = fromBase64(root);
    if (hash.length !== 32 || !origin || extensions.includes("")) throw new NoteError("no checkpoint");
    if (size === "0" && root !== EMPTY_ROOT) throw new NoteError("no root of nothing");
    return { origin, size: BigInt(size), root: hash };
  }

  // A public key, `name+id+base64`, of one of these kinds.
  async function readKey(text, ...kinds) {
    const found = KEY.exec(text);
    if (!found || !NAME.test(found[1])) throw new NoteError("no key");
    const data = fromBase64(found[3]);
    const id = toHex((await sha256(encode(`${found[1]}\n`), data)).slice(0, 4));
    if (!kinds.includes(data[0]) || data.length !== 33 || id !== found[2]) throw new NoteError("no key");
    return { text, name: found[1], id, kind: data[0], publicKey: data.slice(1) };
  }

  async function verifies(key, message, signature) {
    let imported;
    try {
      imported = await crypto.subtle.importKey("raw", key.publicKey, "Ed25519", false, ["verify"]);
    } catch (error) {
      if (error.name === "NotSupportedError") throw new NoEd25519();
      return false;
    }
    return crypto.subtle.verify("Ed25519", imported, signature, message);
  }

  const isBy = (key) => (one) => one.name === key.name && one.id === key.id;

  // The keys that signed; throws when none did, and when a signature that one of them should have made is false.
  async function signedBy(note, keys) {
    const twice = keys.some((key) => keys.some((other) => isBy(key)(other) && key.text !== other.text));
    if (twice) throw new NoteError("two keys with one id");
    for (const one of note.signatures) {
      const key = keys.find((each) => isBy(each)(one));
      if (key && !(await verifies(key, encode(note.text), one.signature))) throw new NoteError("a false signature");
    }
    const signers = keys.filter((key) => note.signatures.some(isBy(key)));
    if (signers.length === 0) throw new NoteError("not signed");
    return signers;
  }

  // Which witnesses saw the log, and when (seconds since 1970).
  async function cosignatures(note, witnesses) {
    const seen = [];
    for (const one of note.signatures) {
      if (one.signature.length !== 72) continue;
      const at = new DataView(one.signature.buffer, one.signature.byteOffset).getBigUint64(0);
      if (at > LATEST) continue;
      const message = encode(`cosignature/v1\ntime ${at}\n${note.text}`);
      for (const key of witnesses.filter((each) => isBy(each)(one))) {
        if (await verifies(key, message, one.signature.slice(8))) {
          seen.push({ name: one.name, at: Number(at) });
          break;
        }
      }
    }
    return seen;
  }

  return {
    LOG, WITNESS, NoteError, NoEd25519,
    cosignatures, encode, fromBase64, readCheckpoint, readKey, readNote, sha256, signedBy, toHex,
  };
})();
