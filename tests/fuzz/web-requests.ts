import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile.ts';
import { changeText, textChanges } from './mutate-json.ts';

/** The fields of a form or a JSON body: mostly right, at times wrong in a way that a form or JSON can be. */
export type Fields = readonly (readonly [string, unknown])[];

export function fieldsOf(usual: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Fields> {
  const each = Object.entries(usual).map(([name, right]) =>
    fc.record({
      name: fc.constant(name),
      value: fc.oneof(
        { weight: 40, arbitrary: right },
        { weight: 1, arbitrary: hostileText },
        { weight: 1, arbitrary: hostileValue },
      ),
      do: fc.oneof(
        { weight: 40, arbitrary: fc.constant('keep' as const) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('drop' as const, 'twice' as const, 'array' as const, 'nested' as const),
        },
      ),
      again: hostileText,
    }),
  );
  const odd = fc.array(
    fc.tuple(fc.oneof(hostileText, fc.constantFrom('__proto__', 'email[]', 'email.key')), hostileText),
    {
      maxLength: 1,
    },
  );
  return fc.tuple(fc.tuple(...each), odd).map(([fields, more]) => [
    ...fields.flatMap(({ name, value, do: what, again }): Fields => {
      switch (what) {
        case 'keep':
          return [[name, value]];
        case 'drop':
          return [];
        case 'twice':
          return [
            [name, value],
            [name, again],
          ];
        case 'array':
          return [[name, [value, again]]];
        case 'nested':
          return [[name, { [name]: value }]];
      }
    }),
    ...more,
  ]);
}

export interface Sent {
  readonly type: string;
  readonly body: Uint8Array;
}

const formType = 'application/x-www-form-urlencoded';
const boundary = 'xxBOUNDARYxx';

const encodings: Readonly<Record<string, (fields: Fields) => string>> = {
  [formType]: fields =>
    new URLSearchParams(fields.map(([name, value]): [string, string] => [name, text(value)])).toString(),
  [`multipart/form-data; boundary=${boundary}`]: fields =>
    `${fields.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"${typeof value === 'number' ? '; filename="a.txt"\r\nContent-Type: text/html' : ''}\r\n\r\n${text(value)}\r\n`).join('')}--${boundary}--\r\n`,
  'application/json': fields =>
    `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`,
};

/** As a form writes it: a list or an object in a form is only its text. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const wrongTypes = [
  '',
  'text/plain',
  'text/html; charset=utf-16',
  'application/xml',
  'application/json; charset=utf-7',
  'application/problem+json',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/mixed; boundary=other',
  `${formType}; charset=utf-16`,
];

/** The fields on their way: encoded as browsers and programs do, or not quite. */
export function sentAs(fields: fc.Arbitrary<Fields>, usualTypes: readonly string[]): fc.Arbitrary<Sent> {
  const encoded = fc
    .record({
      fields,
      encoding: fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...usualTypes) },
        { weight: 1, arbitrary: fc.constantFrom(...Object.keys(encodings)) },
      ),
      wrongType: fc.oneof(
        { weight: 12, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom(...wrongTypes) },
      ),
      breaks: textChanges,
    })
    .map(({ fields: list, encoding, wrongType, breaks }) => ({
      type: wrongType ?? encoding,
      body: new Uint8Array(Buffer.from(changeText(encodings[encoding]?.(list) ?? '', breaks))),
    }));
  const bytes = fc.record({
    type: fc.constantFrom(...Object.keys(encodings)),
    body: fc.uint8Array({ maxLength: 300 }),
  });
  return fc.oneof({ weight: 20, arbitrary: encoded }, { weight: 1, arbitrary: bytes });
}

export const formTypes = Object.keys(encodings).filter(type => type !== 'application/json');
export const jsonTypes = ['application/json'];
