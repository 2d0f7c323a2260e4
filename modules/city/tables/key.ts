/** The table of what was planted. */
import { BEHAVIOUR_IDS } from '../planted/behaviours.ts';
import { coded, column, MDTRT, PSN } from './columns.ts';
import type { TableDef } from './table.ts';

/** What was planted; it lies apart from the city. */
export const KEY_TABLE: TableDef = {
  name: 'key',
  title: '埋设的行为',
  key: ['behaviour', 'mdtrt_id', 'feedetl_sn'],
  columns: [
    coded('behaviour', '行为', BEHAVIOUR_IDS, null),
    PSN,
    MDTRT,
    column('feedetl_sn', 'small', 'number', '费用明细流水号，0为整单'),
  ],
};
