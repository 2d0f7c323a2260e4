/** What an account of the ledger is called. */
import type { Lang } from '../../../../../engine/explain/index.ts';
import { filled, type WordKey, type Words } from '../../../words/words.ts';
import { payerWord, type Vocabulary } from '../words-of-law.ts';

const KINDS: Readonly<Record<string, WordKey>> = {
  provider: 'accountProvider',
  borne: 'accountBorne',
  account: 'accountPersonal',
  cash: 'accountCash',
  receivable: 'accountReceivable',
  due: 'accountDue',
};

/** `kind:whose…`; of a fund `fund:<area>:<payer>`. */
export function accountWord(
  account: string,
  w: Words,
  lang: Lang,
  vocabulary: Vocabulary | undefined,
): string {
  const [kind = '', ...whose] = account.split(':');
  if (kind === 'fund') {
    return filled(w.accountFund, { payer: payerWord(vocabulary, whose.at(-1) ?? '', lang) });
  }
  const word = KINDS[kind];
  return word ? filled(w[word], { whose: whose.join(':') }) : account;
}
