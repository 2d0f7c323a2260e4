/** What areas are called, by the catalogue of law files that comes with the pages. */
import { useQuery } from '@tanstack/react-query';
import type { Words } from '../../../../engine/explain/index.ts';
import type { Catalogue } from '../../laws/law-files.ts';
import { linkTo, ROUTES } from '../../routes.ts';

/** Names by area; empty until they are there, and an area without a name goes by its id. */
export function useAreaNames(): ReadonlyMap<string, Words> {
  const { data } = useQuery({
    queryKey: ['areas'],
    queryFn: async () => {
      const site = new URL(linkTo(ROUTES.home, ROUTES.console), document.baseURI);
      const response = await fetch(new URL('laws/catalogue.json', site));
      // Made with the pages by `apps/web/build.ts`.
      const { areas } = (await response.json()) as Catalogue;
      return new Map(areas.map(({ id, zh, en }) => [id, { zh, en }]));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? new Map();
}
