// Writes Chinese with the keys on the screen: letters are spelt where digits stood, and become the
// character that is touched. What is spelt is nowhere but there.
"use strict";

class Pinyin {
  static LONGEST = 6; // letters of a syllable: zhuang
  isOn = false;
  #spelt = "";
  #page = 0;
  #known = null; // which characters there are for which syllable, the likeliest first
  #row; #digits; #offers; #address;

  constructor(row, digits) {
    this.#row = row;
    this.#digits = digits;
    this.#offers = [...row.querySelectorAll("[data-do=take]")];
    this.#address = row.dataset.address;
  }

  get spelt() { return this.#spelt; }

  turn(isOn) {
    this.isOn = isOn;
    this.#spell("");
    if (isOn) this.#load();
  }

  add(letter) { this.#spell(this.#spelt + letter); }

  erase() { this.#spell(this.#spelt.slice(0, -1)); }

  // The characters further on, and after the last of them the first again.
  further() {
    this.#page = (this.#page + 1) * this.#offers.length < this.#found().length ? this.#page + 1 : 0;
    this.#show();
  }

  // Tells the character that was touched, or the likeliest; letters that are none, as they are.
  take(offer = this.#offers[0]) {
    const [sign, length] = this.#offered(this.#offers.indexOf(offer)) ?? [this.#spelt, Infinity];
    this.#spell(this.#spelt.slice(length));
    return sign;
  }

  async #load() {
    this.#known ??= await fetch(this.#address).then((answer) => answer.json(), () => null);
    this.#show();
  }

  #spell(letters) {
    this.#spelt = letters;
    this.#page = 0;
    this.#show();
  }

  // Of the longest syllable that it begins with first: xian may be one, or xi and an.
  #found() {
    const found = [];
    for (let length = Pinyin.LONGEST; length; length--) {
      const syllable = this.#spelt.slice(0, length);
      if (syllable.length < length) continue;
      for (const sign of this.#known?.[syllable] ?? []) found.push([sign, length]);
    }
    return found;
  }

  #offered(at) { return this.#found()[this.#page * this.#offers.length + at]; }

  #show() {
    this.#row.hidden = !this.#spelt;
    this.#digits.hidden = !!this.#spelt;
    this.#row.querySelector("output").textContent = this.#spelt;
    this.#offers.forEach((offer, at) => {
      offer.textContent = this.#offered(at)?.[0] ?? "";
      offer.disabled = !offer.textContent;
    });
    this.#row.querySelector("[data-do=further]").disabled = this.#found().length <= this.#offers.length;
  }
}
