// Hands on what the microphone hears, block by block, as it comes.
"use strict";

registerProcessor("microphone", class extends AudioWorkletProcessor {
  process([[heard]]) {
    if (heard) this.port.postMessage(heard.slice());
    return true;
  }
});
