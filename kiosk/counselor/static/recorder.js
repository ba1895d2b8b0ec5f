// Records a sentence, cuts the silence off, and puts what is left into the form as a WAV file.
"use strict";

const desk = document.querySelector("[data-recorder]");
const rate = Number(desk.dataset.rate), longest = Number(desk.dataset.longest) * rate;
const shortest = Number(desk.dataset.shortest) * rate;
// Below a tenth of the loudest it is silence; a little of it stays at both ends.
const QUIET = 0.1, WINDOW = rate / 50, ROOM = 0.15 * rate, LOUDEST = 0.9, MOST_GAIN = 8, NOISE = 0.01;
const LARGEST_FILE = 20e6;

const find = (name) => desk.querySelector(`[data-${name}]`);
const form = desk.querySelector("[data-file] form"), field = form.elements.sound;
const button = find("record"), level = desk.querySelector("meter"), time = find("time");
const canvas = desk.querySelector("canvas"), colours = getComputedStyle(document.documentElement);
const edges = { begin: 0, end: 0 };
let take = null; // what was said, as numbers from -1 to 1
let busy = null; // the recording that runs
let opening = false; // the microphone has been asked for
let player = null;

find("desk").hidden = false;
find("send").hidden = true; // with this script the cut sound is kept, by the button beside it

function say(what) {
  for (const one of desk.querySelectorAll("[data-say]")) one.hidden = one.dataset.say !== what;
}

