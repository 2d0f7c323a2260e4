/**
 * Amounts in capitals (大写金额) as bank notes and official forms write them.
 * Source: 支付结算办法 附一《正确填写票据和结算凭证的基本规定》. Where it leaves open whether 零 is
 * written, none is; 整 ends an amount without fen.
 */
const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const PLACES = ['', '拾', '佰', '仟'] as const;
/** Of the groups of four digits, from the right. */
const GROUPS = ['', '万', '亿', '万亿'] as const;
const GROUP = 10_000;

/** Writes whole fen, e.g. 1640902 → 壹万陆仟肆佰零玖元零贰分; below zero with 负 before it. */
export function capitalsOf(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`${fen} is no amount in fen`);
  if (fen < 0) return `负${capitalsOf(-fen)}`;
  const small = fen % 100;
  const jiao = Math.floor(small / 10);
  const rest = small % 10;
  const yuan = (fen - small) / 100;
  if (fen === 0) return '零元整';
  const head = yuan === 0 ? '' : `${wholeYuan(yuan)}元`;
  if (small === 0) return `${head}整`;
  if (rest === 0) return `${head}${DIGITS[jiao]}角整`;
  const middle = jiao > 0 ? `${DIGITS[jiao]}角` : head === '' ? '' : '零';
  return `${head}${middle}${DIGITS[rest]}分`;
}

function wholeYuan(yuan: number): string {
  let text = '';
  for (let rest = yuan, group = 0; rest > 0; group++) {
    const four = rest % GROUP;
    rest = (rest - four) / GROUP;
    if (four > 0) {
      // A gap below this group, or above it, is one 零.
      const isGapAbove = rest > 0 && four < GROUP / 10;
      text = `${isGapAbove ? '零' : ''}${fourDigits(four)}${GROUPS[group]}${text}`;
    } else if (text !== '' && !text.startsWith('零')) {
      text = `零${text}`;
    }
  }
  return text;
}

/** From 1 to 9999; zeros within are one 零. */
function fourDigits(number: number): string {
  let text = '';
  for (let rest = number, place = 0; rest > 0; place++) {
    const digit = rest % 10;
    rest = (rest - digit) / 10;
    if (digit > 0) text = `${DIGITS[digit]}${PLACES[place]}${text}`;
    else if (text !== '' && !text.startsWith('零')) text = `零${text}`;
  }
  return text;
}
