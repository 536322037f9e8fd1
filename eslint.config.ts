import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const restrictedEverywhere = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Named exports only: one name for one thing, everywhere.',
  },
  {
    selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier[imported.name='z']",
    message: "import * as z from 'zod': the named import bundles 454 kB, the namespace 85 kB.",
  },
];

export default defineConfig(
  { ignores: ['node_modules', 'cdk.out', '.local', '.ci', '.dependency-cruiser.cjs'] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': ['error', ...restrictedEverywhere],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['functions/**', 'shared/**', 'infra/**'],
    ignores: ['shared/platform/**', 'infra/app.ts', 'infra/local/**', 'infra/ops/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only shared/platform reads the environment.' },
      ],
    },
  },
  {
    files: ['functions/web/**'],
    ignores: ['functions/web/pages/html.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: 'hono/html',
          message: 'Its html prints true as nothing: use the typed one of pages/html.ts.',
        },
      ],
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['infra/local/**', 'infra/*.ts', 'seeds/**'], rules: { 'no-console': 'off' } },
  {
    files: ['tests/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
