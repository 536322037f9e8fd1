import { describe, expect, it } from 'vitest';
import { rules } from '../support/rule-factories.ts';
import { preferencesForm, strangersKey, useWeb } from '../support/use-web.ts';

const { web, reader, stored } = useWeb();

const wished = rules({ include: { phrases: ['Diffusion'], authors: ['Ada Example'] }, minUpvotes: 3 });

describe('rules in JSON', () => {
  it('are none at first, and can be read and put back, whole or in part', async () => {
    const { address, key } = await reader();
    const path = `/api/r/${key}/rules`;

    const atFirst = await (await web().get(path)).json();
    const put = await web().json('PUT', path, { include: wished.include, minUpvotes: 3 });
    const read = await (await web().get(path)).json();

    expect(atFirst).toEqual(rules());
    expect(await put.json()).toEqual(wished);
    expect(read).toEqual(wished);
    expect((await stored(address))!.preferences).toMatchObject({ hour: 7, maxPapers: 20, rules: wished });
  });

  it('say by field what is wrong, and change nothing then', async () => {
    const { address, key } = await reader();
    await web().json('PUT', `/api/r/${key}/rules`, wished);

    const answer = await web().json('PUT', `/api/r/${key}/rules`, {
      include: { phrases: ['x'.repeat(81)] },
      fillUp: 'no',
    });

    expect(answer.status).toBe(422);
    const { errors } = (await answer.json()) as { errors: Record<string, string> };
    expect(Object.keys(errors)).toEqual(['include.phrases', 'fillUp']);
    expect((await stored(address))!.preferences.rules).toEqual(wished);
  });

  it('are closed to strangers, and to who gets no digests any more', async () => {
    const { key } = await reader('unsubscribed');

    const [stranger, gone] = await Promise.all([
      web().json('PUT', `/api/r/${strangersKey}/rules`, wished),
      web().json('PUT', `/api/r/${key}/rules`, wished),
    ]);

    expect([stranger.status, gone.status]).toEqual([404, 409]);
  });
});

describe('rules among the preferences', () => {
  it('stay when a form or JSON does not mention them, and go when they are null', async () => {
    const { address, key } = await reader();
    const path = `/api/r/${key}/preferences`;
    await web().json('PUT', `/api/r/${key}/rules`, wished);

    await web().post(`/r/${key}/preferences`, preferencesForm);
    const read = (await (await web().get(path)).json()) as Record<string, unknown>;
    const { rules: _, ...unmentioned } = read;
    await web().json('PUT', path, unmentioned);
    const afterwards = await stored(address);
    await web().json('PUT', path, { ...read, rules: null });

    expect(read['rules']).toEqual(wished);
    expect(afterwards!.preferences.rules).toEqual(wished);
    expect((await stored(address))!.preferences.rules).toBeUndefined();
  });

  it('are in the download of the reader’s own data', async () => {
    const { key } = await reader();
    await web().json('PUT', `/api/r/${key}/rules`, wished);

    const data: unknown = await (await web().get(`/r/${key}/data`)).json();

    expect(data).toMatchObject({ reader: { preferences: { rules: wished } } });
  });

  it('are not lost when rhythm and rules are changed at one time', async () => {
    const { address, key } = await reader();

    const answers = await Promise.all([
      web().json('PUT', `/api/r/${key}/rules`, wished),
      web().post(`/r/${key}/preferences`, preferencesForm),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await stored(address))!.preferences).toMatchObject({ hour: 20, rules: wished });
  });
});
