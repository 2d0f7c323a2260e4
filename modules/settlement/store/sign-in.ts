/**
 * SQL of operators that sign in and out.
 */
import type { Queryable } from '../../../platform/database/index.ts';

export interface SignIn {
  readonly institution: string;
  readonly operator: string;
  readonly signNo: string;
  readonly at: Date;
}

/** Signs an operator in; one number for each operator and day. */
export async function storeSignIn(on: Queryable, signIn: SignIn): Promise<void> {
  await on.query(
    `INSERT INTO settlement.sign_in (institution, sign_no, operator, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (institution, sign_no) DO UPDATE SET out_at = NULL`,
    [signIn.institution, signIn.signNo, signIn.operator, signIn.at],
  );
}

/** Signs an operator out; false if there is no such sign-in. */
export async function storeSignOut(on: Queryable, signOut: SignIn): Promise<boolean> {
  const rows = await on.query(
    `UPDATE settlement.sign_in SET out_at = $4
      WHERE institution = $1 AND sign_no = $2 AND operator = $3 RETURNING sign_no`,
    [signOut.institution, signOut.signNo, signOut.operator, signOut.at],
  );
  return rows.length > 0;
}
