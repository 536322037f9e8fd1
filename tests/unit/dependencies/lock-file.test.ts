import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const lockSchema = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      inBundle: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});
const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
});

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe('the dependencies', () => {
  const { packages } = lockSchema.parse(read('package-lock.json'));
  const manifest = manifestSchema.parse(read('package.json'));
  const installed = Object.entries(packages).filter(([path]) => path !== '');

  it('come from the registry alone, each with the hash of its content', () => {
    // A package without an address comes from the registry that npm is configured with; one inside another's archive
    // is covered by that one's hash.
    const strange = installed.filter(
      ([path, { resolved, integrity, inBundle, link }]) =>
        !path.startsWith('node_modules/') ||
        link === true ||
        (resolved !== undefined && new URL(resolved).origin !== 'https://registry.npmjs.org') ||
        (inBundle !== true && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '')),
    );

    expect(installed.length).toBeGreaterThan(100);
    expect(strange.map(([path]) => path)).toEqual([]);
  });

  it('that are inside an archive are below a package that has a hash', () => {
    const bundled = installed.filter(([, { inBundle }]) => inBundle === true).map(([path]) => path);
    const hosts = bundled.map(path =>
      installed.find(([host, facts]) => facts.integrity && path.startsWith(`${host}/`)),
    );

    expect(bundled.filter((_, index) => hosts[index] === undefined)).toEqual([]);
  });

  it('are asked for by exact versions', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('run no scripts of theirs when they are installed, but those that bring a program along', () => {
    expect(Object.keys(manifest.allowScripts).sort()).toEqual(['classic-level', 'esbuild', 'node']);
  });
});
