/**
 * Calls to the database that come at the same time share one: while calls are on their way, the
 * next ones gather. Whoever comes alone goes alone and at once.
 */
interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (fault: unknown) => void;
}

const MOST_IN_ONE = 32;

export class Gathered<Item, Answer> {
  readonly #call: (items: readonly Item[]) => Promise<readonly Answer[]>;
  readonly #waiting: Waiting<Item, Answer>[] = [];
  readonly #mostRunning: number;
  #running = 0;

  /**
   * `call` answers all items in their order, or throws for all of them; so many calls are on their
   * way at most.
   */
  constructor(call: (items: readonly Item[]) => Promise<readonly Answer[]>, mostRunning: number) {
    this.#call = call;
    this.#mostRunning = mostRunning;
  }

  /** Has an item answered, alone or with others; it stands or falls by itself. */
  ask(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#start();
    });
  }

  #start(): void {
    while (this.#running < this.#mostRunning && this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, MOST_IN_ONE);
      this.#running++;
      this.#run(group).finally(() => {
        this.#running--;
        this.#start();
      });
    }
  }

  async #run(group: readonly Waiting<Item, Answer>[]): Promise<void> {
    const fault = await this.#runTogether(group);
    if (fault === null) return;
    const [alone, ...others] = group;
    if (others.length === 0) {
      alone?.reject(fault);
      return;
    }
    // One of them spoils the call of all: each is tried by itself.
    for (const one of group) {
      const own = await this.#runTogether([one]);
      if (own !== null) one.reject(own);
    }
  }

  /** Gives what the call threw, or null. */
  async #runTogether(group: readonly Waiting<Item, Answer>[]): Promise<unknown> {
    let answers: readonly Answer[];
    try {
      answers = await this.#call(group.map(({ item }) => item));
      if (answers.length !== group.length) throw new RangeError('a call left items unanswered');
    } catch (fault) {
      return fault;
    }
    for (const [index, answer] of answers.entries()) group[index]?.resolve(answer);
    return null;
  }
}
