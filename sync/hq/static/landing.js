// Reads what a QR code's link or a stick's file holds, shows it, and brings it to headquarters.
// Written for old phones too: no BigInt, nothing newer than 2017.
"use strict";

{
  const page = document.querySelector(".landing");
  const { where, header } = page.dataset;
  const again = page.querySelector("[data-again]");
  const files = page.querySelector(".files");
  const LATER = [408, 429];
  let last = null; // what was tried last, to try it again

  function say(state) {
    for (const one of page.querySelectorAll("[data-state]")) one.hidden = one.dataset.state !== state;
    again.hidden = state !== "offline" && state !== "busy";
    files.hidden = Boolean(location.hash); // who came by a link has no stick
  }

  function told(name) {
    return page.querySelector(`[data-told=${name}]`);
  }

  // The digits are one number, whose first byte is 1.
  function unpack(digits) {
    const bytes = []; // the lowest first
    for (const digit of digits) {
      let carry = Number(digit);
      for (let at = 0; at < bytes.length || carry; at++) {
        carry += (bytes[at] || 0) * 10;
        bytes[at] = carry & 255;
        carry >>= 8;
      }
    }
    if (bytes.pop() !== 1) throw new Error("not whole");
    return Uint8Array.from(bytes.reverse());
  }

  // Reads the values of CBOR that stand in a request, an envelope's header and an answer.
  function reader(bytes, at) {
    function number(size) {
      let value = 0;
      for (let left = size; left; left--) value = value * 256 + bytes[at++];
      return value;
    }
    return function read() {
      const first = bytes[at++], small = first & 31;
      const value = small < 24 ? small : number(1 << (small - 24));
      const kind = first >> 5;
      if (!(value <= Number.MAX_SAFE_INTEGER)) throw new Error("not whole");
      if (kind === 0) return value;
      if (kind === 4 && value <= 1000) return Array.from({ length: value }, read);
      if ((kind !== 2 && kind !== 3) || at + value > bytes.length) throw new Error("not whole");
      at += value;
      const part = bytes.subarray(at - value, at);
      return kind === 2 ? part : new TextDecoder().decode(part);
    };
  }

  // The first values of an array that has this head: what follows is passed over.
  function fields(bytes, head, count) {
    if (bytes[0] !== head) throw new Error("not whole");
    return Array.from({ length: count }, reader(bytes, 1));
  }

  function look(body) {
    const letters = reader(body, 0)().map((letter) => {
      const [, house, , seq, kind] = fields(letter, 0x86, 6);
      return { house, seq, kind };
    });
    if (!letters.length) throw new Error("not whole");
    return { house: letters[0].house, letters, seq: Math.max(...letters.map((one) => one.seq)) };
  }

  function show(found, days) {
    const counts = new Map();
    for (const { kind } of found.letters) counts.set(kind, (counts.get(kind) || 0) + 1);
    const names = [...counts].map(([kind, count]) => {
      const known = page.querySelector(`[data-kind="${kind}"]`);
      return `${known ? known.textContent : kind} × ${count}`;
    });
    told("house").textContent = found.house;
    told("what").textContent = names.join(", ");
    told("days").textContent = days.replace("/", " – ");
    told("days").parentElement.hidden = !days;
    for (const one of page.querySelectorAll(".brought")) one.hidden = false;
  }

  // One code for each house, and one for each envelope that came while earlier ones are missing.
  function confirm({ house, seq }, accepted, code) {
    const alone = accepted < seq;
    for (const one of [...told("codes").children]) {
      const upTo = Number(one.dataset.alone);
      if (one.dataset.house === house && (alone ? upTo === seq : upTo <= accepted)) one.remove();
    }
    const line = told("codes").appendChild(document.createElement("li"));
    const [shown, whose] = ["b", "small"].map((name) => document.createElement(name));
    line.dataset.house = house;
    line.dataset.alone = alone ? seq : 0;
    shown.textContent = code;
    whose.textContent = alone ? `${house} · ${told("what").textContent} ${told("days").textContent}` : house;
    line.append(shown, whose);
    const some = [...told("codes").children].some((one) => Number(one.dataset.alone));
    for (const one of page.querySelectorAll("[data-type]")) one.hidden = (one.dataset.type === "every") !== some;
  }

  async function judge(response, found) {
    const code = response.headers.get(header);
    const [, , , accepted, , refused] = fields(new Uint8Array(await response.arrayBuffer()), 0x87, 6);
    if (found.letters.some((one) => refused.includes(one.seq))) return "refused";
    if (!code || (accepted < found.seq && found.letters.length > 1)) return "earlier";
    confirm(found, accepted, code);
    return "arrived";
  }

  async function bring(body, days) {
    last = () => bring(body, days);
    let found, response;
    try {
      found = look(body);
    } catch (error) {
      return say("broken");
    }
    show(found, days);
    say("sending");
    try {
      response = await fetch(where, { method: "POST", headers: { "Content-Type": "application/cbor", [header]: "asked" }, body });
    } catch (error) {
      return say("offline");
    }
    if (response.status === 404) return say("unknown");
    if (response.status >= 500 || LATER.includes(response.status)) return say("busy");
    if (!response.ok) return say("broken");
    try {
      return say(await judge(response, found));
    } catch (error) {
      return say("busy"); // cut off on the way, or somebody else's page: a network's sign-in
    }
  }

  function readLink() {
    if (!location.hash) return say("nothing");
    try {
      const parts = /^#([0-9/-]*)\.([0-9]+)$/.exec(decodeURIComponent(location.hash));
      return bring(unpack(parts[2]), parts[1]);
    } catch (error) {
      return say("broken");
    }
  }

  again.addEventListener("click", () => last());
  addEventListener("online", () => { if (!again.hidden) last(); });
  addEventListener("hashchange", readLink);
  files.querySelector("input").addEventListener("change", async (event) => {
    // What a house wrote first comes first: of two cards headquarters takes the later for the later.
    const byAge = (one, other) => one.lastModified - other.lastModified || (one.name < other.name ? -1 : 1);
    for (const file of [...event.target.files].sort(byAge)) {
      await bring(new Uint8Array(await new Response(file).arrayBuffer()), "");
    }
  });
  // The other language's page must read the same link.
  for (const link of document.querySelectorAll("a[lang]")) {
    link.addEventListener("click", () => { link.href = link.href.split("#")[0] + location.hash; });
  }
  readLink();
}
