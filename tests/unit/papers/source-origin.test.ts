import { describe, expect, test } from 'vitest';
import { isSourceOrigin } from '../../../shared/papers/sources/source-origin.ts';

describe('a source is asked', () => {
  test.each([
    'https://huggingface.co',
    'https://rss.arxiv.org',
    'https://mirror.example:8443',
    'http://127.0.0.1:4010',
  ])('at %s', address => {
    expect(isSourceOrigin(address)).toBe(true);
  });

  test.each([
    'http://huggingface.co',
    'http://169.254.169.254',
    'https://169.254.169.254',
    'https://[fe80::1]',
    'https://[::ffff:169.254.169.254]',
    'https://0xa9fea9fe',
    'https://2852039166',
    'https://10.0.0.1',
    'https://127.0.0.1',
    'http://127.0.0.1.example.org',
    'http://localhost:4010',
    'https://localhost',
    'https://metadata.google.internal',
    'https://instance-data.ec2.internal',
    'https://printer.local',
    'https://user:secret@huggingface.co',
    'https://huggingface.co@169.254.169.254',
    'https://huggingface.co/api',
    'https://huggingface.co?x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '',
  ])('not at %s', address => {
    expect(isSourceOrigin(address)).toBe(false);
  });
});
