// The single file unpacks itself: style, words, pictures, networks and program stand in it as one LZMA stream, in base64. Nothing is
// asked for, no string becomes code, and it needs no more of a browser than WebAssembly does.
{
  const packed = document.getElementById("packed");

  // The decoder of LZMA, with no bits of the position in its contexts (lp = pb = 0) and three of the byte before (lc = 3). Chances are
  // of 2048, one for each context; `range` and `code` stay below 2 ** 32.
  const unpack = (input, size) => {
    const chances = (count) => new Uint16Array(count).fill(1024);
    const [isMatch, isRepeat, isOlder, isLong, isThird, isFourth] = Array.from({ length: 6 }, () => chances(12));
    const [literals, slots, middle, low] = [0x300 << 3, 256, 128, 16].map(chances);
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
        const from = 0x300 * ((out[to - 1] ?? 0) >> 5);
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

  // The program from its pieces: `xtask/src/streams.rs` says which kinds of bytes have a stream of their own.
  const join = (head, streams, tail) => {
    const [word, read, write, place, whole, jump, real, locals, other] = streams.keys();
    const at = streams.map(() => 0);
    const out = new Uint8Array(head.length + tail.length + 2 * streams.reduce((sum, { length }) => sum + length, 0));
    let to = head.length;
    out.set(head);

    const bytes = (kind, count) => {
      for (; count--; ) out[to++] = streams[kind][at[kind]++];
    };
    const number = (kind) => {
      let value = 0;
      for (let nth = 0; ; nth += 7) {
        bytes(kind, 1);
        value += (out[to - 1] & 127) << nth;
        if (out[to - 1] < 128) return value;
      }
    };
    const numbers = (kind, count) => {
      for (; count--; ) number(kind);
    };
    const memory = () => {
      number(word);
      number(place);
    };

    const vector = () => {
      const nth = number(word);
      if (nth < 12 || (nth > 83 && nth < 94)) memory();
      if (nth === 12 || nth === 13) bytes(other, 16);
      if ((nth > 20 && nth < 35) || (nth > 83 && nth < 92)) bytes(other, 1);
    };
    const bulk = () => {
      const nth = number(word);
      if (nth > 7) numbers(other, nth < 15 && nth % 2 === 0 ? 2 : 1);
    };
    // What follows an instruction; nothing follows the others.
    const follows = {
      0x0c: () => number(jump),
      0x0e: () => numbers(other, number(other) + 1),
      0x10: () => number(word),
      0x11: () => numbers(other, 2),
      0x1c: () => numbers(other, number(other)),
      0x20: () => number(read),
      0x21: () => number(write),
      0x25: () => number(other),
      0x28: memory,
      0x41: () => number(whole),
      0x42: () => number(other),
      0x43: () => bytes(other, 4),
      0x44: () => bytes(real, 8),
      0xfc: bulk,
      0xfd: vector,
    };
    const same = { 0x0d: 0x0c, 0x22: 0x21, 0x23: 0x10, 0x24: 0x10, 0x26: 0x25, 0x3f: 0x25, 0x40: 0x25, 0xd0: 0x25, 0xd2: 0x25 };
    for (const [twin, first] of Object.entries(same)) follows[twin] = follows[first];
    for (let twin = 0x29; twin < 0x3f; twin++) follows[twin] = memory;

    while (at[word] < streams[word].length) {
      // A function's size stands before it, in as few bytes as it takes.
      const start = to;
      to += 5;
      for (let count = number(locals); count--; bytes(locals, 1)) number(locals);
      for (let depth = 1; depth; ) {
        bytes(word, 1);
        const instruction = out[to - 1];
        if (instruction > 1 && instruction < 5) {
          depth++;
          number(word);
        } else if (instruction === 0x0b) depth--;
        else follows[instruction]?.();
      }
      const end = to;
      to = start;
      for (let size = end - start - 5; ; size >>>= 7) {
        out[to++] = size < 128 ? size : (size & 127) | 128;
        if (size < 128) break;
      }
      out.copyWithin(to, start + 5, end);
      to += end - start - 5;
    }
    out.set(tail, to);
    return out.subarray(0, to + tail.length);
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
  const { head, tail, style, figure, ...rest } = part;
  const texts = Object.entries(rest).filter(([name]) => name.length > 1);
  const wasm = join(head, Object.keys(rest).filter((name) => name.length === 1).map((name) => rest[name]), tail);

  // What the program reads, each text under its name: a template is never shown, and what is in it is no code.
  for (const [id, value] of texts) {
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
