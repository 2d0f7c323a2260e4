/**
 * The signature of the Zhejiang dialect: `time:HMAC-SM3(key, time + line feed + body)`, with a
 * window of the clock, and each signature once.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';

const WINDOW = 5 * 60_000;
const PATTERN = /^(\d{13}):([0-9A-F]{64})$/;

export interface SignedRequest {
  readonly body: string;
  /** Header `x-ca-key`; absent: not sent. */
  readonly caKey: string | undefined;
  /** Header `x-ca-signature`. */
  readonly signature: string | undefined;
  readonly at: Date;
}

/** Writes the header that a client sends. */
export function signBody(key: string, body: string, at: Date): string {
  const time = String(at.getTime());
  const mac = createHmac('sm3', key).update(`${time}\n${body}`).digest('hex').toUpperCase();
  return `${time}:${mac}`;
}

/** Remembers the signatures of the window; one for each process. */
export class SignatureGate {
  readonly #seen = new Map<string, number>();

  /**
   * Rejects `message/signature_missing`, `signature_wrong`, `signature_expired` and
   * `signature_replayed`.
   */
  check(institution: string, key: string, request: SignedRequest): Result<void> {
    const { body, caKey, signature, at } = request;
    const [, time, mac] = PATTERN.exec(signature ?? '') ?? [];
    if (time === undefined || mac === undefined || caKey !== institution) {
      return refuse('missing', '报文没有签名：请在 x-ca-key 放机构编号，在 x-ca-signature 放签名');
    }
    const right = createHmac('sm3', key).update(`${time}\n${body}`).digest();
    if (!timingSafeEqual(right, Buffer.from(mac, 'hex'))) {
      return refuse('wrong', '签名不符，请核对密钥，并对原样发送的报文签名');
    }
    const now = at.getTime();
    if (Math.abs(now - Number(time)) > WINDOW) {
      return refuse('expired', '签名时间与平台时钟相差超过五分钟，请校准时钟后重新签名');
    }
    this.#forget(now);
    const name = `${institution}|${signature}`;
    if (this.#seen.has(name)) {
      return refuse('replayed', '此签名已用过；重发报文请重新签名，msgid 保持不变');
    }
    this.#seen.set(name, Number(time) + WINDOW);
    return accepted(undefined);
  }

  #forget(now: number): void {
    for (const [name, until] of this.#seen) {
      if (until >= now) break;
      this.#seen.delete(name);
    }
  }
}

function refuse(what: string, message: string): Result<never> {
  return rejected(`message/signature_${what}`, message);
}
