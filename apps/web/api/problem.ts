/**
 * How the platform says no, as an error that a page can show: the problem details of RFC 9457.
 */
export class ApiProblem extends Error {
  /** 0 where no answer came. */
  readonly status: number;
  /** Stable; reads as a sentence. */
  readonly code: string;
  /** Names the request in the platform's log; empty where no answer came. */
  readonly instance: string;

  constructor(status: number, code: string, detail: string, instance = '') {
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.instance = instance;
  }
}

/** No answer came: no network, or the platform is down. */
export const UNREACHABLE = 'client/unreachable';
/** An answer came that is no problem details and no success. */
const UNREADABLE = 'client/unreadable';

/** Reads a refusal; what has no code gets one of ours. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const { status, statusText } = response;
  const text = await response.text();
  try {
    const { code, detail, instance } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (typeof code === 'string' && typeof detail === 'string') {
      return new ApiProblem(status, code, detail, typeof instance === 'string' ? instance : '');
    }
  } catch {
    // Not JSON: told below as unreadable.
  }
  return new ApiProblem(status, UNREADABLE, statusText);
}
