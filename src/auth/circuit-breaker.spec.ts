import { CircuitBreaker } from './circuit-breaker.js';

const dead = () => Promise.reject(new Error('dead'));
const alive = () => Promise.resolve('alive');
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function breaker(openMs: number) {
  const circuit = new CircuitBreaker(3, openMs);
  return (call: () => Promise<string>) =>
    circuit
      .run(
        call,
        (error) => (error as Error).message === 'dead',
        () => new Error('open'),
      )
      .catch((error: Error) => error.message);
}

it('stops calling after a row of failures', async () => {
  const run = breaker(60_000);
  expect([await run(dead), await run(dead), await run(dead), await run(alive)]).toEqual(['dead', 'dead', 'dead', 'open']);
});

it('does not count answers that are refusals, nor failures that are not in a row', async () => {
  const run = breaker(60_000);
  const refused = () => Promise.reject(new Error('refused'));
  for (let i = 0; i < 5; i++) await run(refused);
  for (const call of [dead, dead, alive, dead, dead]) await run(call);
  expect(await run(alive)).toBe('alive');
});

it('lets one call probe, and closes again when it succeeds', async () => {
  const run = breaker(20);
  for (let i = 0; i < 3; i++) await run(dead);
  await pause(30);
  const slow = () => pause(20).then(() => 'alive');
  expect(await Promise.all([run(slow), run(slow), run(slow)])).toEqual(['alive', 'open', 'open']);
  expect(await run(alive)).toBe('alive');
});

it('opens again when the probe fails', async () => {
  const run = breaker(20);
  for (let i = 0; i < 3; i++) await run(dead);
  await pause(30);
  expect([await run(dead), await run(alive)]).toEqual(['dead', 'open']);
});
