import { describe, expect, test } from 'vitest';
import { indexWriteUnits } from '../../../infra/local/servers/index-writes.ts';
import { itemSize } from '../../../infra/local/servers/item-size.ts';

const index = { keys: ['slot', 'pk'], projected: ['kind'] };
const units = (before: Parameters<typeof indexWriteUnits>[2], after: Parameters<typeof indexWriteUnits>[3]) =>
  indexWriteUnits(index, ['pk'], before, after);

const active = { pk: { S: 'a' }, slot: { S: 'UTC#9' }, kind: { S: 'daily' }, other: { N: '1' } };
const pending = { pk: { S: 'a' }, kind: { S: 'daily' } };

describe('an index costs', () => {
  test.each([
    ['nothing for an item that is not in it', undefined, pending, 0],
    ['one unit to enter', pending, active, 1],
    ['one unit to leave', active, undefined, 1],
    ['nothing when only other attributes changed', active, { ...active, other: { N: '2' } }, 0],
    ['one unit when a projected attribute changed', active, { ...active, kind: { S: 'weekly' } }, 1],
    ['two units when its key changed', active, { ...active, slot: { S: 'UTC#10' } }, 2],
    ['a unit for each kilobyte', undefined, { ...active, kind: { S: 'x'.repeat(2000) } }, 2],
  ])('%s', (_what, before, after, expected) => {
    expect(units(before, after)).toBe(expected);
  });
});

test('an item is as large as its names and values', () => {
  expect(
    itemSize({
      text: { S: 'grüß' },
      number: { N: '-12.5' },
      flag: { BOOL: true },
      list: { L: [{ S: 'ab' }, { NULL: true }] },
      map: { M: { key: { SS: ['a', 'bc'] } } },
    }),
  ).toBe(4 + 6 + (6 + 3) + (4 + 1) + (4 + 3 + 3 + 2) + (3 + 3 + 1 + 3 + 3));
});
