/**
 * Field tables of 9001, 9002: name, type and size;
 * `!` must be given, `+` in the national dialect alone.
 */
import { fieldTable } from '../field-table.ts';

export const input9001SignIn = fieldTable(
  'signIn',
  `
  opter_no! str 20; mac! str 20; ip! str 20
`,
);

export const output9001Signinoutb = fieldTable(
  'signinoutb',
  `
  sign_time! date; sign_no! str 30
`,
);

export const input9002SignOut = fieldTable(
  'signOut',
  `
  sign_no! str 30; opter_no! str 20
`,
);

export const output9002SignTime = fieldTable(
  'sign_time',
  `
  sign_time! date
`,
);
