import { Problem } from '../kernel/problem.js';
import { addressKey, RateLimit } from './rate-limit.js';

const refusals = (limit: RateLimit, key: string, times: number) =>
  Array.from({ length: times }, () => {
    try {
      limit.take(key);
      return 0;
    } catch (error) {
      return (error as Problem).extra.retryAfter;
    }
  });

it('lets so many through, then says when to come back', () => {
  const limit = new RateLimit(3, 60_000);
  expect(refusals(limit, 'a', 5)).toEqual([0, 0, 0, 60, 60]);
  expect(refusals(limit, 'b', 1)).toEqual([0]);
});

it('lets through again when the window has passed', async () => {
  const limit = new RateLimit(1, 30);
  expect(refusals(limit, 'a', 2)).toEqual([0, 1]);
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(refusals(limit, 'a', 1)).toEqual([0]);
});

it('goes on counting under a new name', () => {
  const limit = new RateLimit(2, 60_000);
  limit.take('old');
  limit.rename('old', 'new');
  expect(refusals(limit, 'new', 2)).toEqual([0, 60]);
});

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('counts %s as %s', (ip, key) => {
  expect(addressKey(ip)).toBe(key);
});
