/**
 * Facets of an event that the law reads as others, before anything else is made of the event.
 */
import type { Event } from './event.ts';
import { matchesTold } from './facts.ts';
import type { Scene } from './scene.ts';
import type { Reading } from './scheme.ts';

/** The event as the rules read it, one after the other, each seeing what those before it set. */
export function asRead(scene: Scene): Event {
  return scene.scheme.readings
    .filter(({ from, until }) => from <= scene.day && scene.day < until)
    .reduce<Event>((event, rule) => readBy({ ...scene, event }, rule), scene.event);
}

function readBy(scene: Scene, { when, lines, set }: Reading): Event {
  const { event, note } = scene;
  if (lines && event.kind !== 'visit') return event;
  if (!matchesTold(scene, when ?? {})) return event;
  if (!lines || event.kind !== 'visit') {
    note('readAs.event');
    return { ...event, facets: { ...event.facets, ...set } };
  }
  const read = event.lines.map((line) => {
    if (!matchesTold(scene, lines, line)) return line;
    note('readAs.lines');
    return { ...line, facets: { ...line.facets, ...set } };
  });
  return { ...event, lines: read };
}
