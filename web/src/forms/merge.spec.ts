import { merge } from './merge';

const base = { name: '', purpose: 'Syfte', lines: [1] };
const keys = ['name', 'purpose', 'lines'] as const;

describe('merge', () => {
  it('takes what only the other side has written, and keeps what only this one has', () => {
    expect(merge(base, { ...base, purpose: 'Mitt' }, { ...base, name: 'Deras' }, keys)).toEqual({ take: ['name'], conflicts: [] });
  });

  it('asks about what both have written, unless it is the same', () => {
    const mine = { name: 'Mitt', purpose: 'Lika', lines: [1, 2] };
    const theirs = { name: 'Deras', purpose: 'Lika', lines: [1, 3] };
    expect(merge(base, mine, theirs, keys)).toEqual({ take: [], conflicts: ['name', 'lines'] });
  });
});
