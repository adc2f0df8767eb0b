// The single file unpacks itself: style, words, pictures, networks and program stand in it as one LZMA stream, in base64. Nothing is
// asked for, no string becomes code, and it needs no more of a browser than WebAssembly does.
{
  const packed = document.getElementById("packed");

  // The decoder of LZMA, with no bits of the position in its contexts (lp = pb = 0) and four of the byte before (lc = 4). Chances are
  // of 2048, one for each context; `range` and `code` stay below 2 ** 32.
  const unpack = (input, size) => {
    const chances = (count) => new Uint16Array(count).fill(1024);
    const [isMatch, isRepeat, isOlder, isLong, isThird, isFourth] = Array.from({ length: 6 }, () => chances(12));
    const [literals, slots, middle, low] = [0x300 << 4, 256, 128, 16].map(chances);
    const [lengths, repeatLengths] = [chances(274), chances(274)];
    const out = new Uint8Array(size);
    const recent = [0, 0, 0, 0];
    let [range, code, at, to, state] = [2 ** 32 - 1, 0, 5, 0, 0];
    for (const byte of input.subarray(1, 5)) code = code * 256 + byte;

    const shift = () => {
      if (range >= 2 ** 24) return;
      range *= 256;
      code = code * 256 + input[at++];
    };
    const bit = (of, index) => {
      const bound = (range >>> 11) * of[index];
      const one = code >= bound;
      if (one) {
        range -= bound;
        code -= bound;
        of[index] -= of[index] >> 5;
      } else {
        range = bound;
        of[index] += (2048 - of[index]) >> 5;
      }
      shift();
      return one ? 1 : 0;
    };
    const bits = (of, from, count) => {
      let value = 1;
      for (let nth = 0; nth < count; nth++) value = value * 2 + bit(of, from + value);
      return value - (1 << count);
    };
    const bitsFromLow = (of, from, count) => {
      let [value, node] = [0, 1];
      for (let nth = 0; nth < count; nth++) {
        const one = bit(of, from + node);
        node = node * 2 + one;
        value += one << nth;
      }
      return value;
    };
    const evenBits = (count) => {
      let value = 0;
      for (let nth = 0; nth < count; nth++) {
        range >>>= 1;
        const one = code >= range ? 1 : 0;
        code -= one * range;
        value = value * 2 + one;
        shift();
      }
      return value;
    };
    const length = (of) => 2 + (!bit(of, 0) ? bits(of, 2, 3) : !bit(of, 1) ? 8 + bits(of, 10, 3) : 16 + bits(of, 18, 8));
    const distance = (slot) => {
      if (slot < 4) return slot;
      const count = (slot >> 1) - 1;
      const from = (2 + (slot & 1)) << count;
      if (slot < 14) return from + bitsFromLow(middle, from - slot, count);
      return from + evenBits(count - 4) * 16 + bitsFromLow(low, 0, 4);
    };

    while (to < size) {
      if (!bit(isMatch, state)) {
        const from = 0x300 * ((out[to - 1] ?? 0) >> 4);
        let value = 1;
        // After a match the byte that would have followed is a good guess, until its first bit that is wrong.
        for (let guess = out[to - recent[0] - 1], same = state > 6; same && value < 256; guess <<= 1) {
          const guessed = (guess >> 7) & 1;
          const one = bit(literals, from + ((1 + guessed) << 8) + value);
          value = value * 2 + one;
          same = one === guessed;
        }
        while (value < 256) value = value * 2 + bit(literals, from + value);
        out[to++] = value;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      let count = 1;
      if (!bit(isRepeat, state)) {
        count = length(lengths);
        recent.pop();
        recent.unshift(distance(bits(slots, Math.min(count - 2, 3) * 64, 6)));
        state = state < 7 ? 7 : 10;
      } else {
        const older = bit(isOlder, state) && 1 + (bit(isThird, state) && 1 + bit(isFourth, state));
        recent.unshift(...recent.splice(older, 1));
        const long = older || bit(isLong, state);
        if (long) count = length(repeatLengths);
        state = long ? (state < 7 ? 8 : 11) : state < 7 ? 9 : 11;
      }
      const far = recent[0] + 1;
      for (const end = to + count; to < end; to++) out[to] = out[to - far];
    }
    return out;
  };

  const text = new TextDecoder();
  const bytes = Uint8Array.from(atob(packed.textContent), (letter) => letter.charCodeAt(0));
  const [size, ...parts] = packed.dataset.parts.split(" ");
  packed.remove();
  const all = unpack(bytes, Number(size));
  const part = {};
  let from = 0;
  for (let nth = 0; nth < parts.length; nth += 2) {
    part[parts[nth]] = all.subarray(from, (from += Number(parts[nth + 1])));
  }
  const { wasm, style, figure, ...texts } = part;

  // What the program reads, each text under its name: a template is never shown, and what is in it is no code.
  for (const [id, value] of Object.entries(texts)) {
    const carried = document.createElement("template");
    carried.id = id;
    carried.textContent = text.decode(value);
    document.head.append(carried);
  }

  // A link may ask for the figure without a page around it.
  const bare = /[?#&]ui=(bare|compact)\b/.test(location.href);
  if (bare) document.documentElement.dataset.ui = "bare";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text.decode(bare ? figure : style));
  document.adoptedStyleSheets = [sheet];

  // The page's body has to be there.
  addEventListener("DOMContentLoaded", () => wasm_bindgen({ module_or_path: wasm }));
}