// What was recorded is cut where the loudness was shown; while it is recorded there is nothing to cut.
function look(state) {
  for (const one of desk.querySelectorAll("[data-cut]")) one.hidden = state !== "again";
  find("hears").hidden = state === "again";
  for (const one of button.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== state;
  button.classList.toggle("busy", state === "busy");
}

// Recording

async function record() {
  if (opening) return; // a second tap before it answers means the same
  opening = true;
  hush();
  say(null);
  let stream;
  try {
    const wanted = { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: true };
    stream = await navigator.mediaDevices.getUserMedia({ audio: wanted });
  } catch (error) {
    say(error.name === "NotAllowedError" ? "not-allowed" : "no-microphone");
    find("file").open = true;
    return;
  } finally {
    opening = false;
  }
  const context = new AudioContext({ sampleRate: rate });
  busy = { stream, context, blocks: [], length: 0 };
  look("busy");
  stream.getAudioTracks()[0].addEventListener("ended", stop); // it was pulled out
  await context.audioWorklet.addModule(desk.dataset.microphone);
  if (!busy) return;
  const listener = new AudioWorkletNode(context, "microphone");
  listener.port.onmessage = (event) => hear(event.data);
  context.createMediaStreamSource(stream).connect(listener).connect(context.destination);
}

function hear(block) {
  if (!busy) return;
  busy.blocks.push(block);
  busy.length += block.length;
  level.value = Math.sqrt(loudest(block));
  time.textContent = seconds(Math.min(busy.length, longest));
  if (busy.length >= longest) stop();
}

function stop() {
  if (!busy) return;
  const { stream, context, blocks, length } = busy;
  busy = null;
  for (const track of stream.getTracks()) track.stop();
  context.close();
  level.value = 0;
  const said = new Float32Array(length);
  let place = 0;
  for (const block of blocks) { said.set(block, place); place += block.length; }
  use(said.subarray(0, longest), "silent");
}

// Cutting

function use(said, otherwise) {
  const peak = loudest(said);
  look(peak < NOISE ? "idle" : "again");
  if (peak < NOISE) { take = null; say(otherwise); return; }
  const gain = Math.min(LOUDEST / peak, MOST_GAIN);
  take = said.map((one) => one * gain);
  cutSilence();
  draw();
}

function cutSilence() {
  const limit = QUIET * loudest(take);
  const isLoud = (start) => loudest(take.subarray(start, start + WINDOW)) >= limit;
  let first = 0, last = take.length;
  while (first + WINDOW < take.length && !isLoud(first)) first += WINDOW;
  while (last - WINDOW > first && !isLoud(last - WINDOW)) last -= WINDOW;
  edges.begin = Math.max(0, Math.round(first - ROOM));
  edges.end = Math.min(take.length, Math.round(last + ROOM), edges.begin + longest);
  keepApart("begin");
}

// The edge that was moved gives way: what is between is neither too short nor too long.
function keepApart(moved) {
  const { begin, end } = edges, least = Math.min(shortest, take.length);
  if (moved === "begin") {
    edges.begin = Math.max(0, end - longest, Math.min(begin, end - least));
    edges.end = Math.min(take.length, Math.max(end, edges.begin + least));
  } else {
    edges.end = Math.min(take.length, begin + longest, Math.max(end, begin + least));
  }
}

function move(edge, to) {
  hush();
  edges[edge] = Math.round(to);
  keepApart(edge);
  draw();
}

function draw() {
  const width = canvas.width = canvas.clientWidth, height = canvas.height = canvas.clientHeight;
  const pen = canvas.getContext("2d");
  const step = take.length / width, at = (place) => place / take.length * width;
  const colour = (name) => colours.getPropertyValue(`--${name}`);
  for (let x = 0; x < width; x += 3) {
    const place = Math.floor(x * step), tall = Math.max(3, loudest(take.subarray(place, place + step * 3)) * height);
    pen.fillStyle = colour(place >= edges.begin && place < edges.end ? "leaf_deep" : "line");
    pen.fillRect(x, (height - tall) / 2, 2, tall);
  }
  pen.fillStyle = colour("night");
  for (const place of [edges.begin, edges.end]) {
    const x = Math.min(Math.max(at(place) - 2, 0), width - 4);
    pen.fillRect(x, 0, 4, height);
    pen.beginPath(); pen.arc(Math.min(Math.max(x + 2, 10), width - 10), height - 10, 10, 0, 7); pen.fill();
  }
  for (const edge of ["begin", "end"]) desk.querySelector(`[data-edge=${edge}]`).textContent = seconds(edges[edge]);
  time.textContent = seconds(edges.end - edges.begin);
}

let held = null;
canvas.addEventListener("pointerdown", (event) => {
  const place = placeOf(event);
  held = Math.abs(place - edges.begin) <= Math.abs(place - edges.end) ? "begin" : "end";
  canvas.setPointerCapture(event.pointerId);
  move(held, place);
});
canvas.addEventListener("pointermove", (event) => { if (held) move(held, placeOf(event)); });
for (const kind of ["pointerup", "pointercancel"]) canvas.addEventListener(kind, () => { held = null; });

function placeOf(event) {
  const box = canvas.getBoundingClientRect();
  return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * take.length;
}

// Listening

function hush() {
  if (player) player.pause();
  player = null;
}

function play(address) {
  hush();
  player = new Audio(address);
  player.play().catch(() => {}); // a next sound interrupts it
}

function tryOut() {
  hush();
  const context = new AudioContext({ sampleRate: rate });
  const sound = context.createBuffer(1, edges.end - edges.begin, rate);
  sound.copyToChannel(take.subarray(edges.begin, edges.end), 0);
  const source = context.createBufferSource();
  source.buffer = sound;
  source.connect(context.destination);
  source.onended = () => context.close();
  source.start();
  player = { pause: () => { try { source.stop(); } catch { /* it has ended */ } } };
}

// Keeping

function keep() {
  const carrier = new DataTransfer();
  carrier.items.add(new File([wav(take.subarray(edges.begin, edges.end))], "voice.wav", { type: "audio/wav" }));
  field.files = carrier.files;
  form.requestSubmit();
}

function wav(said) {
  const file = new DataView(new ArrayBuffer(44 + said.length * 2));
  const write = (place, text) => [...text].forEach((one, n) => file.setUint8(place + n, one.charCodeAt(0)));
  write(0, "RIFF"); file.setUint32(4, 36 + said.length * 2, true); write(8, "WAVEfmt ");
  file.setUint32(16, 16, true); file.setUint16(20, 1, true); file.setUint16(22, 1, true);
  file.setUint32(24, rate, true); file.setUint32(28, rate * 2, true);
  file.setUint16(32, 2, true); file.setUint16(34, 16, true);
  write(36, "data"); file.setUint32(40, said.length * 2, true);
  said.forEach((one, n) => file.setInt16(44 + n * 2, Math.round(Math.min(Math.max(one, -1), 1) * 32767), true));
  return file.buffer;
}

field.addEventListener("change", async () => {
  const file = field.files[0];
  if (!file) return;
  say(null);
  hush();
  try {
    if (file.size > LARGEST_FILE) throw new RangeError();
    const sound = await new OfflineAudioContext(1, 1, rate).decodeAudioData(await file.arrayBuffer());
    const said = new Float32Array(sound.length);
    for (let channel = 0; channel < sound.numberOfChannels; channel += 1) {
      sound.getChannelData(channel).forEach((one, n) => { said[n] += one / sound.numberOfChannels; });
    }
    use(said, "no-sound");
    if (take) find("try").focus(); // what is cut now has come above the file
  } catch {
    say("no-sound");
  }
  field.value = "";
});

function loudest(said) {
  let peak = 0;
  for (const one of said) peak = Math.max(peak, Math.abs(one));
  return peak;
}

function seconds(samples) {
  return `${(samples / rate).toFixed(1)} s`;
}

button.addEventListener("click", () => (busy ? stop() : record()));
find("try").addEventListener("click", tryOut);
find("keep").addEventListener("click", keep);
for (const one of desk.querySelectorAll("[data-move]")) {
  const by = Number(one.dataset.by) * rate;
  one.addEventListener("click", () => move(one.dataset.move, edges[one.dataset.move] + by));
}
for (const one of desk.querySelectorAll("[data-play]")) one.addEventListener("click", () => play(one.dataset.play));
addEventListener("pagehide", stop);
