import { offline, Problem } from '../api/problem';
import { Saver, type SaveState } from './saver';

/** A server that keeps one draft, as ours does: a key is done once, an old version is refused. */
function server() {
  const done = new Map<string, { version: number; updatedAt: string }>();
  const state = { version: 1, draft: '', calls: [] as string[], loseNext: 'no' as 'no' | 'request' | 'answer' };
  const save = async (draft: string, version: number, key: string) => {
    state.calls.push(draft);
    const lose = state.loseNext;
    state.loseNext = 'no';
    if (lose === 'request') throw offline();
    if (!done.has(key)) {
      if (version !== state.version) throw new Problem(412, 'portal/version-conflict', 'Någon har ändrat.');
      state.version += 1;
      state.draft = draft;
      done.set(key, { version: state.version, updatedAt: '2026-04-29T12:32:00Z' });
    }
    if (lose === 'answer') throw offline();
    return done.get(key)!;
  };
  return { state, save };
}

function saverFor(save: ReturnType<typeof server>['save']) {
  const states: SaveState[] = [];
  const saver = new Saver<string>({ version: 1, updatedAt: '', save, onState: (s) => states.push(s), delay: 60_000 });
  return { saver, states };
}

describe('Saver', () => {
  it('saves the newest text, one request at a time', async () => {
    const { state, save } = server();
    const { saver, states } = saverFor(save);
    saver.change('a');
    saver.change('ab');
    const first = saver.flush();
    saver.change('abc');
    await first;
    expect(state).toMatchObject({ draft: 'abc', version: 3, calls: ['ab', 'abc'] });
    expect(states.at(-1)).toEqual({ kind: 'saved', at: '2026-04-29T12:32:00Z' });
    expect(saver.dirty).toBe(false);
    saver.stop();
  });

  it.each(['request', 'answer'] as const)('loses nothing and meets no conflict with itself when the %s is lost', async (what) => {
    const { state, save } = server();
    const { saver, states } = saverFor(save);
    state.loseNext = what;
    saver.change('a');
    await expect(saver.flush()).rejects.toMatchObject({ status: 0 });
    expect(states.at(-1)).toMatchObject({ kind: 'failed', again: true });
    saver.change('ab');
    await saver.flush();
    expect(state.draft).toBe('ab');
    expect(state.version).toBe(3);
    saver.stop();
  });

  it('keeps the text when somebody else has changed the draft, and saves over it only when told to', async () => {
    const { state, save } = server();
    const { saver, states } = saverFor(save);
    state.version = 5;
    saver.change('mine');
    await expect(saver.flush()).rejects.toMatchObject({ status: 412 });
    expect(states.at(-1)).toMatchObject({ kind: 'failed', again: false });
    expect(saver.dirty).toBe(true);
    saver.resolve(5, 'mine');
    await saver.flush();
    expect(state).toMatchObject({ draft: 'mine', version: 6 });
    saver.stop();
  });
});
