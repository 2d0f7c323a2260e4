/**
 * Wording of what must, may and must not stand together in a policy.
 */
import type { Problem } from '../problem.ts';
import { listed } from '../wording.ts';

/** Household scope outside a close. */
export function scopeNotClose(): Problem {
  return {
    code: 'law/scope_not_close',
    message: '只有期末结算（close）能看整户；就医时各层只看本人的累计',
    fix: '删去 scope，或把待遇改为 on: close',
  };
}

/** An allowance that does not say what it entitles to. */
export function entitlementMissing(): Problem {
  return {
    code: 'law/entitlement_missing',
    message: '定额待遇（allowance）没有写 entitlement，不知道应得多少',
    fix: '补写 entitlement 的算式',
  };
}

/** An entitlement of another kind of event. */
export function entitlementNotHere(): Problem {
  return {
    code: 'law/entitlement_not_here',
    message: '只有定额待遇（allowance）才有应得数额，此处不起作用',
    fix: '删去 entitlement，或把待遇改为 on: allowance',
  };
}

/** A day on which an event of another kind falls due. */
export function fallsDueNotHere(): Problem {
  return {
    code: 'law/falls_due_not_here',
    message: '只有定额待遇（allowance）可以先挂账、到期再付，此处不起作用',
    fix: '删去 fallsDue，或把待遇改为 on: allowance',
  };
}

/** A part without a ratio, or with two. */
export function ratesMissing(part: string, isBoth: boolean): Problem {
  return {
    code: 'law/rates_missing',
    message: isBoth
      ? `部分“${part}”既写 ratio 又写 segments，不知道按哪个付`
      : `部分“${part}”没有写明按什么比例付`,
    fix: '单一比例写 ratio，分段写 segments，只写其一',
  };
}

/** Segments without a word on when to round. */
export function roundEachMissing(): Problem {
  return {
    code: 'law/round_each_missing',
    message: '分段支付没有说明每段取整还是合计取整，两种算法可差几分',
    fix: '补写 roundEach: { choice: … }，在 choices 中写明 part 或 segment',
  };
}

/** A cap without a word on what lies above it. */
export function aboveCapMissing(): Problem {
  return {
    code: 'law/above_cap_missing',
    message: '有封顶线而没有说明超出部分以什么金额进入下一层（X15）',
    fix: '补写 aboveCap: { choice: … }',
  };
}

/** A word on what lies above a cap that is not there. */
export function aboveCapWithoutCap(): Problem {
  return {
    code: 'law/above_cap_without_cap',
    message: '没有封顶线，aboveCap 不起作用',
    fix: '删去 aboveCap，或补写 caps',
  };
}

/** A cap beside the statement that there is none. */
export function capAndNoCap(): Problem {
  return {
    code: 'law/cap_and_no_cap',
    message: '既写了封顶线又写了不设封顶',
    fix: '只留其一',
  };
}

/** Cost counted back where it cannot be. */
export function costBehind(against: readonly string[]): Problem {
  return {
    code: 'law/cost_behind_conditions',
    message: `倒算封顶背后的费用不能与 ${listed(against)} 同用，算不出唯一的费用`,
    fix: '换用 clippedPayment，或改变另一项选择',
  };
}

/** A deductible over several parts without their order. */
export function useMissing(parts: readonly string[]): Problem {
  return {
    code: 'law/use_missing',
    message: `几个部分（${listed(parts)}）共用一条起付线，没有说明先扣哪一部分（X06）`,
    fix: '补写 use: { choice: … }，取 proRata 或各部分的先后',
  };
}

/** Segments on the excess over a threshold that several parts share. */
export function excessParts(): Problem {
  return {
    code: 'law/excess_position',
    message: '起付线按累计基数（counts: base）时，按超出部分分段只能有一个部分，否则位置无从确定',
    fix: '拆成几项待遇，或改为 measure: gross 并设 position',
  };
}

/** Gross segments without a position of their own, over a threshold that several parts share. */
export function grossParts(): Problem {
  return {
    code: 'law/excess_position',
    message:
      '起付线按累计基数（counts: base）而没有 position 时，分段位置取自起付线的累计，只能有一个部分',
    fix: '拆成几项待遇，或为分段设 position',
  };
}

/** A position of its own where the deductible gives it. */
export function excessPosition(): Problem {
  return {
    code: 'law/excess_position',
    message: '起付线按累计基数（counts: base）时，分段位置由起付线的累计得出，不得另设 position',
    fix: '删去 position，或改为 counts: taken',
  };
}

/** catchUp outside its conditions. */
export function catchUp(lacks: readonly string[]): Problem {
  return {
    code: 'law/catch_up_conditions',
    message: `补差计算（catchUp）的条件不满足：${lacks.join('；')}`,
    fix: '按所列条件修改，或换用 incremental、recompute',
  };
}
