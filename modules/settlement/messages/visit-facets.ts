/**
 * Facets that a visit gives its event: category, provider, disease and kind of delivery.
 */
import type { Disease, Provider } from '../../catalogue/index.ts';
import type { Enrolled } from '../../enrolment/index.ts';
import { MATERNITY_EVENTS, type MedType } from './codes.ts';

const CITY_DIGITS = 4;

export function visitFacets(
  medType: MedType,
  given: {
    readonly provider: Provider;
    readonly enrolled: Enrolled;
    readonly disease: Disease | null;
    readonly maternity: string | null;
  },
): Readonly<Record<string, string>> {
  const { provider, enrolled, disease, maternity } = given;
  const isInCity = provider.region.slice(0, CITY_DIGITS) === enrolled.region.slice(0, CITY_DIGITS);
  const delivery = maternity === null ? undefined : MATERNITY_EVENTS[maternity];
  return {
    grade: provider.grade,
    place: isInCity ? 'inCity' : 'outOfCity',
    ...provider.facets,
    ...disease?.treated,
    ...medType.facets,
    ...(medType.facets.setting === 'maternityStay' && delivery !== undefined
      ? { maternityEvent: delivery }
      : {}),
  };
}
