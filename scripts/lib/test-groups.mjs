import fs from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';

const FOLDER = '.data/test/groups';
const GROUPS = 10;

/**
 * Jest loads the whole application anew for every file: two to four seconds of the processor each. A whole run therefore lays small files
 * together in a few groups, each file in a `describe` of its own with its own `beforeAll`. What is large, or looks at something that a
 * process has only one of, stays by itself. Gives the pattern of the groups and the files that are run as they are.
 */
export function groupFiles(files) {
  const [alone, together] = [files.filter(standsAlone), files.filter((file) => !standsAlone(file))];
  const groups = Array.from({ length: GROUPS }, () => ({ size: 0, files: [] }));
  for (const file of together.toSorted((a, b) => sizeOf(b) - sizeOf(a))) {
    const smallest = groups.reduce((one, other) => (other.size < one.size ? other : one));
    smallest.files.push(file);
    smallest.size += sizeOf(file);
  }
  fs.rmSync(path.join(root, FOLDER), { recursive: true, force: true });
  fs.mkdirSync(path.join(root, FOLDER), { recursive: true });
  return [...alone, ...groups.filter((group) => group.files.length).map((group, n) => write(group.files, n))];
}

const textOf = (file) => fs.readFileSync(path.join(root, file), 'utf8');
const sizeOf = (file) => fs.statSync(path.join(root, file)).size;
const standsAlone = (file) => file.startsWith('test/kernel/') || /toMatchSnapshot|METRICS_PORT/.test(textOf(file));

function write(files, n) {
  const name = `${FOLDER}/group-${n + 1}.spec.cjs`;
  const text = files.map((file) => `describe(${JSON.stringify(file)}, () => void require(${JSON.stringify(path.join(root, file))}));\n`);
  fs.writeFileSync(path.join(root, name), text.join(''));
  return name;
}
