import { describe, expect, it } from 'vitest';
import { termFields } from '../../shared/subscribers/parse-rules.ts';
import { rules } from '../support/rule-factories.ts';
import { strangersKey, useWeb } from '../support/use-web.ts';

const { web, reader, stored } = useWeb();

/** What a browser sends for a form that nobody touched, and what the test is about. */
function form(given: Record<string, string> = {}): Record<string, string> {
  const empty = Object.fromEntries(termFields.map(field => [field, '']));
  return { ...empty, minUpvotes: '0', maxPapers: '20', fillUp: 'yes', ...given };
}

async function post(key: string, fields: Record<string, string>) {
  const answer = await web().post(`/r/${key}/rules`, fields);
  return { status: answer.status, page: await answer.text() };
}

/** The text that a browser would show in a field. */
function typed(page: string, field: string): string | undefined {
  const [, text] = new RegExp(`<textarea id="${field}"[^>]*>\n([^<]*)</textarea>`).exec(page) ?? [];
  return text;
}

describe('my papers', () => {
  it('are saved from the form, said in words on the preferences page, and there again later', async () => {
    const { address, key } = await reader();

    const { status, page } = await post(
      key,
      form({
        action: 'save',
        'include.phrases': 'Diffusion\r\nlanguage model',
        minUpvotes: '3',
        maxPapers: '7',
      }),
    );
    const later = await (await web().get(`/r/${key}/rules`)).text();
    const preferences = await (await web().get(`/r/${key}/preferences`)).text();

    expect(status).toBe(200);
    expect(page).toContain('Saved.');
    expect((await stored(address))!.preferences).toMatchObject({
      hour: 7,
      maxPapers: 7,
      rules: rules({ include: { phrases: ['Diffusion', 'language model'] }, minUpvotes: 3 }),
    });
    expect(typed(later, 'include.phrases')).toBe('Diffusion\nlanguage model');
    expect(preferences).toContain('Papers for 2 words and phrases; from 3 upvotes on');
  });

  it('are not stored by a preview, which shows what they would bring, and why', async () => {
    const { address, key } = await reader();
    const before = await stored(address);

    const { status, page } = await post(
      key,
      form({
        action: 'preview',
        'include.phrases': 'first\nxyzzy',
        'exclude.phrases': 'second',
        fillUp: 'no',
      }),
    );

    expect(status).toBe(200);
    expect(page).toMatch(/<title>Preview: My papers/);
    expect(page).toMatch(/<h2 id="preview" tabindex="-1" autofocus>/);
    expect(page).toContain('1 paper would have come in 1 mail');
    expect(page).toContain('<mark>First</mark>');
    expect(page).toContain('“first” in the title');
    expect(page).toContain('Left out by you');
    expect(page).toMatch(/<strong>xyzzy<\/strong> matched nothing/);
    expect(typed(page, 'include.phrases')).toBe('first\nxyzzy');
    expect(await stored(address)).toEqual(before);
  });

  it('can be changed by the buttons of the preview, which keep nothing either', async () => {
    const { address, key } = await reader();
    const before = await stored(address);

    const added = await post(key, form({ 'include.phrases': 'first', add: 'include.phrases:toy' }));
    const removed = await post(
      key,
      form({ 'include.phrases': 'first\ntoy', remove: 'include.phrases:first' }),
    );

    expect(typed(added.page, 'include.phrases')).toBe('first\ntoy');
    expect(added.page).toContain('“toy” is among your terms now.');
    expect(typed(removed.page, 'include.phrases')).toBe('toy');
    expect(await stored(address)).toEqual(before);
  });

  it.each(['save', 'preview'])(
    'come back from %s with what is wrong beside each field, nothing lost',
    async action => {
      const { address, key } = await reader();
      const before = await stored(address);
      const long = 'long '.repeat(20).trim();

      const { status, page } = await post(
        key,
        form({ action, 'include.phrases': `ok\n${long}`, 'exclude.categories': 'cs CL', minUpvotes: 'many' }),
      );

      expect(status).toBe(422);
      expect(page).toMatch(/<title>Error: My papers/);
      expect(typed(page, 'include.phrases')).toBe(`ok\n${long}`);
      expect(typed(page, 'exclude.categories')).toBe('cs CL');
      expect(page).toContain('value="many"');
      const led = [...page.matchAll(/<li><a href="#([\w.]+)">/g)].map(([, id = '']) => id);
      expect(led.toSorted()).toEqual(['exclude.categories', 'include.phrases', 'minUpvotes']);
      for (const id of led) {
        expect(page, id).toMatch(new RegExp(`<(input|textarea)[^>]* id="${id}"`));
        expect(page, id).toContain(`id="${id}-problem"`);
      }
      expect(await stored(address)).toEqual(before);
    },
  );

  it('lead from too many terms to the top of the list, and show folded fields that hold something', async () => {
    const { key } = await reader();
    const many = Array.from({ length: 51 }, (_, index) => `term ${index}`).join('\n');

    const { page } = await post(key, form({ action: 'save', 'include.submitters': many }));

    expect(page).toContain('<a href="#rules">These are 51 terms; take out 1, for 50 is the most.</a>');
    expect(page).toMatch(
      /<fieldset class="group" id="rules" tabindex="-1"[^>]*aria-describedby="rules-hint rules-problem"/,
    );
    expect(page.match(/<details class="more" open>/g)).toHaveLength(1);
  });

  it('may be as many, and as long, as the limits allow, in any script', async () => {
    const { address, key } = await reader();
    const most = Array.from({ length: 50 }, (_, index) => `${'語'.repeat(78)}${index + 10}`);

    const { status } = await post(key, form({ action: 'save', 'include.phrases': most.join('\r\n') }));

    expect(status).toBe(200);
    expect((await stored(address))!.preferences.rules?.include.phrases).toEqual(most);
  });

  it('are shown as text, whatever they hold, and are in no log', async () => {
    const { key } = await reader();
    const script = '</textarea><script>alert(1)</script>';

    const { page } = await post(key, form({ action: 'preview', 'include.phrases': `${script}\n"first"` }));

    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('value="include.phrases:&lt;/textarea&gt;');
    expect(web().lines.join('\n')).not.toContain('alert(1)');
  });

  it('are closed to strangers, and to who gets no digests any more', async () => {
    const { key } = await reader('unsubscribed');

    const page = await (await web().get(`/r/${key}/rules`)).text();
    const answers = [
      (await web().get(`/r/${strangersKey}/rules`)).status,
      (await post(strangersKey, form({ action: 'preview' }))).status,
      (await post(key, form({ action: 'preview' }))).status,
      (await post(key, form({ action: 'save' }))).status,
    ];

    expect(page).toContain(`action="/r/${key}/resubscribe"`);
    expect(page).not.toContain('<textarea');
    expect(answers).toEqual([404, 404, 409, 409]);
  });
});

