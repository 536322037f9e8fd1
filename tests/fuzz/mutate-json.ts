import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile.ts';

/** One change of a JSON document at one place, chosen among all of its places by number. */
type Change =
  | { readonly do: 'delete' | 'duplicate' | 'wrap' | 'pollute' }
  | { readonly do: 'replace'; readonly value: unknown }
  | { readonly do: 'append'; readonly text: string }
  | { readonly do: 'rename'; readonly to: string }
  | { readonly do: 'nest'; readonly levels: number };

interface Mutation {
  readonly at: number;
  readonly change: Change;
}

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 5, arbitrary: hostileValue.map(value => ({ do: 'replace' as const, value })) },
  { weight: 3, arbitrary: hostileText.map(text => ({ do: 'append' as const, text })) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Change>(
      { do: 'delete' },
      { do: 'duplicate' },
      { do: 'wrap' },
      { do: 'pollute' },
    ),
  },
  { weight: 1, arbitrary: hostileText.map(to => ({ do: 'rename' as const, to: to.slice(0, 200) })) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 1_000 }).map(levels => ({ do: 'nest' as const, levels })),
  },
);

const mutations = fc.array(fc.record({ at: fc.nat(10_000), change }), { maxLength: 4 });

type TextChange =
  | { readonly do: 'cut'; readonly part: number }
  | { readonly do: 'insert' | 'overwrite'; readonly part: number; readonly text: string };

const textChange: fc.Arbitrary<TextChange> = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }).map(part => ({ do: 'cut' as const, part })),
  fc.record({
    do: fc.constantFrom('insert' as const, 'overwrite' as const),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    text: hostileText,
  }),
);

/** Breaks of the text itself: cut short, with something in between, or overwritten. Mostly none. */
export const textChanges = fc.oneof(
  { weight: 6, arbitrary: fc.constant<TextChange[]>([]) },
  { weight: 1, arbitrary: fc.array(textChange, { minLength: 1, maxLength: 3 }) },
);

export function changeText(text: string, changes: readonly TextChange[]): string {
  return changes.reduce((sum, each) => {
    const at = Math.floor(sum.length * each.part);
    if (each.do === 'cut') return sum.slice(0, at);
    return sum.slice(0, at) + each.text + sum.slice(each.do === 'insert' ? at : at + each.text.length);
  }, text);
}

/** The text of a document after some changes of its structure and, at times, of its text. */
export function mutatedJson(documents: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc
    .record({ document: documents, mutations, textChanges })
    .map(({ document, mutations: each, textChanges: breaks }) =>
      changeText(toText(mutate(document, each)), breaks),
    );
}

/** The document after some changes of its structure. */
export function mutatedValue(documents: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .record({ document: documents, mutations })
    .map(({ document, mutations: each }) => mutate(document, each));
}

/** JSON has no undefined: a document that was deleted is an empty text. */
export function toText(document: unknown): string {
  const text: unknown = JSON.stringify(document);
  return typeof text === 'string' ? text : '';
}

function mutate(document: unknown, list: readonly Mutation[]): unknown {
  const root = { document: structuredClone(document) };
  for (const { at, change: each } of list) {
    const places = placesIn(root);
    const place = places[at % places.length];
    if (place !== undefined) apply(place, each);
  }
  return root.document;
}

interface Place {
  readonly parent: Record<string, unknown> | unknown[];
  readonly key: string | number;
}

/** Every place of a document, parents before children. Nested values beyond the first thousand are left alone. */
function placesIn(root: object): Place[] {
  const places: Place[] = [];
  const open: object[] = [root];
  for (let parent = open.shift(); parent !== undefined && places.length < 1_000; parent = open.shift()) {
    const keys = Array.isArray(parent) ? parent.map((_, index) => index) : Object.keys(parent);
    for (const key of keys) {
      const holder = parent as Record<string, unknown>;
      places.push({ parent: holder, key });
      const value = holder[key];
      if (typeof value === 'object' && value !== null) open.push(value);
    }
  }
  return places;
}

function apply({ parent, key }: Place, each: Change): void {
  const holder = parent as Record<string | number, unknown>;
  const value = holder[key];
  switch (each.do) {
    case 'delete':
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else Reflect.deleteProperty(parent, key);
      break;
    case 'duplicate':
      if (Array.isArray(parent)) parent.push(structuredClone(value));
      else own(parent, `${key}2`, structuredClone(value));
      break;
    case 'wrap':
      own(parent, key, [value]);
      break;
    case 'pollute':
      if (typeof value === 'object' && value !== null)
        own(value, '__proto__', { polluted: true, version: 1 });
      else own(parent, key, { constructor: { prototype: { polluted: true } } });
      break;
    case 'replace':
      // A copy: the next change must not reach the value that other inputs get too.
      own(parent, key, structuredClone(each.value));
      break;
    case 'append':
      own(parent, key, typeof value === 'string' ? value + each.text : each.text);
      break;
    case 'rename':
      own(parent, Array.isArray(parent) ? key : each.to, value);
      if (!Array.isArray(parent) && each.to !== key) Reflect.deleteProperty(parent, key);
      break;
    case 'nest': {
      let nested = value;
      for (let level = 0; level < each.levels; level += 1)
        nested = level % 2 === 0 ? [nested] : { a: nested };
      own(parent, key, nested);
      break;
    }
    default:
      each satisfies never;
  }
}

/** Assignment would take `__proto__` for the prototype; a document may have a key of that name. */
function own(parent: object, key: string | number, value: unknown): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}
