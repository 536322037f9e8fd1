import { describe, expect, test } from 'vitest';
import { renderDigest } from '../../../shared/digests/render-digest.ts';
import { defaultPreferences } from '../../../shared/subscribers/subscriber.ts';
import { digestOf, renderContext } from '../../support/digest-factories.ts';
import { dayListing, type ListedFacts } from '../../support/paper-factories.ts';
import { rules } from '../../support/rule-factories.ts';

const full: ListedFacts = {
  id: '2608.01234',
  title: 'A < B: Toy Paper with $k$-Shot & Friends',
  authors: ['Ada Example', 'Bo Sample', 'Cy Third', 'Di Fourth'],
  organization: { name: 'example-lab', fullName: 'Example Lab' },
  summary: 'A toy one-liner.',
  upvotes: 1234,
  comments: 1,
  codeUrl: 'https://github.com/example/toy',
  codeStars: 56,
  projectUrl: 'https://example.org/toy',
};
const tuesday = dayListing('2026-08-18', [full, { id: '2608.00002', title: 'Second', upvotes: 3 }]);

describe('a digest', () => {
  test('its subject gives the number, the day and the first title', () => {
    const mail = renderDigest(digestOf([tuesday]), renderContext());

    expect(mail.subject).toBe('2 papers for Tuesday 18 August: A < B: Toy Paper with $k$-Shot & Friends');
  });

  test('its subject stays one short line whatever the title', () => {
    const title = `Evil\r\nBcc: victim@example.org \u202e${'very '.repeat(60)}long`;

    const { subject } = renderDigest(
      digestOf([dayListing('2026-08-18', [{ id: '2608.00001', title }])]),
      renderContext(),
    );

    expect(subject).toMatch(/^1 paper for Tuesday 18 August: Evil Bcc: victim@example.org very .*…$/);
    expect(subject.length).toBeLessThan(125);
  });

  test('several days and a week are named by their span', () => {
    const days = ['13', '14', '15', '16', '17', '18', '19'].map(date =>
      dayListing(`2026-08-${date}`, [{ id: `2608.000${date}`, title: `Of ${date}` }]),
    );

    const week = renderDigest(digestOf(days, { weekly: true }), renderContext());
    const twoDays = renderDigest(digestOf(days, { covered: ['2026-08-17'] }), renderContext());

    expect(week.subject).toBe('7 papers for the week of 13–19 August: Of 13');
    expect(week.text).toContain('The week of 13–19 August');
    expect(twoDays.subject).toBe('Catch-up: 2 papers for 18–19 August: Of 18');
    expect(twoDays.text).toContain('A catch-up on the days that you had no mail for, each paper once.');
  });

  test('a day without papers at the span’s end is not named', () => {
    const days = [dayListing('2026-08-22'), dayListing('2026-08-23'), dayListing('2026-08-24', [full])];

    const mail = renderDigest(digestOf(days, { covered: ['2026-08-21'] }), renderContext());

    expect(mail.subject).toMatch(/^1 paper for Monday 24 August: /);
  });

  test('late papers have a section of their own, and name the mail when there are no others', () => {
    const late = dayListing('2026-08-17', [{ id: '2608.00007', title: 'Latecomer', late: true }]);

    const both = renderDigest(digestOf([late, tuesday], { covered: ['2026-08-17'] }), renderContext());
    const alone = renderDigest(digestOf([late], { covered: ['2026-08-17'] }), renderContext());

    expect(both.text).toMatch(/TRENDING TODAY\n-+\n[^]*LATE FOR MONDAY\n-+\n\n3\. Latecomer/);
    expect(both.text).toContain('All 2 papers listed, most upvoted first. Plus 1 late arrival.');
    expect(both.html).toContain('the only paper listed · late for Monday 17 August');
    expect(alone.subject).toBe('1 late paper for Monday 17 August: Latecomer');
  });

  test('late papers alone are not said to be of a day whose papers the reader had', () => {
    const late = dayListing('2026-08-17', [{ id: '2608.00007', title: 'Latecomer', late: true }]);

    const mail = renderDigest(
      digestOf([late, tuesday], {
        covered: ['2026-08-17'],
        sent: new Set(tuesday.papers.map(({ paper }) => paper.id)),
      }),
      renderContext(),
    );

    expect(mail.subject).toBe('1 late paper for Monday 17 August: Latecomer');
    expect(mail.text).toContain('1 late arrival. Of the 2 papers listed: 2 you were sent before.');
    expect(mail.text).toContain('Mon 17 Aug: https://papers.example.org/days/2026-08-17');
  });

  test('both parts say the same of each paper', () => {
    const { html, text } = renderDigest(digestOf([tuesday]), renderContext());

    for (const part of [textOf(html), text.replace(/\s+/g, ' ')]) {
      expect(part).toContain('A < B: Toy Paper with $k$-Shot & Friends');
      expect(part).toContain('Ada Example, Bo Sample, Cy Third and 1 more · Example Lab');
      expect(part).toContain('A toy one-liner.');
      expect(part).toContain('#1 of 2 by upvotes 1,234 upvotes · 1 comment');
      expect(part).toContain('Code ★ 56');
    }
    for (const url of [
      'https://huggingface.co/papers/2608.01234',
      'https://arxiv.org/abs/2608.01234',
      'https://github.com/example/toy',
      'https://example.org/toy',
      'https://papers.example.org/days/2026-08-18',
    ]) {
      expect(html).toContain(`href="${url}"`);
      expect(text).toMatch(new RegExp(`: ${url}$`, 'm'));
    }
  });

  test('it says how much there is, and what it leaves out', () => {
    const mail = renderDigest(
      digestOf([dayListing('2026-08-18', [full, { id: '2608.00002' }, { id: '2608.00003' }])], {
        sent: new Set(['2608.00003']),
        maxPapers: 1,
      }),
      renderContext(),
    );

    expect(mail.text).toContain('1 of the 3 papers listed; 1 you were sent before, 1 beyond your 20.');
    expect(mail.text).toContain(
      '1 more on the web:\nTuesday 18 August: https://papers.example.org/days/2026-08-18',
    );
  });

  test('its footer leads to the rules, and does not offer fewer papers to who gets three', () => {
    const text = (maxPapers: number) =>
      renderDigest(digestOf([tuesday]), renderContext({ preferences: { ...defaultPreferences, maxPapers } }))
        .text;

    expect(text(4)).toMatch(/^My papers: .*\/rules$/m);
    expect(text(4)).toContain('Fewer papers');
    expect(text(3)).not.toContain('Fewer papers');
  });

  test('its footer says why it came, and offers smaller steps before the way out', () => {
    const context = renderContext({ postalAddress: '1 Example Street, Berlin' });
    const { html, text } = renderDigest(digestOf([tuesday]), context);

    expect(text.replace(/\s+/g, ' ')).toContain(
      'You get this because you signed up at papers.example.org. Your choice: Every day with papers, at 09:00 UTC, up to 20 papers.',
    );
    for (const part of [html, text]) {
      const { pauseWeek, weekly, fewer, preferences, unsubscribe } = context.urls;
      for (const url of [pauseWeek, weekly, fewer, preferences, unsubscribe]) expect(part).toContain(url);
      expect(part).toContain('1 Example Street, Berlin');
    }
  });

  test('it says what the rules are, offers no weekly mail to a weekly reader, and marks what they asked for', () => {
    const wishes = rules({ include: { phrases: ['toy paper'] } });
    const preferences = { ...defaultPreferences, frequency: 'weekly', rules: wishes } as const;

    const { html, text } = renderDigest(
      digestOf([tuesday], { rules: wishes }),
      renderContext({ preferences }),
    );

    expect(text.replace(/\s+/g, ' ')).toContain('Papers for 1 word or phrase; filled up with');
    expect(text).not.toContain('Weekly instead');
    expect(html).toMatch(/A &lt; B: <b class="k" style="[^"]*">Toy Paper<\/b> with/);
    expect(text).toContain('1. A < B: Toy Paper with $k$-Shot & Friends');
    expect(text).toContain('“toy paper” in the title\n');
  });

  test('each paper has links to want more or less like it', () => {
    const { html, text } = renderDigest(digestOf([tuesday]), renderContext());

    const { more, less } = renderContext().urls;
    for (const url of [more('2608.01234'), less('2608.01234'), more('2608.00002')]) {
      expect(html).toContain(`href="${url}"`);
      expect(text).toContain(url);
    }
  });

  test('its HTML fetches nothing, runs nothing and says how it is built', () => {
    const { html } = renderDigest(digestOf([tuesday]), renderContext());

    expect(html).toMatch(/^<!DOCTYPE html><html lang="en"/);
    expect(html).not.toMatch(/<(img|script|link|iframe|form|object)\b|url\(|@import|\ssrc=|\son\w+=/i);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html.match(/<table/g)).toHaveLength(html.match(/<table role="presentation"/g)?.length ?? -1);
    expect([...html.matchAll(/<h([1-6])/g)].map(match => match[1])).toEqual(['1', '2', '3', '3']);
  });

  test('text of sources is never markup', () => {
    const attack = '<img src=x onerror=alert(1)>"\'</title></style>';
    const listing = dayListing('2026-08-18', [
      {
        id: '2608.00001',
        title: attack,
        abstract: attack,
        authors: [attack],
        organization: { name: 'x', fullName: attack },
        codeUrl: 'https://example.org/"><img src=x>',
      },
    ]);

    const { html } = renderDigest(digestOf([listing]), renderContext({ postalAddress: attack }));

    expect(html).not.toContain('<img');
    // Ours for everybody, and ours for Outlook.
    expect(html.match(/<\/style>/g)).toHaveLength(2);
  });
});

/** What a reader sees of the markup, roughly. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
