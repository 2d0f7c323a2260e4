/**
 * A hospital's client that runs visits and never gives a message up: it sends the same bytes until
 * it has an answer, and keeps its own list of answers.
 */
import type { Agent } from 'node:http';
import { envelopeOf } from '../../../testing/service/index.ts';
import {
  CT,
  feeLine,
  register,
  settleInput,
  visitIdOf,
  who,
} from '../../../testing/service/visits.ts';
import { post } from './http-load.ts';

export interface Booked {
  readonly infno: string;
  readonly body: string;
  readonly answer: string;
  readonly visit: string;
}

export interface ClientOptions {
  /** Persons `first`, `first + step`, … are this client's own. */
  readonly first: number;
  readonly step: number;
  readonly persons: number;
  readonly run: string;
}

const PAUSE = 60;
const MOST_TRIES = 2_000;

export class VisitClient {
  readonly #url: string;
  readonly #agent: Agent;
  readonly #options: ClientOptions;
  readonly #booked: Booked[] = [];
  #serial = 0;

  constructor(url: string, agent: Agent, options: ClientOptions) {
    this.#url = url;
    this.#agent = agent;
    this.#options = options;
  }

  /** Answers so far. */
  get answers(): number {
    return this.#booked.length;
  }

  /** Runs visits until told to end, the last one to its end; gives the list of answers. */
  async run(isOver: () => boolean): Promise<readonly Booked[]> {
    const { first, step, persons } = this.#options;
    for (let index = first; !isOver(); index = (index + step) % persons) {
      await this.#visit(index);
    }
    return this.#booked;
  }

  /** Sends every message once more; an answer with other bytes was lost or made twice. */
  async unlike(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const { body, answer, infno, visit } of this.#booked) {
      const again = await this.#untilAnswered(body);
      if (again !== answer) found.push(`${infno} of visit ${visit} is answered otherwise`);
    }
    return found;
  }

  async #visit(index: number): Promise<void> {
    const person = who(index);
    const opened = await this.#send('2201', register(person), '');
    const visit = visitIdOf({ ...JSON.parse(opened), text: opened });
    const no = String(this.#serial);
    const line = feeLine(person, visit, { no, item: CT, count: 1, price: 200 });
    await this.#send('2204', { feedetail: [line] }, visit);
    await this.#send('2207', settleInput(person, visit, '200.00'), visit);
  }

  async #send(infno: string, input: unknown, visit: string): Promise<string> {
    const { run, first } = this.#options;
    const msgid = `${run}-${first}-${++this.#serial}`;
    const body = JSON.stringify(envelopeOf({ infno, msgid, input }));
    const answer = await this.#untilAnswered(body);
    this.#booked.push({ infno, body, answer, visit });
    return answer;
  }

  async #untilAnswered(body: string): Promise<string> {
    let last = '';
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const answer = await post(this.#agent, this.#url, body).catch(() => '');
      if (answer.startsWith('{"infcode":0,')) return answer;
      last = answer;
      // A broken connection and an internal fault are tried again under the same id.
      if (answer !== '' && !answer.includes('message/internal')) break;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    throw new Error(`not answered: ${last}`);
  }
}
