// Compares two pictures of the page, with its words and without: what does not stand out is listed.
async ({ shown, wordless, text, shape }) => {
  const wrong = [];
  const pixelsOf = async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    canvas.drawImage(picture, 0, 0);
    return canvas.getImageData(0, 0, picture.width, picture.height);
  };
  const channel = [...Array(256).keys()].map((value) => ((value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  const light = ([red, green, blue]) => 0.2126 * channel[red] + 0.7152 * channel[green] + 0.0722 * channel[blue];
  const lightAt = ({ data }, place) => 0.2126 * channel[data[place]] + 0.7152 * channel[data[place + 1]] + 0.0722 * channel[data[place + 2]];
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const [front, back] = [await pixelsOf(shown), await pixelsOf(wordless)];
  const within = (box, { width, height }) => {
    const places = [];
    for (let y = Math.max(0, Math.ceil(box.top)); y < Math.min(height, box.bottom); y++)
      for (let x = Math.max(0, Math.ceil(box.left)); x < Math.min(width, box.right); x++) places.push((y * width + x) * 4);
    return places;
  };
  const RGB = [0, 1, 2];
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  // Words: what lies under their ink. A few pixels at an edge are no word.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || !isShown(node.parentElement) || node.parentElement.closest("script, style")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const colour = getComputedStyle(node.parentElement).color.match(/[\d.]+/g).slice(0, 3).map(Number);
    const under = [...range.getClientRects()].flatMap((box) => within(box, front))
      .filter((place) => RGB.every((index) => Math.abs(front.data[place + index] - colour[index]) < 12) && RGB.some((index) => back.data[place + index] !== front.data[place + index]))
      .map((place) => contrast(light(colour), lightAt(back, place))).sort((one, other) => one - other);
    if (!under.length) wrong.push(`no ink: ${node.data.trim()}`);
    else if (under[Math.floor(under.length / 20)] < text) wrong.push(`pale words: ${node.data.trim()} | ${under[Math.floor(under.length / 20)].toFixed(1)}`);
  }

  // Shapes: some of what is drawn on a target stands out from its ground.
  for (const target of document.querySelectorAll("button, a")) {
    if (target.matches(".wake") || !isShown(target)) continue;
    const lights = within(target.getBoundingClientRect(), back).map((place) => Math.round(lightAt(back, place) * 200) / 200);
    const counts = new Map();
    lights.forEach((one) => counts.set(one, (counts.get(one) || 0) + 1));
    const ground = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one))[0];
    const share = lights.filter((one) => contrast(one, ground) >= shape).length / lights.length;
    if (share < 0.02 && !target.innerText.trim()) wrong.push(`pale shape: ${target.getAttribute("aria-label") || target.className} | ${(share * 100).toFixed(1)} %`);
  }
  return wrong;
}
