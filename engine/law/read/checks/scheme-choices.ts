/**
 * The choices that every scheme must make, by itself or by a file that it uses.
 */
import type { Problem } from '../problem.ts';
import { type LegalValues, SCHEME_CHOICES } from '../scheme-choices.ts';
import type { SchemeIn } from '../scheme-parts.ts';
import { type Tell, tellerOf } from '../unit.ts';
import { listed } from '../wording.ts';
import type { Scope } from './scope.ts';

/** Tells choices that a scheme lacks, and values that the engine does not know. */
export function checkSchemeChoices({ choices }: SchemeIn, { report }: Scope, tell: Tell): void {
  for (const [name, legal] of Object.entries(SCHEME_CHOICES)) {
    const choice = choices.get(name);
    if (!choice) {
      tell(['choices'], choiceMissing(name, legal));
      continue;
    }
    const { is, otherwise } = choice.written;
    const tellHome = tellerOf(choice.home, report);
    if (!isLegal(is, legal)) tellHome(['choices', name, 'is'], illegal(name, is, legal));
    for (const [index, other] of otherwise.entries()) {
      if (isLegal(other, legal)) continue;
      tellHome(['choices', name, 'otherwise', index], illegal(name, other, legal));
    }
  }
}

function isLegal(value: unknown, legal: LegalValues): boolean {
  if (legal === 'fen') return typeof value === 'number' && value >= 0;
  return typeof value === 'string' && legal.includes(value);
}

function choiceMissing(name: string, legal: LegalValues): Problem {
  return {
    code: 'law/choice_missing',
    message: `方案没有作出选择“${name}”；引擎没有默认值，不选就无法结算`,
    fix: `在 choices 中补写“${name}”，${saidOf(legal)}`,
  };
}

function illegal(name: string, value: unknown, legal: LegalValues): Problem {
  return {
    code: 'law/choice_illegal',
    message: `选择“${name}”不能取 ${JSON.stringify(value)}`,
    fix: `改正取值：${saidOf(legal)}`,
  };
}

function saidOf(legal: LegalValues): string {
  return legal === 'fen' ? '取以分计的整数' : `可取 ${listed(legal)}`;
}
