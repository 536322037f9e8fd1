import { describe, expect, it } from 'vitest';
import { placeholderProblem } from '../../../infra/deploy/placeholder.ts';
import { formatSteps, MissingOutputError, remainingSteps } from '../../../infra/deploy/remaining-steps.ts';
import { parseStage } from '../../../infra/stages.ts';

const outputs = {
  WebUrl: 'https://abc.execute-api.eu-west-1.amazonaws.com',
  ApiUrl: 'https://abc.execute-api.eu-west-1.amazonaws.com',
  MailEventsTopic: 'arn:aws:sns:eu-west-1:123456789012:MailEvents',
  DkimRecord1: 'one._domainkey.papers.dev CNAME one.dkim.amazonses.com',
  DkimRecord2: 'two._domainkey.papers.dev CNAME two.dkim.amazonses.com',
  DkimRecord3: 'three._domainkey.papers.dev CNAME three.dkim.amazonses.com',
};
const least = {
  sender: { name: 'Daily Papers', address: 'digest@papers.dev' },
  listId: 'digest.papers.dev',
  removal: 'retain',
};

function stepsFor(settings: object) {
  const parsed = parseStage('prod', { prod: { ...least, ...settings } });
  return remainingSteps({ stage: 'prod', settings: parsed, outputs });
}
const titles = (settings: object) => stepsFor(settings).map(({ title }) => title);
const zone = { id: 'Z0123456789ABCDEFGHIJ', name: 'papers.dev' };

describe('what is left to do after a deployment', () => {
  it('of a stage without a domain is the link to follow, the sandbox and a look', () => {
    const text = formatSteps(stepsFor({}));
    expect(text).toContain(
      '1. Prove that the sender is yours\n   SES has mailed a link to digest@papers.dev.',
    );
    expect(text).toContain('2. Leave the SES sandbox');
    expect(text).toContain('aws sesv2 put-account-details --region eu-west-1 --production-access-enabled');
    expect(text).toContain(
      'aws service-quotas request-service-quota-increase --region eu-west-1 --service-code lambda',
    );
    expect(text).toContain('This stage wants 14;');
    expect(text).toContain(
      '4. See that it works\n   The page is https://abc.execute-api.eu-west-1.amazonaws.com',
    );
    expect(text).toContain('npm run ops -- verify --stage prod');
  });

  it('names every record of a domain whose zone is elsewhere', () => {
    const [prove] = stepsFor({ mailDomain: 'papers.dev', mailFromSubdomain: 'bounce' });
    expect(prove).toEqual({
      title: 'Prove that papers.dev is yours',
      lines: [
        'Add these records where papers.dev has its DNS:',
        '  one._domainkey.papers.dev    CNAME  one.dkim.amazonses.com',
        '  two._domainkey.papers.dev    CNAME  two.dkim.amazonses.com',
        '  three._domainkey.papers.dev  CNAME  three.dkim.amazonses.com',
        '  bounce.papers.dev            MX     10 feedback-smtp.eu-west-1.amazonses.com',
        '  bounce.papers.dev            TXT    v=spf1 include:amazonses.com ~all',
        '  _dmarc.papers.dev            TXT    v=DMARC1; p=none',
      ],
    });
  });

  it('leaves to the stack what the stack does', () => {
    expect(titles({ mailDomain: 'papers.dev', zone })[0]).toContain('sandbox');
    expect(titles({ mailDomain: 'papers.dev', zone: { ...zone, dmarc: false } })[0]).toContain('DMARC');
    expect(titles({ mailDomain: 'papers.dev', zone: { ...zone, name: 'other.dev' } })[0]).toContain('Prove');
  });

  it('includes the address for alarms and a page that lies elsewhere', () => {
    expect(titles({ alarmAddress: 'me@papers.dev', web: { url: 'https://papers.dev' } })).toEqual([
      'Prove that the sender is yours',
      'Confirm the address for alarms',
      'Lead web.url to the API',
      'Leave the SES sandbox (once for each account and region)',
      'Let enough functions run at once (new accounts only)',
      'See that it works',
    ]);
  });

  it('is not guessed when an output is missing', () => {
    const settings = parseStage('prod', { prod: least });
    expect(() => remainingSteps({ stage: 'prod', settings, outputs: {} })).toThrow(MissingOutputError);
  });
});

describe('the example settings of the project', () => {
  it.each(['papers@example.com', 'papers@daily.example', 'papers@mail.example.org'])(
    '%s is nobody’s',
    address => {
      const settings = parseStage('prod', { prod: { ...least, sender: { ...least.sender, address } } });
      expect(placeholderProblem('prod', settings)).toBe(
        `stages.prod.sender.address: got "${address}", expected an address of yours`,
      );
    },
  );

  it('somebody’s own will do', () => {
    expect(placeholderProblem('prod', parseStage('prod', { prod: least }))).toBeUndefined();
  });
});
