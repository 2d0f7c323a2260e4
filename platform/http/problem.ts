/**
 * Problem details (RFC 9457): how REST says no.
 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable code; reads as a sentence. */
  readonly code: string;
  readonly instance: string;
}

/** Status of each code that REST answers with; a code that is not here is a fault of ours. */
export type StatusTable = Readonly<Record<string, number>>;

export const HTTP_CODES = {
  'http/invalid': 400,
  'http/unauthorized': 401,
  'http/forbidden': 403,
  'http/not_found': 404,
  'http/too_large': 413,
  'http/fault': 500,
} as const satisfies StatusTable;

const TITLES: Readonly<Record<number, string>> = {
  400: '请求有误',
  401: '未登录',
  403: '无权办理',
  404: '没有找到',
  409: '与现状冲突',
  413: '请求过大',
  422: '不能这样办理',
  500: '平台内部错误',
  503: '暂时繁忙',
};

/** Makes the problem of a code; unknown codes are faults. */
export function problemOf(
  statuses: StatusTable,
  { code, detail, instance }: Pick<Problem, 'code' | 'detail' | 'instance'>,
): Problem {
  const status = statuses[code] ?? 500;
  const title = TITLES[status] ?? '请求未能办理';
  return { type: 'about:blank', title, status, detail, code, instance };
}
