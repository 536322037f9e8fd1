/** The import boundaries of the design: who may know whom. @type {import('dependency-cruiser').IConfiguration} */
const sdk = '^node_modules/(@aws-sdk|@smithy|@hono/node-server)/';
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'platform-knows-nothing-of-ours',
      severity: 'error',
      from: { path: '^shared/platform/' },
      to: { path: '^(shared/(?!platform/)|functions|infra|seeds)' },
    },
    {
      name: 'areas-know-only-platform',
      severity: 'error',
      from: { path: '^shared/(papers|subscribers|deliveries)/' },
      to: { path: '^(shared|functions|infra|seeds)/', pathNot: ['^shared/platform/', '^shared/$1/'] },
    },
    {
      name: 'matching-knows-papers-and-subscribers',
      severity: 'error',
      from: { path: '^shared/matching/' },
      to: {
        path: '^(shared|functions|infra|seeds)/',
        pathNot: '^shared/(matching|papers|subscribers|platform)/',
      },
    },
    {
      name: 'digests-know-papers-subscribers-and-matching',
      severity: 'error',
      from: { path: '^shared/digests/' },
      to: {
        path: '^(shared|functions|infra|seeds)/',
        // Of platform only what is pure: days of the calendar, and the check that a union is complete.
        pathNot: '^shared/((digests|papers|subscribers|matching)/|platform/(calendar|never)\\.ts$)',
      },
    },
    {
      name: 'jobs-stand-alone',
      severity: 'error',
      from: { path: '^shared/jobs\\.ts$' },
      to: { path: '^(functions|infra|seeds|shared/(?!platform/))' },
    },
    {
      name: 'shared-does-not-know-functions-or-infra',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|seeds)/' },
    },
    {
      name: 'functions-do-not-know-each-other',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^(functions|infra|seeds)/', pathNot: '^functions/$1/' },
    },
    {
      name: 'infra-knows-only-settings-of-functions',
      severity: 'error',
      from: { path: '^(infra|seeds)/' },
      to: { path: '^functions/', pathNot: '/settings\\.ts$' },
    },
    {
      name: 'settings-know-only-the-schema-helper',
      severity: 'error',
      from: { path: '^functions/[^/]+/settings\\.ts$' },
      to: { path: '^(functions|infra|seeds)/' },
    },
    {
      name: 'only-stores-sources-and-platform-touch-the-network',
      severity: 'error',
      from: {
        path: '^(shared|functions)/',
        pathNot: [
          '^shared/platform/',
          '^shared/(papers|subscribers|deliveries)/[a-z-]*store\\.ts$',
          '^shared/papers/sources/',
        ],
      },
      to: { path: sdk },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
