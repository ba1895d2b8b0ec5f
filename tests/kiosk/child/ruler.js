// Measures the page that is shown, in millimetres of its panel, and lists what CHILD-UX forbids.
({ px, main, secondary, gap, wrist, text, grid }) => {
  const wrong = [];
  const say = (what, ...where) => wrong.push(`${what}: ${where.join(" | ")}`);
  const mm = (pixels) => Math.round((pixels / px) * 10) / 10;
  const HAIR = 1; // pixels that rounding may take
  const panel = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const nameOf = (element) => (element.getAttribute("aria-label") || element.innerText || element.alt || element.className.baseVal || element.className || element.tagName).toString().trim().slice(0, 40);
  const boxOf = (element) => element.getBoundingClientRect();
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && boxOf(element).width > 0;
  const sticksOut = (box, of, by) => Math.max(of.left - box.left, of.top - box.top, box.right - of.right, box.bottom - of.bottom) > by;
  const apart = (one, other) => Math.max(one.left - other.right, other.left - one.right, one.top - other.bottom, other.top - one.bottom);
  const all = (what, within = document) => [...within.querySelectorAll(what)].filter(isShown);

  // Targets: large enough, on the panel, away from wrists and from each other, covered by nothing.
  const targets = all("button, a, input, select, textarea, summary, [tabindex]");
  if (!targets.length && !document.querySelector(".good-night")) say("nothing can be tapped", document.title);
  for (const target of targets) {
    const box = boxOf(target), isKey = target.matches(".key, .circle") || !target.closest("main");
    const least = isKey ? secondary : main, words = nameOf(target);
    if (Math.min(box.width, box.height) < least * px - HAIR) say("too small", words, `${mm(box.width)} x ${mm(box.height)} mm`);
    if (sticksOut(box, { ...panel, bottom: panel.bottom - wrist * px }, HAIR)) say("off the panel or under a wrist", words, `${mm(box.bottom)} mm`);
    const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (middle && middle.closest("button, a") !== target && !target.contains(middle) && !target.matches(".wake")) say("covered", words, nameOf(middle));
  }
  targets.forEach((one, index) => targets.slice(index + 1).forEach((other) => {
    // The sleeping screen is one target: a key on it is what is meant where it is hit.
    if (one.matches(".wake") || other.matches(".wake")) return;
    const room = apart(boxOf(one), boxOf(other));
    if (room < gap * px - HAIR) say("too close", nameOf(one), nameOf(other), `${mm(room)} mm`);
  }));
  if (all("main button, main a").length > grid) say("more than a grid holds", all("main button, main a").length);

  // Nothing runs over: neither the page nor a box in it.
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) say("the page scrolls", page.scrollWidth, page.scrollHeight);
  for (const box of all("body, main, nav, footer, .tiles, .cards, .faces, .things, .hotlines, .greeting, .calm, .words"))
    if (sticksOut(boxOf(box), panel, HAIR)) say("runs over the panel", nameOf(box));
  for (const picture of all("img, svg, .face, .badge")) {
    if (picture.closest(".scenery")) continue;
    if (picture.tagName === "IMG" && !picture.naturalWidth) say("no picture", picture.src);
    if (sticksOut(boxOf(picture), panel, HAIR)) say("cut picture", picture.src || nameOf(picture.parentElement));
  }

  // Words: tall enough, inside what they name, over nothing else. What counts is their ink.
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  const inkOf = (box, words, style) => {
    canvas.font = style.font;
    const ink = canvas.measureText(words), line = box.top + ink.fontBoundingBoxAscent;
    return { left: box.left, right: box.right, top: line - ink.actualBoundingBoxAscent, bottom: line + ink.actualBoundingBoxDescent };
  };
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement, words = node.data.trim(), style = getComputedStyle(element);
    if (!words || !isShown(element) || element.closest("script, style, svg")) continue;
    const size = parseFloat(style.fontSize), holder = element.closest("button, a, li, .words") || document.body;
    if (size < text * px - 0.1 && !element.closest(".adult")) say("words too small", words, `${mm(size)} mm`);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const ink = inkOf(box, words, style);
      if (sticksOut(ink, panel, 0)) say("words cut by the panel", words);
      else if (sticksOut(ink, boxOf(holder), HAIR)) say("words run out of their place", words, nameOf(holder));
      lines.push({ ink, words, element });
    }
    for (let up = element; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible" && up.scrollWidth > up.clientWidth + HAIR) say("words cut off", words);
  }
  lines.forEach((one, index) => lines.slice(index + 1).forEach((other) => {
    if (one.words !== other.words && apart(one.ink, other.ink) < -HAIR) say("words over words", one.words, other.words);
  }));
  const pictures = all("img, .face").filter((picture) => !picture.closest(".scenery"));
  for (const { ink, words, element } of lines) {
    for (const target of targets)
      if (!target.contains(element) && !target.matches(".wake") && apart(ink, boxOf(target)) < -HAIR) say("words over a target", words, nameOf(target));
    for (const picture of pictures)
      if (apart(ink, boxOf(picture)) < -px) say("words over a picture", words, picture.src || "face", `${mm(-apart(ink, boxOf(picture)))} mm`);
  }

  return wrong;
}
