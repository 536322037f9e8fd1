import fc from 'fast-check';

/** Markup that must never come out of a page or a mail as it went in. */
export const marker = `<x-marker "'>`;
/** Whether a page or mail holds the marker unescaped. */
export const echoes = (html: string) => html.includes('<x-marker');

/** An address that must turn up in no refusal and no log. */
export const plantedAddress = 'planted.person@victim.example';
export const tellsAddress = (text: string) => /planted\.person|victim\.example/.test(text);

const texts = [
  '',
  ' ',
  marker,
  plantedAddress,
  `${marker}@example.org`,
  '\0',
  '\u001b[31mred',
  '\ud800',
  'a\udfffb',
  '\u202egpj.exe',
  '\u2028\u2029\ufeff\u200b',
  '\r\nBcc: planted.person@victim.example',
  'x\r\n\r\n<x-marker>',
  'javascript:alert(1)',
  'data:text/html,<x-marker>',
  'https://user:secret@example.org/',
  'http://169.254.169.254/latest/meta-data/',
  '../../../../etc/passwd',
  '%00%0d%0a',
  '%',
  '${jndi:ldap://x}',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  'Infinity',
  '-1',
  '1e309',
  '9'.repeat(400),
  '0'.repeat(64),
  '2026-02-31',
  '0000-00-00',
  '9999-12-31T23:59:60Z',
  '2607.01234',
  'math.GT/0309136v99999',
  `${'a-'.repeat(2_000)}/1234567`,
  'title-0123456789abcdef',
] as const;

/** Fragments that a careless pattern takes quadratic or exponential time over when they are many. */
const fragments = [
  '/abs/',
  'a@',
  '@',
  '<',
  '(',
  '((',
  '&amp;',
  'arXiv.org:',
  ' ',
  '\n',
  '\t\n',
  'a-',
  '.',
  'é',
  '𝒳',
  '[',
  '{"a":',
];

const repeated = fc
  .record({
    fragment: fc.constantFrom(...fragments),
    times: fc.integer({ min: 2, max: 60_000 }),
    end: fc.constantFrom('', '\n', 'x', '>'),
  })
  .map(({ fragment, times, end }) => fragment.repeat(times) + end);

/** Text that somebody means ill with, or that a broken program sends. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...texts) },
  { weight: 8, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: repeated },
);

/** Any value that JSON can carry, of the wrong type or out of range. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -0,
      -1,
      0.5,
      1e21,
      -1e308,
      2 ** 53,
      2 ** 53 + 2,
      1e-320,
      [],
      {},
      [[]],
      [null],
      [{}],
    ),
  },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);
