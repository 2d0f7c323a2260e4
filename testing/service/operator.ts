/**
 * A clerk of the agency, as tests ask for one: each question is a request of its own.
 */
import type { RequestScope } from '../../platform/access/index.ts';
import type { TestService } from './index.ts';

export interface TestOperator {
  /** One more request at the platform's present time; for regions, of the demo city by default. */
  scope(regions?: readonly string[]): RequestScope;
  /** A key that no order had before. */
  newKey(): string;
}

export function operatorOf({ clock }: Pick<TestService, 'clock'>): TestOperator {
  let asked = 0;
  return {
    scope: (regions = ['3303']) => ({
      principal: { id: 'operator:clerk', kind: 'operator', regions },
      requestId: `00${++asked}`,
      region: '330300',
      at: clock.at,
    }),
    newKey: () => `order-${++asked}`,
  };
}
