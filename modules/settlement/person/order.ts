/**
 * Orders of the agency: a change of a person like a message, once for each principal and key, with
 * the same answer again.
 */
import { createHash } from 'node:crypto';
import { accepted, type Result } from '../../../engine/units/index.ts';
import type { RequestScope } from '../../../platform/access/index.ts';
import type { Services } from '../services.ts';
import { changePerson, type Decided, type PersonFile } from './change-person.ts';

/** What every order that changes a person says. */
export interface Order {
  /** Made by who asks, new for each order: the same key and order give the first answer again. */
  readonly key: string;
  /** The document or case that says so; no personal data. */
  readonly basis: string;
  /** Of the preview that was agreed to; absent: whatever it moves by now. */
  readonly version?: number;
}

export interface NamedOrder {
  /** Verb and object, such as `claim.receive`: the same key with another name is refused. */
  readonly name: string;
  readonly key: string;
  /** All that it says: the same key with another content is refused. */
  readonly input: unknown;
  readonly personNo: string;
}

/**
 * Carries an order out; `decide` gives an output of the type that is given back. Rejects what it
 * rejects, `settlement/person_unknown` and `message/id_reused`.
 */
export async function takeOrder<Output>(
  services: Services,
  scope: RequestScope,
  { name, key, input, personNo }: NamedOrder,
  decide: (file: PersonFile) => Result<Decided> | Promise<Result<Decided>>,
): Promise<Result<Output>> {
  const contentHash = createHash('sha256')
    .update(`${name}\n${JSON.stringify(input)}`)
    .digest();
  const envelope = {
    institution: scope.principal.id,
    msgid: key,
    infno: name,
    region: scope.region,
    contentHash,
  };
  const answer = await changePerson(
    { services, scope, envelope },
    { personNo, visitId: null },
    decide,
  );
  if (!answer.ok) return answer;
  // Rendered by `changePerson` from the output of `decide`, now or when the key came first.
  return accepted((JSON.parse(answer.value) as { output: Output }).output);
}
