import type { Person } from './persons.ts';

/** The code of everybody's simulated e-identity. */
const SECURITY_CODE = '123456';
const ATTEMPTS = 3;

/** Who has typed wrong how many times, and whose e-identity is blocked. It lasts over orders, until the right code or a reset. */
export class SecurityCodes {
  readonly #wrong = new Map<string, number>();

  /** Whether the code is right; the third wrong one in a row blocks. */
  accepts(person: Person, code: string): boolean {
    if (code.trim() === SECURITY_CODE) {
      this.#wrong.delete(person.personalNumber);
      return true;
    }
    this.mistype(person);
    return false;
  }

  mistype({ personalNumber }: Person): void {
    this.#wrong.set(personalNumber, (this.#wrong.get(personalNumber) ?? 0) + 1);
  }

  block({ personalNumber }: Person): void {
    this.#wrong.set(personalNumber, ATTEMPTS);
  }

  unblock({ personalNumber }: Person): void {
    this.#wrong.delete(personalNumber);
  }

  left = ({ personalNumber }: Person): number => Math.max(0, ATTEMPTS - (this.#wrong.get(personalNumber) ?? 0));
  blocked = (person: Person): boolean => this.left(person) === 0;

  clear(): void {
    this.#wrong.clear();
  }
}
