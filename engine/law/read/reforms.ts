/**
 * Reforms: overlays that no scheme names yet, laid at compile time on every scheme that has a tier
 * they change, after the scheme's own overlays.
 */
import type { Body, Source } from './body.ts';
import { entryOf, type Located, type LocatedMap, textAt } from './located.ts';

/** Lays overlays on a body of law, in the order given. An id that no file has changes nothing. */
export function layReforms(body: Body, reforms: readonly string[]): Body {
  const laid = reforms.flatMap((id) => body.overlay.find((overlay) => overlay.id === id) ?? []);
  if (laid.length === 0) return body;
  return { ...body, scheme: body.scheme.map((scheme) => withOverlays(scheme, laid)) };
}

function withOverlays(scheme: Source, reforms: readonly Source[]): Source {
  const tiers = new Set(textsIn(itemsAt(scheme.root, 'tiers')));
  const own = itemsAt(scheme.root, 'overlays');
  const known = new Set(textsIn(own));
  const added = reforms.filter(
    ({ id, root }) =>
      !known.has(id) &&
      itemsAt(root, 'changes').some((change) => tiers.has(textAt(change, 'to') ?? '')),
  );
  if (added.length === 0) return scheme;
  const { root } = scheme;
  const place = entryOf(root, 'overlays')?.keyOffset ?? root.offset;
  const items = [...own, ...added.map(({ id }) => textNode(id, place))];
  const list: Located = { kind: 'list', offset: place, items, chosen: null };
  const entries = new Map(root.entries).set('overlays', { keyOffset: place, value: list });
  return { ...scheme, root: { ...root, entries } };
}

function itemsAt(root: LocatedMap, key: string): readonly Located[] {
  const list = entryOf(root, key)?.value;
  return list?.kind === 'list' ? list.items : [];
}

function textsIn(items: readonly Located[]): readonly string[] {
  return items.flatMap((item) => (item.kind === 'scalar' ? String(item.value) : []));
}

function textNode(value: string, offset: number): Located {
  return { kind: 'scalar', offset, value, source: value, chosen: null };
}
