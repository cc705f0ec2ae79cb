import { readFileSync } from 'node:fs';
import { drawn } from '../../src/commands/diagrams.js';

it('shows in the map of the source the lifecycles as they are', () => {
  const map = readFileSync('src/README.md', 'utf8');
  expect(map).toContain('stateDiagram-v2');
  expect(drawn(map)).toBe(map);
});
