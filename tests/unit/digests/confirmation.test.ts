import { describe, expect, test } from 'vitest';
import { renderAlreadySubscribed, renderConfirmation } from '../../../shared/digests/confirmation.ts';
import { textWidth } from '../../../shared/digests/wrap-text.ts';

const sender = {
  webUrl: 'https://papers.example.org',
  senderName: 'Daily Papers',
  postalAddress: '1 Example Street, Berlin',
};

describe('the confirmation mail', () => {
  const confirmUrl = 'https://papers.example.org/r/key/confirm?a=1&b=2';
  const mail = renderConfirmation({ ...sender, confirmUrl });

  test('says who asked, for how long the link holds, and that silence means no', () => {
    for (const part of [mail.html, mail.text.replace(/\s+/g, ' ')]) {
      expect(part).toContain('asked at papers.example.org for Daily Papers');
      expect(part).toContain('valid for 7 days');
      expect(part).toContain('If it was not you, do nothing');
      expect(part).toContain('1 Example Street, Berlin');
    }
  });

  test('carries the link as a button, in full, and alone on a line of the text', () => {
    expect(mail.html.match(/https:\/\/papers\.example\.org\/r\/key\/confirm\?a=1&amp;b=2/g)).toHaveLength(2);
    expect(mail.text.split('\n')).toContain(confirmUrl);
  });

  test('its subject names the sender', () => {
    expect(mail.subject).toBe('Confirm your subscription to Daily Papers');
  });

  test('its lines are short', () => {
    expect(mail.text.split('\n').filter(line => line.length > textWidth && line !== confirmUrl)).toEqual([]);
  });
});

test('a subscribed address is told so, with its preferences and the way out', () => {
  const mail = renderAlreadySubscribed({
    ...sender,
    postalAddress: '',
    preferencesUrl: 'https://papers.example.org/r/key/preferences',
    unsubscribeUrl: 'https://papers.example.org/r/key/unsubscribe',
  });

  expect(mail.subject).toBe('You already get Daily Papers');
  for (const part of [mail.html, mail.text]) {
    expect(part).toContain('https://papers.example.org/r/key/preferences');
    expect(part).toContain('https://papers.example.org/r/key/unsubscribe');
    expect(part).toContain('nothing has changed');
  }
});
