import { describe, expect, test } from 'vitest';
import { resolve, type Scope } from '../../../infra/local/template/intrinsics.ts';

const scope: Scope = {
  ref: name => `ref-of-${name}`,
  getAtt: (logicalId, attribute) => `${attribute}-of-${logicalId}`,
  importValue: name => `import-of-${name}`,
};

describe('intrinsic functions', () => {
  test.each([
    ['Ref', { Ref: 'Table' }, 'ref-of-Table'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Arn-of-Queue'],
    ['GetAtt as a text', { 'Fn::GetAtt': 'Queue.Nested.Arn' }, 'Nested.Arn-of-Queue'],
    ['ImportValue', { 'Fn::ImportValue': 'State:Table' }, 'import-of-State:Table'],
    ['Join with others inside', { 'Fn::Join': [':', ['arn', { Ref: 'A' }, 'x']] }, 'arn:ref-of-A:x'],
    ['Split and Select', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    [
      'Sub',
      { 'Fn::Sub': 'x-${AWS::Region}-${Queue.Arn}-${!Literal}' },
      'x-ref-of-AWS::Region-Arn-of-Queue-${Literal}',
    ],
    [
      'Sub with variables',
      { 'Fn::Sub': ['${Own}-${Other}', { Own: { Ref: 'A' } }] },
      'ref-of-A-ref-of-Other',
    ],
  ])('%s', (_name, value, expected) => {
    expect(resolve(value, scope)).toBe(expected);
  });

  test('are worked out wherever they stand, and leave everything else alone', () => {
    const value = { a: [{ Ref: 'A' }, 1, null], b: { Ref: 'B', and: 'more' }, c: true };

    expect(resolve(value, scope)).toEqual({
      a: ['ref-of-A', 1, null],
      b: { Ref: 'B', and: 'more' },
      c: true,
    });
  });

  test('leave out what refers to no value', () => {
    const nothing = { Ref: 'AWS::NoValue' };

    expect(resolve({ a: nothing, b: ['x', nothing] }, scope)).toEqual({ b: ['x'] });
  });

  test('that are not known are named', () => {
    expect(() => resolve({ 'Fn::Cidr': ['10.0.0.0/16', 1, 8] }, scope)).toThrow(/Fn::Cidr is not understood/);
  });
});
