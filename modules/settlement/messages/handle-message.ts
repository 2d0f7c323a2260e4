/**
 * From the bytes of a message to the bytes of its answer. Never throws and never leaves the
 * envelope; a fault is told to `onFault` without content.
 */
import { accepted, type Rejection, type Result, rejected } from '../../../engine/units/index.ts';
import { mayAct, type RequestScope } from '../../../platform/access/index.ts';
import { DatabaseError } from '../../../platform/database/index.ts';
import type { Provider } from '../../catalogue/index.ts';
import { serialOf } from '../person/message-record.ts';
import type { Services } from '../services.ts';
import { type Envelope, readEnvelope, renderRefusal } from './envelope.ts';
import { HANDLERS } from './handlers.ts';
import type { SignatureGate } from './signature.ts';

export interface MessageRequest {
  readonly body: string;
  readonly caKey: string | undefined;
  readonly signature: string | undefined;
  /** Hexadecimal, new for each request. */
  readonly requestId: string;
  readonly at: Date;
}

export interface MessageFault {
  readonly requestId: string;
  readonly infno: string;
  /** Class and code of the fault; never its text, which may hold content. */
  readonly what: string;
  readonly stack: string;
}

export interface MessageOptions {
  readonly services: Services;
  readonly gate: SignatureGate;
  readonly onFault: (fault: MessageFault) => void;
}

const NOWHERE = '000000';
const CITY_DIGITS = 4;

export async function handleMessage(
  options: MessageOptions,
  request: MessageRequest,
): Promise<string> {
  const { at, requestId } = request;
  const refuse = (region: string, rejection: Rejection) =>
    renderRefusal({ at, region, serial: serialOf(requestId) }, rejection);
  let envelope: Envelope | null = null;
  try {
    const read = readEnvelope(request.body);
    if (!read.ok) return refuse(NOWHERE, read.rejection);
    envelope = read.value;
    const answer = await answerOf(options, request, envelope);
    return answer.ok ? answer.value : refuse(envelope.region, answer.rejection);
  } catch (fault) {
    options.onFault(faultOf(fault, requestId, envelope?.infno ?? ''));
    return refuse(envelope?.region ?? NOWHERE, INTERNAL);
  }
}

/** The answer to a message whose bytes never came whole, or were too many. */
export function refuseUnread(
  { at, requestId }: Pick<MessageRequest, 'at' | 'requestId'>,
  rejection: Rejection,
): string {
  return renderRefusal({ at, region: NOWHERE, serial: serialOf(requestId) }, rejection);
}

const INTERNAL: Rejection = {
  code: 'message/internal',
  message: '平台内部错误，本交易没有办理；请稍后以同一 msgid 重试，仍不成功请联系平台',
};

async function answerOf(
  options: MessageOptions,
  request: MessageRequest,
  envelope: Envelope,
): Promise<Result<string>> {
  const { services } = options;
  const provider = await services.providers.find(envelope.institution, request.at);
  if (!provider) {
    return rejected(
      'message/institution_unknown',
      '定点医药机构编号未登记，请核对 fixmedins_code，或向经办机构申请定点',
    );
  }
  const scope = scopeOf(provider, envelope, request);
  const allowed = allow(options, request, provider, scope);
  if (!allowed.ok) return allowed;
  const handler = HANDLERS[envelope.infno];
  if (!handler) {
    return rejected(
      'message/unknown_code',
      '本平台不受理此交易编号，请核对 infno；已受理的交易见接口文档',
      'infno',
    );
  }
  return handler({ services, envelope, provider, scope });
}

function scopeOf(provider: Provider, envelope: Envelope, request: MessageRequest): RequestScope {
  return {
    principal: {
      id: `institution:${provider.code}`,
      kind: 'institution',
      regions: [provider.region.slice(0, CITY_DIGITS)],
    },
    requestId: request.requestId,
    region: envelope.region,
    at: request.at,
  };
}

function allow(
  { gate }: MessageOptions,
  request: MessageRequest,
  provider: Provider,
  { principal, region }: RequestScope,
): Result<void> {
  if (!mayAct(principal, region)) {
    return rejected(
      'access/region_denied',
      '就医地医保区划不是本机构所在统筹区，请核对 mdtrtarea_admvs',
    );
  }
  if (provider.signature === 'none') return accepted(undefined);
  const key = provider.signatureKey();
  if (key === null) throw new RangeError('a provider that signs has no key');
  return gate.check(provider.code, key, request);
}

function faultOf(fault: unknown, requestId: string, infno: string): MessageFault {
  const isError = fault instanceof Error;
  const code = fault instanceof DatabaseError ? ` ${fault.sqlState}` : '';
  // The first line of a stack is the text; the rest is places in the code.
  const stack = isError ? (fault.stack ?? '').split('\n').slice(1, 8).join('\n') : '';
  return { requestId, infno, what: `${isError ? fault.name : typeof fault}${code}`, stack };
}
