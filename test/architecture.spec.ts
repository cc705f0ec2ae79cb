import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

/** Who may know whom: each floor knows the floors above it in this list, never its neighbours and never what stands below. */
const FLOORS = [
  ['kernel'],
  ['notifications'],
  ['auth'],
  ['privacy'],
  ['organizations'],
  ['workplaces'],
  ['memberships'],
  ['invitations', 'connections'],
  ['company'],
  ['allotments'],
  ['insatser'],
  ['offerter', 'requisitions'],
];
const floorOf = (name: string): number => FLOORS.findIndex((floor) => floor.includes(name));

/** What a top folder may import besides itself; the web client knows the API by its contract only. */
const TOP: Readonly<Record<string, readonly string[]>> = {
  config: [],
  src: ['config'],
  migrations: [],
  simulators: [],
  web: ['config'],
};
const LINES = 220;
const root = resolve(import.meta.dirname, '..');

interface Source {
  /** From the root, with slashes: `src/insatser/index.ts`. */
  path: string;
  text: string;
  tree: ts.SourceFile;
  imports: Import[];
}
interface Import {
  from: string;
  /** The file of ours that it names, from the root; null for a package. */
  to: string | null;
  specifier: string;
  reexport: boolean;
}

const sources = ['src', 'config', 'migrations', 'simulators', 'web'].flatMap(read);
const inSrc = sources.filter(({ path }) => path.startsWith('src/'));
const imports = sources.flatMap((source) => source.imports);
const ours = imports.filter((one): one is Import & { to: string } => one.to !== null);

/** The module of a file in src: the folder, or null for what puts the modules together (src/*.ts, src/commands). */
function moduleOf(path: string): string | null {
  const [top, folder, file] = path.split('/');
  return top === 'src' && file !== undefined && folder !== 'commands' ? folder! : null;
}

it('finds sources and imports to judge', () => {
  expect(inSrc.length).toBeGreaterThan(80);
  expect(ours.length).toBeGreaterThan(300);
  expect(ours.filter(({ from, to }) => from.startsWith('src/') && !existsSync(join(root, to))).map(arrow)).toEqual([]);
});

describe('who may know whom', () => {
  it('has every module in the table', () => {
    expect([...new Set(inSrc.map(({ path }) => moduleOf(path)).filter((name) => name !== null))].filter((m) => floorOf(m) < 0)).toEqual([]);
  });

  it('lets modules import only downwards', () => {
    const upwards = ours.filter(({ from, to }) => {
      const [a, b] = [moduleOf(from), moduleOf(to)];
      if (a === null || a === b) return false;
      return b === null ? to.startsWith('src/') : floorOf(b) >= floorOf(a);
    });
    expect(upwards.map(arrow)).toEqual([]);
  });

  it('lets modules enter each other only through index.ts; the kernel has no door, each of its files is one', () => {
    const throughWindows = ours.filter(({ from, to }) => {
      const module = moduleOf(to);
      return module !== null && module !== 'kernel' && module !== moduleOf(from) && to !== `src/${module}/index.ts`;
    });
    expect(throughWindows.map(arrow)).toEqual([]);
  });

  it('never shows an entity to another module', () => {
    const shown = ours.filter(
      ({ from, to }) => to.endsWith('.entity.ts') && (from.endsWith('/index.ts') || moduleOf(from) !== moduleOf(to)),
    );
    expect(shown.map(arrow)).toEqual([]);
  });

  it('has no cycles', () => {
    expect(cycles(ours.filter(({ from }) => from.startsWith('src/')))).toEqual([]);
  });

  it('keeps the top folders apart: the product knows no simulator, the client no server, a migration nothing', () => {
    const astray = ours.filter(({ from, to }) => {
      const [a, b] = [from.split('/')[0]!, to.split('/')[0]!];
      return a !== b && !(TOP[a]?.includes(b) ?? false);
    });
    expect(astray.map(arrow)).toEqual([]);
  });

  it('has no folder for what nobody could name', () => {
    const names = new Set(inSrc.flatMap(({ path }) => path.split('/').slice(1, -1)));
    expect([...names].filter((name) => /^(common|shared|utils?|helpers?|misc|lib|core)$/.test(name))).toEqual([]);
  });
});

