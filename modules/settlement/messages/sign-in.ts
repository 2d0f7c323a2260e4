/**
 * 9001 and 9002: an operator's day begins and ends. One number for each operator and day.
 */
import { createHash } from 'node:crypto';
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { MessageContext } from '../services.ts';
import { storeSignIn, storeSignOut } from '../store/sign-in.ts';
import { cityTime, invalid } from './envelope.ts';
import { answerRead } from './read-person.ts';
import { readRow } from './read-row.ts';
import { renderRow } from './render-row.ts';
import {
  input9001SignIn,
  input9002SignOut,
  output9001Signinoutb,
  output9002SignTime,
} from './tables/sign-in.ts';

export function signIn(context: MessageContext): Promise<Result<string>> {
  return answerRead(context, async () => {
    const { envelope, provider, scope, services } = context;
    const { row, problems } = readRow(input9001SignIn, envelope.input, provider.dialect);
    if (problems.length > 0) return invalid(problems);
    const operator = row.need('opter_no');
    const time = cityTime(scope.at);
    const text = `${envelope.institution}|${operator}|${time.slice(0, 10)}`;
    const signNo = `${time.slice(0, 10).replaceAll('-', '')}${digest(text)}`;
    const { institution } = envelope;
    await storeSignIn(services.database, { institution, operator, signNo, at: scope.at });
    const fields = renderRow(output9001Signinoutb, { sign_time: time, sign_no: signNo });
    return accepted({
      personId: null,
      output: { signinoutb: fields },
      action: 'settlement.signIn',
      subject: signNo,
    });
  });
}

export function signOut(context: MessageContext): Promise<Result<string>> {
  return answerRead(context, async () => {
    const { envelope, provider, scope, services } = context;
    const { row, problems } = readRow(input9002SignOut, envelope.input, provider.dialect);
    if (problems.length > 0) return invalid(problems);
    const signNo = row.need('sign_no');
    const known = await storeSignOut(services.database, {
      institution: envelope.institution,
      operator: row.need('opter_no'),
      signNo,
      at: scope.at,
    });
    if (!known) {
      return rejected(
        'message/sign_in_unknown',
        '没有此签到编号，请核对 sign_no 与 opter_no，或先用 9001 签到',
      );
    }
    const fields = renderRow(output9002SignTime, { sign_time: cityTime(scope.at) });
    return accepted({
      personId: null,
      output: { sign_time: fields },
      action: 'settlement.signOut',
      subject: signNo,
    });
  });
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
