// Brings up keys where a field of letters or digits is touched; a real key puts them away.
// It keeps nothing: what is typed stands in the field alone.
"use strict";

{
  const REPEAT_AFTER_MS = 500, REPEAT_MS = 90;
  const FIELDS = {
    letters: "input[type=password], [data-keys=letters]",
    digits: "[inputmode=numeric], [inputmode=tel]",
    // A system may have an input method of its own: there keys are only offered.
    offered: "input[type=text]:not([inputmode=none]), input:not([type]), textarea",
  };
  const SILENT = ["Tab", "Shift", "Control", "Alt", "Meta"];
  const root = document.documentElement;
  const [keyboard, offer] = document.querySelector("#keyboard").content.children;
  const layers = [...keyboard.children];
  const pinyin = new Pinyin(keyboard.querySelector(".characters"), keyboard.querySelector(".keys"));
  const keysOf = new Map(); // how each field is typed into, as it was when the page came
  for (const [keys, fields] of Object.entries(FIELDS)) {
    for (const one of document.querySelectorAll(fields)) if (!keysOf.has(one)) keysOf.set(one, keys);
  }

  let field = null, isSecret = false, mode = "", pressing = false, repeat = 0;
  let isChinese = root.lang.startsWith("zh");

  function open(touched, keys) {
    close();
    field = touched;
    isSecret = field.type === "password";
    mode = field.inputMode;
    field.inputMode = "none"; // the system's own keys stay away
    for (const eye of keyboard.querySelectorAll("[data-do=eye]")) eye.hidden = !isSecret;
    const mayBeChinese = keysOf.get(field) === "offered";
    for (const turn of keyboard.querySelectorAll("[data-do=chinese]")) turn.hidden = !mayBeChinese;
    write(mayBeChinese && isChinese);
    show(keys);
    field.after(keyboard); // where Tab leads next
    root.classList.add("typing");
    root.style.setProperty("--keys", `${keyboard.offsetHeight}px`);
    field.scrollIntoView({ block: "start" });
  }

  function close() {
    offer.remove();
    clearInterval(repeat);
    if (!field) return;
    keepLetters();
    keyboard.remove();
    pinyin.turn(false);
    root.classList.remove("typing");
    shift(false);
    reveal(false);
    field.inputMode = mode;
    field = null;
  }

  function propose(touched) {
    close();
    touched.after(offer);
    offer.style.left = `${touched.offsetLeft + touched.offsetWidth - offer.offsetWidth}px`;
    offer.style.top = `${touched.offsetTop}px`;
  }

  function show(keys) {
    for (const layer of layers) layer.hidden = layer.dataset.keys !== keys;
  }

  function tell(what, isOn) {
    for (const key of keyboard.querySelectorAll(`[data-do=${what}]`)) key.ariaPressed = isOn;
  }

  function shift(isOn) {
    tell("shift", isOn);
    for (const key of layers[0].querySelectorAll("button:not([data-do])")) {
      key.textContent = isOn ? key.textContent.toUpperCase() : key.textContent.toLowerCase();
    }
  }

  function write(inChinese) {
    pinyin.turn(inChinese);
    tell("chinese", inChinese);
    for (const key of layers[0].querySelectorAll("[data-latin]")) {
      key.textContent = inChinese ? key.dataset.chinese : key.dataset.latin;
    }
  }

  function reveal(isOn) {
    tell("eye", isOn);
    if (!isSecret) return;
    const { selectionStart, selectionEnd } = field;
    field.spellcheck = false; // a passphrase is nobody else's to check
    field.type = isOn ? "text" : "password";
    field.setSelectionRange(selectionStart, selectionEnd);
  }

  function put(text, from, to) {
    const room = field.maxLength < 0 ? Infinity : field.maxLength - field.value.length + to - from;
    if (text.length > room) return;
    field.setRangeText(text, from, to, "end");
    const inputType = text ? "insertText" : "deleteContentBackward";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
    if (field.selectionEnd === field.value.length) field.scrollLeft = field.scrollWidth;
    field.scrollIntoView({ block: "nearest" });
  }

  function type(text) {
    put(text, field.selectionStart, field.selectionEnd);
  }

  function press(text) {
    if (pinyin.isOn && /^[a-z]$/.test(text)) return pinyin.add(text);
    if (text === " ") type(pinyin.spelt ? pinyin.take() : text);
    else {
      while (pinyin.spelt) type(pinyin.take()); // a sign comes after all of it
      type(text);
    }
    shift(false);
  }

  function keepLetters() {
    if (pinyin.spelt) type(pinyin.spelt);
  }

  function erase() {
    if (pinyin.spelt) return pinyin.erase();
    const { value, selectionStart: from, selectionEnd: to } = field;
    const last = [...value.slice(0, from)].pop() ?? "";
    put("", from === to ? from - last.length : from, to);
  }

  function act(key) {
    const what = key.dataset.do;
    if (what === "done") leave();
    else if (what === "erase") erase();
    else if (what === "shift") shift(key.ariaPressed !== "true");
    else if (what === "eye") reveal(key.ariaPressed !== "true");
    else if (what === "take") type(pinyin.take(key));
    else if (what === "further") pinyin.further();
    else if (what === "chinese") {
      keepLetters();
      write(isChinese = !isChinese);
    }
    else if (what) show(what);
    else press(key.textContent);
  }

  function leave() {
    const left = field;
    close();
    left.focus();
  }

  // Acts on the press, so that two thumbs may overlap, and the field keeps the focus. What is
  // done acts on the release: else its tap would fall on what lies below.
  keyboard.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const key = event.target.closest("button");
    if (!key || key.dataset.do === "done" || event.button) return;
    act(key);
    if (key.dataset.do !== "erase") return;
    clearInterval(repeat);
    const from = Date.now() + REPEAT_AFTER_MS;
    repeat = setInterval(() => { if (Date.now() > from) erase(); }, REPEAT_MS);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () => {
      clearInterval(repeat);
      pressing = false;
      setTimeout(closeUnlessOurs);
    });
  }
  for (const ours of [keyboard, offer]) {
    ours.addEventListener("mousedown", (event) => event.preventDefault());
  }
  keyboard.addEventListener("click", (event) => {
    const key = event.target.closest("button");
    const isPointed = event.detail > 0; // not by a key, nor by who reads the screen aloud
    if (key && (!isPointed || key.dataset.do === "done")) act(key);
  });
  offer.addEventListener("click", () => {
    const touched = offer.previousElementSibling;
    open(touched, "letters");
    touched.focus();
  });

  addEventListener("click", (event) => {
    if (!["touch", "pen"].includes(event.pointerType)) return;
    const touched = event.target.closest("label")?.control ?? event.target;
    const keys = keysOf.get(touched);
    if (!keys || touched === field || touched.disabled) return;
    if (keys === "offered") propose(touched);
    else open(touched, keys);
  });

  addEventListener("keydown", (event) => {
    if (!event.isTrusted || SILENT.includes(event.key)) return;
    if (event.key === "Escape" && field) {
      event.preventDefault(); // it would empty a field that finds
      leave();
    } else if (!keyboard.contains(event.target) && event.target !== offer) close();
  }, true);

  // A page that moves under a press would lose it: it stays until the press is over.
  function closeUnlessOurs() {
    const focused = document.activeElement;
    const ours = [field, offer, offer.previousElementSibling];
    if (!pressing && !ours.includes(focused) && !keyboard.contains(focused)) close();
  }
  addEventListener("pointerdown", () => { pressing = true; }, true);
  addEventListener("focusout", () => setTimeout(closeUnlessOurs));
  addEventListener("submit", close, true);
}
