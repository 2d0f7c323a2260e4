/**
 * What names a person, invented from the number alone: the exchange form has no names, numbers of
 * certificates or telephones, and no real one may come out. The certificate begins with 9, as no
 * division of the country does; the telephone has a prefix that no operator uses.
 */
import { mix } from '../draw/chance.ts';

export interface InventedIdentity {
  readonly name: string;
  readonly certificateNo: string;
  readonly phone: string;
}

const FAMILY = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈', '褚', '卫', '蒋', '沈'];
const GIVEN = ['安', '宁', '和', '平', '乐', '康', '泰', '祥', '瑞', '福', '清', '明', '远', '山'];
const STREAM = 0x6e616d65;
/** Numbers that have a certificate of their own: five digits before the birthday, two after. */
const MOST_INVENTED = 50_000_000;

/** Gives a person's identity; `bornOn` is `YYYY-MM-DD`, `sex` 1 or 2. Throws beyond the most. */
export function inventedIdentity(
  number: number,
  { bornOn, sex }: { readonly bornOn: string; readonly sex: string },
): InventedIdentity {
  if (number < 0 || number >= MOST_INVENTED) {
    throw new RangeError(`人员编号 ${number} 超过 ${MOST_INVENTED}，编不出不重复的证件号`);
  }
  const draw = mix(STREAM, number);
  const name = `${of(FAMILY, draw)}${of(GIVEN, draw >>> 8)}${of(GIVEN, draw >>> 16)}`;
  const low = number % 500;
  // The digit before the last is odd for men and even for women.
  const last = (low % 5) * 2 + (sex === '1' ? 1 : 0);
  const head = String(Math.floor(number / 500)).padStart(5, '0');
  const order = `${String(Math.floor(low / 5)).padStart(2, '0')}${last}`;
  const body = `9${head}${bornOn.replaceAll('-', '')}${order}`;
  return {
    name,
    certificateNo: `${body}${checkOf(body)}`,
    phone: `100${String(number).padStart(8, '0')}`,
  };
}

function of(words: readonly string[], draw: number): string {
  return words[draw % words.length] ?? '';
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The check digit of GB 11643. */
function checkOf(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return CHECKS[sum % 11] ?? '';
}
