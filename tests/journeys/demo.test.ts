import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { hasFixtures, needsFixtures, recordedListings } from '../support/fixtures.ts';
import { hasPython, readWithPython } from '../support/python-email.ts';

const run = promisify(execFile);

const resultSchema = z.object({
  days: z.int(),
  papers: z.int(),
  entries: z.int(),
  skippedEntries: z.int(),
  subscribers: z.int(),
  due: z.int(),
  sent: z.int(),
  skipped: z.int(),
  failed: z.int(),
  unknown: z.int(),
  mails: z.array(
    z.object({
      to: z.string(),
      subject: z.string(),
      day: z.string(),
      papers: z.array(z.string()),
      rising: z.array(z.string()),
      bytes: z.int(),
      eml: z.string(),
    }),
  ),
  awsRequests: z.record(z.string(), z.record(z.string(), z.int())),
  writeUnits: z.number(),
  readUnits: z.number(),
});

async function demo(...args: string[]) {
  const { stdout } = await run(process.execPath, ['infra/local/demo/main.ts', '--json', ...args], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return resultSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1)!));
}

type Result = Awaited<ReturnType<typeof demo>>;

/** What the demo says of itself, checked once more from what it left behind. */
async function expectTrue(result: Result): Promise<void> {
  expect(result.due).toBe(result.sent + result.skipped);
  expect([result.failed, result.unknown]).toEqual([0, 0]);
  expect(result.mails).toHaveLength(result.sent);
  const digests = result.mails.map(({ to, day }) => `${to} ${day}`);
  expect(new Set(digests).size).toBe(digests.length);
  const mailed = result.mails.flatMap(({ to, papers }) => papers.map(paper => `${to} ${paper}`));
  expect(new Set(mailed).size).toBe(mailed.length);

  const raw = await Promise.all(result.mails.map(({ eml }) => readFile(eml)));
  for (const [index, mail] of (hasPython() ? readWithPython(raw) : []).entries()) {
    expect(mail.defects).toEqual([]);
    expect(mail.to).toEqual([result.mails[index]?.to]);
    expect(Buffer.byteLength(mail.html)).toBeLessThan(102_000);
  }
}

describe('the demo', () => {
  it('tells one true story with the sample listing', async () => {
    const result = await demo();
    expect(result).toMatchObject({ days: 4, papers: 35, entries: 35, skippedEntries: 0, subscribers: 3 });
    await expectTrue(result);
    expect(result.awsRequests['ses']?.['SendRawEmail']).toBe(result.sent + result.subscribers);
  });

  it.skipIf(!hasFixtures)(`reads 309 recorded entries as 306 papers${needsFixtures}`, async () => {
    const result = await demo('--listing', recordedListings);
    expect(result).toMatchObject({ days: 14, papers: 306, entries: 309, skippedEntries: 0 });
    await expectTrue(result);
    // The three that are listed again six days later, with many more upvotes.
    const berlin = result.mails.filter(({ to }) => to === 'berlin@reader.example');
    expect(berlin.flatMap(({ rising }) => rising)).toEqual(['2604.07429', '2608.12313', '2608.13558']);
  });

  it('fails when something of the story is untrue', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'daily-papers-'));
    await mkdir(directory, { recursive: true });
    // An entry without a title cannot be read: "every recorded entry was read" is then false.
    const body = JSON.parse(await readFile('seeds/listing/2026-01-05.json', 'utf8')) as object[];
    const broken = { paper: { id: '2601.00001' } };
    await writeFile(join(directory, '2026-01-05.json'), JSON.stringify([...body, broken]));
    await expect(demo('--listing', directory)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/FALSE {2}every recorded entry was read/) as string,
    });
    await rm(directory, { recursive: true });
  });

  it('says what would do when the folder holds no listing', async () => {
    await expect(demo('--listing', 'functions')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/holds no file named YYYY-MM-DD\.json.*--listing/) as string,
    });
  });
});
