/** The words of the law by the platform, so that the console knows no code. */
import { useQuery } from '@tanstack/react-query';
import type { Lang } from '../../../../engine/explain/index.ts';
import { type Answer, ask } from '../../api/client.ts';
import { useApi } from './api-context.ts';

export type Vocabulary = Answer<'/api/vocabulary', 'get'>;
export type Dimension = Vocabulary['dimensions'][number];

/** Of one area; null: of all. */
export function useVocabulary(area: string | null) {
  const api = useApi();
  return useQuery({
    queryKey: ['vocabulary', area],
    queryFn: () => ask(api.GET('/api/vocabulary', { params: { query: area ? { area } : {} } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What a code is called; the code where nobody says. */
export function wordOf(
  vocabulary: Vocabulary | undefined,
  { dimension, code }: { readonly dimension: string; readonly code: string },
  lang: Lang,
): string {
  const named =
    dimension === 'personClass'
      ? vocabulary?.classes
      : vocabulary?.dimensions.find(({ id }) => id === dimension)?.codes;
  return named?.find(({ id }) => id === code)?.[lang] ?? code;
}

export function dimensionWord(
  vocabulary: Vocabulary | undefined,
  dimension: string,
  lang: Lang,
): string {
  return vocabulary?.dimensions.find(({ id }) => id === dimension)?.[lang] ?? dimension;
}

export function payerWord(vocabulary: Vocabulary | undefined, payer: string, lang: Lang): string {
  return vocabulary?.payers.find(({ id }) => id === payer)?.[lang] ?? payer;
}