describe('where the outside world is read', () => {
  /** What a process may ask of itself; the environment is not among it. */
  const ALLOWED = ['argv', 'cwd', 'exit', 'exitCode', 'execPath', 'memoryUsage', 'on', 'once', 'off', 'pid', 'stdin', 'stdout', 'stderr'];

  it('reads the environment only in config', () => {
    const elsewhere = inSrc.flatMap((source) =>
      find(source, (node) => {
        if (!ts.isIdentifier(node) || node.text !== 'process' || isName(node)) return false;
        const { parent } = node;
        return !(ts.isPropertyAccessExpression(parent) && parent.expression === node && ALLOWED.includes(parent.name.text));
      }),
    );
    expect(elsewhere).toEqual([]);
    expect(imports.filter(({ from, specifier }) => from.startsWith('src/') && /^(node:)?process$/.test(specifier)).map(arrow)).toEqual([]);
  });

  it('reads the clock only in the kernel', () => {
    const elsewhere = inSrc.filter(({ path }) => moduleOf(path) !== 'kernel').flatMap((source) => find(source, readsClock));
    expect(elsewhere).toEqual([]);
  });

  it('lets no module but the kernel open connections of its own to the database', () => {
    const elsewhere = imports.filter(
      ({ from, specifier }) => moduleOf(from) !== null && moduleOf(from) !== 'kernel' && /^(pg|pg-pool|postgres)$/.test(specifier),
    );
    expect(elsewhere.map(arrow)).toEqual([]);
  });
});

describe('how a file looks', () => {
  it(`has at most ${LINES} lines`, () => {
    const long = inSrc.map(({ path, text }) => [path, text.trimEnd().split('\n').length] as const).filter(([, lines]) => lines > LINES);
    expect(long).toEqual([]);
  });

  it('promises something in a sentence for every exported function and class that is not a form, a table, a door or a list of parts', () => {
    const described = inSrc.filter(({ path }) => !/\.(dto|entity|module|controller)\.ts$/.test(path));
    expect(described.flatMap(({ path, tree }) => undocumented(tree).map((name) => `${path}: ${name}`))).toEqual([]);
  });

  it('leaves nothing for later and silences no check', () => {
    const marks = /\b(TODO|FIXME|XXX|HACK)\b|(eslint|oxlint|prettier)-(disable|ignore)|@ts-(ignore|expect-error|nocheck)/;
    expect(inSrc.filter(({ text }) => marks.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

function read(folder: string): Source[] {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.(ts|tsx)$/.test(name) && !/\.(spec|gen)\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => parse(`${folder}/${name.split(sep).join('/')}`));
}

function parse(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, kind);
  return { path, text, tree, imports: [...importsOf(path, tree)] };
}

/** Static imports and re-exports, also of types, and import(…). */
function importsOf(from: string, tree: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, reexport: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier))
      found.push({ from, specifier: specifier.text, to: target(from, specifier.text), reexport });
  };
  walk(tree, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, false);
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, true);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, false);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
  });
  return found;
}

function target(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const path = relative(root, resolve(root, dirname(from), specifier))
    .split(sep)
    .join('/');
  const choices = [path, path.replace(/\.js$/, '.ts'), path.replace(/\.jsx?$/, '.tsx'), `${path}.ts`, `${path}.tsx`, `${path}/index.ts`];
  return choices.find((choice) => /\.\w+$/.test(choice) && existsSync(join(root, choice))) ?? path;
}

function cycles(edges: readonly { from: string; to: string }[]): string[] {
  const next = Map.groupBy(edges, ({ from }) => from);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) return void found.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    if (done.has(file)) return;
    for (const { to } of next.get(file) ?? []) visit(to, [...trail, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}

/** Exported functions (also as constants) and classes without a docstring, and public methods of exported services. */
function undocumented(tree: ts.SourceFile): string[] {
  return tree.statements.flatMap((statement) => {
    if (!isExported(statement)) return [];
    if (ts.isVariableStatement(statement)) {
      const functions = statement.declarationList.declarations.filter(
        ({ initializer }) => initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)),
      );
      return isDocumented(statement) ? [] : functions.map(({ name }) => name.getText());
    }
    if (!ts.isFunctionDeclaration(statement) && !ts.isClassDeclaration(statement)) return [];
    return isDocumented(statement) ? [] : [statement.name?.text ?? 'default'];
  });
}

const isExported = (node: ts.Node): boolean =>
  (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) ?? false;
const isDocumented = (node: ts.Node): boolean => ts.getJSDocCommentsAndTags(node).length > 0;

/** Is the identifier only a name here: of a property, a method or a field? */
const isName = (node: ts.Identifier): boolean =>
  ((ts.isPropertyAccessExpression(node.parent) || ts.isPropertyAssignment(node.parent)) && node.parent.name === node) ||
  ts.isMethodDeclaration(node.parent) ||
  ts.isPropertyDeclaration(node.parent) ||
  ts.isPropertySignature(node.parent);

function readsClock(node: ts.Node): boolean {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date') return !node.arguments?.length;
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return true;
  return ts.isPropertyAccessExpression(node) && /^(Date\.now|Temporal\.Now)$/.test(node.getText());
}

function find({ path, tree }: Source, matches: (node: ts.Node) => boolean): string[] {
  const found: string[] = [];
  walk(tree, (node) => {
    if (matches(node)) found.push(`${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
  });
  return found;
}

function walk(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => walk(child, see));
}

const arrow = ({ from, to, specifier }: Import): string => `${from} → ${to ?? specifier}`;
