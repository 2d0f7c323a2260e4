/**
 * Counters of one person that are kept window by window, as `settle` keeps them in its state: an
 * event of an older window moves the older window only.
 */
const FIRST_SIZE = 64;

export class Store {
  count = 0;
  #slot = new Int32Array(FIRST_SIZE);
  #key = new Int32Array(FIRST_SIZE);
  #window = new Int32Array(FIRST_SIZE);
  #value = new Float64Array(FIRST_SIZE);

  /** Forgets the person. */
  clear(): void {
    this.count = 0;
  }

  /** What a counter holds in a window; where it has none, what the latest earlier one holds. */
  open(slot: number, key: number, window: number, carries: boolean): number {
    let latest = -1;
    for (let at = 0; at < this.count; at++) {
      if (this.#slot[at] !== slot || this.#key[at] !== key) continue;
      const own = this.#window[at] ?? 0;
      if (own === window) return this.#value[at] ?? 0;
      if (own < window && (latest < 0 || own > (this.#window[latest] ?? 0))) latest = at;
    }
    return carries && latest >= 0 ? (this.#value[latest] ?? 0) : 0;
  }

  /** What a rolling counter holds over days `from` to `day`. */
  openRolling(slot: number, key: number, from: number, day: number, isMax: boolean): number {
    let value = 0;
    for (let at = 0; at < this.count; at++) {
      if (this.#slot[at] !== slot || this.#key[at] !== key) continue;
      const own = this.#window[at] ?? 0;
      if (own < from || own > day) continue;
      const fen = this.#value[at] ?? 0;
      if (!isMax) value += fen;
      else if (fen > value) value = fen;
    }
    return value;
  }

  /** Keeps the value of a window. */
  put(slot: number, key: number, window: number, value: number): void {
    const at = this.#find(slot, key, window);
    this.#value[at] = value;
  }

  /** Adds to the value of a window. */
  add(slot: number, key: number, window: number, written: number, carries: boolean): void {
    this.put(slot, key, window, this.open(slot, key, window, carries) + written);
  }

  /** Adds to what a day of a rolling counter holds. */
  putRolling(slot: number, key: number, day: number, written: number, isMax: boolean): void {
    const at = this.#find(slot, key, day);
    const known = this.#value[at] ?? 0;
    this.#value[at] = isMax ? Math.max(known, written) : known + written;
  }

  /** Another scheme takes over (X13): slots become others; -1: they are dropped. */
  rename(slots: readonly number[]): void {
    let kept = 0;
    for (let at = 0; at < this.count; at++) {
      const slot = slots[this.#slot[at] ?? 0] ?? -1;
      if (slot < 0) continue;
      this.#slot[kept] = slot;
      this.#key[kept] = this.#key[at] ?? 0;
      this.#window[kept] = this.#window[at] ?? 0;
      this.#value[kept] = this.#value[at] ?? 0;
      kept++;
    }
    this.count = kept;
  }

  #find(slot: number, key: number, window: number): number {
    for (let at = 0; at < this.count; at++) {
      if (this.#slot[at] === slot && this.#key[at] === key && this.#window[at] === window)
        return at;
    }
    if (this.count === this.#slot.length) this.#grow();
    const at = this.count++;
    this.#slot[at] = slot;
    this.#key[at] = key;
    this.#window[at] = window;
    this.#value[at] = 0;
    return at;
  }

  #grow(): void {
    const twice = (array: Int32Array) => {
      const fresh = new Int32Array(array.length * 2);
      fresh.set(array);
      return fresh;
    };
    this.#slot = twice(this.#slot);
    this.#key = twice(this.#key);
    this.#window = twice(this.#window);
    const value = new Float64Array(this.#value.length * 2);
    value.set(this.#value);
    this.#value = value;
  }
}
