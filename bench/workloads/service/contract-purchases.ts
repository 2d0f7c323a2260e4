/**
 * The messages of a drugstore, with the tables that they are held against.
 */
import * as drugstore from '../../../modules/settlement/messages/tables/drugstore.ts';
import { purchase, purchaseOf } from '../../../testing/service/purchases.ts';
import { AMOXICILLIN, must } from '../../../testing/service/visits.ts';
import type { Scene } from './contract-scenes.ts';

const LINES = [{ no: 'C1', item: AMOXICILLIN, count: 1, price: 2000 }];

export const PURCHASE_SCENES: readonly Scene[] = [
  {
    infno: '2101',
    inputs: [drugstore.input2101Druginfo, drugstore.input2101Drugdetail],
    outputs: [
      drugstore.output2101Setlinfo,
      drugstore.output2101Setldetail,
      drugstore.output2101Detlcutinfo,
    ],
    changes: false,
    prepare: async (_send, person) => purchase(person, LINES),
  },
  {
    infno: '2102',
    inputs: [drugstore.input2102Druginfo, drugstore.input2102Drugdetail],
    outputs: [
      drugstore.output2102Setlinfo,
      drugstore.output2102Setldetail,
      drugstore.output2102Detlcutinfo,
    ],
    changes: true,
    prepare: async (_send, person) => purchase(person, LINES),
  },
  {
    infno: '2103',
    inputs: [drugstore.input2103Data],
    outputs: [drugstore.output2103Setlinfo, drugstore.output2103Setldetail],
    changes: true,
    prepare: async (send, person) => ({
      data: purchaseOf(person, must(await send('2102', purchase(person, LINES)))),
    }),
  },
];
