/**
 * Nest 12 is ESM only. Tests are compiled to CommonJS and Jest loads the ESM packages through require(esm), which needs
 * `node --experimental-vm-modules`; `npm test` and `npm run check` start it that way.
 */
const common = {
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'tsx', 'mjs', 'cjs', 'json', 'node'],
  // Sources name their neighbours by what they become ('./clock.js'); Jest reads what they are (clock.ts).
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.tsx?$': ['@swc/jest', { module: { type: 'commonjs' } }] },
};
const withServices = { ...common, globalTeardown: '<rootDir>/test/setup/global-teardown.ts' };
const OWN_GROUP = ['setup', 'browser', 'reliability', 'performance'];

export default {
  watchman: false,
  maxWorkers: 2,
  // A busy machine takes its time: the limit ends a test that hangs, it does not judge one that is slow.
  testTimeout: 120_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/simulators/**/*.spec.ts', '<rootDir>/web/src/**/*.spec.ts'],
    },
    { ...common, displayName: 'architecture', testMatch: ['<rootDir>/test/architecture.spec.ts'] },
    {
      ...withServices,
      displayName: 'api',
      testMatch: ['<rootDir>/test/**/*.spec.ts', '<rootDir>/.data/test/groups/*.spec.cjs'],
      testPathIgnorePatterns: ['<rootDir>/test/architecture.spec.ts', ...OWN_GROUP.map((name) => `<rootDir>/test/${name}/`)],
    },
    ...['reliability', 'performance', 'browser'].map((name) => ({
      ...withServices,
      displayName: name,
      testMatch: [`<rootDir>/test/${name}/**/*.spec.ts`],
    })),
  ],
};
