/** What a user gave cannot be taken; the message says what and what to do. */
export class CityRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CityRefused';
  }
}
