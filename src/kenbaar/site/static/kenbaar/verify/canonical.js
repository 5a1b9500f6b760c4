// Strict JSON and its canonical bytes (RFC 8785, restricted): the same values and refusals as kenbaar/ledger/canonical.py.
// JSON.parse cannot be used: it takes 1.0 for 1, rounds long numbers and keeps one of two equal keys.
"use strict";

const KenbaarCanonical = (() => {
  const DEEPEST = 64;
  const SPACE = " \t\n\r";
  const ESCAPED = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
  const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
  const WORDS = [
    ["true", true],
    ["false", false],
    ["null", null],
  ];

  class NotCanonical extends Error {}

  function decoded(bytes) {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new NotCanonical("not UTF-8");
    }
  }

  // Objects become Maps: no key can touch a prototype, and a key that stands twice is seen.
  function read(bytes) {
    const text = decoded(bytes);
    let at = 0;

    function refuse(why) {
      throw new NotCanonical(`${why} at ${at}`);
    }

    function skip() {
      while (at < text.length && SPACE.includes(text[at])) at += 1;
    }

    function value(depth) {
      const first = text[at];
      if (first === '"') return string();
      if (first === "{" || first === "[") {
        if (depth === DEEPEST) refuse("too deep");
        at += 1;
        return first === "{" ? members(depth + 1) : parts(depth + 1);
      }
      for (const [word, meant] of WORDS) {
        if (text.startsWith(word, at)) {
          at += word.length;
          return meant;
        }
      }
      return number();
    }

    function number() {
      NUMBER.lastIndex = at;
      const found = NUMBER.exec(text);
      if (!found) refuse("no value");
      const whole = Number(found[0]);
      if (found[1] || found[2] || !Number.isSafeInteger(whole)) refuse("no whole number that everybody can hold");
      at += found[0].length;
      return whole + 0; // -0 is 0.
    }

    function string() {
      at += 1;
      let said = "";
      for (;;) {
        const one = text[at];
        if (one === undefined || one < " ") refuse("an open text");
        at += 1;
        if (one === '"') break;
        said += one === "\\" ? escape() : one;
      }
      if (/[\ud800-\udfff]/u.test(said)) refuse("half a character");
      return said;
    }

    function escape() {
      const kind = text[at];
      at += 1;
      if (kind !== "u") return Object.hasOwn(ESCAPED, kind ?? "") ? ESCAPED[kind] : refuse("an unknown escape");
      const digits = text.slice(at, at + 4);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) refuse("an unknown escape");
      at += 4;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }

    function parts(depth) {
      const list = [];
      skip();
      if (text[at] === "]") return closed(list);
      for (;;) {
        skip();
        list.push(value(depth));
        skip();
        if (text[at] === "]") return closed(list);
        if (text[at] !== ",") refuse("no comma");
        at += 1;
      }
    }

    function members(depth) {
      const object = new Map();
      skip();
      if (text[at] === "}") return closed(object);
      for (;;) {
        skip();
        if (text[at] !== '"') refuse("no key");
        const key = string();
        if (object.has(key)) refuse("a key twice");
        if (/[^\x00-\x7f]/.test(key)) refuse("a key that is not ASCII");
        skip();
        if (text[at] !== ":") refuse("no colon");
        at += 1;
        skip();
        object.set(key, value(depth));
        skip();
        if (text[at] === "}") return closed(object);
        if (text[at] !== ",") refuse("no comma");
        at += 1;
      }
    }

    function closed(whole) {
      at += 1;
      return whole;
    }

    skip();
    const found = value(0);
    skip();
    if (at < text.length) refuse("more after the value");
    return found;
  }

  function text(value) {
    if (Array.isArray(value)) return `[${value.map(text).join(",")}]`;
    if (!(value instanceof Map)) return JSON.stringify(value);
    // Keys are ASCII, so the order of JavaScript is that of the bytes.
    const keys = [...value.keys()].sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${text(value.get(key))}`).join(",")}}`;
  }

  function bytes(value) {
    return new TextEncoder().encode(text(value));
  }

  // The value of bytes that are exactly a canonical form.
  function readExact(data) {
    const value = read(data);
    if (decoded(data) !== text(value)) throw new NotCanonical("not in canonical form");
    return value;
  }

  return { NotCanonical, bytes, read, readExact };
})();