describe('the preview in JSON', () => {
  it('tries what the body says on the stored days, and keeps nothing', async () => {
    const { address, key } = await reader();
    const before = await stored(address);

    const answer = await web().json('POST', `/api/r/${key}/rules/preview`, {
      rules: { include: { phrases: ['first'] }, exclude: { phrases: ['second'] }, fillUp: false },
    });

    expect(await answer.json()).toMatchObject({
      mails: [
        {
          days: ['2026-08-18'],
          listed: 3,
          papers: [
            {
              id: '2608.00003',
              title: 'First',
              upvotes: 9,
              section: 'topics',
              day: '2026-08-18',
              reason: '“first” in the title',
            },
          ],
          excluded: [{ id: '2608.00002', terms: [{ kind: 'phrases', term: 'second' }] }],
        },
        { days: ['2026-08-17'], listed: 1, papers: [], excluded: [] },
      ],
      terms: [
        { side: 'include', kind: 'phrases', term: 'first', papers: 1 },
        { side: 'exclude', kind: 'phrases', term: 'second', papers: 1 },
      ],
      suggestions: [],
    });
    expect(await stored(address)).toEqual(before);
  });

  it('tries the stored rules when the body names none, and says what is wrong', async () => {
    const { key } = await reader();
    await web().json('PUT', `/api/r/${key}/rules`, { include: { phrases: ['yesterday'] }, fillUp: false });
    const path = `/api/r/${key}/rules/preview`;

    const own = (await (await web().json('POST', path, {})).json()) as { mails: { papers: unknown[] }[] };
    const wrong = await web().json('POST', path, { rules: { minUpvotes: -1 }, maxPapers: 0 });

    expect(own.mails.map(({ papers }) => papers.length)).toEqual([0, 1]);
    expect(wrong.status).toBe(422);
    expect(Object.keys(((await wrong.json()) as { errors: object }).errors)).toEqual([
      'minUpvotes',
      'maxPapers',
    ]);
  });
});
