/**
 * The mixes of cost that findings look at, as data. Items on the lists of supplementary products
 * are on them, so that no tier stays unseen.
 */
import type { Mix, MixLine } from '../curves/scene.ts';

const LISTED = { productList: 'listed', criticalList: 'listed' };

const inScope = line({ itemClass: 'A', necessity: 'necessary' });
const firstShare = line({ itemClass: 'B', necessity: 'necessary' });
const outOfScope = line({ itemClass: 'C', necessity: 'necessary', ...LISTED });
const notNecessary = line({ itemClass: 'C', necessity: 'notNecessary' });

/** The ordinary mix first; `tibao curve` takes it where none is named. */
export const MIXES: readonly Mix[] = [
  {
    id: 'ordinary',
    title: '80%政策范围内，10%先行自付，10%目录外',
    lines: [
      { ...inScope, shareBp: 8_000 },
      { ...firstShare, shareBp: 1_000, firstShareBp: 10_000 },
      { ...outOfScope, shareBp: 1_000 },
    ],
  },
  {
    id: 'allInScope',
    title: '全部政策范围内',
    lines: [{ ...inScope, shareBp: 10_000 }],
  },
  {
    id: 'largeOutside',
    title: '目录外治疗必须20,000.00元不变，其余政策范围内',
    lines: [
      { ...inScope, shareBp: 10_000 },
      { ...outOfScope, fixedFen: 2_000_000 },
    ],
  },
  {
    id: 'moreOutside',
    title: '政策范围内50,000.00元不变，其余目录外治疗必须',
    lines: [
      { ...inScope, fixedFen: 5_000_000 },
      { ...outOfScope, shareBp: 10_000 },
    ],
  },
  {
    id: 'withComfort',
    title: '70%政策范围内（其中乙类先行自付10%），20%目录外治疗必须，10%非治疗必须',
    lines: [
      { ...inScope, shareBp: 3_000 },
      { ...firstShare, shareBp: 4_000, firstShareBp: 1_000 },
      { ...outOfScope, shareBp: 2_000 },
      { ...notNecessary, shareBp: 1_000 },
    ],
  },
];

function line(facets: MixLine['facets']): MixLine {
  return { shareBp: 0, fixedFen: 0, overLimitBp: 0, firstShareBp: 0, facets };
}
