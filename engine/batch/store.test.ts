import { describe, expect, it } from 'vitest';
import { Store } from './store.ts';

const SLOT = 3;
const NO_KEY = -1;

describe('Store', () => {
  it('keeps each window and each key for itself', () => {
    const store = new Store();
    store.put(SLOT, NO_KEY, 2024, 10);
    store.put(SLOT, NO_KEY, 2025, 20);
    store.put(SLOT, 0, 2025, 30);
    expect(store.open(SLOT, NO_KEY, 2024, false)).toBe(10);
    expect(store.open(SLOT, NO_KEY, 2025, false)).toBe(20);
    expect(store.open(SLOT, 0, 2025, false)).toBe(30);
    expect(store.open(SLOT, 1, 2025, false)).toBe(0);
    expect(store.open(SLOT + 1, NO_KEY, 2025, false)).toBe(0);
  });

  it('carries the latest earlier window over where the law says so', () => {
    const store = new Store();
    store.put(SLOT, NO_KEY, 2023, 10);
    store.put(SLOT, NO_KEY, 2021, 99);
    expect(store.open(SLOT, NO_KEY, 2025, true)).toBe(10);
    expect(store.open(SLOT, NO_KEY, 2022, true)).toBe(99);
    expect(store.open(SLOT, NO_KEY, 2020, true)).toBe(0);
    expect(store.open(SLOT, NO_KEY, 2025, false)).toBe(0);
  });

  it('sums the days of a rolling window, or takes the greatest', () => {
    const store = new Store();
    store.putRolling(SLOT, NO_KEY, 100, 5, false);
    store.putRolling(SLOT, NO_KEY, 100, 2, false);
    store.putRolling(SLOT, NO_KEY, 130, 4, false);
    expect(store.openRolling(SLOT, NO_KEY, 100, 130, false)).toBe(11);
    expect(store.openRolling(SLOT, NO_KEY, 101, 130, false)).toBe(4);
    expect(store.openRolling(SLOT, NO_KEY, 90, 129, false)).toBe(7);
    expect(store.openRolling(SLOT, NO_KEY, 100, 130, true)).toBe(7);
  });

  it('gives counters to another scheme under their new names and forgets the others', () => {
    const store = new Store();
    for (const slot of [0, 1, 2]) store.put(slot, NO_KEY, 0, 10 + slot);
    store.rename([2, -1, 1]);
    expect([0, 1, 2].map((slot) => store.open(slot, NO_KEY, 0, false))).toEqual([0, 12, 10]);
  });

  it('holds more than its first size', () => {
    const store = new Store();
    for (let day = 0; day < 500; day++) store.put(SLOT, NO_KEY, day, day);
    expect(store.open(SLOT, NO_KEY, 499, false)).toBe(499);
    store.clear();
    expect(store.open(SLOT, NO_KEY, 499, false)).toBe(0);
  });
});
